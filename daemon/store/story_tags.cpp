#include "store/story_tags.hpp"

#include "store/codec.hpp"

namespace wireroom::store {
namespace {

constexpr const char* kTagsOfRevision = R"(
SELECT tags
FROM revision
WHERE story_id = :story AND number = :number)";

constexpr const char* kDeleteTags = "DELETE FROM story_tag WHERE story_id = :story";

constexpr const char* kInsertTag = R"(
INSERT OR IGNORE INTO story_tag (tag, story_id)
VALUES (:tag, :story))";

}  // namespace

void add_tags(Connection& connection, std::int64_t story, const std::vector<std::string>& tags) {
    for (const auto& tag : tags) {
        Query(connection, kInsertTag).bind(":story", story).bind(":tag", tag).run();
    }
}

void replace_tags(
    Connection& connection, std::int64_t story, const std::vector<std::string>& tags
) {
    Query(connection, kDeleteTags).bind(":story", story).run();
    add_tags(connection, story, tags);
}

void take_tags_of(Connection& connection, std::int64_t story, int revision) {
    std::vector<std::string> tags;
    {
        Query query(connection, kTagsOfRevision);
        query.bind(":story", story).bind(":number", static_cast<std::int64_t>(revision));
        if (query.step()) {
            tags = decode_strings(
                query.bytes(0),
                "revision " + std::to_string(revision) + " of story row " + std::to_string(story)
            );
        }
    }
    replace_tags(connection, story, tags);
}

}  // namespace wireroom::store
