#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

#include <chrono>
#include <string>
#include <unordered_set>
#include <vector>

namespace wireroom::config {

/// Reads the mapping `fetch`.
class FetchSection {
public:
    FetchSection(Reader& reader, Config::Fetch& fetch) : reader_(reader), fetch_(fetch) {}

    void read(const YamlNode& node, const std::string& where);

private:
    /// What `hosts` says of one host.
    struct Exception {
        std::string host;
        const YamlNode* value;
        std::string where;
    };

    Reader::Handler interval(std::chrono::seconds& target);
    void contact(const YamlNode& node, const std::string& where);
    void limits(const YamlNode& node, const std::string& where, HostLimits& target);
    void hosts(const YamlNode& node, const std::string& where);
    void network(const YamlNode& node, const std::string& where);

    Reader& reader_;
    Config::Fetch& fetch_;
    std::unordered_set<std::string> seen_hosts_;
    std::vector<Exception> exceptions_;
};

}  // namespace wireroom::config
