#include "store/connection.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> titles(const StoryPage& page) {
    std::vector<std::string> found;
    for (const auto& story : page.stories) {
        found.push_back(story.title);
    }
    return found;
}

std::vector<Article> articles(int from, int to) {
    std::vector<Article> made;
    for (int i = from; i < to; ++i) {
        made.push_back(article(i));
    }
    return made;
}

TEST_F(StoreTest, WithoutADatabaseTheReaderSaysWhatToDo) {
    try {
        reader();
        FAIL();
    } catch (const StoreError& error) {
        EXPECT_EQ(std::string(error.what()), "no database at " + path_ + "; start wireroomd first");
    }
}

TEST_F(StoreTest, AnEmptyStoreReadsAsEmpty) {
    const auto epoch = store().epoch();

    EXPECT_EQ(reader().epoch(), epoch);
    EXPECT_EQ(reader().head_seq(), 0);
    EXPECT_EQ(reader().oldest_seq(), 1);
    EXPECT_THAT(reader().stories({}).stories, IsEmpty());
    const auto page = reader().events({.after = 0});
    EXPECT_THAT(page.events, IsEmpty());
    EXPECT_EQ(page.last_seq, 0);
    EXPECT_EQ(reader().story("nobody"), std::nullopt);
    EXPECT_THAT(reader().revisions("nobody"), IsEmpty());
}

TEST_F(StoreTest, CountsAreThoseOfTheTables) {
    const auto id = feed();
    commit(id, {article(1), article(2)});

    const auto counts = reader().counts();

    EXPECT_EQ(counts.feeds, 1);
    EXPECT_EQ(counts.failing, 0);
    EXPECT_EQ(counts.stories, 2);
    EXPECT_EQ(counts.revisions, 2);
    EXPECT_EQ(counts.events, 3);
}

TEST_F(StoreTest, PagesShowEachOf2500StoriesOnceAlsoWhileOthersArrive) {
    const auto id = feed();
    for (int i = 0; i < 2500; i += 250) {
        commit(id, articles(i, i + 250));
        now_ += std::chrono::seconds(i % 500 == 0 ? 0 : 1);  // pages begin inside of equal times
    }

    for (const auto order : {StoryOrder::kSeen, StoryOrder::kPublished, StoryOrder::kRevised}) {
        std::multiset<std::string> seen;
        StoryQuery query{.order = order, .with_content = false, .limit = 77};
        int extra = 100'000 + static_cast<int>(order) * 1000;
        auto connection = reader();
        do {
            const auto page = connection.stories(query);
            for (const auto& story : page.stories) {
                seen.insert(story.id);
            }
            query.after = page.next;
            if (++extra % 5 == 0) {
                now_ += std::chrono::seconds(1);
                commit(id, {article(extra)});
            }
        } while (!query.after.empty());

        EXPECT_GE(seen.size(), 2500U);
        EXPECT_EQ(seen.size(), std::set<std::string>(seen.begin(), seen.end()).size());
    }
}

TEST_F(StoreTest, ListingsAreNewestFirstInTheirOrder) {
    const auto id = feed();
    auto early = article(1);
    early.published = at("2025-04-12T09:00:00Z");
    auto late = article(2);
    late.published = at("2025-04-11T09:00:00Z");
    auto future = article(3);
    future.published = at("2031-01-01T00:00:00Z");
    commit(id, {future});
    now_ += std::chrono::hours(1);
    commit(id, {future, early});
    now_ += std::chrono::hours(1);
    commit(id, {future, early, late});
    now_ += std::chrono::hours(1);
    early.title = "An entirely new headline about other things than before today";
    commit(id, {future, early, late});

    EXPECT_THAT(titles(reader().stories({})), ElementsAre(late.title, early.title, future.title));
    EXPECT_THAT(
        titles(reader().stories({.order = StoryOrder::kPublished})),
        ElementsAre(future.title, early.title, late.title)
    ) << "a date in the future counts as the first sight";
    EXPECT_THAT(
        titles(reader().stories({.order = StoryOrder::kRevised})),
        ElementsAre(early.title, late.title, future.title)
    );
}

