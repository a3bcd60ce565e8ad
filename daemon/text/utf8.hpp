#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::text {

/// True for bytes beyond ASCII.
constexpr bool is_high(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// One character at the front of a UTF-8 text; an invalid byte is one character of one byte.
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Decodes the character at `text[at]`; `at` is inside the text.
CodePoint decode_at(std::string_view text, std::size_t at);

/// How many bytes at the front are valid UTF-8. Close to the speed of memory on ASCII.
std::size_t valid_utf8_prefix(std::string_view text);

/// How many bytes at the front are ASCII.
std::size_t ascii_prefix(std::string_view text);

/// Appends one Unicode scalar value; anything else becomes U+FFFD.
void append_utf8(std::string& out, char32_t c);

/// The text with every invalid byte replaced by U+FFFD.
std::string replace_invalid(std::string_view text);

/// C0 (TAB, LF and CR aside), DEL, C1 and the bidi embeddings, overrides and isolates, which reach
/// over the text behind them: never shown, never stored from a feed. The marks U+200E, U+200F and
/// U+061C act where they stand only, and right-to-left texts need them.
constexpr bool is_hidden_control(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// White space by the Unicode property (no-break spaces included, the zero-width space is none).
constexpr bool is_unicode_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

}  // namespace wireroom::text
