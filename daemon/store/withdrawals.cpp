#include "store/withdrawals.hpp"

#include "base/hash.hpp"
#include "store/event_log.hpp"
#include "store/sql_hot.hpp"
#include "store/story_group.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_set>

namespace wireroom::store {
namespace {

constexpr const char* kSuspect = R"(
UPDATE sighting
SET vanished_ms = :now
WHERE id = :sighting)";

constexpr const char* kSettleSuspicion = R"(
UPDATE sighting
SET vanished_ms = NULL
WHERE id = :sighting)";

constexpr const char* kWithdraw = R"(
UPDATE story
SET withdrawn_ms = :now
WHERE id = :story AND withdrawn_ms IS NULL)";

/// Entries that one document may name as deleted; more of them are not looked at.
constexpr std::size_t kMaxDeleted = 1000;
/// A publisher takes back one text, or two; more that leave together are another selection.
constexpr std::size_t kMostVanished = 2;
/// And no more than one item in so many.
constexpr std::size_t kVanishedShare = 10;
constexpr std::ptrdiff_t kOlderNeighbours = 2;

bool is_carried(Connection& connection, std::int64_t story) {
    Query query(connection, sql::kCarriedBySomeFeed);
    query.bind(":story", story);
    return query.step();
}

/// @return 1 when the story is withdrawn now and was not before
int withdraw(Connection& connection, const FeedRow& feed, Timestamp now, std::int64_t story) {
    const auto root = root_of(connection, story);
    if (is_carried(connection, root)) {
        return 0;
    }
    if (Query(connection, kWithdraw).bind(":story", root).bind(":now", now).run() == 0) {
        return 0;
    }
    Query current(connection, sql::kCurrentRevision);
    current.bind(":story", root);
    append_event(
        connection,
        {.time = now,
         .type = "story.withdrawn",
         .story = root,
         .revision = current.step() ? std::optional(current.integer(0)) : std::nullopt,
         .feed = feed.id}
    );
    return 1;
}

/// The rows whose sightings are not in the document, one for each.
std::vector<const PresentRow*> rows_that_left(
    const Presence& presence, const std::vector<PlacedItem>& placed
) {
    std::unordered_set<std::int64_t> seen;
    for (const auto& row : presence.unchanged) {
        seen.insert(row.sighting);
    }
    for (const auto& item : placed) {
        seen.insert(item.sighting);
    }
    std::vector<const PresentRow*> left;
    for (const auto& row : presence.others) {
        if (seen.insert(row.sighting).second) {
            left.push_back(&row);
        }
    }
    return left;
}

/// The dates of those of the document's items that stood in the last one too. Nothing when the
/// document is not in the order of its dates: then nobody can tell what its window is.
std::optional<std::vector<Timestamp>> dates_that_stayed(
    const Presence& presence, const std::vector<PlacedItem>& placed
) {
    const auto descends = [](const auto& items) {
        const auto undated = [](const auto& item) { return !item.published; };
        return std::ranges::none_of(items, undated) &&
               std::ranges::is_sorted(items, [](const auto& a, const auto& b) {
                   return *a.published > *b.published;
               });
    };
    // Only each of the two lists has kept the document's order.
    if (!descends(presence.unchanged) || !descends(placed)) {
        return std::nullopt;
    }
    std::unordered_set<std::int64_t> before;
    for (const auto& row : presence.others) {
        before.insert(row.sighting);
    }
    std::vector<Timestamp> dates;
    dates.reserve(presence.unchanged.size() + placed.size());
    for (const auto& row : presence.unchanged) {
        dates.push_back(*row.published);
    }
    for (const auto& item : placed) {
        if (before.contains(item.sighting)) {
            dates.push_back(*item.published);
        }
    }
    return dates;
}

