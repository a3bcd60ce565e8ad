#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Backlog : public StoreTest {
protected:
    /// Steps until there is nothing more to do. @return how many
    int finish(int limit) {
        int steps = 1;
        while (store().match_backlog(limit)) {
            ++steps;
        }
        return steps;
    }
    model::Monitor only() {
        const auto monitors = reader().monitors();
        EXPECT_THAT(monitors, SizeIs(1));
        return monitors.at(0);
    }
    std::int64_t monitor_events() {
        return count("SELECT count(*) FROM event WHERE type GLOB 'monitor.*'");
    }
    /// A feed with articles 1 to 10; `headline3` is a word of the third.
    model::FeedId ten() {
        const auto id = warm_feed();
        std::vector<Article> batch;
        for (int i = 1; i <= 10; ++i) {
            batch.push_back(article(i));
        }
        commit(id, batch);
        return id;
    }
};

TEST_F(Backlog, ANewMonitorFindsTheStoriesFromBeforeItSilently) {
    ten();
    const auto head = store().head_seq();
    feed({watch_for("some", "headline3 OR headline8 OR headline9")});
    EXPECT_FALSE(only().complete);
    EXPECT_EQ(only().stories, 0);

    EXPECT_TRUE(store().match_backlog(4));
    const auto half = only();
    const int steps = finish(4);

    EXPECT_EQ(half.stories, 2) << "the newest first";
    EXPECT_FALSE(half.complete);
    EXPECT_EQ(steps, 2);
    EXPECT_TRUE(only().complete);
    EXPECT_EQ(only().stories, 3);
    EXPECT_EQ(only().last_matched, std::nullopt);
    EXPECT_EQ(store().head_seq(), head) << "backlog is not news";
    EXPECT_THAT(reader().stories({.monitor = "some"}).stories, SizeIs(3));
    EXPECT_FALSE(store().match_backlog(4));
}

TEST_F(Backlog, AnEmptyStoreHasNone) {
    feed({watch_for("some", "headline3")});

    EXPECT_TRUE(only().complete);
    EXPECT_FALSE(store().match_backlog(100));
}

TEST_F(Backlog, GoesOnAfterARestartWhereItWas) {
    ten();
    feed({watch_for("some", "headline1 OR headline10")});
    store().match_backlog(5);
    close();
    feed({watch_for("some", "headline1 OR headline10")});
    sabotage("UPDATE revision SET title = 'Headline1' WHERE story_id > 6");

    finish(100);

    EXPECT_EQ(only().stories, 2) << "what was looked at is not looked at again";
}

TEST_F(Backlog, AMonitorThatComesInTheMiddleLooksAtEverything) {
    ten();
    feed({watch_for("one", "headline10")});
    store().match_backlog(5);

    feed({watch_for("one", "headline10"), watch_for("two", "headline10 OR headline2")});
    finish(3);

    const auto monitors = reader().monitors();
    EXPECT_EQ(monitors.at(0).stories, 1);
    EXPECT_EQ(monitors.at(1).stories, 2);
    EXPECT_TRUE(monitors.at(0).complete);
    EXPECT_TRUE(monitors.at(1).complete);
}

TEST_F(Backlog, AStoryThatMatchedBeforeItsMonitorCameIsNotFirstWhenRevised) {
    const auto id = ten();
    feed({watch_for("some", "headline3")});

    commit(id, {expanded(article(3), "A minister"), article(4)});

    EXPECT_EQ(events().back().type, "monitor.matched");
    EXPECT_EQ(events().back().data, R"({"monitor":"some","first":false,"previous":1})");
    finish(100);
    EXPECT_EQ(only().stories, 1);
    EXPECT_EQ(monitor_events(), 1);
}

TEST_F(Backlog, AStoryThatBecomesAMatchBeforeItsTurnIsFirst) {
    const auto id = ten();
    feed({watch_for("some", "peskov")});

    commit(id, {expanded(article(3), "Dmitry Peskov"), article(4)});

    EXPECT_EQ(events().back().data, R"({"monitor":"some","first":true,"previous":1})");
    finish(100);
    EXPECT_EQ(only().stories, 1);
    EXPECT_EQ(monitor_events(), 1);
}

TEST_F(Backlog, AStoryThatStopsMatchingBeforeItsTurnIsToldOf) {
    const auto id = warm_feed();
    commit(id, {expanded(article(3), "Dmitry Peskov"), article(900)});
    feed({watch_for("some", "peskov")});
    auto without = expanded(article(3), "A minister");
    without.body += "<p>The ministry gave no further comment on Saturday morning.</p>";

    commit(id, {without, article(900)});

    EXPECT_EQ(events().back().type, "monitor.unmatched");
    finish(100);
    EXPECT_EQ(only().stories, 0);
}

TEST_F(Backlog, AnotherQueryStartsAnewAndSilently) {
    ten();
    feed({watch_for("some", "headline*")});
    finish(100);
    const auto asked_first = only();
    now_ += std::chrono::hours(1);
    const auto head = store().head_seq();

    feed({watch_for("some", "headline3")});

    const auto anew = only();
    EXPECT_EQ(asked_first.stories, 11);
    EXPECT_EQ(anew.stories, 0);
    EXPECT_EQ(anew.added, now_);
    EXPECT_FALSE(anew.complete);
    EXPECT_THAT(reader().stories({.limit = 1}).stories.at(0).monitors, IsEmpty());
    finish(100);
    EXPECT_EQ(only().stories, 1);
    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM monitor_match"), 1) << "the old query's are gone";
    EXPECT_EQ(count("SELECT count(*) FROM monitor"), 1);
}

