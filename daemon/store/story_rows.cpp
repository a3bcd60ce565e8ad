#include "store/story_rows.hpp"

#include "store/monitor_table.hpp"
#include "store/sql_hot.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kSelectSightings = R"(
SELECT feed.name, sighting.guid, sighting.url, sighting.first_seen_ms, sighting.gone_ms,
       ifnull(feed.last_success_ms, feed.last_poll_ms), feed.groups, feed.id
FROM sighting
JOIN feed ON feed.id = sighting.feed_id
WHERE sighting.story_id = :story
   OR sighting.story_id IN (SELECT id FROM story WHERE merged_into = :story)
ORDER BY sighting.id
LIMIT :limit)";

constexpr const char* kSelectRevisions = R"(
SELECT revision.number, revision.seen_ms, revision.title, revision.url, revision.content_id,
       revision.title_body_hash, revision.attachments, revision.change
FROM story
JOIN revision ON revision.story_id = story.id
WHERE story.public_id = :id AND story.merged_into IS NULL
  AND (:number = 0 OR revision.number = :number)
ORDER BY revision.number)";

const std::string& select_story() {
    static const std::string kSql = std::string("SELECT") + kStoryColumns + R"(
FROM story
JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
LEFT JOIN story AS original ON original.id = story.copy_of
WHERE story.public_id = :id AND story.merged_into IS NULL)";
    return kSql;
}

/// A feed that changes its links at every poll can give a story any number of sightings.
constexpr std::int64_t kMaxSightings = 1000;

}  // namespace

StoredText read_text(Connection& connection, TextCodec& codec, std::int64_t content) {
    const auto row = "content " + std::to_string(content);
    Query query(connection, sql::kContent);
    query.bind(":content", content);
    if (!query.step()) {
        throw StoreError(row + " is referred to but missing; run wireroom verify");
    }
    return codec.decompress(query.bytes(2), query.integer(0), query.integer(1), row);
}

void add_groups(std::vector<std::string>& groups, std::vector<std::string> more) {
    for (auto& group : more) {
        if (std::ranges::find(groups, group) == groups.end()) {
            groups.push_back(std::move(group));
        }
    }
}

StoryRow read_story_row(const Query& query, int column) {
    const auto at = [&](int offset) { return column + offset; };
    StoryRow row;
    row.id = query.integer(at(0));
    row.content = query.null(at(17)) ? 0 : query.integer(at(17));
    auto& story = row.story;
    story.id = query.bytes(at(1));
    story.revisions = static_cast<int>(query.integer(at(2)));
    story.first_seen = query.time(at(3));
    story.last_seen = story.first_seen;
    story.withdrawn = !query.null(at(4));
    story.cluster = query.bytes(at(5));
    story.copy_of = query.bytes(at(6));
    story.revision = static_cast<int>(query.integer(at(7)));
    story.title = query.bytes(at(8));
    story.url = query.bytes(at(9));
    story.summary = query.bytes(at(10));
    const auto name = "revision " + std::to_string(story.revision) + " of story " + story.id;
    story.authors = decode_authors(query.bytes(at(11)), name);
    story.tags = decode_strings(query.bytes(at(12)), name);
    story.language = query.bytes(at(13));
    story.date_published = query.optional_time(at(14));
    story.date_modified = query.optional_time(at(15));
    story.attachments = decode_attachments(query.bytes(at(16)), name);
    story.updated = query.time(at(18));
    return row;
}

void load_text(Connection& connection, TextCodec& codec, StoryRow& row) {
    if (row.content != 0) {
        auto stored = read_text(connection, codec, row.content);
        row.story.content_html = std::move(stored.html);
        row.story.content_text = std::move(stored.text);
    }
}

void load_sightings(Connection& connection, StoryRow& row) {
    auto& story = row.story;
    Query query(connection, kSelectSightings);
    query.bind(":story", row.id).bind(":limit", kMaxSightings);
    while (query.step()) {
        model::Sighting sighting{
            .feed = query.bytes(0),
            .guid = query.bytes(1),
            .url = query.bytes(2),
            .first_seen = query.time(3),
            .gone = !query.null(4),
        };
        // A sighting that is not gone stands in the feed as of its last success.
        const int seen = sighting.gone ? 4 : 5;
        sighting.last_seen = query.null(seen) ? sighting.first_seen
                                              : std::max(query.time(seen), sighting.first_seen);
        story.last_seen = std::max(story.last_seen, sighting.last_seen);
        add_groups(
            story.groups, decode_strings(query.bytes(6), "feed " + std::to_string(query.integer(7)))
        );
        story.sightings.push_back(std::move(sighting));
    }
}

void follow_address(model::Story& story) {
    const auto carries = [&](const model::Sighting& sighting) { return sighting.url == story.url; };
    if (std::ranges::any_of(story.sightings, carries)) {
        return;
    }
    const auto current = std::ranges::find_if(story.sightings, [](const auto& sighting) {
        return !sighting.gone && !sighting.url.empty();
    });
    if (current != story.sightings.end()) {
        story.url = current->url;
    }
}

std::vector<model::Revision> load_revisions(
    Connection& connection, TextCodec& codec, const std::string& public_id, int number
) {
    std::vector<model::Revision> revisions;
    Query query(connection, kSelectRevisions);
    query.bind(":id", public_id).bind(":number", static_cast<std::int64_t>(number));
    while (query.step()) {
        model::Revision revision{
            .number = static_cast<int>(query.integer(0)),
            .seen = query.time(1),
            .title = query.bytes(2),
            .url = query.bytes(3),
            .content_hash = to_hex(query.digest(5)),
        };
        const auto name = "revision " + std::to_string(revision.number) + " of story " + public_id;
        revision.attachments = decode_attachments(query.bytes(6), name);
        if (!query.null(7)) {
            revision.change = decode_change(query.bytes(7), name);
        }
        if (!query.null(4)) {
            auto stored = read_text(connection, codec, query.integer(4));
            revision.content_html = std::move(stored.html);
            revision.content_text = std::move(stored.text);
        }
        revisions.push_back(std::move(revision));
    }
    return revisions;
}

std::optional<model::Story> load_story(
    Connection& connection, TextCodec& codec, const std::string& public_id
) {
    StoryRow row;
    {
        Query query(connection, select_story());
        query.bind(":id", public_id);
        if (!query.step()) {
            return std::nullopt;
        }
        row = read_story_row(query, 0);
    }
    load_text(connection, codec, row);
    load_sightings(connection, row);
    row.story.monitors = std::move(load_monitor_names(connection, {row.id})[row.id]);
    follow_address(row.story);
    return std::move(row.story);
}

}  // namespace wireroom::store
