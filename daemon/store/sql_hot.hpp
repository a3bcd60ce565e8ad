#pragma once

// The look-ups of a commit, apart from the code that runs them so that a test can ask SQLite for
// each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kPresentItems = R"(
SELECT present_item.raw_hash, sighting.id, sighting.story_id, sighting.guid_key, sighting.url_key,
       sighting.published_ms
FROM present_item
JOIN sighting ON sighting.id = present_item.sighting_id
WHERE present_item.feed_id = :feed)";

inline constexpr const char* kRawHashes = R"(
SELECT raw_hash
FROM present_item
WHERE feed_id = :feed)";

inline constexpr const char* kStoriesByGuid = R"(
SELECT story_id, guid
FROM feed_guid
WHERE feed_id = :feed AND guid_h64 = :hash
ORDER BY story_id DESC
LIMIT :limit)";

inline constexpr const char* kStoriesByUrlKey = R"(
SELECT story_id, key
FROM url_key
WHERE key_h64 = :hash
ORDER BY story_id DESC
LIMIT :limit)";

// Of the index alone.
inline constexpr const char* kRevisionsByText = R"(
SELECT story_id, number, title_body_h64
FROM revision
WHERE text_key = :key
ORDER BY story_id DESC
LIMIT :limit)";

inline constexpr const char* kPrintOfRevision = R"(
SELECT title_body_hash, body_hash
FROM revision
WHERE story_id = :story AND number = :number)";

inline constexpr const char* kKnownStory = R"(
SELECT outlet, revision, published_ms, first_seen_ms, withdrawn_ms
FROM story
WHERE id = :story)";

inline constexpr const char* kKnownUrlKeys = R"(
SELECT key
FROM url_key
WHERE story_id = :story
LIMIT :limit)";

inline constexpr const char* kKnownGuids = R"(
SELECT guid
FROM feed_guid
WHERE story_id = :story AND feed_id = :feed
LIMIT :limit)";

inline constexpr const char* kKnownSightings = R"(
SELECT id, feed_id, guid_key, url_key, gone_ms, published_ms, enclosures, text_hash,
       text_rules
FROM sighting
WHERE story_id = :story
LIMIT :limit)";

inline constexpr const char* kKnownRevisions = R"(
SELECT number, title, body_hash, title_body_hash, tokens, text_rules, content_id, raw_hash, seen_ms
FROM revision
WHERE story_id = :story
ORDER BY number DESC)";

/// As many as there are verdicts of operators that stand.
inline constexpr const char* kMergedPairs = R"(
SELECT id, merged_into
FROM story
WHERE merged_into IS NOT NULL
ORDER BY merged_into, id)";

inline constexpr const char* kMergedInto = R"(
SELECT merged_into
FROM story
WHERE id = :story)";

inline constexpr const char* kFurniture = R"(
SELECT mark, kind, sample
FROM furniture
WHERE feed_id = :feed
LIMIT :limit)";

inline constexpr const char* kContent = R"(
SELECT html_size, text_size, body
FROM content
WHERE id = :content)";

// Equal HTML has an equal text. Of those that only have that, the newest are looked at.
inline constexpr const char* kContentByText = R"(
SELECT content.id
FROM (SELECT story_id, number
      FROM revision
      WHERE text_key = :key
      ORDER BY story_id DESC
      LIMIT :limit) AS alike
CROSS JOIN revision
CROSS JOIN content
WHERE revision.story_id = alike.story_id AND revision.number = alike.number
  AND content.id = revision.content_id AND content.hash = :hash
LIMIT 1)";

inline constexpr const char* kWordlessContent = R"(
SELECT id
FROM content
WHERE hash = :hash AND text_size = 0)";

inline constexpr const char* kFeedCarriesStory = R"(
SELECT 1
FROM sighting
WHERE story_id = :story AND feed_id = :feed
UNION ALL
SELECT 1
FROM story
JOIN sighting ON sighting.story_id = story.id AND sighting.feed_id = :feed
WHERE story.merged_into = :story
LIMIT 1)";

inline constexpr const char* kMarkGone = R"(
UPDATE sighting
SET gone_ms = :now
WHERE id = :sighting AND gone_ms IS NULL)";

inline constexpr const char* kDropPresent = R"(
DELETE FROM present_item
WHERE feed_id = :feed AND raw_hash = :hash)";

inline constexpr const char* kCurrentRevision = R"(
SELECT revision
FROM story
WHERE id = :story)";

// Of the story and of those merged into it. What a retired feed carried last says nothing.
inline constexpr const char* kCarriedBySomeFeed = R"(
SELECT 1
FROM (SELECT :story AS id
      UNION ALL
      SELECT id FROM story WHERE merged_into = :story) AS part
CROSS JOIN sighting
CROSS JOIN feed
WHERE sighting.story_id = part.id AND sighting.gone_ms IS NULL
  AND feed.id = sighting.feed_id AND feed.retired_ms IS NULL
LIMIT 1)";

inline constexpr const char* kSightingsByGuid = R"(
SELECT sighting.story_id
FROM feed_guid
CROSS JOIN sighting
WHERE feed_guid.feed_id = :feed AND feed_guid.guid_h64 = :hash AND feed_guid.guid = :guid
  AND sighting.story_id = feed_guid.story_id AND sighting.feed_id = feed_guid.feed_id
  AND sighting.guid_key = :guid)";

inline constexpr const char* kVanished = R"(
SELECT id, story_id
FROM sighting
WHERE feed_id = :feed AND vanished_ms IS NOT NULL)";

// Those that were told of have a negative number. A split may have turned the story to a third
// text.
inline constexpr const char* kPendingReverts = R"(
SELECT story_id, revision
FROM pending_revert
WHERE feed_id = :feed AND since_ms <= :since AND polls BETWEEN 0 AND :polls
  AND NOT EXISTS (SELECT 1
                  FROM story
                  WHERE story.id = pending_revert.story_id
                    AND (merged_into IS NOT NULL OR story.revision <> pending_revert.revision)))";

inline constexpr const char* kClusterOfStory = R"(
SELECT cluster
FROM story
WHERE id = :story AND cluster IS NOT NULL)";

inline constexpr const char* kClusterMatches = R"(
SELECT monitor_match.story_id, monitor_match.first_ms
FROM story
CROSS JOIN monitor_match
WHERE story.cluster = :cluster
  AND monitor_match.monitor_id = :watch AND monitor_match.story_id = story.id
LIMIT :limit)";

}  // namespace wireroom::store::sql
