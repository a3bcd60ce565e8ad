#include "feed/xml_nodes.hpp"

#include "feed/xml_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The tree as lines: depth, kind, name or value, attributes, and where a name stands.
std::string lines_of(const XmlNodes& tree) {
    std::string out;
    std::string indent;
    for (auto node = tree.document().first_child(); node;) {
        if (node.is_element()) {
            out += indent + std::to_string(node.offset()) + " <" + std::string(node.name());
            for (const auto& attribute : node.attributes()) {
                out.append(" ").append(attribute.name).append("=").append(attribute.value);
            }
            out += "\n";
        } else {
            out.append(indent).append("|").append(node.value()).append("\n");
        }
        if (node.first_child()) {
            node = node.first_child();
            indent += ' ';
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            indent.resize(indent.empty() ? 0 : indent.size() - 1);
        }
        node = node.next_sibling();
    }
    return out;
}

/// The same by an independent parser.
std::string lines_of(const pugi::xml_document& tree) {
    std::string out;
    std::string indent;
    for (auto node = tree.first_child(); node;) {
        if (node.type() == pugi::node_element) {
            out += indent + std::to_string(node.offset_debug()) + " <" + node.name();
            for (const auto& attribute : node.attributes()) {
                out.append(" ").append(attribute.name()).append("=").append(attribute.value());
            }
            out += "\n";
        } else {
            out.append(indent).append("|").append(node.value()).append("\n");
        }
        if (node.first_child()) {
            node = node.first_child();
            indent += ' ';
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            indent.resize(indent.empty() ? 0 : indent.size() - 1);
        }
        node = node ? node.next_sibling() : node;
    }
    return out;
}

/// The tree as lines, or `refused`.
std::string ours(const std::string& text, bool keep_spaces) {
    XmlNodes tree;
    return tree.read(text, keep_spaces) ? "refused" : lines_of(tree);
}

std::string theirs(const std::string& text, bool keep_spaces) {
    const unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                           pugi::parse_wconv_attribute |
                           (keep_spaces ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single);
    pugi::xml_document tree;
    const auto result = tree.load_buffer(text.data(), text.size(), flags, pugi::encoding_utf8);
    return result ? lines_of(tree) : "refused";
}

/// Well-formed most of the time, of everything that a document may have.
class Documents {
public:
    std::string next() {
        std::string text = pick(kProlog);
        const auto sound = text.size();  // what may be wrong in a DOCTYPE is another matter
        element(text, 0);
        text += pick(kBetween);
        for (auto damage = random_() % 3; damage > 0; --damage) {
            const auto at = sound + random_() % (text.size() + 1 - sound);
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
            text += pick(kSpaces) + pick(kNames) + pick(kEquals) + quote;
            for (auto pieces = random_() % 3; pieces > 0; --pieces) {
                text += pick(kTexts);
            }
            text += quote;
        }
        if (random_() % 5 == 0) {
            text += "/>";
            return;
        }
        text += ">";
        for (auto count = random_() % 4; count > 0; --count) {
            random_() % 3 == 0 && depth < 4 ? element(text, depth + 1)
                                            : void(text += pick(kTexts) + pick(kBetween));
        }
        text += "</" + name + (random_() % 8 == 0 ? " >" : ">");
    }