void suspect_vanished(
    Connection& connection,
    Timestamp now,
    std::span<const PresentRow* const> left,
    const Presence& presence,
    const std::vector<PlacedItem>& placed
) {
    const auto stayed = dates_that_stayed(presence, placed);
    if (!stayed) {
        return;
    }
    std::vector<std::int64_t> vanished;
    for (const auto* row : left) {
        if (!row->published) {
            continue;
        }
        const auto newer =
            std::ranges::count_if(*stayed, [&](Timestamp date) { return date > *row->published; });
        const auto older =
            std::ranges::count_if(*stayed, [&](Timestamp date) { return date < *row->published; });
        if (newer > 0 && older >= kOlderNeighbours) {
            vanished.push_back(row->sighting);
        }
    }
    const auto window = presence.unchanged.size() + presence.others.size();
    const auto most = std::clamp<std::size_t>(window / kVanishedShare, 1, kMostVanished);
    if (vanished.size() > most) {
        return;
    }
    for (const auto sighting : vanished) {
        Query(connection, kSuspect).bind(":sighting", sighting).bind(":now", now).run();
    }
}

/// The story whose sighting in this feed has the guid now; 0 = none, or more than one.
std::int64_t story_with_guid(Connection& connection, model::FeedId feed, const std::string& guid) {
    std::int64_t found = 0;
    Query query(connection, sql::kSightingsByGuid);
    query.bind(":feed", static_cast<std::int64_t>(feed))
        .bind_hash(":hash", hash64(guid))
        .bind(":guid", guid);
    while (query.step()) {
        if (found != 0 && found != query.integer(0)) {
            return 0;
        }
        found = query.integer(0);
    }
    return found;
}

/// Of a document without items, which `save_presence` takes for an accident: what it names as
/// deleted has left all the same.
void leave_named(
    Connection& connection,
    const FeedRow& feed,
    Timestamp now,
    std::span<const std::string> named,
    const Presence& presence
) {
    const std::unordered_set<std::string_view> guids(named.begin(), named.end());
    for (const auto& row : presence.others) {
        if (row.guid_key.empty() || !guids.contains(row.guid_key)) {
            continue;
        }
        Query(connection, sql::kDropPresent)
            .bind(":feed", static_cast<std::int64_t>(feed.id))
            .bind_hash(":hash", row.raw_hash)
            .run();
        Query(connection, sql::kMarkGone).bind(":sighting", row.sighting).bind(":now", now).run();
    }
}

}  // namespace

int confirm_vanished(Connection& connection, const FeedRow& feed, Timestamp now) {
    std::vector<std::pair<std::int64_t, std::int64_t>> suspected;
    {
        Query query(connection, sql::kVanished);
        query.bind(":feed", static_cast<std::int64_t>(feed.id));
        while (query.step()) {
            suspected.emplace_back(query.integer(0), query.integer(1));
        }
    }
    int withdrawn = 0;
    for (const auto& [sighting, story] : suspected) {
        Query(connection, kSettleSuspicion).bind(":sighting", sighting).run();
        withdrawn += withdraw(connection, feed, now, story);
    }
    return withdrawn;
}

int find_withdrawn(
    Connection& connection,
    const FeedRow& feed,
    Timestamp now,
    const PollDocument& document,
    const Presence& presence,
    const std::vector<PlacedItem>& placed
) {
    int withdrawn = 0;
    std::unordered_set<std::string_view> here;
    if (!document.deleted_guids.empty()) {
        for (const auto& row : presence.unchanged) {
            here.insert(row.guid_key);
        }
        for (const auto& item : placed) {
            here.insert(item.guid_key);
        }
    }
    const bool emptied = placed.empty() && presence.unchanged.empty();
    const auto named = std::span(document.deleted_guids)
                           .first(std::min(document.deleted_guids.size(), kMaxDeleted));
    if (emptied && !named.empty()) {
        leave_named(connection, feed, now, named, presence);
    }
    for (const auto& guid : named) {
        if (guid.empty() || here.contains(guid)) {
            continue;  // deleted once and published again
        }
        if (const auto story = story_with_guid(connection, feed.id, guid); story != 0) {
            withdrawn += withdraw(connection, feed, now, story);
        }
    }
    if (emptied) {
        return withdrawn;  // an emptied feed is an accident
    }
    const auto left = rows_that_left(presence, placed);
    if (document.complete) {
        for (const auto* row : left) {
            withdrawn += withdraw(connection, feed, now, row->story);
        }
        return withdrawn;
    }
    suspect_vanished(connection, now, left, presence, placed);
    return withdrawn;
}

}  // namespace wireroom::store
