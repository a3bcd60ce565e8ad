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
using testing::UnorderedElementsAre;

using Kind = model::VerdictRequest::Kind;
using Status = model::VerdictResult::Status;

/// What a verdict may leave behind when it is taken back.
const std::set<std::string> kLog = {"event", "verdict", "sqlite_sequence"};

model::SightingChoice in_feed(const std::string& name) {
    return {.feed = name, .guid = {}, .url = {}};
}

model::SightingChoice with_guid(const std::string& guid) {
    return {.feed = {}, .guid = guid, .url = {}};
}

class VerdictTest : public StoreTest {
protected:
    model::VerdictResult merge(const std::string& story, const std::string& into) {
        return store().pass({.kind = Kind::kMerge, .story = story, .into = into}, now_);
    }
    model::VerdictResult split(const std::string& story, model::SightingChoice sighting = {}) {
        return store().pass(
            {.kind = Kind::kSplit, .story = story, .into = {}, .sighting = std::move(sighting)},
            now_
        );
    }

    /// Public ids, oldest first.
    std::vector<std::string> ids() {
        std::vector<std::string> found;
        for (const auto& story : reader().stories({.limit = 1000}).stories) {
            found.push_back(story.id);
        }
        std::ranges::reverse(found);
        return found;
    }
    std::vector<model::FeedId> two_feeds(std::vector<model::MonitorSpec> monitors = {}) {
        std::vector<model::FeedId> feeds;
        for (const auto& one : configure(
                 {{.name = "a", .url = "https://a.example/feed", .groups = {"left"}},
                  {.name = "b", .url = "https://b.example/feed", .groups = {"right"}}},
                 std::move(monitors)
             )) {
            feeds.push_back(one.id);
        }
        return feeds;
    }
    /// An article at another outlet.
    static Article elsewhere(int number) {
        auto made = article(number);
        made.url = "https://other.example.net/" + std::to_string(number);
        made.id = "urn:other:" + std::to_string(number);
        return made;
    }
    std::int64_t stories_of(const std::string& feed) {
        return count("SELECT stories FROM feed WHERE name = '" + feed + "'");
    }
    std::string title_of(const std::string& id) { return reader().story(id).value().title; }
};

TEST_F(VerdictTest, AMergedStoryIsFoundInTheOtherOnly) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto before = ids();
    ASSERT_THAT(before, SizeIs(2));

    const auto result = merge(before[0], before[1]);

    EXPECT_EQ(result.status, Status::kDone);
    EXPECT_EQ(result.story, before[1]);
    EXPECT_EQ(result.head_seq, store().head_seq());
    EXPECT_THAT(ids(), ElementsAre(before[1]));
    EXPECT_FALSE(reader().story(before[0]));
    EXPECT_THAT(reader().revisions(before[0]), IsEmpty());
    EXPECT_FALSE(reader().explain(before[0]));
    const auto place = reader().place(before[0]);
    EXPECT_EQ(place.kind, model::StoryPlace::Kind::kMerged);
    EXPECT_EQ(place.into, before[1]);
    const auto story = reader().story(before[1]).value();
    ASSERT_THAT(story.sightings, SizeIs(2));
    EXPECT_EQ(story.sightings[0].feed, "a");
    EXPECT_EQ(story.sightings[1].feed, "b");
    EXPECT_THAT(story.groups, UnorderedElementsAre("left", "right"));
    EXPECT_EQ(reader().counts().stories, 1);
    EXPECT_EQ(reader().counts().revisions, 1);
}

TEST_F(VerdictTest, AMergeIsInTheLog) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto before = ids();
    const auto head = store().head_seq();

    merge(before[0], before[1]);

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.merged");
    EXPECT_EQ(told[0].story.value().id, before[0]);
    EXPECT_EQ(told[0].data, "{\"into\":\"" + before[1] + "\"}");
}

TEST_F(VerdictTest, TheStoryIsListedUnderEveryFeedThatCarriesAPartOfIt) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2), elsewhere(3)});
    const auto before = ids();
    const auto into = reader().stories({.feed = "b"}).stories.front().id;

    merge(before[0], into);

    const auto of_a = reader().stories({.feed = "a"}).stories;
    ASSERT_THAT(of_a, SizeIs(1));
    EXPECT_EQ(of_a[0].id, into);
    EXPECT_THAT(reader().stories({.feed = "b"}).stories, SizeIs(2));
    EXPECT_EQ(stories_of("a"), 1);
    EXPECT_EQ(stories_of("b"), 2);
}

