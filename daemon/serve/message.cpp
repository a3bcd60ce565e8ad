#include "serve/message.hpp"

#include "base/text.hpp"

#include <optional>

namespace wireroom::serve {
namespace {

std::optional<unsigned> hex_digit(char c) {
    if (is_digit(c)) {
        return static_cast<unsigned>(c - '0');
    }
    const char lower = to_lower(c);
    if (lower >= 'a' && lower <= 'f') {
        return static_cast<unsigned>(lower - 'a') + 10;
    }
    return std::nullopt;
}

/// @param plus_is_space as HTML forms write queries.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
            const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
            if (!low) {
                return std::nullopt;
            }
            out += static_cast<char>((*high << 4U) | *low);
            i += 2;
        }
    }
    return out;
}

bool parse_pairs(std::string_view text, Request& request) {
    for (const auto part : split(text, '&')) {
        if (part.empty()) {
            continue;
        }
        const auto equals = part.find('=');
        auto name = percent_decode(part.substr(0, equals), true);
        const auto rest = equals == std::string_view::npos ? "" : part.substr(equals + 1);
        auto value = percent_decode(rest, true);
        if (!name || !value) {
            return false;
        }
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

}  // namespace

bool parse_target(std::string_view target, Request& request) {
    request.query.clear();
    if (!target.starts_with('/')) {
        return false;
    }
    const auto mark = target.find('?');
    auto path = percent_decode(target.substr(0, mark), false);
    if (!path) {
        return false;
    }
    request.path = std::move(*path);
    return mark == std::string_view::npos || parse_pairs(target.substr(mark + 1), request);
}

std::string percent_encode(std::string_view text, std::string_view plain) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const char lower = to_lower(c);
        if (is_digit(c) || (lower >= 'a' && lower <= 'z') ||
            plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        }
    }
    return out;
}

}  // namespace wireroom::serve
