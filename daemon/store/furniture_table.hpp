#pragma once

#include "dedup/decide.hpp"
#include "store/connection.hpp"

#include <vector>

namespace wireroom::store {

/// So many marks of one feed are remembered; those longest not met make room.
inline constexpr std::size_t kMostFurniture = 256;

/// What the feed's furniture has turned out to be.
std::vector<dedup::FurnitureMark> load_furniture(Connection& connection, model::FeedId feed);

/// Remembers what a document taught or showed again.
void save_furniture(
    Connection& connection,
    model::FeedId feed,
    const std::vector<dedup::FurnitureMark>& marks,
    Timestamp now
);

}  // namespace wireroom::store
