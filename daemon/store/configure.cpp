#include "store/configure.hpp"

#include "store/codec.hpp"
#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/pins.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace wireroom::store {
namespace {

constexpr const char* kSelectConfigured = R"(
SELECT id, name, config_url, url, groups, interval_s, retired_ms IS NOT NULL, dedup
FROM feed
ORDER BY retired_ms IS NOT NULL, id DESC)";

constexpr const char* kInsertFeed = R"(
INSERT INTO feed (name, config_url, url, groups, interval_s, dedup)
VALUES (:name, :url, :url, :groups, :interval, :dedup))";

constexpr const char* kRetireFeed = "UPDATE feed SET retired_ms = :now WHERE id = :id";

/// A name is unique among the feeds that are polled; two that swap theirs need a place between.
constexpr const char* kParkName = "UPDATE feed SET name = '~' || id WHERE id = :id";

constexpr const char* kUpdateFeed = R"(
UPDATE feed
SET name = :name, config_url = :config_url, url = :url, groups = :groups, interval_s = :interval,
    dedup = :dedup, retired_ms = NULL
WHERE id = :id)";

/// Another server: its predecessor's validators, hints and refusals say nothing about it.
constexpr const char* kForgetServer = R"(
UPDATE feed
SET etag = x'', last_modified = x'', body_hash = 0, next_due_ms = 0, due_reason = 0, failures = 0,
    failing_since_ms = NULL, hints = '{}', state = iif(state = 'gone', 'failing', state)
WHERE id = :id)";

struct Row {
    std::int64_t id = 0;
    std::string name;
    std::string config_url;
    std::string url;
    std::string groups;
    std::optional<std::int64_t> interval;
    bool retired = false;
    std::string pins;
    const model::FeedSpec* spec = nullptr;  ///< what it is to become; none = retire
};

