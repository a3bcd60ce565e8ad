#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::config {

/// Reads the entries of `feeds` one by one into `config.feeds`.
/// Invariant: names and URLs in `config.feeds` are unique and valid.
class FeedsSection {
public:
    FeedsSection(Reader& reader, Config& config) : reader_(reader), config_(config) {}

    /// One entry; `where` is `feeds[3]`.
    void feed(const YamlNode& node, const std::string& where);

private:
    void name(const YamlNode& node, const std::string& where, std::string& target);
    void url(const YamlNode& node, const std::string& where, std::string& target);
    void group(const YamlNode& node, const std::string& where, std::vector<std::string>& groups);
    void keep(model::FeedSpec spec, const YamlNode& interval_at, const std::string& where);

    Reader& reader_;
    Config& config_;
    std::unordered_map<std::string, int> names_;         ///< and the line of first use
    std::unordered_map<std::string, std::size_t> urls_;  ///< and the index of the feed
};

}  // namespace wireroom::config
