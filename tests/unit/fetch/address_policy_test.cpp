#include "fetch/address_policy.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::fetch {
namespace {

boost::asio::ip::address address(const std::string& text) {
    return boost::asio::ip::make_address(text);
}

TEST(AddressPolicy, DeniesEverySpecialRangeAtBothEnds) {
    for (const auto* denied : {
             "0.0.0.0",
             "0.255.255.255",
             "10.0.0.0",
             "10.255.255.255",
             "100.64.0.0",
             "100.127.255.255",
             "127.0.0.1",
             "127.255.255.255",
             "169.254.0.0",
             "169.254.169.254",
             "169.254.255.255",
             "172.16.0.0",
             "172.31.255.255",
             "192.0.0.0",
             "192.0.0.255",
             "192.0.2.1",
             "192.88.99.1",
             "192.168.0.0",
             "192.168.255.255",
             "198.18.0.0",
             "198.19.255.255",
             "198.51.100.7",
             "203.0.113.255",
             "224.0.0.1",
             "239.255.255.255",
             "240.0.0.1",
             "255.255.255.255",
             "::",
             "::1",
             "::2",
             "::7f00:1",
             "::ffff:0.0.0.0",
             "::ffff:10.0.0.1",
             "::ffff:127.0.0.1",
             "::ffff:169.254.169.254",
             "64:ff9b::10.1.2.3",
             "64:ff9b::127.0.0.1",
             "64:ff9b::169.254.169.254",
             "64:ff9b:1::1",
             "64:ff9b:1:ffff::1",
             "100::1",
             "2001::1",
             "2001:0:ffff::1",
             "2001:2::1",
             "2001:db8::1",
             "2002::1",
             "2002:7f00:1::1",
             "3fff:0fff::1",
             "fc00::1",
             "fdff:ffff::1",
             "fe80::1",
             "febf::1",
             "fec0::1",
             "feff::1",
             "ff00::1",
             "ff02::1",
             "ffff::1",
         }) {
        EXPECT_FALSE(is_public(address(denied))) << denied;
    }
}

TEST(AddressPolicy, AllowsTheNeighboursOfThoseRanges) {
    for (const auto* allowed : {
             "1.0.0.0",        "9.255.255.255",    "11.0.0.0",     "100.63.255.255",
             "100.128.0.0",    "126.255.255.255",  "128.0.0.0",    "169.253.255.255",
             "169.255.0.0",    "172.15.255.255",   "172.32.0.0",   "192.0.1.0",
             "192.0.3.0",      "192.88.98.255",    "192.88.100.0", "192.167.255.255",
             "192.169.0.0",    "198.17.255.255",   "198.20.0.0",   "198.51.99.255",
             "198.51.101.0",   "203.0.112.255",    "203.0.114.0",  "223.255.255.255",
             "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:1::1",    "2001:4860:4860::8888",
             "2001:db7::1",    "2001:db9::1",      "2003::1",      "2a00:1450::1",
             "3fff:1000::1",   "100:0:0:1::1",
         }) {
        EXPECT_TRUE(is_public(address(allowed))) << allowed;
    }
}

TEST(Network, ContainsWhatItsPrefixSays) {
    struct Case {
        const char* network;
        const char* address;
        bool contained;
    };
    for (const auto& [network, candidate, contained] : {
             Case{"10.1.2.3/8", "10.255.0.1", true},
             {"10.1.2.3/8", "11.0.0.1", false},
             {"192.168.4.0/22", "192.168.7.255", true},
             {"192.168.4.0/22", "192.168.8.0", false},
             {"127.0.0.1", "127.0.0.1", true},
             {"127.0.0.1", "127.0.0.2", false},
             {"127.0.0.0/8", "::ffff:127.3.3.3", true},
             {"::ffff:127.0.0.0/104", "127.9.9.9", true},
             {"fd00::/8", "fdff::1", true},
             {"fd00::/8", "fc00::1", false},
             {"0.0.0.0/0", "203.0.113.1", true},
             {"0.0.0.0/0", "::1", false},
             {"::/0", "2001:db8::1", true},
             {"fe80::/10", "fe80::1%1", true},
         }) {
        const auto parsed = Network::parse(network);
        ASSERT_TRUE(parsed) << network;
        EXPECT_EQ(parsed->contains(address(candidate)), contained) << network << " " << candidate;
    }
}

TEST(Network, RefusesWhatIsNoNetwork) {
    for (const auto* bad :
         {"",
          "/8",
          "10.0.0.0/",
          "10.0.0.0/33",
          "10.0.0.0/-1",
          "10.0.0.0/8x",
          "::/129",
          "host",
          "10/8",
          "10.0.0.0/8/8",
          "fe80::1%eth0/64",
          "10.0.0.0/99999999999999999999"}) {
        EXPECT_FALSE(Network::parse(bad)) << bad;
    }
}

TEST(Network, SaysItselfInItsShortestForm) {
    EXPECT_EQ(Network::parse("10.1.2.3/8")->to_string(), "10.0.0.0/8");
    EXPECT_EQ(Network::parse("127.0.0.1")->to_string(), "127.0.0.1/32");
    EXPECT_EQ(Network::parse(" fd00::1/8 ")->to_string(), "fd00::/8");
}

}  // namespace
}  // namespace wireroom::fetch
