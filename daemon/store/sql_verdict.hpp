#pragma once

// Stories that operators merged and split, apart from the code that runs it so that a test can ask
// SQLite for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kStoryRefById = R"(
SELECT id, public_id, merged_into, revision
FROM story
WHERE public_id = :id)";

inline constexpr const char* kStoryRefByRow = R"(
SELECT id, public_id, merged_into, revision
FROM story
WHERE id = :story)";

inline constexpr const char* kPublicId = R"(
SELECT public_id
FROM story
WHERE id = :story
UNION ALL
SELECT public_id
FROM removed_story
WHERE story_id = :story)";

inline constexpr const char* kRemovedStory = R"(
SELECT removed_ms, reason
FROM removed_story
WHERE public_id = :id)";

inline constexpr const char* kMergedStoriesOf = R"(
SELECT id
FROM story
WHERE merged_into = :root
ORDER BY id)";

/// With the story that each was merged into by its last verdict: that one may be merged itself.
inline constexpr const char* kMergedWithParents = R"(
SELECT id, (SELECT other_id
            FROM verdict
            WHERE verdict.story_id = story.id AND kind = 'merge'
            ORDER BY verdict.id DESC
            LIMIT 1)
FROM story
WHERE merged_into = :root
ORDER BY id)";

inline constexpr const char* kPointMerged = R"(
UPDATE story
SET merged_into = :root
WHERE id = :story)";

inline constexpr const char* kFeedRowsOfStory = R"(
SELECT DISTINCT feed_id
FROM sighting
WHERE story_id = :story)";

inline constexpr const char* kChangeStoryCount = R"(
UPDATE feed
SET stories = max(stories + :by, 0)
WHERE id = :feed)";

inline constexpr const char* kInsertVerdict = R"(
INSERT INTO verdict (time_ms, kind, story_id, other_id)
VALUES (:now, :kind, :story, :other))";

}  // namespace wireroom::store::sql
