#include "store/apply.hpp"

#include "store/furniture_table.hpp"
#include "store/snapshot.hpp"
#include "store_fixture.hpp"

#include <SQLiteCpp/Transaction.h>
#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kPlanet = "https://planet.example.net/feed.xml";

/// The same text at another outlet.
Article copied(int number, const std::string& outlet) {
    auto written = article(number);
    written.id = "urn:" + outlet + ":" + std::to_string(number);
    written.url = "https://" + outlet + "/" + std::to_string(number);
    return written;
}

/// What is written of decisions, whoever makes them.
class ApplyTest : public StoreTest {
protected:
    /// Decisions about items of which nothing is known.
    std::vector<std::int64_t> apply(
        model::FeedId id,
        const std::vector<Article>& articles,
        std::vector<dedup::Decision> decisions
    ) {
        close();
        Connection connection(path_, Connection::Mode::kWriter);
        TextCodec codec;
        Sketches sketches(connection);
        SQLite::Transaction transaction(connection.database());
        const auto feed = load_feed_row(connection, id).value();
        std::vector<dedup::PreparedItem> items;
        items.reserve(articles.size());
        for (const auto& written : articles) {
            items.push_back(prepared(written));
        }
        for (auto& decision : decisions) {
            decision.reasons.push_back({.code = "test", .text = "Told so."});
        }
        const StoredSurroundings surroundings(
            connection, codec, sketches, feed, now_, std::move(items), {}, {}
        );
        dedup::Judgement judgement;
        judgement.decisions = std::move(decisions);
        const std::vector<Watch> watches = load_watches(connection);
        Watcher watcher(connection, codec, watches, id, now_);
        const std::string language;
        Applier applier(
            connection, codec, sketches, watcher, feed, surroundings, judgement, language
        );
        PollReport report;
        auto sightings = applier.run(report);
        transaction.commit();
        return sightings;
    }

    std::string id_of(int row) {
        return reader().stories({.order = StoryOrder::kSeen}).stories.empty()
                   ? std::string()
                   : text("SELECT public_id FROM story WHERE id = " + std::to_string(row));
    }
    std::string text(const std::string& sql) {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getString();
    }
};

TEST_F(ApplyTest, ACopyJoinsTheClusterOfItsOriginal) {
    const auto id = feed();
    apply(
        id,
        {copied(1, "b.example"), article(1), copied(1, "c.example")},
        {{.copy_of_item = 1}, {}, {.copy_of_item = 0}}
    );

    const auto original = reader().story(id_of(1)).value();
    const auto copy = reader().story(id_of(2)).value();
    const auto another = reader().story(id_of(3)).value();
    EXPECT_EQ(original.url, article(1).url) << "whatever the order in the document";
    EXPECT_EQ(original.cluster, original.id);
    EXPECT_EQ(original.copy_of, "");
    for (const auto& story : {copy, another}) {
        EXPECT_EQ(story.cluster, original.id);
        EXPECT_EQ(story.copy_of, original.id) << "of the first, not of a copy";
    }
    const auto told = events();
    ASSERT_EQ(told.back().type, "story.new");
    EXPECT_EQ(told.back().story->copy_of, original.id);
    EXPECT_EQ(told.back().story->cluster, original.id);
}

