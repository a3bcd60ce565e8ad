#include "store/listing.hpp"

#include "store/monitor_table.hpp"
#include "store/story_rows.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::store {
namespace {

/// Up to so many candidates sorting them costs less than walking past stories that do not fit.
constexpr std::int64_t kSortUpTo = 20'000;

constexpr const char* kFeedsOfFilter = R"(
SELECT id
FROM feed
WHERE (:name = '' OR name = :name)
  AND (:group = '' OR EXISTS (SELECT 1 FROM json_each(feed.groups) WHERE value = :group)))";

constexpr const char* kCountOfFeeds = R"(
SELECT count(*)
FROM (SELECT 1
      FROM sighting
      WHERE feed_id IN (SELECT value FROM json_each(:feeds))
      LIMIT :limit))";

constexpr const char* kCountOfTag = R"(
SELECT count(*)
FROM (SELECT 1
      FROM story_tag
      WHERE tag = :tag
      LIMIT :limit))";

constexpr const char* kCountOfMonitor = R"(
SELECT count(*)
FROM (SELECT 1
      FROM monitor_match
      WHERE monitor_id = :monitor AND matching = 1
      LIMIT :limit))";

/// A page may end behind a story that is removed before the next one is asked for.
constexpr const char* kSelectPlace = R"(
SELECT id
FROM story
WHERE public_id = :id
UNION ALL
SELECT story_id
FROM removed_story
WHERE public_id = :id)";

const char* column_of(StoryOrder order) {
    switch (order) {
        case StoryOrder::kPublished:
            return "story.listed_ms";
        case StoryOrder::kRevised:
            return "story.revised_ms";
        case StoryOrder::kSeen:
            break;
    }
    return "story.first_seen_ms";
}

/// Where a page begins: strictly behind this (time, row), newest first.
struct Place {
    std::int64_t time = std::numeric_limits<std::int64_t>::max();
    std::int64_t story = std::numeric_limits<std::int64_t>::max();
};

[[noreturn]] void refuse_place(const std::string& after) {
    throw std::invalid_argument("no place in a listing of stories: " + after.substr(0, 64));
}

/// `after` is `<ms>-<public id>`: the dense row number would tell how many stories there are.
Place parse_place(Connection& connection, const std::string& after) {
    if (after.empty()) {
        return {};
    }
    Place place;
    const char* const end = after.data() + after.size();
    const auto [stop, error] = std::from_chars(after.data(), end, place.time);
    if (error != std::errc() || stop == end || *stop != '-') {
        refuse_place(after);
    }
    Query query(connection, kSelectPlace);
    query.bind(":id", std::string(stop + 1, end));
    if (!query.step()) {
        refuse_place(after);
    }
    place.story = query.integer(0);
    return place;
}

/// The rows of the feeds that the query names, as a JSON array; nothing when it names none.
std::optional<std::string> filter_feeds(Connection& connection, const StoryQuery& query) {
    if (query.feed.empty() && query.group.empty()) {
        return std::nullopt;
    }
    std::vector<std::int64_t> ids;
    Query feeds(connection, kFeedsOfFilter);
    feeds.bind(":name", query.feed).bind(":group", query.group);
    while (feeds.step()) {
        ids.push_back(feeds.integer(0));
    }
    return encode_ids(ids);
}

/// What a query filters by, looked up.
struct Filter {
    std::optional<std::string> feeds;     ///< rows, as a JSON array
    std::string tag;                      ///< empty = all
    std::optional<std::int64_t> monitor;  ///< row; 0 = no such monitor: nothing fits

    ListingFilter parts() const {
        return {.feed = feeds.has_value(), .tag = !tag.empty(), .monitor = monitor.has_value()};
    }
    void bind(Query& query) const {
        if (feeds) {
            query.bind(":feeds", *feeds);
        }
        if (!tag.empty()) {
            query.bind(":tag", tag);
        }
        if (monitor) {
            query.bind(":monitor", *monitor);
        }
    }
};

Filter load_filter(Connection& connection, const StoryQuery& query) {
    Filter filter{.feeds = filter_feeds(connection, query), .tag = query.tag, .monitor = {}};
    if (!query.monitor.empty()) {
        filter.monitor = find_monitor(connection, query.monitor);
    }
    return filter;
}

ListingPlan choose_plan(Connection& connection, const Filter& filter) {
    const auto few = [](Query& query) {
        query.bind(":limit", kSortUpTo);
        return query.step() && query.integer(0) < kSortUpTo;
    };
    if (filter.monitor) {
        Query query(connection, kCountOfMonitor);
        query.bind(":monitor", *filter.monitor);
        if (few(query)) {
            return ListingPlan::kSort;
        }
    }
    if (filter.feeds) {
        Query query(connection, kCountOfFeeds);
        query.bind(":feeds", *filter.feeds);
        if (few(query)) {
            return ListingPlan::kSort;
        }
    }
    if (!filter.tag.empty()) {
        Query query(connection, kCountOfTag);
        query.bind(":tag", filter.tag);
        if (few(query)) {
            return ListingPlan::kSort;
        }
    }
    return ListingPlan::kWalk;
}

