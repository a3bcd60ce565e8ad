#include "store/story_group.hpp"

#include "store/sql_hot.hpp"
#include "store/sql_verdict.hpp"
#include "store/store.hpp"

#include <set>

namespace wireroom::store {
namespace {

StoryRef read_ref(const Query& query) {
    return {
        .row = query.integer(0),
        .id = query.bytes(1),
        .merged_into = query.null(2) ? 0 : query.integer(2),
        .revision = static_cast<int>(query.integer(3)),
    };
}

}  // namespace

std::optional<StoryRef> find_story_ref(Connection& connection, const std::string& public_id) {
    Query query(connection, sql::kStoryRefById);
    query.bind(":id", public_id);
    return query.step() ? std::optional(read_ref(query)) : std::nullopt;
}

StoryRef load_story_ref(Connection& connection, std::int64_t row) {
    Query query(connection, sql::kStoryRefByRow);
    query.bind(":story", row);
    if (!query.step()) {
        throw StoreError("story " + std::to_string(row) + " is referred to but missing");
    }
    return read_ref(query);
}

std::string public_id_of(Connection& connection, std::int64_t row) {
    Query query(connection, sql::kPublicId);
    query.bind(":story", row);
    return query.step() ? query.bytes(0) : std::string();
}

std::vector<std::int64_t> load_merged(Connection& connection, std::int64_t root) {
    std::vector<std::int64_t> rows;
    Query query(connection, sql::kMergedStoriesOf);
    query.bind(":root", root);
    while (query.step()) {
        rows.push_back(query.integer(0));
    }
    return rows;
}

std::vector<std::int64_t> feeds_of(
    Connection& connection, const std::vector<std::int64_t>& stories
) {
    std::set<std::int64_t> feeds;
    for (const auto story : stories) {
        Query query(connection, sql::kFeedRowsOfStory);
        query.bind(":story", story);
        while (query.step()) {
            feeds.insert(query.integer(0));
        }
    }
    return {feeds.begin(), feeds.end()};
}

std::int64_t root_of(Connection& connection, std::int64_t story) {
    Query query(connection, sql::kMergedInto);
    query.bind(":story", story);
    return query.step() && !query.null(0) ? query.integer(0) : story;
}

void change_story_count(Connection& connection, std::int64_t feed, int by) {
    Query(connection, sql::kChangeStoryCount)
        .bind(":feed", feed)
        .bind(":by", static_cast<std::int64_t>(by))
        .run();
}

}  // namespace wireroom::store
