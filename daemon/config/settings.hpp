#pragma once

#include "config/config.hpp"

#include <string>
#include <vector>

namespace wireroom::config {

/// One setting as a person would write it.
struct Setting {
    std::string key;    ///< `fetch.per_host.spacing`
    std::string value;  ///< empty = not set
    bool needs_restart = false;
};

/// Every setting but feeds and monitors, in the order of the documentation. Always the same keys,
/// but for `fetch.hosts.HOST`, which stand behind `fetch.per_address.connections`.
std::vector<Setting> settings_of(const Config& config);

/// `{ connections: 8, spacing: 0s }`
std::string shown(const HostLimits& limits);

/// `a, b, c`
std::string joined(const std::vector<std::string>& words);

}  // namespace wireroom::config
