#pragma once

#include <cstddef>
#include <string_view>

namespace wireroom::protocol {

/// What stands in an answer for bytes that are no UTF-8: U+FFFD.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 sequence (Unicode table 3-7) at the front of `text`, whose first
/// byte is not ASCII; 0 when there is none.
std::size_t utf8_length(std::string_view text);

}  // namespace wireroom::protocol
