#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <regex>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kA = "https://news.example.org/a.xml";
constexpr const char* kB = "https://news.example.org/b.xml";

std::vector<std::string> types(const std::vector<model::Event>& events) {
    std::vector<std::string> found;
    for (const auto& event : events) {
        found.push_back(event.type);
    }
    return found;
}

/// What the events of monitors say, without the revision before.
std::vector<std::string> told(const std::vector<model::Event>& events) {
    std::vector<std::string> found;
    for (const auto& event : events) {
        if (event.type == "monitor.matched" || event.type == "monitor.unmatched") {
            found.push_back(std::regex_replace(event.data, std::regex(R"(,"previous":\d+)"), ""));
        }
    }
    return found;
}

constexpr const char* kFirst = R"({"monitor":"peskov","first":true})";
constexpr const char* kAgain = R"({"monitor":"peskov","first":false})";
constexpr const char* kGone = R"({"monitor":"peskov"})";

TEST_F(StoreTest, AMonitorFiresWhenAnExpansionBringsItsWord) {
    const auto id = warm_feed({watch_for("peskov", "peskov OR Песков")});
    const auto silent = commit(id, {article(1), article(900)}).head_seq;
    now_ += std::chrono::hours(3);

    commit(id, {expanded(article(1), "Kremlin spokesperson Dmitry Peskov"), article(900)});

    EXPECT_THAT(told(events()), ElementsAre(kFirst)) << "nothing before the word was there";
    const auto log = events_after(silent);
    ASSERT_THAT(types(log), ElementsAre("story.revised", "monitor.matched"));
    EXPECT_EQ(log[1].seq, log[0].seq + 1);
    EXPECT_EQ(log[1].time, now_);
    EXPECT_EQ(log[1].revision, 2);
    EXPECT_EQ(log[1].feed, "wire");
    EXPECT_FALSE(log[1].initial);
    EXPECT_EQ(log[1].change, log[0].change);
    ASSERT_TRUE(log[1].change.has_value());
    EXPECT_EQ(log[1].change->kind, model::ChangeKind::kExpanded);
    ASSERT_TRUE(log[1].story.has_value());
    EXPECT_EQ(log[1].story->id, log[0].story->id);
    EXPECT_THAT(log[1].story->monitors, ElementsAre("peskov"));
    EXPECT_THAT(reader().story(log[1].story->id)->monitors, ElementsAre("peskov"));
    const auto listed = reader().stories({.monitor = "peskov"}).stories;
    ASSERT_THAT(listed, SizeIs(1));
    EXPECT_EQ(listed[0].id, log[1].story->id);
    EXPECT_THAT(listed[0].monitors, ElementsAre("peskov"));
}

TEST_F(StoreTest, ANewStoryThatMatchesIsToldBehindItsOwnEvent) {
    const auto id =
        warm_feed({watch_for("zulu", "word1x5"), watch_for("alpha", "title:headline1")});
    const auto head = store().head_seq();

    commit(id, {article(1), article(2), article(900)});

    const auto log = events_after(head);
    ASSERT_THAT(
        types(log), ElementsAre("story.new", "monitor.matched", "monitor.matched", "story.new")
    );
    EXPECT_THAT(log[1].data, HasSubstr("alpha")) << "in the order of their names";
    EXPECT_THAT(log[2].data, HasSubstr("zulu"));
    EXPECT_EQ(log[1].story->id, log[0].story->id);
    EXPECT_EQ(log[1].revision, 1);
    EXPECT_EQ(log[1].change, std::nullopt);
}

TEST_F(StoreTest, WhatComesWithTheFirstDocumentIsInitialToMonitorsToo) {
    const auto id = feed({watch_for("peskov", "word1x5 OR word2x5")});
    commit(id, {article(1)});

    commit(id, {article(2), article(1)});

    std::vector<bool> initial;
    for (const auto& event : events()) {
        if (event.type == "monitor.matched") {
            initial.push_back(event.initial);
        }
    }
    EXPECT_THAT(initial, ElementsAre(true, false));
}

