#pragma once

#include "model/feed.hpp"
#include "model/monitor.hpp"

#include <string>
#include <vector>

namespace wireroom::model {

/// What the store is to be brought into line with.
struct Subscriptions {
    std::vector<FeedSpec> feeds;        ///< names and URLs are unique
    std::vector<MonitorSpec> monitors;  ///< names are unique
};

/// One difference between two configurations.
struct ConfigChange {
    enum class Subject { kFeed, kMonitor, kSetting };
    enum class Kind {
        kAdded,
        kRemoved,
        kRenamed,  ///< of a feed: same URL, `from` and `to` are the names
        kMoved,    ///< of a feed: same name, `from` and `to` are the URLs
        kChanged,
    };

    Subject subject = Subject::kSetting;
    Kind kind = Kind::kChanged;
    std::string name;    ///< of the feed or monitor; of a setting its key: `fetch.floor`
    std::string member;  ///< of a changed feed or monitor: `interval`, `groups`, `query`, `on`
    std::string from;    ///< as a person would write it; empty when there was nothing
    std::string to;
    bool needs_restart = false;  ///< this setting is read at start only

    bool operator==(const ConfigChange&) const = default;
};

/// `feed`, `monitor`, `setting`.
const char* name_of(ConfigChange::Subject subject);
/// `added`, `removed`, `renamed`, `moved`, `changed`.
const char* name_of(ConfigChange::Kind kind);

}  // namespace wireroom::model
