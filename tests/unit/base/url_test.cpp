#include "base/url.hpp"

#include <gtest/gtest.h>

namespace wireroom {
namespace {

TEST(ResolveUrl, FollowsRfc3986Section54) {
    struct Case {
        const char* reference;
        const char* target;
    };
    constexpr Case kCases[] = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"", "http://a/b/c/d;p?q"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"mailto:x@y", "mailto:x@y"},
        {"https://h/x", "https://h/x"},
    };
    for (const auto& c : kCases) {
        EXPECT_EQ(resolve_url("http://a/b/c/d;p?q", c.reference), c.target) << c.reference;
    }
}

TEST(ResolveUrl, RepairsWhatBrowsersRepair) {
    EXPECT_EQ(resolve_url("https://e.org/", "  /a b\n "), "https://e.org/a%20b");
    EXPECT_EQ(resolve_url("https://e.org/", "\\path\\x"), "https://e.org/path/x");
    EXPECT_EQ(resolve_url("https://e.org/", "/café"), "https://e.org/caf%C3%A9");
    EXPECT_EQ(resolve_url("https://e.org/", "/100%"), "https://e.org/100%25");
    EXPECT_EQ(resolve_url("https://e.org/", "/a[1]"), "https://e.org/a%5B1%5D");
    EXPECT_EQ(resolve_url("https://e.org/", "/x#a#b"), "https://e.org/x#a%23b");
}

TEST(ResolveUrl, NeedsABaseForARelativeReference) {
    EXPECT_EQ(resolve_url("", "/a"), std::nullopt);
    EXPECT_EQ(resolve_url("", "https://e.org/a"), "https://e.org/a");
}

TEST(ParseHttpUrl, TellsThePartsOfARequest) {
    const auto url = parse_http_url("HTTPS://user:pw@Example.ORG:8443/a/b?c=d#e");
    ASSERT_TRUE(url);
    EXPECT_TRUE(url->secure);
    EXPECT_EQ(url->host, "example.org");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->userinfo, "user:pw");
    EXPECT_EQ(url->target, "/a/b?c=d");
    EXPECT_EQ(origin(*url), "https://example.org:8443");
}

TEST(ParseHttpUrl, FillsInWhatIsUnderstood) {
    const auto plain = parse_http_url("http://e.org");
    const auto v6 = parse_http_url("http://[2001:db8::1]/x");
    ASSERT_TRUE(plain);
    ASSERT_TRUE(v6);
    EXPECT_EQ(plain->port, 80);
    EXPECT_EQ(plain->target, "/");
    EXPECT_EQ(v6->host, "2001:db8::1");
    EXPECT_EQ(origin(*v6), "http://[2001:db8::1]");
}

TEST(ParseHttpUrl, SaysWhyNot) {
    struct Case {
        const char* url;
        UrlFault fault;
    };
    constexpr Case kCases[] = {
        {"ftp://e.org/", UrlFault::kScheme},
        {"file:///etc/passwd", UrlFault::kScheme},
        {"http:///x", UrlFault::kHost},
        {"e.org/x", UrlFault::kSyntax},
        {"http://e.org:99999/", UrlFault::kSyntax},
        {"http://e.org:0/", UrlFault::kSyntax},
        {"", UrlFault::kSyntax},
    };
    for (const auto& c : kCases) {
        const auto url = parse_http_url(c.url);
        ASSERT_FALSE(url) << c.url;
        EXPECT_EQ(url.error().kind, c.fault) << c.url;
    }
    EXPECT_EQ(
        parse_http_url("http://e.org/" + std::string(9000, 'a')).error().kind, UrlFault::kTooLong
    );
}

TEST(ParseHttpUrl, RefusesHostsThatWouldReachOutOfTheirLine) {
    for (const auto* url :
         {"https://e.org%0D%0AX:%20y/",
          "https://e%00.org/",
          "https://a%2Fb.org/",
          "https://a%3A80/",
          "https://a%40b.org/",
          "https://a%2525b.org/",
          "https://e\x7F.org/",
          "https://a@b@c/",
          "https://a:b@c:,d@e/"}) {
        const auto parsed = parse_http_url(url);
        ASSERT_FALSE(parsed.has_value()) << url;
        EXPECT_EQ(parsed.error().kind, UrlFault::kHost) << url;
    }
    EXPECT_TRUE(parse_http_url("https://b\xC3\xBC"
                               "cher.example/")
                    .has_value());
    EXPECT_TRUE(parse_http_url("https://[2001:db8::1]/").has_value());
}

TEST(MaskUserinfo, HidesPasswordsAndNothingElse) {
    EXPECT_EQ(mask_userinfo("https://user:pw@e.org/x@y"), "https://***@e.org/x@y");
    EXPECT_EQ(mask_userinfo("https://e.org/x@y"), "https://e.org/x@y");
    EXPECT_EQ(mask_userinfo("mailto:a@b"), "mailto:a@b");
    EXPECT_EQ(mask_userinfo("HTTP:\\\\user:pw@e.org/"), "HTTP://***@e.org/");
    EXPECT_EQ(mask_userinfo(" https:/\\user:pw@e.org/"), "https://***@e.org/");
    EXPECT_EQ(mask_userinfo("ht\ttps://user:pw@e.org/"), "https://***@e.org/");
}

TEST(RegistrableDomain, KnowsPublicAndPrivateSuffixes) {
    EXPECT_EQ(registrable_domain("www.news.example.co.uk"), "example.co.uk");
    EXPECT_EQ(registrable_domain("alice.github.io"), "alice.github.io");
    EXPECT_EQ(registrable_domain("a.alice.github.io"), "alice.github.io");
    EXPECT_EQ(registrable_domain("127.0.0.1"), "127.0.0.1");
    EXPECT_EQ(registrable_domain("localhost"), "localhost");
    EXPECT_EQ(registrable_domain("co.uk"), "co.uk");
    EXPECT_EQ(registrable_domain("alice.substack.com"), "alice.substack.com");
    EXPECT_EQ(registrable_domain("x.alice.medium.com"), "alice.medium.com");
    EXPECT_EQ(registrable_domain("www.substack.com"), "substack.com");
    EXPECT_EQ(registrable_domain("notsubstack.com"), "notsubstack.com");
}

}  // namespace
}  // namespace wireroom
