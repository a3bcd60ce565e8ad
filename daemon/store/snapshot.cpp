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
/// Of a body that many stories have: those among which one with the same title is looked for.
constexpr std::int64_t kMostSameBodies = 1000;

}  // namespace

std::uint64_t short_hash(const Digest& digest) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < sizeof hash; ++i) {
        hash = hash << 8U | digest[i];
    }
    return hash;
}

std::uint64_t text_key(const dedup::Fingerprint& print) {
    return short_hash(print.tokens > 0 ? print.body : print.title_body);
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
        collect_by_key(index, query, item.guid, found, found.by_guid);
    }
    if (!item.url_key.empty()) {
        Query query(connection_, sql::kStoriesByUrlKey);
        query.bind_hash(":hash", hash64(item.url_key));
        collect_by_key(index, query, item.url_key, found, found.by_url);
    }
    collect_by_text(index, found);
    if (look_for_removed) {
        const bool by_key = !found.by_guid.empty() || !found.by_url.empty();
        const Claims claims{.key = by_key, .text = !found.by_text.empty()};
        found.removed = is_removed(connection_, snapshot_, item, claims);
    }
    return found;
}

void StoredSurroundings::collect_by_key(
    std::size_t index,
    Query& query,
    const std::string& key,
    dedup::Candidates& found,
    std::vector<std::size_t>& rung
) {
    query.bind(":limit", kMaxCandidates);
    while (query.step()) {
        if (query.bytes(1) == key) {
            add(index, query.integer(0), found, rung);
        }
    }
}

/// Those that have the title as well come first.
void StoredSurroundings::collect_by_text(std::size_t index, dedup::Candidates& found) {
    struct Alike {
        std::int64_t story = 0;
        std::int64_t number = 0;
    };
    const auto& print = snapshot_.items[index].print;
    std::vector<Alike> whole;
    std::vector<Alike> body;
    {
        Query query(connection_, sql::kRevisionsByText);
        query.bind_hash(":key", text_key(print)).bind(":limit", kMostSameBodies);
        while (query.step()) {
            auto& alike = query.hash(2) == short_hash(print.title_body) ? whole : body;
            if (alike.size() < static_cast<std::size_t>(kMaxCandidates)) {
                alike.push_back({.story = query.integer(0), .number = query.integer(1)});
            }
        }
    }
    if (print.tokens == 0) {
        body.clear();  // they have no words either
    }
    for (const auto* list : {&whole, &body}) {
        for (const auto& [story, number] : *list) {
            Query query(connection_, sql::kPrintOfRevision);
            query.bind(":story", story).bind(":number", number);
            if (query.step() && (query.digest(0) == print.title_body ||
                                 (print.tokens > 0 && query.digest(1) == print.body))) {
                add(index, story, found, found.by_text);
            }
        }
    }
}

void StoredSurroundings::add(
    std::size_t index, std::int64_t row, dedup::Candidates& found, std::vector<std::size_t>& rung
) {
    const auto insert = [](std::vector<std::size_t>& list, std::size_t place) {
        if (std::ranges::find(list, place) == list.end()) {
            list.push_back(place);
        }
    };
    const auto root = loader_.root_of(row);
    const auto place = loader_.place_of(root);
    insert(rung, place);
    if (root != row) {
        insert(found.by_operator, place);
        led_through_.emplace(std::pair(index, place), row);
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