TEST_F(VerdictTest, AFeedThatCarriesBothCountsOneStory) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto before = ids();

    merge(before[0], before[1]);

    EXPECT_EQ(stories_of("wire"), 1);
    split(before[0]);
    EXPECT_EQ(stories_of("wire"), 2);
}

TEST_F(VerdictTest, TheWholeMergedIntoAnotherGoesAlongAndComesBack) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3), article(4)});
    const auto all = ids();
    merge(all[0], all[1]);
    merge(all[1], all[2]);
    EXPECT_EQ(reader().place(all[0]).into, all[2]) << "never to a story that points on";
    EXPECT_THAT(ids(), UnorderedElementsAre(all[2], all[3]));

    split(all[1]);

    EXPECT_EQ(reader().place(all[0]).into, all[1]) << "it had gone into this one before";
    EXPECT_THAT(ids(), UnorderedElementsAre(all[1], all[2], all[3]));
    EXPECT_EQ(stories_of("wire"), 3);
}

TEST_F(VerdictTest, OneOfSeveralComesOutByItself) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto all = ids();
    merge(all[0], all[1]);
    merge(all[1], all[2]);

    split(all[0]);

    EXPECT_THAT(ids(), UnorderedElementsAre(all[0], all[2]));
    split(all[1]);
    EXPECT_THAT(ids(), UnorderedElementsAre(all[0], all[1], all[2]));
}

TEST_F(VerdictTest, AMergeGoesToWhereTheOtherIsNow) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto all = ids();
    merge(all[1], all[2]);

    const auto result = merge(all[0], all[1]);

    EXPECT_EQ(result.status, Status::kDone);
    EXPECT_EQ(result.story, all[2]);
    EXPECT_EQ(reader().place(all[0]).into, all[2]);
}

TEST_F(VerdictTest, WhatCannotBeIsRefusedAndWritesNothing) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2), article(3)});
    const auto all = ids();
    merge(all[0], all[1]);
    const auto before = dump_tables(path_);

    struct Case {
        const char* what = "";
        model::VerdictResult result;
        Status expected = Status::kDone;
        const char* says = "";
    };
    const Case cases[] = {
        {"into itself", merge(all[2], all[2]), Status::kConflict, "into itself"},
        {"the other way round", merge(all[1], all[0]), Status::kConflict, "already"},
        {"a part of another", merge(all[0], all[2]), Status::kConflict, "split it off first"},
        {"unknown", merge("nobody", all[2]), Status::kNotFound, "nobody"},
        {"into unknown", merge(all[2], "nobody"), Status::kNotFound, "nobody"},
        {"split of a whole one", split(all[2]), Status::kConflict, "not merged"},
        {"the only sighting", split(all[2], in_feed("wire")), Status::kConflict, "only sighting"},
        {"no such sighting",
         split(all[2], in_feed("nowhere")),
         Status::kNotFound,
         "has no such sighting"},
        {"several sightings", split(all[1], in_feed("wire")), Status::kConflict, "2 sightings"},
    };

    for (const auto& one : cases) {
        EXPECT_EQ(one.result.status, one.expected) << one.what;
        EXPECT_THAT(one.result.message, HasSubstr(one.says)) << one.what;
    }
    EXPECT_EQ(difference(before, dump_tables(path_)), "");
}

TEST_F(VerdictTest, AskedTwiceIsDoneOnce) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    const auto before = dump_tables(path_);

    const auto again = merge(all[0], all[1]);

    EXPECT_EQ(again.status, Status::kDone);
    EXPECT_EQ(again.story, all[1]);
    EXPECT_EQ(difference(before, dump_tables(path_)), "");
}

TEST_F(VerdictTest, ItemsOfTheMergedStoryBelongToTheOtherFromNowOn) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    now_ += std::chrono::hours(1);
    const auto head = store().head_seq();

    commit(feeds[0], {expanded(article(1), "The minister")});

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.revised");
    EXPECT_EQ(told[0].story.value().id, all[1]);
    EXPECT_THAT(ids(), ElementsAre(all[1]));
}

