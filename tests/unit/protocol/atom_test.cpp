#include "protocol/atom.hpp"

#include "protocol/opml.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace wireroom::protocol {
namespace {

Timestamp at(std::string_view text) {
    return *parse_rfc3339(text);
}

AtomEntry entry(const std::string& id, std::string_view seen = "2025-04-11T08:00:00Z") {
    AtomEntry made;
    made.story.id = id;
    made.story.title = "Title of " + id;
    made.story.url = "https://lantern.example/" + id;
    made.story.content_html = "<p>Text</p>";
    made.story.content_text = "Text";
    made.story.first_seen = at(seen);
    made.story.updated = at(seen);
    made.source = {.id = "urn:wireroom:feed:1", .title = "The Lantern", .home_page_url = {}};
    return made;
}

AtomFeed feed(std::vector<AtomEntry> entries) {
    return {
        .id = "urn:wireroom:all",
        .title = "wireroom",
        .self = "/feeds/all.atom",
        .updated = {},
        .entries = std::move(entries)};
}

/// What an XML parser makes of it.
class Parsed {
public:
    explicit Parsed(const std::string& text) {
        const auto result = document_.load_string(text.c_str(), pugi::parse_default);
        EXPECT_TRUE(result) << result.description() << "\n" << text;
    }

    pugi::xml_node root() const { return document_.document_element(); }
    pugi::xml_node first() const { return root().child("entry"); }

    /// The links of the first entry with this relation.
    std::vector<pugi::xml_node> links(const std::string& rel) const {
        std::vector<pugi::xml_node> found;
        for (const auto link : first().children("link")) {
            if (link.attribute("rel").value() == rel) {
                found.push_back(link);
            }
        }
        return found;
    }

private:
    pugi::xml_document document_;
};

TEST(RenderAtom, IsExactly) {
    auto one = entry("abc");
    one.story.updated = at("2025-04-11T12:00:00Z");
    one.story.date_published = at("2025-04-11T07:30:00Z");

    EXPECT_EQ(
        render_atom(feed({one})),
        R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
 <id>urn:wireroom:all</id>
 <title>wireroom</title>
 <updated>2025-04-11T12:00:00.000Z</updated>
 <link rel="self" href="/feeds/all.atom" />
 <generator version=")" WIREROOM_VERSION R"(">wireroom</generator>
 <entry>
  <id>urn:wireroom:story:abc</id>
  <title>Title of abc</title>
  <link rel="alternate" href="https://lantern.example/abc" />
  <published>2025-04-11T07:30:00.000Z</published>
  <updated>2025-04-11T12:00:00.000Z</updated>
  <author>
   <name>The Lantern</name>
  </author>
  <content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
  <source>
   <id>urn:wireroom:feed:1</id>
   <title>The Lantern</title>
  </source>
 </entry>
</feed>
)"
    );
}

TEST(RenderAtom, IsValidWithoutEntries) {
    auto empty = feed({});
    empty.updated = at("2025-04-11T08:00:00Z");
    const Parsed parsed(render_atom(empty));

    EXPECT_STREQ(parsed.root().child_value("updated"), "2025-04-11T08:00:00.000Z");
    EXPECT_FALSE(parsed.first());
}

TEST(RenderAtom, SaysEverythingThatIsKnown) {
    auto one = entry("abc");
    one.story.language = "uk";
    one.story.summary = "In short";
    one.story.authors = {
        {.name = "A", .url = "https://a.example/", .avatar = {}},
        {.name = {}, .url = "https://b.example/", .avatar = {}},
        {}};
    one.story.tags = {"war", "", "war", "Ukraine"};
    model::Attachment sound;
    sound.url = "https://lantern.example/a.mp3";
    sound.mime_type = "audio/mpeg";
    sound.title = "The interview";
    sound.size_in_bytes = 1234;
    model::Attachment bare;
    bare.url = "https://lantern.example/b";
    one.story.attachments = {sound, bare, {}};
    one.source.home_page_url = "https://lantern.example/";
    const Parsed parsed(render_atom(feed({one})));

    EXPECT_STREQ(parsed.first().attribute("xml:lang").value(), "uk");
    EXPECT_STREQ(parsed.first().child_value("summary"), "In short");
    const auto author = parsed.first().child("author");
    EXPECT_STREQ(author.child_value("name"), "A");
    EXPECT_STREQ(author.child_value("uri"), "https://a.example/");
    EXPECT_STREQ(author.next_sibling("author").child_value("name"), "https://b.example/");
    EXPECT_FALSE(author.next_sibling("author").next_sibling("author"));
    const auto category = parsed.first().child("category");
    EXPECT_STREQ(category.attribute("term").value(), "war");
    EXPECT_STREQ(category.next_sibling("category").attribute("term").value(), "Ukraine");
    const auto enclosures = parsed.links("enclosure");
    ASSERT_EQ(enclosures.size(), 2U);
    EXPECT_STREQ(enclosures[0].attribute("href").value(), "https://lantern.example/a.mp3");
    EXPECT_STREQ(enclosures[0].attribute("type").value(), "audio/mpeg");
    EXPECT_STREQ(enclosures[0].attribute("title").value(), "The interview");
    EXPECT_STREQ(enclosures[0].attribute("length").value(), "1234");
    EXPECT_FALSE(enclosures[1].attribute("length"));
    const auto home = parsed.first().child("source").child("link");
    EXPECT_STREQ(home.attribute("href").value(), "https://lantern.example/");
}

