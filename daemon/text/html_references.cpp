#include "text/html_references.hpp"

#include "base/text.hpp"
#include "text/html.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace wireroom::text {
namespace {

struct Named {
    std::string_view name;
    bool bare = false;  ///< also known without the semicolon
    std::array<char32_t, 2> characters{};
};

std::uint32_t hex_value(char c) {
    return static_cast<std::uint32_t>(is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10);
}

bool is_hex(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

bool is_alphanumeric(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

std::vector<Named> read_names() {
    std::vector<Named> names;
    names.reserve(2200);
    for (auto entry : split(kNamedReferences, ' ')) {
        const auto colon = entry.find(':');
        if (colon == std::string_view::npos) {
            continue;
        }
        Named named;
        named.bare = entry[colon - 1] == '!';
        named.name = entry.substr(0, colon - (named.bare ? 1 : 0));
        std::size_t which = 0;
        for (const char c : entry.substr(colon + 1)) {
            if (c == '+') {
                ++which;
            } else {
                named.characters[which] = named.characters[which] * 16 + hex_value(c);
            }
        }
        names.push_back(named);
    }
    return names;
}

const Named* find_name(std::string_view name) {
    static const std::vector<Named> kNames = read_names();
    const auto found = std::ranges::lower_bound(kNames, name, {}, &Named::name);
    return found != kNames.end() && found->name == name ? &*found : nullptr;
}

/// HTML standard section 13.2.5.80: what numbers of old code pages mean.
char32_t repaired(std::uint32_t number) {
    constexpr std::array<char32_t, 32> kWindows1252 = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    if (number >= 0x80 && number <= 0x9F) {
        return kWindows1252[number - 0x80];
    }
    return number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF) ? 0xFFFD
                                                                                      : number;
}

/// Reads the number of a numeric reference. @return its bytes; 0 when there is no number.
std::size_t read_number(std::string_view text, std::uint32_t& number) {
    std::size_t at = 2;
    const bool hex = text.size() > at && to_lower(text[at]) == 'x';
    at += hex ? 1 : 0;
    const auto first = at;
    number = 0;
    for (; at < text.size() && (hex ? is_hex(text[at]) : is_digit(text[at])); ++at) {
        number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + hex_value(text[at]), 0x110000);
    }
    if (at == first) {
        return 0;
    }
    return at + (at < text.size() && text[at] == ';' ? 1 : 0);
}

std::size_t decode_numeric(std::string_view text, std::string& out) {
    std::uint32_t number = 0;
    const auto length = read_number(text, number);
    if (length == 0) {
        return 0;
    }
    const auto behind = text.substr(length);
    if (number >= 0xD800 && number <= 0xDBFF && behind.starts_with("&#")) {
        // Programs that think in UTF-16 write a character beyond it as two references. The HTML
        // standard reads two errors; we read the character.
        std::uint32_t low = 0;
        const auto second = read_number(behind, low);
        if (second > 0 && low >= 0xDC00 && low <= 0xDFFF) {
            append_utf8(out, 0x10000 + ((number - 0xD800) << 10U) + (low - 0xDC00));
            return length + second;
        }
    }
    append_utf8(out, repaired(number));
    return length;
}

void append(const Named& named, std::string& out) {
    append_utf8(out, named.characters[0]);
    if (named.characters[1] != 0) {
        append_utf8(out, named.characters[1]);
    }
}

}  // namespace

std::size_t decode_reference(std::string_view text, ReferenceContext context, std::string& out) {
    constexpr std::size_t kLongestName = 31;
    constexpr std::size_t kLongestBareName = 6;
    if (text.size() > 2 && text[1] == '#') {
        return decode_numeric(text, out);
    }
    std::size_t length = 0;
    while (length < kLongestName && length + 1 < text.size() && is_alphanumeric(text[length + 1])) {
        ++length;
    }
    const bool closed = length + 1 < text.size() && text[length + 1] == ';';
    if (length == 0) {
        return 0;
    }
    if (closed) {
        if (const auto* named = find_name(text.substr(1, length))) {
            append(*named, out);
            return length + 2;
        }
    }
    for (auto shorter = std::min(length, kLongestBareName); shorter >= 2; --shorter) {
        const auto* named = find_name(text.substr(1, shorter));
        if (named == nullptr || !named->bare) {
            continue;
        }
        const char next = shorter + 1 < text.size() ? text[shorter + 1] : '\0';
        if (context == ReferenceContext::kAttribute && (next == '=' || is_alphanumeric(next))) {
            return 0;
        }
        append(*named, out);
        return shorter + 1;
    }
    return 0;
}

std::string decode_all_references(std::string_view text, ReferenceContext context) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto ampersand = text.find('&');
        out += text.substr(0, ampersand);
        if (ampersand == std::string_view::npos) {
            break;
        }
        text.remove_prefix(ampersand);
        const auto used = decode_reference(text, context, out);
        if (used == 0) {
            out += '&';
        }
        text.remove_prefix(std::max<std::size_t>(used, 1));
    }
    return out;
}

std::string decode_references(std::string_view text) {
    return decode_all_references(text, ReferenceContext::kAttribute);
}

}  // namespace wireroom::text
