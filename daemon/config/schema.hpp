#pragma once

#include "config/config.hpp"
#include "config/dedup_section.hpp"
#include "config/document.hpp"
#include "config/feeds.hpp"
#include "config/monitors.hpp"
#include "config/reader.hpp"

#include <string>
#include <vector>

namespace wireroom::config {

/// An entry of `include`: a file or a pattern of glob(3).
struct IncludeEntry {
    std::string text;   ///< as written
    std::string where;  ///< `include[0]`
    Place place;
    int column = 0;
};

/// What all files of a configuration add to.
struct Subscriptions {
    explicit Subscriptions(Config& config) : feeds(config), monitors(config) {}

    FeedSet feeds;
    MonitorSet monitors;
    std::vector<OpmlEntry> lists;        ///< not read yet
    std::vector<IncludeEntry> includes;  ///< not read yet
    std::vector<RuleFileEntry> rules;    ///< not read yet
};

/// Reads the keys of wireroom.yaml out of its tree; what is wrong goes to `reader`.
void read_config(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
);

/// The same for what `load_places` looks at.
void read_places(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
);

/// The same for what `load_rules` looks at.
void read_rules(const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions);

/// The same for an included file, which has only some of the keys.
void read_included(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
);

}  // namespace wireroom::config
