#pragma once

#include "text/html_elements.hpp"
#include "text/html_tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// The class of elements that the sanitiser recognised as furniture.
inline constexpr std::string_view kFurnitureClass = "wireroom-furniture";
/// The class of links that stand for an embedded player or page. The sanitiser writes no others.
inline constexpr std::string_view kEmbedClass = "wireroom-embed";

/// What class and id say about an element.
struct ClassMeaning {
    bool furniture = false;     ///< advertisement, promotion, related, share, social, newsletter or
                                ///< read-more
    bool embed = false;         ///< kEmbedClass
    bool line_numbers = false;  ///< the numbers beside highlighted code
};

ClassMeaning meaning_of(const std::vector<RawAttribute>& attributes);

/// A start tag reduced to what is allowed.
struct SafeTag {
    std::string attributes;  ///< ` name="value"` each, escaped
    std::string alt;         ///< of an image, plain
    std::string source;      ///< a usable `src`, plain; empty when there is none
    bool is_pixel = false;   ///< an image that nobody is meant to see
};

/// Keeps the allowed attributes of `element` with safe values; URLs resolve against `base_url` (may
/// be empty). An image without a `src` of its own shows `fallback_source` (plain; a srcset).
SafeTag safe_attributes(
    const Element& element,
    const std::vector<RawAttribute>& attributes,
    std::string_view base_url,
    std::string_view fallback_source = {}
);

/// The value of the first attribute of that lower-case name, references decoded; empty when there
/// is none.
std::string decoded_value(const std::vector<RawAttribute>& attributes, std::string_view name);

/// A whole number of at most five digits, `px` behind it allowed; empty otherwise.
std::string_view whole_number(std::string_view value);

/// Appends ` name="value"`, escaped.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace wireroom::text