TEST_F(VerdictTest, AnUnchangedTextOfAMergedStoryIsNoNews) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    const auto head = store().head_seq();
    auto noisy = article(1);
    noisy.noise = "other bytes";

    const auto report = commit(feeds[0], {noisy});

    EXPECT_EQ(report.new_stories, 0);
    EXPECT_THAT(events_after(head), IsEmpty());
}

TEST_F(VerdictTest, AfterASplitItemsGoToTheirOwnStoriesAgain) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    commit(feeds[0], {expanded(article(1), "The minister")});
    ASSERT_EQ(reader().story(all[1]).value().revisions, 2);

    const auto result = split(all[0]);
    const auto head = store().head_seq();
    commit(feeds[0], {expanded(article(1), "The president and the mayor")});

    EXPECT_EQ(result.story, all[0]);
    EXPECT_EQ(reader().story(all[0]).value().revisions, 2) << "its own text, and the new one";
    EXPECT_EQ(reader().story(all[1]).value().revisions, 2) << "what was told stays told";
    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.revised");
    EXPECT_EQ(told[0].story.value().id, all[0]);
}

TEST_F(VerdictTest, ASplitIsInTheLog) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    const auto head = store().head_seq();

    split(all[0]);

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.split");
    EXPECT_EQ(told[0].story.value().id, all[0]);
    EXPECT_EQ(told[0].data, "{\"from\":\"" + all[1] + "\"}");
}

/// One story in two feeds of an outlet, at the same address.
class SightingTest : public VerdictTest {
protected:
    void SetUp() override {
        feeds_ = two_feeds({watch_for("all", "headline1"), watch_for("none", "kitten")});
        commit(feeds_[0], {article(1)});
        auto second = article(1);
        second.id = "urn:second:1";
        second_ = second;
        commit(feeds_[1], {second_});
        while (store().match_backlog(1000)) {
        }
        const auto all = ids();
        ASSERT_THAT(all, SizeIs(1));
        story_ = all.front();
        ASSERT_THAT(reader().story(story_).value().sightings, SizeIs(2));
    }

    std::vector<model::FeedId> feeds_;
    Article second_;
    std::string story_;
};

TEST_F(SightingTest, ASightingBecomesAStoryOfItsOwn) {
    const auto head = store().head_seq();

    const auto result = split(story_, in_feed("b"));

    ASSERT_EQ(result.status, Status::kDone) << result.message;
    ASSERT_NE(result.story, story_);
    const auto made = reader().story(result.story).value();
    EXPECT_EQ(made.title, article(1).title);
    EXPECT_THAT(made.content_text, HasSubstr("word1x59"));
    EXPECT_THAT(made.sightings, SizeIs(1));
    EXPECT_EQ(made.sightings[0].feed, "b");
    EXPECT_EQ(made.revisions, 1);
    EXPECT_THAT(reader().story(story_).value().sightings, SizeIs(1));
    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1)) << "monitors take note silently";
    EXPECT_EQ(told[0].type, "story.split");
    EXPECT_EQ(told[0].story.value().id, result.story);
    EXPECT_EQ(told[0].feed, "b");
    EXPECT_EQ(told[0].data, "{\"from\":\"" + story_ + "\"}");
    EXPECT_THAT(made.monitors, ElementsAre("all"));
    EXPECT_EQ(stories_of("a"), 1);
    EXPECT_EQ(stories_of("b"), 1);
    SQLite::Database database(path_, SQLite::OPEN_READONLY);
    SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
    EXPECT_FALSE(dangling.executeStep());
}

TEST_F(SightingTest, WhatTheWholeWasWithdrawnOfIsWithdrawnAlone) {
    for (const auto feed : feeds_) {
        auto complete = poll(feed, {article(2)});
        complete.document->complete = true;
        store().commit(std::move(complete));
    }
    ASSERT_TRUE(reader().story(story_).value().withdrawn);

    const auto made = split(story_, in_feed("b")).story;

    EXPECT_TRUE(reader().story(made).value().withdrawn);
    EXPECT_TRUE(reader().story(story_).value().withdrawn);
}

TEST_F(SightingTest, ItsLaterItemsStayWithIt) {
    const auto made = split(story_, in_feed("b")).story;
    const auto head = store().head_seq();

    commit(feeds_[1], {expanded(second_, "The mayor")});
    commit(feeds_[0], {article(1)});

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(2)) << "the revision and the monitor's";
    EXPECT_EQ(told[0].story.value().id, made);
    EXPECT_EQ(told[1].story.value().id, made);
    EXPECT_EQ(reader().story(made).value().revisions, 2);
    EXPECT_EQ(reader().story(story_).value().revisions, 1);
    EXPECT_THAT(ids(), SizeIs(2));
}

