#include "feed/shown.hpp"

#include "feed/parse.hpp"

#include <gtest/gtest.h>

#include <string>

// Bodies of which a reader sees nothing.
namespace wireroom::feed {
namespace {

bool shows(const std::string& html) {
    return shows_anything({html, model::Markup::Type::kHtml, {}});
}

TEST(ShowsAnything, IsFalseForMarkupWithoutAnythingToSee) {
    for (const auto* html :
         {"",
          " \n",
          "<p></p>",
          "<p>&nbsp;&#160;\xC2\xA0</p><br/><hr>",
          "<!-- more -->",
          "<!-- never closed",
          "<script>document.write('x')</script>",
          "<SCRIPT src=x></SCRIPT ><style>p{}</style>",
          "<script>never closed",
          "<svg><text>x</text></svg>",
          "<!DOCTYPE html><?php x ?>",
          "<div",
          "</p>"}) {
        EXPECT_FALSE(shows(html)) << html;
    }
}

TEST(ShowsAnything, IsTrueForTextPicturesAndPlayers) {
    for (const auto* html :
         {"a",
          "<p>a</p>",
          "<!-- c -->a",
          "<script></script>a",
          "<script>x</style></script>.",
          "<p><img src='a.png'></p>",
          "<IFRAME src='https://e.example/'></IFRAME>",
          "<video src=v></video>",
          "1 < 2",
          "< b",
          "&amp;",
          "&nbsp;x"}) {
        EXPECT_TRUE(shows(html)) << html;
    }
    EXPECT_TRUE(shows_anything({"<p></p>", model::Markup::Type::kText, {}}));
}

TEST(ShowsAnything, CostsOnePass) {
    std::string flood;
    for (int i = 0; i < 300'000; ++i) {
        flood += "<p></";
    }
    EXPECT_FALSE(shows("<script>" + flood));
    EXPECT_FALSE(shows(flood));
}

model::Item item_of(const std::string& inside) {
    const auto feed = parse(
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>" + inside +
            "</item></channel></rss>",
        {},
        "https://example.org/f"
    );
    return feed && feed->items.size() == 1 ? feed->items.front() : model::Item();
}

TEST(Bodies, OfWhichNothingIsSeenGiveWayToTheSummary) {
    const auto script = item_of(
        "<description>teaser</description>"
        "<content:encoded><![CDATA[<script>x()</script>]]></content:encoded>"
    );
    EXPECT_EQ(script.content.value, "teaser");
    EXPECT_EQ(script.summary.value, "");

    const auto picture = item_of(
        "<description>teaser</description>"
        "<content:encoded><![CDATA[<img src='a.png'>]]></content:encoded>"
    );
    EXPECT_EQ(picture.content.value, "<img src='a.png'>");
    EXPECT_EQ(picture.summary.value, "teaser");
}

}  // namespace
}  // namespace wireroom::feed
