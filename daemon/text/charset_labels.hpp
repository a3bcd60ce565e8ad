#pragma once

#include <string_view>

namespace wireroom::text {

/// An encoding of the WHATWG Encoding Standard (section 4.2), or an older one that feeds still
/// declare.
struct Charset {
    std::string_view name;       ///< lower case, as reported
    std::string_view converter;  ///< the converter that implements it; empty for UTF-8
};

/// The encoding that a label means, by the WHATWG table (white space and case do not matter);
/// nullptr when unknown.
const Charset* charset_by_label(std::string_view label);

}  // namespace wireroom::text