TEST_F(SightingTest, BothStayApartWhenOnlyTheirBytesChange) {
    split(story_, in_feed("b"));
    const auto head = store().head_seq();
    auto first = article(1);
    first.noise = "x";
    second_.noise = "y";

    commit(feeds_[0], {first});
    commit(feeds_[1], {second_});

    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_THAT(ids(), SizeIs(2));
}

TEST_F(SightingTest, TheTextIsWhatTheSightingsFeedShows) {
    commit(feeds_[1], {expanded(second_, "The mayor")});
    ASSERT_EQ(reader().story(story_).value().revision, 2);

    const auto made = split(story_, with_guid("urn:second:1")).story;

    EXPECT_THAT(reader().story(made).value().content_text, HasSubstr("The mayor"));
    const auto rest = reader().story(story_).value();
    EXPECT_EQ(rest.revision, 1) << "its own feed shows the first text";
    EXPECT_EQ(rest.revisions, 2) << "what was told stays told";
}

TEST_F(SightingTest, ASightingThatCameByAMergeGoesBackToWhereItWas) {
    commit(feeds_[0], {article(1), article(2)});
    const auto all = ids();
    ASSERT_THAT(all, SizeIs(2));
    const auto other = all[0] == story_ ? all[1] : all[0];
    merge(other, story_);
    const auto merged = dump_tables(path_, kLog);

    const auto result = split(story_, with_guid(article(2).id));

    EXPECT_EQ(result.story, other);
    EXPECT_THAT(ids(), SizeIs(2));
    EXPECT_NE(difference(merged, dump_tables(path_, kLog)), "");
    EXPECT_EQ(title_of(other), article(2).title);
}

TEST_F(SightingTest, WhatCameOutCanBeMergedBack) {
    const auto made = split(story_, in_feed("b")).story;

    EXPECT_EQ(merge(made, story_).status, Status::kDone);

    EXPECT_THAT(ids(), ElementsAre(story_));
    EXPECT_THAT(reader().story(story_).value().sightings, SizeIs(2));
    const auto head = store().head_seq();
    second_.noise = "other bytes";
    commit(feeds_[1], {second_});
    EXPECT_THAT(events_after(head), IsEmpty());
}

TEST_F(VerdictTest, MonitorsCountAndListTheRootOnly) {
    const auto feeds = two_feeds({watch_for("one", "headline1")});
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto all = ids();
    ASSERT_EQ(reader().monitors().front().stories, 1);
    const auto head = store().head_seq();

    merge(all[0], all[1]);

    EXPECT_EQ(reader().monitors().front().stories, 0) << "the root keeps its own";
    EXPECT_THAT(reader().stories({.monitor = "one"}).stories, IsEmpty());
    EXPECT_THAT(reader().test_query("headline1", at("2000-01-01T00:00:00Z"), 10).hits, IsEmpty());
    EXPECT_THAT(events_after(head), SizeIs(1));
    split(all[0]);
    EXPECT_EQ(reader().monitors().front().stories, 1);
    EXPECT_THAT(reader().stories({.monitor = "one"}).stories, SizeIs(1));
}

TEST_F(VerdictTest, VerdictsSurviveARestart) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    close();

    EXPECT_THAT(ids(), ElementsAre(all[1]));
    auto noisy = article(1);
    noisy.noise = "other bytes";
    EXPECT_EQ(commit(feed_id, {noisy, article(2)}).new_stories, 0);
}

