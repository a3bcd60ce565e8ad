#include "store/connection.hpp"
#include "store/furniture_table.hpp"
#include "store_fixture.hpp"
#include "table_dump.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Kind = model::VerdictRequest::Kind;
using Status = model::VerdictResult::Status;

constexpr const char* kMarker = "zyxmarker";

/// What a removed story leaves: nothing that could be read, and something that keeps it out.
class TracesTest : public StoreTest {
protected:
    model::VerdictResult forget(const std::string& story) {
        return store().pass({.kind = Kind::kForget, .story = story, .into = {}}, now_);
    }
    model::VerdictResult merge(const std::string& story, const std::string& into) {
        return store().pass({.kind = Kind::kMerge, .story = story, .into = into}, now_);
    }
    model::VerdictResult split(const std::string& story, model::SightingChoice sighting = {}) {
        return store().pass(
            {.kind = Kind::kSplit, .story = story, .into = {}, .sighting = std::move(sighting)},
            now_
        );
    }
    std::string id_of(const std::string& title) {
        for (const auto& story : reader().stories({.limit = 1000}).stories) {
            if (story.title == title) {
                return story.id;
            }
        }
        return {};
    }
    std::string text_of(const std::string& sql) {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getString();
    }
    std::vector<model::FeedId> two_feeds() {
        std::vector<model::FeedId> ids;
        for (const auto& one : configure(
                 {{.name = "a", .url = "https://a.example/feed"},
                  {.name = "b", .url = "https://b.example/feed"}}
             )) {
            ids.push_back(one.id);
        }
        return ids;
    }
    /// With the marker in all that it is known by, and in no word of the text.
    static Article marked(int number) {
        auto made = article(number);
        made.id = std::string("urn:") + kMarker + ":" + std::to_string(number);
        made.url = "https://news.example.org/" + std::string(kMarker) + std::to_string(number);
        return made;
    }
};

TEST_F(TracesTest, AStoryWithAnotherGuidAtEveryPollAndNoLinkStaysOut) {
    const auto feed_id = feed();
    sabotage("UPDATE feed SET guid_mode = 2");  // volatile
    auto item = article(1);
    item.url.clear();
    item.body = "<p>A short one.</p>";
    commit(feed_id, {item, article(2)});
    ASSERT_EQ(count("SELECT guid_mode FROM feed"), 2);
    ASSERT_EQ(forget(id_of(item.title)).status, Status::kDone);

    for (int poll = 0; poll < 3; ++poll) {
        now_ += std::chrono::hours(1);
        item.id = "urn:poll:" + std::to_string(poll);
        item.noise = item.id;
        EXPECT_EQ(commit(feed_id, {item, article(2)}).new_stories, 0) << poll;
    }
    EXPECT_EQ(count("SELECT count(*) FROM story"), 1);
}

TEST_F(TracesTest, ANamelessItemThatLinksToTheHomePageStaysOut) {
    const auto feed_id = feed();
    auto item = article(1);
    item.id.clear();
    item.url = "https://news.example.org/";
    commit(feed_id, {item, article(2)});
    forget(id_of(item.title));

    item.noise = "other bytes";
    EXPECT_EQ(commit(feed_id, {item, article(2)}).new_stories, 0);

    auto another = article(3);
    another.id.clear();
    another.url = item.url;
    EXPECT_EQ(commit(feed_id, {another, article(2)}).new_stories, 1);
}

TEST_F(TracesTest, AStoryWhoseGuidIsAnothersTooStaysOutByItsText) {
    const auto feed_id = feed();
    auto item = article(1);
    item.url.clear();
    commit(feed_id, {item, article(2)});
    const auto id = id_of(item.title);
    close();
    sabotage(
        "INSERT INTO feed_guid SELECT feed_id, guid_h64, story.id, guid FROM feed_guid, story "
        "WHERE guid = 'urn:article:1' AND story.public_id <> '" +
        id + "'"
    );
    ASSERT_EQ(forget(id).status, Status::kDone);
    ASSERT_EQ(count("SELECT count(*) FROM feed_guid WHERE guid = 'urn:article:1'"), 1);

    item.noise = "other bytes";
    const auto report = commit(feed_id, {item, article(2)});

    EXPECT_EQ(report.new_stories + report.revised, 0);
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 1);
    item = article(3);
    item.id = "urn:article:1";
    item.url.clear();
    EXPECT_EQ(commit(feed_id, {item, article(2)}).gone, 0) << "another text is not kept out";
    EXPECT_EQ(count("SELECT count(*) FROM present_item"), 2);
}

TEST_F(TracesTest, WhatAFeedSaidLastIsKeptOutThoughItMadeNoRevision) {
    const auto feed_id = feed();
    auto item = article(1);
    item.id.clear();
    item.url.clear();
    commit(feed_id, {item, article(2)});
    auto said = expanded(item, "A later speaker");
    const auto id = id_of(item.title);
    close();
    sabotage(
        "UPDATE sighting SET text_hash = x'" + to_hex(prepared(said).print.title_body) +
        "' WHERE story_id = (SELECT id FROM story WHERE public_id = '" + id + "')"
    );
    forget(id);

    EXPECT_EQ(commit(feed_id, {said, article(2)}).new_stories, 0);
    EXPECT_EQ(commit(feed_id, {item, article(2)}).new_stories, 0);
}

