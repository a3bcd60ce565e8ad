#include "cli/backlog.hpp"

#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::cli {
namespace {

JsonObject story_event(
    const std::string& type, const std::string& feed, const std::string& id, bool initial = true
) {
    return JsonObject{
        {"type", type},
        {"initial", initial},
        {"feed", JsonObject{{"name", feed}}},
        {"story", JsonObject{{"id", id}}},
    };
}

JsonObject match(const std::string& monitor, const std::string& feed, const std::string& id) {
    auto event = story_event("monitor.matched", feed, id);
    event["monitor"] = monitor;
    return event;
}

TEST(Backlog, OnlyWhatIsNoNewsIsFolded) {
    EXPECT_TRUE(Backlog::folds(story_event("story.new", "f", "a")));
    EXPECT_TRUE(Backlog::folds(story_event("story.sighted", "f", "a")));
    EXPECT_TRUE(Backlog::folds(match("m", "f", "a")));
    EXPECT_TRUE(Backlog::folds(story_event("feed.added", "f", "", false)));
    EXPECT_FALSE(Backlog::folds(story_event("story.new", "f", "a", false)));
    EXPECT_FALSE(Backlog::folds(story_event("story.revised", "f", "a")));
    EXPECT_FALSE(Backlog::folds(story_event("feed.failing", "f", "")));
    EXPECT_FALSE(Backlog::folds(JsonObject()));
}

TEST(Backlog, AFeedIsOneLineWithItsMatches) {
    Backlog backlog;

    EXPECT_EQ(backlog.add(story_event("feed.added", "lantern", "", false)), "");
    for (const auto* id : {"a", "b", "c"}) {
        EXPECT_EQ(backlog.add(story_event("story.new", "lantern", id)), "");
    }
    EXPECT_EQ(backlog.add(match("peskov", "lantern", "a")), "");
    EXPECT_EQ(backlog.add(match("peskov", "lantern", "b")), "");
    EXPECT_EQ(backlog.add(match("kyiv", "lantern", "b")), "");

    EXPECT_EQ(backlog.take(), "lantern: 3 stories, 1 matches kyiv, 2 match peskov\n");
    EXPECT_EQ(backlog.take(), "") << "it is told once";
}

TEST(Backlog, TheNextFeedCompletesTheOneBefore) {
    Backlog backlog;

    backlog.add(story_event("story.new", "lantern", "a"));
    backlog.add(story_event("story.sighted", "lantern", "b"));

    EXPECT_EQ(
        backlog.add(story_event("story.sighted", "world", "a")),
        "lantern: 2 stories, 1 of them known already\n"
    );
    EXPECT_EQ(backlog.take(), "world: 1 story, known already\n");
}

TEST(Backlog, AStoryCountsOnceHoweverOftenItTurnsUp) {
    Backlog backlog;

    backlog.add(story_event("story.new", "f", "a"));
    backlog.add(story_event("story.sighted", "f", "a"));
    backlog.add(match("m", "f", "a"));
    backlog.add(match("m", "f", "a"));

    EXPECT_EQ(backlog.take(), "f: 1 story, 1 matches m\n");
}

TEST(Backlog, AddedFeedsWithoutStoriesSayNothing) {
    Backlog backlog;

    EXPECT_EQ(backlog.add(story_event("feed.added", "a", "", false)), "");
    EXPECT_EQ(backlog.add(story_event("feed.added", "b", "", false)), "");
    EXPECT_EQ(backlog.take(), "");
}

TEST(Backlog, AMonitorsMatchesAreOneLineOverAllFeeds) {
    Backlog backlog("peskov");

    EXPECT_EQ(backlog.add(match("peskov", "a", "1")), "");
    EXPECT_EQ(backlog.add(match("peskov", "b", "2")), "");
    EXPECT_EQ(backlog.take(), "peskov: 2 stories match already\n");
    backlog.add(match("peskov", "b", "3"));
    EXPECT_EQ(backlog.take(), "peskov: 1 story matches already\n");
}

TEST(Backlog, NamesAreShownSafely) {
    Backlog backlog;

    backlog.add(story_event("story.new", "f\x1b[2J\n", "a"));
    backlog.add(match("m\u009b", "f\x1b[2J\n", "a"));

    EXPECT_EQ(backlog.take(), "f?[2J?: 1 story, 1 matches m?\n");
}

}  // namespace
}  // namespace wireroom::cli
