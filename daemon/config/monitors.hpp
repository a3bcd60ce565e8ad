#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::config {

/// The monitors of all files.
/// Invariant: names are unique, queries compile; at most kMaxMonitors.
struct MonitorSet {
    explicit MonitorSet(Config& config) : monitors(config.monitors) {}

    std::vector<model::MonitorSpec>& monitors;
    std::unordered_map<std::string, Place> names;
};

/// Reads the entries of one file's `monitors`, one by one.
class MonitorsSection {
public:
    MonitorsSection(Reader& reader, MonitorSet& monitors) : reader_(reader), set_(monitors) {}

    /// One entry; `where` is `monitors[3]`.
    void monitor(const YamlNode& node, const std::string& where);

private:
    void name(const YamlNode& node, const std::string& where, std::string& target);
    void query(const YamlNode& node, const std::string& where, std::string& target);
    void kinds(const YamlNode& node, const std::string& where, std::vector<std::string>& target);

    Reader& reader_;
    MonitorSet& set_;
};

}  // namespace wireroom::config
