#include "store/connection.hpp"
#include "store_fixture.hpp"
#include "table_dump.hpp"

#include <gmock/gmock.h>

#include <random>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kMarker = "zyxmarker";

using Kind = model::VerdictRequest::Kind;
using Status = model::VerdictResult::Status;

class RemovalTest : public StoreTest {
protected:
    std::vector<model::Feed> two_feeds() {
        return configure(
            {{.name = "a", .url = "https://a.example/feed"},
             {.name = "b", .url = "https://b.example/feed"}}
        );
    }
    /// The first article's text at another outlet.
    static Article copy_of_the_first() {
        auto copy = article(1);
        copy.id = "urn:other:1";
        copy.url = "https://other.example.net/1";
        copy.title = "Another headline";
        return copy;
    }
    model::VerdictResult forget(const std::string& story) {
        return store().pass({.kind = Kind::kForget, .story = story, .into = {}}, now_);
    }
    model::VerdictResult merge(const std::string& story, const std::string& into) {
        return store().pass({.kind = Kind::kMerge, .story = story, .into = into}, now_);
    }
    std::string id_of(const std::string& title) {
        for (const auto& story : reader().stories({.limit = 1000}).stories) {
            if (story.title == title) {
                return story.id;
            }
        }
        return {};
    }
    std::size_t listed() { return reader().stories({.limit = 1000}).stories.size(); }
    void expect_whole() {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
        EXPECT_FALSE(dangling.executeStep()) << dangling.getColumn(0).getString();
        EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    }
};

TEST_F(RemovalTest, ARemovedStoryIsGoneAndItsPlaceTellsWhen) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto id = id_of(article(1).title);
    const auto head = store().head_seq();

    const auto result = forget(id);

    EXPECT_EQ(result.status, Status::kDone);
    EXPECT_EQ(result.story, "");
    EXPECT_FALSE(reader().story(id));
    EXPECT_EQ(listed(), 1U);
    const auto place = reader().place(id);
    EXPECT_EQ(place.kind, model::StoryPlace::Kind::kRemoved);
    EXPECT_EQ(place.removed, now_);
    EXPECT_EQ(place.reason, "purge");
    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.removed");
    EXPECT_TRUE(told[0].purged);
    EXPECT_EQ(told[0].story.value().id, id);
    EXPECT_EQ(told[0].story.value().title, "");
    EXPECT_EQ(told[0].data, R"({"reason":"purge"})");
    EXPECT_EQ(reader().feeds().front().stories, 1);
    expect_whole();
}

TEST_F(RemovalTest, OnceIsEnough) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto id = id_of(article(1).title);
    forget(id);

    EXPECT_EQ(forget(id).status, Status::kGone);
    EXPECT_EQ(forget("nobody").status, Status::kNotFound);
    EXPECT_EQ(merge(id, id_of(article(2).title)).status, Status::kGone);
}

TEST_F(RemovalTest, TheLogOnlyKnowsThatThereWasSomething) {
    const auto feed_id = feed();
    commit(feed_id, {article(1)});
    const auto id = id_of(article(1).title);

    forget(id);

    for (const auto& event : events()) {
        if (event.type.starts_with("story.")) {
            EXPECT_TRUE(event.purged) << event.type;
            EXPECT_EQ(event.story.value().id, id);
            EXPECT_EQ(event.story.value().url, "");
            EXPECT_FALSE(event.change);
        }
    }
}

