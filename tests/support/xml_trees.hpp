#pragma once

#include "feed/parse.hpp"
#include "feed/xml_scan.hpp"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace wireroom {

/// A text as a tree, in lines: depth, name with attributes, or value; `refused` when it is none.
/// @param texts  what was left out of the text.
inline std::string tree_of(const std::string& text, bool keep_spaces, const feed::XmlTexts& texts) {
    const unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                           pugi::parse_wconv_attribute |
                           (keep_spaces ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single);
    pugi::xml_document tree;
    if (!tree.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8)) {
        return "refused";
    }
    std::string out;
    std::string indent;
    std::string decoded;
    for (auto node = tree.first_child(); node;) {
        out += indent;
        if (node.type() == pugi::node_element) {
            out.append("<").append(node.name());
            for (const auto& attribute : node.attributes()) {
                out.append(" ").append(attribute.name()).append("=").append(attribute.value());
            }
        } else {
            out.append("|").append(texts.value_of(node, decoded));
        }
        out += '\n';
        if (node.first_child()) {
            node = node.first_child();
            indent += ' ';
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            indent.resize(indent.empty() ? 0 : indent.size() - 1);
        }
        node = node ? node.next_sibling() : node;
    }
    return out;
}

/// What the parser makes of a text without control characters: its mark-up and its texts.
inline std::string tree_by_parts(const std::string& text, bool keep_spaces) {
    auto scan = feed::scan_xml(text, {});
    const auto markup = scan.texts.take_markup();
    return tree_of(markup, keep_spaces, scan.texts);
}

/// What pugixml makes of all of it: the same.
inline std::string tree_as_whole(const std::string& text, bool keep_spaces) {
    return tree_of(text, keep_spaces, {});
}

}  // namespace wireroom