TEST_F(VerdictTest, ExplainTellsWhatWasMergedAndWhatIsKnownOfTheFeeds) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1)});
    commit(feeds[1], {elsewhere(2)});
    const auto all = ids();
    merge(all[0], all[1]);
    sabotage(
        "INSERT INTO furniture (feed_id, mark, kind, sample, first_ms, last_ms) "
        "VALUES (1, 7, 'label', 'read more', 1, 2)"
    );

    const auto explained = reader().explain(all[1]).value();

    EXPECT_EQ(explained.id, all[1]);
    EXPECT_EQ(explained.title, article(2).title);
    ASSERT_THAT(explained.sightings, SizeIs(2));
    EXPECT_EQ(explained.sightings[0].merged_from, all[0]);
    EXPECT_EQ(explained.sightings[1].merged_from, "");
    EXPECT_EQ(explained.sightings[0].verdict, "new-story");
    ASSERT_THAT(explained.keys, SizeIs(4)) << "two guids and two addresses";
    ASSERT_THAT(explained.feeds, SizeIs(2));
    EXPECT_EQ(explained.feeds[0].guid_mode, "trusted");
    EXPECT_EQ(explained.feeds[0].link_mode, "unique");
    ASSERT_THAT(explained.feeds[0].furniture, SizeIs(1));
    EXPECT_EQ(explained.feeds[0].furniture[0].sample, "read more");
    ASSERT_THAT(explained.verdicts, SizeIs(1));
    EXPECT_EQ(explained.verdicts[0].kind, "merge");
    EXPECT_EQ(explained.verdicts[0].story, all[0]);
    EXPECT_EQ(explained.verdicts[0].other, all[1]);
    EXPECT_EQ(explained.verdicts[0].time, now_);
}

TEST_F(VerdictTest, ACopyOfAMergedStoryIsOneOfWhereThatStandsNow) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1), article(2)});
    commit(feeds[1], {elsewhere(3)});
    const auto all = ids();
    const auto copy = reader().stories({.feed = "b"}).stories.front().id;
    sabotage(
        "UPDATE story SET cluster = '" + all[0] +
        "', copy_of = (SELECT id FROM story WHERE public_id = '" + all[0] +
        "') WHERE public_id = '" + copy + "'; UPDATE story SET cluster = '" + all[0] +
        "' WHERE public_id = '" + all[0] + "'"
    );
    ASSERT_EQ(reader().story(copy).value().copy_of, all[0]);

    merge(all[0], all[1]);

    EXPECT_EQ(reader().story(copy).value().copy_of, all[1]);
    EXPECT_EQ(reader().explain(copy).value().copy_of, all[1]);
    EXPECT_THAT(reader().explain(copy).value().members, IsEmpty());
    split(all[0]);
    merge(all[0], copy);
    EXPECT_EQ(reader().story(copy).value().copy_of, "") << "no story is a copy of itself";
    EXPECT_EQ(reader().explain(copy).value().copy_of, "");
}

TEST_F(VerdictTest, ATextThatTurnedBackIsNotToldOfAStoryThatIsAPartOfAnother) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    commit(feed_id, {expanded(article(1), "The minister"), article(2)});
    commit(feed_id, {article(1), article(2)});  // as it was
    const auto all = ids();
    const auto turned = title_of(all[0]) == article(1).title ? all[0] : all[1];
    merge(turned, turned == all[0] ? all[1] : all[0]);
    const auto head = store().head_seq();
    const auto polls = [&](int from) {
        for (int i = from; i < from + 5; ++i) {
            now_ += std::chrono::hours(3);
            auto commit = poll(feed_id, {article(1), article(2)});
            commit.schedule = [i](int) { return model::ScheduleState{.polls = i}; };
            store().commit(std::move(commit));
        }
    };

    polls(1);
    const auto while_merged = events_after(head);
    split(turned);
    polls(6);

    EXPECT_THAT(while_merged, IsEmpty());
    ASSERT_THAT(events_after(head), SizeIs(2)) << "the split; and then it is told";
    EXPECT_EQ(events_after(head)[1].type, "story.reverted");
}

TEST_F(VerdictTest, ATextThatWentWithItsSightingIsNotToldOfTheRest) {
    const auto feeds = two_feeds();
    const auto second = expanded(article(1), "The minister");
    commit(feeds[0], {article(1)});
    commit(feeds[0], {second});
    commit(feeds[0], {article(1)});  // as it was
    ASSERT_EQ(count("SELECT count(*) FROM pending_revert"), 1);
    commit(feeds[1], {second});
    const auto story = ids().at(0);
    ASSERT_EQ(split(story, in_feed("a")).status, Status::kDone);
    ASSERT_EQ(count("SELECT revision FROM story WHERE public_id = '" + story + "'"), 2);
    const auto head = store().head_seq();

    for (int i = 1; i <= 5; ++i) {
        now_ += std::chrono::hours(3);
        auto commit = poll(feeds[0], {article(1)});
        commit.schedule = [i](int) { return model::ScheduleState{.polls = i}; };
        store().commit(std::move(commit));
    }

    EXPECT_THAT(events_after(head), IsEmpty());
}

