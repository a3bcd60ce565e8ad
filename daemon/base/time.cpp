#include "base/time.hpp"

#include "base/digits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

}  // namespace

std::string format_rfc3339(Timestamp time) {
    const auto first = Timestamp(std::chrono::sys_days(std::chrono::year(0) / 1 / 1));
    const auto last =
        Timestamp(std::chrono::sys_days(std::chrono::year(10000) / 1 / 1)) - milliseconds(1);
    time = std::clamp(time, first, last);
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count(),
        clock.subseconds().count()
    );
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    const auto year = take_number(text, 4, 4);
    const bool dash1 = take(text, "-");
    const auto month = take_number(text, 2, 2);
    const bool dash2 = take(text, "-");
    const auto day = take_number(text, 2, 2);
    const bool separator = take(text, "Tt ");
    const auto hour = take_number(text, 2, 2);
    const bool colon1 = take(text, ":");
    const auto minute = take_number(text, 2, 2);
    const bool colon2 = take(text, ":");
    const auto second = take_number(text, 2, 2);
    if (!year || !dash1 || !month || !dash2 || !day || !separator || !hour || !colon1 || !minute ||
        !colon2 || !second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    int fraction_ms = 0;
    if (take(text, ".")) {
        int scale = 100;
        std::size_t digits = 0;
        while (const auto digit = take_number(text, 1, 1)) {
            fraction_ms += *digit * scale;
            scale /= 10;
            ++digits;
        }
        if (digits == 0) {
            return std::nullopt;
        }
    }
    std::chrono::minutes offset{0};
    if (!take(text, "Zz")) {
        const bool west = !text.empty() && text.front() == '-';
        const bool sign = take(text, "+-");
        const auto offset_hours = take_number(text, 2, 2);
        const bool colon = take(text, ":");
        const auto offset_minutes = take_number(text, 2, 2);
        if (!sign || !offset_hours || !colon || !offset_minutes || *offset_hours > 23 ||
            *offset_minutes > 59) {
            return std::nullopt;
        }
        offset = std::chrono::minutes(*offset_hours * 60 + *offset_minutes) * (west ? -1 : 1);
    }
    const std::chrono::year_month_day date(
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))
    );
    if (!text.empty() || !date.ok()) {
        return std::nullopt;
    }
    return Timestamp(std::chrono::sys_days(date)) + std::chrono::hours(*hour) +
           std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
           milliseconds(fraction_ms) - offset;
}

std::string describe_duration(milliseconds duration) {
    const auto ms = duration.count();
    struct Unit {
        std::int64_t ms;
        const char* name;
    };
    constexpr Unit kUnits[] = {
        {86'400'000, "d"}, {3'600'000, "h"}, {60'000, "min"}, {1'000, "s"}, {1, "ms"}};
    for (const auto& unit : kUnits) {
        const auto rounded = (ms + unit.ms / 2) / unit.ms;
        const auto off = rounded * unit.ms > ms ? rounded * unit.ms - ms : ms - rounded * unit.ms;
        if (rounded >= 1 && off * 10 <= ms) {
            return fmt::format("{} {}", rounded, unit.name);
        }
    }
    return "0 ms";
}

}  // namespace wireroom
