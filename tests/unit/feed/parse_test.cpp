#include "feed/parse.hpp"

#include "base/time.hpp"
#include "feed/json_feed_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kUrl = "https://example.org/feeds/main.xml";

ParsedFeed parsed(std::string_view body, const Limits& limits = {}) {
    auto feed = parse(body, {}, kUrl, limits);
    EXPECT_TRUE(feed) << feed.error().message;
    return feed ? *feed : ParsedFeed();
}

/// One RSS channel around items.
std::string rss(const std::string& inside) {
    return "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:media=\"http://search.yahoo.com/mrss/\" "
           "xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"><channel><title>T</title>" +
           inside + "</channel></rss>";
}

model::Item only_item(const std::string& inside) {
    const auto feed = parsed(rss("<item>" + inside + "</item>"));
    EXPECT_THAT(feed.items, SizeIs(1));
    return feed.items.empty() ? model::Item() : feed.items.front();
}

ParseFault fault_of(std::string_view body, const Limits& limits = {}) {
    const auto feed = parse(body, {}, kUrl, limits);
    EXPECT_FALSE(feed);
    return feed ? ParseFault::kEmpty : feed.error().kind;
}

TEST(ParseRefuses, NothingButWhiteSpace) {
    EXPECT_EQ(fault_of(""), ParseFault::kEmpty);
    EXPECT_EQ(fault_of(" \r\n\t"), ParseFault::kEmpty);
    EXPECT_EQ(fault_of("\xEF\xBB\xBF"), ParseFault::kEmpty);
}

TEST(ParseRefuses, AWebPageAsAWebPage) {
    EXPECT_EQ(fault_of("<!DOCTYPE html><title>x</title><p>y"), ParseFault::kHtml);
    EXPECT_EQ(fault_of("<html><body>503</body></html>"), ParseFault::kHtml);
}

TEST(ParseRefuses, AWebPageWithElementsOfItsOwn) {
    EXPECT_EQ(fault_of("<html><body><channel>x</channel></body></html>"), ParseFault::kHtml);
    EXPECT_EQ(fault_of("<!DOCTYPE html><entry>x<br></entry>"), ParseFault::kHtml);
}

TEST(ParseRefuses, OtherDocuments) {
    EXPECT_EQ(fault_of("<svg/>"), ParseFault::kNotAFeed);
    EXPECT_EQ(fault_of("hello"), ParseFault::kNotAFeed);
    EXPECT_EQ(fault_of("\x1F\x8B\x08"), ParseFault::kNotAFeed);
    EXPECT_EQ(fault_of("{\"items\":[]}"), ParseFault::kNotAFeed);
    EXPECT_EQ(fault_of("[1,2]"), ParseFault::kNotAFeed);
}

TEST(ParseRefuses, JsonThatEndsTooEarlyOrGoesTooDeep) {
    const std::string start = R"({"version":"https://jsonfeed.org/version/1.1","title":)";

    EXPECT_EQ(fault_of(start + "\"x"), ParseFault::kBroken);
    EXPECT_EQ(fault_of(start + std::string(1'000'000, '[')), ParseFault::kTooDeep);
}

TEST(ParseRefuses, MoreBytesThanTheLimit) {
    Limits limits;
    limits.max_bytes = 100;

    EXPECT_EQ(fault_of(std::string(101, 'x'), limits), ParseFault::kTooLarge);
}

