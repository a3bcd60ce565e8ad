#include "feed/date.hpp"

#include "base/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

struct Case {
    const char* text;
    const char* want;  ///< RFC 3339; empty = no date
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << '"' << c.text << '"';
}

class Date : public testing::TestWithParam<Case> {};

TEST_P(Date, ReadsAs) {
    const auto time = parse_date(GetParam().text);

    EXPECT_EQ(time ? format_rfc3339(*time) : "", GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc822,
    Date,
    testing::Values(
        Case{"Fri, 11 Apr 2025 08:00:00 +0000", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 GMT", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 UT", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 UTC", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 Z", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 -0500", "2025-04-11T13:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 +05:30", "2025-04-11T02:30:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 &#43;0200", "2025-04-11T06:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 EST", "2025-04-11T13:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 EDT", "2025-04-11T12:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 CST", "2025-04-11T14:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 CDT", "2025-04-11T13:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 MST", "2025-04-11T15:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 MDT", "2025-04-11T14:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 PST", "2025-04-11T16:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 pdt", "2025-04-11T15:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 CEST", "2025-04-11T06:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 GMT+0200", "2025-04-11T06:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00 +0300 (EEST)", "2025-04-11T05:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00:00", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025 08:00 +0000", "2025-04-11T08:00:00.000Z"},
        Case{"Fri, 11 Apr 2025", "2025-04-11T00:00:00.000Z"},
        Case{"11 Apr 2025 08:00:00 +0000", "2025-04-11T08:00:00.000Z"},
        Case{"Mon, 1 Jan 2024 1:02:03 GMT", "2024-01-01T01:02:03.000Z"},
        Case{"Tue, 11 April 2025 08:00:00 GMT", "2025-04-11T08:00:00.000Z"},
        Case{"Friday, 11-Apr-25 08:00:00 GMT", "2025-04-11T08:00:00.000Z"},
        Case{"Sun, 10 Dec 17 13:01:36 -0800", "2017-12-10T21:01:36.000Z"},
        Case{"Sun, 10 Dec 99 13:01:36 +0000", "1999-12-10T13:01:36.000Z"},
        Case{"Fri,11 Apr 2025 08:00:00 GMT", "2025-04-11T08:00:00.000Z"},
        Case{"  Fri,  11  Apr  2025\n 08:00:00  +0000 ", "2025-04-11T08:00:00.000Z"},
        Case{"Fr, 11 Apr 2025 08:00:00 +0000", "2025-04-11T08:00:00.000Z"},
        Case{"Mi, 15 Mai 2024 10:00:00 +0200", "2024-05-15T08:00:00.000Z"},
        Case{"mar, 14 oct 2025 10:00:00 +0000", "2025-10-14T10:00:00.000Z"},
        Case{"Fri, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00.000Z"},
        Case{"Fri, 31 Dec 2016 24:00:00 GMT", "2017-01-01T00:00:00.000Z"},
        Case{"Sat, 1st March 2025 10:00 AM EST", "2025-03-01T15:00:00.000Z"}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Iso8601,
    Date,
    testing::Values(
        Case{"2025-04-11T08:00:00Z", "2025-04-11T08:00:00.000Z"},
        Case{"2025-04-11T08:00:00+02:00", "2025-04-11T06:00:00.000Z"},
        Case{"2025-04-11T08:00:00-0500", "2025-04-11T13:00:00.000Z"},
        Case{"2025-04-11T08:00:00+02", "2025-04-11T06:00:00.000Z"},
        Case{"2025-04-11T08:00:00.123Z", "2025-04-11T08:00:00.123Z"},
        Case{"2025-04-11T08:00:00.123456+00:00", "2025-04-11T08:00:00.123Z"},
        Case{"2025-04-11T08:00:00,5Z", "2025-04-11T08:00:00.500Z"},
        Case{"2025-04-11T08:00:00.999-07:00", "2025-04-11T15:00:00.999Z"},
        Case{"2025-04-11T08:00Z", "2025-04-11T08:00:00.000Z"},
        Case{"2025-04-11T08:00:00", "2025-04-11T08:00:00.000Z"},
        Case{"2025-04-11 08:00:00", "2025-04-11T08:00:00.000Z"},
        Case{"2025-04-11 08:00:00 EST", "2025-04-11T13:00:00.000Z"},
        Case{"2025-04-11 08:00:00 +0100", "2025-04-11T07:00:00.000Z"},
        Case{"2025-04-11 08:00:00.000000000 -0400 EDT", "2025-04-11T12:00:00.000Z"},
        Case{"2025-04-11t08:00:00z", "2025-04-11T08:00:00.000Z"},
        Case{"2025-04-11", "2025-04-11T00:00:00.000Z"},
        Case{"2025/04/11", "2025-04-11T00:00:00.000Z"},
        Case{"2025/4/1 8:05", "2025-04-01T08:05:00.000Z"},
        Case{"2025-04", "2025-04-01T00:00:00.000Z"},
        Case{"2025", "2025-01-01T00:00:00.000Z"},
        Case{"20250411", "2025-04-11T00:00:00.000Z"},
        Case{"25101", "2025-04-11T00:00:00.000Z"},
        Case{"25-101", "2025-04-11T00:00:00.000Z"},
        Case{"20250411T080000Z", "2025-04-11T08:00:00.000Z"},
        Case{"2024-366", "2024-12-31T00:00:00.000Z"},
        Case{"2025-04-11T24:00:00Z", "2025-04-12T00:00:00.000Z"}
    )
);

INSTANTIATE_TEST_SUITE_P(
    OtherShapes,
    Date,
    testing::Values(
        Case{"Sat, Dec 16 2023 02:02:33 PM", "2023-12-16T14:02:33.000Z"},
        Case{"Dec 16, 2023 12:02:33 AM", "2023-12-16T00:02:33.000Z"},
        Case{"December 16, 2023", "2023-12-16T00:00:00.000Z"},
        Case{"March 3, 2024 at 5:07pm", "2024-03-03T17:07:00.000Z"},
        Case{"Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21.000Z"},
        Case{"Thu Jan 01 19:48:21 EST 2004", "2004-01-02T00:48:21.000Z"},
        Case{"10/Dec/2017 13:01:36 +0000", "2017-12-10T13:01:36.000Z"},
        Case{"12/31/2017 1:05:00 PM", "2017-12-31T13:05:00.000Z"},
        Case{"31/12/2017 13:05", "2017-12-31T13:05:00.000Z"},
        Case{"31.12.2017 13:05", "2017-12-31T13:05:00.000Z"},
        Case{"1072986501", "2004-01-01T19:48:21.000Z"},
        Case{"1072986501000", "2004-01-01T19:48:21.000Z"}
    )
);

INSTANTIATE_TEST_SUITE_P(
    NoDate,
    Date,
    testing::Values(
        Case{"", ""},
        Case{"   ", ""},
        Case{"yesterday", ""},
        Case{"Mon, 01 Jan 0001 00:00:00 +0000", ""},
        Case{"0001-01-01T00:00:00Z", ""},
        Case{"Thu, 01 Jan 1970 00:00:00 GMT", ""},
        Case{"1970-01-01T00:00:00+00:00", ""},
        Case{"1989-12-31T23:59:59Z", ""},
        Case{"0", ""},
        Case{"Fri, 31 Feb 2025 08:00:00 GMT", ""},
        Case{"2025-13-01", ""},
        Case{"2025-04-11T25:00:00Z", ""},
        Case{"2025-04-11T08:61:00Z", ""},
        Case{"Fri, 11 Apr", ""},
        Case{"08:00:00", ""},
        Case{"::::", ""},
        Case{"99999999999999999999", ""},
        Case{"+-+-+-", ""},
        Case{"2025-", ""},
        Case{"- - -", ""}
    )
);

TEST(DateBounds, TheYear1990IsTheFirstThatCounts) {
    EXPECT_FALSE(parse_date("1989-12-31T23:59:59.999Z"));
    EXPECT_TRUE(parse_date("1990-01-01T00:00:00Z"));
}

TEST(DateBounds, ALongTextIsNoDateHoweverItBegins) {
    EXPECT_FALSE(parse_date("2025-04-11T08:00:00Z" + std::string(100'000, ' ') + "x"));
}

TEST(DateBounds, EveryTruncationOfADateIsReadOrRefusedWithoutFault) {
    const std::string text = "Fri, 11-Apr-2025 08:00:00.123 GMT+02:00 (EEST)";
    for (std::size_t from = 0; from < text.size(); ++from) {
        for (std::size_t length = 0; from + length <= text.size(); ++length) {
            const auto time = parse_date(std::string_view(text).substr(from, length));
            if (time) {
                EXPECT_GE(to_ms(*time), 631'152'000'000) << text.substr(from, length);
            }
        }
    }
}

}  // namespace
}  // namespace wireroom::feed
