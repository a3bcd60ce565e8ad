#pragma once

// What removes stories and keeps them out, apart from the code that runs it so that a test can ask
// SQLite for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kAnyTombstone = "SELECT 1 FROM tombstone LIMIT 1";

inline constexpr const char* kTombstone = R"(
SELECT 1
FROM tombstone
WHERE key = :key)";

inline constexpr const char* kInsertTombstone = R"(
INSERT OR IGNORE INTO tombstone (key, removed_ms)
VALUES (:key, :now))";

inline constexpr const char* kKeysOfSightings = R"(
SELECT feed_id, guid_key, url, url_key
FROM sighting
WHERE story_id = :story)";

inline constexpr const char* kGuidsOfStory = R"(
SELECT feed_id, guid
FROM feed_guid
WHERE story_id = :story)";

inline constexpr const char* kOwnersOfGuid = R"(
SELECT story_id, guid
FROM feed_guid
WHERE feed_id = :feed AND guid_h64 = :hash)";

inline constexpr const char* kUrlKeysOfStory = R"(
SELECT key
FROM url_key
WHERE story_id = :story)";

inline constexpr const char* kOwnersOfUrlKey = R"(
SELECT story_id, key
FROM url_key
WHERE key_h64 = :hash)";

/// What a feed said last counts too, a revision or not.
inline constexpr const char* kTextsOfStory = R"(
SELECT title_body_hash
FROM revision
WHERE story_id = :story AND tokens >= :tokens
UNION
SELECT text_hash
FROM sighting
WHERE story_id = :story AND text_hash IS NOT NULL
  AND EXISTS (SELECT 1 FROM revision WHERE story_id = :story AND tokens >= :tokens))";

inline constexpr const char* kContentsOfStory = R"(
SELECT DISTINCT content_id
FROM revision
WHERE story_id = :story AND content_id IS NOT NULL)";

inline constexpr const char* kDropUnusedContent = R"(
DELETE FROM content
WHERE id = :content
  AND NOT EXISTS (SELECT 1 FROM revision WHERE content_id = :content))";

inline constexpr const char* kUrlsOfRevisions = R"(
SELECT DISTINCT url
FROM revision
WHERE story_id = :story)";

/// Other stories with a text of this one, by the story that they are a part of: stored once for
/// both or once for each, and whatever mark-up is around it.
inline constexpr const char* kSharersOfTexts = R"(
SELECT DISTINCT story.id, ifnull(story.merged_into, story.id)
FROM revision AS gone
CROSS JOIN revision AS other
CROSS JOIN story
WHERE gone.story_id = :story AND gone.tokens >= :tokens
  AND (other.content_id = gone.content_id
       OR (other.text_key = gone.text_key AND other.body_hash = gone.body_hash))
  AND other.story_id <> :story
  AND story.id = other.story_id
LIMIT 100)";

/// Reads the whole log: its events are found by their number only.
inline constexpr const char* kSightedEvents = R"(
SELECT seq, story_id, feed_id, json_extract(data, '$.sighting.url'),
       json_extract(data, '$.sighting.guid')
FROM event
WHERE type = 'story.sighted' AND story_id IS NOT NULL)";

/// The event keeps its row; what it said of addresses goes.
inline constexpr const char* kScrubSighted = R"(
UPDATE event
SET data = json_remove(data, '$.sighting.url', '$.sighting.guid')
WHERE seq = :seq)";

/// Those that were merged with it or came out of it, and those that it came out of.
inline constexpr const char* kStoriesOfVerdicts = R"(
SELECT other_id
FROM verdict
WHERE story_id = :story
UNION
SELECT story_id
FROM verdict
WHERE other_id = :story)";

/// Reads all decisions: nothing finds them by the stories that their reasons name.
inline constexpr const char* kDecisionsThatName = R"(
SELECT sighting_id, reasons
FROM decision
WHERE instr(reasons, :named) > 0)";

inline constexpr const char* kSamplesOfFeed = R"(
SELECT mark, sample
FROM furniture
WHERE feed_id = :feed AND sample <> '')";

inline constexpr const char* kBlankSample = R"(
UPDATE furniture
SET sample = ''
WHERE feed_id = :feed AND mark = :mark)";

inline constexpr const char* kTextsToCompare = R"(
SELECT title, content_id
FROM revision
WHERE story_id = :story AND content_id IS NOT NULL)";

/// In this order: what refers goes before what it refers to.
inline constexpr const char* kDropRowsOfStory[] = {
    R"(
DELETE FROM present_item
WHERE sighting_id IN (SELECT id FROM sighting WHERE story_id = :story)
  AND feed_id IN (SELECT feed_id FROM sighting WHERE story_id = :story))",
    "DELETE FROM decision WHERE sighting_id IN (SELECT id FROM sighting WHERE story_id = :story)",
    "DELETE FROM sighting WHERE story_id = :story",
    "DELETE FROM feed_guid WHERE story_id = :story",
    "DELETE FROM url_key WHERE story_id = :story",
    "DELETE FROM story_tag WHERE story_id = :story",
    "DELETE FROM monitor_match WHERE story_id = :story",
    "DELETE FROM reader_item WHERE story_id = :story",
    "DELETE FROM pending_revert WHERE story_id = :story",
    "DELETE FROM revision WHERE story_id = :story",
    "UPDATE story SET copy_of = NULL WHERE copy_of = :story",
    "DELETE FROM story WHERE id = :story",
};

inline constexpr const char* kInsertRemoved = R"(
INSERT INTO removed_story (story_id, public_id, removed_ms, reason)
VALUES (:story, :id, :now, :reason))";

inline constexpr const char* kClusterOfLeaving = R"(
SELECT cluster
FROM story
WHERE id = :story)";

inline constexpr const char* kMembersOfCluster = R"(
SELECT id, copy_of, merged_into
FROM story
WHERE cluster = :cluster
ORDER BY id)";

inline constexpr const char* kSetCluster = R"(
UPDATE story
SET cluster = :cluster, copy_of = :copy_of
WHERE id = :story)";

}  // namespace wireroom::store::sql
