#include "feed/date.hpp"

#include "base/digits.hpp"
#include "feed/date_names.hpp"
#include "feed/date_parts.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <string>

namespace wireroom::feed {
namespace {

constexpr std::size_t kLongest = 128;  // longer texts are not dates

/// `Fri, 11 Apr 2025 08:00:00 +0000`: two thirds of all dates in feeds, in one pass.
bool read_rfc822(std::string_view text, DateParts& parts) {
    if (text.size() > 5 && text[3] == ',' && text[4] == ' ' && !is_digit(text[0])) {
        text.remove_prefix(5);
    }
    parts.day = take_number(text, 1, 2);
    if (!parts.day || !take(text, " ") || text.size() < 5 || text[3] != ' ') {
        return false;
    }
    parts.month = month_number(text.substr(0, 3));
    text.remove_prefix(4);
    parts.year = take_number(text, 4, 4);
    if (!parts.month || !parts.year || !take(text, " ")) {
        return false;
    }
    const auto space = text.find(' ');
    if (space == std::string_view::npos || !read_clock(text.substr(0, space), parts)) {
        return false;
    }
    return read_zone(text.substr(space + 1), parts);
}

/// Seconds since the epoch with ten digits, or milliseconds with thirteen, microseconds with
/// sixteen; also as .NET writes it, `/Date(1072986501000)/`.
std::optional<Timestamp> read_epoch(std::string_view text) {
    constexpr std::string_view kDotNet = "/Date(";
    if (text.starts_with(kDotNet)) {
        text.remove_prefix(kDotNet.size());
        text = text.substr(0, text.find_first_of("+-)"));
    }
    if (const auto point = text.find('.'); point == 10 && all_digits(text.substr(point + 1))) {
        text = text.substr(0, point);
    }
    if ((text.size() != 10 && text.size() != 13 && text.size() != 16) || !all_digits(text)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text) {
        value = value * 10 + (c - '0');
    }
    return from_ms(text.size() == 10 ? value * 1000 : text.size() == 13 ? value : value / 1000);
}

std::optional<Timestamp> read_any(std::string_view text) {
    if (text.size() >= 20 && text[4] == '-') {
        if (const auto time = parse_rfc3339(text)) {
            return time;
        }
    }
    if (DateParts parts; read_rfc822(text, parts)) {
        return assemble(parts);
    }
    if (const auto time = read_epoch(text)) {
        return time;
    }
    DateParts parts;
    const bool ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        if (text.size() == 4 && all_digits(text)) {
            parts.year = take_number(text, 4, 4);  // W3CDTF, the year alone
            return assemble(parts);
        }
        return read_words(text, parts) ? assemble(parts) : std::nullopt;
    }
    const auto plain = plain_date(text);
    if (!read_words(plain.text, parts)) {
        return std::nullopt;
    }
    if (plain.korean) {
        parts.comment_zone = parts.comment_zone.value_or(std::chrono::hours(9));
    }
    return assemble(parts);
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
    std::string decoded;
    if (text.find('&') != std::string_view::npos && text.size() <= kLongest * 2) {
        decoded = text::decode_references(text);
        text = decoded;
    }
    text = trim(text);
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    // Year 1, 1970 and their like are templates' ways of saying "no date"; so is the year 9999.
    static constexpr Timestamp kFirst = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
    static constexpr Timestamp kLast = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);
    const auto time = read_any(text);
    return time && *time >= kFirst && *time < kLast ? time : std::nullopt;
}

}  // namespace wireroom::feed