TEST(Formats, AreNamedByVersionAndNamespace) {
    EXPECT_EQ(parsed("<rss version='2.0'><channel/></rss>").format, "rss-2.0");
    EXPECT_EQ(parsed("<rss version='0.91'><channel/></rss>").format, "rss-0.91");
    EXPECT_EQ(parsed("<rss version='0.94'><channel/></rss>").format, "rss-0.94");
    EXPECT_EQ(parsed("<rss><channel/></rss>").format, "rss-2.0");
    EXPECT_EQ(parsed("<RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'/>").format, "rss-0.90");
    EXPECT_EQ(
        parsed("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
               "xmlns='http://purl.org/rss/1.0/'/>")
            .format,
        "rss-1.0"
    );
    EXPECT_EQ(parsed("<feed xmlns='http://www.w3.org/2005/Atom'/>").format, "atom-1.0");
    EXPECT_EQ(parsed("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>").format, "atom-0.3");
    EXPECT_EQ(
        parsed(R"({"version":"https://jsonfeed.org/version/1","items":[]})").format, "json-1.0"
    );
    EXPECT_EQ(
        parsed(R"({"version":"https://jsonfeed.org/version/1.1","items":[]})").format, "json-1.1"
    );
}

TEST(Escaping, HasOneLevelForEachLayer) {
    const auto item = only_item(
        "<title>A &amp;amp; B &amp;amp;amp; C</title>"
        "<description>&lt;p&gt;Use "
        "&lt;code&gt;&amp;lt;div&amp;gt;&lt;/code&gt;&lt;/p&gt;</description>"
    );

    EXPECT_EQ(item.title, "A & B &amp; C");
    EXPECT_EQ(item.content.value, "<p>Use <code>&lt;div&gt;</code></p>");
}

TEST(Body, AnEmptyFullTextLeavesTheDescriptionAsTheBody) {
    const auto item = only_item("<content:encoded> </content:encoded><description>D</description>");

    EXPECT_EQ(item.content.value, "D");
    EXPECT_EQ(item.summary.value, "");
}

TEST(Body, TheDescriptionBesideAFullTextIsTheSummaryInEitherOrder) {
    for (const auto* inside :
         {"<content:encoded>F</content:encoded><description>D</description>",
          "<description>D</description><content:encoded>F</content:encoded>"}) {
        const auto item = only_item(inside);

        EXPECT_EQ(item.content.value, "F");
        EXPECT_EQ(item.summary.value, "D");
    }
}

TEST(Body, MediaDescriptionsNeverReplaceOrSummariseAnArticle) {
    const auto item = only_item(
        "<media:content url='https://example.org/a.jpg' "
        "medium='image'><media:description>Caption</media:description>"
        "<media:title>Photo</media:title></media:content><title>Title</title><content:encoded>F</"
        "content:encoded>"
    );

    EXPECT_EQ(item.content.value, "F");
    EXPECT_EQ(item.summary.value, "");
    EXPECT_EQ(item.title, "Title");
    ASSERT_THAT(item.attachments, SizeIs(1));
    EXPECT_EQ(item.attachments[0].title, "Photo");
}

TEST(Authors, SayingTheSameAreOne) {
    const auto item = only_item(
        "<author>jo@example.org (Jo Doe)</author><dc:creator>Jo Doe</dc:creator><dc:creator>Al, "
        "The Paper</dc:creator>"
        "<author/>"
    );

    EXPECT_THAT(
        item.authors,
        ElementsAre(model::Author{"Jo Doe", "", ""}, model::Author{"Al, The Paper", "", ""})
    );
}

TEST(Authors, OfTheFeedAreNotCopiedIntoItems) {
    const auto feed =
        parsed(rss("<managingEditor>Ed</managingEditor><item><title>x</title></item>"));

    EXPECT_THAT(feed.authors, ElementsAre(model::Author{"Ed", "", ""}));
    EXPECT_THAT(feed.items[0].authors, IsEmpty());
}

TEST(Namespaces, OfAnItemThatNobodyKnowsAreTheFormatsOwn) {
    const auto feed =
        parsed(rss("<item xmlns='http://nowhere.example.org/'><title>x</title></item>"));

    ASSERT_THAT(feed.items, SizeIs(1));
    EXPECT_EQ(feed.items[0].title, "x");
}

TEST(Namespaces, APrefixMeansWhatTheNearestDeclarationSays) {
    const std::string creator = "<dc:creator>Ada</dc:creator>";
    const auto feed = parsed(
        rss("<item>" + creator + "</item><item xmlns:dc=\"urn:other\"><x:creator " +
            "xmlns:x=\"http://purl.org/dc/elements/1.1/\">Bob</x:creator></item>" +
            "<item xmlns:media=\"http://purl.org/dc/elements/1.1/\">" +
            "<media:creator>Cid</media:creator></item><item><media:creator>Nobody" +
            "</media:creator></item><item>" + creator + "</item>")
    );

    ASSERT_THAT(feed.items, SizeIs(5));
    std::string names;
    for (const auto& item : feed.items) {
        names += item.authors.empty() ? "-" : item.authors.front().name;
        names += ' ';
    }
    EXPECT_EQ(names, "Ada Bob Cid - Ada ");
}

TEST(Images, OfWritersAreNotTheItems) {
    const auto item = only_item(
        "<media:content url='https://1.gravatar.com/avatar/abc' medium='image'/>"
        "<media:content url='https://example.org/a.jpg' medium='image'/>"
    );

    EXPECT_EQ(item.image, "https://example.org/a.jpg");
    EXPECT_THAT(item.attachments, SizeIs(1));
}

TEST(Ids, AreKeptByteForByte) {
    EXPECT_EQ(
        only_item("<guid>HTTP://Example.ORG/%7ea?b#c</guid>").id, "HTTP://Example.ORG/%7ea?b#c"
    );
    EXPECT_EQ(only_item("<guid>/articles/x/</guid>").id, "/articles/x/");
}

TEST(Charset, OfAnUndeclaredSingleByteDocumentGivesNoReplacementCharacters) {
    const auto feed = parsed("<rss><channel><title>Caf\xE9</title></channel></rss>");

    EXPECT_EQ(feed.title, "Café");
    EXPECT_EQ(feed.encoding, "windows-1252");
}

TEST(RawHash, IsTheSameWhenOnlyTheChannelChanges) {
    const std::string item =
        "<item><guid>1</guid><title>x</title><slash:comments>4</slash:comments></item>";
    const auto before =
        parsed(rss("<lastBuildDate>Mon, 02 Feb 2026 00:00:00 GMT</lastBuildDate>" + item));
    const auto after = parsed(rss(
        "<lastBuildDate>Tue, 03 Feb 2026 00:00:00 GMT</lastBuildDate><item><guid>0</guid></item>" +
        item + "<ttl>5</ttl>"
    ));

    ASSERT_THAT(after.items, SizeIs(2));
    EXPECT_NE(before.items[0].raw_hash, 0U);
    EXPECT_EQ(before.items[0].raw_hash, after.items[1].raw_hash);
    EXPECT_NE(after.items[0].raw_hash, after.items[1].raw_hash);
}

TEST(RawHash, ChangesWithAnythingInTheItemAlsoWithWhatIsNotMapped) {
    const auto hash = [](const std::string& inside) { return only_item(inside).raw_hash; };

    const auto before = hash("<guid>1</guid><slash:comments>4</slash:comments>");

    EXPECT_NE(before, hash("<guid>1</guid><slash:comments>5</slash:comments>"));
    EXPECT_NE(before, hash("<guid a='b'>1</guid><slash:comments>4</slash:comments>"));
    EXPECT_NE(before, hash("<guid>1</guid><slash:comments>4</slash:comments><x/>"));
}

TEST(RawHash, OfJsonItemsIgnoresTheFeed) {
    const auto hash = [](const std::string& title, const std::string& extra) {
        return parsed(
                   R"({"version":"https://jsonfeed.org/version/1.1","title":")" + title +
                   R"(","items":[{"id":"1","content_text":"x")" + extra + "}]}"
        )
            .items.at(0)
            .raw_hash;
    };

    EXPECT_EQ(hash("a", ""), hash("b", ""));
    EXPECT_NE(hash("a", ""), hash("a", R"(,"_x":1)"));
}