std::vector<Row> load_rows(Connection& connection) {
    std::vector<Row> rows;
    Query query(connection, kSelectConfigured);
    while (query.step()) {
        Row row{
            .id = query.integer(0),
            .name = query.bytes(1),
            .config_url = query.bytes(2),
            .url = query.bytes(3),
            .groups = query.bytes(4),
            .retired = query.integer(6) != 0,
            .pins = query.bytes(7),
        };
        if (!query.null(5)) {
            row.interval = query.integer(5);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Rows by one of their texts; of several with the same text the first that nobody took.
class Index {
public:
    void add(const std::string& key, std::size_t row) { rows_[key].push_back(row); }

    template <class Fits>
    std::optional<std::size_t> find(const std::string& key, Fits fits) const {
        const auto found = rows_.find(key);
        if (found == rows_.end()) {
            return std::nullopt;
        }
        const auto row = std::ranges::find_if(found->second, fits);
        return row == found->second.end() ? std::nullopt : std::optional(*row);
    }

private:
    std::unordered_map<std::string, std::vector<std::size_t>> rows_;
};

/// Who becomes what. Name and URL together are the surest sign, then the URL, then the name.
/// @return the specs that no row answers to.
std::vector<const model::FeedSpec*> assign(
    std::vector<Row>& rows, const std::vector<model::FeedSpec>& specs
) {
    Index by_url;
    Index by_name;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        by_name.add(rows[i].name, i);
        by_url.add(rows[i].config_url, i);
        if (rows[i].url != rows[i].config_url) {
            by_url.add(rows[i].url, i);
        }
    }
    std::vector<const model::FeedSpec*> open;
    open.reserve(specs.size());
    for (const auto& spec : specs) {
        open.push_back(&spec);
    }
    const auto pass = [&](const auto& find) {
        std::erase_if(open, [&](const model::FeedSpec* spec) {
            const std::optional<std::size_t> row = find(*spec);
            if (row) {
                rows[*row].spec = spec;
            }
            return row.has_value();
        });
    };
    const auto is_free = [&](std::size_t row) { return rows[row].spec == nullptr; };
    pass([&](const model::FeedSpec& spec) {
        return by_url.find(spec.url, [&](std::size_t row) {
            return is_free(row) && rows[row].name == spec.name;
        });
    });
    pass([&](const model::FeedSpec& spec) { return by_url.find(spec.url, is_free); });
    pass([&](const model::FeedSpec& spec) { return by_name.find(spec.name, is_free); });
    return open;
}

std::optional<std::int64_t> seconds_of(const model::FeedSpec& spec) {
    return spec.interval ? std::optional<std::int64_t>(spec.interval->count()) : std::nullopt;
}

void retire(Connection& connection, const Row& row, Timestamp now) {
    Query(connection, kRetireFeed).bind(":id", row.id).bind(":now", now).run();
    append_event(
        connection,
        {.time = now, .type = "feed.removed", .feed = static_cast<model::FeedId>(row.id)}
    );
}

/// @return whether its name or groups are others now
bool update(Connection& connection, const Row& row, Timestamp now) {
    const auto& spec = *row.spec;
    const auto groups = encode_strings(spec.groups);
    const auto pins = encode_pins(spec.dedup);
    // The configuration may still have the address that redirects to where the feed lives now.
    const bool same_place = spec.url == row.config_url || spec.url == row.url;
    const auto& url = same_place ? row.url : spec.url;
    const bool same = !row.retired && same_place && row.config_url == spec.url &&
                      row.name == spec.name && row.groups == groups &&
                      row.interval == seconds_of(spec) && row.pins == pins;
    if (same) {
        return false;
    }
    Query(connection, kUpdateFeed)
        .bind(":id", row.id)
        .bind(":name", spec.name)
        .bind(":config_url", spec.url)
        .bind(":url", url)
        .bind(":groups", groups)
        .bind(":interval", seconds_of(spec))
        .bind(":dedup", pins)
        .run();
    const auto feed = static_cast<model::FeedId>(row.id);
    if (row.retired) {
        append_event(connection, {.time = now, .type = "feed.added", .feed = feed});
    }
    if (!same_place) {
        Query(connection, kForgetServer).bind(":id", row.id).run();
        append_event(
            connection,
            {.time = now, .type = "feed.moved", .feed = feed, .data = moved_data(row.url, spec.url)}
        );
    }
    return row.name != spec.name || row.groups != groups;
}

void insert(Connection& connection, const model::FeedSpec& spec, Timestamp now) {
    Query(connection, kInsertFeed)
        .bind(":name", spec.name)
        .bind(":url", spec.url)
        .bind(":groups", encode_strings(spec.groups))
        .bind(":interval", seconds_of(spec))
        .bind(":dedup", encode_pins(spec.dedup))
        .run();
    const auto feed = static_cast<model::FeedId>(connection.last_insert_id());
    append_event(connection, {.time = now, .type = "feed.added", .feed = feed});
}

}  // namespace

bool configure_feeds(
    Connection& connection, const std::vector<model::FeedSpec>& specs, Timestamp now
) {
    auto rows = load_rows(connection);
    const auto added = assign(rows, specs);
    for (const auto& row : rows) {
        if (row.spec == nullptr && !row.retired) {
            retire(connection, row, now);
        }
    }
    for (const auto& row : rows) {
        if (row.spec != nullptr && !row.retired && row.name != row.spec->name) {
            Query(connection, kParkName).bind(":id", row.id).run();
        }
    }
    // In the order of the feeds' ids, oldest first, as their events should be.
    std::ranges::sort(rows, {}, &Row::id);
    bool relabelled = false;
    for (const auto& row : rows) {
        if (row.spec != nullptr) {
            relabelled = update(connection, row, now) || relabelled;
        }
    }
    for (const auto* spec : added) {
        insert(connection, *spec, now);
    }
    return relabelled;
}

}  // namespace wireroom::store
