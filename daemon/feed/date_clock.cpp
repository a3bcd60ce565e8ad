#include "base/digits.hpp"
#include "feed/date_names.hpp"
#include "feed/date_parts.hpp"

#include <algorithm>
#include <string>

// The time of day and its zone.

namespace wireroom::feed {
namespace {

using std::chrono::minutes;

bool is_letter(char c) {
    return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// `+hh:mm`, `-hhmm`, `+hh`, `-hmm`, `+hh:mm:ss` of which the seconds do not count.
std::optional<minutes> numeric_zone(std::string_view text) {
    constexpr int kMostHours = 15;  // nobody is farther than 14 from UTC
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-")) {
        return std::nullopt;
    }
    int hours = 0;
    int rest = 0;
    const auto digits = count_digits(text);
    if (digits == text.size() && digits >= 1 && digits <= 4) {
        const int value = *take_number(text, 1, 4);
        hours = digits > 2 ? value / 100 : value;
        rest = digits > 2 ? value % 100 : 0;
    } else {
        const auto h = take_number(text, 1, 2);
        const bool separated = take(text, ":.");
        const auto m = take_number(text, 2, 2);
        if (take(text, ":")) {
            take_number(text, 2, 2);
        }
        take(text, "Zz");
        if (!h || !separated || !m || !text.empty()) {
            return std::nullopt;
        }
        hours = *h;
        rest = *m;
    }
    if (hours > kMostHours || rest > 59) {
        return std::nullopt;
    }
    return minutes((hours * 60 + rest) * (west ? -1 : 1));
}

/// What stands behind the digits of a clock without a space.
bool read_tail(std::string_view text, DateParts& parts) {
    if (text.empty() || read_meridiem(text, parts) || read_zone(text, parts)) {
        return true;
    }
    return std::ranges::all_of(text, is_letter);  // `Uhr`, `h`, a zone nobody knows
}

}  // namespace

bool read_zone(std::string_view text, DateParts& parts) {
    const auto sign = text.find_first_of("+-");
    const auto name = text.substr(0, sign);
    if (sign == std::string_view::npos) {
        const auto offset = zone_offset(name);
        if (offset) {
            parts.named_zone = offset;
        }
        return offset.has_value();
    }
    const auto offset = numeric_zone(text.substr(sign));
    if (!offset || (!name.empty() && !zone_offset(name))) {
        return false;
    }
    parts.numeric_zone = offset;
    return true;
}

int take_fraction(std::string_view& text) {
    int milliseconds = 0;
    for (int scale = 100; !text.empty() && is_digit(text.front()); scale /= 10) {
        milliseconds += (text.front() - '0') * scale;
        text.remove_prefix(1);
    }
    return milliseconds;
}

bool read_meridiem(std::string_view text, DateParts& parts) {
    if (text.empty() || text.size() > 6) {
        return false;
    }
    std::string name = to_lower(text);
    std::erase(name, '.');
    const bool forenoon = name == "am" || name == "πμ";
    const bool afternoon = name == "pm" || name == "μμ";
    parts.forenoon = parts.forenoon || forenoon;
    parts.afternoon = parts.afternoon || afternoon;
    return forenoon || afternoon;
}

bool read_clock(std::string_view text, DateParts& parts, bool dotted) {
    const std::string_view between = dotted ? ".:" : ":";
    auto rest = text;
    const auto hour = take_number(rest, 1, 2);
    const bool with_h = !dotted && hour && take(rest, "hH");
    if (!hour || parts.has_time || !(with_h || take(rest, between))) {
        return false;
    }
    const auto minute = take_number(rest, 1, 2);
    if (!minute && !rest.empty()) {  // `14h` and `8:` are the hour alone
        return false;
    }
    int second = 0;
    int milliseconds = 0;
    if (minute && take(rest, between)) {
        second = take_number(rest, 1, 2).value_or(0);
    }
    if (rest.size() > 1 && is_digit(rest[1]) && take(rest, ".,:")) {
        milliseconds = take_fraction(rest);
    }
    if (!read_tail(rest, parts)) {
        return false;
    }
    parts.hour = *hour;
    parts.minute = minute.value_or(0);
    parts.second = second;
    parts.milliseconds = milliseconds;
    parts.has_time = true;
    return true;
}

}  // namespace wireroom::feed
