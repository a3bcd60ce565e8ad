#include "feed/element.hpp"

#include "base/text.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

namespace wireroom::feed {

std::string Element::text() const {
    auto text = text_of(node);
    const auto trimmed = trim(text);
    if (trimmed.size() != text.size()) {
        text = std::string(trimmed);
    }
    return text;
}

std::string Element::line() const {
    return line_of(html(), context);
}

std::string Element::url() const {
    return url_of(text_of(node), base, context);
}

std::string Element::url(std::string_view attribute) const {
    return url_of(attribute_of(node, attribute), base, context);
}

model::Markup Element::html() const {
    if (has_elements(node)) {
        return {inner_html(node, base, false), model::Markup::Type::kHtml, base};
    }
    return {text(), model::Markup::Type::kHtml, base};
}

void for_each_child(
    const pugi::xml_node& around,
    const Scope& scope,
    const std::string& base,
    const Context& context,
    const std::function<void(const Element&)>& visit
) {
    for (const auto& child : around.children()) {
        if (child.type() != pugi::node_element) {
            continue;
        }
        const auto name = scope.name_of(child);
        const auto tag = tag_of(name.local);
        if (child.attribute("xml:base")) {
            const auto own_base = base_of(child, base);
            visit(Element{child, name.ns, tag, own_base, scope, context});
        } else {
            visit(Element{child, name.ns, tag, base, scope, context});
        }
    }
}

}  // namespace wireroom::feed
