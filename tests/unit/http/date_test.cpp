#include "http/date.hpp"

#include <gtest/gtest.h>

namespace wireroom::http {
namespace {

const Timestamp kNow = *parse_rfc3339("2024-03-01T12:00:00Z");

std::string parsed(std::string_view text) {
    const auto time = parse_http_date(text, kNow);
    return time ? format_rfc3339(*time) : "none";
}

TEST(HttpDate, ReadsAllThreeForms) {
    for (const auto* form :
         {"Sun, 06 Nov 1994 08:49:37 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT",
          "Sun Nov  6 08:49:37 1994",
          "06 Nov 1994 08:49:37 UTC",
          "Sun, 6 nov 1994 8:49:37 +0000",
          "Sun, 06 November 1994 08:49:37"}) {
        EXPECT_EQ(parsed(form), "1994-11-06T08:49:37.000Z") << form;
    }
}

TEST(HttpDate, TwoDigitYearsAreAtMostFiftyYearsAhead) {
    EXPECT_EQ(parsed("Friday, 01-Mar-74 00:00:00 GMT"), "2074-03-01T00:00:00.000Z");
    EXPECT_EQ(parsed("Friday, 01-Mar-75 00:00:00 GMT"), "1975-03-01T00:00:00.000Z");
}

TEST(HttpDate, KnowsTheCalendar) {
    EXPECT_EQ(parsed("Thu, 29 Feb 2024 23:59:60 GMT"), "2024-03-01T00:00:00.000Z");
    EXPECT_EQ(parsed("Wed, 29 Feb 2023 00:00:00 GMT"), "none");
    EXPECT_EQ(parsed("Wed, 32 Jan 2023 00:00:00 GMT"), "none");
    EXPECT_EQ(parsed("Wed, 00 Jan 2023 00:00:00 GMT"), "none");
}

TEST(HttpDate, RefusesEverythingElse) {
    for (const auto* bad :
         {"",
          "0",
          "-1",
          "soon",
          "Sun, 06 Nov 1994",
          "Sun, 06 Nov 1994 24:00:00 GMT",
          "Sun, 06 Nov 1994 08:60:00 GMT",
          "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 06 Nov 1994 08:49:37 GMT now",
          "Sun, 06 Foo 1994 08:49:37 GMT",
          "Sun, 06 Nov 19940 08:49:37 GMT",
          "2024-03-01T12:00:00Z",
          ",,,,",
          "a b c d e f g"}) {
        EXPECT_EQ(parsed(bad), "none") << bad;
    }
    EXPECT_EQ(parsed(std::string(1U << 20U, 'x')), "none");
}

TEST(HttpDate, IsWrittenInTheFormOfToday) {
    EXPECT_EQ(
        format_http_date(*parse_rfc3339("1994-11-06T08:49:37.999Z")),
        "Sun, 06 Nov 1994 08:49:37 GMT"
    );
    EXPECT_EQ(format_http_date(from_ms(-1)), "Wed, 31 Dec 1969 23:59:59 GMT");
    EXPECT_EQ(format_http_date(Timestamp::max()), "Fri, 31 Dec 9999 23:59:59 GMT");
}

}  // namespace
}  // namespace wireroom::http