TEST_F(Backlog, OtherKindsAloneKeepWhatWasFound) {
    ten();
    feed({watch_for("some", "headline3")});
    finish(100);
    const auto before = only();

    feed({watch_for("some", "headline3", {"new"})});

    EXPECT_EQ(only().id, before.id);
    EXPECT_EQ(only().stories, 1);
    EXPECT_TRUE(only().complete);
    EXPECT_THAT(only().spec.on, ElementsAre("new"));
}

TEST_F(Backlog, ADroppedMonitorIsForgottenAndComesBackAsANewOne) {
    const auto id = ten();
    feed({watch_for("some", "headline*")});
    finish(100);

    feed();
    const auto story = reader().stories({.limit = 1}).stories.at(0);
    const auto head = store().head_seq();
    commit(id, {article(11), article(900)});

    EXPECT_THAT(reader().monitors(), IsEmpty());
    EXPECT_EQ(reader().counts().monitors, 0);
    EXPECT_THAT(story.monitors, IsEmpty());
    EXPECT_THAT(reader().stories({.monitor = "some"}).stories, IsEmpty());
    EXPECT_THAT(events_after(head), SizeIs(1)) << "it fires no more";
    finish(100);
    EXPECT_EQ(count("SELECT count(*) FROM monitor_match"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM monitor"), 0);
    feed({watch_for("some", "headline*")});
    EXPECT_EQ(only().stories, 0);
}

TEST_F(Backlog, WhatADroppedMonitorFoundGoesInSteps) {
    warm_feed({watch_for("some", "headline*")});
    sabotage(
        "PRAGMA foreign_keys = OFF;"
        "WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 12999) "
        "INSERT INTO monitor_match SELECT 1, i, 1, 0, 1 FROM n"
    );
    feed();

    const bool more = store().match_backlog(1);
    const auto left = count("SELECT count(*) FROM monitor_match");

    EXPECT_TRUE(more);
    EXPECT_GT(left, 0);
    EXPECT_LT(left, 12'000);
    finish(1);
    EXPECT_EQ(count("SELECT count(*) FROM monitor_match"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM monitor"), 0);
}

TEST_F(Backlog, TheSameMonitorsAgainWriteNothing) {
    const std::vector<model::MonitorSpec> specs{
        watch_for("b", "headline3"), watch_for("a", "group:world")};
    ten();
    feed(specs);
    finish(100);
    sabotage("CREATE TRIGGER still BEFORE UPDATE ON monitor BEGIN SELECT RAISE(ABORT, 'w'); END");

    EXPECT_NO_THROW(feed(specs));

    EXPECT_EQ(count("SELECT count(*) FROM monitor"), 2);
    EXPECT_FALSE(store().match_backlog(1));
}

TEST_F(Backlog, AQueryThatDoesNotCompileChangesNothing) {
    feed({watch_for("some", "headline3")});
    std::string error;

    try {
        configure({}, {watch_for("some", "headline4"), watch_for("bad", "kremlin AND (peskov")});
    } catch (const std::invalid_argument& fault) {
        error = fault.what();
    }

    EXPECT_THAT(error, HasSubstr("monitor bad"));
    EXPECT_THAT(error, HasSubstr("column 13"));
    EXPECT_EQ(only().spec.query, "headline3");
    EXPECT_THAT(reader().feeds(), SizeIs(1));
}

TEST_F(Backlog, OtherGroupsOfAFeedAreLookedIntoSilently) {
    ten();
    const std::vector<model::MonitorSpec> specs{
        watch_for("words", "headline3"), watch_for("world", "headline3 AND group:world")};
    feed(specs);
    finish(100);
    ASSERT_EQ(reader().monitors().at(1).stories, 1);
    const auto events_before = monitor_events();

    configure({{.name = "wire", .url = kUrl, .groups = {"elsewhere"}}}, specs);
    const auto during = reader().monitors();
    finish(100);

    EXPECT_TRUE(during.at(0).complete) << "does not look at feeds";
    EXPECT_FALSE(during.at(1).complete);
    EXPECT_EQ(reader().monitors().at(0).stories, 1);
    EXPECT_EQ(reader().monitors().at(1).stories, 0);
    EXPECT_EQ(monitor_events(), events_before);
}

TEST_F(Backlog, AStepEndsBehindFourMegabytesOfTexts) {
    ten();
    feed({watch_for("some", "headline*")});
    close();
    {
        std::string text;
        while (text.size() < (std::size_t{3} << 20U) / 2) {
            text += "some words of a very long text, ";
        }
        Connection connection(path_, Connection::Mode::kWriter);
        TextCodec codec;
        Query(connection, "UPDATE content SET html_size = 0, text_size = :size, body = :body")
            .bind(":size", static_cast<std::int64_t>(text.size()))
            .bind_blob(":body", codec.compress("", text))
            .run();
    }

    store().match_backlog(1000);

    EXPECT_EQ(only().stories, 3);
    EXPECT_FALSE(only().complete);
}

TEST_F(Backlog, ADamagedTextIsPassedByItsTitle) {
    ten();
    sabotage("UPDATE content SET body = x'00'");
    feed({watch_for("some", "title:headline3 OR word4x5")});

    finish(100);

    EXPECT_TRUE(only().complete);
    EXPECT_EQ(only().stories, 1);
}

TEST_F(Backlog, APingWritesNothing) {
    feed({watch_for("some", "headline3")});
    const auto head = store().head_seq();

    EXPECT_NO_THROW(store().ping());

    EXPECT_EQ(store().head_seq(), head);
}

}  // namespace
}  // namespace wireroom::store