TEST_F(StoreTest, AStoryThatMatchesIsToldAgainForTheKindsThatTheMonitorNames) {
    struct Case {
        std::vector<std::string> on;
        std::vector<std::string> expected;
    };
    const Case cases[] = {
        {{"new", "expanded"}, {kFirst, kAgain}},
        {{"new", "corrected"}, {kFirst}},
        {{"new"}, {kFirst}},
    };

    int number = 1;
    for (const auto& [on, expected] : cases) {
        const auto written = article(number);
        const auto word = "word" + std::to_string(number++) + "x5";
        const auto id = warm_feed({watch_for("peskov", word, on)});
        const auto head = store().head_seq();
        commit(id, {written, article(900)});
        const auto report = commit(id, {expanded(written, "A minister"), article(900)});

        EXPECT_EQ(report.revised, 1);
        EXPECT_EQ(told(events_after(head)), expected);
        while (store().match_backlog(100)) {
        }
    }
}

TEST_F(StoreTest, AChangeThatIsNotMaterialIsNeverToldOf) {
    const auto id = warm_feed({watch_for("peskov", "word1x5", {"new", "cosmetic", "retitled"})});
    auto written = article(1);
    commit(id, {written, article(900)});
    const auto before = reader().stories({.monitor = "peskov"}).stories.at(0).updated;
    now_ += std::chrono::hours(1);
    written.body.replace(written.body.find("word1x30"), 8, "wort1x30");

    const auto report = commit(id, {written, article(900)});

    ASSERT_EQ(report.revised, 1);
    EXPECT_EQ(events().back().type, "story.revised");
    EXPECT_EQ(events().back().change->kind, model::ChangeKind::kCosmetic);
    EXPECT_THAT(told(events()), ElementsAre(kFirst));
    const auto after = reader().stories({.monitor = "peskov"}).stories.at(0);
    EXPECT_EQ(after.updated, before) << "nor is the story updated";
}

TEST_F(StoreTest, AStoryIsUpdatedWhenItsTextIs) {
    const auto id = warm_feed();
    commit(id, {article(1), article(900)});
    const auto first = now_;
    const auto seen = [&] { return reader().stories({.limit = 1}).stories.at(0); };
    EXPECT_EQ(seen().updated, first);
    now_ += std::chrono::hours(1);

    commit(id, {expanded(article(1), "A minister"), article(900)});

    EXPECT_EQ(reader().stories({.order = StoryOrder::kRevised}).stories.at(0).updated, now_);
    EXPECT_EQ(reader().story(seen().id)->first_seen, first);
}

TEST_F(StoreTest, AStoryThatMatchesNoLongerIsToldOnceAndItsReturnIsNotFirst) {
    const auto id = warm_feed({watch_for("peskov", "peskov", {"new"})});
    const auto with_word = expanded(article(1), "Dmitry Peskov");
    commit(id, {article(1), article(900)});
    commit(id, {with_word, article(900)});
    auto without = expanded(article(1), "A minister");
    without.body += "<p>The ministry gave no further comment on Saturday morning.</p>";
    const auto head = store().head_seq();

    commit(id, {without, article(900)});
    const auto listed = reader().stories({.monitor = "peskov"}).stories;
    const auto gone = events_after(head);
    close();  // what was told is on disk
    feed({watch_for("peskov", "peskov", {"new"})});
    auto back = without;
    back.body += "<p>Spokesperson Peskov spoke of it once more in the late evening.</p>";
    commit(id, {back, article(900)});

    ASSERT_THAT(types(gone), ElementsAre("story.revised", "monitor.unmatched"));
    EXPECT_EQ(gone[1].data, R"({"monitor":"peskov","previous":2})");
    EXPECT_EQ(gone[1].revision, 3);
    EXPECT_TRUE(gone[1].change.has_value());
    EXPECT_THAT(listed, IsEmpty());
    EXPECT_THAT(told(events()), ElementsAre(kFirst, kGone, kAgain));
    EXPECT_THAT(reader().stories({.monitor = "peskov"}).stories, SizeIs(1));
}

