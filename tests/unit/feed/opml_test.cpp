#include "feed/opml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wireroom::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// One line a feed: `12:5 Title <url> [group, group]`.
std::string shown(const Opml& opml) {
    std::string out;
    for (const auto& feed : opml.feeds) {
        out += std::to_string(feed.line) + ":" + std::to_string(feed.column) + " " + feed.title +
               " <" + feed.url + "> [";
        for (std::size_t i = 0; i < feed.groups.size(); ++i) {
            out += (i == 0 ? "" : ", ") + feed.groups[i];
        }
        out += "]\n";
    }
    return out;
}

std::string read(std::string_view body) {
    const auto opml = parse_opml(body);
    return opml ? shown(*opml) : "error: " + opml.error().message;
}

TEST(Opml, AListOfVersionTwoIsReadInItsOrder) {
    const auto opml = parse_opml(R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>My feeds</title></head>
  <body>
    <outline text="Lone" type="rss" xmlUrl="https://lone.example/rss" htmlUrl="https://lone.example/"/>
    <outline text="World" title="World">
      <outline text="t" title="The &amp; Title" type="atom" xmlUrl=" https://a.example/?x=1&amp;y=2 "/>
      <outline text="Asia"><outline text="Deep" xmlUrl="http://b.example/" category="/x/y"/></outline>
    </outline>
    <outline text="After" xmlUrl="http://c.example/"></outline>
  </body>
</opml>
)");

    ASSERT_TRUE(opml);
    EXPECT_EQ(
        shown(*opml),
        "5:5 Lone <https://lone.example/rss> []\n"
        "7:7 The & Title <https://a.example/?x=1&y=2> [World]\n"
        "8:28 Deep <http://b.example/> [World, Asia]\n"
        "10:5 After <http://c.example/> []\n"
    );
    EXPECT_THAT(opml->problems, IsEmpty());
}

TEST(Opml, AListOfVersionOneAndOddCapitalsAreRead) {
    EXPECT_EQ(
        read("<OPML version='1.1'><body><Outline TEXT='A' xmlurl='http://a/'/>"
             "<outline title='B' XMLURL='http://b/' type='link'/></body></OPML>"),
        "1:27 A <http://a/> []\n1:65 B <http://b/> []\n"
    );
}

TEST(Opml, AFeedWithFeedsInsideIsNoFolder) {
    EXPECT_EQ(
        read("<opml><body><outline text='A' xmlUrl='http://a/'>"
             "<outline text='B' xmlUrl='http://b/'/></outline></body></opml>"),
        "1:13 A <http://a/> []\n1:50 B <http://b/> []\n"
    );
}

TEST(Opml, CommentsAndOtherListsAreLeftOut) {
    const auto opml = parse_opml(
        "<opml><body><!-- <outline xmlUrl='http://no/'/> -->"
        "<outline text='off' isComment='true'><outline text='A' xmlUrl='http://a/'/></outline>"
        "<outline text='more' type='include' url='http://elsewhere/l.opml'/>"
        "<outline text='B' xmlUrl='http://b/'/></body></opml>"
    );

    ASSERT_TRUE(opml);
    ASSERT_EQ(opml->feeds.size(), 1U);
    EXPECT_EQ(opml->feeds[0].title, "B");
    EXPECT_THAT(opml->feeds[0].groups, IsEmpty());
    EXPECT_THAT(
        opml->problems,
        ElementsAre("a list in another place is not followed (an outline of type include)")
    );
}

TEST(Opml, TheSchemeFeedIsTakenOff) {
    EXPECT_EQ(
        read("<opml><outline xmlUrl='feed://a.example/x'/>"
             "<outline xmlUrl='FEED:https://b.example/x'/></opml>"),
        "1:7  <http://a.example/x> []\n1:45  <https://b.example/x> []\n"
    );
}

TEST(Opml, TitlesAndFoldersAreOneLineWithoutControls) {
    const auto opml = parse_opml(
        "<opml><outline text=' a&#10; \xE2\x80\xAE b '><outline text='x&#9;&#x1b;[31my' "
        "xmlUrl='http://a/'/></outline></opml>"
    );

    ASSERT_TRUE(opml);
    ASSERT_EQ(opml->feeds.size(), 1U);
    EXPECT_EQ(opml->feeds[0].groups[0], "a ? b");
    EXPECT_EQ(opml->feeds[0].title.find('\x1b'), std::string::npos);
}

TEST(Opml, FoldersAreBounded) {
    std::string body = "<opml>";
    for (int i = 0; i < 100; ++i) {
        body += "<outline text='" + std::string(100, 'g') + std::to_string(i) + "'>";
    }
    body += "<outline text='f' xmlUrl='http://a/'/>";
    for (int i = 0; i < 100; ++i) {
        body += "</outline>";
    }
    const auto opml = parse_opml(body + "</opml>");

    ASSERT_TRUE(opml);
    ASSERT_EQ(opml->feeds.size(), 1U);
    EXPECT_EQ(opml->feeds[0].groups.size(), 1U) << "cut, they are one";
    EXPECT_LE(opml->feeds[0].groups[0].size(), kMaxOpmlGroupBytes);
}

