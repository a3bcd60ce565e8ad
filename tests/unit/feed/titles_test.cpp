#include "feed/titles.hpp"

#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using testing::HasSubstr;

constexpr const char* kUrl = "https://example.org/feeds/main.xml";

/// The title of an item whose RSS title is this HTML.
std::string title_of(const std::string& html, const std::string& beside = {}) {
    const auto feed = parse(
        "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item><title><![CDATA[" + html +
            "]]></title>" + beside + "</item></channel></rss>",
        {},
        kUrl
    );
    EXPECT_TRUE(feed);
    return feed ? feed->items.at(0).title : std::string();
}

TEST(Titles, AreTheirTextWhereThereIsAny) {
    EXPECT_EQ(title_of("<b>A</b> &amp; B"), "A & B");
    EXPECT_EQ(title_of("<img src='https://example.org/a.png' alt='x'> A"), "A");
}

TEST(Titles, OfImagesAloneAreTheirAlternativeTexts) {
    EXPECT_EQ(
        title_of("<img src='/a.png' alt='The &quot;lake&quot;'><img src='/b.png' alt='at dawn'>"),
        "The \"lake\" at dawn"
    );
}

TEST(Titles, OfImagesWithoutWordsAreTheImagesWithNothingButTheirAddress) {
    EXPECT_EQ(
        title_of("<IMG onload='x()' style='y' src='/a.png?b=1&amp;c=2' width='40' class='z'>"),
        R"(<img src="https://example.org/a.png?b=1&amp;c=2">)"
    );
    EXPECT_EQ(
        title_of("<p><img src='/a.png'></p><img src='http://example.net/b.png' alt=''>"),
        "<img src=\"https://example.org/a.png\"> <img src=\"http://example.net/b.png\">"
    );
}

TEST(Titles, NeverHoldAnythingThatRunsOrAnImageOfAnotherScheme) {
    for (const auto* html :
         {"<img src='javascript:alert(1)'>",
          "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
          "<img onerror='alert(1)'>",
          "<script>alert(1)</script>",
          "<br>"}) {
        EXPECT_EQ(title_of(html), "") << html;
    }
    const auto hostile = title_of("<img src='https://example.org/\"onload=alert(1) x=\"'>");
    EXPECT_EQ(hostile, R"(<img src="https://example.org/%22onload=alert(1)%20x=%22">)");
}

TEST(Titles, OfPicturesGiveWayToTheTextOfAnotherElement) {
    EXPECT_EQ(title_of("<img src='/a.png'>", "<media:title>Words</media:title>"), "Words");
    EXPECT_THAT(
        title_of("<img src='/a.png'>", "<media:title>&lt;img src='/b.png'&gt;</media:title>"),
        HasSubstr("/a.png")
    );
}

TEST(Titles, KeepWholePicturesWithinTheLimit) {
    std::string many;
    for (int i = 0; i < 500; ++i) {
        many += "<img src='/picture-" + std::to_string(i) + ".png'>";
    }
    const auto title = title_of(many);

    EXPECT_LE(title.size(), Limits().max_title_bytes);
    EXPECT_TRUE(title.ends_with(".png\">"));
}

TEST(Titles, OfFeedsAndTheirDescriptionsFollowTheSameRule) {
    const auto feed = parse(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>&lt;img src='/a.png' "
        "onload='x'&gt;</title><subtitle type='html'>&lt;img src='/b.png'&gt;</subtitle>"
        "<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<img src='/c.png' alt='Sea'/></div></title></entry>"
        "<entry><title>&lt;img src='/d.png'&gt;</title></entry></feed>",
        {},
        kUrl
    );

    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->title, R"(<img src="https://example.org/a.png">)");
    EXPECT_EQ(feed->description, R"(<img src="https://example.org/b.png">)");
    EXPECT_EQ(feed->items.at(0).title, "Sea");
    EXPECT_EQ(feed->items.at(1).title, "<img src='/d.png'>") << "plain text is as it is";
}

TEST(Titles, MarksWithoutWidthStayOnlyWhereTheyMeanSomething) {
    struct Case {
        const char* written;
        const char* title;
    };
    const Case cases[] = {
        {"\u200BA b\u200B", "A b"},
        {"\uFEFFA\uFEFF b\uFEFF", "A b"},
        {" \u200B \uFEFF A \u200B b \u200B ", "A b"},
        {"\u200B\u200B", ""},
        {"\uFEFF", ""},
        {"ภาษา\u200Bไทย", "ภาษา\u200Bไทย"},
        {"می\u200Cخواهم", "می\u200Cخواهم"},
        {"\U0001F469\u200D\U0001F4BB", "\U0001F469\u200D\U0001F4BB"},
        {"\u202Etxt.exe\u202C \u2067x\u2069", "txt.exe x"},
        {"\u200Fא", "\u200Fא"},
        {"A&#8203;", "A"},
    };
    for (const auto& c : cases) {
        const auto feed = parse(
            "<rss version='2.0'><channel><item><guid>1</guid><title>" + std::string(c.written) +
                "</title></item></channel></rss>",
            {},
            {}
        );
        ASSERT_TRUE(feed);
        EXPECT_EQ(feed->items.at(0).title, c.title) << c.written;
    }
}

}  // namespace
}  // namespace wireroom::feed
