#include "base/time.hpp"
#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using model::Attachment;
using model::Author;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A JSON Feed with these members, and items with those.
ParsedFeed feed_of(
    const std::string& members, const std::string& items, std::string_view url = {}
) {
    const auto feed = parse(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"T")" + members + R"(,"items":[)" +
            items + "]}",
        {},
        url
    );
    EXPECT_TRUE(feed) << feed.error().message;
    return feed ? *feed : ParsedFeed();
}

model::Item item_of(const std::string& members) {
    return feed_of("", "{" + members + "}", "https://example.org/b/feed.json").items.at(0);
}

TEST(JsonFeed, RelativeUrlsResolveAgainstTheHomePage) {
    const auto feed = feed_of(
        R"(,"home_page_url":"https://site.example/blog/","feed_url":"f.json","icon":"i.png",
           "favicon":"/f.ico","next_url":"?page=2","author":{"name":"A","url":"/a","avatar":"a.png"},
           "hubs":[{"type":"WebSub","url":"/hub"}])",
        R"({"id":"p/1","url":"p/1","external_url":"//e.example/x","image":"i.jpg",
            "banner_image":"/b.jpg","content_html":"<a href='q'>x</a>",
            "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg"}]})",
        "https://feeds.example/x/feed.json"
    );

    EXPECT_EQ(feed.feed_url, "https://feeds.example/x/f.json");
    EXPECT_EQ(feed.next_url, "https://feeds.example/x/feed.json?page=2");
    EXPECT_EQ(feed.icon, "https://site.example/blog/i.png");
    EXPECT_EQ(feed.favicon, "https://site.example/f.ico");
    EXPECT_THAT(
        feed.authors,
        ElementsAre(Author{"A", "https://site.example/a", "https://site.example/blog/a.png"})
    );
    EXPECT_THAT(feed.hubs, ElementsAre(Hub{"WebSub", "https://site.example/hub"}));
    const auto& item = feed.items.at(0);
    EXPECT_EQ(item.id, "p/1") << "ids are never resolved";
    EXPECT_EQ(item.url, "https://site.example/blog/p/1");
    EXPECT_EQ(item.external_url, "https://e.example/x");
    EXPECT_EQ(item.image, "https://site.example/blog/i.jpg");
    EXPECT_EQ(item.banner_image, "https://site.example/b.jpg");
    EXPECT_EQ(item.content.base, "https://site.example/blog/");
    EXPECT_EQ(item.attachments.at(0).url, "https://site.example/blog/a.mp3");
}

TEST(JsonFeed, WithoutAnyOtherBaseItsOwnAddressIsOne) {
    const auto feed =
        feed_of(R"(,"feed_url":"https://site.example/b/f.json")", R"({"id":"1","url":"p"})");

    EXPECT_EQ(feed.items.at(0).url, "https://site.example/b/p");
}

TEST(JsonFeed, IdsMayBeNumbers) {
    struct Case {
        const char* written;
        const char* id;
    };
    const Case cases[] = {
        {"2347259", "2347259"},
        {"-5", "-5"},
        {"12345678901234567890", "12345678901234567890"},
        {"123456789012.0", "123456789012"},
        {"1.5", "1.5"},
        {"\"1e3\"", "1e3"},
        {"null", ""},
        {"true", ""},
        {"[1]", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(item_of(R"("id":)" + std::string(c.written)).id, c.id) << c.written;
    }
}

TEST(JsonFeed, WrongTypesAreProblemsAndNoRefusal) {
    const auto feed = feed_of(
        R"(,"icon":5,"authors":"Jo","hubs":{"url":"https://h.example/","type":"x"},"language":{})",
        R"({"id":"1","title":["x"],"content_html":{"a":1},"content_text":"t","image":false,
            "tags":7,"attachments":[5,{"mime_type":"x"},"https://a.example/a.mp3"]},5,null,"x")"
    );

    EXPECT_EQ(feed.icon, "");
    EXPECT_THAT(feed.authors, ElementsAre(Author{"Jo", "", ""}));
    EXPECT_THAT(feed.hubs, SizeIs(1));
    ASSERT_THAT(feed.items, SizeIs(1));
    EXPECT_EQ(feed.items[0].title, "");
    EXPECT_EQ(feed.items[0].content.value, "t");
    EXPECT_THAT(feed.items[0].tags, ElementsAre("7"));
    EXPECT_THAT(feed.items[0].attachments, SizeIs(1));
    EXPECT_THAT(feed.problems, Contains("\"title\" is not a text; ignored"));
    EXPECT_THAT(feed.problems, Contains("\"image\" is not a URL; ignored"));
    EXPECT_THAT(feed.problems, Contains(HasSubstr("no object")));
}

TEST(JsonFeed, NullMembersAreAbsentOnes) {
    const auto feed = feed_of(
        R"(,"author":null,"authors":null,"hubs":null,"home_page_url":null,"expired":null)",
        R"({"id":"1","title":null,"tags":null,"attachments":null,"authors":null,
            "author":{"name":"X","url":null},"content_html":null,"content_text":"t",
            "date_published":null})"
    );

    EXPECT_THAT(feed.problems, IsEmpty());
    EXPECT_THAT(feed.items.at(0).authors, ElementsAre(Author{"X", "", ""}));
    EXPECT_EQ(feed.items.at(0).content.value, "t");
    EXPECT_FALSE(feed.items.at(0).date_published);
}

