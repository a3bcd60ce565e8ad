#include "base/time.hpp"
#include "feed/parse.hpp"

#include <gtest/gtest.h>

namespace wireroom::feed {
namespace {

constexpr const char* kUrl = "https://example.org/channel.cdf";

TEST(Cdf, AddressesAndDatesAreAttributes) {
    const auto feed = parse(
        "<?xml version='1.0'?><CHANNEL HREF='https://example.org/' LASTMOD='1999-04-11'>"
        "<TITLE>News</TITLE><ABSTRACT>What &lt;b&gt;happens&lt;/b&gt;</ABSTRACT>"
        "<LOGO HREF='/logo.gif' STYLE='IMAGE'/>"
        "<ITEM HREF='/one' LASTMOD='1999-04-11T08:00:00'><TITLE>One</TITLE>"
        "<ABSTRACT>The first.</ABSTRACT></ITEM>"
        "<ITEM><A HREF='two'/><TITLE>Two</TITLE></ITEM></CHANNEL>",
        {},
        kUrl
    );

    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->format, "cdf");
    EXPECT_EQ(feed->title, "News");
    EXPECT_EQ(feed->description, "What happens");
    EXPECT_EQ(feed->home_page_url, "https://example.org/");
    EXPECT_EQ(feed->icon, "https://example.org/logo.gif");
    ASSERT_EQ(feed->items.size(), 2U);
    EXPECT_EQ(feed->items[0].url, "https://example.org/one");
    EXPECT_EQ(feed->items[0].title, "One");
    EXPECT_EQ(feed->items[0].content.value, "The first.");
    EXPECT_EQ(feed->items[0].date_published, parse_rfc3339("1999-04-11T08:00:00Z"));
    EXPECT_EQ(feed->items[1].url, "https://example.org/two");
    EXPECT_EQ(feed->items[1].date_published, std::nullopt);
}

TEST(Cdf, ItemsOfSubchannelsCountAndEachChannelHasItsBase) {
    const auto feed = parse(
        "<CHANNEL HREF='http://example.org/' BASE='http://example.org/news/'>"
        "<CHANNEL BASE='http://sport.example.org/'><TITLE>Sport</TITLE>"
        "<ITEM HREF='one'><TITLE>One</TITLE></ITEM>"
        "<CHANNEL HREF='/x/' BASE='deep/'><TITLE>Deep</TITLE>"
        "<ITEM HREF='two'><TITLE>Two</TITLE></ITEM></CHANNEL></CHANNEL>"
        "<TITLE>News</TITLE><ITEM HREF='three'><TITLE>Three</TITLE></ITEM></CHANNEL>",
        {},
        kUrl
    );

    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->title, "News");
    EXPECT_EQ(feed->home_page_url, "http://example.org/");
    ASSERT_EQ(feed->items.size(), 3U);
    EXPECT_EQ(feed->items[0].url, "http://example.org/news/three");
    EXPECT_EQ(feed->items[1].url, "http://sport.example.org/one");
    EXPECT_EQ(feed->items[2].url, "http://sport.example.org/deep/two");
}

TEST(Cdf, ALoneChannelWithoutAnAddressIsRss) {
    const auto feed =
        parse("<channel><title>News</title><item><title>One</title></item></channel>", {}, kUrl);

    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->format, "rss-2.0");
    EXPECT_EQ(feed->items.size(), 1U);
}

}  // namespace
}  // namespace wireroom::feed
