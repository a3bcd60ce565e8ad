#pragma once

// What polls and pages ask of the monitors, apart from the code that runs it so that a test can ask
// SQLite for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kMonitorByName = R"(
SELECT id
FROM monitor
WHERE name = :name AND NOT dropped)";

inline constexpr const char* kMonitorChanged = R"(
SELECT max(added_ms, ifnull((SELECT time_ms
                             FROM event
                             WHERE event.monitor = :name
                             ORDER BY seq DESC
                             LIMIT 1), 0))
FROM monitor
WHERE name = :name AND NOT dropped)";

inline constexpr const char* kMatchesOfStory = R"(
SELECT monitor_id, matching
FROM monitor_match
WHERE story_id = :story)";

inline constexpr const char* kInsertMatch = R"(
INSERT INTO monitor_match (monitor_id, story_id, first_revision, first_ms, matching)
VALUES (:watch, :story, :revision, :now, 1))";

inline constexpr const char* kSetMatching = R"(
UPDATE monitor_match
SET matching = :matching
WHERE monitor_id = :watch AND story_id = :story)";

// A join would read the rows of the story twice; the list is a few feeds long.
inline constexpr const char* kFeedsOfStory = R"(
SELECT name, groups, id
FROM feed
WHERE id IN (SELECT feed_id
             FROM sighting
             WHERE story_id = :story
                OR story_id IN (SELECT id FROM story WHERE merged_into = :story))
ORDER BY id)";

inline constexpr const char* kNewestRevision = R"(
SELECT revisions
FROM story
WHERE id = :story)";

inline constexpr const char* kSubjectOfRevision = R"(
SELECT title, tags, content_id, seen_ms
FROM revision
WHERE story_id = :story AND number = :number)";

inline constexpr const char* kBacklogStories = R"(
SELECT id
FROM story
WHERE id <= :position
ORDER BY id DESC
LIMIT :limit)";

inline constexpr const char* kSweepMatches = R"(
DELETE FROM monitor_match
WHERE monitor_id = :watch
  AND story_id IN (SELECT story_id
                   FROM monitor_match
                   WHERE monitor_id = :watch
                   ORDER BY story_id
                   LIMIT :limit))";

inline constexpr const char* kMonitorsOfStories = R"(
SELECT monitor_match.story_id, monitor.name
FROM json_each(:stories) AS wanted
CROSS JOIN monitor_match
CROSS JOIN monitor
WHERE monitor_match.story_id = wanted.value
  AND monitor_match.matching = 1
  AND monitor.id = monitor_match.monitor_id
  AND NOT monitor.dropped
ORDER BY monitor.name)";

inline constexpr const char* kTestedStories = R"(
SELECT id, revised_ms, initial
FROM story
WHERE revised_ms >= :since AND merged_into IS NULL
ORDER BY revised_ms DESC, id DESC)";

inline constexpr const char* kTestedRevisions = R"(
SELECT number, seen_ms
FROM revision
WHERE story_id = :story
ORDER BY number DESC
LIMIT :limit)";

}  // namespace wireroom::store::sql
