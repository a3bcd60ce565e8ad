#include "base/digits.hpp"
#include "feed/date_names.hpp"
#include "feed/date_parts.hpp"

#include <algorithm>

// Dates that are one word: numbers, perhaps a month's name, one separator.

namespace wireroom::feed {
namespace {

constexpr std::string_view kSeparators = "-/.";

/// Day, month or day of the year: everything up to the separator or another character.
std::string_view take_piece(std::string_view& text) {
    auto end = count_digits(text);
    if (end == 0) {
        const auto stop = text.find_first_of("-/.:,+ 0123456789");
        end = std::min(stop, text.size());
    }
    const auto piece = text.substr(0, end);
    text.remove_prefix(end);
    return piece;
}

std::optional<int> month_of(std::string_view piece) {
    if (all_digits(piece)) {
        return piece.size() <= 2 ? take_number(piece, 1, 2) : std::nullopt;
    }
    return month_number(piece);
}

/// The time behind a date: `T08:00:00Z`, `t080000.5+0200`, `:08:00`, a zone alone, nothing.
bool read_rest(std::string_view rest, DateParts& parts) {
    if (rest.empty() || read_zone(rest, parts)) {
        return true;
    }
    if (!take(rest, "Tt:_")) {
        return false;
    }
    const auto digits = count_digits(rest);
    const bool colons = digits < rest.size() && rest[digits] == ':';
    if (rest.empty() || colons || digits % 2 != 0 || digits == 0 || digits > 6) {
        return rest.empty() || read_clock(rest, parts);
    }
    parts.hour = *take_number(rest, 2, 2);  // basic format, or the hour alone
    parts.minute = take_number(rest, 2, 2).value_or(0);
    parts.second = take_number(rest, 2, 2).value_or(0);
    parts.has_time = true;
    if (rest.size() > 1 && is_digit(rest[1]) && take(rest, ".,")) {
        parts.milliseconds = take_fraction(rest);
    }
    return rest.empty() || read_zone(rest, parts);
}

/// Behind the year of an ISO 8601 week date: `W17`, `W17-4`, `W174`.
bool read_week(std::string_view text, DateParts& parts) {
    take(text, "Ww");
    parts.week = take_number(text, 2, 2);
    if (!parts.week) {
        return false;
    }
    if (text.size() > 1 && text[0] == '-' && is_digit(text[1])) {
        text.remove_prefix(1);
    }
    parts.day = take_number(text, 1, 1);
    return read_rest(text, parts);
}

/// `2025-04-11`, `2025/4/11`, `2025.04.11`, `2025-Apr-11`, `2025-04`, `2025-101`, `2025-W15-5`.
bool read_year_first(std::string_view text, DateParts& parts) {
    parts.year = take_number(text, 4, 4);
    const char separator = text.front();
    text.remove_prefix(1);
    if (text.starts_with('W') || text.starts_with('w')) {
        return read_week(text, parts);
    }
    if (count_digits(text) == 3) {
        parts.day_of_year = take_number(text, 3, 3);
        return read_rest(text, parts);
    }
    parts.month = month_of(take_piece(text));
    if (!parts.month) {
        return false;
    }
    if (text.size() > 1 && text.front() == separator && is_digit(text[1]) &&
        count_digits(text.substr(1)) <= 2) {
        text.remove_prefix(1);
        parts.day = take_number(text, 1, 2);
        if (text == ".") {
            return true;
        }
    }
    return read_rest(text, parts);
}

/// `20250411`, `20250411T080000Z`, `202504110800`, `20250411080000`, `2025101`, `2025W155`,
/// `250411`, `25101`.
bool read_basic(std::string_view text, DateParts& parts) {
    const auto digits = count_digits(text);
    const auto two = [&] { return *take_number(text, 2, 2); };
    if (digits == 4 && text.size() > 5 && (text[4] == 'W' || text[4] == 'w')) {
        parts.year = take_number(text, 4, 4);
        return read_week(text, parts);
    }
    if (digits != 5 && digits != 6 && digits != 7 && digits != 8 && digits != 12 && digits != 14) {
        return false;
    }
    if (digits == 5 || digits == 6) {
        parts.year = full_year(two(), 2);
    } else {
        parts.year = take_number(text, 4, 4);
    }
    if (digits == 5 || digits == 7) {
        parts.day_of_year = take_number(text, 3, 3);
        return read_rest(text, parts);
    }
    parts.month = two();
    parts.day = two();
    if (digits > 8) {
        parts.hour = two();
        parts.minute = two();
        parts.second = digits == 14 ? two() : 0;
        parts.has_time = true;
        return text.empty() || read_zone(text, parts);
    }
    return read_rest(text, parts);
}

/// Three pieces of which the last is the year, or two digits all of them: ISO 8601 of 1988 with
/// dashes (`25-04-11`) unless that is no date.
bool read_day_first(std::string_view text, DateParts& parts) {
    const auto first = take_piece(text);
    const char separator = text.front();
    text.remove_prefix(1);
    const auto second = take_piece(text);
    if (first.size() == 2 && second.size() == 3 && all_digits(second) && separator == '-') {
        auto digits = first;  // `25-101`, a day of the year
        parts.year = full_year(*take_number(digits, 2, 2), 2);
        digits = second;
        parts.day_of_year = take_number(digits, 3, 3);
        return read_rest(text, parts);
    }
    if (text.empty() || text.front() != separator) {
        return false;
    }
    text.remove_prefix(1);
    const auto third = take_piece(text);
    if (first.size() > 2 || third.size() < 2 || third.size() > 4 || !all_digits(third) ||
        (all_digits(second) && second.size() > 2)) {
        return false;
    }
    auto digits = first;
    const int one = *take_number(digits, 1, 2);
    digits = third;
    const int last = *take_number(digits, 2, 4);
    if (!all_digits(second)) {
        parts.month = month_number(second);
        parts.day = one;
        parts.year = full_year(last, third.size());
        return parts.month && read_rest(text, parts);
    }
    digits = second;
    const int two = *take_number(digits, 1, 2);
    if (separator == '-' && first.size() == 2 && third.size() == 2 && two <= 12 && last <= 31) {
        parts.year = full_year(one, 2);
        parts.month = two;
        parts.day = last;
        return read_rest(text, parts);
    }
    // 1/2/2025 is January in the feeds that write so; with dots and dashes the day is first.
    const bool american = two > 12 || (separator == '/' && one <= 12);
    parts.month = american ? one : two;
    parts.day = american ? two : one;
    parts.year = full_year(last, third.size());
    return read_rest(text, parts);
}

}  // namespace

bool read_joined(std::string_view word, DateParts& parts) {
    if (parts.year || parts.month || parts.day) {
        return false;
    }
    DateParts found = parts;
    const auto digits = count_digits(word);
    const bool separated =
        digits < word.size() && kSeparators.find(word[digits]) != std::string_view::npos;
    bool read = false;
    if (separated && digits == 4) {
        read = read_year_first(word, found);
    } else if (separated && (digits == 1 || digits == 2)) {
        read = read_day_first(word, found);
    } else if (!separated) {
        read = read_basic(word, found);
    }
    if (read) {
        parts = found;
    }
    return read;
}

}  // namespace wireroom::feed