TEST_F(ApplyTest, CopiesThatNameEachOtherEndNoPoll) {
    const auto id = feed();

    apply(
        id,
        {copied(1, "b.example"), copied(1, "c.example")},
        {{.copy_of_item = 1}, {.copy_of_item = 0}}
    );

    EXPECT_EQ(count("SELECT count(*) FROM story"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM story WHERE copy_of IS NOT NULL"), 1);
}

TEST_F(ApplyTest, ARemovedStoryLeavesNoTrace) {
    const auto id = feed();

    const auto sightings = apply(
        id,
        {article(1), article(1)},
        {{.verdict = dedup::Verdict::kRemoved}, {.verdict = dedup::Verdict::kTwin, .twin = 0}}
    );

    EXPECT_THAT(sightings, ElementsAre(0, 0));
    EXPECT_EQ(count("SELECT count(*) FROM story"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM sighting"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM url_key"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM feed_guid"), 0);
}

TEST_F(ApplyTest, AMonitorSaysWhenItHasToldOfTheClusterBefore) {
    const auto id = warm_feed({watch_for("bridges", "word1x5")});
    apply(id, {article(1), copied(1, "b.example")}, {{}, {.copy_of_item = 0}});

    std::vector<std::string> told;
    for (const auto& event : events()) {
        if (event.type == "monitor.matched") {
            told.push_back(event.data);
        }
    }

    const auto first = text("SELECT cluster FROM story WHERE copy_of IS NOT NULL");
    EXPECT_THAT(
        told,
        ElementsAre(
            R"({"monitor":"bridges","first":true})",
            R"({"monitor":"bridges","first":true,"copy_of":")" + first + R"("})"
        )
    );
}

TEST_F(ApplyTest, AnEditOfTheFirstMatchIsNoCopyAndOneOfACopyIs) {
    const auto id = warm_feed({watch_for("bridges", "word1x5")});
    auto original = article(1);
    auto copy = copied(1, "b.example");
    apply(id, {original, copy}, {{}, {.copy_of_item = 0}});
    const auto head = store().head_seq();
    now_ += 1h;

    commit(id, {expanded(original, "Ministers"), copy});
    commit(id, {expanded(original, "Ministers"), expanded(copy, "Diplomats")});

    std::vector<std::string> told;
    for (const auto& event : events_after(head)) {
        if (event.type == "monitor.matched") {
            told.push_back(event.data);
        }
    }
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_THAT(told[0], testing::Not(HasSubstr("copy_of")));
    EXPECT_THAT(told[1], HasSubstr("copy_of"));
}

TEST_F(ApplyTest, FurnitureIsRememberedAndTheOldestMakesRoom) {
    const auto id = feed();
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    std::vector<dedup::FurnitureMark> marks;
    for (std::uint64_t i = 0; i < kMostFurniture; ++i) {
        marks.push_back({.hash = ~i, .kind = "line", .sample = "12 shares"});
    }
    save_furniture(connection, id, marks, now_);
    ASSERT_EQ(load_furniture(connection, id).size(), kMostFurniture);

    save_furniture(connection, id, {marks[7], {9, "label", "min read"}}, now_ + 1h);
    save_furniture(connection, id, {{10, "paragraph", "subscribe"}}, now_ + 2h);

    const auto kept = load_furniture(connection, id);
    EXPECT_EQ(kept.size(), kMostFurniture);
    const auto has = [&](std::uint64_t hash) {
        return std::ranges::find(kept, hash, &dedup::FurnitureMark::hash) != kept.end();
    };
    EXPECT_TRUE(has(marks[7].hash));
    EXPECT_TRUE(has(9));
    EXPECT_TRUE(has(10));
}

TEST_F(ApplyTest, FurnitureIsOfferedWhenATextMayDifferByIt) {
    const auto id = feed();
    commit(id, {article(1)});
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    TextCodec codec;
    const Sketches sketches(connection);
    save_furniture(connection, id, {{9, "label", "min read"}}, now_);
    const auto feed = load_feed_row(connection, id).value();
    const auto marks = [&](const Article& written) {
        return StoredSurroundings(
                   connection, codec, sketches, feed, now_, {prepared(written)}, {}, {}
        )
            .snapshot()
            .furniture.size();
    };

    EXPECT_EQ(marks(article(1)), 1U);
    EXPECT_EQ(marks(article(2)), 0U);
}

TEST_F(ApplyTest, PinsAreWhatTheConfigurationSaysAndReachTheDecision) {
    using Key = model::DedupPins::Key;
    model::FeedSpec spec{.name = "planet", .url = kPlanet};
    spec.dedup = {.guid = Key::kIgnore, .link = Key::kTrust, .near = false, .cluster = false};
    const auto first = configure({spec});
    ASSERT_EQ(first.front().spec.dedup, spec.dedup);
    EXPECT_EQ(first.front().guid_mode, "trusted");
    EXPECT_EQ(first.front().link_mode, "unique");
    sabotage("CREATE TRIGGER still BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'write'); END");
    configure({spec});
    sabotage("DROP TRIGGER still");
    {
        close();
        Connection connection(path_, Connection::Mode::kWriter);
        TextCodec codec;
        const Sketches sketches(connection);
        const auto feed = load_feed_row(connection, first.front().id).value();
        const StoredSurroundings surroundings(connection, codec, sketches, feed, now_, {}, {}, {});
        EXPECT_EQ(surroundings.snapshot().pins, spec.dedup);
    }

    spec.dedup = {};
    EXPECT_EQ(configure({spec}).front().spec.dedup, model::DedupPins{});
    EXPECT_EQ(text("SELECT dedup FROM feed"), "{}");
}

TEST_F(ApplyTest, OldRulesTextOfTheSameRawItemIsNoRevision) {
    const auto id = feed();
    commit(id, {article(2), article(1)});
    close();
    // As if an older sanitiser had made another text of it, and the item had been away since.
    sabotage(
        "UPDATE revision SET title_body_hash = randomblob(16), title_body_h64 = random(), "
        "body_hash = randomblob(16), text_key = random(), "
        "content_id = (SELECT content_id FROM revision WHERE story_id = 1) WHERE story_id = 2"
    );
    sabotage("DELETE FROM present_item");
    const auto head = store().head_seq();

    const auto report = commit(id, {article(2), article(1)});

    EXPECT_EQ(report.revised, 0);
    EXPECT_EQ(report.new_stories, 0);
    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 2);
}

}  // namespace
}  // namespace wireroom::store
