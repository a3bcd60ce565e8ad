#pragma once

#include "text/html_elements.hpp"
#include "text/html_tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// The class of elements that the sanitiser recognised as furniture; the only class it ever writes.
inline constexpr std::string_view kFurnitureClass = "wireroom-furniture";

/// Appends text between tags: `&`, `<` and `>` become references.
void append_escaped(std::string& out, std::string_view text);

/// Appends the value of an attribute: quotes and backticks become references, too.
void append_escaped_value(std::string& out, std::string_view value);

/// Decoded text without hidden controls, line ends as LF. `scratch` holds the result when it
/// differs from `text`.
std::string_view clean_text(std::string_view text, bool references, std::string& scratch);

/// True when a class or id says advertisement, promotion, related, share, social, newsletter or
/// read-more.
bool says_furniture(const std::vector<RawAttribute>& attributes);

/// A start tag reduced to what is allowed.
struct SafeTag {
    std::string attributes;   ///< ` name="value"` each, escaped
    std::string alt;          ///< of an image, plain
    bool has_source = false;  ///< a usable `src`
    bool is_pixel = false;    ///< an image of at most 1×1
};

/// Keeps the allowed attributes of `element` with safe values; URLs resolve against `base_url` (may
/// be empty).
SafeTag safe_attributes(
    const Element& element, const std::vector<RawAttribute>& attributes, std::string_view base_url
);

/// The reference made absolute and safe to open: http, https or mailto. Empty when it is anything
/// else.
std::string safe_link(std::string_view reference, std::string_view base_url);

}  // namespace wireroom::text