struct Found {
    std::int64_t time = 0;  ///< in the listing's order
    StoryRow row;
};

std::vector<Found> find_rows(
    Connection& connection,
    const StoryQuery& query,
    const Place& place,
    const Filter& filter,
    ListingPlan plan,
    int limit
) {
    Query rows(connection, listing_sql(query.order, plan, filter.parts()));
    rows.bind(":time", place.time)
        .bind(":place", place.story)
        .bind(":since", query.since ? to_ms(*query.since) : INT64_MIN)
        .bind(":limit", static_cast<std::int64_t>(limit));
    filter.bind(rows);
    std::vector<Found> found;
    while (rows.step()) {
        found.push_back({.time = rows.integer(0), .row = read_story_row(rows, 1)});
    }
    return found;
}

std::unordered_map<std::int64_t, std::vector<std::string>> monitors_of(
    Connection& connection, const std::vector<Found>& found
) {
    std::vector<std::int64_t> stories;
    stories.reserve(found.size());
    for (const auto& one : found) {
        stories.push_back(one.row.id);
    }
    return load_monitor_names(connection, std::move(stories));
}

}  // namespace

std::string listing_sql(StoryOrder order, ListingPlan plan, const ListingFilter& filter) {
    // Put together from constants only. The unary plus keeps SQLite from walking the order's index.
    const std::string column = column_of(order);
    const std::string key = (plan == ListingPlan::kSort ? "+" : "") + column;
    std::string sql = "SELECT " + column + "," + kStoryColumns + R"(
FROM story
JOIN revision ON revision.story_id = story.id AND revision.number = story.revision
LEFT JOIN story AS original ON original.id = story.copy_of
WHERE ()" + key + ", story.id) < (:time, :place) AND " +
                      key + R"( >= :since
  AND story.merged_into IS NULL)";
    if (filter.feed) {
        sql += plan == ListingPlan::kSort ? R"(
  AND story.id IN (SELECT story_id
                   FROM sighting
                   WHERE feed_id IN (SELECT value FROM json_each(:feeds))
                   UNION ALL
                   SELECT merged.merged_into
                   FROM story AS merged
                   JOIN sighting ON sighting.story_id = merged.id
                   WHERE merged.merged_into IS NOT NULL
                     AND feed_id IN (SELECT value FROM json_each(:feeds))))"
                                          : R"(
  AND EXISTS (SELECT 1
              FROM sighting
              WHERE (story_id = story.id
                     OR story_id IN (SELECT merged.id
                                     FROM story AS merged
                                     WHERE merged.merged_into = story.id))
                AND feed_id IN (SELECT value FROM json_each(:feeds))))";
    }
    if (filter.tag) {
        sql += plan == ListingPlan::kSort ? R"(
  AND story.id IN (SELECT story_id FROM story_tag WHERE tag = :tag))"
                                          : R"(
  AND EXISTS (SELECT 1 FROM story_tag WHERE tag = :tag AND story_id = story.id))";
    }
    if (filter.monitor) {
        sql += plan == ListingPlan::kSort ? R"(
  AND story.id IN (SELECT story_id
                   FROM monitor_match
                   WHERE monitor_id = :monitor AND matching = 1))"
                                          : R"(
  AND EXISTS (SELECT 1
              FROM monitor_match
              WHERE monitor_id = :monitor AND story_id = story.id AND matching = 1))";
    }
    return sql + "\nORDER BY " + key + " DESC, story.id DESC\nLIMIT :limit";
}

StoryPage load_listing(Connection& connection, TextCodec& codec, const StoryQuery& query) {
    constexpr int kMaxLimit = 1000;
    const int limit = std::clamp(query.limit, 1, kMaxLimit);
    auto place = parse_place(connection, query.after);
    if (query.until && to_ms(*query.until) <= place.time) {
        place = {.time = to_ms(*query.until), .story = std::numeric_limits<std::int64_t>::min()};
    }
    const auto filter = load_filter(connection, query);
    const auto plan = choose_plan(connection, filter);

    auto found = find_rows(connection, query, place, filter, plan, limit + 1);
    const auto monitors = monitors_of(connection, found);
    StoryPage page;
    std::int64_t last_time = 0;
    std::size_t bytes = 0;
    for (auto& [time, row] : found) {
        if (page.stories.size() == static_cast<std::size_t>(limit) || bytes >= kMaxPageTextBytes) {
            page.next = std::to_string(last_time) + "-" + page.stories.back().id;
            break;
        }
        if (query.with_content) {
            load_text(connection, codec, row);
        }
        load_sightings(connection, row);
        if (const auto names = monitors.find(row.id); names != monitors.end()) {
            row.story.monitors = names->second;
        }
        follow_address(row.story);
        bytes += text_bytes(row.story);
        last_time = time;
        page.stories.push_back(std::move(row.story));
    }
    return page;
}

}  // namespace wireroom::store
