#include "store/nearby.hpp"

#include "dedup/near.hpp"
#include "store/sql_near.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <tuple>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;

/// Stories of one outlet that are near in time.
constexpr auto kSameHours = std::chrono::milliseconds(3h);
/// Published together: worth comparing whole texts when the sketches tell little.
constexpr auto kSameMinutes = std::chrono::milliseconds(5min);
/// Rows looked at on each side of the moment: what an outlet publishes in three hours, with room.
constexpr std::int64_t kMaxWalk = 100;
/// What an item may be compared with.
constexpr std::size_t kMaxNear = 64;
/// Stories that share a single key with an item.
constexpr std::size_t kMostSharingOne = 4;
/// Sketches guess: below what deciding takes, by so much that a true one is hardly missed.
constexpr double kLikeOfOutlet = 0.4;
constexpr double kLikeElsewhere = 0.5;
/// The same for texts of the same minutes, where a flash may have become an article.
constexpr double kLikeTogether = 0.25;

}  // namespace

Nearby::Nearby(
    Connection& connection, const Sketches& sketches, StoryLoader& loader, dedup::Snapshot& snapshot
)
    : connection_(connection), sketches_(sketches), loader_(loader), snapshot_(snapshot) {}

void Nearby::find(std::size_t index) {
    const auto& item = snapshot_.items[index];
    // As the stored stories are listed: a date in the future is no moment to look around.
    const auto moment = std::min(item.item.date_published.value_or(snapshot_.now), snapshot_.now);
    auto rows = rows_about(item, moment);
    for (const auto row : rows_sharing_keys(item)) {
        rows.push_back(row);
    }
    std::ranges::sort(rows);
    const auto repeated = std::ranges::unique(rows);
    rows.erase(repeated.begin(), repeated.end());

    std::vector<Hit> hits;
    for (const auto row : rows) {
        const auto& other = neighbour(row);
        if (!other.exists) {
            continue;
        }
        const auto likeness = dedup::likeness(item.sketch, other.sketch);
        const auto apart = std::chrono::abs(other.listed - moment);
        if (is_near(item, row, likeness, apart)) {
            hits.push_back({.row = row, .containment = likeness.containment, .apart = apart});
        }
    }
    std::ranges::sort(hits, [](const Hit& a, const Hit& b) {
        return std::tuple(-a.containment, a.apart, -a.row) <
               std::tuple(-b.containment, b.apart, -b.row);
    });
    auto& near = snapshot_.candidates[index].by_near;
    for (const auto& hit : hits) {
        const auto root = neighbour(hit.row).root;
        const auto place = loader_.place_of(root);
        if (std::ranges::find(near, place) != near.end()) {
            continue;
        }
        snapshot_.stories[place].sketch = neighbour(root).sketch;
        near.push_back(place);
        if (near.size() == kMaxNear) {
            return;
        }
    }
}

/// Of the item's outlet, around the moment.
std::vector<std::int64_t> Nearby::rows_about(const dedup::PreparedItem& item, Timestamp moment) {
    std::vector<std::int64_t> rows;
    if (item.outlet.empty() || !snapshot_.pins.near) {
        return rows;
    }
    const auto walk = [&](const char* statement, Timestamp from, Timestamp to) {
        Query query(connection_, statement);
        query.bind(":outlet", item.outlet)
            .bind(":from", from)
            .bind(":to", to)
            .bind(":limit", kMaxWalk);
        while (query.step()) {
            rows.push_back(query.integer(0));
        }
    };
    walk(sql::kStoriesOfOutletFrom, moment, moment + kSameHours);
    walk(sql::kStoriesOfOutletBefore, moment - kSameHours, moment);
    return rows;
}

/// Much the same text shares several keys. One in common may be a turn of phrase, so only the
/// newest of those are looked at.
std::vector<std::int64_t> Nearby::rows_sharing_keys(const dedup::PreparedItem& item) const {
    std::vector<std::int64_t> found;
    for (const auto key : dedup::sketch_keys(item.sketch)) {
        const auto sharing = sketches_.stories_with_key(key);
        found.insert(found.end(), sharing.begin(), sharing.end());
    }
    std::ranges::sort(found, std::greater<>());
    std::vector<std::int64_t> rows;
    std::size_t with_one = 0;
    for (auto at = found.begin(); at != found.end();) {
        const auto end = std::find_if(at, found.end(), [&](auto row) { return row != *at; });
        if (end - at > 1 || ++with_one <= kMostSharingOne) {
            rows.push_back(*at);
        }
        at = end;
    }
    return rows;
}

const Nearby::Neighbour& Nearby::neighbour(std::int64_t row) {
    const auto [known, is_new] = neighbours_.try_emplace(row);
    auto& story = known->second;
    if (!is_new) {
        return story;
    }
    Query query(connection_, sql::kNearStory);
    query.bind(":story", row);
    if (!query.step()) {
        return story;
    }
    story.exists = true;
    story.outlet = query.bytes(0);
    story.first_seen = query.time(1);
    story.listed = query.time(2);
    story.root = query.null(3) ? row : query.integer(3);
    if (!query.null(4)) {
        story.sketch = decode_sketch(row, query.integer(4), query.bytes(5));
    }
    return story;
}

bool Nearby::is_near(
    const dedup::PreparedItem& item,
    std::int64_t row,
    const dedup::Likeness& likeness,
    std::chrono::milliseconds apart
) {
    const auto& other = neighbour(row);
    const bool recent = other.first_seen >= snapshot_.now - kSketchReach;
    if (other.outlet != item.outlet) {
        return snapshot_.pins.cluster && recent && likeness.containment >= kLikeElsewhere;
    }
    if (!snapshot_.pins.near) {
        return false;
    }
    const bool in_reach = recent || apart <= kSameHours;
    const bool together = apart <= kSameMinutes;
    if (item.sketch.hashes.empty() || other.sketch.hashes.empty()) {
        return together;
    }
    if (likeness.sample == 0) {  // a flash beside a long article
        return together || (apart <= kSameHours && has_like_title(item, row));
    }
    return (together && likeness.containment >= kLikeTogether) ||
           (in_reach && likeness.containment >= kLikeOfOutlet);
}

bool Nearby::has_like_title(const dedup::PreparedItem& item, std::int64_t row) {
    Query query(connection_, sql::kTitlesOfStory);
    query.bind(":story", row);
    while (query.step()) {
        if (dedup::titles_may_be_alike(item, query.bytes(0), neighbour(row).outlet)) {
            return true;
        }
    }
    return false;
}

}  // namespace wireroom::store
