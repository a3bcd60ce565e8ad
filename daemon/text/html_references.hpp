#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// Every named reference as one sorted list; format in html_reference_names.cpp.
extern const std::string_view kNamedReferences;

enum class ReferenceContext {
    kText,       ///< `&copy=1` is a copyright sign and `=1`
    kAttribute,  ///< … and here, as in URLs, it is not a reference
};

/// Decodes the reference at the front of `text`, which begins with `&`, and appends it to `out`.
/// @return how many bytes it takes; 0 when it is none (nothing is appended then).
std::size_t decode_reference(std::string_view text, ReferenceContext context, std::string& out);

/// `text` with all of its references decoded once.
std::string decode_all_references(std::string_view text, ReferenceContext context);

}  // namespace wireroom::text