/// Many stories around it, so that pages were split and rows moved about before it goes.
TEST_F(RemovalTest, NoByteOfItIsLeftInTheFiles) {
    const auto feeds = configure(
        {{.name = "a", .url = "https://a.example/feed"},
         {.name = "b", .url = "https://b.example/feed"}},
        {watch_for("marked", kMarker)}
    );
    auto secret = article(4711);
    secret.id = std::string("urn:") + kMarker + ":1";
    secret.url = std::string("https://news.example.org/") + kMarker + "/story";
    secret.title = std::string("A ") + kMarker + " in the headline";
    secret.body = std::string("<p>") + kMarker + " in the text</p>" + secret.body;
    secret.tags = {std::string(kMarker) + "-tag"};
    secret.authors = {{.name = std::string(kMarker) + " Author", .url = {}, .avatar = {}}};
    secret.attachments.emplace_back().url =
        std::string("https://cdn.example.org/") + kMarker + ".mp3";
    std::mt19937 random(7);
    int number = 0;
    const auto others = [&](int many) {
        std::vector<Article> document;
        for (int i = 0; i < many; ++i) {
            auto other = article(++number);
            other.url += "/" + std::to_string(random());
            other.id += "/" + std::to_string(random());
            document.push_back(other);
        }
        return document;
    };
    commit(feeds[0].id, others(60));
    auto document = others(20);
    document.push_back(secret);
    commit(feeds[0].id, document);
    secret.url += "-moved";  // an alias in the log, with guid and address
    auto in_b = secret;
    in_b.id += ":b";
    commit(feeds[1].id, {in_b});
    secret = expanded(secret, "A spokesman for the marker");
    document.back() = secret;
    commit(feeds[0].id, document);
    for (int poll = 0; poll < 6; ++poll) {
        document = others(50);
        document.push_back(secret);
        commit(feeds[0].id, document);
    }
    const auto id = id_of(secret.title);
    ASSERT_THAT(files_with(path_, kMarker), testing::Not(IsEmpty()));

    const auto result = forget(id);

    EXPECT_EQ(result.status, Status::kDone);
    EXPECT_THAT(files_with(path_, kMarker), ElementsAre(path_))
        << "the name of the monitor's query, and nothing else";
    configure(
        {{.name = "a", .url = "https://a.example/feed"},
         {.name = "b", .url = "https://b.example/feed"}}
    );
    while (store().match_backlog(1000)) {
    }
    close();
    EXPECT_THAT(count("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
    expect_whole();
}

TEST_F(RemovalTest, WhatAReaderKeepsInTheWriteAheadLogGoesAfterALaterPoll) {
    const auto id = feed();
    auto secret = article(1);
    secret.title += std::string(" ") + kMarker;
    commit(id, {article(2), secret});
    const auto story = id_of(secret.title);
    {
        Connection reader(path_, Connection::Mode::kReader);
        const SQLite::Transaction page(reader.database());
        Query(reader, "SELECT count(*) FROM story").step();

        const auto result = forget(story);

        ASSERT_EQ(result.status, Status::kDone);
        EXPECT_THAT(result.message, HasSubstr("when no reader needs it any more"));
        EXPECT_THAT(files_with(path_, kMarker), testing::Not(IsEmpty()));
        commit(id, {article(2)});
        EXPECT_THAT(files_with(path_, kMarker), testing::Not(IsEmpty()));
    }

    commit(id, {article(2)});

    EXPECT_THAT(files_with(path_, kMarker), IsEmpty());
}

TEST_F(RemovalTest, ATextThatAnotherStoryHasStays) {
    const auto feeds = two_feeds();
    auto copy = copy_of_the_first();
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {copy});
    ASSERT_EQ(count("SELECT count(*) FROM content"), 1);

    forget(id_of(article(1).title));

    EXPECT_THAT(reader().story(id_of(copy.title)).value().content_text, HasSubstr("word1x59"));
    forget(id_of(copy.title));
    EXPECT_EQ(count("SELECT count(*) FROM content"), 0);
}

TEST_F(RemovalTest, TheSameWordsInOtherMarkUpAreToldOf) {
    const auto feeds = two_feeds();
    auto copy = copy_of_the_first();
    copy.body = "<blockquote>" + copy.body + "</blockquote>";
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {copy});
    ASSERT_EQ(count("SELECT count(*) FROM content"), 2);

    EXPECT_THAT(forget(id_of(article(1).title)).message, HasSubstr(id_of(copy.title)));
}

TEST_F(RemovalTest, WhatWasMergedIntoItGoesAlong) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto one = id_of(article(1).title);
    const auto two = id_of(article(2).title);
    merge(one, two);

    EXPECT_EQ(forget(one).status, Status::kConflict) << "only the whole can go";
    EXPECT_EQ(forget(two).status, Status::kDone);

    EXPECT_EQ(reader().place(one).kind, model::StoryPlace::Kind::kRemoved);
    EXPECT_EQ(reader().place(two).kind, model::StoryPlace::Kind::kRemoved);
    EXPECT_EQ(listed(), 1U);
    EXPECT_EQ(reader().feeds().front().stories, 1);
    commit(feed_id, {article(1), article(2), article(3)});
    EXPECT_EQ(listed(), 1U);
    expect_whole();
}

TEST_F(RemovalTest, TheOldestCopyBecomesTheFirstOfTheCluster) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto row = [&](int number) {
        return "(SELECT id FROM story JOIN revision ON story_id = id WHERE title = '" +
               article(number).title + "')";
    };
    const auto first = id_of(article(1).title);
    sabotage(
        "UPDATE story SET cluster = '" + first + "'; UPDATE story SET copy_of = " + row(1) +
        " WHERE public_id <> '" + first + "'"
    );
    const auto rest = std::vector{
        count("SELECT " + row(2)) < count("SELECT " + row(3)) ? id_of(article(2).title)
                                                              : id_of(article(3).title),
        count("SELECT " + row(2)) < count("SELECT " + row(3)) ? id_of(article(3).title)
                                                              : id_of(article(2).title)};

    forget(first);

    EXPECT_EQ(reader().story(rest[0]).value().copy_of, "");
    EXPECT_EQ(reader().story(rest[0]).value().cluster, rest[0]);
    EXPECT_EQ(reader().story(rest[1]).value().copy_of, rest[0]);
    EXPECT_EQ(reader().story(rest[1]).value().cluster, rest[0]);
    forget(rest[1]);
    EXPECT_EQ(reader().story(rest[0]).value().cluster, "") << "alone";
    expect_whole();
}

