#pragma once

#include "model/monitor.hpp"
#include "monitor/query.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::store {

/// A monitor in force, ready to run.
struct Watch {
    std::int64_t id = 0;
    std::string name;
    monitor::Query query;
    std::vector<std::string> kinds;  ///< changes that are told of again
    /// Stories up to this row have not been looked at; 0 = all have.
    std::int64_t unseen_up_to = 0;
};

/// Brings the monitors into line with the configuration inside the caller's transaction, without
/// events. Writes nothing for a monitor that is as it should be. What a dropped one found is left
/// to `sweep_dropped`. @throws std::invalid_argument a query does not compile.
void configure_monitors(
    Connection& connection, const std::vector<model::MonitorSpec>& specs, Timestamp now
);

/// Feeds have other names or groups now: monitors that look at those look through all stories
/// again, silently.
void recheck_feed_monitors(Connection& connection);

/// All monitors in force, compiled, in the order of their names. A query that this version does not
/// compile is logged and left out.
std::vector<Watch> load_watches(Connection& connection);

/// The monitors in force and what they found, in the order of their names.
std::vector<model::Monitor> load_monitors(Connection& connection);

/// See Reader::monitor_changed.
std::optional<Timestamp> load_monitor_changed(Connection& connection, const std::string& name);

/// The row of the monitor in force of this name; 0 when there is none.
std::int64_t find_monitor(Connection& connection, const std::string& name);

void save_backlog_position(Connection& connection, const Watch& watch);
void save_last_matched(Connection& connection, std::int64_t watch, Timestamp now);

/// Deletes at most `limit` of the matches of dropped monitors, and those monitors that have none
/// left. @return whether there are more
bool sweep_dropped(Connection& connection, std::int64_t limit);
bool any_dropped(Connection& connection);

/// Why a query cannot be used, as one sentence that names the column.
std::string describe(const monitor::QueryFault& fault);

/// For each of these stories (rows) the names of the monitors that its newest revision matches, in
/// order; stories without any are not in it. A story may be named twice.
std::unordered_map<std::int64_t, std::vector<std::string>> load_monitor_names(
    Connection& connection, std::vector<std::int64_t> stories
);

}  // namespace wireroom::store
