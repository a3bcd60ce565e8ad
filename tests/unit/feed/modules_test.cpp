#include "base/time.hpp"
#include "feed/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using model::Attachment;
using model::Author;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kUrl = "https://example.org/feeds/main.xml";

/// One RSS channel that declares every module, with `channel` in front of one item.
ParsedFeed rss(const std::string& channel, const std::string& item) {
    const auto feed = parse(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:dcterms='http://purl.org/dc/terms/' xmlns:media='http://search.yahoo.com/mrss/' "
        "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
        "xmlns:podcast='https://podcastindex.org/namespace/1.0' "
        "xmlns:googleplay='http://www.google.com/schemas/play-podcasts/1.0' "
        "xmlns:slash='http://purl.org/rss/1.0/modules/slash/' "
        "xmlns:thr='http://purl.org/syndication/thread/1.0' "
        "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:xhtml='http://www.w3.org/1999/xhtml' "
        "xmlns:webfeeds='http://webfeeds.org/rss/1.0' "
        "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
        "xmlns:foaf='http://xmlns.com/foaf/0.1/' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel>" +
            channel + "<item>" + item + "</item></channel></rss>",
        {},
        kUrl
    );
    EXPECT_TRUE(feed) << feed.error().message;
    return feed ? *feed : ParsedFeed();
}

model::Item item_of(const std::string& inside) {
    const auto feed = rss({}, inside);
    EXPECT_THAT(feed.items, SizeIs(1));
    return feed.items.empty() ? model::Item() : feed.items.front();
}

TEST(FeedburnerModule, OriginalAddressesReplaceTheRedirectors) {
    const auto item = item_of(
        "<link>http://feeds.example.net/~r/1</link>"
        "<feedburner:origLink>https://example.org/post</feedburner:origLink>"
        "<enclosure url='http://feeds.example.net/~e/a.mp3' length='10' type='audio/mpeg'/>"
        "<feedburner:origEnclosureLink>https://example.org/a.mp3</feedburner:origEnclosureLink>"
    );

    EXPECT_EQ(item.url, "https://example.org/post");
    EXPECT_THAT(
        item.attachments,
        ElementsAre(Attachment{"https://example.org/a.mp3", "audio/mpeg", "", 10U, std::nullopt})
    );
}

TEST(FeedburnerModule, AnOriginalEnclosureThatIsThereAlreadyIsNotDoubled) {
    const auto item = item_of(
        "<enclosure url='https://example.org/a.mp3' type='audio/mpeg'/>"
        "<feedburner:origEnclosureLink>https://example.org/a.mp3</feedburner:origEnclosureLink>"
    );

    EXPECT_THAT(item.attachments, SizeIs(1));
}

TEST(ContentModule, TheFormThatIsHtmlIsTheText) {
    const auto form = [](const std::string& format, const std::string& value) {
        return "<rdf:li><content:item><content:format rdf:resource='http://www.w3.org/" + format +
               "'/><rdf:value>" + value + "</rdf:value></content:item></rdf:li>";
    };
    const auto items = [&](const std::string& forms) {
        return item_of("<content:items><rdf:Bag>" + forms + "</rdf:Bag></content:items>").content;
    };
    const auto plain = form("TR/plain", "a &lt; b");
    const auto escaped = form("TR/html4/", "&lt;p>a&lt;/p>");

    EXPECT_EQ(items(plain + escaped).value, "<p>a</p>");
    EXPECT_EQ(items(form("1999/xhtml", "<p>a <b>b</b></p>")).value, "<p>a <b>b</b></p>");
    EXPECT_EQ(items(plain).value, "a < b");
    EXPECT_EQ(items(plain).type, model::Markup::Type::kText);
    EXPECT_EQ(items("<rdf:li/>").value, "");
}

TEST(ContentModule, EncodedSpeaksBeforeTheOlderBag) {
    const auto item = item_of(
        "<content:items><rdf:Bag><rdf:li><content:item><rdf:value>bag</rdf:value></content:item>"
        "</rdf:li></rdf:Bag></content:items><content:encoded>encoded</content:encoded>"
    );

    EXPECT_EQ(item.content.value, "encoded");
}