TEST_F(StoreTest, ATextThatFlapsIsToldOnce) {
    const auto id = warm_feed({watch_for("peskov", "peskov")});
    const auto with_word = expanded(article(1), "Dmitry Peskov");
    commit(id, {article(1), article(900)});
    commit(id, {with_word, article(900)});
    const auto head = store().head_seq();

    for (int i = 0; i < 3; ++i) {
        commit(id, {article(1), article(900)});
        commit(id, {with_word, article(900)});
    }

    EXPECT_EQ(store().head_seq(), head);
    EXPECT_THAT(told(events()), ElementsAre(kFirst));
}

TEST_F(StoreTest, ASightingInAnotherFeedMakesAMatchForThoseWhoLookAtFeeds) {
    const auto feeds = configure(
        {{.name = "a", .url = kA}, {.name = "b", .url = kB, .groups = {"ukraine"}}},
        {watch_for("by-feed", "word1x5 feed:b"),
         watch_for("by-group", "group:Ukraine word1x5"),
         watch_for("not-b", "word1x5 NOT feed:b"),
         watch_for("words", "word1x5")}
    );
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {article(7)});
    const auto before = told(events());
    const auto head = store().head_seq();

    commit(feeds[1].id, {article(1), article(7)});

    EXPECT_THAT(
        before,
        ElementsAre(R"({"monitor":"not-b","first":true})", R"({"monitor":"words","first":true})")
    );
    const auto log = events_after(head);
    ASSERT_THAT(
        types(log),
        ElementsAre("story.sighted", "monitor.matched", "monitor.matched", "monitor.unmatched")
    );
    EXPECT_EQ(log[1].data, R"({"monitor":"by-feed","first":true})");
    EXPECT_EQ(log[2].data, R"({"monitor":"by-group","first":true})");
    EXPECT_EQ(log[3].data, R"({"monitor":"not-b"})");
    EXPECT_EQ(log[1].feed, "b");
    EXPECT_EQ(log[1].revision, 1);
    EXPECT_FALSE(log[1].initial);
    EXPECT_THAT(log[0].story->monitors, ElementsAre("by-feed", "by-group", "words"));
}

TEST_F(StoreTest, ASightingIsJudgedByTheNewestTextWhicheverTextItBrings) {
    const auto feeds = configure(
        {{.name = "a", .url = kA}, {.name = "b", .url = kB}},
        {watch_for("peskov", "peskov AND feed:b")}
    );
    commit(feeds[0].id, {article(1)});
    commit(feeds[0].id, {expanded(article(1), "Dmitry Peskov")});

    const auto report = commit(feeds[1].id, {article(1)});

    EXPECT_EQ(report.sighted, 1);
    EXPECT_EQ(report.revised, 0);
    EXPECT_THAT(told(events()), ElementsAre(kFirst));
    EXPECT_EQ(events().back().revision, 2);
}

TEST_F(StoreTest, AMatchTellsTheChangeOnlyWhenAChangeMadeIt) {
    const auto feeds = configure(
        {{.name = "a", .url = kA}, {.name = "b", .url = kB}},
        {watch_for("text", "peskov"), watch_for("place", "peskov AND feed:b")}
    );
    commit(feeds[0].id, {article(1)});
    commit(feeds[0].id, {expanded(article(1), "Dmitry Peskov")});
    const auto by_text = events().back();

    commit(feeds[1].id, {expanded(article(1), "Dmitry Peskov")});

    const auto by_place = events().back();
    ASSERT_EQ(by_text.type, "monitor.matched");
    ASSERT_TRUE(by_text.change);
    EXPECT_EQ(by_text.change->kind, model::ChangeKind::kExpanded);
    EXPECT_EQ(by_text.data, R"({"monitor":"text","first":true,"previous":1})");
    ASSERT_EQ(by_place.type, "monitor.matched");
    EXPECT_EQ(by_place.revision, 2);
    EXPECT_FALSE(by_place.change);
    EXPECT_EQ(by_place.data, R"({"monitor":"place","first":true})");
}

