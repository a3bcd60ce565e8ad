#include "feed/fields.hpp"

#include "base/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Fields : public testing::Test {
protected:
    Limits limits_;
    Problems problems_;
    Context context_{limits_, problems_};
};

TEST_F(Fields, UrlsAreMadeAbsoluteAsFeedsMeanThem) {
    const std::string base = "http://example.org/blog/feed.xml";
    struct Case {
        const char* raw;
        const char* want;
    };
    const Case cases[] = {
        {"https://example.org/a", "https://example.org/a"},
        {" https://example.org/a\n", "https://example.org/a"},
        {"https://example.org/a?b=1&#038;c=2", "https://example.org/a?b=1&c=2"},
        {"https://example.org/a?b=1&copy=2&amp;d=3", "https://example.org/a?b=1&copy=2&d=3"},
        {"post", "http://example.org/blog/post"},
        {"/post", "http://example.org/post"},
        {"?p=1", "http://example.org/blog/feed.xml?p=1"},
        {"//cdn.example.org/x", "http://cdn.example.org/x"},
        {"www.example.net/x", "http://www.example.net/x"},
        {"example.org/x", "http://example.org/x"},
        {"https://example.org/a b", "https://example.org/a%20b"},
        {"https://example.org/é", "https://example.org/%C3%A9"},
        {"https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"},
        {"http:%C3%A9", "http:%C3%A9"},
        {"https://example.org/a/../b", "https://example.org/b"},
        {"mailto:a@example.org", "mailto:a@example.org"},
        {"magnet:?xt=urn:btih:1", "magnet:?xt=urn:btih:1"},
        {"feed:https://example.org/a", "https://example.org/a"},
        {"feed://example.org/a", "http://example.org/a"},
        {"FEED://https://example.org/a", "https://example.org/a"},
        {"itpc://example.org/a.xml", "http://example.org/a.xml"},
        {"pcast:http://example.org/é", "http://example.org/%C3%A9"},
        {"feed:x", ""},
        {"feed:javascript:alert(1)", ""},
        {"javascript:alert(1)", ""},
        {"java\nscript:alert(1)", ""},
        {"JAVASCRIPT&#58;alert(1)", ""},
        {"data:text/html,x", ""},
        {"file:///etc/passwd", ""},
        {"", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(url_of(c.raw, base, context_), c.want) << c.raw;
    }
}

TEST_F(Fields, UrlsThatNeedNoWorkComeOutAsResolvingWouldGiveThem) {
    for (const std::string url :
         {"https://example.org",
          "https://example.org/",
          "http://example.org:8080/a//b?c=d&e=f#g",
          "https://user@example.org/x",
          "https://example.org/a.html?x=/y",
          "https://example.org/.well-known/x",
          "https://example.org/a/./b",
          "https://example.org/#a#b"}) {
        EXPECT_EQ(
            url_of(url, "https://base.example/", context_),
            *resolve_url("https://base.example/", url)
        ) << url;
    }
}

TEST_F(Fields, ASchemeWithoutAHostIsNoAddress) {
    for (const auto* url : {"http://", "https://", " http:// "}) {
        EXPECT_EQ(url_of(url, "", context_), "") << url;
        EXPECT_EQ(url_of(url, "https://example.org/", context_), "") << url;
    }
}

TEST_F(Fields, ARelativeUrlWithoutABaseStaysAsItIs) {
    EXPECT_EQ(url_of("/a/b", "", context_), "/a/b");
}

TEST_F(Fields, PersonsAreTheirNames) {
    struct Case {
        const char* text;
        const char* want;
    };
    const Case cases[] = {
        {"jo@example.org (Jo Doe)", "Jo Doe"},
        {"Jo Doe (jo@example.org)", "Jo Doe"},
        {"Jo Doe &lt;jo@example.org&gt;", "Jo Doe"},
        {"hidden (jo)", "jo"},
        {"jo@example.org", "jo@example.org"},
        {"jo@example.org Jo Doe", "Jo Doe"},
        {"Jo Doe (Reuters)", "Jo Doe (Reuters)"},
        {"Jo Doe, The Newspaper", "Jo Doe, The Newspaper"},
        {"Jo Doe, jo@example.org", "Jo Doe"},
        {"Jo Doe - jo@example.org", "Jo Doe"},
        {"Jo Doe [jo@example.org]", "Jo Doe"},
        {"mailto:jo@example.org?subject=Hello", "jo@example.org"},
        {"- jo@example.org", "jo@example.org"},
        {"  Jo \n Doe ", "Jo Doe"},
        {"()", ""},
        {"", ""},
    };
    for (const auto& c : cases) {
        const auto name = person_name(c.text, context_);
        EXPECT_EQ(name == "()" ? "" : name, c.want) << c.text;
    }
}

TEST_F(Fields, ThePageOfAPersonMayStandBehindTheName) {
    const model::Author jo{"Jo Doe", "https://jo.example/", ""};
    EXPECT_EQ(person_in("Jo Doe (https://jo.example/)", context_), jo);
    EXPECT_EQ(person_in("Jo Doe <https://jo.example/>", context_), jo);
    EXPECT_EQ(person_in("Jo Doe <jo@example.org> (https://jo.example/)", context_), jo);
    EXPECT_EQ(person_in("Jo (The Paper)", context_), (model::Author{"Jo (The Paper)", "", ""}));
    EXPECT_EQ(person_in(")", context_), (model::Author{")", "", ""}));
}

TEST_F(Fields, OneAuthorIsCompletedByWhatIsSaidAgain) {
    std::vector<model::Author> authors;

    add_author(authors, {"Jo Doe", "", ""}, context_);
    add_author(authors, {"JO DOE", "https://example.org/jo", ""}, context_);
    add_author(authors, {"", "", ""}, context_);

    EXPECT_THAT(authors, ElementsAre(model::Author{"Jo Doe", "https://example.org/jo", ""}));
}

TEST_F(Fields, OneAttachmentIsCompletedByWhatIsSaidAgain) {
    std::vector<model::Attachment> list;

    add_attachment(list, {"https://example.org/a", "", "", std::nullopt, 5.0}, context_);
    add_attachment(list, {"https://example.org/a", "audio/mpeg", "T", 7, 9.0}, context_);

    EXPECT_THAT(
        list, ElementsAre(model::Attachment{"https://example.org/a", "audio/mpeg", "T", 7, 5.0})
    );
}

TEST_F(Fields, SizesOfZeroAndNonsenseAreUnknown) {
    EXPECT_EQ(size_of(" 123 "), 123U);
    EXPECT_EQ(size_of("12,345,678"), 12'345'678U);
    for (const auto* text :
         {"0",
          "",
          "-1",
          "12 MB",
          "1e9",
          ",123",
          "1,23",
          "1,2345",
          "12,,345",
          "99999999999999999999"}) {
        EXPECT_EQ(size_of(text), std::nullopt) << text;
    }
}

TEST_F(Fields, DurationsComeInManyNotations) {
    EXPECT_EQ(duration_of("1:02:03"), 3723.0);
    EXPECT_EQ(duration_of("62:03"), 3723.0);
    EXPECT_EQ(duration_of("3723.5"), 3723.5);
    EXPECT_EQ(duration_of("PT1H2M3.5S"), 3723.5);
    EXPECT_EQ(duration_of("1h2m"), 3720.0);
    EXPECT_EQ(duration_of("1 hour, 2 minutes"), 3720.0);
    EXPECT_EQ(duration_of("62 min."), 3720.0);
    EXPECT_EQ(duration_of("45 Seconds"), 45.0);
    for (const auto* text :
         {"",
          "0",
          "00:00",
          "1m 2h",
          "5 m 5 m",
          "PT",
          "h",
          "12 parsecs",
          "-5",
          "-5m",
          "1::2",
          "nan",
          "inf",
          "1:2:3:4",
          "1e300",
          "1e300 h",
          "P1D"}) {
        EXPECT_EQ(duration_of(text), std::nullopt) << text;
    }
}

TEST_F(Fields, Base64IsDecodedOrRefused) {
    EXPECT_EQ(decode_base64("PHA+\n SGk8 L3A+"), "<p>Hi</p>");
    EXPECT_EQ(decode_base64("SGk="), "Hi");
    EXPECT_EQ(decode_base64("not base 64!"), std::nullopt);
    EXPECT_EQ(decode_base64("AAAA"), std::nullopt);
}

TEST_F(Fields, CutNeverSplitsACharacter) {
    const std::string text = "aé€𝄞";
    for (std::size_t most = 0; most <= text.size(); ++most) {
        const auto piece = cut(text, most);
        EXPECT_LE(piece.size(), most);
        EXPECT_TRUE(text.starts_with(piece));
        const bool whole = piece.size() == text.size() ||
                           (static_cast<unsigned char>(text[piece.size()]) & 0xC0U) != 0x80U;
        EXPECT_TRUE(whole) << most;
    }
}

TEST_F(Fields, ALineHasNoControlsWhateverItIsMadeOf) {
    const std::string value("T \0U\x01 \xC2\x8F\n\xE2\x80\xAEx", 13);

    EXPECT_EQ(line_of({value, model::Markup::Type::kText, {}}, context_), "T U x");
    EXPECT_EQ(line_of({value, model::Markup::Type::kHtml, {}}, context_), "T U x");
}

TEST_F(Fields, TagListsAreSplitCleanedAndBounded) {
    std::vector<std::string> tags;
    add_tags(tags, "a, b ,,a,&lt;c&gt;", context_);
    EXPECT_THAT(tags, SizeIs(testing::Ge(2U)));
    EXPECT_EQ(tags[0], "a");
    EXPECT_EQ(tags[1], "b");

    std::vector<std::string> none;
    add_tags(none, " , ,", context_);
    EXPECT_THAT(none, IsEmpty());
}

}  // namespace
}  // namespace wireroom::feed
