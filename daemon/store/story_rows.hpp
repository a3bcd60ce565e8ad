#pragma once

#include "model/story.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::store {

/// One story at one revision, as a row of a query that selects `kStoryColumns`.
struct StoryRow {
    model::Story story;
    std::int64_t id = 0;       ///< row of the story
    std::int64_t content = 0;  ///< row of the text; 0 = purged
};

/// What StoryRow is read from, for queries over `story`, `revision` and, outer, `original`: the
/// story that this one is a copy of. When that was merged it stands in its new place; no story is a
/// copy of itself. A withdrawn story that goes on in one that was merged into it is there.
inline constexpr const char* kStoryColumns = R"(
       story.id, story.public_id, story.revisions, story.first_seen_ms,
       CASE WHEN story.withdrawn_ms IS NOT NULL AND NOT EXISTS
                 (SELECT 1
                  FROM story AS part
                  CROSS JOIN sighting
                  CROSS JOIN feed
                  WHERE part.merged_into = story.id
                    AND sighting.story_id = part.id AND sighting.gone_ms IS NULL
                    AND feed.id = sighting.feed_id AND feed.retired_ms IS NULL)
            THEN story.withdrawn_ms
       END,
       story.cluster,
       CASE WHEN original.merged_into IS NULL THEN original.public_id
            WHEN original.merged_into <> story.id
                THEN (SELECT public_id FROM story AS root WHERE root.id = original.merged_into)
       END, revision.number, revision.title, revision.url,
       revision.summary, revision.authors, revision.tags, revision.language,
       revision.published_ms, revision.modified_ms, revision.attachments, revision.content_id,
       story.updated_ms)";

/// Reads the columns from `column` on. Content, sightings, groups and monitors are still empty.
StoryRow read_story_row(const Query& query, int column);

/// A page of stories or events ends early behind so many bytes of texts: a thousand stories of a
/// hostile feed may be a gigabyte.
inline constexpr std::size_t kMaxPageTextBytes = std::size_t{4} << 20;

inline std::size_t text_bytes(const model::Story& story) {
    return story.content_html.size() + story.content_text.size();
}

/// A stored text. @throws StoreError it is damaged or missing.
StoredText read_text(Connection& connection, TextCodec& codec, std::int64_t content);

/// Appends those of `more` that are not there yet.
void add_groups(std::vector<std::string>& groups, std::vector<std::string> more);

/// Fills in the text. @throws StoreError it is damaged or missing.
void load_text(Connection& connection, TextCodec& codec, StoryRow& row);

/// Fills in the sightings, and what follows from them: groups and `last_seen`.
void load_sightings(Connection& connection, StoryRow& row);

/// The current story opens at its current address: when its feeds carry the unchanged text under
/// another URL by now, that one replaces the URL of the revision.
void follow_address(model::Story& story);

/// All revisions of a story, oldest first, with content; or only `number` when that is not 0.
std::vector<model::Revision> load_revisions(
    Connection& connection, TextCodec& codec, const std::string& public_id, int number
);

/// One story in its current revision, whole; nothing for an unknown id.
std::optional<model::Story> load_story(
    Connection& connection, TextCodec& codec, const std::string& public_id
);

}  // namespace wireroom::store