TEST(JsonFeed, AuthorAndAuthorsSayingTheSameAreOne) {
    EXPECT_THAT(
        item_of(R"("author":{"name":"A"},"authors":[{"name":"A","url":"https://a.example/"},
                   {"name":"B"},{"url":"https://c.example/"},{}])")
            .authors,
        ElementsAre(
            Author{"A", "https://a.example/", ""},
            Author{"B", "", ""},
            Author{"", "https://c.example/", ""}
        )
    );
}

TEST(JsonFeed, TitlesTagsAndTextsArePlainText) {
    const auto item = item_of(
        R"("title":"x &amp; <b>","tags":["c &amp; d","c &amp; d",""],"content_text":"a < b &lt;")"
    );

    EXPECT_EQ(item.title, "x &amp; <b>");
    EXPECT_THAT(item.tags, ElementsAre("c &amp; d"));
    EXPECT_EQ(item.content.type, model::Markup::Type::kText);
    EXPECT_EQ(item.content.value, "a < b &lt;");
}

TEST(JsonFeed, OneTextOfTagsIsAListWithCommas) {
    EXPECT_THAT(item_of(R"("tags":"a, b")").tags, ElementsAre("a", "b"));
}

TEST(JsonFeed, TheHtmlSpeaksBeforeTheTextAndTheSummaryLast) {
    EXPECT_EQ(item_of(R"("content_text":"t","content_html":"<p>h</p>")").content.value, "<p>h</p>");
    EXPECT_EQ(item_of(R"("content_text":"t","content_html":"")").content.value, "t");
    EXPECT_EQ(item_of(R"("summary":"s")").content.value, "s");
    EXPECT_EQ(item_of(R"("summary":"s","content_text":"t")").summary.value, "s");
}

TEST(JsonFeed, AttachmentsMayBeWrittenOddly) {
    EXPECT_THAT(
        item_of(R"("attachments":{"url":"/a.mp3","mime_type":"audio/mpeg","size_in_bytes":"12",
                   "duration_in_seconds":"1:01","title":"T"})")
            .attachments,
        ElementsAre(Attachment{"https://example.org/a.mp3", "audio/mpeg", "T", 12U, 61.0})
    );
    const auto twice = item_of(R"("attachments":[{"url":"/a.mp3","size_in_bytes":0},
        {"url":"/a.mp3","mime_type":"audio/mpeg","duration_in_seconds":-1}])");
    EXPECT_THAT(
        twice.attachments,
        ElementsAre(Attachment{
            "https://example.org/a.mp3", "audio/mpeg", "", std::nullopt, std::nullopt})
    );
}

TEST(JsonFeed, ExtensionsAndUnknownMembersAreLeftOut) {
    const auto feed = feed_of(R"(,"_x":{"about":"y"},"foo":1)", R"({"id":"1","_y":[1],"bar":{}})");

    EXPECT_THAT(feed.problems, IsEmpty());
    EXPECT_EQ(to_json_feed(feed, false).find("\"_y\""), std::string::npos);
}

TEST(JsonFeed, MayStandBehindAWarningInHtml) {
    const std::string warning =
        "<br />\n<b>Warning</b>:  Undefined array key {3} in <b>/srv/feed.php</b> on line 7<br "
        "/>\n";
    const std::string feed =
        R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1"}]})";

    const auto read = parse(warning + feed, "application/feed+json", "https://e.example/f");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->items.size(), 1U);
    EXPECT_FALSE(read->problems.empty());

    EXPECT_FALSE(parse("<p>A feed:</p><pre>" + feed + "</pre>", "text/html", "https://e.example/f")
    );
}

TEST(JsonFeed, WithoutItemsIsAnEmptyFeed) {
    const auto feed = parse(R"({"version":"https://jsonfeed.org/version/1","title":"T"})", {}, {});

    ASSERT_TRUE(feed);
    EXPECT_THAT(feed->items, IsEmpty());
    EXPECT_THAT(feed->problems, ElementsAre("no items"));
}

TEST(JsonFeed, WhatIsWrittenIsReadBackTheSame) {
    const auto first = feed_of(
        R"(,"home_page_url":"https://site.example/","language":"de","authors":[{"name":"A"}])",
        R"({"id":"1","url":"/p","title":"a < b","content_html":"<p>x</p>","summary":"s",
            "image":"/i.png","banner_image":"/b.png","tags":["t"],"external_url":"https://e.example/",
            "date_published":"2020-01-02T03:04:05Z","authors":[{"name":"B","avatar":"/b.png"}],
            "attachments":[{"url":"/a.mp3","mime_type":"audio/mpeg","size_in_bytes":5,
            "duration_in_seconds":1.5,"title":"A"}]},{"title":"no id"})"
    );
    const auto written = to_json_feed(first, false);
    const auto second = parse(written, {}, {});

    ASSERT_TRUE(second);
    EXPECT_EQ(to_json_feed(*second, false), written);
}

}  // namespace
}  // namespace wireroom::feed