TEST(MediaModule, ACategoryIsItsTextElseItsLabel) {
    const auto item = item_of(
        "<media:category label='Music'>arts/music</media:category><media:category label='Film'/>"
    );

    EXPECT_THAT(item.tags, ElementsAre("arts/music", "Film"));
}

TEST(PodcastModule, PersonsAreAuthorsWithPageAndPicture) {
    const auto feed =
        rss("<podcast:person href='https://jo.example/' img='jo.jpg'>Jo</podcast:person>",
            "<itunes:author>Al</itunes:author>"
            "<podcast:person role='guest' href='/al' img='/al.png'>Al</podcast:person>"
            "<podcast:person group='crew' role='editor'>Ed</podcast:person>"
            "<podcast:person group='writing' role='author'>Wu</podcast:person><podcast:person/>");

    EXPECT_THAT(
        feed.authors,
        ElementsAre(Author{"Jo", "https://jo.example/", "https://example.org/feeds/jo.jpg"})
    );
    EXPECT_THAT(
        feed.items.at(0).authors,
        ElementsAre(
            Author{"Al", "https://example.org/al", "https://example.org/al.png"},
            Author{"Wu", "", ""}
        )
    );
}

TEST(PodcastModule, OtherRecordingsStandBehindTheEnclosure) {
    const auto item = item_of(
        "<podcast:alternateEnclosure type='audio/opus' length='7' title='Low'>"
        "<podcast:source uri='ipfs://x'/><podcast:source uri='https://example.org/a.opus'/>"
        "</podcast:alternateEnclosure>"
        "<enclosure url='a.mp3' length='12' type='audio/mpeg'/>"
        "<itunes:duration>1:02:03</itunes:duration>"
    );

    EXPECT_THAT(
        item.attachments,
        ElementsAre(
            Attachment{"https://example.org/feeds/a.mp3", "audio/mpeg", "", 12U, 3723.0},
            Attachment{"https://example.org/a.opus", "audio/opus", "Low", 7U, std::nullopt}
        )
    );
}

TEST(PodcastModule, TranscriptsAndChaptersAreNoFilesOfTheEpisode) {
    EXPECT_THAT(
        item_of("<podcast:transcript url='t.vtt' type='text/vtt'/>"
                "<podcast:chapters url='chapters.json' type='application/json+chapters'/>")
            .attachments,
        IsEmpty()
    );
}

TEST(PodcastModule, SummariesAreBodiesOnlyWhereNothingElseIs) {
    EXPECT_EQ(
        item_of("<itunes:summary>S</itunes:summary><description>D</description>").content.value, "D"
    );
    const auto item =
        item_of("<itunes:subtitle>s</itunes:subtitle><itunes:summary>S</itunes:summary>");
    EXPECT_EQ(item.content.value, "S");
    EXPECT_EQ(item.summary.value, "s");
    EXPECT_EQ(item_of("<itunes:subtitle>s</itunes:subtitle>").content.value, "s");
    EXPECT_EQ(item_of("<googleplay:description>G</googleplay:description>").content.value, "G");
}

TEST(PodcastModule, ASubtitleIsTheSummaryOfADescriptionUnlessItSaysTheSame) {
    EXPECT_EQ(
        item_of("<description>D</description><itunes:subtitle>s</itunes:subtitle>").summary.value,
        "s"
    );
    EXPECT_EQ(
        item_of("<description>D</description><itunes:subtitle>D</itunes:subtitle>").summary.value,
        ""
    );
}

TEST(PodcastModule, TellsImageTitleAndKeywordsOfAnEpisode) {
    const auto item = item_of(
        "<itunes:title>T</itunes:title><itunes:image href='/i.jpg'/>"
        "<itunes:keywords>a, b ,,a</itunes:keywords><media:thumbnail url='/t.jpg'/>"
    );

    EXPECT_EQ(item.title, "T");
    EXPECT_EQ(item.image, "https://example.org/i.jpg");
    EXPECT_THAT(item.tags, ElementsAre("a", "b"));
    EXPECT_EQ(
        item_of("<podcast:images srcset='/a.jpg 1500w, /b.jpg 600w'/>").image,
        "https://example.org/a.jpg"
    );
}