TEST(RawHash, OfItemsNestedInItemsTellsThemApart) {
    const auto feed =
        parsed(rss("<item><item><guid>1</guid></item><item><guid>2</guid></item></item>"));

    ASSERT_THAT(feed.items, SizeIs(2));
    EXPECT_NE(feed.items[0].raw_hash, feed.items[1].raw_hash);
}

TEST(Limits, KeepTheNewestItemsInDocumentOrder) {
    Limits limits;
    limits.max_items = 2;
    const auto feed = parsed(
        rss("<item><guid>old</guid><pubDate>2020-01-01</pubDate></item><item><guid>b</"
            "guid><pubDate>2026-01-02</pubDate>"
            "</item><item><guid>none</guid></item><item><guid>a</guid><pubDate>2026-01-01</"
            "pubDate></item>"),
        limits
    );

    ASSERT_THAT(feed.items, SizeIs(2));
    EXPECT_EQ(feed.items[0].id, "b");
    EXPECT_EQ(feed.items[1].id, "a");
    EXPECT_THAT(feed.problems, Contains(HasSubstr("newest 2")));
}

TEST(Limits, CutTextsAtCharactersAndLeaveOutLongUrls) {
    Limits limits;
    limits.max_title_bytes = 5;
    limits.max_content_bytes = 4;
    limits.max_url_bytes = 30;
    const auto feed = parsed(
        rss("<item><title>aaaaéé</title><description>bbbéé</description><link>https://"
            "example.org/" +
            std::string(40, 'x') + "</link></item>"),
        limits
    );

    EXPECT_EQ(feed.items[0].title, "aaaa");
    EXPECT_EQ(feed.items[0].content.value, "bbb");
    EXPECT_EQ(feed.items[0].url, "");
    EXPECT_THAT(feed.problems, SizeIs(3));
}

