#include "store/snapshot.hpp"

#include "base/log.hpp"
#include "store/furniture_table.hpp"
#include "store/sql_hot.hpp"
#include "store/sql_near.hpp"
#include "store/store.hpp"
#include "store/tombstones.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace wireroom::store {
namespace {

/// A key that more stories share says little about any; the newest are the likely ones.
constexpr std::int64_t kMaxCandidates = 32;

}  // namespace

std::uint64_t short_hash(const Digest& digest) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < sizeof hash; ++i) {
        hash = hash << 8U | digest[i];
    }
    return hash;
}

std::vector<PresentRow> load_present(Connection& connection, model::FeedId feed) {
    std::vector<PresentRow> rows;
    Query query(connection, sql::kPresentItems);
    query.bind(":feed", static_cast<std::int64_t>(feed));
    while (query.step()) {
        rows.push_back(
            {.raw_hash = query.hash(0),
             .sighting = query.integer(1),
             .story = query.integer(2),
             .guid_key = query.bytes(3),
             .url_key = query.bytes(4),
             .published = query.optional_time(5)}
        );
    }
    return rows;
}

std::vector<std::uint64_t> load_raw_hashes(Connection& connection, model::FeedId feed) {
    std::vector<std::uint64_t> hashes;
    Query query(connection, sql::kRawHashes);
    query.bind(":feed", static_cast<std::int64_t>(feed));
    while (query.step()) {
        hashes.push_back(query.hash(0));
    }
    return hashes;
}

StoredSurroundings::StoredSurroundings(
    Connection& connection,
    TextCodec& codec,
    const Sketches& sketches,
    const FeedRow& feed,
    Timestamp now,
    std::vector<dedup::PreparedItem> items,
    std::span<const PresentRow> unchanged,
    std::span<const PresentRow> others
)
    : connection_(connection),
      codec_(codec),
      unchanged_(unchanged),
      others_(others),
      snapshot_(
          {.feed = feed.id,
           .now = now,
           .modes = feed.modes,
           .pins = feed.pins,
           .items = std::move(items)}
      ),
      loader_(connection, codec, snapshot_),
      nearby_(connection, sketches, loader_, snapshot_) {
    const bool look_for_removed = any_tombstones(connection);
    snapshot_.candidates.reserve(snapshot_.items.size());
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        snapshot_.candidates.push_back(candidates(i, look_for_removed));
    }
    loader_.load_new();
    found_by_keys_ = snapshot_.stories.size();
    if (found_by_keys_ > 0) {  // only known texts can differ by furniture
        snapshot_.furniture = load_furniture(connection, feed.id);
    }
    add_unchanged(unchanged);
}

dedup::Candidates StoredSurroundings::candidates(std::size_t index, bool look_for_removed) {
    const auto& item = snapshot_.items[index];
    dedup::Candidates found;
    if (!item.guid.empty()) {
        Query query(connection_, sql::kStoriesByGuid);
        query.bind(":feed", static_cast<std::int64_t>(snapshot_.feed))
            .bind_hash(":hash", hash64(item.guid));
        collect(index, query, found, found.by_guid, [&] { return query.bytes(1) == item.guid; });
    }
    if (!item.url_key.empty()) {
        Query query(connection_, sql::kStoriesByUrlKey);
        query.bind_hash(":hash", hash64(item.url_key));
        collect(index, query, found, found.by_url, [&] { return query.bytes(1) == item.url_key; });
    }
    {
        Query query(connection_, sql::kStoriesByTitleBody);
        query.bind_hash(":hash", short_hash(item.print.title_body));
        collect(index, query, found, found.by_text, [&] {
            return query.digest(1) == item.print.title_body;
        });
    }
    if (item.print.tokens > 0) {
        Query query(connection_, sql::kStoriesByBody);
        query.bind_hash(":hash", short_hash(item.print.body));
        collect(index, query, found, found.by_text, [&] {
            return query.digest(1) == item.print.body;
        });
    }
    if (look_for_removed) {
        const bool by_key = !found.by_guid.empty() || !found.by_url.empty();
        const Claims claims{.key = by_key, .text = !found.by_text.empty()};
        found.removed = is_removed(connection_, snapshot_, item, claims);
    }
    return found;
}

template <class Verify>
void StoredSurroundings::collect(
    std::size_t index,
    Query& query,
    dedup::Candidates& found,
    std::vector<std::size_t>& rung,
    Verify verify
) {
    const auto add = [](std::vector<std::size_t>& list, std::size_t place) {
        if (std::ranges::find(list, place) == list.end()) {
            list.push_back(place);
        }
    };
    query.bind(":limit", kMaxCandidates);
    while (query.step()) {
        if (!verify()) {
            continue;
        }
        const auto row = query.integer(0);
        const auto root = loader_.root_of(row);
        const auto place = loader_.place_of(root);
        add(rung, place);
        if (root != row) {
            add(found.by_operator, place);
            led_through_.emplace(std::pair(index, place), row);
        }
    }
}

void StoredSurroundings::add_unchanged(std::span<const PresentRow> rows) {
    std::unordered_set<std::int64_t> seen;
    for (const auto& row : rows) {
        if (seen.insert(row.sighting).second) {  // an item listed twice stands there once
            snapshot_.unchanged.push_back(
                {.story = static_cast<dedup::StoryKey>(loader_.root_of(row.story)),
                 .sighting = static_cast<dedup::SightingKey>(row.sighting),
                 .guid = row.guid_key,
                 .url_key = row.url_key}
            );
        }
    }
}

std::int64_t StoredSurroundings::owner_of(
    std::size_t item, std::size_t story, dedup::SightingKey sighting
) const {
    const auto root = row_of(story);
    if (sighting != dedup::SightingKey{}) {
        const auto merged = loader_.merged_owner_of(sighting);
        return merged == 0 ? root : merged;
    }
    const auto led = led_through_.find({item, story});
    return led == led_through_.end() ? root : led->second;
}

void StoredSurroundings::find_near(const std::vector<std::size_t>& items) {
    for (const auto item : items) {
        nearby_.find(item);
    }
    loader_.load_new();
}

std::vector<std::string> StoredSurroundings::other_texts(std::size_t limit) {
    // What the items themselves may be is at hand already, and is not "other".
    std::unordered_set<std::int64_t> at_hand;
    for (std::size_t i = 0; i < found_by_keys_; ++i) {
        at_hand.insert(static_cast<std::int64_t>(snapshot_.stories[i].key));
    }
    std::set<std::int64_t, std::greater<>> stories;  // newest first
    for (const auto rows : {unchanged_, others_}) {
        for (const auto& row : rows) {
            const auto root = loader_.root_of(row.story);
            if (!at_hand.contains(root)) {
                stories.insert(root);
            }
        }
    }
    std::vector<std::string> texts;
    for (const auto story : stories) {
        if (texts.size() == limit) {
            break;
        }
        Query query(connection_, sql::kCurrentText);
        query.bind(":story", story);
        if (!query.step()) {
            continue;
        }
        const auto row = "content " + std::to_string(query.integer(3));
        try {
            texts.push_back(
                codec_.decompress(query.bytes(2), query.integer(0), query.integer(1), row).html
            );
        } catch (const StoreError& error) {
            log::error("store.damaged", {{"row", row}, {"error", error.what()}});
        }
    }
    return texts;
}

}  // namespace wireroom::store