TEST(PodcastModule, OwnersAreAuthorsOnlyOfFeedsThatNameNobody) {
    const std::string owner =
        "<itunes:owner><itunes:name>Own</itunes:name><itunes:email>o@x.org</itunes:email>"
        "</itunes:owner>";

    EXPECT_THAT(rss(owner, "").authors, ElementsAre(Author{"Own", "", ""}));
    EXPECT_THAT(
        rss(owner + "<itunes:author>A</itunes:author>", "").authors,
        ElementsAre(Author{"A", "", ""})
    );
}

TEST(PodcastModule, ANewAddressIsTheFeedsOwnWhereNoOtherIsSaid) {
    EXPECT_EQ(
        rss("<itunes:new-feed-url>https://new.example/f</itunes:new-feed-url>", "").feed_url,
        "https://new.example/f"
    );
}

TEST(MediaModule, AGroupIsSeveralFormsOfOneThing) {
    const auto item = item_of(
        "<media:group><media:content url='/1.mp4' type='video/mp4' fileSize='44' duration='12'/>"
        "<media:content url='/2.webm' type='video/webm'/><media:thumbnail url='/t.jpg'/>"
        "<media:title>T</media:title><media:description type='html'>&lt;p&gt;D&lt;/p&gt;"
        "</media:description><media:keywords>k, l</media:keywords>"
        "<media:credit role='author'>C</media:credit></media:group>"
    );

    EXPECT_THAT(
        item.attachments,
        ElementsAre(
            Attachment{"https://example.org/1.mp4", "video/mp4", "", 44U, 12.0},
            Attachment{"https://example.org/2.webm", "video/webm", "", std::nullopt, std::nullopt}
        )
    );
    EXPECT_EQ(item.image, "https://example.org/t.jpg");
    EXPECT_EQ(item.title, "T");
    EXPECT_EQ(item.content.value, "<p>D</p>");
    EXPECT_THAT(item.tags, ElementsAre("k", "l"));
    EXPECT_THAT(item.authors, ElementsAre(Author{"C", "", ""}));
}

TEST(MediaModule, CreditsOfPicturesNameNoAuthors) {
    EXPECT_THAT(
        item_of("<media:content url='/a.jpg'><media:credit role='author'>P</media:credit>"
                "</media:content><media:credit role='photographer'>Q</media:credit>"
                "<media:credit>R</media:credit>")
            .authors,
        IsEmpty()
    );
    EXPECT_THAT(
        item_of("<media:credit role='author'>C</media:credit><dc:creator>D</dc:creator>").authors,
        ElementsAre(Author{"D", "", ""})
    );
}

TEST(MediaModule, AnImageIsKnownByMediumTypeOrEnding) {
    for (const auto* attributes : {"medium='image'", "type='image/x'", ""}) {
        const auto item = item_of(
            "<media:content url='https://example.org/a.JPG?w=1' " + std::string(attributes) + "/>"
        );
        EXPECT_EQ(item.image, "https://example.org/a.JPG?w=1") << attributes;
    }
    EXPECT_EQ(item_of("<media:content url='/a.jpg' medium='video'/>").image, "");
    EXPECT_EQ(item_of("<media:content url='/a.jpg' type='video/mp4'/>").image, "");
    EXPECT_EQ(item_of("<enclosure url='/a.png'/>").image, "https://example.org/a.png");
}

TEST(MediaModule, APlayersPageIsTheLinkWhereThereIsNoOther) {
    const std::string player = "<media:content><media:player url='/play'/></media:content>";

    EXPECT_EQ(item_of(player).url, "https://example.org/play");
    EXPECT_EQ(item_of(player + "<link>/post</link>").url, "https://example.org/post");
}

