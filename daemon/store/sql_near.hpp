#pragma once

// The look-ups of nearly equal texts, apart from the code that runs them so that a test can ask
// SQLite for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kSketch = R"(
SELECT shingles, hashes
FROM sketch
WHERE story_id = :story)";

inline constexpr const char* kDropSketch = R"(
DELETE FROM sketch
WHERE story_id = :story)";

inline constexpr const char* kDropSketchesUpTo = R"(
DELETE FROM sketch
WHERE story_id <= :story)";

inline constexpr const char* kOldestSketches = R"(
SELECT sketch.story_id, story.first_seen_ms, sketch.shingles, sketch.hashes
FROM sketch
CROSS JOIN story
WHERE story.id = sketch.story_id
ORDER BY sketch.story_id
LIMIT :limit)";

// Two walks away from the moment, so that the nearest come first whatever the outlet's pace is.
inline constexpr const char* kStoriesOfOutletFrom = R"(
SELECT id, listed_ms
FROM story
WHERE outlet = :outlet AND listed_ms >= :from AND listed_ms <= :to
ORDER BY listed_ms
LIMIT :limit)";

inline constexpr const char* kStoriesOfOutletBefore = R"(
SELECT id, listed_ms
FROM story
WHERE outlet = :outlet AND listed_ms >= :from AND listed_ms < :to
ORDER BY listed_ms DESC
LIMIT :limit)";

inline constexpr const char* kNearStory = R"(
SELECT story.outlet, story.first_seen_ms, story.listed_ms, story.merged_into, sketch.shingles,
       sketch.hashes
FROM story
LEFT JOIN sketch ON sketch.story_id = story.id
WHERE story.id = :story)";

inline constexpr const char* kTitlesOfStory = R"(
SELECT title
FROM revision
WHERE story_id = :story
ORDER BY number DESC
LIMIT 8)";

inline constexpr const char* kCurrentText = R"(
SELECT content.html_size, content.text_size, content.body, content.id
FROM story
CROSS JOIN revision
CROSS JOIN content
WHERE story.id = :story
  AND revision.story_id = story.id AND revision.number = story.revision
  AND content.id = revision.content_id)";

}  // namespace wireroom::store::sql
