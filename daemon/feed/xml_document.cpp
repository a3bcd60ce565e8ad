#include "feed/xml_document.hpp"

#include "base/text.hpp"
#include "feed/xml_repair.hpp"

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

}  // namespace

struct XmlDocument::Tree {
    std::string buffer;
    pugi::xml_document nodes;
};

XmlDocument::XmlDocument() : tree_(std::make_unique<Tree>()) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

Result<XmlDocument, ParseError> XmlDocument::read(
    std::string_view text, const Limits& limits, Problems& problems
) {
    auto scan = scan_xml(text, limits);
    if (!scan.has_root) {
        if (scan.is_html) {
            return ParseError(ParseFault::kHtml, "a web page, not a feed");
        }
        return ParseError(
            ParseFault::kNotAFeed, "mark-up, but no feed: no element named rss, feed or RDF"
        );
    }
    if (scan.leading_junk) {
        problems.add("text before the document ignored");
    }
    if (scan.trailing_junk) {
        problems.add("text or mark-up after the root element ignored");
    }
    if (scan.leading_space) {
        problems.add("white space before the XML declaration");
    }
    const bool is_html = scan.is_html;
    XmlDocument document;
    const bool repair =
        scan.bad_reference || scan.too_deep || scan.too_many_attributes || scan.too_many_nodes;
    if (!repair && document.build(std::string(text), scan)) {
        if (scan.bare_ampersand) {
            problems.add("bare & taken literally");
        }
    } else {
        auto repaired = repair_xml(text, limits, problems);
        document.repaired_ = true;
        scan = scan_xml(repaired, limits);
        if (!document.build(std::move(repaired), scan)) {
            return ParseError(ParseFault::kBroken, "broken XML, beyond repair");
        }
    }
    const auto root = document.root();
    if (is_html && !is_feed_root(local_name(root.name()))) {
        return ParseError(ParseFault::kHtml, "a web page, not a feed");
    }
    if (!root) {
        return ParseError(ParseFault::kBroken, "broken mark-up without a feed in it");
    }
    return document;
}

bool XmlDocument::build(std::string text, const XmlScan& scan) {
    tree_->buffer = std::move(text);
    unsigned flags =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;
    // Between `<b>a</b> <i>b</i>` white space is text; elsewhere its nodes only cost memory.
    flags |= scan.inline_markup ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
    const auto result = tree_->nodes.load_buffer_inplace(
        tree_->buffer.data(), tree_->buffer.size(), flags, pugi::encoding_utf8
    );
    items_ = scan.items;
    return result.status == pugi::status_ok;
}

pugi::xml_node XmlDocument::root() const {
    const auto root = find_element(tree_->nodes, is_feed_root);
    return root ? root : find_element(tree_->nodes, is_lesser_root);
}

std::uint64_t XmlDocument::hash_of(const pugi::xml_node& item) const {
    const auto at = static_cast<std::size_t>(item.offset_debug());
    const auto found = std::ranges::lower_bound(items_, at, {}, &ItemRegion::name_at);
    return found != items_.end() && found->name_at == at ? found->hash : 0;
}

}  // namespace wireroom::feed