TEST_F(TracesTest, WhatAPartWasKnownByWhileItWasOneIsNotLeftWithTheOther) {
    const auto feed_id = feed();
    auto secret = marked(1);
    commit(feed_id, {secret, article(2)});
    const auto one = id_of(secret.title);
    const auto two = id_of(article(2).title);
    merge(one, two);
    auto moved = secret;
    moved.url += "-moved";
    commit(feed_id, {moved, article(2)});
    moved.url += "-again";  // the address between is known by its key alone
    commit(feed_id, {moved, article(2)});
    ASSERT_EQ(
        count(
            "SELECT count(*) FROM event JOIN story ON story.id = story_id "
            "WHERE type = 'story.sighted' AND public_id = '" +
            two + "'"
        ),
        2
    );
    ASSERT_EQ(split(one).status, Status::kDone);
    ASSERT_THAT(files_with(path_, kMarker), Not(IsEmpty()));

    ASSERT_EQ(forget(one).status, Status::kDone);

    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
    EXPECT_EQ(count("SELECT count(*) FROM event WHERE type = 'story.sighted'"), 2);
}

TEST_F(TracesTest, WhatASightingWasKnownByBeforeItBecameAStoryIsNotLeftWithTheOther) {
    const auto feeds = two_feeds();
    auto copy = marked(1);
    auto original = article(1);
    copy.title = original.title;
    original.url = "https://news.example.org/1";
    commit(feeds[0], {original, article(2)});
    auto same_page = copy;
    same_page.url = original.url;
    commit(feeds[1], {same_page, article(3)});
    ASSERT_EQ(count("SELECT count(*) FROM event WHERE data LIKE '%zyxmarker%'"), 1);
    const auto from = id_of(original.title);
    const auto made = split(from, {.feed = "b", .guid = {}, .url = {}});
    ASSERT_EQ(made.status, Status::kDone) << made.message;

    const auto result = forget(made.story);

    EXPECT_EQ(result.status, Status::kDone);
    EXPECT_THAT(result.message, HasSubstr("; " + from + " has the same text still"));
    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
}

TEST_F(TracesTest, AnAnswerNamesWhoHasTheSameText) {
    const auto feeds = two_feeds();
    auto copy = article(1);
    copy.id = "urn:other:1";
    copy.url = "https://other.example.net/1";
    copy.title = "Another headline";
    commit(feeds[0], {article(1), article(2)});
    commit(feeds[1], {copy});
    const auto other = id_of(copy.title);

    EXPECT_THAT(forget(id_of(article(1).title)).message, HasSubstr(other + " has the same text"));
    EXPECT_THAT(forget(other).message, Not(HasSubstr("same text")));
}

TEST_F(TracesTest, ReasonsOfOtherStoriesQuoteNothingOfIt) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto id = id_of(article(1).title);
    const auto row = text_of("SELECT id FROM story WHERE public_id = '" + id + "'");
    const auto other = text_of("SELECT id FROM story WHERE public_id <> '" + id + "'");
    close();
    sabotage(
        "UPDATE decision SET reasons = '[{\"code\":\"near-other\",\"story\":" + row +
        ",\"text\":\"not the same: zyxmarker, with \\\"quotes\\\"\"},{\"code\":\"own\",\"story\":" +
        other +
        ",\"text\":\"its own words\"}]' WHERE sighting_id = "
        "(SELECT id FROM sighting WHERE story_id = " +
        other + ")"
    );

    forget(id);

    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
    const auto explanation = reader().explain(id_of(article(2).title)).value();
    ASSERT_THAT(explanation.sightings, SizeIs(1));
    const auto& reasons = explanation.sightings[0].reasons;
    ASSERT_THAT(reasons, SizeIs(2));
    EXPECT_EQ(reasons[0].code, "near-other");
    EXPECT_EQ(reasons[0].story, id);
    EXPECT_THAT(reasons[0].text, HasSubstr("removed"));
    EXPECT_EQ(reasons[1].text, "its own words");
}

TEST_F(TracesTest, FurnitureIsNotShownByALineOfIt) {
    const auto feed_id = feed();
    auto secret = article(1);
    secret.body += "<p>Up next: the zyxmarker of it all</p>";
    commit(feed_id, {secret, article(2)});
    const std::vector<dedup::FurnitureMark> marks = {
        {.hash = 1, .kind = "label", .sample = "up next: the zyxmarker…"},
        {.hash = 2, .kind = "line", .sample = "share this"}};
    close();
    {
        Connection connection(path_, Connection::Mode::kWriter);
        save_furniture(connection, feed_id, marks, now_);
    }

    forget(id_of(secret.title));

    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    auto kept = load_furniture(connection, feed_id);
    ASSERT_THAT(kept, SizeIs(2));
    EXPECT_EQ(kept[0].sample, "");
    EXPECT_EQ(kept[1].sample, "share this");
    save_furniture(
        connection,
        feed_id,
        {{.hash = 1, .kind = "label", .sample = "up next: the weather"},
         {.hash = 2, .kind = "line", .sample = "share that"}},
        now_ + std::chrono::hours(1)
    );
    kept = load_furniture(connection, feed_id);
    EXPECT_EQ(kept[0].sample, "up next: the weather") << "the next line shows it again";
    EXPECT_EQ(kept[1].sample, "share this");
}

}  // namespace
}  // namespace wireroom::store
