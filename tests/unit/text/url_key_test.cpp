#include "text/url_key.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace wireroom::text {
namespace {

std::string key(std::string_view url) {
    return canonical_url(url).key;
}

struct Pair {
    const char* a;
    const char* b;
};

TEST(UrlKey, AddressesOfOnePageAreEqual) {
    const Pair cases[] = {
        {"http://www.news.example/a/?utm_source=x&fbclid=1", "https://news.example/a"},
        {"https://NEWS.example:443//a/./b/../c;jsessionid=1F", "https://m.news.example/a/c"},
        {"https://news.example/a?b=2&a=1&&", "https://news.example/a?a=1&b=2"},
        {"https://news.example/a?q=x+y", "https://news.example/a?q=x%20y"},
        {"https://news.example/a?ref=rss-99&at_medium=RSS", "https://news.example/a#:~:text=q"},
        {"https://news.example/a/index.php?id=5", "https://news.example/a?id=5"},
        {"https://news.example/%7euser/%e2%82%ac", "https://news.example/~user/€"},
        {"https://news.example/e\xCC\x81", "https://news.example/%C3%A9"},
        {"https://bücher.example/x", "https://xn--bcher-kva.example/x"},
        {"https://faß.example./x", "https://xn--fa-hia.example/x"},
        {"https://user:secret@news.example/a", "https://news.example/a"},
        {"https:\\\\news.example\\a", "https://news.example/a"},
        {"https://news.example/a?x=1&amp;amp;y=2", "https://news.example/a?x=1&y=2"},
        {"https://l.facebook.com/"
         "l.php?u=https%3A%2F%2Fl.instagram.com%2F%3Fu%3Dhttps%253A%252F%252Fnews.example%252Fa",
         "https://news.example/a"},
        {"https://www-news-example.cdn.ampproject.org/v/s/www.news.example/a/amp/?amp_js_v=0.1",
         "https://news.example/a"},
        {"https://www.google.co.uk/amp/s/amp.news.example/a", "https://news.example/a"},
        {"https://www.google.com/url?rct=j&sa=t&url=https://news.example/a&ct=ga",
         "https://news.example/a"},
        {"https://youtu.be/dQw4w9WgXcQ?t=10", "https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1"},
        {"https://youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&index=2",
         "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL2"},
        {"https://m.youtube.com/playlist?list=PL1&si=x", "https://youtube.com/playlist/?list=PL1"},
        {"https://mobile.twitter.com/a/status/1?s=20", "https://x.com/a/status/1"},
        {"https://t.me/s/channel/5", "https://telegram.me/channel/5"},
        {"https://news.example/a?sc_channel=el&sc_campaign=x&etcc_cmp=y", "https://news.example/a"},
        {"https://news.example/a?feed=rss&erid=2Vfnx", "https://news.example/a"},
        {"urn:UUID:6BA7", "urn:uuid:6ba7"},
        {"feed://news.example/rss", "https://news.example/rss"},
        {" \thttps://news.exa\nmple/a%0A\n", "https://news.example/a"},
    };
    for (const auto& c : cases) {
        EXPECT_FALSE(key(c.a).empty()) << c.a;
        EXPECT_EQ(key(c.a), key(c.b)) << c.a;
    }
}

/// Addresses in which there is nothing to do have a way of their own; a parameter that means
/// nothing sends them the long way.
TEST(UrlKey, PlainAddressesAreKeyedLikeAllOthers) {
    for (const std::string url : {
             "https://news.example/2025/04/a-story.html",
             "http://www.news.example/",
             "https://news.example",
             "https://m.news.example/a/index.html",
             "https://en.m.wiki.example/wiki/A_(b)",
             "https://news.example/a/amp/",
             "https://news.example/a.amp.html",
             "https://news.example/a,1+2/~b/",
             "https://news.example//a///b",
             "https://news.example/a/./b/../c",
             "https://news.example/a/.well-known/b",
             "https://news.example./a",
             "https://News.Example/A",
             "https://xn--bcher-kva.example/a",
             "https://192.0.2.1/a",
             "https://news.example:8080/a",
             "https://user@news.example/a",
             "https://youtu.be/dQw4w9WgXcQ",
             "https://www.google.co.uk/amp/s/news.example/a",
             "https://news.google.com/rss/articles/CBMiFmh0dHBzOi8vbmV3cy5leGFtcGxlL2E",
             "https://medium.com/r/a",
         }) {
        const auto plain = canonical_url(url);
        const auto long_way = canonical_url(url + "?utm_source=rss");

        EXPECT_EQ(plain.key, long_way.key) << url;
        EXPECT_EQ(plain.url, long_way.url) << url;
    }
}

TEST(UrlKey, DifferentPagesStayApart) {
    const Pair cases[] = {
        {"https://news.example/?p=1", "https://news.example/?p=2"},
        {"https://news.example/a?ref=chapter2", "https://news.example/a"},
        {"https://news.example/a?source=report.pdf", "https://news.example/a?source=other.pdf"},
        {"https://news.example/a?s=query", "https://news.example/a"},
        {"https://news.example/a?sid=12", "https://news.example/a?sid=13"},
        {"https://news.example/a?toolid=12", "https://news.example/a?toolid=13"},
        {"https://news.example/a?feed=north", "https://news.example/a?feed=south"},
        {"https://news.example/a#comment-1", "https://news.example/a"},
        {"https://news.example/a?c=1&c=2", "https://news.example/a?c=2&c=1"},
        {"https://news.example/A", "https://news.example/a"},
        {"https://news.example/a%2Fb", "https://news.example/a/b"},
        {"https://m.github.io/a", "https://github.io/a"},
        {"https://www.co.uk/a", "https://co.uk/a"},
        {"https://news.example:8080/a", "https://news.example/a"},
        {"https://news.example/amp/review", "https://news.example/review"},
        {"https://web.archive.org/web/1/https://a.example/", "https://a.example/"},
        {"https://mobile.phones.example/a", "https://de.phones.example/a"},
        {"https://x.com/a/status/1", "https://x.com/a/status/2"},
        {"https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/playlist?list=PL2"},
        {"https://music.youtube.com/playlist/?list=PL1", "https://youtube.com/playlist?list=PL2"},
        {"tag:a.example,2020:1", "tag:a.example,2020:2"},
    };
    for (const auto& c : cases) {
        EXPECT_NE(key(c.a), key(c.b)) << c.a;
    }
}

TEST(UrlKey, KeepsFragmentAndOrderInTheUrlToOpen) {
    const auto url = canonical_url("HTTP://WWW.News.Example:80/b/../a?z=1&utm_source=x&a=2#part-2");

    EXPECT_EQ(url.url, "http://www.news.example/a?z=1&a=2#part-2");
    EXPECT_EQ(url.key, "//news.example/a?a=2&z=1#part-2");
}

TEST(UrlKey, ResolvesAgainstTheBaseAndIsEmptyWithoutOne) {
    EXPECT_EQ(canonical_url("../x", "https://news.example/a/b/").url, "https://news.example/a/x");
    EXPECT_EQ(canonical_url("//cdn.example/x", "http://news.example/").url, "http://cdn.example/x");
    for (const auto* useless :
         {"",
          "   ",
          "x/y",
          "/x",
          "http://",
          "https:///",
          "http://%zz/",
          "javascript:alert(1)",
          "http://a b/",
          "https://host:99999x/",
          "http://xn--a.example/",
          "data:text/plain,x"}) {
        EXPECT_EQ(canonical_url(useless).key, "") << useless;
    }
    EXPECT_EQ(key("https://news.example/" + std::string(9000, 'x')), "");
}

TEST(UrlKey, WrappersNestedTooDeepAreTakenAsTheyAre) {
    std::string url = "https://news.example/a";
    for (int i = 0; i < 6; ++i) {
        std::string encoded;
        for (const char c : url) {
            encoded += c == '%' ? "%25" : c == '&' ? "%26" : std::string(1, c);
        }
        url = "https://www.google.com/url?q=" + encoded;
    }

    EXPECT_EQ(outlet(key(url)), "google.com");
    EXPECT_EQ(key(canonical_url(url).url), key(url));
}

TEST(UrlKey, BracketsHoldAnAddress) {
    EXPECT_EQ(
        canonical_url("http://[2001:DB8::1]/a").key, canonical_url("http://[2001:db8::1]/a").key
    );
    EXPECT_FALSE(canonical_url("http://[::ffff:1.2.3.4]/").key.empty());
    for (const auto* url :
         {"http://[\x1e"
          "2001:db8::1]/",
          "http://[%0A]/",
          "http://[a b]/"}) {
        EXPECT_EQ(outlet(canonical_url(url).key), "") << url;
    }
}

TEST(UrlKey, OutletAndHomePage) {
    EXPECT_EQ(outlet(key("https://sport.bbc.co.uk/x")), "bbc.co.uk");
    EXPECT_EQ(outlet(key("https://alice.substack.com/p/1")), "alice.substack.com");
    EXPECT_EQ(outlet(key("http://[2001:db8::1]:8080/x")), "2001:db8::1");
    EXPECT_EQ(outlet(key("tag:example.org,2025:1")), "");
    EXPECT_TRUE(is_home_page(key("https://www.news.example/index.html?utm_source=x")));
    EXPECT_FALSE(is_home_page(key("https://news.example/a")));
    EXPECT_FALSE(is_home_page(key("https://news.example/?p=1")));
    EXPECT_FALSE(is_home_page(key("https://news.example/#x")));
    EXPECT_FALSE(is_home_page(""));
}

TEST(UrlKey, AsciiUrlChangesTheHostOnly) {
    EXPECT_EQ(
        ascii_url("https://u:p@Bücher.example:8443/ä?q=ö#f"),
        "https://u:p@xn--bcher-kva.example:8443/%C3%A4?q=%C3%B6#f"
    );
    EXPECT_EQ(ascii_url("http://[::1]:80/x"), "http://[::1]:80/x");
    EXPECT_EQ(ascii_url("mailto:a@b"), "mailto:a@b");
}

TEST(UrlKey, TheKeyOfTheUrlIsTheSameKey) {
    const std::vector<std::string> parts = {
        "http",
        "https",
        ":",
        "//",
        "/",
        "?",
        "#",
        "&",
        "=",
        "%",
        "%2e",
        "%2F",
        "%41",
        "%C3%A9",
        "é",
        "..",
        ".",
        ";jsessionid=1",
        "www.",
        "m.",
        "news.example",
        "youtu.be",
        "x.com",
        "google.com/url?q=",
        "https%3A%2F%2Fa.example%2F",
        "t.me/s/",
        "t.me/iv?url=",
        "consent.google.de/m?continue=",
        "amazon.co.uk",
        "telegram.me/",
        "x.com/i/web/status/",
        "#s=1",
        "storylink=rss-1",
        "utm_source=x",
        "ref=rss",
        "id=5",
        "amp",
        "index.html",
        "[",
        "]",
        "@",
        "\\",
        " ",
        "+",
        "&amp;",
        "\xFF",
        "ß",
        "xn--",
        "#xtor=RSS",
        ":80",
        "http://",
        "https://a.example/",
        "|",
        "\"",
        "<",
        "^",
        "more-5",
        "\n",
        "%0A",
        "%20"};
    std::mt19937 random(11);
    for (int round = 0; round < 6000; ++round) {
        std::string url = random() % 2 == 0 ? "https://news.example/" : "";
        const auto count = 1 + random() % 10;
        for (unsigned i = 0; i < count; ++i) {
            url += parts[random() % parts.size()];
        }
        const auto once = canonical_url(url, random() % 2 == 0 ? "https://b.example/c/" : "");
        const auto twice = canonical_url(once.url);
        ASSERT_EQ(twice.key, once.key) << url << "\n" << once.url;
        ASSERT_EQ(twice.url, once.url) << url;
    }
}

}  // namespace
}  // namespace wireroom::text