TEST(Limits, BoundTagsEnclosuresAndAuthors) {
    std::string inside;
    for (int i = 0; i < 1000; ++i) {
        const auto n = std::to_string(i);
        inside += "<category>c" + n + "</category>";
        inside += "<enclosure url='https://example.org/" + n + "'/>";
        inside += "<dc:creator>" + n + "</dc:creator>";
    }
    const auto item = only_item(inside);

    EXPECT_THAT(item.tags, SizeIs(64));
    EXPECT_THAT(item.attachments, SizeIs(32));
    EXPECT_THAT(item.authors, SizeIs(64));
}

TEST(Hostile, DeepNestingIsFlattenedAndCostsNoStack) {
    constexpr std::size_t kDepth = 200'000;
    std::string open;
    std::string close;
    for (std::size_t i = 0; i < kDepth; ++i) {
        open += "<b>";
        close += "</b>";
    }
    const auto feed = parsed(rss(
        "<item><guid>1</guid><description>" + open + "x" + close + "</description></item><item/>"
    ));

    ASSERT_THAT(feed.items, SizeIs(2));
    EXPECT_THAT(feed.items[0].content.value, HasSubstr("x"));
    EXPECT_THAT(feed.problems, Contains(HasSubstr("too deeply")));
}

TEST(Hostile, DeepNestingThatIsNeverClosedIsNoProblemEither) {
    std::string open;
    for (std::size_t i = 0; i < 200'000; ++i) {
        open += "<a>";
    }

    EXPECT_THAT(
        parsed("<rss><channel><title>T</title>" + open).problems, Contains(HasSubstr("too deeply"))
    );
}

TEST(Hostile, FloodsOfAttributesAndStrayTagsAreDropped) {
    std::string attributes;
    std::string strays;
    for (int i = 0; i < 200'000; ++i) {
        attributes += " a" + std::to_string(i) + "='x'";
        strays += "</x>";
    }
    const auto feed = parsed(rss("<item" + attributes + "><title>t" + strays + "</title></item>"));

    ASSERT_THAT(feed.items, SizeIs(1));
    EXPECT_EQ(feed.items[0].title, "t");
}

TEST(Hostile, EntitiesOfADtdAreNeverExpanded) {
    const auto feed = parsed(
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM "
        "'file:///etc/passwd'>]>"
        "<rss><channel><title>&b;&f;</title></channel></rss>"
    );

    EXPECT_EQ(feed.title, "&b;&f;");
}

TEST(Hostile, UnclosedConstructsByTheThousandAreReadOnce) {
    for (const std::string piece : {"<!--",       "<![CDATA[",
                                    "<?x ",       "<a b=\"",
                                    "<a b='",     "<!DOCTYPE [",
                                    "&amp",       "<",
                                    "</",         "<!DOCTYPE [>",
                                    "<a b=\">",   "<a b='>",
                                    "<a b=c='",   "<![CDATA[<![CDATA[",
                                    "]]>",        "<?x >",
                                    "<?xml ",     "<x:y>",
                                    "<!-- <!-- ", "<item>",
                                    "</item",     "<title>",
                                    "<link",      "&x;",
                                    "&#1;",       "<!ENTITY x",
                                    "<a =\"",     "<![CDATA[]]"}) {
        std::string flood;
        for (int i = 0; i < 30'000; ++i) {
            flood += piece;
        }

        const auto feed =
            parse("<rss><channel><title>T</title><item><title>x</title></item>" + flood, {}, kUrl);

        ASSERT_TRUE(feed) << piece << ": " << feed.error().message;
        EXPECT_EQ(feed->title, "T") << piece;
    }
}

