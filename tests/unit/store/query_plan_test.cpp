#include "unit/store/query_plan.hpp"

#include "store/event_page.hpp"
#include "store/listing.hpp"
#include "store/sql_hot.hpp"
#include "store/sql_monitor.hpp"
#include "store/sql_near.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::store {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(QueryPlan, EveryLookUpOfACommitUsesItsIndex) {
    constexpr Planned kStatements[] = {
        {sql::kPresentItems, "SEARCH present_item USING PRIMARY KEY (feed_id=?)"},
        {sql::kPresentItems, "SEARCH sighting USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kRawHashes, "SEARCH present_item USING PRIMARY KEY (feed_id=?)"},
        {sql::kStoriesByGuid, "USING INDEX feed_guid_hash (feed_id=? AND guid_h64=?)"},
        {sql::kStoriesByUrlKey, "USING INDEX url_key_hash (key_h64=?)"},
        {sql::kRevisionsByText, "USING COVERING INDEX revision_text (text_key=?)"},
        {sql::kPrintOfRevision, "SEARCH revision USING PRIMARY KEY (story_id=? AND number=?)"},
        {sql::kKnownStory, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kKnownUrlKeys, "SEARCH url_key USING PRIMARY KEY (story_id=?)"},
        {sql::kKnownGuids, "SEARCH feed_guid USING PRIMARY KEY (story_id=? AND feed_id=?)"},
        {sql::kKnownSightings, "USING INDEX sighting_story (story_id=?)"},
        {sql::kKnownRevisions, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
        {sql::kContent, "SEARCH content USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kWordlessContent, "USING INDEX content_wordless (hash=?)"},
        {sql::kFeedCarriesStory, "COVERING INDEX sighting_feed (feed_id=? AND story_id=?)"},
        {sql::kMarkGone, "SEARCH sighting USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kDropPresent, "SEARCH present_item USING PRIMARY KEY (feed_id=? AND raw_hash=?)"},
        {sql::kMergedInto, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kFurniture, "SEARCH furniture USING PRIMARY KEY (feed_id=?)"},
        {sql::kCurrentRevision, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kSightingsByGuid, "USING INDEX feed_guid_hash (feed_id=? AND guid_h64=?)"},
        {sql::kSightingsByGuid,
         "SEARCH sighting USING INDEX sighting_feed (feed_id=? AND story_id=?)"},
        {sql::kVanished, "SEARCH sighting USING INDEX sighting_vanished (feed_id=?)"},
        {sql::kPendingReverts, "SEARCH pending_revert USING INDEX pending_revert_feed (feed_id=?)"},
        {sql::kClusterOfStory, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kClusterMatches, "SEARCH story USING COVERING INDEX story_cluster (cluster=?)"},
        {sql::kClusterMatches,
         "SEARCH monitor_match USING PRIMARY KEY (monitor_id=? AND story_id=?)"},
        {sql::kSketch, "SEARCH sketch USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kDropSketch, "SEARCH sketch USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kDropSketchesUpTo, "SEARCH sketch USING INTEGER PRIMARY KEY (rowid<?)"},
        {sql::kStoriesOfOutletFrom,
         "SEARCH story USING INDEX story_outlet (outlet=? AND listed_ms>? AND listed_ms<?)"},
        {sql::kStoriesOfOutletBefore,
         "SEARCH story USING INDEX story_outlet (outlet=? AND listed_ms>? AND listed_ms<?)"},
        {sql::kNearStory, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kNearStory, "SEARCH sketch USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kTitlesOfStory, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
        {sql::kCurrentText, "SEARCH revision USING PRIMARY KEY (story_id=? AND number=?)"},
    };

    for (const auto& statement : kStatements) {
        const auto plan = plan_of(statement.sql);
        EXPECT_THAT(plan, HasSubstr(statement.uses)) << statement.sql;
        EXPECT_THAT(plan, Not(HasSubstr("SCAN"))) << statement.sql;
        EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE"))) << statement.sql;
    }
}

TEST(QueryPlan, TheRowOfAnEqualTextIsFoundFromTheRevisionsThatSayTheSame) {
    const auto plan = plan_of(sql::kContentByText);

    EXPECT_THAT(plan, HasSubstr("USING COVERING INDEX revision_text (text_key=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH revision USING PRIMARY KEY (story_id=? AND number=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH content USING INTEGER PRIMARY KEY (rowid=?)"));
    EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE")));
}

TEST(QueryPlan, WhetherAFeedCarriesAStoryIsFoundFromItsSightings) {
    const auto plan = plan_of(sql::kCarriedBySomeFeed);

    EXPECT_THAT(plan, HasSubstr("SEARCH story USING COVERING INDEX story_merged (merged_into=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH sighting USING INDEX sighting_story (story_id=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH feed USING INTEGER PRIMARY KEY (rowid=?)"));
}

TEST(QueryPlan, WhatIsRareIsLookedForInAnIndexOfIt) {
    EXPECT_THAT(plan_of(sql::kMergedPairs), HasSubstr("COVERING INDEX story_merged"));
    EXPECT_THAT(plan_of(sql::kMergedPairs), Not(HasSubstr("TEMP B-TREE")));
    // The oldest sketch is the first row of its table.
    EXPECT_THAT(plan_of(sql::kOldestSketches), testing::StartsWith("SCAN sketch\n"));
    EXPECT_THAT(plan_of(sql::kOldestSketches), Not(HasSubstr("TEMP B-TREE")));
}

TEST(QueryPlan, EveryLookUpOfAMonitorUsesItsIndex) {
    constexpr Planned kStatements[] = {
        {sql::kMonitorByName, "SEARCH monitor USING INDEX monitor_name (name=?)"},
        {sql::kMonitorChanged, "SEARCH event USING INDEX event_monitor (monitor=?)"},
        {sql::kMatchesOfStory, "USING COVERING INDEX monitor_match_story (story_id=?)"},
        {sql::kSetMatching, "SEARCH monitor_match USING PRIMARY KEY (monitor_id=? AND story_id=?)"},
        {sql::kFeedsOfStory, "SEARCH feed USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kFeedsOfStory, "SEARCH sighting USING COVERING INDEX sighting_story (story_id=?)"},
        {sql::kNewestRevision, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kSubjectOfRevision, "SEARCH revision USING PRIMARY KEY (story_id=? AND number=?)"},
        {sql::kBacklogStories, "SEARCH story USING INTEGER PRIMARY KEY (rowid<?)"},
        {sql::kSweepMatches, "SEARCH monitor_match USING PRIMARY KEY (monitor_id=?)"},
        {sql::kTestedStories, "SEARCH story USING INDEX story_revised (revised_ms>?)"},
        {sql::kTestedRevisions, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
    };

    for (const auto& statement : kStatements) {
        const auto plan = plan_of(statement.sql);
        EXPECT_THAT(plan, HasSubstr(statement.uses)) << statement.sql;
        EXPECT_THAT(plan, Not(HasSubstr("SCAN"))) << statement.sql;
        EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE"))) << statement.sql;
    }
}

TEST(QueryPlan, TheMonitorsOfAPageAreFoundFromItsStories) {
    const auto plan = plan_of(sql::kMonitorsOfStories);

    EXPECT_THAT(plan, testing::StartsWith("SCAN wanted VIRTUAL TABLE"));
    EXPECT_THAT(plan, HasSubstr("COVERING INDEX monitor_match_story (story_id=? AND matching=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH monitor USING INTEGER PRIMARY KEY (rowid=?)"));
}

TEST(QueryPlan, APageOfTheLogStartsAfterItsCursor) {
    const auto all = plan_of(event_page_sql(false));
    const auto of_monitor = plan_of(event_page_sql(true));

    EXPECT_THAT(all, HasSubstr("SEARCH event USING INTEGER PRIMARY KEY (rowid>?)"));
    EXPECT_THAT(of_monitor, HasSubstr("USING INDEX event_monitor (monitor=? AND seq>?)"));
    for (const auto& plan : {all, of_monitor}) {
        EXPECT_THAT(plan, Not(HasSubstr("SCAN")));
        EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE")));
    }
}

TEST(QueryPlan, AListingWalksTheIndexOfItsOrder) {
    constexpr std::pair<StoryOrder, const char*> kOrders[] = {
        {StoryOrder::kSeen, "SEARCH story USING INDEX story_seen (first_seen_ms"},
        {StoryOrder::kPublished, "SEARCH story USING INDEX story_listed (listed_ms"},
        {StoryOrder::kRevised, "SEARCH story USING INDEX story_revised (revised_ms"},
    };

    for (const auto& [order, uses] : kOrders) {
        for (const bool all : {false, true}) {
            const ListingFilter filter{.feed = all, .tag = all, .monitor = all};
            const auto plan = plan_of(listing_sql(order, ListingPlan::kWalk, filter));
            EXPECT_THAT(plan, HasSubstr(uses));
            EXPECT_THAT(plan, Not(HasSubstr("USE TEMP B-TREE FOR ORDER BY")));
        }
    }
}

TEST(QueryPlan, AListingOfFewStoriesStartsFromThem) {
    const auto by_feed =
        plan_of(listing_sql(StoryOrder::kSeen, ListingPlan::kSort, {.feed = true}));
    const auto by_tag = plan_of(listing_sql(StoryOrder::kSeen, ListingPlan::kSort, {.tag = true}));
    const auto by_monitor =
        plan_of(listing_sql(StoryOrder::kSeen, ListingPlan::kSort, {.monitor = true}));

    EXPECT_THAT(by_feed, HasSubstr("SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"));
    EXPECT_THAT(by_feed, HasSubstr("sighting_feed (feed_id=?)"));
    EXPECT_THAT(by_tag, HasSubstr("SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"));
    EXPECT_THAT(by_tag, HasSubstr("story_tag USING PRIMARY KEY (tag=?)"));
    EXPECT_THAT(by_monitor, HasSubstr("SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"));
    EXPECT_THAT(by_monitor, HasSubstr("SEARCH monitor_match USING PRIMARY KEY (monitor_id=?)"));
}

}  // namespace
}  // namespace wireroom::store