TEST_F(StoreTest, AnUnchangedTextUnderANewAddressOpensThere) {
    const auto id = feed();
    auto moved = article(1);
    commit(id, {moved});
    moved.url += "-with-a-better-slug";

    commit(id, {moved});

    const auto listed = reader().stories({}).stories;
    ASSERT_THAT(listed, SizeIs(1));
    EXPECT_EQ(listed[0].url, moved.url);
    EXPECT_EQ(reader().story(listed[0].id)->url, moved.url);
    EXPECT_EQ(reader().revisions(listed[0].id)[0].url, article(1).url);  // as it was then
}

TEST_F(StoreTest, ListingsFilterByFeedGroupTagAndTime) {
    const auto feeds = configure(
        {{.name = "a", .url = "https://a.example/feed", .groups = {"x", "both"}},
         {.name = "b", .url = "https://b.example/feed", .groups = {"both"}}}
    );
    auto tagged = article(1);
    tagged.tags = {"Ukraine war"};
    commit(feeds[0].id, {tagged});
    const auto boundary = now_ += std::chrono::hours(1);
    commit(feeds[1].id, {article(2)});
    const auto get = [&](const StoryQuery& query) { return titles(reader().stories(query)); };
    const auto first = tagged.title;
    const auto second = article(2).title;

    EXPECT_THAT(get({.feed = "a"}), ElementsAre(first));
    EXPECT_THAT(get({.feed = "nobody"}), IsEmpty());
    EXPECT_THAT(get({.group = "x"}), ElementsAre(first));
    EXPECT_THAT(get({.group = "both"}), ElementsAre(second, first));
    EXPECT_THAT(get({.feed = "b", .group = "x"}), IsEmpty());
    EXPECT_THAT(get({.tag = "ukraine WAR"}), ElementsAre(first));
    EXPECT_THAT(get({.tag = "ukraine"}), IsEmpty());
    EXPECT_THAT(get({.group = "both", .tag = "Ukraine war"}), ElementsAre(first));
    EXPECT_THAT(get({.since = boundary}), ElementsAre(second));
    EXPECT_THAT(get({.until = boundary}), ElementsAre(first));
    EXPECT_THAT(get({.feed = "a", .since = boundary}), IsEmpty());
}

TEST_F(StoreTest, APlaceThatNoPageGaveIsRefused) {
    commit(feed(), {article(1)});

    for (const auto* after : {"x", "12", "12-", "12-nobody", "-", "99999999999999999999-a"}) {
        EXPECT_THROW(reader().stories({.after = after}), std::invalid_argument) << after;
    }
}

TEST_F(StoreTest, EventsAreRenderedFromTheRevisionTheyTellOf) {
    const auto id = feed();
    auto written = article(1);
    commit(id, {written});
    written.title = "An entirely different headline for the same text of the article";
    commit(id, {written});

    const auto told = events();

    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].type, "feed.added");
    EXPECT_EQ(told[0].feed_url, kUrl);
    EXPECT_EQ(told[0].story, std::nullopt);
    EXPECT_EQ(told[1].story->title, article(1).title);
    EXPECT_EQ(told[1].story->revision, 1);
    EXPECT_THAT(told[1].story->content_html, HasSubstr("word1x1"));
    EXPECT_THAT(told[1].story->sightings, SizeIs(1));
    EXPECT_EQ(told[1].change, std::nullopt);
    EXPECT_EQ(told[2].story->title, written.title);
    EXPECT_THAT(told[2].story->content_html, IsEmpty());
    EXPECT_THAT(
        reader().events({.after = 2, .content_for_all = true}).events.at(0).story->content_html,
        HasSubstr("word1x1")
    );
}

