#pragma once

#include "store/connection.hpp"

#include <cstdint>
#include <vector>

namespace wireroom::store {

/// Before these stories go: the oldest of what remains of each of their clusters becomes its first
/// story, and a story that remains alone has no cluster any more. Inside the caller's transaction.
void repair_clusters(Connection& connection, const std::vector<std::int64_t>& leaving);

}  // namespace wireroom::store
