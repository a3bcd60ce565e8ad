#include "fuzz/html_judge.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace wireroom::fuzz {
namespace {

constexpr std::array kElements = std::to_array<std::string_view>({
    "applet",  "base",  "button",    "canvas",   "dialog",  "embed",    "fieldset",
    "form",    "frame", "iframe",    "frameset", "input",   "keygen",   "link",
    "marquee", "math",  "meta",      "object",   "noembed", "noframes", "noscript",
    "option",  "param", "plaintext", "portal",   "script",  "select",   "slot",
    "style",   "svg",   "template",  "textarea", "title",   "xmp",      "",
});

constexpr std::array kUrlAttributes =
    std::to_array<std::string_view>({"href", "src", "poster", "cite"});

/// Everything that such an element may say; `on…` and `style` are in no list.
constexpr std::array kAttributes = std::to_array<std::string_view>({
    "href",     "src",  "alt",      "title",    "width", "height", "type",  "poster",
    "controls", "span", "colspan",  "rowspan",  "scope", "start",  "value", "reversed",
    "open",     "cite", "datetime", "hreflang", "lang",  "dir",    "class",
});

bool holds(const auto& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

std::string fault_of_attribute(std::string_view element, const GumboAttribute& attribute) {
    const std::string_view name = attribute.name;
    const std::string_view value = attribute.value;
    if (!holds(kAttributes, name) ||
        (name == "class" && value != "wireroom-furniture" && value != "wireroom-embed")) {
        return "attribute " + std::string(name);
    }
    if (!holds(kUrlAttributes, name)) {
        return {};
    }
    const auto colon = value.find(':');
    if (colon == std::string_view::npos || value.find_first_of("/?#") < colon) {
        return {};  // relative
    }
    const auto scheme = value.substr(0, colon);
    const bool image = element == "img" && name == "src" && value.starts_with("data:image/") &&
                       !value.starts_with("data:image/svg");
    const bool kept = scheme == "http" || scheme == "https" || scheme == "mailto" || image;
    return kept ? std::string() : "URL " + std::string(value);
}

}  // namespace

std::string fault_of(const std::string& html) {
    auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::vector<const GumboNode*> nodes = {output->root};
    std::string fault;
    while (!nodes.empty() && fault.empty()) {
        const auto* node = nodes.back();
        nodes.pop_back();
        if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_CDATA ||
            node->type == GUMBO_NODE_TEMPLATE) {
            fault = "a comment, CDATA or template";
        }
        if (node->type != GUMBO_NODE_ELEMENT) {
            continue;
        }
        const auto& element = node->v.element;
        const std::string_view name = gumbo_normalized_tagname(element.tag);
        if (element.tag_namespace != GUMBO_NAMESPACE_HTML || holds(kElements, name)) {
            fault = "element " + std::string(name);
        }
        for (unsigned i = 0; i < element.attributes.length && fault.empty(); ++i) {
            fault = fault_of_attribute(
                name, *static_cast<const GumboAttribute*>(element.attributes.data[i])
            );
        }
        for (unsigned i = 0; i < element.children.length; ++i) {
            nodes.push_back(static_cast<const GumboNode*>(element.children.data[i]));
        }
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return fault;
}

}  // namespace wireroom::fuzz