TEST_F(StoreTest, EventPagesAdvancePastWhatTheFilterLeavesOut) {
    const auto feeds = configure(
        {{.name = "a", .url = "https://a.example/feed"},
         {.name = "b", .url = "https://b.example/feed"}}
    );
    commit(feeds[0].id, articles(1, 4));
    commit(feeds[1].id, articles(11, 14));

    const auto first = reader().events({.limit = 4, .types = {"story.new"}, .feed = "b"});
    const auto second =
        reader().events({.after = first.last_seq, .limit = 4, .types = {"story.new"}, .feed = "b"});

    EXPECT_THAT(first.events, IsEmpty());
    EXPECT_EQ(first.last_seq, 4);
    EXPECT_EQ(first.head_seq, 8);
    EXPECT_THAT(second.events, SizeIs(3));
    EXPECT_EQ(second.last_seq, 8);
    EXPECT_EQ(reader().events({.after = 8}).last_seq, 8);
}

TEST_F(StoreTest, PagesOfHugeTextsEndEarlyAndLoseNothing) {
    const auto id = feed();
    std::vector<Article> huge;
    for (int i = 0; i < 4; ++i) {
        auto written = article(i);
        for (int k = 0; k < 2000; ++k) {
            written.body += "<p>" + std::string(400, static_cast<char>('a' + i)) + "</p>";
        }
        huge.push_back(std::move(written));
    }
    commit(id, huge);

    std::set<std::string> seen;
    StoryQuery listing;
    do {
        const auto page = reader().stories(listing);
        EXPECT_LE(page.stories.size(), 3U) << "behind 4 MiB";
        for (const auto& story : page.stories) {
            EXPECT_TRUE(seen.insert(story.id).second);
        }
        listing.after = page.next;
    } while (!listing.after.empty());
    std::set<std::string> told;
    EventQuery log{.types = {"story.new"}};
    for (auto page = reader().events(log); !page.events.empty(); page = reader().events(log)) {
        EXPECT_LE(page.events.size(), 3U);
        EXPECT_EQ(page.events.back().seq, page.last_seq);
        for (const auto& event : page.events) {
            EXPECT_TRUE(told.insert(event.story->id).second);
        }
        log.after = page.last_seq;
    }

    EXPECT_THAT(seen, SizeIs(4));
    EXPECT_EQ(told, seen);
}

TEST_F(StoreTest, EverySightingIsExplained) {
    const auto feeds = configure(
        {{.name = "a", .url = "https://news.example.org/a.xml"},
         {.name = "b", .url = "https://news.example.org/b.xml"}}
    );
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {article(1)});
    const auto id = reader().stories({}).stories.front().id;

    const auto explained = reader().explain(id).value().sightings;

    ASSERT_THAT(explained, SizeIs(2));
    EXPECT_EQ(explained[0].feed, "a");
    EXPECT_EQ(explained[0].verdict, dedup::name_of(dedup::Verdict::kNewStory));
    EXPECT_EQ(explained[1].feed, "b");
    EXPECT_EQ(explained[1].verdict, dedup::name_of(dedup::Verdict::kSighting));
    EXPECT_EQ(explained[1].time, now_);
    for (const auto& one : explained) {
        ASSERT_FALSE(one.reasons.empty()) << one.feed;
        EXPECT_FALSE(one.reasons.front().code.empty()) << one.feed;
        EXPECT_FALSE(one.reasons.front().text.empty()) << one.feed;
    }
    EXPECT_EQ(explained[1].reasons.back().story, id);
    EXPECT_FALSE(reader().explain("nobody"));
}

