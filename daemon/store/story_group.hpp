#pragma once

#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

/// A story and those that an operator merged into it. All inside the caller's transaction.

/// One row of `story`, as far as verdicts need it.
struct StoryRef {
    std::int64_t row = 0;
    std::string id;                ///< public
    std::int64_t merged_into = 0;  ///< row; 0 = it stands for itself
    int revision = 1;              ///< the current one
};

std::optional<StoryRef> find_story_ref(Connection& connection, const std::string& public_id);
/// @throws StoreError there is no such row.
StoryRef load_story_ref(Connection& connection, std::int64_t row);

/// Of a story that is there, or was; empty for a row that never was.
std::string public_id_of(Connection& connection, std::int64_t row);

/// The row of the story that this one is a part of: its own, unless it was merged into another.
std::int64_t root_of(Connection& connection, std::int64_t story);

/// The stories that were merged into this one, oldest first; without itself.
std::vector<std::int64_t> load_merged(Connection& connection, std::int64_t root);

/// The feeds that carry one of these stories, each once.
std::vector<std::int64_t> feeds_of(
    Connection& connection, const std::vector<std::int64_t>& stories
);

/// `feed.stories` counts a story once, however many were merged into it.
void change_story_count(Connection& connection, std::int64_t feed, int by);

}  // namespace wireroom::store
