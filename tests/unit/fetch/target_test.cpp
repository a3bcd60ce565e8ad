#include "fetch/target.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::fetch {
namespace {

std::string word_of(TargetFault fault) {
    switch (fault) {
        case TargetFault::kUrl:
            return "!url";
        case TargetFault::kScheme:
            return "!scheme";
        case TargetFault::kPort:
            return "!port";
        case TargetFault::kDowngrade:
            return "!downgrade";
        case TargetFault::kTooLong:
            return "!too-long";
    }
    return "?";
}

std::string target_of(std::string_view url) {
    const auto target = make_target(url, 8192);
    return target ? target->text : word_of(target.error().kind);
}

std::string redirected(std::string_view from, std::string_view location) {
    const auto target = redirect_target(*make_target(from, 8192), location, 8192);
    return target ? target->text + (target->url.userinfo.empty() ? "" : " userinfo")
                  : word_of(target.error().kind);
}

TEST(Target, IsWhatIsSaidOnTheWire) {
    EXPECT_EQ(target_of("http://Example.org"), "http://example.org/");
    EXPECT_EQ(
        target_of("HTTP://user:secret@example.org:8080/a?b=c#d"), "http://example.org:8080/a?b=c"
    );
    EXPECT_EQ(target_of("https://example.org:443/"), "https://example.org/");
    EXPECT_EQ(target_of("http://[2001:db8::1]:8080/x"), "http://[2001:db8::1]:8080/x");
    EXPECT_EQ(target_of("http://2852039166/x"), "http://2852039166/x");
}

TEST(Target, RefusesWhatCannotBeAsked) {
    EXPECT_EQ(target_of("ftp://example.org/"), "!scheme");
    EXPECT_EQ(target_of("file:///etc/passwd"), "!scheme");
    EXPECT_EQ(target_of("javascript:alert(1)"), "!scheme");
    EXPECT_EQ(target_of("/relative"), "!url");
    EXPECT_EQ(target_of("http:///x"), "!url");
    EXPECT_EQ(target_of("http://exa%0d%0aX-Evil:1/"), "!url");
    EXPECT_EQ(target_of("http://exa%00mple.org/"), "!url");
    EXPECT_EQ(target_of("http://exa%20mple.org/"), "!url");
    EXPECT_EQ(target_of("http://./"), "!url");
    EXPECT_EQ(target_of("http://[fe80::1%25eth0]/"), "!url");
    EXPECT_EQ(target_of("http://example.org:25/"), "!port");
    EXPECT_EQ(target_of("http://example.org:6667/"), "!port");
    EXPECT_EQ(target_of("http://example.org/" + std::string(9000, 'a')), "!too-long");
}

TEST(Target, NeverHoldsBytesThatBreakARequest) {
    for (int byte = 0; byte < 256; ++byte) {
        const auto target = make_target(
            "http://example.org/a" + std::string(1, static_cast<char>(byte)) + "b", 8192
        );
        if (target) {
            for (const char c : target->url.target) {
                EXPECT_TRUE(c > 0x20 && c < 0x7F) << byte;
            }
        }
    }
}

TEST(Redirect, ResolvesLikeABrowser) {
    EXPECT_EQ(redirected("http://a.test/x/feed?old", "new"), "http://a.test/x/new");
    EXPECT_EQ(redirected("http://a.test/x/feed", "/root"), "http://a.test/root");
    EXPECT_EQ(redirected("http://a.test/x", "//b.test/y"), "http://b.test/y");
    EXPECT_EQ(redirected("http://a.test/x", "https://b.test/y"), "https://b.test/y");
    EXPECT_EQ(redirected("http://a.test/x", "?q"), "http://a.test/x?q");
    EXPECT_EQ(redirected("http://a.test/x", "http://a.test/ü y"), "http://a.test/%C3%BC%20y");
}

TEST(Redirect, DropsFragmentAndUserinfo) {
    EXPECT_EQ(redirected("http://a.test/x", "http://me:secret@b.test/y#part"), "http://b.test/y");
}

TEST(Redirect, RefusesOtherSchemesPortsAndTheWayBackFromTls) {
    EXPECT_EQ(redirected("http://a.test/", "file:///etc/passwd"), "!scheme");
    EXPECT_EQ(redirected("http://a.test/", "data:text/xml,x"), "!scheme");
    EXPECT_EQ(redirected("http://a.test/", "javascript:alert(1)"), "!scheme");
    EXPECT_EQ(redirected("http://a.test/", "gopher://b.test/"), "!scheme");
    EXPECT_EQ(redirected("http://a.test/", "http://b.test:22/"), "!port");
    EXPECT_EQ(redirected("https://a.test/", "http://a.test/"), "!downgrade");
    EXPECT_EQ(redirected("https://a.test/", "/y"), "https://a.test/y");
    EXPECT_EQ(redirected("http://a.test/", "/" + std::string(9000, 'a')), "!too-long");
    EXPECT_EQ(redirected("http://a.test/", "http://"), "!url");
}

}  // namespace
}  // namespace wireroom::fetch
