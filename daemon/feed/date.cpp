#include "feed/date.hpp"

#include "base/text.hpp"
#include "feed/date_names.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace wireroom::feed {
namespace {

using std::chrono::minutes;

/// What has been read so far; nothing = not seen.
struct Parts {
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;
    std::optional<int> day_of_year;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int milliseconds = 0;
    bool has_time = false;
    bool afternoon = false;
    bool forenoon = false;
    std::optional<minutes> numeric_zone;
    std::optional<minutes> named_zone;
};

bool is_letter(char c) {
    return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// The number at the front (at most `max_digits`), removed from `text`.
std::optional<int> take_number(
    std::string_view& text, std::size_t min_digits, std::size_t max_digits
) {
    std::size_t count = 0;
    int value = 0;
    while (count < text.size() && count < max_digits && is_digit(text[count])) {
        value = value * 10 + (text[count] - '0');
        ++count;
    }
    if (count < min_digits) {
        return std::nullopt;
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// `+hh:mm`, `-hhmm`, `+hh`, `-hmm`.
std::optional<minutes> numeric_zone(std::string_view text) {
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-")) {
        return std::nullopt;
    }
    int hours = 0;
    int rest = 0;
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        const auto h = take_number(text, 1, 2);
        const bool separated = take(text, ":");
        const auto m = take_number(text, 2, 2);
        if (!h || !separated || !m) {
            return std::nullopt;
        }
        hours = *h;
        rest = *m;
    } else if (all_digits(text) && text.size() <= 4) {
        const auto value = take_number(text, 1, 4);
        hours = *value > 99 ? *value / 100 : *value;
        rest = *value > 99 ? *value % 100 : 0;
        if (*value <= 99 && *value > 14) {  // `+0030` is thirty minutes
            hours = 0;
            rest = *value;
        }
    } else {
        return std::nullopt;
    }
    if (!text.empty() || hours > 15 || rest > 59) {
        return std::nullopt;
    }
    return minutes((hours * 60 + rest) * (west ? -1 : 1));
}

/// A zone of either form, or both glued together: `GMT+0200`, `UTC`, `-05:00`.
bool read_zone(std::string_view text, Parts& parts) {
    const auto sign = text.find_first_of("+-");
    const auto name = text.substr(0, sign);
    if (sign != std::string_view::npos) {
        const auto offset = numeric_zone(text.substr(sign));
        if (!offset || (!name.empty() && !zone_offset(name))) {
            return false;
        }
        parts.numeric_zone = offset;
        return true;
    }
    const auto offset = zone_offset(name);
    if (offset) {
        parts.named_zone = offset;
    }
    return offset.has_value();
}

bool read_meridiem(std::string_view text, Parts& parts) {
    std::string name = to_lower(text);
    std::erase(name, '.');
    parts.forenoon = parts.forenoon || name == "am";
    parts.afternoon = parts.afternoon || name == "pm";
    return name == "am" || name == "pm";
}

/// `h:mm`, `hh:mm:ss`, `hh:mm:ss.fff`, then perhaps AM/PM or a zone without a space.
bool read_time(std::string_view text, Parts& parts) {
    const auto hour = take_number(text, 1, 2);
    const bool separated = take(text, ":");
    const auto minute = take_number(text, 1, 2);
    if (!hour || !separated || !minute || parts.has_time) {
        return false;
    }
    parts.hour = *hour;
    parts.minute = *minute;
    if (take(text, ":")) {
        const auto second = take_number(text, 1, 2);
        if (!second) {
            return false;
        }
        parts.second = *second;
    }
    if (text.size() > 1 && is_digit(text[1]) && take(text, ".,:")) {
        int scale = 100;
        while (const auto digit = take_number(text, 1, 1)) {
            parts.milliseconds += *digit * scale;
            scale /= 10;
        }
    }
    parts.has_time = true;
    return text.empty() || read_meridiem(text, parts) || read_zone(text, parts);
}

int full_year(int year, std::size_t digits) {
    if (digits >= 4) {
        return year;
    }
    if (digits == 3) {
        return 1900 + year;  // RFC 2822 section 4.3: years since 1900
    }
    return year < 69 ? 2000 + year : 1900 + year;
}

/// ISO 8601 profiles: `2004-02-28T18:14:55.123456+0100`, `20040228`, `2004-059`, `2004-02`,
/// `2004/2/28 18:14`.
bool read_iso(std::string_view text, Parts& parts) {
    parts.year = take_number(text, 4, 4);
    if (!parts.year) {
        return false;
    }
    const bool separated = !text.empty() && (text.front() == '-' || text.front() == '/');
    if (separated) {
        const char separator = text.front();
        text.remove_prefix(1);
        const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
        if (digits == 3) {
            parts.day_of_year = take_number(text, 3, 3);
        } else {
            parts.month = take_number(text, 1, 2);
            if (!parts.month) {
                return false;
            }
            if (take(text, std::string_view(&separator, 1))) {
                parts.day = take_number(text, 1, 2);
                if (!parts.day) {
                    return false;
                }
            }
        }
    } else if (text.size() >= 4 && all_digits(text.substr(0, 4))) {
        parts.month = take_number(text, 2, 2);
        parts.day = take_number(text, 2, 2);
    } else if (text.size() >= 3 && all_digits(text.substr(0, 3))) {
        parts.day_of_year = take_number(text, 3, 3);
    }
    if (text.empty()) {
        return true;
    }
    if (read_zone(text, parts)) {
        return true;
    }
    if (!take(text, "Tt ,")) {
        return false;
    }
    text = trim(text);
    if (text.size() >= 6 && all_digits(text.substr(0, 6))) {  // basic format: 181455Z
        parts.hour = *take_number(text, 2, 2);
        parts.minute = *take_number(text, 2, 2);
        parts.second = *take_number(text, 2, 2);
        parts.has_time = true;
        return text.empty() || read_zone(trim(text), parts);
    }
    const auto time_end = std::min(text.find_first_not_of("0123456789:.,"), text.size());
    if (time_end > 0 && text.substr(0, time_end).find(':') != std::string_view::npos) {
        if (!read_time(text.substr(0, time_end), parts)) {
            return false;
        }
    } else if (time_end > 0) {  // the hour alone
        auto hour = text.substr(0, time_end);
        const auto value = take_number(hour, 1, 2);
        if (!value || !hour.empty()) {
            return false;
        }
        parts.hour = *value;
    }
    text = trim(text.substr(time_end));
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        if (!read_meridiem(word, parts) && !read_zone(word, parts) && word.front() != '(') {
            return false;
        }
        text = trim(text.substr(end));
    }
    return true;
}

/// A number among words: the day first, then the year.
bool read_number(std::string_view word, Parts& parts) {
    const auto digits = word.size();
    const auto value = take_number(word, 1, 4);
    if (!value || !word.empty()) {
        return false;
    }
    if (digits >= 3 || parts.day) {
        if (parts.year) {
            return digits <= 2;  // a stray number after a complete date
        }
        parts.year = full_year(*value, digits);
    } else {
        parts.day = *value;
    }
    return true;
}

/// `10-Dec-17`, `10/Dec/2017`, `12/31/2017` (American unless impossible), `31.12.2017`.
bool read_joined(std::string_view word, Parts& parts) {
    const auto at = word.find_first_of("-/.");
    if (at == std::string_view::npos || parts.day || parts.year) {
        return false;
    }
    const char separator = word[at];
    const auto pieces = split(word, separator);
    if (pieces.size() != 3 || !all_digits(pieces[2])) {
        return false;
    }
    auto last = pieces[2];
    const auto digits = last.size();
    const auto year = take_number(last, 2, 4);
    if (!year || !last.empty() || !all_digits(pieces[0]) || pieces[0].size() > 2) {
        return false;
    }
    auto first_text = pieces[0];
    auto second_text = pieces[1];
    int first = *take_number(first_text, 1, 2);
    parts.year = full_year(*year, digits);
    if (!all_digits(second_text)) {
        parts.month = month_number(second_text);
        parts.day = first;
        return parts.month.has_value();
    }
    const auto second = take_number(second_text, 1, 2);
    if (!second || !second_text.empty()) {
        return false;
    }
    const bool american = separator == '/' && first <= 12;
    parts.month = american ? first : *second;
    parts.day = american ? *second : first;
    return true;
}

/// RFC 822, RFC 850, asctime and American order: words in almost any order.
bool read_words(std::string_view text, Parts& parts) {
    bool first = true;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \t\r\n,"), text.size());
        auto word = text.substr(0, end);
        const bool comma = end < text.size() && text[end] == ',';
        text = text.substr(std::min(end + 1, text.size()));
        if (word.empty()) {
            continue;
        }
        const bool leading = std::exchange(first, false);
        if (word.front() == '(') {
            break;  // a comment is always the last thing
        }
        if (is_letter(word.front())) {
            if (leading && comma) {
                continue;  // a weekday in any language, never checked: it is often wrong
            }
            if (read_zone(word, parts) || read_meridiem(word, parts)) {
                continue;
            }
            const auto month = parts.month ? std::nullopt : month_number(word);
            if (month && !(leading && word.size() > 3 && to_lower(word).ends_with("day"))) {
                parts.month = month;
            }
            continue;  // weekdays, `at`, `of`, zones that nobody knows
        }
        if (word.find(':') != std::string_view::npos && is_digit(word.front())) {
            if (!read_time(word, parts)) {
                return false;
            }
            continue;
        }
        if ((word.front() == '+' || word.front() == '-') && parts.has_time) {
            read_zone(word, parts);  // an impossible offset reads as UTC
            continue;
        }
        while (!word.empty() && is_letter(word.back()) && all_digits(word.substr(0, 1)) &&
               word.find_first_of("-/") == std::string_view::npos) {
            word.remove_suffix(1);  // 1st, 2nd, 3rd
        }
        if (word.ends_with('.')) {
            word.remove_suffix(1);
        }
        if (!read_joined(word, parts) && !read_number(word, parts)) {
            return false;
        }
    }
    return parts.year && parts.month;
}

