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

ParsedFeed parsed(const std::string& body, std::string_view url = kUrl) {
    const auto feed = parse(body, {}, url);
    EXPECT_TRUE(feed) << feed.error().message;
    return feed ? *feed : ParsedFeed();
}

ParsedFeed rss(const std::string& channel, const std::string& item = {}) {
    return parsed(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>" +
        channel + "<item>" + item + "</item></channel></rss>"
    );
}

model::Item rss_item(const std::string& inside) {
    return rss({}, inside).items.at(0);
}

ParsedFeed atom(const std::string& feed, const std::string& attributes = {}) {
    return parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' " + attributes + ">" + feed + "</feed>"
    );
}

model::Item atom_entry(const std::string& inside) {
    return atom("<entry>" + inside + "</entry>").items.at(0);
}

TEST(RssAuthors, AreNamesInEveryForm) {
    struct Case {
        const char* text;
        const char* name;
    };
    const Case cases[] = {
        {"jo@x.org (Jo Doe)", "Jo Doe"},
        {"Jo Doe (jo@x.org)", "Jo Doe"},
        {"Jo Doe &lt;jo@x.org&gt;", "Jo Doe"},
        {"\"Jo Doe\" &lt;jo@x.org&gt;", "Jo Doe"},
        {"jo@x.org Jo Doe", "Jo Doe"},
        {"jo@x.org, Jo Doe", "Jo Doe"},
        {"Jo Doe jo@x.org", "Jo Doe"},
        {"hidden (Jo)", "Jo"},
        {"(Jo)", "Jo"},
        {"jo@x.org", "jo@x.org"},
        {"jo@x.org ()", "jo@x.org"},
        {"mailto:jo@x.org", "jo@x.org"},
        {"Jo, Al &amp;amp; Bo", "Jo, Al & Bo"},
        {"&lt;b&gt;Jo&lt;/b&gt;", "Jo"},
        {"Jo (The Paper)", "Jo (The Paper)"},
    };
    for (const auto& c : cases) {
        EXPECT_THAT(
            rss_item("<author>" + std::string(c.text) + "</author>").authors,
            ElementsAre(Author{c.name, "", ""})
        ) << c.text;
    }
}

TEST(RssAuthors, MayNameTheirPage) {
    EXPECT_THAT(
        rss_item("<author>Jo &lt;jo@x.org> (https://jo.example/)</author>").authors,
        ElementsAre(Author{"Jo", "https://jo.example/", ""})
    );
}

TEST(RssAuthors, MayBeAnAtomPersonOrAnAddressOfAPage) {
    EXPECT_THAT(
        rss_item("<atom:author><atom:name>Jo</atom:name><atom:uri>/jo</atom:uri></atom:author>")
            .authors,
        ElementsAre(Author{"Jo", "https://example.org/jo", ""})
    );
    EXPECT_THAT(
        rss_item("<author><name>Jo</name><email>jo@x.org</email></author>").authors,
        ElementsAre(Author{"Jo", "", ""})
    );
    EXPECT_THAT(
        rss_item("<author>https://x.org/jo</author>").authors,
        ElementsAre(Author{"https://x.org/jo", "https://x.org/jo", ""})
    );
}

TEST(RssAuthors, AWebmasterIsOneOnlyWithANameAndWhereNobodyElseIs) {
    const std::string master = "<webMaster>w@x.org (Web Mae)</webMaster>";

    EXPECT_THAT(rss(master).authors, ElementsAre(Author{"Web Mae", "", ""}));
    EXPECT_THAT(rss("<webMaster>w@x.org</webMaster>").authors, IsEmpty());
    EXPECT_THAT(
        rss(master + "<managingEditor>e@x.org (Ed)</managingEditor>").authors,
        ElementsAre(Author{"Ed", "", ""})
    );
}

