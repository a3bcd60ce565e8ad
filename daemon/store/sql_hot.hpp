#pragma once

// The look-ups of a commit, apart from the code that runs them so that a test can ask SQLite for
// each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kPresentItems = R"(
SELECT present_item.raw_hash, sighting.id, sighting.story_id, sighting.guid_key, sighting.url_key
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

inline constexpr const char* kStoriesByTitleBody = R"(
SELECT story_id, title_body_hash
FROM revision
WHERE title_body_h64 = :hash
ORDER BY story_id DESC
LIMIT :limit)";

inline constexpr const char* kStoriesByBody = R"(
SELECT story_id, body_hash
FROM revision
WHERE body_h64 = :hash AND tokens > 0
ORDER BY story_id DESC
LIMIT :limit)";

inline constexpr const char* kKnownStory = R"(
SELECT outlet, revision, published_ms, first_seen_ms
FROM story
WHERE id = :story)";

inline constexpr const char* kKnownUrlKeys = R"(
SELECT key
FROM url_key
WHERE story_id = :story
LIMIT :limit)";

// Without statistics SQLite would read all guids of the feed: the primary key looks as good to it.
inline constexpr const char* kKnownGuids = R"(
SELECT guid
FROM feed_guid INDEXED BY feed_guid_story
WHERE story_id = :story AND feed_id = :feed
LIMIT :limit)";

inline constexpr const char* kKnownSightings = R"(
SELECT id, feed_id, guid_key, url_key, gone_ms, published_ms, enclosures
FROM sighting
WHERE story_id = :story
LIMIT :limit)";

inline constexpr const char* kKnownRevisions = R"(
SELECT number, title, body_hash, title_body_hash, tokens, text_rules, content_id
FROM revision
WHERE story_id = :story
ORDER BY number DESC)";

inline constexpr const char* kContent = R"(
SELECT html_size, text_size, body
FROM content
WHERE id = :content)";

inline constexpr const char* kContentByHash = R"(
SELECT id
FROM content
WHERE hash = :hash)";

inline constexpr const char* kFeedCarriesStory = R"(
SELECT 1
FROM sighting
WHERE story_id = :story AND feed_id = :feed
LIMIT 1)";

inline constexpr const char* kMarkGone = R"(
UPDATE sighting
SET gone_ms = :now
WHERE id = :sighting AND gone_ms IS NULL)";

inline constexpr const char* kDropPresent = R"(
DELETE FROM present_item
WHERE feed_id = :feed AND raw_hash = :hash)";

}  // namespace wireroom::store::sql
