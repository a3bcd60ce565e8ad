#include "config/feeds.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "config/dedup_section.hpp"
#include "config/values.hpp"
#include "text/slug.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::config {

namespace {

using std::chrono::seconds;

bool has_key(const YamlNode& map, std::string_view name) {
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
        if (map.kind == YamlNode::Kind::kMap && map.items[i]->text == name) {
            return true;
        }
    }
    return false;
}

/// What makes two URLs one feed. `url` is one that `feed_url` returned.
std::string url_key(const std::string& url) {
    const auto parsed = parse_http_url(url);
    return origin(*parsed) + parsed->userinfo + "\n" + parsed->target;
}

Reader::Key ca_file() {
    return {"ca_file", {}, "use fetch.ca_file"};
}

Reader::Key insecure() {
    return {"insecure", {}, "use fetch.ca_file for a private authority"};
}

}  // namespace

std::optional<Place> FeedSet::take_name(const std::string& name, const Place& place) {
    const auto [used, is_new] = names_.emplace(name, place);
    return is_new ? std::nullopt : std::optional(used->second);
}

model::FeedSpec* FeedSet::with_url(const std::string& url) {
    const auto found = urls_.find(url_key(url));
    return found == urls_.end() ? nullptr : &feeds_[found->second];
}

void FeedSet::add(model::FeedSpec spec) {
    urls_.emplace(url_key(spec.url), feeds_.size());
    feeds_.push_back(std::move(spec));
}

void FeedSet::add_groups(model::FeedSpec& feed, const std::vector<std::string>& groups) {
    for (const auto& group : groups) {
        if (feed.groups.size() < kMaxGroups &&
            std::ranges::find(feed.groups, group) == feed.groups.end()) {
            feed.groups.push_back(group);
        }
    }
}

Result<std::string, Error<FeedUrlFault>> feed_url(std::string_view text) {
    using UrlFaultError = Error<FeedUrlFault>;
    // One that is too long is refused as it is: spaces around it are not paid for at each alias.
    auto ascii = text.size() > kMaxUrlBytes ? std::string(text) : text::ascii_url(text);
    const auto parsed = parse_http_url(ascii);
    if (!parsed) {
        return UrlFaultError(FeedUrlFault::kUnusable, parsed.error().message);
    }
    if (!is_host(parsed->host)) {
        return UrlFaultError(
            FeedUrlFault::kUnusable, "no host can have this name: " + in_quotes(mask_userinfo(text))
        );
    }
    return ascii;
}

bool read_name(
    Reader& reader, const YamlNode& node, const std::string& where, std::string& target
) {
    const auto text = reader.scalar(node, where);
    if (!text) {
        return false;
    }
    if (!is_feed_name(*text)) {
        const auto slug = text::slug(*text);
        reader.fault(
            node,
            where + " must be 1 to 64 of a-z, 0-9 and -, not " + in_quotes(*text),
            slug.empty() ? "" : "did you mean " + in_quotes(slug) + "?"
        );
        return false;
    }
    target = *text;
    return true;
}

void FeedsSection::feed(const YamlNode& node, const std::string& where) {
    if (node.kind == YamlNode::Kind::kNull || node.kind == YamlNode::Kind::kScalar) {
        reader_.fault(node, where + " must be a mapping", "write { name: …, url: … }");
        return;
    }
    if (has_key(node, "opml")) {
        list(node, where);
        return;
    }
    model::FeedSpec spec;
    const YamlNode* url_node = nullptr;
    Places at{.feed = &node};
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
            {"groups", groups(spec.groups)},
            {"interval", interval(spec.interval, at.interval)},
            {"dedup", pins(spec.dedup, at.dedup)},
            {"opml", {}},  // for the suggestion: with this key we are not here
            ca_file(),
            insecure(),
        }
    );
    if (node.kind != YamlNode::Kind::kMap) {
        return;
    }
    if (!named) {
        reader_.fault(node, where + " has no name");
    }
    if (url_node == nullptr) {
        reader_.fault(node, where + " has no url");
    }
    if (!spec.name.empty() && !spec.url.empty()) {
        keep(std::move(spec), at, where);
    }
}