TEST(RssLinks, OfAtomWithoutItsNamespaceAreReadAsAtom) {
    const auto feed =
        rss("<link>https://site.example/blog/</link><link rel='hub' href='https://hub.example/'/>"
            "<link rel='self' href='/me.xml'/><link rel='next' href='?page=2'/>",
            "<link rel='enclosure' href='a.mp3' type='audio/mpeg'/>"
            "<link rel='alternate' href='post'/>");

    EXPECT_EQ(feed.home_page_url, "https://site.example/blog/");
    EXPECT_EQ(feed.feed_url, "https://example.org/me.xml");
    EXPECT_EQ(feed.next_url, "https://example.org/feeds/main.xml?page=2");
    EXPECT_THAT(feed.hubs, ElementsAre(Hub{"WebSub", "https://hub.example/"}));
    EXPECT_EQ(feed.items.at(0).url, "https://site.example/blog/post");
    EXPECT_THAT(feed.items.at(0).attachments, SizeIs(1));
}

TEST(RssGuids, AreLinksOnlyAsPermalinksAndInAbsenceOfALink) {
    struct Case {
        const char* inside;
        const char* id;
        const char* url;
    };
    const Case cases[] = {
        {"<guid>https://x.org/1</guid>", "https://x.org/1", "https://x.org/1"},
        {"<guid isPermaLink='true'>abc</guid>", "abc", ""},
        {"<guid isPermaLink='False'>https://x.org/1</guid>", "https://x.org/1", ""},
        {"<guid>/x/</guid>", "/x/", ""},
        {"<guid>x.org/1</guid>", "x.org/1", ""},
        {"<guid>https://x.org/1</guid><link>https://x.org/2</link>",
         "https://x.org/1",
         "https://x.org/2"},
        {"<guid>https://x.org/1</guid><link/>", "https://x.org/1", "https://x.org/1"},
        {"<guid>https://x.org/?a&amp;amp;b</guid>", "https://x.org/?a&amp;b", "https://x.org/?a&b"},
        {"<guid>1</guid><guid>2</guid>", "1", ""},
        {"<atom:id>tag:2</atom:id><guid>1</guid>", "1", ""},
    };
    for (const auto& c : cases) {
        const auto item = rss_item(c.inside);
        EXPECT_EQ(item.id, c.id) << c.inside;
        EXPECT_EQ(item.url, c.url) << c.inside;
    }
}

TEST(RssEnclosures, AreAllKeptAndLengthZeroIsUnknown) {
    const auto item = rss_item(
        "<enclosure url='a.mp3' length='0' type='audio/mpeg'/>"
        "<enclosure url='/b.mp3' length='12'/><enclosure url='/b.mp3' type='audio/mpeg'/>"
        "<enclosure url=''/>"
    );

    EXPECT_THAT(
        item.attachments,
        ElementsAre(
            Attachment{
                "https://example.org/feeds/a.mp3", "audio/mpeg", "", std::nullopt, std::nullopt},
            Attachment{"https://example.org/b.mp3", "audio/mpeg", "", 12U, std::nullopt}
        )
    );
}

TEST(RssBody, IsTheFullestTextInAnyOrder) {
    struct Case {
        const char* inside;
        const char* content;
        const char* summary;
    };
    const Case cases[] = {
        {"<description>D</description>", "D", ""},
        {"<summary>S</summary>", "S", ""},
        {"<summary>S</summary><description>D</description>", "D", "S"},
        {"<description>D</description><summary>S</summary>", "D", "S"},
        {"<content:encoded/><description>D</description>", "D", ""},
        {"<fullitem>F</fullitem><description>D</description>", "F", "D"},
        {"<content>&lt;b&gt;C&lt;/b&gt;</content><description>D</description>", "<b>C</b>", "D"},
        {"<atom:summary>S</atom:summary><description>D</description>", "D", ""},
        {"<atom:content type='html'>C</atom:content><description>D</description>", "C", "D"},
        {"<description>a<br/>b <p>c</p></description>", "a<br>b <p>c</p>", ""},
        {"<content:encoded>F</content:encoded><content:encoded>G</content:encoded>", "F", ""},
    };
    for (const auto& c : cases) {
        const auto item = rss_item(c.inside);
        EXPECT_EQ(item.content.value, c.content) << c.inside;
        EXPECT_EQ(item.summary.value, c.summary) << c.inside;
    }
}

