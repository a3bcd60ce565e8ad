#include "text/url_rules.hpp"

#include "text/url_key.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::text {
namespace {

/// Takes the installed rules back: they are the process's.
class UrlRulesTest : public testing::Test {
protected:
    void TearDown() override { install_url_rules(UrlRules()); }

    static void install(std::string_view text) {
        const auto rules = UrlRules::parse(text);
        ASSERT_TRUE(rules) << rules.error().front().message;
        install_url_rules(*rules);
    }

    static std::string key(std::string_view url) { return canonical_url(url).key; }
};

TEST_F(UrlRulesTest, AChangeOfTheShippedRulesRaisesTheirVersion) {
    // Keys that were made by other rules are made anew: whoever changes config/url-rules.txt raises
    // kKeyRules in text/url_key.hpp and writes both here.
    EXPECT_EQ(UrlRules::shipped().hash(), "86748dc6c6e75c9e");
    EXPECT_EQ(kKeyRules, 3);
}

TEST_F(UrlRulesTest, TheShippedRulesKnowWhatPublishersWrite) {
    const struct {
        const char* url;
        const char* key;
    } cases[] = {
        {"https://www.tandfonline.com/doi/full/10.1/2?ai=1a&mi=2b&af=R",
         "//tandfonline.com/doi/full/10.1/2"},
        {"https://www.haaretz.com/a?htm_source=site&htm_medium=x", "//haaretz.com/a"},
        {"https://www.repubblica.it/a/news/x-1/?ref=RHLF-BG-P1-S1-T1",
         "//repubblica.it/a/news/x-1"},
        {"https://news.example/a?ref=RHLF-BG-P1-S1-T1", "//news.example/a?ref=RHLF-BG-P1-S1-T1"},
        {"https://blog.blogspot.com/2025/04/a.html?m=1", "//blog.blogspot.com/2025/04/a.html"},
        {"https://blog.blogspot.co.uk/2025/04/a.html?m=1", "//blog.blogspot.co.uk/2025/04/a.html"},
        {"https://news.example/a.html?m=1", "//news.example/a.html?m=1"},
        {"https://www.amazon.de/dp/B01?tag=x-21&ref_=as", "//amazon.de/dp/B01"},
        {"https://www.businessinsider.com/a-2025-4?r=US&IR=T", "//businessinsider.com/a-2025-4"},
        {"https://wiadomosci.gazeta.pl/a/7,1,2.html#s=S.MT-K.C-B.1-L.1.duzy",
         "//wiadomosci.gazeta.pl/a/7,1,2.html"},
        {"https://news.example/a#s=2", "//news.example/a#s=2"},
        {"https://t.me/iv?url=https%3A%2F%2Fnews.example%2Fa&rhash=1", "//news.example/a"},
        {"https://consent.google.de/m?continue=https://news.google.com/articles/CBMx&gl=DE",
         "//news.google.com/articles/CBMx"},
        {"https://medium.com/m/global-identity-2?redirectUrl=https%3A%2F%2Fblog.example%2Fa",
         "//blog.example/a"},
        {"https://m.google.com/amp/s/www.news.example/a", "//news.example/a"},
        {"https://google.com.evil.example/url?q=https://news.example/a",
         "//google.com.evil.example/url?q=https://news.example/a"},
        {"https://telegram.me/s/channel/5", "//t.me/channel/5"},
        {"https://www.instagram.com/reel/C1/?igsh=x", "//instagram.com/p/C1"},
        {"https://vxtwitter.com/a/status/1", "//x.com/a/status/1"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(key(c.url), c.key) << c.url;
    }
}

TEST_F(UrlRulesTest, TheOperatorsRulesAddToOurs) {
    install(R"(
# trackers of our bridge
drop bridge_id wire_*   # exact, and by beginning
drop v=2 from=@channel session=@session on www.Bücher.example
drop * on tracker.example
channel ourbot
fragment reader on news.example
unwrap out.bridge.example/go from to link
unwrap cache.bridge.example/view/
unwrap relay.*/go from u
alias old.news.example to news.example
alias news.example/s/ to news.example/story?id=
)");
    const struct {
        const char* url;
        const char* key;
    } cases[] = {
        {"https://a.example/x?BRIDGE_ID=1&wire_a=2&wire_=3&id=4", "//a.example/x?id=4&wire_=3"},
        {"https://xn--bcher-kva.example/x?v=2", "//xn--bcher-kva.example/x"},
        {"https://shop.xn--bcher-kva.example/x?v=3&v=2", "//shop.xn--bcher-kva.example/x?v=3"},
        {"https://a.example/x?v=2", "//a.example/x?v=2"},
        {"https://bücher.example/x?from=twitter&session=0123456789abcdef0123456789",
         "//xn--bcher-kva.example/x"},
        {"https://bücher.example/x?from=twitter-1&session=12",
         "//xn--bcher-kva.example/x?session=12"},
        {"https://tracker.example/x?a=1&b=2", "//tracker.example/x"},
        {"https://a.example/x?ref=ourbot-7", "//a.example/x"},
        {"https://news.example/x#reader=1", "//news.example/x"},
        {"https://a.example/x#reader=1", "//a.example/x#reader=1"},
        {"https://out.bridge.example/go?link=https%3A%2F%2Fa.example%2Fx", "//a.example/x"},
        {"https://out.bridge.example/go?LINK=https%3A%2F%2Fa.example%2Fx", "//a.example/x"},
        {"https://cache.bridge.example/view/www.a.example/x?y=1", "//a.example/x?y=1"},
        {"https://relay.co.uk/go?u=http://a.example/x", "//a.example/x"},
        {"https://old.news.example/s/77", "//news.example/story?id=77"},
        {"https://a.example/x?utm_source=rss", "//a.example/x"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(key(c.url), c.key) << c.url;
    }
}

TEST_F(UrlRulesTest, TheOperatorTakesOursBack) {
    install(
        "keep si utm_id on youtube.com\nkeep fbclid\nkeep xtor\n"
        "keep google.*/url facebook.com/l.php twitter.com/ youtube.com/shorts/\n"
    );

    EXPECT_EQ(
        key("https://youtu.be/x?si=1"), "//youtube.com/watch?v=x"
    );  // the host of the link decides
    EXPECT_EQ(
        key("https://youtube.com/watch?v=x&si=1&utm_id=2&utm_source=3"),
        "//youtube.com/watch?si=1&utm_id=2&v=x"
    );
    EXPECT_EQ(key("https://a.example/x?fbclid=1#xtor=1"), "//a.example/x?fbclid=1#xtor=1");
    EXPECT_EQ(outlet(key("https://www.google.de/url?q=https://a.example/x")), "google.de");
    EXPECT_EQ(outlet(key("https://l.facebook.com/l.php?u=https://a.example/x")), "facebook.com");
    EXPECT_EQ(key("https://twitter.com/a"), "//twitter.com/a");
    EXPECT_EQ(key("https://youtube.com/shorts/x"), "//youtube.com/shorts/x");
    EXPECT_EQ(key("https://youtube.com/live/x"), "//youtube.com/watch?v=x");
}

TEST_F(UrlRulesTest, ARuleMayBeAboutOnePage) {
    install("drop tab on a.example/list/\ndrop view on b.example/\nkeep utm_id on a.example/list\n"
    );

    EXPECT_EQ(key("https://www.a.example/list/?tab=1&utm_id=2"), "//a.example/list?utm_id=2");
    EXPECT_EQ(key("https://a.example/list/more?tab=1&utm_id=2"), "//a.example/list/more?tab=1");
    EXPECT_EQ(key("https://a.example/List?tab=1"), "//a.example/List?tab=1");
    EXPECT_EQ(key("https://b.example?view=1"), "//b.example/");
    EXPECT_EQ(key("https://b.example/x?view=1"), "//b.example/x?view=1");
}

TEST_F(UrlRulesTest, AliasesInACircleEnd) {
    install("alias a.example to b.example\nalias b.example to a.example\n");

    EXPECT_FALSE(key("https://a.example/x").empty());
}

TEST_F(UrlRulesTest, TheNameOfTheRulesTellsWhatTheySayAndNotHow) {
    EXPECT_EQ(key_rules(), "3");
    install("drop a b\nkeep c\n");
    const auto name = key_rules();
    EXPECT_TRUE(name.starts_with("3+")) << name;
    EXPECT_EQ(name.size(), 18U);

    install("\xEF\xBB\xBF# a note\r\n  drop\ta b # why\r\n\r\nkeep c");
    EXPECT_EQ(key_rules(), name);
    install("drop a b\nkeep d\n");
    EXPECT_NE(key_rules(), name);
    install("# nothing but notes\n");
    EXPECT_EQ(key_rules(), "3");
}

TEST_F(UrlRulesTest, EachFaultNamesItsLine) {
    const struct {
        const char* line;
        const char* message;
    } cases[] = {
        {"dorp x", "no rule begins with \"dorp\""},
        {"drop", "drop names no parameter"},
        {"keep on news.example", "keep names no parameter"},
        {"drop x on", "no host stands behind on"},
        {"drop x on nohost", "\"nohost\" is no host"},
        {"drop x on https://news.example/", "is no host"},
        {"drop x on *.example.org", "is no host"},
        {"drop x on nohost/a", "\"nohost\" is no host"},
        {"drop x on news.example/a?b=1", "a page behind on has a host and a path"},
        {"drop a*b", "\"a*b\" is no name of a parameter"},
        {"drop a&b", "\"a&b\" is no name of a parameter"},
        {"drop =x", "is no name of a parameter"},
        {"drop *", "a * alone is every parameter"},
        {"drop x=@sauce", "no kind of value is called \"@sauce\""},
        {"keep google.com/url on news.example", "does not go with on"},
        {"fragment", "fragment names no parameter"},
        {"fragment x=1", "fragment takes plain names"},
        {"channel", "channel names no word"},
        {"unwrap news.example", "unwrap needs a host with a path"},
        {"unwrap news.example/x from", "unwrap needs a host with a path"},
        {"unwrap news.example/x to y", "unwrap needs a host with a path"},
        {"alias a.example b.example", "alias needs two hosts"},
        {"alias a.example/x to b.example", "alias needs two hosts"},
        {"alias google.* to b.example", "alias needs whole hosts"},
        {"alias a.example/x/ to b.example/y?z", "ends in ="},
        {"drop \x01", "is no plain text"},
        {"drop \xFF", "is no plain text"},
    };
    for (const auto& c : cases) {
        const auto parsed = UrlRules::parse("drop fine\n" + std::string(c.line) + "\ndrop fine\n");
        ASSERT_FALSE(parsed) << c.line;
        const auto faults = parsed.error();
        EXPECT_EQ(faults.size(), 1U) << c.line;
        EXPECT_EQ(faults.front().line, 2) << c.line;
        EXPECT_NE(faults.front().message.find(c.message), std::string::npos)
            << c.line << "\n"
            << faults.front().message;
    }
}

TEST_F(UrlRulesTest, WhatAFileMayCostIsBounded) {
    const auto all = [](const char* line, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) {
            text += line;
        }
        return text;
    };
    const auto too_many = UrlRules::parse(all("drop x\n", UrlRules::kMaxRules + 1));
    const auto too_wrong = UrlRules::parse(all("x\n", 1000));
    const auto too_large = UrlRules::parse(std::string(UrlRules::kMaxBytes + 1, '\n'));
    const auto too_long = UrlRules::parse("drop " + std::string(5000, 'x'));

    EXPECT_EQ(too_many.error().front().message, "more than 20000 rules");
    EXPECT_EQ(too_wrong.error().size(), UrlRules::kMaxFaults);
    EXPECT_EQ(too_wrong.error().back().message, "there are more faults than these");
    const auto one_line = UrlRules::parse("drop" + all(" a*b", 500) + "\n");
    EXPECT_EQ(one_line.error().size(), UrlRules::kMaxFaults);
    EXPECT_EQ(one_line.error().back().message, "there are more faults than these");
    EXPECT_EQ(too_large.error().front().message, "larger than 1 MiB");
    EXPECT_EQ(too_long.error().front().line, 1);
}

}  // namespace
}  // namespace wireroom::text