    static constexpr auto kNames =
        std::to_array<std::string_view>({"a", "item", "dc:creator", "_x-1.2", "é", "xml:base"});
    static constexpr auto kSpaces = std::to_array<std::string_view>({" ", "\n", "\t ", "\r\n"});
    static constexpr auto kEquals = std::to_array<std::string_view>({"=", " =", "= ", " \n= "});
    static constexpr auto kTexts = std::to_array<std::string_view>(
        {"",
         " ",
         "\n",
         "\r",
         "\r\n",
         "\r\r\n\t",
         "word",
         "sixteen bytes and a few more",
         "&amp;",
         "&lt;p&gt;escaped text of some length&lt;/p&gt;",
         "&quot;&apos;",
         "&#65;&#x20AC;",
         "&#10;",
         "&#x1F600;",
         "&nbsp;",
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
         "<![CDATA[ ]] > ]]>"}
    );
    static constexpr auto kProlog = std::to_array<std::string_view>(
        {"",
         "",
         "\n",
         "<?xml version='1.0'?>\r\n",
         "<!DOCTYPE rss>",
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

TEST(XmlNodes, ReadAndRefuseAsAnIndependentParserDoes) {
    Documents documents;
    int accepted = 0;
    int refused = 0;

    for (int i = 0; i < 60'000; ++i) {
        const auto text = documents.next();
        if (scan_xml(text, {}).bad_reference) {
            continue;  // never read as a tree: such references are repaired first
        }
        for (const bool keep_spaces : {false, true}) {
            const auto expected = theirs(text, keep_spaces);
            ++(expected == "refused" ? refused : accepted);
            ASSERT_EQ(ours(text, keep_spaces), expected) << text;
        }
    }

    EXPECT_GT(accepted, 20'000);
    EXPECT_GT(refused, 20'000);
}

TEST(XmlNodes, AreWalkedInTheOrderOfTheDocument) {
    const std::string text = "<a x='1' y=\"&lt;2\"><b/>text<!-- no --><c> </c><![CDATA[<d>]]></a>";
    XmlNodes tree;
    ASSERT_FALSE(tree.read(text, false));

    const auto root = tree.root();
    std::vector<std::string> children;
    for (const auto& child : root.children()) {
        children.emplace_back(child.is_element() ? child.name() : child.value());
    }

    EXPECT_THAT(children, ElementsAre("b", "text", "c", "<d>"));
    EXPECT_EQ(root.attribute("y")->value, "<2");
    EXPECT_EQ(root.attribute("X"), nullptr);
    EXPECT_EQ(root.first_child().offset(), text.find("b/>"));
    EXPECT_EQ(root.parent(), tree.document());
    EXPECT_FALSE(tree.document().parent());
    EXPECT_THAT(tree.document().attributes(), IsEmpty());
    EXPECT_EQ(XmlNode().first_child().name(), "");
}

TEST(XmlNodes, SayWhyAndWhereATextIsRefused) {
    const std::vector<std::pair<std::string, XmlRefusal>> cases = {
        {"", {"no document element", 0}},
        {"text", {"no document element", 4}},
        {"<a>", {"an end tag that does not match its start tag, or is missing", 3}},
        {"<a></b>", {"an end tag that does not match its start tag, or is missing", 5}},
        {"</a>", {"an end tag that does not match its start tag, or is missing", 2}},
        {"<a></a b>", {"a malformed end tag", 7}},
        {"<a b></a>", {"a malformed attribute", 4}},
        {"<a b=c></a>", {"a malformed attribute", 5}},
        {"<a b='c></a>", {"a malformed attribute", 6}},
        {"<a b='c'd='e'/>", {"a malformed attribute", 8}},
        {"<a>1 < 2</a>", {"a malformed tag", 6}},
        {"<a /b>", {"a malformed tag", 4}},
        {"<a><!-- </a>", {"a comment without an end", 7}},
        {"<a><![CDATA[ </a>", {"a CDATA section without an end", 12}},
        {"<a><?x </a>", {"a processing instruction without an end", 5}},
        {"<!DOCTYPE a [<a></a>", {"a DOCTYPE without an end", 0}},
        {"<a><!DOCTYPE a></a>", {"a DOCTYPE inside of an element", 3}},
        {"<a><![cdata[]]></a>", {"a malformed CDATA section", 3}},
    };
    for (const auto& [text, expected] : cases) {
        XmlNodes tree;

        const auto refusal = tree.read(text, false);

        ASSERT_TRUE(refusal) << text;
        EXPECT_EQ(refusal->reason, expected.reason) << text;
        EXPECT_EQ(refusal->offset, expected.offset) << text;
    }
}

TEST(XmlNodes, AreReadAndWalkedAtAnyDepth) {
    constexpr std::size_t kDepth = 100'000;
    std::string text;
    for (std::size_t i = 0; i < kDepth; ++i) {
        text += "<a>";
    }
    for (std::size_t i = 0; i < kDepth; ++i) {
        text += "</a>";
    }
    XmlNodes tree;
    ASSERT_FALSE(tree.read(text, false));

    std::size_t depth = 0;
    for (auto node = tree.root(); node; node = node.first_child()) {
        ++depth;
    }

    EXPECT_EQ(depth, kDepth);
}

}  // namespace
}  // namespace wireroom::feed
