#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wireroom::config {

/// A file of rules that `dedup` names: not read yet.
struct RuleFileEntry {
    enum class Kind { kUrlRules, kNotes };
    Kind kind = Kind::kUrlRules;
    std::string path;   ///< named as the configuration file is
    std::string where;  ///< `dedup.url_rules`
    Place place;
    int column = 0;
};

inline constexpr std::size_t kMaxRuleBytes = 1U << 20U;  ///< of one file of rules

/// Reads `dedup` of the main file.
void read_dedup(
    const YamlNode& node,
    const std::string& where,
    Reader& reader,
    Config::Dedup& dedup,
    std::vector<RuleFileEntry>& files
);

/// Reads `dedup` of a feed or a list: `{ guid: ignore, near: off }`. What is left out stays as it
/// is in `pins`.
void read_pins(
    const YamlNode& node, const std::string& where, Reader& reader, model::DedupPins& pins
);

}  // namespace wireroom::config