TEST(DublinCore, FillsWhatTheFormatLeavesOut) {
    const auto item = item_of(
        "<dc:title>T</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator>"
        "<dc:subject>s</dc:subject><dc:date>2020-01-02</dc:date><dc:description>D</dc:description>"
        "<dc:language>de</dc:language><dc:identifier>urn:isbn:1</dc:identifier>"
        "<dcterms:modified>2020-01-03</dcterms:modified><dc:source>https://s.example/</dc:source>"
        "<dc:contributor>C</dc:contributor><dc:publisher>P</dc:publisher>"
    );

    EXPECT_EQ(item.title, "T");
    EXPECT_THAT(item.authors, ElementsAre(Author{"A", "", ""}, Author{"B", "", ""}));
    EXPECT_THAT(item.tags, ElementsAre("s"));
    ASSERT_TRUE(item.date_published && item.date_modified);
    EXPECT_EQ(format_rfc3339(*item.date_published), "2020-01-02T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*item.date_modified), "2020-01-03T00:00:00.000Z");
    EXPECT_EQ(item.content.value, "D");
    EXPECT_EQ(item.language, "de");
    EXPECT_EQ(item.id, "urn:isbn:1");
    EXPECT_EQ(item.external_url, "https://s.example/");
}

TEST(PrismModule, DatesAreTheLastResort) {
    const std::string prism =
        "<p:publicationDate xmlns:p='http://prismstandard.org/namespaces/basic/2.0/'>2004-01-02"
        "</p:publicationDate>";

    EXPECT_EQ(item_of(prism).date_published, *parse_rfc3339("2004-01-02T00:00:00Z"));
    EXPECT_EQ(
        item_of(prism + "<dc:date>2003-05-06</dc:date>").date_published,
        *parse_rfc3339("2003-05-06T00:00:00Z")
    );
}

TEST(DublinCore, GivesWayToTheFormatsOwnElements) {
    const auto item = item_of(
        "<dc:title>T</dc:title><title>O</title><dc:identifier>i</dc:identifier><guid>g</guid>"
        "<dc:date>2020-01-02</dc:date><pubDate>2021-01-02</pubDate>"
        "<dc:source>A Newspaper</dc:source>"
    );

    EXPECT_EQ(item.title, "O");
    EXPECT_EQ(item.id, "g");
    ASSERT_TRUE(item.date_published);
    EXPECT_EQ(format_rfc3339(*item.date_published), "2021-01-02T00:00:00.000Z");
    EXPECT_EQ(item.external_url, "");
}

TEST(DublinCore, CreatorsMayBeWrittenInRdf) {
    EXPECT_THAT(
        item_of("<dc:creator><foaf:Person><foaf:name>Fo</foaf:name>"
                "<foaf:homepage rdf:resource='https://fo.example/'/></foaf:Person></dc:creator>")
            .authors,
        ElementsAre(Author{"Fo", "https://fo.example/", ""})
    );
}

TEST(ThreadModule, WhatAnItemAnswersIsItsExternalUrl) {
    EXPECT_EQ(
        item_of("<thr:in-reply-to ref='tag:x' href='https://o.example/p'/>").external_url,
        "https://o.example/p"
    );
    EXPECT_EQ(
        item_of("<thr:in-reply-to ref='https://o.example/q'/>").external_url, "https://o.example/q"
    );
}

TEST(SlashModule, SectionsAreTags) {
    EXPECT_THAT(
        item_of("<slash:section>news</slash:section><slash:comments>4</slash:comments>").tags,
        ElementsAre("news")
    );
}

TEST(XhtmlModule, BodiesAndPiecesAreFullTexts) {
    EXPECT_EQ(
        item_of("<xhtml:body><xhtml:p>a</xhtml:p></xhtml:body><description>D</description>")
            .content.value,
        "<p>a</p>"
    );
    EXPECT_EQ(
        item_of("<xhtml:p>a</xhtml:p><xhtml:p>b <xhtml:b>c</xhtml:b></xhtml:p>").content.value,
        "<p>a</p><p>b <b>c</b></p>"
    );
}

TEST(FeedModules, TellIconsHubsAndHints) {
    const auto feed =
        rss("<itunes:image href='c.jpg'/><webfeeds:icon>/f.svg</webfeeds:icon>"
            "<cloud domain='rpc.example.org' port='80' path='/rpc'/><sy:updatePeriod>daily"
            "</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><ttl>15</ttl>",
            "");

    EXPECT_EQ(feed.icon, "https://example.org/feeds/c.jpg");
    EXPECT_EQ(feed.favicon, "https://example.org/f.svg");
    EXPECT_THAT(feed.hubs, ElementsAre(Hub{"rssCloud", "http://rpc.example.org/rpc"}));
    EXPECT_EQ(feed.hints.update_period, std::chrono::hours(12));
    EXPECT_EQ(feed.hints.ttl, std::chrono::minutes(15));
}

}  // namespace
}  // namespace wireroom::feed
