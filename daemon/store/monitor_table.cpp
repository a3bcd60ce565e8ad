#include "store/monitor_table.hpp"

#include "base/log.hpp"
#include "store/codec.hpp"
#include "store/sql_monitor.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kSelectMonitors = R"(
SELECT id, name, query, kinds, added_ms, last_matched_ms, unseen_up_to,
       (SELECT count(*)
        FROM monitor_match
        WHERE monitor_id = monitor.id AND matching = 1) -
           (SELECT count(*)
            FROM story
            JOIN monitor_match ON monitor_match.story_id = story.id
            WHERE story.merged_into IS NOT NULL AND monitor_match.monitor_id = monitor.id
              AND monitor_match.matching = 1)
FROM monitor
WHERE NOT dropped
ORDER BY name)";

constexpr const char* kSelectConfigured = R"(
SELECT id, name, query, kinds, unseen_up_to
FROM monitor
WHERE NOT dropped
ORDER BY name)";

constexpr const char* kInsertMonitor = R"(
INSERT INTO monitor (name, query, kinds, added_ms, unseen_up_to)
VALUES (:name, :query, :kinds, :now, ifnull((SELECT max(id) FROM story), 0)))";

constexpr const char* kUpdateKinds = "UPDATE monitor SET kinds = :kinds WHERE id = :id";

constexpr const char* kDropMonitor = "UPDATE monitor SET dropped = 1 WHERE id = :id";

constexpr const char* kSelectDropped = "SELECT id FROM monitor WHERE dropped ORDER BY id LIMIT 1";

constexpr const char* kDeleteMonitor = "DELETE FROM monitor WHERE id = :id";

constexpr const char* kRecheck = R"(
UPDATE monitor
SET unseen_up_to = ifnull((SELECT max(id) FROM story), 0)
WHERE id = :id)";

constexpr const char* kSaveBacklog = "UPDATE monitor SET unseen_up_to = :position WHERE id = :id";

constexpr const char* kSaveLastMatched = "UPDATE monitor SET last_matched_ms = :now WHERE id = :id";

struct Row {
    std::int64_t id = 0;
    std::string name;
    std::string query;
    std::string kinds;
    std::int64_t unseen_up_to = 0;
};

std::vector<Row> load_rows(Connection& connection) {
    std::vector<Row> rows;
    Query query(connection, kSelectConfigured);
    while (query.step()) {
        rows.push_back(
            {.id = query.integer(0),
             .name = query.bytes(1),
             .query = query.bytes(2),
             .kinds = query.bytes(3),
             .unseen_up_to = query.integer(4)}
        );
    }
    return rows;
}

std::string row_name(std::int64_t id) {
    return "monitor " + std::to_string(id);
}

void require_compiles(const model::MonitorSpec& spec) {
    const auto compiled = monitor::Query::compile(spec.query);
    if (!compiled) {
        throw std::invalid_argument("monitor " + spec.name + ": " + describe(compiled.error()));
    }
}

void drop(Connection& connection, const Row& row) {
    Query(connection, kDropMonitor).bind(":id", row.id).run();
}

}  // namespace

void configure_monitors(
    Connection& connection, const std::vector<model::MonitorSpec>& specs, Timestamp now
) {
    auto rows = load_rows(connection);
    std::vector<const model::MonitorSpec*> added;
    for (const auto& spec : specs) {
        require_compiles(spec);
        const auto row = std::ranges::find(rows, spec.name, &Row::name);
        if (row == rows.end()) {
            added.push_back(&spec);
            continue;
        }
        const auto kinds = encode_strings(spec.on);
        if (row->query != spec.query) {
            drop(connection, *row);
            added.push_back(&spec);
        } else if (row->kinds != kinds) {
            Query(connection, kUpdateKinds).bind(":id", row->id).bind(":kinds", kinds).run();
        }
        rows.erase(row);
    }
    for (const auto& row : rows) {  // what no configuration names any more
        drop(connection, row);
    }
    for (const auto* spec : added) {
        Query(connection, kInsertMonitor)
            .bind(":name", spec->name)
            .bind(":query", spec->query)
            .bind(":kinds", encode_strings(spec->on))
            .bind(":now", now)
            .run();
    }
}

