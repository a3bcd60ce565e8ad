#include "dedup/sketch.hpp"
#include "store/sketches.hpp"
#include "store/snapshot.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// The same words under another number: another guid, link and headline.
Article retold(int number, int by) {
    auto written = article(number);
    const auto other = article(by);
    written.id = other.id;
    written.url = other.url;
    written.title = other.title;
    return written;
}

Article elsewhere(Article written, const std::string& outlet) {
    written.id += "@" + outlet;
    written.url = "https://" + outlet + "/" + written.title.substr(0, 10);
    return written;
}

/// The texts of two articles, one behind the other.
Article joined_with(Article written, int other) {
    written.body += article(other).body;
    return written;
}

class NearTest : public StoreTest {
protected:
    /// What is near to an article that no key finds: rows of stories, in their order.
    std::vector<std::int64_t> near(model::FeedId id, const Article& written) {
        close();
        Connection connection(path_, Connection::Mode::kWriter);
        TextCodec codec;
        const Sketches sketches(connection);
        const auto feed = load_feed_row(connection, id).value();
        StoredSurroundings surroundings(
            connection, codec, sketches, feed, now_, {prepared(written)}, {}, {}
        );
        surroundings.find_near({0});
        std::vector<std::int64_t> rows;
        const auto& snapshot = surroundings.snapshot();
        for (const auto place : snapshot.candidates.front().by_near) {
            const auto& story = snapshot.stories.at(place);
            rows.push_back(static_cast<std::int64_t>(story.key));
            EXPECT_FALSE(story.revisions.empty()) << "near, but not loaded";
        }
        return rows;
    }

    std::int64_t row_of(const Article& written) {
        return count("SELECT max(story_id) FROM revision WHERE title = '" + written.title + "'");
    }
};

TEST_F(NearTest, AStoryOfTheOutletWithMostOfTheTextIsNear) {
    const auto id = feed();
    auto other = article(2);
    other.published = *article(1).published + 1h;
    commit(id, {article(1), other});

    const auto found = near(id, retold(1, 3));

    EXPECT_THAT(found, ElementsAre(row_of(article(1))));
}

TEST_F(NearTest, AFlashOfTheSameMinutesIsNearAndOneOfTheSameHoursIsNot) {
    const auto id = feed();
    auto flash = article(2);
    flash.body = "<p>The bridge is closed.</p>";
    flash.published = *article(1).published + 4min;
    auto later = article(4);
    later.body = "<p>The bridge is open.</p>";
    later.published = *article(1).published + 2h;
    commit(id, {flash, later});

    EXPECT_THAT(near(id, article(1)), ElementsAre(row_of(flash)));
}

TEST_F(NearTest, WhereASketchShowsNothingTheHeadlineOfAnHourLaterMustBeAlike) {
    const auto id = feed();
    auto whole = article(1);
    for (int i = 2; i < 80; ++i) {
        whole = joined_with(whole, i);
    }
    const auto shows_nothing = [&](const Article& flash) {
        return dedup::likeness(prepared(flash).sketch, prepared(whole).sketch).sample == 0;
    };
    auto flash = article(100);
    for (int i = 101; !shows_nothing(flash); ++i) {
        ASSERT_LT(i, 200);
        flash = article(i);
    }
    flash.title = "Old bridge closed to lorries";
    flash.published = *whole.published - 1h;
    commit(id, {flash});

    EXPECT_THAT(near(id, whole), IsEmpty());
    const auto row = row_of(flash);
    whole.title = "The old bridge is closed to all lorries";
    EXPECT_THAT(near(id, whole), ElementsAre(row));
    auto retitled = flash;
    retitled.title = "Detours for the whole summer";
    commit(id, {retitled});
    EXPECT_THAT(near(id, whole), ElementsAre(row)) << "it had the headline before";
    whole.title = article(1).title;
    whole.published = *flash.published + 4min;
    EXPECT_THAT(near(id, whole), ElementsAre(row));
}

TEST_F(NearTest, AnotherOutletsStoryIsNearWhenTheTextsShareAKey) {
    const auto id = feed();
    commit(id, {elsewhere(article(1), "paper.example"), elsewhere(article(2), "paper.example")});

    const auto found = near(id, article(1));

    EXPECT_THAT(found, ElementsAre(row_of(article(1))));
}

TEST_F(NearTest, OfThoseThatShareOneKeyTheNewestAreLookedAt) {
    const auto id = feed();
    std::vector<Article> others;
    others.reserve(8);
    for (int i = 0; i < 8; ++i) {
        others.push_back(elsewhere(article(20 + i), "paper.example"));
    }
    commit(id, others);
    close();
    {
        // All but as many of the keys are others, and all the rest of the text is the same.
        const auto alike = [](std::size_t keys) {
            auto sketch = prepared(article(1)).sketch;
            for (std::size_t i = keys; i < dedup::kSketchKeys; ++i) {
                --sketch.hashes[i];
            }
            return sketch;
        };
        Connection connection(path_, Connection::Mode::kWriter);
        Sketches sketches(connection);
        sketches.replace(1, alike(2));
        for (std::int64_t row = 2; row <= 8; ++row) {
            sketches.replace(row, alike(1));
        }
    }

    EXPECT_THAT(near(id, article(1)), UnorderedElementsAre(8, 7, 6, 5, 1));
}

TEST_F(NearTest, AStoryOfAWeekAgoIsNotNear) {
    const auto id = feed();
    commit(id, {elsewhere(article(1), "paper.example")});
    now_ += 7 * 24h + 1h;

    EXPECT_THAT(near(id, article(1)), IsEmpty());
}