TEST_F(RemovalTest, TheFeedDoesNotBringItBack) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    forget(id_of(article(1).title));
    const auto head = store().head_seq();

    for (int poll = 0; poll < 20; ++poll) {  // an archive feed carries it for ever
        now_ += std::chrono::hours(1);
        auto again = article(1);
        again.noise = std::to_string(poll);
        if (poll == 5) {
            again = expanded(again, "A later speaker");
        }
        if (poll == 10) {
            close();
        }
        const auto report = commit(feed_id, {again, article(2)});
        EXPECT_EQ(report.new_stories, 0) << poll;
        EXPECT_EQ(report.gone, 0) << poll;
    }

    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_EQ(listed(), 1U);
    EXPECT_EQ(count("SELECT count(*) FROM sighting"), 1);
}

TEST_F(RemovalTest, EachOfItsKeysKeepsItOut) {
    const auto feeds = two_feeds();
    commit(feeds[0].id, {article(1), article(2)});
    forget(id_of(article(1).title));
    auto moved = expanded(article(1), "A later speaker");
    moved.url = "https://news.example.org/elsewhere";
    auto renamed = expanded(article(1), "A later speaker");
    renamed.id = "urn:other";

    EXPECT_EQ(commit(feeds[0].id, {moved, article(2)}).new_stories, 0);
    EXPECT_EQ(commit(feeds[0].id, {renamed, article(2)}).new_stories, 0);
    EXPECT_EQ(commit(feeds[1].id, {renamed}).new_stories, 0) << "an address holds in every feed";
    auto other = article(3);
    other.id = article(1).id;
    EXPECT_EQ(commit(feeds[1].id, {other}).new_stories, 1) << "a guid holds in its feed";
}

TEST_F(RemovalTest, AnItemWithoutNamesIsKnownByItsText) {
    const auto feed_id = feed();
    auto nameless = article(1);
    nameless.id.clear();
    nameless.url.clear();
    commit(feed_id, {nameless, article(2)});
    forget(id_of(article(1).title));

    nameless.noise = "other bytes";
    EXPECT_EQ(commit(feed_id, {nameless, article(2)}).new_stories, 0);

    auto another = article(3);
    another.id.clear();
    another.url.clear();
    EXPECT_EQ(commit(feed_id, {another, article(2)}).new_stories, 1);
}

TEST_F(RemovalTest, KeysOfOtherStoriesAreNotBuried) {
    const auto feed_id = feed();
    auto one = article(1);
    auto two = article(2);
    one.url = two.url = "https://news.example.org/";
    commit(feed_id, {one, two});
    ASSERT_EQ(listed(), 2U);

    forget(id_of(one.title));

    auto third = article(3);
    third.url = one.url;
    EXPECT_EQ(commit(feed_id, {two, third}).new_stories, 1) << "the home page names no story";
}

TEST_F(RemovalTest, GuidsThatAreUsedAgainKeepNothingOut) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    sabotage("UPDATE feed SET guid_mode = 3");  // recycled
    forget(id_of(article(1).title));
    auto next = article(3);
    next.id = article(1).id;

    EXPECT_EQ(commit(feed_id, {next, article(2)}).new_stories, 1);
    EXPECT_EQ(commit(feed_id, {article(1), article(2)}).new_stories, 0) << "its address does";
}

TEST_F(RemovalTest, APollThatWasUnderWayKeepsNoValidators) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    auto under_way = poll(feed_id, {article(1), article(2)});
    ASSERT_THAT(under_way.document->unchanged_hashes, SizeIs(2));
    forget(id_of(article(1).title));

    const auto report = store().commit(std::move(under_way));

    EXPECT_FALSE(report.acknowledged);
    EXPECT_EQ(listed(), 1U);
    expect_whole();
}

TEST_F(RemovalTest, APageThatEndsBehindItGoesOn) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto page = reader().stories({.limit = 1});
    ASSERT_THAT(page.stories, SizeIs(1));
    forget(page.stories[0].id);

    const auto rest = reader().stories({.limit = 10, .after = page.next});

    EXPECT_THAT(rest.stories, SizeIs(2));
}

TEST_F(RemovalTest, ATenthOfAStoreGoesWithoutHurtingTheRest) {
    std::mt19937 random(11);
    const auto feed_id = feed({watch_for("many", "headline*")});
    std::vector<Article> document;
    for (int number = 1; number <= 100; ++number) {
        document.push_back(article(number));
    }
    commit(feed_id, document);
    auto stories = reader().stories({.limit = 1000}).stories;
    std::ranges::shuffle(stories, random);
    for (std::size_t i = 0; i < 10; i += 2) {
        merge(stories[i].id, stories[i + 1].id);
    }

    for (int i = 1; i < 10; i += 2) {
        EXPECT_EQ(forget(stories[static_cast<std::size_t>(i)].id).status, Status::kDone);
    }

    EXPECT_EQ(listed(), 90U);
    EXPECT_EQ(reader().counts().stories, 90);
    EXPECT_EQ(reader().feeds().front().stories, 90);
    EXPECT_EQ(reader().monitors().front().stories, 90);
    EXPECT_EQ(count("SELECT count(*) FROM content"), 90);
    EXPECT_EQ(count("SELECT count(*) FROM removed_story"), 10);
    EXPECT_EQ(commit(feed_id, document).new_stories, 0);
    expect_whole();
}

}  // namespace
}  // namespace wireroom::store
