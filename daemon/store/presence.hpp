#pragma once

#include "store/connection.hpp"
#include "store/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

/// The rows of a feed's last document, split by whether their items stand in this one unchanged.
struct Presence {
    std::vector<PresentRow> unchanged;  ///< in the order of this document
    std::vector<PresentRow> others;
    bool all_known = true;  ///< every "unchanged" hash belongs to a row
};

/// An item of this document that was new or changed, after it was stored.
struct PlacedItem {
    std::uint64_t raw_hash = 0;
    std::int64_t sighting = 0;  ///< row; 0 = a removed story's, which has none
    std::string guid_key;
    std::optional<Timestamp> published;
};

/// @param hashes of the items that are unchanged, in document order
Presence split_present(std::vector<PresentRow> rows, const std::vector<std::uint64_t>& hashes);

/// Stores which items the document holds, and marks the sightings that left it.
/// @return how many left
int save_presence(
    Connection& connection,
    model::FeedId feed,
    Timestamp now,
    const Presence& presence,
    const std::vector<PlacedItem>& placed
);

}  // namespace wireroom::store