std::vector<Watch> load_watches(Connection& connection) {
    std::vector<Watch> watches;
    for (const auto& row : load_rows(connection)) {
        auto compiled = monitor::Query::compile(row.query);
        if (!compiled) {
            log::error(
                "monitor.unusable", {{"monitor", row.name}, {"error", describe(compiled.error())}}
            );
            continue;
        }
        watches.push_back(
            {.id = row.id,
             .name = row.name,
             .query = std::move(*compiled),
             .kinds = decode_strings(row.kinds, row_name(row.id)),
             .unseen_up_to = row.unseen_up_to}
        );
    }
    return watches;
}

void recheck_feed_monitors(Connection& connection) {
    for (const auto& watch : load_watches(connection)) {
        if (watch.query.looks_at_feeds()) {
            Query(connection, kRecheck).bind(":id", watch.id).run();
        }
    }
}

std::vector<model::Monitor> load_monitors(Connection& connection) {
    std::vector<model::Monitor> monitors;
    Query query(connection, kSelectMonitors);
    while (query.step()) {
        monitors.push_back(
            {.id = query.integer(0),
             .spec =
                 {.name = query.bytes(1),
                  .query = query.bytes(2),
                  .on = decode_strings(query.bytes(3), row_name(query.integer(0)))},
             .added = query.time(4),
             .stories = query.integer(7),
             .last_matched = query.optional_time(5),
             .complete = query.integer(6) == 0}
        );
    }
    return monitors;
}

std::optional<Timestamp> load_monitor_changed(Connection& connection, const std::string& name) {
    Query query(connection, sql::kMonitorChanged);
    query.bind(":name", name);
    return query.step() ? std::optional(query.time(0)) : std::nullopt;
}

std::int64_t find_monitor(Connection& connection, const std::string& name) {
    Query query(connection, sql::kMonitorByName);
    query.bind(":name", name);
    return query.step() ? query.integer(0) : 0;
}

void save_backlog_position(Connection& connection, const Watch& watch) {
    Query(connection, kSaveBacklog)
        .bind(":id", watch.id)
        .bind(":position", watch.unseen_up_to)
        .run();
}

void save_last_matched(Connection& connection, std::int64_t watch, Timestamp now) {
    Query(connection, kSaveLastMatched).bind(":id", watch).bind(":now", now).run();
}

bool any_dropped(Connection& connection) {
    return Query(connection, kSelectDropped).step();
}

bool sweep_dropped(Connection& connection, std::int64_t limit) {
    for (;;) {
        std::int64_t dropped = 0;
        {
            Query query(connection, kSelectDropped);
            if (!query.step()) {
                return false;
            }
            dropped = query.integer(0);
        }
        limit -= Query(connection, sql::kSweepMatches)
                     .bind(":watch", dropped)
                     .bind(":limit", limit)
                     .run();
        if (limit <= 0) {
            return true;
        }
        Query(connection, kDeleteMonitor).bind(":id", dropped).run();
    }
}

std::string describe(const monitor::QueryFault& fault) {
    std::string sentence = "the query cannot be used: " + fault.message + " (column " +
                           std::to_string(fault.column) + ")";
    return fault.suggestion.empty() ? sentence : sentence + "; " + fault.suggestion;
}

std::unordered_map<std::int64_t, std::vector<std::string>> load_monitor_names(
    Connection& connection, std::vector<std::int64_t> stories
) {
    std::unordered_map<std::int64_t, std::vector<std::string>> names;
    if (stories.empty()) {
        return names;
    }
    std::ranges::sort(stories);
    stories.erase(std::ranges::unique(stories).begin(), stories.end());
    Query query(connection, sql::kMonitorsOfStories);
    query.bind(":stories", encode_ids(stories));
    while (query.step()) {
        names[query.integer(0)].push_back(query.bytes(1));
    }
    return names;
}

}  // namespace wireroom::store