TEST(Opml, OtherEncodingsAreRead) {
    EXPECT_EQ(
        read("<?xml version='1.0' encoding='windows-1251'?>\n<opml>\n"
             "<outline text='\xCF\xF0\xE0\xE2\xE4\xE0' xmlUrl='http://a/'/></opml>"),
        "3:1 Правда <http://a/> []\n"
    );
}

TEST(Opml, BareAmpersandsAreTakenLiterally) {
    EXPECT_EQ(
        read("<opml>\n<outline text='A & B' xmlUrl='http://a/?x=1&y=2'/></opml>"),
        "2:1 A & B <http://a/?x=1&y=2> []\n"
    );
}

TEST(Opml, ASchemeAloneIsNoFeed) {
    EXPECT_EQ(
        read("<opml>\n<outline text='A' xmlUrl='feed:'/><outline text='B' xmlUrl='feed: "
             "http://b/'/></opml>"),
        "2:35 B <http://b/> []\n"
    );
}

TEST(Opml, BrokenListsAreRepaired) {
    const struct {
        const char* body;
        const char* feeds;
    } cases[] = {
        // An entity of HTML.
        {"<opml><body><outline text='Caf&eacute;' xmlUrl='http://a/'/></body></opml>",
         "0:0 Café <http://a/> []\n"},
        // An outline that is never closed.
        {"<opml><body><outline text='A' xmlUrl='http://a/'><outline text='B' xmlUrl='http://b/'/>"
         "</body></opml>",
         "0:0 A <http://a/> []\n0:0 B <http://b/> []\n"},
        // The end is missing.
        {"<opml><body><outline text='G'><outline text='A' xmlUrl='http://a/'/>",
         "0:0 A <http://a/> [G]\n"},
        // Attributes without quotes.
        {"<opml><body><outline text=A xmlUrl=http://a/ ></outline></body></opml>",
         "0:0 A <http://a/> []\n"},
    };
    for (const auto& each : cases) {
        const auto opml = parse_opml(each.body);
        ASSERT_TRUE(opml) << each.body;
        EXPECT_EQ(shown(*opml), each.feeds) << each.body;
        EXPECT_FALSE(opml->problems.empty()) << each.body;
    }
}

TEST(Opml, SaysWhatADocumentIsInstead) {
    const struct {
        const char* body;
        const char* message;
    } cases[] = {
        {"", "error: an empty document"},
        {" \n ", "error: an empty document"},
        {"feeds: []", "error: no OPML: there is no mark-up in it"},
        {"{\"version\": 1}", "error: no OPML: there is no mark-up in it"},
        {"<rss version='2.0'><channel/></rss>", "error: a feed, not an OPML list of feeds"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "error: a feed, not an OPML list of feeds"},
        {"<!DOCTYPE html><html><body>404</body></html>", "error: a web page, not an OPML list"},
        {"<x/>", "error: no OPML: the document's element is not opml"},
        {"\x1f\x8b\x08 gzip", "error: a binary or compressed file, not an OPML list"},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(read(each.body), each.message) << each.body;
    }
    EXPECT_EQ(read("<opml version='2.0'><head/><body/></opml>"), "");
}

TEST(Opml, HostileListsAreReadInLinearTime) {
    const auto start = std::chrono::steady_clock::now();
    std::string deep = "<opml>";
    for (int i = 0; i < 200'000; ++i) {
        deep += "<outline text='a'>";
    }
    const auto refused = parse_opml(deep + "<outline xmlUrl='http://a/'/>");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ParseFault::kTooDeep);

    std::string broad = "<opml>";
    for (int i = 0; i < 120'000; ++i) {
        broad += "<outline text='a' xmlUrl='http://a/'/>\n";
    }
    const auto many = parse_opml(broad + "</opml>");
    ASSERT_TRUE(many);
    EXPECT_EQ(many->feeds.size(), kMaxOpmlFeeds);
    EXPECT_EQ(many->feeds.back().line, 100'000);
    EXPECT_EQ(many->problems.size(), 1U);

    std::string attributes = "<opml><outline xmlUrl='http://a/'";
    for (int i = 0; i < 100'000; ++i) {
        attributes += " a" + std::to_string(i) + "='x'";
    }
    EXPECT_TRUE(parse_opml(attributes + "/></opml>"));
    const std::string bomb =
        "<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
        "<opml><outline text='&b;' xmlUrl='http://a/'/></opml>";
    EXPECT_TRUE(parse_opml(bomb));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Opml, EveryPrefixIsReadOrRefused) {
    const std::string body =
        "<?xml version='1.0'?><opml version='2.0'><head><title>t</title></head><body>"
        "<outline text='G&amp;'><outline text='A' xmlUrl='http://a/'/></outline></body></opml>";
    for (std::size_t size = 0; size <= body.size(); ++size) {
        const auto opml = parse_opml(body.substr(0, size));
        EXPECT_TRUE(opml || !opml.error().message.empty()) << size;
    }
}

}  // namespace
}  // namespace wireroom::feed
