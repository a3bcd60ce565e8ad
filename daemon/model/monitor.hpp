#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::model {

/// A standing topic query as the configuration states it.
struct MonitorSpec {
    std::string name;   ///< `[a-z0-9-]{1,64}`
    std::string query;  ///< compiles (monitor/query.hpp)
    /// Kinds of change after which a story that matches already is told of again: names of
    /// `ChangeKind`, and `new`, which is always so. Without repetition, in the order of the file.
    std::vector<std::string> on;

    bool operator==(const MonitorSpec&) const = default;
};

/// Told of without being asked: what makes a story another story.
inline const std::vector<std::string> kDefaultMonitorKinds = {
    "new", "expanded", "corrected", "retracted"};

/// A monitor and what it has found.
struct Monitor {
    std::int64_t id = 0;
    MonitorSpec spec;
    Timestamp added{};                      ///< when this query was first taken up
    std::int64_t stories = 0;               ///< that match now
    std::optional<Timestamp> last_matched;  ///< of the newest `monitor.matched`
    /// False while the stories from before the monitor are still being looked through.
    bool complete = true;
};

}  // namespace wireroom::model
