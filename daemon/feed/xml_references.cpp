#include "base/text.hpp"
#include "feed/xml_scan.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <charconv>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

Reference classify_numeric(std::string_view name, std::size_t length) {
    name.remove_prefix(1);
    const bool hexadecimal = !name.empty() && (name.front() == 'x' || name.front() == 'X');
    // `&#X41;` with a capital X is HTML's; pugixml leaves it alone.
    const bool capital = hexadecimal && name.front() == 'X';
    if (hexadecimal) {
        name.remove_prefix(1);
    }
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
    if (name.empty() || end != name.data() + name.size()) {
        return {};
    }
    if (error != std::errc() || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ||
        value == 0xFFFE || value == 0xFFFF ||
        (value < 0x20 && value != '\t' && value != '\n' && value != '\r')) {
        return {Reference::Type::kIllegal, length};
    }
    if (value >= 0x80 && value <= 0x9F) {
        return {Reference::Type::kRemapped, length};
    }
    return {capital ? Reference::Type::kHtml : Reference::Type::kXml, length};
}

/// The bytes of two references at the front that are one character of UTF-16; 0 for others.
std::size_t pair_length(std::string_view text, std::size_t first) {
    const auto behind = text.substr(first, 10);
    const auto semicolon = behind.starts_with("&#") ? behind.find(';') : kEnd;
    if (semicolon == kEnd) {
        return 0;
    }
    const auto length = first + semicolon + 1;
    // Only a character beyond U+FFFF begins so in UTF-8; what is no pair begins with another.
    const auto decoded = text::decode_references(text.substr(0, length));
    return static_cast<unsigned char>(decoded.front()) >= 0xF0 ? length : 0;
}

/// How many zeros a number begins with, `&#0065;`: they make it no other number.
std::size_t leading_zeros(std::string_view text) {
    if (!text.starts_with("&#")) {
        return 0;
    }
    const std::size_t digits = text.size() > 2 && to_lower(text[2]) == 'x' ? 3 : 2;
    return std::min(text.find_first_not_of('0', digits), text.size()) - digits;
}

}  // namespace

Reference classify_reference(std::string_view text) {
    if (const auto found = predefined_reference(text); found.length > 0) {
        return {Reference::Type::kXml, found.length};
    }
    constexpr std::size_t kLongest = 40;  // HTML's longest name has 31 letters
    const auto semicolon = text.substr(0, kLongest + leading_zeros(text)).find(';');
    if (semicolon == kEnd || semicolon < 2) {
        return {};
    }
    const auto name = text.substr(1, semicolon - 1);
    const auto length = semicolon + 1;
    if (name.front() == '#') {
        const auto numeric = classify_numeric(name, length);
        const auto pair = numeric.type == Reference::Type::kIllegal ? pair_length(text, length) : 0;
        return pair > 0 ? Reference{Reference::Type::kPair, pair} : numeric;
    }
    const bool word =
        is_name_start(name.front()) && std::ranges::all_of(name, [](char c) {
            return is_name_byte(c) && static_cast<unsigned char>(c) < 0x80 && c != ':';
        });
    if (!word) {
        return {};
    }
    const auto reference = text.substr(0, length);
    return text::decode_references(reference) == reference
               ? Reference{Reference::Type::kUnknown, 1}
               : Reference{Reference::Type::kHtml, length};
}

}  // namespace wireroom::feed
