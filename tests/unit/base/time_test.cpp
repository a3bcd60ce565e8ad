#include "base/time.hpp"

#include <gtest/gtest.h>

namespace wireroom {
namespace {

TEST(Rfc3339, FormatsUtcWithMilliseconds) {
    EXPECT_EQ(format_rfc3339(from_ms(1'744'358'400'123)), "2025-04-11T08:00:00.123Z");
    EXPECT_EQ(format_rfc3339(from_ms(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(from_ms(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, ClampsYearsThatItCannotSay) {
    EXPECT_EQ(format_rfc3339(from_ms(9'000'000'000'000'000)), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(format_rfc3339(from_ms(-9'000'000'000'000'000)), "0000-01-01T00:00:00.000Z");
}

TEST(Rfc3339, ParsesZonesAndFractions) {
    struct Case {
        const char* text;
        const char* utc;
    };
    constexpr Case kCases[] = {
        {"2025-04-11T08:00:00Z", "2025-04-11T08:00:00.000Z"},
        {"2025-04-11t08:00:00z", "2025-04-11T08:00:00.000Z"},
        {"2025-04-11 08:00:00Z", "2025-04-11T08:00:00.000Z"},
        {"2025-04-11T10:30:00+02:30", "2025-04-11T08:00:00.000Z"},
        {"2025-04-10T23:00:00-09:00", "2025-04-11T08:00:00.000Z"},
        {"2025-04-11T08:00:00.1Z", "2025-04-11T08:00:00.100Z"},
        {"2025-04-11T08:00:00.123456789Z", "2025-04-11T08:00:00.123Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
        {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"},
    };
    for (const auto& c : kCases) {
        const auto time = parse_rfc3339(c.text);
        ASSERT_TRUE(time) << c.text;
        EXPECT_EQ(format_rfc3339(*time), c.utc) << c.text;
    }
}

TEST(Rfc3339, RefusesEverythingElse) {
    for (const auto* text :
         {"",
          "2025",
          "2025-04-11",
          "2025-04-11T08:00Z",
          "2025-04-11T08:00:00",
          "2025-02-29T00:00:00Z",
          "2025-13-01T00:00:00Z",
          "2025-04-11T24:00:00Z",
          "2025-04-11T08:60:00Z",
          "2025-04-11T08:00:00.Z",
          "2025-04-11T08:00:00+2:00",
          "2025-04-11T08:00:00Zjunk",
          "-025-04-11T08:00:00Z",
          "2025-04-11T08:00:-1Z"}) {
        EXPECT_FALSE(parse_rfc3339(text)) << text;
    }
}

TEST(Duration, IsToldInTheLargestUnitThatFits) {
    using namespace std::chrono_literals;
    EXPECT_EQ(describe_duration(850ms), "850 ms");
    EXPECT_EQ(describe_duration(0ms), "0 ms");
    EXPECT_EQ(describe_duration(42s), "42 s");
    EXPECT_EQ(describe_duration(5min), "5 min");
    EXPECT_EQ(describe_duration(90min), "90 min");
    EXPECT_EQ(describe_duration(2h), "2 h");
    EXPECT_EQ(describe_duration(72h), "3 d");
}

}  // namespace
}  // namespace wireroom
