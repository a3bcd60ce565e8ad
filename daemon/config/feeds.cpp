#include "config/feeds.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "config/values.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::config {

namespace {

using std::chrono::seconds;

constexpr std::size_t kMaxGroups = 64;

bool has_key(const YamlNode& map, std::string_view name) {
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (map.kind == YamlNode::Kind::kMap && map.items[i]->text == name) {
            return true;
        }
    }
    return false;
}

}  // namespace

void FeedsSection::feed(const YamlNode& node, const std::string& where) {
    if (node.kind == YamlNode::Kind::kNull || node.kind == YamlNode::Kind::kScalar) {
        reader_.fault(node, where + " must be a mapping", "write { name: …, url: … }");
        return;
    }
    model::FeedSpec spec;
    const YamlNode* url_node = nullptr;
    const YamlNode* interval_node = nullptr;
    bool named = false;
    reader_.map(
        node,
        where,
        {
            {"name",
             [&](const YamlNode& value, const std::string& place) {
                 named = true;
                 name(value, place, spec.name);
             }},
            {"url",
             [&](const YamlNode& value, const std::string& place) {
                 url_node = &value;
                 url(value, place, spec.url);
             }},
            {"groups",
             [&](const YamlNode& value, const std::string& place) {
                 reader_.list(
                     value,
                     place,
                     kMaxGroups,
                     [&](const YamlNode& each, const std::string& entry) {
                         group(each, entry, spec.groups);
                     }
                 );
             }},
            {"interval",
             [&](const YamlNode& value, const std::string& place) {
                 interval_node = &value;
                 seconds given(0);
                 reader_.seconds(value, place, seconds(1), kLongest, given);
                 if (given != seconds(0)) {
                     spec.interval = given;
                 }
             }},
            {"opml", {}, "write the feeds into this file"},
            {"ca_file", {}, "use fetch.ca_file"},
            {"insecure", {}, "use fetch.ca_file for a private authority"},
        }
    );
    if (has_key(node, "opml") || node.kind != YamlNode::Kind::kMap) {
        return;
    }
    if (!named) {
        reader_.fault(node, where + " has no name");
    }
    if (url_node == nullptr) {
        reader_.fault(node, where + " has no url");
    }
    if (!spec.name.empty() && !spec.url.empty()) {
        keep(std::move(spec), interval_node != nullptr ? *interval_node : node, where);
    }
}

void FeedsSection::name(const YamlNode& node, const std::string& where, std::string& target) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    if (!is_feed_name(*text)) {
        std::string slug;
        for (const char c : to_lower(*text)) {
            const bool fits = is_feed_name(std::string_view(&c, 1));
            if (fits || (!slug.empty() && slug.back() != '-')) {
                slug += fits ? c : '-';
            }
        }
        while (!slug.empty() && slug.back() == '-') {
            slug.pop_back();
        }
        reader_.fault(
            node,
            where + " must be 1 to 64 of a-z, 0-9 and -, not " + in_quotes(*text),
            is_feed_name(slug) ? "did you mean " + in_quotes(slug) + "?" : ""
        );
        return;
    }
    const auto [used, is_new] = names_.emplace(*text, node.line);
    if (!is_new) {
        reader_.fault(
            node,
            "feed name " + in_quotes(*text) + " is used twice, first in line " +
                std::to_string(used->second)
        );
        return;
    }
    target = *text;
}

void FeedsSection::url(const YamlNode& node, const std::string& where, std::string& target) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    const auto ascii = text::ascii_url(*text);
    const auto parsed = parse_http_url(ascii);
    if (!parsed) {
        reader_.fault(node, where + ": " + parsed.error().message);
    } else if (!is_host(parsed->host)) {
        reader_.fault(
            node, where + ": no host can have this name: " + in_quotes(mask_userinfo(*text))
        );
    } else {
        target = ascii;
    }
}

void FeedsSection::group(
    const YamlNode& node, const std::string& where, std::vector<std::string>& groups
) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    if (text->empty() || text->size() > 64 || trim(*text) != *text || printable(*text) != *text) {
        reader_.fault(node, where + " must be 1 to 64 bytes of text without spaces at the ends");
    } else if (std::ranges::find(groups, *text) == groups.end()) {
        groups.emplace_back(*text);
    }
}

/// One URL twice is one feed with both groups, under the first name.
void FeedsSection::keep(
    model::FeedSpec spec, const YamlNode& interval_at, const std::string& where
) {
    const auto parsed = parse_http_url(spec.url);
    const auto [same, is_new] = urls_.emplace(
        origin(*parsed) + parsed->userinfo + "\n" + parsed->target, config_.feeds.size()
    );
    if (is_new) {
        config_.feeds.push_back(std::move(spec));
        return;
    }
    auto& first = config_.feeds[same->second];
    if (first.interval && spec.interval && first.interval != spec.interval) {
        reader_.fault(
            interval_at,
            where + ".interval differs from that of feed " + in_quotes(first.name) +
                ", which has the same url"
        );
    }
    if (!first.interval) {
        first.interval = spec.interval;
    }
    for (auto& name : spec.groups) {
        if (std::ranges::find(first.groups, name) == first.groups.end() &&
            first.groups.size() < kMaxGroups) {
            first.groups.push_back(std::move(name));
        }
    }
}

}  // namespace wireroom::config