std::optional<Timestamp> assemble(const Parts& parts) {
    namespace chrono = std::chrono;
    if (!parts.year || parts.hour > 24 || parts.minute > 59 || parts.second > 61) {
        return std::nullopt;
    }
    chrono::sys_days date;
    if (parts.day_of_year) {
        if (*parts.day_of_year < 1 || *parts.day_of_year > 366) {
            return std::nullopt;
        }
        date = chrono::sys_days(chrono::year(*parts.year) / 1 / 1) +
               chrono::days(*parts.day_of_year - 1);
    } else {
        const chrono::year_month_day calendar(
            chrono::year(*parts.year),
            chrono::month(static_cast<unsigned>(parts.month.value_or(1))),
            chrono::day(static_cast<unsigned>(parts.day.value_or(1)))
        );
        if (!calendar.ok()) {
            return std::nullopt;
        }
        date = chrono::sys_days(calendar);
    }
    int hour = parts.hour;
    if (parts.afternoon && hour < 12) {
        hour += 12;
    } else if (parts.forenoon && hour == 12) {
        hour = 0;
    }
    const auto zone = parts.numeric_zone.value_or(parts.named_zone.value_or(minutes(0)));
    return Timestamp(date) + chrono::hours(hour) + minutes(parts.minute) +
           chrono::seconds(parts.second) + chrono::milliseconds(parts.milliseconds) - zone;
}

/// `1072986501` or `1072986501000`: seconds or milliseconds since the epoch.
std::optional<Timestamp> read_epoch(std::string_view text) {
    std::int64_t value = 0;
    if ((text.size() != 10 && text.size() != 13) || !all_digits(text)) {
        return std::nullopt;
    }
    std::from_chars(text.data(), text.data() + text.size(), value);
    return from_ms(text.size() == 10 ? value * 1000 : value);
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
    constexpr std::size_t kLongest = 128;  // longer texts are not dates
    std::string decoded;
    if (text.find('&') != std::string_view::npos && text.size() <= kLongest * 2) {
        decoded = text::decode_references(text);
        text = decoded;
    }
    text = trim(text);
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    auto time = read_epoch(text);
    if (!time) {
        Parts parts;
        if (read_iso(text, parts)) {
            time = assemble(parts);
        } else {
            parts = {};
            if (read_words(text, parts)) {
                time = assemble(parts);
            }
        }
    }
    // Year 1, 1970 and their like are templates' ways of saying "no date".
    static constexpr Timestamp kFirst = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
    if (!time || *time < kFirst) {
        return std::nullopt;
    }
    return time;
}

}  // namespace wireroom::feed