TEST(RenderAtom, DoesNotSayTheContentTwice) {
    auto one = entry("abc");
    one.story.summary = one.story.content_text;

    EXPECT_FALSE(Parsed(render_atom(feed({one}))).first().child("summary"));
}

TEST(RenderAtom, AStoryWithoutALinkHasAContent) {
    auto one = entry("abc");
    one.story.url.clear();
    one.story.content_html.clear();
    const Parsed parsed(render_atom(feed({one})));

    EXPECT_TRUE(parsed.links("alternate").empty());
    EXPECT_TRUE(parsed.first().child("content"));
}

TEST(RenderAtom, AStoryWithASummaryAloneHasNoContent) {
    auto one = entry("abc");
    one.story.content_html.clear();
    one.story.content_text.clear();
    one.story.summary = "In short";
    const Parsed parsed(render_atom(feed({one})));

    EXPECT_FALSE(parsed.first().child("content"));
    EXPECT_STREQ(parsed.first().child_value("summary"), "In short");
}

TEST(RenderAtom, OrdersByTheLastMaterialRevision) {
    auto cosmetic = entry("cosmetic", "2025-04-11T08:00:00Z");
    auto expanded = entry("expanded", "2025-04-10T08:00:00Z");
    expanded.story.updated = at("2025-04-11T09:00:00Z");
    const Parsed parsed(render_atom(feed({cosmetic, expanded})));

    EXPECT_STREQ(parsed.first().child_value("id"), "urn:wireroom:story:expanded");
    EXPECT_STREQ(parsed.root().child_value("updated"), "2025-04-11T09:00:00.000Z");
}

TEST(RenderAtom, NeverBreaksOffWhateverAStoryHolds) {
    const std::string hostile[] = {
        "]]> & <b> \"x\" 'y'",
        std::string("nul \0 bell \a esc \x1b[31m", 22),
        "broken \xff\xc3 utf-8 \xed\xa0\x80",
        "\xef\xbf\xbe\xef\xbf\xbf noncharacters",
        "\xf0\x9f\x98\x80 emoji, \xd0\xb9",
        "a\r\nb\tc",
        "&#0; &amp; &unknown;",
        "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    };
    const std::string read[] = {
        "]]> & <b> \"x\" 'y'",
        "nul  bell  esc [31m",
        "broken \xEF\xBF\xBD\xEF\xBF\xBD utf-8 \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
        " noncharacters",
        "\xf0\x9f\x98\x80 emoji, \xd0\xb9",
        "a\nb\tc",
        "&#0; &amp; &unknown;",
        "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    };
    for (std::size_t i = 0; i < std::size(hostile); ++i) {
        auto one = entry("abc");
        one.story.title = hostile[i];
        one.story.content_html = hostile[i];
        one.story.tags = {hostile[i]};
        one.story.language = hostile[i];
        one.story.url = hostile[i];
        one.source.title = hostile[i];
        const Parsed parsed(render_atom(feed({one})));

        EXPECT_EQ(parsed.first().child_value("title"), read[i]) << i;
        EXPECT_EQ(parsed.first().child_value("content"), read[i]) << i;
        EXPECT_EQ(parsed.first().child("author").child_value("name"), read[i]) << i;
        EXPECT_FALSE(parsed.first().attribute("xml:lang")) << i;
        if (i != 5) {  // line breaks in attributes are references, and those stay
            EXPECT_EQ(parsed.first().child("category").attribute("term").value(), read[i]) << i;
        }
    }
}

model::Feed subscription(const std::string& name, std::vector<std::string> groups) {
    model::Feed feed;
    feed.spec.name = name;
    feed.spec.url = "https://me:secret@" + name + ".example/rss?a=1&b=2";
    feed.spec.groups = std::move(groups);
    return feed;
}

TEST(RenderOpml, IsExactly) {
    auto lantern = subscription("lantern", {"war & peace", "world"});
    lantern.title = "The <Lantern>";
    lantern.home_page_url = "https://lantern.example/";

    EXPECT_EQ(
        render_opml({lantern, subscription("wire", {}), subscription("x", {"world"})}, false),
        R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
 <head>
  <title>wireroom</title>
 </head>
 <body>
  <outline text="war &amp; peace">
   <outline type="rss" text="The &lt;Lantern>" title="The &lt;Lantern>" )"
        R"(xmlUrl="https://***@lantern.example/rss?a=1&amp;b=2" htmlUrl="https://lantern.example/" />
  </outline>
  <outline text="world">
   <outline type="rss" text="The &lt;Lantern>" title="The &lt;Lantern>" )"
        R"(xmlUrl="https://***@lantern.example/rss?a=1&amp;b=2" htmlUrl="https://lantern.example/" />
   <outline type="rss" text="x" title="x" xmlUrl="https://***@x.example/rss?a=1&amp;b=2" />
  </outline>
  <outline type="rss" text="wire" title="wire" )"
        R"(xmlUrl="https://***@wire.example/rss?a=1&amp;b=2" />
 </body>
</opml>
)"
    );
}

TEST(RenderOpml, TellsOperatorsThePasswords) {
    const auto text = render_opml({subscription("wire", {})}, true);

    EXPECT_NE(text.find("https://me:secret@wire.example/"), std::string::npos);
}

}  // namespace
}  // namespace wireroom::protocol
