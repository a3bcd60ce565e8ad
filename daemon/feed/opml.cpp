#include "feed/opml.hpp"

#include "base/text.hpp"
#include "feed/problems.hpp"
#include "feed/sniff.hpp"
#include "feed/xml_repair.hpp"
#include "feed/xml_scan.hpp"
#include "feed/xml_tree.hpp"
#include "text/charset.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

namespace wireroom::feed {
namespace {

bool is_element(const pugi::xml_node& node, std::string_view name) {
    return node.type() == pugi::node_element && iequals(local_name(node.name()), name);
}

/// An attribute as one line without control characters, with single spaces.
std::string line_of(std::string_view value, std::size_t max_bytes) {
    std::string out;
    for (const char c : value) {
        if (!is_space(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    constexpr std::size_t kEllipsis = 3;
    return printable(trim(out), max_bytes - kEllipsis);
}

std::string title_of(const pugi::xml_node& outline, std::size_t max_bytes) {
    const auto title = attribute_of(outline, "title");
    return line_of(title.empty() ? attribute_of(outline, "text") : title, max_bytes);
}

/// `feed://host/x` and `feed:https://host/x` are how some programs mark a link to a feed.
std::string url_of(std::string_view url) {
    if (url.size() >= 5 && iequals(url.substr(0, 5), "feed:")) {
        url.remove_prefix(5);
        return (url.starts_with("//") ? "http:" : "") + std::string(trim(url));
    }
    return std::string(url);
}

/// Lines and columns of growing offsets in one pass over the text.
class Places {
public:
    explicit Places(std::string_view text) : text_(text) {}

    std::pair<int, int> of(std::size_t offset) {
        offset = std::min(offset, text_.size());
        for (; at_ < offset; ++at_) {
            if (text_[at_] == '\n') {
                ++line_;
                line_start_ = at_ + 1;
            }
        }
        return {line_, static_cast<int>(offset - line_start_) + 1};
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    int line_ = 1;
};

/// Walks the outlines in document order; see `parse_opml`.
class OutlineWalk {
public:
    OutlineWalk(std::optional<Places> places, const Limits& limits, Problems& problems)
        : places_(places), limits_(limits), problems_(problems) {}

    std::vector<OpmlFeed> run(const pugi::xml_node& root) {
        auto node = root.first_child();
        while (node) {
            if (enters(node) && node.first_child()) {
                node = node.first_child();
                continue;
            }
            leave(node);
            while (!node.next_sibling() && node.parent() != root) {
                node = node.parent();
                leave(node);
            }
            node = node.next_sibling();
        }
        return std::move(feeds_);
    }

private:
    /// Takes note of a node; false when what is inside of it does not count.
    bool enters(const pugi::xml_node& node) {
        if (!is_element(node, "outline")) {
            return node.type() == pugi::node_element;
        }
        if (iequals(attribute_of(node, "isComment"), "true")) {
            return false;
        }
        auto url = url_of(attribute_of(node, "xmlUrl"));
        if (!url.empty()) {
            feed(node, std::move(url));
        } else if (iequals(attribute_of(node, "type"), "include")) {
            problems_.add("a list in another place is not followed (an outline of type include)");
        } else if (auto group = title_of(node, kMaxOpmlGroupBytes); !group.empty()) {
            folders_.emplace_back(node, std::move(group));
        }
        return true;
    }

    void leave(const pugi::xml_node& node) {
        if (!folders_.empty() && folders_.back().first == node) {
            folders_.pop_back();
        }
    }

    void feed(const pugi::xml_node& node, std::string url) {
        if (feeds_.size() >= kMaxOpmlFeeds) {
            problems_.add(fmt::format("more than {} feeds, the others are left out", kMaxOpmlFeeds)
            );
            return;
        }
        OpmlFeed feed;
        feed.title = title_of(node, limits_.max_title_bytes);
        feed.url = std::move(url);
        for (const auto& [folder, group] : folders_) {
            if (feed.groups.size() < kMaxOpmlGroups &&
                std::ranges::find(feed.groups, group) == feed.groups.end()) {
                feed.groups.push_back(group);
            }
        }
        if (places_) {
            // pugixml remembers where the name is; people look for the bracket before it.
            std::tie(feed.line, feed.column) =
                places_->of(static_cast<std::size_t>(node.offset_debug()) - 1);
        }
        feeds_.push_back(std::move(feed));
    }

    std::optional<Places> places_;
    const Limits& limits_;
    Problems& problems_;
    std::vector<OpmlFeed> feeds_;
    std::vector<std::pair<pugi::xml_node, std::string>> folders_;
};

bool load(pugi::xml_document& tree, const std::string& text) {
    constexpr unsigned kFlags = pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;
    return tree.load_buffer(text.data(), text.size(), kFlags, pugi::encoding_utf8).status ==
           pugi::status_ok;
}

/// What a document that is no OPML seems to be.
ParseError no_opml(const pugi::xml_node& root, const XmlScan& scan) {
    if (scan.is_html) {
        return {ParseFault::kHtml, "a web page, not an OPML list"};
    }
    for (const auto* const name : {"rss", "feed", "rdf"}) {
        if (is_element(root, name)) {
            return {ParseFault::kNotAFeed, "a feed, not an OPML list of feeds"};
        }
    }
    return {ParseFault::kNotAFeed, "no OPML: the document's element is not opml"};
}

}  // namespace

Result<Opml, ParseError> parse_opml(std::string_view body, const Limits& limits) {
    if (body.size() > limits.max_bytes) {
        return ParseError(
            ParseFault::kTooLarge,
            fmt::format("a list of {} bytes; at most {} are read", body.size(), limits.max_bytes)
        );
    }
    if (sniff_bytes(body) == Kind::kBinary) {
        return ParseError(ParseFault::kNotAFeed, "a binary or compressed file, not an OPML list");
    }
    auto decoded = text::decode(body, {});
    Problems problems;
    for (auto& problem : decoded.problems) {
        problems.add(std::move(problem));
    }
    switch (sniff_text(decoded.text)) {
        case Kind::kEmpty:
            return ParseError(ParseFault::kEmpty, "an empty document");
        case Kind::kMarkup:
            break;
        default:
            return ParseError(ParseFault::kNotAFeed, "no OPML: there is no mark-up in it");
    }
    auto scan = scan_xml(decoded.text, limits);
    pugi::xml_document tree;
    const bool strict = !scan.bad_reference && !scan.too_deep && !scan.too_many_attributes &&
                        !scan.too_many_nodes && load(tree, decoded.text);
    if (!strict) {
        const auto repaired = repair_xml(decoded.text, limits, problems);
        scan.is_html = scan_xml(repaired, limits).is_html;
        if (!load(tree, repaired)) {
            return ParseError(ParseFault::kBroken, "broken mark-up, beyond repair");
        }
    }
    const auto root = tree.document_element();
    if (!is_element(root, "opml")) {
        return no_opml(root, scan);
    }
    // The repair leaves out what is too deep or too much: feeds that nobody would miss in time.
    if (scan.too_deep || scan.too_many_nodes) {
        return ParseError(
            scan.too_deep ? ParseFault::kTooDeep : ParseFault::kTooLarge,
            scan.too_deep ? fmt::format("folders nested deeper than {} levels", limits.max_depth)
                          : fmt::format("more than {} elements and attributes", kMaxNodes)
        );
    }
    auto places = strict ? std::optional<Places>(decoded.text) : std::nullopt;
    Opml opml;
    opml.feeds = OutlineWalk(places, limits, problems).run(root);
    opml.problems = problems.take();
    return opml;
}

}  // namespace wireroom::feed