TEST_F(StoreTest, AMonitorHasChangedWhenItLastToldSomething) {
    const auto made = now_;
    const auto id = warm_feed({watch_for("peskov", "peskov"), watch_for("idle", "nowhere")});
    now_ += std::chrono::minutes(7);
    commit(id, {expanded(article(1), "Dmitry Peskov")});
    now_ += std::chrono::minutes(7);
    const auto left = now_;

    commit(id, {article(1)});
    commit(id, {expanded(article(1), "Sergei Lavrov")});

    EXPECT_EQ(reader().monitor_changed("peskov"), left);
    EXPECT_EQ(reader().monitor_changed("idle"), made);
    EXPECT_EQ(reader().monitor_changed("nobody"), std::nullopt);
}

TEST_F(StoreTest, ARevisionThatAnotherFeedBringsIsSeenInBoth) {
    const auto feeds = configure(
        {{.name = "a", .url = kA}, {.name = "b", .url = kB}},
        {watch_for("peskov", "peskov feed:a feed:b")}
    );
    commit(feeds[0].id, {article(1)});

    commit(feeds[1].id, {expanded(article(1), "Dmitry Peskov")});

    EXPECT_THAT(told(events()), ElementsAre(kFirst));
}

TEST_F(StoreTest, TagsAreThoseOfTheRevision) {
    const auto id = warm_feed({watch_for("peskov", "tag:\"Ukraine war\"")});
    auto written = article(1);
    commit(id, {written, article(900)});
    written = expanded(written, "A minister");
    written.tags = {"ukraine WAR"};

    commit(id, {written, article(900)});

    EXPECT_THAT(told(events()), ElementsAre(kFirst));
}

TEST_F(StoreTest, AnUnchangedPollBesideMonitorsWritesNoMatches) {
    const auto id = warm_feed({watch_for("peskov", "word1x5"), watch_for("feeds", "feed:wire")});
    commit(id, {article(1), article(900)});
    const auto head = store().head_seq();
    sabotage(
        "CREATE TRIGGER still BEFORE UPDATE ON monitor_match BEGIN SELECT RAISE(ABORT, 'w'); END;"
        "CREATE TRIGGER quiet BEFORE UPDATE ON monitor BEGIN SELECT RAISE(ABORT, 'w'); END"
    );

    EXPECT_NO_THROW(commit(id, {article(1), article(900)}));

    EXPECT_EQ(store().head_seq(), head);
}

TEST_F(StoreTest, APollThatFailsInTheMonitorsLeavesNothingBehind) {
    const auto id = warm_feed({watch_for("one", "word1x5"), watch_for("two", "word2x5")});
    const auto head = store().head_seq();
    sabotage(
        "CREATE TRIGGER boom BEFORE INSERT ON event WHEN new.type = 'monitor.matched' AND "
        "new.data LIKE '%two%' BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"
    );
    const auto next = poll(id, {article(1), article(2), article(900)});

    EXPECT_THROW(store().commit(next), StoreError);

    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM monitor_match"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM monitor WHERE last_matched_ms IS NOT NULL"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM story"), 1);
    sabotage("DROP TRIGGER boom");
    store().commit(next);
    EXPECT_THAT(told(events()), SizeIs(2)) << "and told once it can be stored";
}

TEST_F(StoreTest, AQueryThatNoLongerCompilesStopsNoPoll) {
    const auto id = warm_feed({watch_for("broken", "word1x5"), watch_for("peskov", "word1x5")});
    close();
    sabotage("UPDATE monitor SET query = '(((' WHERE name = 'broken'");

    commit(id, {article(1), article(900)});

    EXPECT_THAT(told(events()), ElementsAre(kFirst));
}