TEST(Repair, LosesOneItemAtMostWhereverTheDocumentIsCut) {
    std::string items;
    for (int i = 0; i < 30; ++i) {
        const auto n = std::to_string(i);
        items += "<item><guid>" + n + "</guid>";
        items += "<title>Title " + n + "</title>";
        items += "<description><![CDATA[<p>" + n + "</p>]]></description></item>";
    }
    const auto text = rss(items);
    const auto last = text.rfind("<item>");

    for (auto cut = last; cut < text.rfind("</item>"); ++cut) {
        const auto feed = parsed(text.substr(0, cut));

        ASSERT_THAT(feed.items, SizeIs(29)) << text.substr(last, cut - last);
        EXPECT_EQ(feed.items.back().id, "28");
        EXPECT_FALSE(feed.problems.empty());
    }
}

TEST(Repair, ShowsNothingOfAnItemThatTheEndOfTheDocumentCuts) {
    const auto feed = parsed("<rss><channel><item><title>Only</title><description>Half a");

    EXPECT_THAT(feed.items, IsEmpty());
    EXPECT_THAT(feed.problems, Contains(HasSubstr("incomplete last item dropped")));
}

TEST(Repair, IsNotAskedForWhenTheDocumentIsFine) {
    EXPECT_THAT(
        parsed(rss("<item><title>A &amp; B &#8211; &#x2013;</title></item>")).problems, IsEmpty()
    );
}

TEST(Writer, GivesEveryItemAStableIdAndAContent) {
    const auto text = to_json_feed(
        parsed(rss("<item><title>a</title></item><item><title>b</title></item>")), false
    );
    const auto again = to_json_feed(
        parsed(rss("<item><title>b</title></item><item><title>a</title></item>")), false
    );

    const auto id_before = [](const std::string& document, const std::string& title) {
        const auto at = document.find(R"(,"title":")" + title + "\"");
        return document.substr(at - 22, 22);
    };
    EXPECT_THAT(id_before(text, "a"), HasSubstr("hash:"));
    EXPECT_EQ(id_before(text, "a"), id_before(again, "a"));
    EXPECT_NE(id_before(text, "a"), id_before(text, "b"));
}

TEST(Writer, SanitisesUnlessTheRawTextIsAskedFor) {
    const auto feed =
        parsed(rss("<item><description>&lt;p onclick='x'&gt;y&lt;/p&gt;</description></item>"));

    EXPECT_THAT(to_json_feed(feed, false), testing::Not(HasSubstr("onclick")));
    EXPECT_THAT(to_json_feed(feed, true), HasSubstr("onclick"));
}

TEST(Parse, MoreDeletionsThanItemsAreReadAreCutAndSaid) {
    Limits limits;
    limits.max_items = 2;
    limits.max_url_bytes = 8;
    const auto feed = parsed(
        rss("<at:deleted-entry ref='a'/><at:deleted-entry ref='far-too-long'/>"
            "<at:deleted-entry ref='b' when='nonsense'/><at:deleted-entry ref='c'/>"),
        limits
    );

    EXPECT_THAT(
        feed.deleted, ElementsAre(Deletion{"a", std::nullopt}, Deletion{"b", std::nullopt})
    );
    EXPECT_THAT(feed.problems, Contains("a deletion without a usable ref ignored"));
    EXPECT_THAT(feed.problems, Contains("more deletions than items are read; the first are kept"));
}

TEST(Parse, WhatAWholeFeedLacksIsOnlyGoneWhenAllOfItWasRead) {
    const std::string items =
        "<fh:complete/><item><guid>1</guid></item><item><guid>2</guid></item>";
    Limits one;
    one.max_items = 1;

    EXPECT_TRUE(parsed(rss(items)).complete);
    EXPECT_FALSE(parsed(rss(items), one).complete);
    EXPECT_FALSE(parsed(rss(items + "<item><title>torn & o")).complete);
    EXPECT_FALSE(parsed(rss("<itunes:complete>Yes</itunes:complete>")).complete);
}

}  // namespace
}  // namespace wireroom::feed
