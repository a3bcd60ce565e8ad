#pragma once

#include "base/text.hpp"

#include <gumbo.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

// What a browser makes of the sanitiser's output is judged by an independent HTML5 parser, not by
// our own.

namespace wireroom {

inline const std::set<std::string>& allowed_elements() {
    static const std::set<std::string> names = {
        "html",    "head",    "body",  "a",      "abbr",     "acronym",    "address",    "article",
        "aside",   "audio",   "b",     "bdi",    "bdo",      "big",        "blockquote", "br",
        "caption", "cite",    "code",  "col",    "colgroup", "dd",         "del",        "details",
        "dfn",     "div",     "dl",    "dt",     "em",       "figcaption", "figure",     "footer",
        "h1",      "h2",      "h3",    "h4",     "h5",       "h6",         "header",     "hr",
        "i",       "img",     "ins",   "kbd",    "li",       "main",       "mark",       "nav",
        "ol",      "p",       "pre",   "q",      "rp",       "rt",         "ruby",       "s",
        "samp",    "section", "small", "source", "span",     "strong",     "sub",        "summary",
        "sup",     "table",   "tbody", "td",     "tfoot",    "th",         "thead",      "time",
        "tr",      "tt",      "u",     "ul",     "var",      "video",      "wbr"};
    return names;
}

inline const std::set<std::string>& allowed_attributes() {
    static const std::set<std::string> names = {
        "href",     "src",      "alt",     "title", "width",    "height", "type",     "poster",
        "controls", "colspan",  "rowspan", "scope", "span",     "start",  "reversed", "value",
        "open",     "datetime", "cite",    "lang",  "hreflang", "dir",    "class"};
    return names;
}

/// Why `html` is not safe, by what a parser makes of it; empty when it is.
inline std::string fault_of(const std::string& html) {
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
        const std::string name = gumbo_normalized_tagname(element.tag);
        if (element.tag_namespace != GUMBO_NAMESPACE_HTML || !allowed_elements().contains(name)) {
            fault = "element " + name;
        }
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
            const std::string attribute_name = attribute->name;
            const std::string value = attribute->value;
            const bool url = attribute_name == "href" || attribute_name == "src" ||
                             attribute_name == "poster" || attribute_name == "cite";
            const auto colon = value.find(':');
            const auto scheme = to_lower(std::string_view(value).substr(0, colon));
            const bool absolute = colon != std::string::npos && value.find_first_of("/?#") > colon;
            const auto type = to_lower(std::string_view(value).substr(0, value.find(',')));
            const bool image = name == "img" && attribute_name == "src" &&
                               type.starts_with("data:image/") &&
                               !type.starts_with("data:image/svg");
            if (!allowed_attributes().contains(attribute_name) ||
                (attribute_name == "class" && value != "wireroom-furniture" &&
                 value != "wireroom-embed")) {
                fault = "attribute " + attribute_name + "=" + value;
            } else if (url && absolute && !image && scheme != "http" && scheme != "https" && scheme != "mailto") {
                fault = "URL " + value;
            }
        }
        for (unsigned i = 0; i < element.children.length; ++i) {
            nodes.push_back(static_cast<const GumboNode*>(element.children.data[i]));
        }
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return fault;
}

}  // namespace wireroom