TEST_F(StoreTest, AMonitorShowsWhatItFound) {
    const auto asked = at("2025-04-12T10:00:00Z");
    const auto id = warm_feed(
        {watch_for("peskov", "word1x5 OR word2x5", {"new", "corrected"}),
         watch_for("idle", "nowhere")}
    );
    now_ += std::chrono::minutes(7);

    commit(id, {article(1), article(2), article(900)});

    const auto monitors = reader().monitors();
    ASSERT_THAT(monitors, SizeIs(2));
    EXPECT_EQ(monitors[0].spec, watch_for("idle", "nowhere"));
    EXPECT_EQ(monitors[0].stories, 0);
    EXPECT_EQ(monitors[0].last_matched, std::nullopt);
    EXPECT_EQ(monitors[1].spec.query, "word1x5 OR word2x5");
    EXPECT_THAT(monitors[1].spec.on, ElementsAre("new", "corrected"));
    EXPECT_EQ(monitors[1].added, asked);
    EXPECT_EQ(monitors[1].stories, 2);
    EXPECT_EQ(monitors[1].last_matched, now_);
    EXPECT_TRUE(monitors[1].complete);
    EXPECT_EQ(reader().counts().monitors, 2);
}

TEST_F(StoreTest, PagesOfAMonitorsStoriesShowEachOnce) {
    const auto id = warm_feed({watch_for("even", "title:even")});
    for (int round = 0; round < 5; ++round) {
        std::vector<Article> batch;
        for (int i = round * 20; i < (round + 1) * 20; ++i) {
            auto written = article(i);
            written.title += i % 2 == 0 ? " even" : " odd";
            batch.push_back(std::move(written));
        }
        commit(id, batch);
        now_ += std::chrono::seconds(1);
    }

    std::vector<std::string> seen;
    StoryQuery query{.monitor = "even", .with_content = false, .limit = 7};
    auto connection = reader();
    do {
        const auto page = connection.stories(query);
        for (const auto& story : page.stories) {
            EXPECT_THAT(story.title, HasSubstr("even"));
            EXPECT_THAT(story.monitors, ElementsAre("even"));
            seen.push_back(story.id);
        }
        query.after = page.next;
    } while (!query.after.empty());

    EXPECT_THAT(seen, SizeIs(50));
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
    EXPECT_THAT(reader().stories({.monitor = "nobody"}).stories, IsEmpty());
    EXPECT_THAT(reader().stories({.tag = "x", .monitor = "even"}).stories, IsEmpty());
}

TEST_F(StoreTest, TheEventsOfOneMonitorAreReadWithoutTheRestOfTheLog) {
    const auto id = warm_feed({watch_for("even", "title:even"), watch_for("all", "headline*")});
    std::vector<Article> batch;
    for (int i = 0; i < 40; ++i) {
        auto written = article(i);
        written.title += i % 8 == 0 ? " even" : " odd";
        batch.push_back(std::move(written));
    }
    const auto head = commit(id, batch).head_seq;

    EventQuery query{.limit = 3, .monitor = "even"};
    const auto first = reader().events(query);
    query.after = first.last_seq;
    const auto second = reader().events(query);
    query.after = second.last_seq;
    const auto third = reader().events(query);

    ASSERT_THAT(first.events, SizeIs(3));
    EXPECT_EQ(first.last_seq, first.events.back().seq);
    EXPECT_THAT(second.events, SizeIs(2));
    EXPECT_EQ(second.last_seq, head) << "nothing behind it is this monitor's";
    EXPECT_THAT(third.events, IsEmpty());
    EXPECT_EQ(third.last_seq, head);
    for (const auto& event : first.events) {
        EXPECT_EQ(event.type, "monitor.matched");
        EXPECT_EQ(event.data, R"({"monitor":"even","first":true})");
    }
    EXPECT_EQ(reader().events({.monitor = "nobody"}).last_seq, head);
    EXPECT_THAT(
        reader().events({.types = {"monitor.unmatched"}, .monitor = "even"}).events, IsEmpty()
    );
}

TEST_F(StoreTest, APageOfTheWholeLogStillEndsAtItsLastRow) {
    const auto id = warm_feed({watch_for("even", "headline*")});
    const auto head = commit(id, {article(1), article(2)}).head_seq;

    const auto page = reader().events({.limit = 2});

    EXPECT_EQ(page.last_seq, 2);
    EXPECT_EQ(page.head_seq, head);
    EXPECT_EQ(reader().events({.after = head}).last_seq, head);
}

}  // namespace
}  // namespace wireroom::store
