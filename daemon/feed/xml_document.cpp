#include "feed/xml_document.hpp"

#include "base/text.hpp"
#include "feed/xml_entities.hpp"
#include "feed/xml_repair.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>

namespace wireroom::feed {
namespace {

bool is_feed_root(std::string_view local) {
    return iequals(local, "rss") || iequals(local, "feed") || iequals(local, "rdf");
}

bool is_lesser_root(std::string_view local) {
    return iequals(local, "channel") || iequals(local, "entry");
}

/// The first element in document order that `accept` takes. Iterative.
template <class Accept>
pugi::xml_node find_element(const pugi::xml_node& top, const Accept& accept) {
    auto node = top.first_child();
    while (node) {
        if (node.type() == pugi::node_element && accept(local_name(node.name()))) {
            return node;
        }
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) {
            node = node.parent();
        }
        node = node == top ? pugi::xml_node() : node.next_sibling();
    }
    return {};
}

/// Why pugixml refuses a text, for its publisher.
std::string_view reason_of(pugi::xml_parse_status status) {
    switch (status) {
        case pugi::status_bad_pi:
            return "a processing instruction without an end";
        case pugi::status_bad_comment:
            return "a comment without an end";
        case pugi::status_bad_cdata:
            return "a CDATA section without an end";
        case pugi::status_bad_doctype:
            return "a DOCTYPE without an end";
        case pugi::status_bad_pcdata:
        case pugi::status_bad_start_element:
        case pugi::status_unrecognized_tag:
            return "a malformed tag";
        case pugi::status_bad_attribute:
            return "a malformed attribute";
        case pugi::status_bad_end_element:
            return "a malformed end tag";
        case pugi::status_end_element_mismatch:
            return "an end tag that does not match its start tag, or is missing";
        default:
            return "no document element";
    }
}

ParseError nothing_complete() {
    return ParseError(ParseFault::kBroken, "broken XML in which nothing of a feed is complete");
}

ParseError no_feed(bool is_html) {
    return is_html ? ParseError(ParseFault::kHtml, "a web page, not a feed")
                   : ParseError(
                         ParseFault::kNotAFeed,
                         "mark-up, but no feed: no element named rss, feed or RDF"
                     );
}

}  // namespace

struct XmlDocument::Tree {
    std::string source;  ///< the text with its entities expanded, or repaired
    std::string markup;
    XmlTexts texts;
    pugi::xml_document nodes;
};

XmlDocument::XmlDocument() : tree_(std::make_unique<Tree>()) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

Result<XmlDocument, ParseError> XmlDocument::read(
    std::string_view text, const Limits& limits, Problems& problems
) {
    XmlDocument document;
    auto& source = document.tree_->source;
    auto scan = scan_xml(text, limits);
    if (const Entities entities(scan.doctype); !entities.empty()) {
        XmlFaults faults;
        source = expand_entities(text, entities, faults);
        faults.report(text, problems);
        text = source;
        scan = scan_xml(text, limits);
    }
    if (!scan.has_root && !mentions_root(text)) {
        return no_feed(scan.is_html);
    }
    if (scan.has_root && !scan.needs_repair() && document.build(text, scan, problems)) {
        scan.faults.report(text, problems);
    } else {
        XmlFaults faults;
        auto repaired = repair_xml(text, limits, faults);
        faults.report(text, problems);
        source = std::move(repaired);
        document.repaired_ = true;
        const bool had_root = scan.has_root;
        const bool is_html = scan.is_html;  // the repair leaves out the DOCTYPE
        scan = scan_xml(source, limits);
        scan.is_html = scan.is_html || is_html;
        if (!scan.has_root) {
            return had_root && !scan.is_html ? nothing_complete() : no_feed(scan.is_html);
        }
        Problems again;
        if (!document.build(source, scan, again)) {
            return ParseError(ParseFault::kBroken, "broken XML, beyond repair");
        }
    }
    const auto root = document.root();
    if (scan.is_html && !is_feed_root(local_name(root.name()))) {
        return no_feed(true);
    }
    if (!root) {
        return nothing_complete();
    }
    return document;
}

bool XmlDocument::build(std::string_view text, XmlScan& scan, Problems& problems) {
    unsigned flags =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;
    // Between `<b>a</b> <i>b</i>` white space is text; elsewhere its nodes only cost memory.
    flags |= scan.inline_markup ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
    const auto load = [&](std::string markup) {
        tree_->markup = std::move(markup);
        return tree_->nodes.load_buffer_inplace(
            tree_->markup.data(), tree_->markup.size(), flags, pugi::encoding_utf8
        );
    };
    if (load(scan.texts.take_markup())) {
        tree_->texts = std::move(scan.texts);
        items_ = std::move(scan.items);
        nested_items_ = scan.nested_items;
        return true;
    }
    // The same fault, and where it is in the whole text.
    const auto result = load(std::string(text));
    const auto [line, column] = place_of(text, static_cast<std::size_t>(result.offset));
    problems.add(
        fmt::format("not well-formed (at {}:{}): {}", line, column, reason_of(result.status))
    );
    return false;
}

pugi::xml_node XmlDocument::root() const {
    const auto root = find_element(tree_->nodes, is_feed_root);
    return root ? root : find_element(tree_->nodes, is_lesser_root);
}

const XmlTexts& XmlDocument::texts() const {
    return tree_->texts;
}

std::uint64_t XmlDocument::hash_of(const pugi::xml_node& item) const {
    const auto at = static_cast<std::size_t>(item.offset_debug());
    const auto found = std::ranges::lower_bound(items_, at, {}, &ItemRegion::name_at);
    return found != items_.end() && found->name_at == at ? found->hash : 0;
}

}  // namespace wireroom::feed