TEST_F(NearTest, AStoryWithoutADateIsNearWhenItWasFirstSeen) {
    const auto id = feed();
    auto undated = article(1);
    undated.published.reset();
    commit(id, {undated});
    now_ += 2h;
    auto again = joined_with(retold(1, 3), 4);
    again.published.reset();

    EXPECT_THAT(near(id, again), ElementsAre(row_of(article(1))));
}

TEST_F(NearTest, TheLikeliestComesFirstAndSixtyFourAreEnough) {
    const auto id = feed();
    std::vector<Article> crowd;
    for (int i = 100; i < 190; ++i) {
        crowd.push_back(article(i));
        crowd.back().body = "<p>Short.</p>" + crowd.back().title;
        crowd.back().published = article(1).published;
    }
    crowd.push_back(article(1));
    commit(id, crowd);

    const auto found = near(id, retold(1, 3));

    ASSERT_THAT(found, SizeIs(64));
    EXPECT_EQ(found.front(), row_of(article(1)));
}

TEST_F(NearTest, PinsKeepAFeedFromBeingLookedAround) {
    const auto other = elsewhere(article(1), "paper.example");
    auto spec = model::FeedSpec{.name = "wire", .url = kUrl};
    const auto id = configure({spec}).front().id;
    commit(id, {article(1), other});
    ASSERT_THAT(near(id, retold(1, 3)), SizeIs(2));

    spec.dedup = {.near = false};
    configure({spec});
    EXPECT_THAT(near(id, retold(1, 3)), ElementsAre(2));
    spec.dedup = {.cluster = false};
    configure({spec});
    EXPECT_THAT(near(id, retold(1, 3)), ElementsAre(1));
}

TEST_F(NearTest, AMergedStoryStandsForTheOneItIsPartOf) {
    const auto id = feed();
    commit(id, {elsewhere(article(1), "paper.example"), elsewhere(article(2), "paper.example")});
    const auto part = row_of(article(1));
    const auto root = row_of(article(2));
    close();
    sabotage(
        "UPDATE story SET merged_into = " + std::to_string(root) +
        " WHERE id = " + std::to_string(part)
    );

    EXPECT_THAT(near(id, article(1)), ElementsAre(root));
}

TEST_F(NearTest, ASketchFollowsTheNewestText) {
    const auto id = feed();
    commit(id, {article(1)});
    const auto first = prepared(article(1)).sketch;
    auto longer = article(1);
    longer.body += article(5).body + article(6).body;
    now_ += 1h;
    commit(id, {longer});
    close();
    Connection connection(path_, Connection::Mode::kWriter);

    const Sketches sketches(connection);
    const auto stored = sketches.load(1);

    ASSERT_FALSE(first.hashes.empty());
    EXPECT_EQ(stored, prepared(longer).sketch);
    EXPECT_NE(stored, first);
    for (const auto key : dedup::sketch_keys(stored)) {
        EXPECT_THAT(sketches.stories_with_key(key), ElementsAre(1));
    }
}

TEST_F(NearTest, OldSketchesGoInSmallSteps) {
    const auto id = feed();
    std::vector<Article> old;
    for (int i = 100; i < 200; ++i) {
        old.push_back(article(i));
    }
    commit(id, old);
    ASSERT_EQ(count("SELECT count(*) FROM sketch"), 100);
    now_ += 8 * 24h + 1h;

    commit(id, {article(1)});
    EXPECT_EQ(count("SELECT count(*) FROM sketch"), 100 - 64 + 1);
    commit(id, {article(2)});
    EXPECT_EQ(count("SELECT count(*) FROM sketch"), 2);
}

TEST_F(NearTest, AClockThatWasWrongKeepsNoSketchForEver) {
    const auto id = feed();
    now_ += 365 * 24h;
    commit(id, {article(1)});
    now_ -= 365 * 24h;
    commit(id, {article(2)});
    now_ += 9 * 24h;

    commit(id, {article(3)});

    EXPECT_EQ(count("SELECT count(*) FROM sketch"), 1);
}

TEST_F(NearTest, ADamagedSketchIsAsGoodAsNone) {
    const auto id = feed();
    commit(id, {article(1)});
    close();
    sabotage("UPDATE sketch SET hashes = x'0102'");
    Connection connection(path_, Connection::Mode::kWriter);

    Sketches sketches(connection);

    EXPECT_EQ(sketches.load(1), dedup::Sketch{});
    sketches.replace(1, prepared(article(1)).sketch);
    EXPECT_EQ(sketches.load(1), prepared(article(1)).sketch);
}

TEST_F(NearTest, OtherTextsAreThoseOfTheStoriesThatTheFeedCarries) {
    const auto id = feed();
    commit(id, {article(3), article(2), article(1)});
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    TextCodec codec;
    const Sketches sketches(connection);
    const auto present = load_present(connection, id);
    auto changed = article(2);
    changed.noise = "x";
    StoredSurroundings surroundings(
        connection,
        codec,
        sketches,
        load_feed_row(connection, id).value(),
        now_,
        {prepared(changed)},
        present,
        {}
    );

    const auto all = surroundings.other_texts(12);
    const auto one = surroundings.other_texts(1);

    EXPECT_THAT(all, SizeIs(2)) << "the item's own is no other";
    ASSERT_THAT(one, SizeIs(1));
    EXPECT_EQ(one.front(), prepared(article(3)).content_html) << "the newest story";
}

}  // namespace
}  // namespace wireroom::store
