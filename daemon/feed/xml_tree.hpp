#pragma once

#include "feed/xml_texts.hpp"

#include <string>
#include <string_view>

namespace pugi {
class xml_node;
}

namespace wireroom::feed {

/// The text inside an element, mark-up left out, as one string. Iterative.
std::string text_of(const pugi::xml_node& element, const XmlTexts& texts);

/// The same without a copy where it stands in one piece and as it is meant.
/// @return a view of the tree, of the document, or of `pieces`.
std::string_view text_of(const pugi::xml_node& element, const XmlTexts& texts, std::string& pieces);

/// An attribute's value without white space at the ends, empty when there is none; its name without
/// regard to case.
std::string_view attribute_of(const pugi::xml_node& element, std::string_view name);

/// True when there is an element inside of `element`.
bool has_elements(const pugi::xml_node& element);

/// The content of an element as HTML: text escaped, prefixes and namespace declarations dropped,
/// void elements without end tags, everything in document order. Links inside of elements with an
/// `xml:base` of their own are resolved with it, against `base`. Iterative.
/// @param unwrap  when the only element is a `div` (RFC 4287 section 3.1.1.3), the content of that.
std::string inner_html(
    const pugi::xml_node& element, const XmlTexts& texts, std::string_view base, bool unwrap
);

/// The URL that relative links inside of `element` resolve against: its `xml:base`, itself
/// resolved, else `outer`.
std::string base_of(const pugi::xml_node& element, std::string_view outer);

}  // namespace wireroom::feed
