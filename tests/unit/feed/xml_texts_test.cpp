#include "feed/xml_texts.hpp"

#include "support/xml_trees.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::feed {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// Well-formed most of the time, of everything that a document may have.
class Documents {
public:
    std::string next() {
        std::string text = pick(kProlog);
        element(text, 0);
        text += pick(kBetween);
        for (auto damage = random_() % 3; damage > 0; --damage) {
            const auto at = random_() % (text.size() + 1);
            random_() % 2 == 0 ? text.insert(at, pick(kPieces)) : text.erase(at, 1 + random_() % 3);
        }
        return text;
    }

private:
    template <std::size_t N>
    std::string pick(const std::array<std::string_view, N>& from) {
        return std::string(from[random_() % N]);
    }

    void element(std::string& text, int depth) {
        const auto name = pick(kNames);
        text += "<" + name;
        for (auto count = random_() % 3; count > 0; --count) {
            const std::string quote = random_() % 2 == 0 ? "\"" : "'";
            text.append(" ").append(pick(kNames)).append("=").append(quote);
            text.append(pick(kTexts)).append(pick(kTexts)).append(quote);
        }
        if (random_() % 5 == 0) {
            text += "/>";
            return;
        }
        text += ">";
        for (auto count = random_() % 4; count > 0; --count) {
            if (random_() % 3 == 0 && depth < 4) {
                element(text, depth + 1);
                continue;
            }
            for (auto pieces = random_() % 4; pieces > 0; --pieces) {
                text += pick(kTexts);
            }
            text += pick(kBetween);
        }
        text += "</" + name + (random_() % 8 == 0 ? " >" : ">");
    }

    static constexpr auto kNames =
        std::to_array<std::string_view>({"a", "item", "dc:creator", "_x-1.2", "é", "xml:base"});
    static constexpr auto kTexts = std::to_array<std::string_view>(
        {"",
         " ",
         "\n",
         "\r",
         "\r\n",
         "\r\r\n\t",
         "word",
         "sixteen bytes and a few more",
         "                                        ",
         "more than a few bytes, and what stands behind them",
         "&amp;",
         "&lt;p&gt;escaped text of some length&lt;/p&gt;",
         "&quot;&apos;",
         "&#65;&#x20AC;",
         "&#10;&#32;&#32;&#32;&#32;&#32;&#32;&#32;&#32;",
         "&#x1F600;",
         "&unknown;",
         "&",
         "& ",
         "&;",
         "&#;",
         "&#x;",
         "]]>",
         "é“”"}
    );
    static constexpr auto kBetween = std::to_array<std::string_view>(
        {"",
         "",
         " ",
         "\n",
         "<!-- a > comment -->",
         "<!---->",
         "<?php echo '<' ?>",
         "<![CDATA[]]>",
         "<![CDATA[<p>in a section&amp;\r\n, which goes on\r</p>]]]>",
         "<![CDATA[<p>in a section that goes on and on, one line</p>]]>",
         "<![CDATA[<p>in one section there is <![CDATA[ another ]]>",
         "<![CDATA[                                       ]]>",
         "<![CDATA[ ]] > ]]>"}
    );
    static constexpr auto kProlog = std::to_array<std::string_view>(
        {"",
         "",
         "\n",
         "<?xml version='1.0'?>\r\n",
         "<!DOCTYPE rss>",
         "a text of some length, in front of everything else",
         "<!DOCTYPE rss [<!ENTITY x \"y>\"> <!-- > -->]>"}
    );
    static constexpr auto kPieces = std::to_array<std::string_view>(
        {"<",   ">",   "/",    "\"",  "'",         "=",   "&",    " ",     "a",
         "</",  "/>",  "<a>",  "</a", "<!",        "<!-", "<!--", "-->",   "<?",
         "?>",  "]]>", "<![",  "-",   "<![CDATA[", "\r",  "x='",  "<a b ", "<!DOCTYPE a>",
         "<1>", "<a.", "<:a/>"}
    );

    std::mt19937 random_;
};

