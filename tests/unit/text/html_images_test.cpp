#include "base/url.hpp"
#include "text/html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {
namespace {

constexpr std::string_view kBase = "https://example.org/blog/";

std::string html_of(std::string_view html) {
    return sanitise(html, kBase).html;
}

TEST(TrackingPixels, AreGone) {
    for (const std::string_view image : {
             "<img src=p.gif width=1 height=1>",
             "<img src=p.gif width=0 height=0>",
             "<img src=p.gif width=0>",
             "<img src=p.gif height=1>",
             "<img src=p.gif width='1px' height='1px'>",
             "<img src=p.gif WIDTH='1' style='height:1px'>",
             "<img src=p.gif style='width:1px;height:1px'>",
             "<img src=p.gif style='width:1px !important; HEIGHT: 1PX'>",
             "<img src=p.gif width=0.5 height=100>",
             "<img src=p.gif style='display:none'>",
             "<img src=p.gif style='x:y;display : none !important'>",
             "<img src=p.gif style='visibility:hidden'>",
             "<img src=p.gif style='max-height:0;max-width:0' width=600 height=400>",
             "<img src=p.gif hidden>",
             "<img src='http://feeds.feedburner.com/~r/blog/~4/x'>",
             "<img src='https://feeds.feedburner.com/~ff/blog?d=yIl2AUoC8zA'>",
             "<img src='http://stats.wordpress.com/b.gif?host=x'>",
             "<img src='//pixel.wp.com/b.gif?v=noscript'>",
             "<img src='https://ad.doubleclick.net/ad/x'>",
             "<img src='https://counter.theconversation.com/content/1/count.gif'>",
             "<img src='https://vg07.met.vgwort.de/na/0123'>",
             "<img src='https://medium.com/_/stat?event=post.clientViewed'>",
             "<img src='https://www.facebook.com/tr?id=1&amp;ev=PageView'>",
             "<img src='https://stats.example.org/matomo.php?idsite=1'>",
             "<img src='https://media.npr.org/include/images/tracking/npr-rss-pixel.png?story=1'>",
             "<img data-src='https://pixel.wp.com/g.gif'>",
             ("<img src='data:image/gif;base64,"
              "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>"),
             ("<img src='data:image/png;base64,"
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+"
              "M9QDwADhgGAWjR9awAAAABJRU5E'>"),
         }) {
        EXPECT_EQ(html_of("a" + std::string(image) + "b"), "ab") << image;
        EXPECT_EQ(sanitise(image, "").html, "") << image;
    }
}

TEST(TrackingPixels, PicturesAreNone) {
    for (const std::string_view image : {
             "<img src=p.gif>",
             "<img src=p.gif width=100% height=1px style='height:auto;width:100%'>",
             "<img src=p.gif width=1 height=1 style='width:100%;height:auto'>",
             "<img src=p.gif width=16 height=16>",
             "<img src=p.gif width=1 height=100>",
             "<img src=p.gif style='display:block;max-width:100%'>",
             "<img src=p.gif style='opacity:0;transition:opacity 1s'>",
             "<img src='https://example.org/pixel-art.png'>",
             "<img src='https://feeds.feedburner.com/fb/images/pub/logo.png'>",
             "<img src='https://notdoubleclick.net/x.png'>",
             "<img src='https://medium.com/photo.jpg'>",
             "<img src='https://www.facebook.com/travel.jpg'>",
             "<img src='https://example.org/x.png?from=https://pixel.wp.com/'>",
         }) {
        EXPECT_TRUE(html_of(image).starts_with("<img ")) << image << " became " << html_of(image);
    }
}

TEST(Images, TheFacebookCounterIsNoPrefixOfAPath) {
    EXPECT_EQ(html_of("<img src='https://www.facebook.com/tr/?id=1'>"), "");
}

struct Case {
    std::string_view html;
    std::string_view expected;
};

TEST(Images, LoadedLateShowTheRealOne) {
    for (const auto& [html, expected] : std::vector<Case>{
             {"<img data-src=i.png>", "<img src=\"https://example.org/blog/i.png\">"},
             {"<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=i.png alt=x>",
              "<img src=\"https://example.org/blog/i.png\" alt=\"x\">"},
             {"<img src='data:image/svg+xml,%3Csvg%3E' data-lazy-src='https://h/i.png'>",
              "<img src=\"https://h/i.png\">"},
             {"<img class='lazyload blur' src=small.jpg data-src=i.png>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<img src=/img/placeholder.png data-original=i.png>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<img src=i.png data-src=other.png>", "<img src=\"https://example.org/blog/i.png\">"},
             {"<img srcset='s.png 320w, m.png 1024w, l.png 4000w'>",
              "<img src=\"https://example.org/blog/m.png\">"},
             {"<img srcset='a,b.png, c.png 2x'>", "<img src=\"https://example.org/blog/c.png\">"},
             {"<img srcset='l.png 4000w, xl.png 5000w'>",
              "<img src=\"https://example.org/blog/l.png\">"},
             {"<img src='' data-srcset='i.png'>", "<img src=\"https://example.org/blog/i.png\">"},
             {"<picture><source srcset='a.webp 1x, b.webp 2x'><source srcset=c.avif><img "
              "alt=x></picture>",
              "<img alt=\"x\" src=\"https://example.org/blog/b.webp\">"},
             {"<picture><source srcset=a.webp><img src=i.png></picture>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<img src='data:,' data-src=i.png><noscript><img src=i.png></noscript>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<noscript><img src=i.png></noscript><img src='data:,' data-src=i.png>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<noscript><img src=i.png></noscript>",
              "<img src=\"https://example.org/blog/i.png\">"},
             {"<img src=i.png><img src=i.png>",
              "<img src=\"https://example.org/blog/i.png\"><img "
              "src=\"https://example.org/blog/i.png\">"},
             {"<amp-img src=i.png width=4 height=3></amp-img>",
              "<img src=\"https://example.org/blog/i.png\" width=\"4\" height=\"3\">"},
             {"<image src=i.png>", "<img src=\"https://example.org/blog/i.png\">"},
         }) {
        EXPECT_EQ(html_of(html), expected) << html;
        EXPECT_EQ(html_of(html_of(html)), expected) << html;
    }
}

TEST(Images, APictureLendsItsSourceToItsOwnImageOnly) {
    EXPECT_EQ(html_of("<picture><source srcset=a.png></picture><img alt=x>"), "x");
}

TEST(Embeds, BecomeLinksToWhatTheyShow) {
    for (const auto& [frame, expected] : std::vector<Case>{
             {"<iframe src='https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=3'></iframe>",
              "https://www.youtube.com/watch?v=aqz-KE-bpKQ"},
             {"<iframe src='//www.youtube.com/embed/videoseries?list=PL12'></iframe>",
              "https://www.youtube.com/playlist?list=PL12"},
             {"<object><embed src='http://www.youtube.com/v/aqz-KE-bpKQ&amp;hl=en'></object>",
              "https://www.youtube.com/watch?v=aqz-KE-bpKQ"},
             {"<iframe "
              "src='https://player.vimeo.com/video/76979871?h=8272103f6e&amp;dnt=1'></iframe>",
              "https://vimeo.com/76979871/8272103f6e"},
             {"<iframe data-src='https://player.vimeo.com/video/76979871' src></iframe>",
              "https://vimeo.com/76979871"},
             {"<iframe src='https://open.spotify.com/embed/episode/4x?utm=1'></iframe>",
              "https://open.spotify.com/episode/4x"},
             {"<iframe src='https://w.soundcloud.com/player/?url="
              "https%3A//api.soundcloud.com/tracks/1&amp;color=f'></iframe>",
              "https://api.soundcloud.com/tracks/1"},
             {"<iframe src='https://www.dailymotion.com/embed/video/x8'></iframe>",
              "https://www.dailymotion.com/video/x8"},
             {"<iframe src='/charts/1'></iframe>", "https://example.org/charts/1"},
             {"<iframe src='https://www.youtube.com/embed/aqz-KE-bpKQ'>",
              "https://www.youtube.com/watch?v=aqz-KE-bpKQ"},
         }) {
        const auto html = html_of(frame);
        EXPECT_TRUE(html.starts_with("<a href=\"" + std::string(expected) + "\" class="))
            << frame << " became " << html;
        EXPECT_EQ(html_of(html), html);
    }
}

TEST(Embeds, AreDroppedWhenThereIsNothingToShow) {
    for (const std::string_view frame : {
             "<iframe></iframe>",
             "<iframe src></iframe>",
             "<iframe src='about:blank'></iframe>",
             "<iframe src='https://example.com/'>",
             "<iframe src='https://www.googletagmanager.com/ns.html?id=x'></iframe>",
             "<iframe src='https://ad.doubleclick.net/x'></iframe>",
             "<iframe src='https://h/x' width=0 height=0></iframe>",
             "<iframe src='https://h/x' style='display:none;visibility:hidden'></iframe>",
             "<embed src='https://h/x.swf'>",
             "<iframe src='//%be'></iframe>",
         }) {
        EXPECT_EQ(html_of(frame), "") << frame;
    }
    EXPECT_EQ(sanitise("<iframe src=/relative></iframe>", "").html, "");
}

TEST(Links, ThePlainestAreWhatResolvingWouldMakeOfThem) {
    for (const std::string_view url : {
             "https://example.org/",
             "http://example.org/a/b.html?x=1&y=2#z",
             "https://example.org/a//b",
             "https://example.org/a/../b",
             "https://example.org/a/./b/.",
             "https://example.org/.hidden",
             "https://example.org",
             "https://example.org?x",
             "https://EXAMPLE.org/x",
             "https://example.org:80/x",
             "https://user@example.org/x",
             "https://example.org/a b",
             "https://example.org/a#b#c",
             "https://example.org/a?b?c#d?e",
             "https://example.org/a%2fb%7E",
             "https://example.org/a[1]",
             "https://example.org/a;p=1,2:3@4!$&'()*+=~_-",
             "https://-.-/x",
             "https://./x",
             "https://1.2.3.4/x",
         }) {
        std::string escaped(url);
        for (auto at = escaped.find('&'); at != std::string::npos; at = escaped.find('&', at + 5)) {
            escaped.replace(at, 1, "&amp;");
        }
        const auto resolved = resolve_url(kBase, url);
        ASSERT_TRUE(resolved) << url;
        EXPECT_EQ(
            decode_references(html_of("<a href=\"" + escaped + "\">x</a>")),
            "<a href=\"" + *resolved + "\">x</a>"
        );
    }
}

TEST(TrackingPixels, WhatIsShownOnceIsShownAgain) {
    for (const std::string_view image : {
             "<img src=p.gif width=100% height=1px style='height:auto;width:100%'>",
             "<img src=p.gif width=1 height=1 style='width:100%;height:auto'>",
             "<img src=p.gif width='1\\' height=1>",
             "<img src=p.gif width=0 height=9 style='width:9px'>",
             "<img src=p.gif width=1 height=100>",
         }) {
        const auto once = html_of(image);
        EXPECT_TRUE(once.starts_with("<img ")) << image;
        EXPECT_EQ(html_of(once), once) << image;
    }
}

}  // namespace
}  // namespace wireroom::text
