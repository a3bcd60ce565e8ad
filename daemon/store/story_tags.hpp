#pragma once

#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::store {

/// The tags that listings filter by: those of a story's current revision. All inside the caller's
/// transaction.

/// Of a story that has none yet.
void add_tags(Connection& connection, std::int64_t story, const std::vector<std::string>& tags);
void replace_tags(Connection& connection, std::int64_t story, const std::vector<std::string>& tags);
/// They become those of this revision.
void take_tags_of(Connection& connection, std::int64_t story, int revision);

}  // namespace wireroom::store