TEST(RssImages, OfRdfChannelsAreWhatStandsBesideThem) {
    const auto feed = parsed(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>T</title>"
        "<image rdf:resource='https://example.org/about'/></channel>"
        "<image rdf:about='https://example.org/about'><title>I</title><url>/i.png</url>"
        "<link>https://example.org/l</link></image></rdf:RDF>"
    );

    EXPECT_EQ(feed.icon, "https://example.org/i.png");
    EXPECT_EQ(feed.title, "T");
    EXPECT_EQ(feed.home_page_url, "");
}

TEST(RssItems, InAListOfRss11AreItems) {
    const auto feed = parsed(
        "<Channel xmlns='http://purl.org/net/rss1.1#' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><title>T</title>"
        "<items rdf:parseType='Collection'><item rdf:about='https://example.org/1'>"
        "<title>A</title><link>https://example.org/1</link></item><item><title>B</title></item>"
        "</items></Channel>"
    );

    EXPECT_EQ(feed.format, "rss-1.0");
    ASSERT_THAT(feed.items, SizeIs(2));
    EXPECT_EQ(feed.items[0].url, "https://example.org/1");
    EXPECT_EQ(feed.items[1].title, "B");
}

TEST(RssDates, OfOneElementTheLastSpeaks) {
    const auto item = rss_item(
        "<pubDate>2020-01-01</pubDate><pubDate>2020-01-02</pubDate><pubDate>soon</pubDate>"
        "<atom:updated>2021-01-01</atom:updated>"
    );

    ASSERT_TRUE(item.date_published && item.date_modified);
    EXPECT_EQ(format_rfc3339(*item.date_published), "2020-01-02T00:00:00.000Z");
    EXPECT_EQ(format_rfc3339(*item.date_modified), "2021-01-01T00:00:00.000Z");
}

TEST(AtomLinks, GoWhereTheirRelationSays) {
    const auto entry = atom_entry(
        "<link rel='alternate' type='application/json' href='/j'/><link href='/h' "
        "type='text/html'/>"
        "<link rel='enclosure' href='/a.mp3' length='5' type='audio/mpeg' title='T'/>"
        "<link rel='http://www.iana.org/assignments/relation/enclosure' href='/b.jpg'/>"
        "<link rel='via' href='https://via.example/'/><link rel='related' "
        "href='https://r.example/'/>"
        "<link rel='replies' href='/c'/><link rel='edit' href='/e'/><link rel='self' href='/s'/>"
    );

    EXPECT_EQ(entry.url, "https://example.org/h");
    EXPECT_EQ(entry.external_url, "https://r.example/");
    EXPECT_EQ(entry.image, "https://example.org/b.jpg");
    EXPECT_THAT(
        entry.attachments,
        ElementsAre(
            Attachment{"https://example.org/a.mp3", "audio/mpeg", "T", 5U, std::nullopt},
            Attachment{"https://example.org/b.jpg", "", "", std::nullopt, std::nullopt}
        )
    );
}

TEST(AtomLinks, MayHaveSeveralRelationsAsInHtml) {
    EXPECT_EQ(
        atom_entry("<link rel='nofollow alternate' href='https://e.example/1'/>").url,
        "https://e.example/1"
    );
    EXPECT_EQ(atom_entry("<link rel='alternative' href='https://e.example/1'/>").url, "");
}

TEST(AtomLinks, ToTheEntryItselfAreTheLastResort) {
    const std::string self = "<link rel='self' href='/entries/1'/>";

    EXPECT_EQ(atom_entry(self + "<id>urn:1</id>").url, "https://example.org/entries/1");
    EXPECT_EQ(atom_entry(self + "<link href='/1'/>").url, "https://example.org/1");
    EXPECT_EQ(atom_entry(self + "<id>https://example.org/1</id>").url, "https://example.org/1");
    EXPECT_EQ(atom_entry("<link rel='edit' href='/entries/1'/><id>urn:1</id>").url, "");
}

TEST(AtomContent, ABaseOnTheWrapperHoldsInside) {
    const auto item = atom_entry(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='/a/'>"
        "<a href='b'>x</a></div></content>"
    );

    EXPECT_EQ(item.content.value, "<a href=\"https://example.org/a/b\">x</a>");
}

