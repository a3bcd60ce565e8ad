#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom {

/// ASCII only, independent of any locale.
constexpr bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// ASCII letters lowered, other bytes unchanged.
std::string to_lower(std::string_view text);

/// Compares without regard to ASCII case.
bool iequals(std::string_view a, std::string_view b);

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text);

/// The parts between `separator`; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Foreign bytes made safe for a log line or a terminal: C0, DEL, C1 controls and bidi controls
/// become `?`, direction marks vanish, invalid UTF-8 becomes U+FFFD, and the result is cut to at
/// most `max_bytes` at a character boundary with `…` behind.
std::string printable(std::string_view text, std::size_t max_bytes = 200);

/// The same without a limit, and with line feeds and tabs kept: for texts shown on a terminal.
std::string terminal_safe(std::string_view text);

}  // namespace wireroom
