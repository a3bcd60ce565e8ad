#include "feed/xml_document.hpp"

#include "base/text.hpp"
#include "feed/xml_entities.hpp"
#include "feed/xml_repair.hpp"

#include <fmt/format.h>

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
XmlNode find_element(const XmlNode& top, const Accept& accept) {
    auto node = top.first_child();
    while (node) {
        if (node.is_element() && accept(local_name(node.name()))) {
            return node;
        }
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != top && !node.next_sibling()) {
            node = node.parent();
        }
        node = node == top ? XmlNode() : node.next_sibling();
    }
    return {};
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
    std::string changed;  ///< the text that was read, when it is not the one that was given
    XmlNodes nodes;
};

XmlDocument::XmlDocument() : tree_(std::make_unique<Tree>()) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

Result<XmlDocument, ParseError> XmlDocument::read(
    std::string_view text, const Limits& limits, Problems& problems
) {
    XmlDocument document;
    auto scan = scan_xml(text, limits);
    if (const Entities entities(scan.doctype); !entities.empty()) {
        XmlFaults faults;
        document.tree_->changed = expand_entities(text, entities, faults);
        faults.report(text, problems);
        text = document.tree_->changed;
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
        document = XmlDocument();  // of what was read strictly nothing stays
        document.tree_->changed = std::move(repaired);
        text = document.tree_->changed;
        document.repaired_ = true;
        const bool had_root = scan.has_root;
        const bool is_html = scan.is_html;  // the repair leaves out the DOCTYPE
        scan = scan_xml(text, limits);
        scan.is_html = scan.is_html || is_html;
        if (!scan.has_root) {
            return had_root && !scan.is_html ? nothing_complete() : no_feed(scan.is_html);
        }
        Problems again;
        if (!document.build(text, scan, again)) {
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

bool XmlDocument::build(std::string_view text, const XmlScan& scan, Problems& problems) {
    items_ = scan.items;
    nested_items_ = scan.nested_items;
    // Between `<b>a</b> <i>b</i>` white space is text; elsewhere its nodes only cost memory.
    const auto refusal = tree_->nodes.read(text, scan.inline_markup);
    if (!refusal) {
        return true;
    }
    const auto [line, column] = place_of(text, refusal->offset);
    problems.add(fmt::format("not well-formed (at {}:{}): {}", line, column, refusal->reason));
    return false;
}

XmlNode XmlDocument::root() const {
    const auto root = find_element(tree_->nodes.document(), is_feed_root);
    return root ? root : find_element(tree_->nodes.document(), is_lesser_root);
}

std::uint64_t XmlDocument::hash_of(const XmlNode& item) const {
    const auto at = item.offset();
    const auto found = std::ranges::lower_bound(items_, at, {}, &ItemRegion::name_at);
    return found != items_.end() && found->name_at == at ? found->hash : 0;
}

}  // namespace wireroom::feed