TEST_F(StoreTest, WhatIsGoneIsToldAsPurged) {
    commit(feed(), {article(1), article(2)});
    sabotage("UPDATE revision SET content_id = NULL WHERE story_id = 1");
    sabotage(
        "PRAGMA foreign_keys = OFF; DELETE FROM revision WHERE story_id = 2;"
        "DELETE FROM story WHERE id = 2"
    );

    const auto told = events();

    ASSERT_THAT(told, SizeIs(3));
    EXPECT_FALSE(told[0].purged);
    EXPECT_TRUE(told[1].purged);
    EXPECT_TRUE(told[1].story.has_value());
    EXPECT_TRUE(told[2].purged);
    EXPECT_EQ(told[2].story, std::nullopt);
}

TEST_F(StoreTest, EventNumbersAreNeverUsedTwice) {
    const auto id = feed();
    commit(id, articles(1, 4));
    const auto head = store().head_seq();
    sabotage("DELETE FROM event");

    EXPECT_EQ(reader().head_seq(), head);
    EXPECT_EQ(reader().oldest_seq(), head + 1);
    EXPECT_GT(commit(id, articles(1, 5)).head_seq, head);
    EXPECT_EQ(reader().oldest_seq(), head + 1);
}

TEST_F(StoreTest, DamageIsAnErrorThatNamesTheRow) {
    commit(feed(), {article(1)});
    const auto id = reader().stories({}).stories.front().id;
    const auto error = [&] {
        try {
            reader().story(id);
        } catch (const StoreError& caught) {
            return std::string(caught.what());
        }
        return std::string("nothing was thrown");
    };

    sabotage("UPDATE content SET body = substr(body, 1, 20)");
    EXPECT_THAT(error(), HasSubstr("content 1"));
    sabotage("UPDATE revision SET authors = '{}'");
    EXPECT_THAT(error(), HasSubstr("revision 1 of story " + id));
    EXPECT_THROW(events(), StoreError);
}

TEST_F(StoreTest, AReaderSeesWholePollsOnlyWhileTheWriterWrites) {
    const auto id = feed();
    constexpr int kPolls = 20;
    constexpr int kItems = 10;
    std::vector<PollCommit> polls;
    for (int i = 0; i < kPolls; ++i) {
        polls.push_back(poll(id, articles(i * kItems, (i + 1) * kItems)));
    }
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    std::int64_t last = 0;
    std::thread looking([&] {
        auto connection = reader();
        while (!done) {
            const auto counts = connection.counts();
            torn += counts.stories % kItems != 0 || counts.events != counts.stories + 1;
            last = std::max(last, counts.stories);
        }
        last = connection.counts().stories;
    });

    for (auto& next : polls) {
        store().commit(std::move(next));
    }
    done = true;
    looking.join();

    EXPECT_EQ(torn, 0);
    EXPECT_EQ(last, kPolls * kItems);
}

TEST_F(StoreTest, TheLogOfAClosedStoreStaysAndIsRead) {
    commit(feed(), {article(1)});
    close();

    EXPECT_TRUE(std::filesystem::exists(path_ + "-wal"));
    EXPECT_THAT(reader().stories({}).stories, SizeIs(1));
}

TEST_F(StoreTest, AFileAtRestIsReadWithoutWritingBesideIt) {
    TempFolder other;
    const auto copy = other.file("copy of 100% wireroom?.db");
    commit(feed(), {article(1)});
    close();
    sabotage("PRAGMA wal_checkpoint(TRUNCATE)");
    std::filesystem::copy_file(path_, copy);

    Reader at_rest(copy);

    EXPECT_THAT(at_rest.stories({}).stories, SizeIs(1));
    EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(copy + "-shm"));
}

TEST_F(StoreTest, AReadersConnectionRefusesToWrite) {
    commit(feed(), {article(1)});

    for (const auto mode : {Connection::Mode::kReader, Connection::Mode::kImmutable}) {
        Connection connection(path_, mode);
        EXPECT_THROW(connection.database().exec("DELETE FROM event"), SQLite::Exception);
    }

    EXPECT_THAT(events(), SizeIs(2));
}

}  // namespace
}  // namespace wireroom::store
