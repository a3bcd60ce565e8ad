#include "feed/date_parts.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

namespace chrono = std::chrono;

/// Monday of the first ISO week of a year: the week with 4 January in it.
chrono::sys_days first_week(chrono::year year) {
    const chrono::sys_days fourth = year / 1 / 4;
    return fourth - chrono::days((chrono::weekday(fourth) - chrono::Monday).count());
}

std::optional<chrono::sys_days> day_of(const DateParts& parts) {
    const chrono::year year(*parts.year);
    if (parts.day_of_year) {
        const int days = year.is_leap() ? 366 : 365;
        if (*parts.day_of_year < 1 || *parts.day_of_year > days) {
            return std::nullopt;
        }
        return chrono::sys_days(year / 1 / 1) + chrono::days(*parts.day_of_year - 1);
    }
    if (parts.week) {
        const auto day = parts.day.value_or(1);
        const auto monday = first_week(year) + chrono::days(7 * (*parts.week - 1));
        const bool exists = *parts.week >= 1 && monday < first_week(year + chrono::years(1));
        if (!exists || day < 1 || day > 7) {
            return std::nullopt;
        }
        return monday + chrono::days(day - 1);
    }
    const chrono::year_month_day date(
        year,
        chrono::month(static_cast<unsigned>(parts.month.value_or(1))),
        chrono::day(static_cast<unsigned>(parts.day.value_or(1)))
    );
    return date.ok() ? std::optional(chrono::sys_days(date)) : std::nullopt;
}

}  // namespace

std::optional<Timestamp> assemble(const DateParts& parts) {
    if (!parts.year || parts.minute > 59 || parts.second > 60 || parts.hour > 24) {
        return std::nullopt;
    }
    if (parts.hour == 24 && (parts.minute != 0 || parts.second != 0 || parts.milliseconds != 0)) {
        return std::nullopt;
    }
    const auto date = day_of(parts);
    if (!date) {
        return std::nullopt;
    }
    int hour = parts.hour;
    if (parts.afternoon && hour < 12) {
        hour += 12;
    } else if (parts.forenoon && hour == 12) {
        hour = 0;
    }
    const auto zone = parts.numeric_zone   ? *parts.numeric_zone
                      : parts.named_zone   ? *parts.named_zone
                      : parts.comment_zone ? *parts.comment_zone
                                           : chrono::minutes(0);
    return Timestamp(*date) + chrono::hours(hour) + chrono::minutes(parts.minute) +
           chrono::seconds(parts.second) + chrono::milliseconds(parts.milliseconds) - zone;
}

int full_year(int year, std::size_t digits) {
    if (digits >= 4) {
        return year;
    }
    if (digits == 3) {
        return 1900 + year;
    }
    return year < 50 ? 2000 + year : 1900 + year;
}

}  // namespace wireroom::feed
