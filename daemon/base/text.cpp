#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace wireroom {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoint {
    char32_t value;
    std::size_t bytes;
    bool valid;
};

/// Decodes the character at the front of `text` (not empty); an invalid byte is one invalid code
/// point.
CodePoint decode_front(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    const std::size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4
                               : lead >= 0xE0               ? 3
                               : lead >= 0xC2               ? 2
                                                            : 0;
    if (length == 0 || lead > 0xF4 || text.size() < length) {
        return {0, 1, false};
    }
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {0, 1, false};
        }
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) {
        return {0, 1, false};
    }
    return {value, length, true};
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

/// Right-to-left texts are full of them, so a `?` in their place would spoil honest titles.
bool is_direction_mark(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F;
}

std::string clean(std::string_view text, std::size_t max_bytes, bool keep_layout) {
    std::string out;
    out.reserve(std::min(text.size(), max_bytes) + 3);
    while (!text.empty()) {
        const auto c = decode_front(text);
        std::string_view piece = text.substr(0, c.bytes);
        if (!c.valid) {
            piece = kReplacement;
        } else if (is_control(c.value) && !(keep_layout && (c.value == '\n' || c.value == '\t'))) {
            piece = "?";
        } else if (is_direction_mark(c.value)) {
            piece = {};
        }
        if (out.size() + piece.size() > max_bytes) {
            return out + "…";
        }
        out += piece;
        text.remove_prefix(c.bytes);
    }
    return out;
}

}  // namespace

std::string to_lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return to_lower(c); });
    return out;
}

bool iequals(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return x == y || to_lower(x) == to_lower(y);
           });
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::string printable(std::string_view text, std::size_t max_bytes) {
    return clean(text, max_bytes, false);
}

std::string terminal_safe(std::string_view text) {
    return clean(text, std::string_view::npos - 8, true);
}

}  // namespace wireroom
