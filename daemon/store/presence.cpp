#include "store/presence.hpp"

#include "store/sql_hot.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace wireroom::store {
namespace {

constexpr const char* kUpsertPresent = R"(
INSERT INTO present_item (feed_id, raw_hash, sighting_id)
VALUES (:feed, :hash, :sighting)
ON CONFLICT (feed_id, raw_hash) DO UPDATE
SET sighting_id = excluded.sighting_id
WHERE sighting_id <> excluded.sighting_id)";

}  // namespace

Presence split_present(std::vector<PresentRow> rows, const std::vector<std::uint64_t>& hashes) {
    std::unordered_map<std::uint64_t, std::size_t> order;
    for (const auto hash : hashes) {
        order.emplace(hash, order.size());
    }
    Presence presence;
    for (auto& row : rows) {
        (order.contains(row.raw_hash) ? presence.unchanged : presence.others)
            .push_back(std::move(row));
    }
    std::ranges::sort(presence.unchanged, {}, [&](const PresentRow& row) {
        return order.at(row.raw_hash);
    });
    presence.all_known = presence.unchanged.size() == order.size();
    return presence;
}

int save_presence(
    Connection& connection,
    model::FeedId feed,
    Timestamp now,
    const Presence& presence,
    const std::vector<PlacedItem>& placed
) {
    const auto feed_row = static_cast<std::int64_t>(feed);
    std::unordered_set<std::int64_t> present;
    std::unordered_set<std::uint64_t> hashes;
    for (const auto& row : presence.unchanged) {
        present.insert(row.sighting);
    }
    for (const auto& item : placed) {
        if (item.sighting == 0) {
            continue;  // nothing of it is stored: at the next poll it is looked at again
        }
        present.insert(item.sighting);
        hashes.insert(item.raw_hash);
        Query(connection, kUpsertPresent)
            .bind(":feed", feed_row)
            .bind_hash(":hash", item.raw_hash)
            .bind(":sighting", item.sighting)
            .run();
    }
    // An emptied feed is a publisher's accident: nothing left it. Otherwise see who is missing.
    if (placed.empty() && presence.unchanged.empty()) {
        return 0;
    }
    int gone = 0;
    for (const auto& row : presence.others) {
        if (!hashes.contains(row.raw_hash)) {
            Query(connection, sql::kDropPresent)
                .bind(":feed", feed_row)
                .bind_hash(":hash", row.raw_hash)
                .run();
        }
        if (!present.contains(row.sighting)) {
            gone += Query(connection, sql::kMarkGone)
                        .bind(":sighting", row.sighting)
                        .bind(":now", now)
                        .run();
        }
    }
    return gone;
}

}  // namespace wireroom::store
