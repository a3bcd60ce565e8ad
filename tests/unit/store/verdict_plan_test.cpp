#include "store/sql_explain.hpp"
#include "store/sql_rekey.hpp"
#include "store/sql_removal.hpp"
#include "store/sql_verdict.hpp"
#include "unit/store/query_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::store {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(VerdictPlan, NothingReadsAWholeTable) {
    constexpr Planned kStatements[] = {
        {sql::kStoryRefById, "SEARCH story USING INDEX sqlite_autoindex_story_1 (public_id=?)"},
        {sql::kStoryRefByRow, "SEARCH story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kPublicId, "SEARCH removed_story USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kRemovedStory, "SEARCH removed_story USING INDEX"},
        {sql::kMergedStoriesOf, "story_merged (merged_into=?)"},
        {sql::kMergedWithParents, "story_merged (merged_into=?)"},
        {sql::kMergedWithParents, "SEARCH verdict USING INDEX verdict_story (story_id=?)"},
        {sql::kFeedRowsOfStory, "COVERING INDEX sighting_story (story_id=?)"},
        {sql::kTombstone, "SEARCH tombstone USING PRIMARY KEY (key=?)"},
        {sql::kKeysOfSightings, "SEARCH sighting USING INDEX sighting_story (story_id=?)"},
        {sql::kGuidsOfStory, "SEARCH feed_guid USING PRIMARY KEY (story_id=?)"},
        {sql::kOwnersOfGuid, "USING INDEX feed_guid_hash (feed_id=? AND guid_h64=?)"},
        {sql::kUrlKeysOfStory, "SEARCH url_key USING PRIMARY KEY (story_id=?)"},
        {sql::kOwnersOfUrlKey, "USING INDEX url_key_hash (key_h64=?)"},
        {sql::kTextsOfStory, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
        {sql::kTextsOfStory, "SEARCH sighting USING INDEX sighting_story (story_id=?)"},
        {sql::kUrlsOfRevisions, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
        {sql::kTextsToCompare, "SEARCH revision USING PRIMARY KEY (story_id=?)"},
        {sql::kSharersOfTexts, "revision_content (content_id=?)"},
        {sql::kScrubSighted, "SEARCH event USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kStoriesOfVerdicts, "verdict_other (other_id=?)"},
        {sql::kSamplesOfFeed, "SEARCH furniture USING PRIMARY KEY (feed_id=?)"},
        {sql::kBlankSample, "SEARCH furniture USING PRIMARY KEY (feed_id=? AND mark=?)"},
        {sql::kDropUnusedContent, "revision_content (content_id=?)"},
        {sql::kMembersOfCluster, "SEARCH story USING INDEX story_cluster (cluster=?)"},
        {sql::kExplainedStory, "SEARCH story USING INDEX sqlite_autoindex_story_1 (public_id=?)"},
        {sql::kExplainedSightings, "sighting_story (story_id=?)"},
        {sql::kExplainedGuids, "SEARCH feed_guid USING PRIMARY KEY (story_id=?)"},
        {sql::kExplainedUrlKeys, "SEARCH url_key USING PRIMARY KEY (story_id=?)"},
        {sql::kExplainedFeeds, "SEARCH feed USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kExplainedFurniture, "SEARCH furniture USING PRIMARY KEY (feed_id=?)"},
        {sql::kExplainedVerdicts, "verdict_story (story_id=?)"},
        {sql::kExplainedVerdicts, "verdict_other (other_id=?)"},
        {sql::kExplainedMembers, "SEARCH story USING INDEX story_cluster (cluster=?)"},
        {sql::kOriginalOf, "SEARCH original USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kPlaceOfStory, "SEARCH root USING INTEGER PRIMARY KEY (rowid=?)"},
        {sql::kNextAddresses, "SEARCH sighting USING INTEGER PRIMARY KEY (rowid>?)"},
        {sql::kSetKey, "SEARCH sighting USING INTEGER PRIMARY KEY (rowid=?)"},
    };

    for (const auto& statement : kStatements) {
        const auto plan = plan_of(statement.sql);
        EXPECT_THAT(plan, HasSubstr(statement.uses)) << statement.sql;
        EXPECT_THAT(plan, Not(HasSubstr("SCAN"))) << statement.sql;
    }
}

TEST(VerdictPlan, ARemovalReadsTheLogAndTheDecisionsAndNoOtherTableWhole) {
    for (const auto* statement : sql::kDropRowsOfStory) {
        EXPECT_THAT(plan_of(statement), Not(HasSubstr("SCAN"))) << statement;
    }
    EXPECT_THAT(plan_of(sql::kSightedEvents), HasSubstr("SCAN event"));
    EXPECT_THAT(plan_of(sql::kDecisionsThatName), HasSubstr("SCAN decision"));
}

}  // namespace
}  // namespace wireroom::store