TEST(XmlTexts, AreWhatTheTreeOfTheWholeDocumentHolds) {
    Documents documents;
    std::array<int, 2> accepted{};  // without and with texts left out
    int refused = 0;

    for (int i = 0; i < 60'000; ++i) {
        const auto text = documents.next();
        auto scan = scan_xml(text, {});
        if (scan.needs_repair()) {
            continue;  // no tree is built of it
        }
        const bool parted = scan.texts.take_markup().size() < text.size();
        for (const bool keep_spaces : {false, true}) {
            const auto expected = tree_as_whole(text, keep_spaces);
            ++(expected == "refused" ? refused : accepted.at(parted ? 1 : 0));
            ASSERT_EQ(tree_by_parts(text, keep_spaces), expected) << text;
        }
    }

    EXPECT_GT(accepted[0], 5'000);
    EXPECT_GT(accepted[1], 10'000);
    EXPECT_GT(refused, 10'000);
}

TEST(XmlTexts, AreTheSameWhereADoctypeHasNoPlainEnd) {
    const std::string body = "A text of more than thirty-two bytes, so that it is left out.";
    for (const auto& text : {
             "<!DOCTYPE a [ ><rss><title>it's</title><item about=\"']><feed>" + body +
                 "<x>\"><title>T</title></item></rss>",
             "<!DOCTYPE a><!DOCTYPE b \"><y k=\"><rss><item about=\">" + body +
                 "<feed/>\"><title>T</title></item></rss>",
             "<!DOCTYPE a [ ><rss><title>&#1;aaaaaa</title><item>]><feed/><p>" + body +
                 "</p></item></rss>",
             "<!DOCTYPE a><!DOCTYPE b \">\" \"<y>\" > " + body + " <rss><title>T</title></rss>",
             fmt::format("<rss><title>{0}</title></rss><!DOCTYPE b><p>{0}</p>", body),
         }) {
        EXPECT_EQ(tree_by_parts(text, false), tree_as_whole(text, false)) << text;
    }
}

TEST(XmlTexts, AReferenceMayHaveAnyNumberOfZeros) {
    const std::string text = "<a>A text that is long enough, &#" + std::string(60, '0') +
                             "65; and &#x" + std::string(60, '0') + "42;</a>";

    EXPECT_FALSE(scan_xml(text, {}).needs_repair());
    EXPECT_EQ(tree_by_parts(text, false), "<a\n |A text that is long enough, A and B\n");
    EXPECT_EQ(tree_as_whole(text, false), tree_by_parts(text, false));
}

TEST(XmlTexts, LeaveOutWhatIsLongAndInsideOfTheRoot) {
    const std::string body(100, 'x');
    const std::vector<std::pair<std::string, bool>> cases = {
        {"<a>" + body + "</a>", true},
        {"<a><![CDATA[" + body + "]]></a>", true},
        {"<a><b/>" + body + "</a>", true},
        {"<a>short</a>", false},
        {"<a>" + std::string(100, ' ') + "</a>", false},
        {"<a b='" + body + "'/>", false},
        {"<a><!-- " + body + " --></a>", false},
        {"<a/>" + body, false},
        {body + "<a/>", false},
        {"<a>" + body, false},
        {"<a><![CDATA[" + body, false},
    };
    for (const auto& [text, left_out] : cases) {
        auto scan = scan_xml(text, {});

        EXPECT_EQ(scan.texts.take_markup().size() < text.size(), left_out) << text;
    }
}

TEST(XmlTexts, AreViewsOfTheDocumentWhereNothingHasToBeDecoded) {
    const std::string text = "<a>A text that is long enough to be left out.</a>";
    auto scan = scan_xml(text, {});
    const auto markup = scan.texts.take_markup();
    pugi::xml_document tree;
    ASSERT_TRUE(tree.load_string(markup.c_str()));
    std::string decoded;

    const auto value = scan.texts.value_of(tree.first_child().first_child(), decoded);

    EXPECT_EQ(value, "A text that is long enough to be left out.");
    EXPECT_EQ(value.data(), text.data() + 3);
    EXPECT_THAT(markup, SizeIs(text.size() - value.size() + 7));
    EXPECT_THAT(markup, Not(HasSubstr("text")));
}

TEST(XmlTexts, SayWhereSomethingStandsInTheMarkup) {
    const std::string text =
        "<rss><channel><item><title>A title that is long enough for it.</title></item>"
        "<item/></channel></rss>";

    auto scan = scan_xml(text, {});
    const auto markup = scan.texts.take_markup();

    ASSERT_THAT(scan.items, SizeIs(2));
    EXPECT_EQ(markup.substr(scan.items[0].name_at, 5), "item>");
    EXPECT_EQ(markup.substr(scan.items[1].name_at, 5), "item/");
}

TEST(XmlTexts, AValueThatIsNoMarkIsAsItIs) {
    const std::string document = "<a>The only text of this document, left out.</a>";
    auto scan = scan_xml(document, {});
    ASSERT_THAT(
        scan.texts.take_markup(),
        HasSubstr("\x01"
                  "aaaaaa")
    );
    const auto& texts = scan.texts;
    // No document has such characters: they are dropped before it is read.
    for (const auto* value :
         {"\x01",
          "\x01"
          "aaaa",
          "\x01"
          "aaaaab",
          "\x01"
          "zzzzzz",
          "",
          "aaaaaaa"}) {
        pugi::xml_document tree;
        auto text = tree.append_child(pugi::node_pcdata);
        ASSERT_TRUE(text.set_value(value));
        std::string decoded;

        EXPECT_EQ(texts.value_of(text, decoded), value);
    }
}

}  // namespace
}  // namespace wireroom::feed
