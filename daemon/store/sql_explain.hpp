#pragma once

// What an explanation is put together from, apart from the code that runs it so that a test can ask
// SQLite for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kExplainedStory = R"(
SELECT story.id, story.public_id, revision.title, story.revision, story.revisions, story.outlet,
       ifnull(story.cluster, ''), ifnull(story.copy_of, 0)
FROM story
JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
WHERE story.public_id = :id AND story.merged_into IS NULL)";

inline constexpr const char* kExplainedSightings = R"(
SELECT feed.name, sighting.guid, sighting.url, sighting.first_seen_ms, sighting.gone_ms,
       sighting.story_id, decision.time_ms, decision.verdict, decision.rung, decision.reasons,
       sighting.id
FROM sighting
JOIN feed ON feed.id = sighting.feed_id
LEFT JOIN decision ON decision.sighting_id = sighting.id
WHERE sighting.story_id = :story
   OR sighting.story_id IN (SELECT id FROM story WHERE merged_into = :story)
ORDER BY sighting.first_seen_ms, sighting.id
LIMIT :limit)";

inline constexpr const char* kExplainedGuids = R"(
SELECT DISTINCT feed.name, feed_guid.guid
FROM feed_guid
JOIN feed ON feed.id = feed_guid.feed_id
WHERE feed_guid.story_id = :story
   OR feed_guid.story_id IN (SELECT id FROM story WHERE merged_into = :story)
ORDER BY feed.name, feed_guid.guid
LIMIT :limit)";

inline constexpr const char* kExplainedUrlKeys = R"(
SELECT DISTINCT key
FROM url_key
WHERE story_id = :story
   OR story_id IN (SELECT id FROM story WHERE merged_into = :story)
ORDER BY key
LIMIT :limit)";

inline constexpr const char* kExplainedFeeds = R"(
SELECT id, name, guid_mode, link_mode, dedup
FROM feed
WHERE id IN (SELECT feed_id
             FROM sighting
             WHERE story_id = :story
                OR story_id IN (SELECT id FROM story WHERE merged_into = :story))
ORDER BY name, id
LIMIT :limit)";

inline constexpr const char* kExplainedFurniture = R"(
SELECT kind, sample, last_ms
FROM furniture
WHERE feed_id = :feed
ORDER BY last_ms DESC, mark
LIMIT :limit)";

inline constexpr const char* kExplainedVerdicts = R"(
SELECT kind, time_ms, story_id, other_id
FROM verdict
WHERE story_id = :story OR other_id = :story
   OR story_id IN (SELECT id FROM story WHERE merged_into = :story)
   OR other_id IN (SELECT id FROM story WHERE merged_into = :story)
ORDER BY id DESC
LIMIT :limit)";

inline constexpr const char* kExplainedMembers = R"(
SELECT public_id
FROM story
WHERE cluster = :cluster AND id <> :story AND merged_into IS NULL
ORDER BY id
LIMIT :limit)";

/// A story that was merged since stands in its new place.
inline constexpr const char* kOriginalOf = R"(
SELECT ifnull(root.public_id, original.public_id), ifnull(root.id, original.id)
FROM story AS original
LEFT JOIN story AS root ON root.id = original.merged_into
WHERE original.id = :story)";

inline constexpr const char* kPlaceOfStory = R"(
SELECT root.public_id
FROM story
LEFT JOIN story AS root ON root.id = story.merged_into
WHERE story.public_id = :id)";

}  // namespace wireroom::store::sql