TEST(AtomPersons, WriteTheirAddressBesideTheirName) {
    EXPECT_THAT(
        atom_entry("<author><name>Jo Doe (jo@x.org)</name></author>").authors,
        ElementsAre(Author{"Jo Doe", "", ""})
    );
}

TEST(AtomPersons, HaveAPageAndAPicture) {
    const auto feed = atom(
        "<author><name>N</name><uri>n</uri><email>n@x.org</email></author>"
        "<author><name>M</name><link rel='avatar' href='/m.png'/><link href='/m'/></author>"
        "<author xmlns:gd='http://schemas.google.com/g/2005'><name>G</name>"
        "<gd:image src='/g.png'/></author><author><email>e@x.org</email></author><author/>"
        "<contributor><name>C</name></contributor>"
    );

    EXPECT_THAT(
        feed.authors,
        ElementsAre(
            Author{"N", "https://example.org/feeds/n", ""},
            Author{"M", "https://example.org/m", "https://example.org/m.png"},
            Author{"G", "", "https://example.org/g.png"},
            Author{"e@x.org", "", ""}
        )
    );
}

TEST(AtomSource, ItsAuthorsHoldWhereTheEntryHasNone) {
    const std::string source =
        "<source><title>S</title><author><name>A</name></author><link href='https://s.example/'/>"
        "</source>";

    EXPECT_THAT(atom_entry(source).authors, ElementsAre(Author{"A", "", ""}));
    EXPECT_THAT(
        atom_entry(source + "<author><name>B</name></author>").authors,
        ElementsAre(Author{"B", "", ""})
    );
    EXPECT_EQ(atom_entry(source).external_url, "https://s.example/");
    EXPECT_EQ(atom_entry(source).title, "");
}

TEST(AtomText, IsReadAsItsTypeSays) {
    struct Case {
        const char* attributes;
        const char* text;
        const char* title;
    };
    const Case cases[] = {
        {"", "a &amp;lt; &lt;b&gt;", "a &lt; <b>"},
        {"type='text'", "a &amp;lt; &lt;b&gt;", "a &lt; <b>"},
        {"type='html'", "&lt;i&gt;a&lt;/i&gt; &amp;amp;lt;", "a &lt;"},
        {"type='HTML'", "&lt;i&gt;a&lt;/i&gt;", "a"},
        {"type='text/html' mode='escaped'", "&lt;i&gt;a&lt;/i&gt;", "a"},
        {"type='text/plain' mode='escaped'", "&lt;i&gt;a&lt;/i&gt;", "<i>a</i>"},
        {"type='text/html' mode='base64'", "PGk+YTwvaT4=", "a"},
        {"type='application/octet-stream'", "PGk+YTwvaT4=", "a"},
        {"type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b> c</div>", "a b c"},
        {"type='xhtml'", "&lt;div>a &lt;b>b&lt;/b>&lt;/div>", "a b"},
        {"type='xhtml'", "<![CDATA[a <b>b</b> &amp; c]]>", "a b & c"},
        {"type='application/xhtml+xml'", "<![CDATA[<i>a</i>]]>", "a"},
        {"type='xhtml'", "1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"},
        {"type='xhtml'", "<x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:b>a</x:b></x:div>", "a"},
    };
    for (const auto& c : cases) {
        const auto title =
            "<title " + std::string(c.attributes) + ">" + std::string(c.text) + "</title>";
        EXPECT_EQ(atom_entry(title).title, c.title) << title;
    }
}

TEST(AtomContent, ElsewhereIsTheLinkOrAnAttachment) {
    const auto page = atom_entry("<content type='text/html' src='p.html'/><summary>S</summary>");
    EXPECT_EQ(page.url, "https://example.org/feeds/p.html");
    EXPECT_EQ(page.content.value, "S");

    const auto sound = atom_entry("<content type='audio/mpeg' src='a.mp3'/>");
    EXPECT_EQ(sound.url, "");
    ASSERT_THAT(sound.attachments, SizeIs(1));
    EXPECT_EQ(sound.attachments[0].mime_type, "audio/mpeg");
}

