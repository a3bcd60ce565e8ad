#pragma once

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/feed_table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace wireroom::store {

/// An item of a feed's last document, as stored.
struct PresentRow {
    std::uint64_t raw_hash = 0;
    std::int64_t sighting = 0;
    std::int64_t story = 0;
    std::string guid_key;
    std::string url_key;
};

std::vector<PresentRow> load_present(Connection& connection, model::FeedId feed);
std::vector<std::uint64_t> load_raw_hashes(Connection& connection, model::FeedId feed);

/// What the store knows that bears on these items: for each its candidate stories, every story
/// loaded once. A constant number of indexed look-ups an item.
/// @param unchanged the rows of `load_present` whose items are in the document unchanged
dedup::Snapshot load_snapshot(
    Connection& connection,
    TextCodec& codec,
    const FeedRow& feed,
    Timestamp now,
    std::vector<dedup::PreparedItem> items,
    std::span<const PresentRow> unchanged
);

/// What the indexes hold of a 128-bit hash.
std::uint64_t short_hash(const Digest& digest);

}  // namespace wireroom::store
