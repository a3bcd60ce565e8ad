#pragma once

#include "base/text.hpp"
#include "feed/xml_scan.hpp"

#include <algorithm>
#include <array>
#include <string_view>

/// What the repair stage knows about elements: which hold others, which end by themselves.
namespace wireroom::feed {

/// HTML elements without content that people write unclosed; no feed format uses these names.
inline bool is_void(std::string_view name) {
    static constexpr std::array kNames =
        std::to_array<std::string_view>({"br", "hr", "img", "wbr", "input", "col"});
    return name.size() <= 5 &&
           std::ranges::any_of(kNames, [&](auto known) { return iequals(known, name); });
}

/// An item of any dialect.
inline bool is_item(std::string_view name) {
    const auto local = local_name(name);
    return iequals(local, "item") || iequals(local, "entry");
}

/// What items stand in.
inline bool is_container(std::string_view name) {
    const auto local = local_name(name);
    return iequals(local, "channel") || iequals(local, "rss") || iequals(local, "feed") ||
           iequals(local, "rdf");
}

/// Elements of a feed that hold text or nothing: another of the feed's elements in them means that
/// an end tag is missing.
inline bool is_text_field(std::string_view name) {
    static constexpr std::array kNames = std::to_array<std::string_view>(
        {"title", "link", "guid", "pubdate", "category", "comments", "id", "published", "updated"}
    );
    return name.size() <= 9 &&
           std::ranges::any_of(kNames, [&](auto known) { return iequals(known, name); });
}

/// Elements of a feed that no HTML has inside of a text.
inline bool is_field(std::string_view name) {
    static constexpr std::array kNames = std::to_array<std::string_view>(
        {"description", "author", "enclosure", "summary", "content", "content:encoded"}
    );
    return is_text_field(name) ||
           std::ranges::any_of(kNames, [&](auto known) { return iequals(known, name); });
}

}  // namespace wireroom::feed