TEST(AtomContent, OfSeveralFormsIsTheHtmlOne) {
    EXPECT_EQ(
        atom_entry("<content type='multipart/alternative'><content type='text/plain'>p</content>"
                   "<content type='text/html' mode='escaped'>&lt;b&gt;h&lt;/b&gt;</content>"
                   "</content>")
            .content.value,
        "<b>h</b>"
    );
}

TEST(Bases, OfElementsAreTheirOwnTheirParentsAndTheDocuments) {
    const auto feed = atom(
        "<link href='home'/><icon>../f.ico</icon><logo xml:base='http://l.example/'>l.png</logo>"
        "<entry xml:base='e/'><link href='1'/><content type='html'>x</content></entry>"
        "<entry xml:base='http://o.example/d/'><link href='1'/>"
        "<content type='html' xml:base='c/'>x</content></entry>",
        "xml:base='http://b.example/a/'"
    );

    EXPECT_EQ(feed.home_page_url, "http://b.example/a/home");
    EXPECT_EQ(feed.favicon, "http://b.example/f.ico");
    EXPECT_EQ(feed.icon, "http://l.example/l.png");
    EXPECT_EQ(feed.items.at(0).url, "http://b.example/a/e/1");
    EXPECT_EQ(feed.items.at(0).content.base, "http://b.example/a/e/");
    EXPECT_EQ(feed.items.at(1).url, "http://o.example/d/1");
    EXPECT_EQ(feed.items.at(1).content.base, "http://o.example/d/c/");
}

TEST(Bases, WithoutXmlBaseAreTheSiteForItemsAndTheDocumentForTheFeed) {
    const auto feed =
        rss("<link>https://site.example/blog/</link><image><url>i.png</url></image>",
            "<link>p</link><description>x</description><enclosure url='a.mp3'/>");

    EXPECT_EQ(feed.icon, "https://example.org/feeds/i.png");
    EXPECT_EQ(feed.items.at(0).url, "https://site.example/blog/p");
    EXPECT_EQ(feed.items.at(0).content.base, "https://site.example/blog/");
    EXPECT_EQ(feed.items.at(0).attachments.at(0).url, "https://site.example/blog/a.mp3");
}

TEST(Bases, ThatAreIrisGiveAddressesInAscii) {
    const auto feed = atom(
        "<link rel='self' href=''/><link href='http://user@bücher.example:8080/ü'/>",
        "xml:base='http://www.詹姆斯.com/feed'"
    );

    EXPECT_EQ(feed.feed_url, "http://www.xn--8ws00zhy3a.com/feed");
    EXPECT_EQ(feed.home_page_url, "http://user@xn--bcher-kva.example:8080/%C3%BC");
}

TEST(Languages, AreLines) {
    const auto feed = atom("<entry xml:lang=' fr&#x7F; '/>", "xml:lang='d&#x7F;e'");
    EXPECT_EQ(feed.language, "de");
    EXPECT_EQ(feed.items.at(0).language, "fr");
}

TEST(Languages, ComeFromElementsOrXmlLang) {
    EXPECT_EQ(rss("<language>en-us</language>").language, "en-us");
    const auto feed = atom("<entry xml:lang='fr'/><entry/>", "xml:lang='de'");
    EXPECT_EQ(feed.language, "de");
    EXPECT_EQ(feed.items.at(0).language, "fr");
    EXPECT_EQ(feed.items.at(1).language, "");
}

TEST(Tags, AreEveryCategoryOnce) {
    EXPECT_THAT(
        rss_item("<category domain='d'>a</category><category>a</category>"
                 "<category>b &amp;amp; c</category><category/><category><b>d</b></category>")
            .tags,
        ElementsAre("a", "b & c", "d")
    );
    EXPECT_THAT(
        atom_entry("<category term='t' label='L'/><category term='u'/><category/>").tags,
        ElementsAre("L", "u")
    );
}

TEST(NestedItems, CountOnce) {
    const auto feed =
        rss("",
            "<item><guid>1</guid></item><item><guid>2</guid><item><guid>3</guid></item></item>");

    ASSERT_THAT(feed.items, SizeIs(3));
    EXPECT_EQ(feed.items[0].id, "1");
    EXPECT_EQ(feed.items[2].id, "3");
}

}  // namespace
}  // namespace wireroom::feed
