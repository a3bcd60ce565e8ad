#include "feed/element.hpp"

#include "base/text.hpp"
#include "feed/titles.hpp"
#include "feed/xml_tree.hpp"
#include "text/html.hpp"

#include <pugixml.hpp>

namespace wireroom::feed {
namespace {

/// Whether an attribute begins as `xml:base` does, with an x: few elements have one.
bool has_xml_attribute(const pugi::xml_node& element) {
    for (auto at = element.first_attribute(); at; at = at.next_attribute()) {
        if (*at.name() == 'x') {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string Element::text() const {
    std::string pieces;
    const auto view = text(pieces);
    if (view.data() != pieces.data()) {
        return std::string(view);
    }
    pieces.resize(view.size());
    return pieces;
}

std::string_view Element::text(std::string& pieces) const {
    return trim(text_of(node, context.texts, pieces));
}

std::string Element::line() const {
    return line_of(html(), context);
}

std::string Element::url() const {
    std::string pieces;
    return url_of(text_of(node, context.texts, pieces), base, context);
}

std::string Element::url(std::string_view attribute) const {
    return url_of(attribute_of(node, attribute), base, context);
}

model::Markup Element::html() const {
    if (has_elements(node)) {
        return {inner_html(node, context.texts, base, false), model::Markup::Type::kHtml, base};
    }
    return {text(), model::Markup::Type::kHtml, base};
}

void offer_date(Ranked<Timestamp>& date, int rank, const Element& element, ItemDraft& draft) {
    std::string pieces;
    offer_date(date, rank, element.text(pieces), draft);
}

void offer_title(RankedText& title, int rank, const Element& element) {
    if (!title.wants(rank)) {
        return;
    }
    std::string pieces;
    const auto text = has_elements(element.node) ? std::string_view() : element.text(pieces);
    if (!text.empty() && text.size() <= element.context.limits.max_title_bytes &&
        text::is_settled_line(text)) {
        title.offer(rank, std::string(text));
    } else {
        offer_title(title, rank, element.html(), element.context);
    }
}

void for_each_child(
    const pugi::xml_node& around,
    const Scope& scope,
    const std::string& base,
    const XmlContext& context,
    const std::function<void(const Element&)>& visit
) {
    for (auto child = around.first_child(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element) {
            continue;
        }
        const auto name = scope.name_of(child);
        if (has_xml_attribute(child) && child.attribute("xml:base")) {
            const auto own_base = base_of(child, base);
            visit(Element{child, name.ns, name.tag, own_base, scope, context});
        } else {
            visit(Element{child, name.ns, name.tag, base, scope, context});
        }
    }
}

}  // namespace wireroom::feed