TEST_F(VerdictTest, AWithdrawnStoryGoesOnInOneThatIsMergedIntoIt) {
    const auto feeds = two_feeds();
    commit(feeds[0], {article(1), article(2)});
    commit(feeds[1], {elsewhere(3)});
    const auto all = ids();
    const auto gone = title_of(all[0]) == article(1).title ? all[0] : all[1];
    auto complete = poll(feeds[0], {article(2)});
    complete.document->complete = true;
    store().commit(std::move(complete));
    ASSERT_TRUE(reader().story(gone).value().withdrawn);

    merge(all[2], gone);
    const bool while_merged = reader().story(gone).value().withdrawn;
    split(all[2]);

    EXPECT_FALSE(while_merged) << "the other feed carries it";
    EXPECT_TRUE(reader().story(gone).value().withdrawn);
}

TEST_F(VerdictTest, ReplayingDocumentsMakesNoEventWhateverIsMerged) {
    const auto feeds = two_feeds();
    const std::vector<Article> in_a = {article(1), article(2), article(3), article(4)};
    const std::vector<Article> in_b = {elsewhere(5), elsewhere(6), elsewhere(7)};
    commit(feeds[0], in_a);
    commit(feeds[1], in_b);
    const auto all = ids();
    merge(all[0], all[1]);  // two of one feed, side by side in it
    merge(all[4], all[1]);  // and one of the other
    merge(all[5], all[6]);
    auto head = store().head_seq();
    const auto replay = [&](const std::string& noise) {
        for (auto [feed_id, document] : {std::pair(feeds[0], in_a), std::pair(feeds[1], in_b)}) {
            for (auto& one : document) {
                one.noise = noise;
            }
            commit(feed_id, document);
            std::ranges::reverse(document);
            commit(feed_id, document);
        }
    };

    replay("once");
    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_THAT(ids(), SizeIs(4));
    split(all[0]);
    split(all[4]);
    split(all[5]);
    head = store().head_seq();
    replay("twice");

    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_THAT(ids(), SizeIs(7));
    EXPECT_EQ(count("SELECT count(*) FROM sighting"), 7);
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 7);
}

/// Any verdicts in any order; then everything that was merged is split again.
TEST_F(VerdictTest, MergeThenSplitRestoresEveryTableRowForRow) {
    constexpr int kRounds = 12;
    for (int round = 0; round < kRounds; ++round) {
        std::mt19937 random(static_cast<unsigned>(round));
        const auto below = [&](std::size_t limit) {
            return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
        };
        close();
        path_ = folder_.file("round-" + std::to_string(round) + ".db");
        const auto feeds = two_feeds({watch_for("one", "headline1 OR headline3")});
        for (int poll = 0; poll < 4; ++poll) {
            now_ += std::chrono::hours(1);
            for (const auto feed_id : feeds) {
                std::vector<Article> document;
                for (int number = 1; number <= 6; ++number) {
                    auto one = below(2) == 0 ? article(number) : elsewhere(number);
                    if (below(3) == 0) {
                        one = expanded(one, "Speaker" + std::to_string(below(5)));
                    }
                    if (below(3) != 0) {
                        document.push_back(one);
                    }
                }
                commit(feed_id, document);
            }
        }
        const auto before = dump_tables(path_, kLog);
        const auto all = ids();
        ASSERT_GE(all.size(), 4U);

        std::set<std::string> merged;
        for (int i = 0; i < 8; ++i) {
            const auto& story = all[below(all.size())];
            if (merge(story, all[below(all.size())]).status == Status::kDone) {
                merged.insert(story);
            }
            if (below(4) == 0 && !merged.empty()) {
                const auto out =
                    *std::next(merged.begin(), static_cast<std::ptrdiff_t>(below(merged.size())));
                EXPECT_EQ(split(out).status, Status::kDone);
                merged.erase(out);
            }
        }
        while (!merged.empty()) {
            const auto out =
                *std::next(merged.begin(), static_cast<std::ptrdiff_t>(below(merged.size())));
            EXPECT_EQ(split(out).status, Status::kDone);
            merged.erase(out);
        }

        EXPECT_EQ(difference(before, dump_tables(path_, kLog)), "") << "round " << round;
    }
}

}  // namespace
}  // namespace wireroom::store