/// `{ opml: feeds.opml, groups: [imported] }`
void FeedsSection::list(const YamlNode& node, const std::string& where) {
    OpmlEntry entry;
    Places at{.feed = &node};
    reader_.map(
        node,
        where,
        {
            {"opml",
             [&](const YamlNode& value, const std::string& place) {
                 entry.place = reader_.place(value);
                 entry.column = value.column;
                 entry.where = place;
                 if (const auto text = reader_.path_text(value, place)) {
                     entry.path = reader_.beside(*text);
                 }
             }},
            {"groups", groups(entry.groups)},
            {"interval", interval(entry.interval, at.interval)},
            {"dedup", pins(entry.dedup, at.dedup)},
            {"name", {}, "the titles in the list become names", "does not go with opml"},
            {"url", {}, "write an entry of its own for it", "does not go with opml"},
            ca_file(),
            insecure(),
        }
    );
    if (!entry.path.empty()) {
        lists_.push_back(std::move(entry));
    }
}

Reader::Handler FeedsSection::groups(std::vector<std::string>& target) {
    return [this, &target](const YamlNode& value, const std::string& where) {
        reader_.list(
            value,
            where,
            kMaxGroups,
            [this, &target](const YamlNode& each, const std::string& entry) {
                group(each, entry, target);
            }
        );
    };
}

Reader::Handler FeedsSection::interval(std::optional<seconds>& target, const YamlNode*& at) {
    return [this, &target, &at](const YamlNode& value, const std::string& where) {
        at = &value;
        seconds given(0);
        reader_.seconds(value, where, seconds(1), kLongest, given);
        if (given != seconds(0)) {
            target = given;
        }
    };
}

Reader::Handler FeedsSection::pins(model::DedupPins& target, const YamlNode*& at) {
    return [this, &target, &at](const YamlNode& value, const std::string& where) {
        at = &value;
        read_pins(value, where, reader_, target);
    };
}

void FeedsSection::name(const YamlNode& node, const std::string& where, std::string& target) {
    std::string text;
    if (!read_name(reader_, node, where, text)) {
        return;
    }
    if (const auto used = feeds_.take_name(text, reader_.place(node))) {
        reader_.fault(
            node, "feed name " + in_quotes(text) + " is used twice, first " + reader_.shown(*used)
        );
        return;
    }
    target = text;
}

void FeedsSection::url(const YamlNode& node, const std::string& where, std::string& target) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    auto url = feed_url(*text);
    if (url) {
        target = std::move(*url);
    } else {
        reader_.fault(node, where + ": " + url.error().message);
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
void FeedsSection::keep(model::FeedSpec spec, const Places& at, const std::string& where) {
    auto* const first = feeds_.with_url(spec.url);
    if (first == nullptr && feeds_.full()) {
        reader_.fault(
            *at.feed,
            where + " is one feed too many; at most " + std::to_string(kMaxFeeds) + " are polled"
        );
        return;
    }
    if (first == nullptr) {
        feeds_.add(std::move(spec));
        return;
    }
    if (first->interval && spec.interval && first->interval != spec.interval) {
        refuse_second(at.interval, at, where + ".interval", first->name);
    }
    if (!first->interval) {
        first->interval = spec.interval;
    }
    const model::DedupPins none;
    if (first->dedup != none && spec.dedup != none && first->dedup != spec.dedup) {
        refuse_second(at.dedup, at, where + ".dedup", first->name);
    }
    if (first->dedup == none) {
        first->dedup = spec.dedup;
    }
    FeedSet::add_groups(*first, spec.groups);
}

void FeedsSection::refuse_second(
    const YamlNode* at, const Places& places, const std::string& where, const std::string& name
) {
    reader_.fault(
        at != nullptr ? *at : *places.feed,
        where + " differs from that of feed " + in_quotes(name) + ", which has the same url"
    );
}

}  // namespace wireroom::config
