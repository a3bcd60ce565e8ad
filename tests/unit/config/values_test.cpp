#include "config/values.hpp"

#include <gtest/gtest.h>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

TEST(Duration, IsAWholeNumberAndAUnit) {
    EXPECT_EQ(parse_duration("250ms"), 250ms);
    EXPECT_EQ(parse_duration("0s"), 0ms);
    EXPECT_EQ(parse_duration("5s"), 5s);
    EXPECT_EQ(parse_duration("10m"), 10min);
    EXPECT_EQ(parse_duration("1h"), 1h);
    EXPECT_EQ(parse_duration("30d"), 720h);
    for (const char* text :
         {"",
          "5",
          "s",
          "5 s",
          " 5s",
          "5s ",
          "+5s",
          "-5s",
          "1.5h",
          "05s",
          "5S",
          "5sec",
          "1h30m",
          "99999999999999d",
          "999999999999999999s",
          "9223372036854775807ms",
          "36526d"}) {
        EXPECT_FALSE(parse_duration(text)) << text;
    }
}

TEST(Network, IsNormalised) {
    EXPECT_EQ(parse_network("10.0.0.0/8")->text, "10.0.0.0/8");
    EXPECT_EQ(parse_network("192.168.1.7")->text, "192.168.1.7/32");
    EXPECT_EQ(parse_network("FD00:0:0::/8")->text, "fd00::/8");
    EXPECT_EQ(parse_network("::1")->text, "::1/128");
    EXPECT_EQ(parse_network("0.0.0.0/0")->text, "0.0.0.0/0");
    EXPECT_TRUE(parse_network("10.1.0.0/8")->host_bits);
    EXPECT_EQ(parse_network("172.31.255.255/12")->text, "172.16.0.0/12");
    for (const char* text :
         {"",
          "/8",
          "10.0.0.0/",
          "10.0.0.0/33",
          "::/129",
          "10.0.0/8",
          "host",
          "10.0.0.0/8/8",
          "::1%lo"}) {
        EXPECT_FALSE(parse_network(text)) << text;
    }
}

TEST(FeedName, IsShortAndPlain) {
    for (const char* name : {"a", "o1", "gn", "main", "kyiv-independent", "-", "0"}) {
        EXPECT_TRUE(is_feed_name(name)) << name;
    }
    for (const char* name : {"", "A", "a b", "a_b", "a.b", "\xC3\xA9"}) {
        EXPECT_FALSE(is_feed_name(name)) << name;
    }
    EXPECT_TRUE(is_feed_name(std::string(64, 'a')));
    EXPECT_FALSE(is_feed_name(std::string(65, 'a')));
}

}  // namespace
}  // namespace wireroom::config
