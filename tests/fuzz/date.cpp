// Dates as feeds write them.

#include "feed/date.hpp"

#include "base/time.hpp"
#include "fuzz/check.hpp"

#include <string>

void wireroom::fuzz::check(std::string_view input) {
    const auto date = feed::parse_date(input);
    if (!date) {
        return;
    }
    static const auto kFirst = *parse_rfc3339("1990-01-01T00:00:00Z");
    static const auto kBehindLast = *parse_rfc3339("9999-01-01T00:00:00Z");
    demand(*date >= kFirst, "no date is before 1990");
    demand(*date < kBehindLast, "no date is of 9999 or later");
    const auto written = format_rfc3339(*date);
    const auto again = feed::parse_date(written);
    demand(again.has_value() && *again == *date, "a date that we write is read as it was", written);
}
