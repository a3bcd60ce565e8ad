#include "feed/json_repair.hpp"

#include "broken_case.hpp"

#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

// JSON Feeds that are not quite JSON.
namespace wireroom::feed::broken {
namespace {

/// A feed around `items`, which begin at line 2, column 1.
std::string json(const std::string& items) {
    return R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[)"
           "\n" +
           items + "\n]}";
}

std::string entry(const std::string& title) {
    return R"({"id":"1","title":")" + title + "\"}";
}

/// The start of a feed up to its items, cut behind `rest`.
std::string cut(const std::string& rest) {
    return R"({"version":"https://jsonfeed.org/version/1.1","title":"T",)" + rest;
}

std::vector<BrokenCase> cut_documents() {
    return {
        {"InsideOfAnItem",
         cut("\"items\":[\n" + entry("A") + ",\n" + R"({"id":"2","title":"B)"),
         "T: A",
         "broken JSON (at 3:21: incomplete JSON)\n"
         "incomplete last item dropped (at 3:1)\n"
         "the document ends before its outermost bracket does (at 3:21)"},
        {"BehindAnItem",
         cut("\"items\":[" + entry("A")),
         "T: A",
         "broken JSON (at 1:90: incomplete JSON)\n"
         "the document ends before its outermost bracket does (at 1:90)"},
        {"BehindTheCommaOfAnItem",
         cut("\"items\":[" + entry("A") + ",\n"),
         "T: A",
         "broken JSON (at 2:1: incomplete JSON)\n"
         "the document ends before its outermost bracket does (at 2:1)"},
        {"BehindTheItems",
         cut("\"items\":[" + entry("A") + "]"),
         "T: A",
         "broken JSON (at 1:91: incomplete JSON)\n"
         "the document ends before its outermost bracket does (at 1:91)"},
        {"InsideOfTheOnlyItem",
         cut("\"items\":[{\"title\":\"A\",\"tags\":[\"x\""),
         "T: ",
         "broken JSON (at 1:92: incomplete JSON)\n"
         "incomplete last item dropped (at 1:68)\n"
         "the document ends before its outermost bracket does (at 1:92)"},
        {"InsideOfAMemberBehindTheItems",
         cut("\"items\":[" + entry("A") + R"(],"description":"half of)"),
         "T: A",
         "broken JSON (at 1:114: incomplete JSON)\n"
         "the document ends before its outermost bracket does (at 1:114)\n"
         "incomplete last member dropped (at 1:114)"},
        {"InsideOfAName",
         cut("\"items\":[" + entry("A") + R"(],"descr)"),
         "T: A",
         "broken JSON (at 1:98: incomplete JSON)\n"
         "the document ends before its outermost bracket does (at 1:98)\n"
         "incomplete last member dropped (at 1:98)"},
        {"InsideOfAnEscape",
         cut("\"items\":[" + entry("A") + R"(,{"title":"B\)"),
         "T: A",
         "broken JSON (at 1:103: incomplete JSON)\n"
         "incomplete last item dropped (at 1:91)\n"
         "the document ends before its outermost bracket does (at 1:103)"},
        {"BeforeAnythingWasComplete",
         R"({"version":"https://jsonfeed.org/ver)",
         "error: broken JSON: at 1:37: incomplete JSON",
         ""},
        {"OfNoFeed", R"({"error":{"code":5,)", "error: broken JSON: at 1:20: incomplete JSON", ""},
    };
}

std::vector<BrokenCase> loose_documents() {
    return {
        {"CommasBehindTheLast",
         json(R"({"id":"1","title":"A",},)"),
         "T: A",
         "broken JSON (at 2:23: syntax error)\n"
         "comma without an element ignored (2 times, first at 2:22)"},
        {"CommasInRows",
         json("," + entry("A") + ",,\n," + entry("B")),
         "T: A, B",
         "broken JSON (at 2:1: syntax error)\n"
         "comma without an element ignored (3 times, first at 2:1)"},
        {"Comments",
         "// made by hand\n" + json("/* one */" + entry("A") + " // the end"),
         "T: A",
         "broken JSON (at 1:1: syntax error)\n"
         "comment ignored (3 times, first at 1:1)"},
        {"LineFeedsAndTabsInStrings",
         json(entry("A\tB\nC")),
         "T: A B C",
         "broken JSON (at 2:21: syntax error)\n"
         "line feed or tab in a string taken literally (2 times, first at 2:21)"},
        {"QuotationMarksInStrings",
         json(entry(R"(He said "A", then "B": "C" {"D"} and "E")")),
         R"(T: He said "A", then "B": "C" {"D"} and "E")",
         "broken JSON (at 2:29: syntax error)\n"
         "quotation mark inside of a string taken literally (10 times, first at 2:28)"},
        {"EscapesOfOtherLanguages",
         json(entry(R"(It\'s \x41 in C:\dir and \u12)")),
         R"(T: It's A in C:\dir and \u12)",
         "broken JSON (at 2:23: syntax error)\n"
         "escape that JSON does not know decoded or taken literally (4 times, first at 2:22)"},
        {"HalvesOfCharacters",
         json(entry(R"(A\ud83d, B\ude00, C\ud83d\ude00)")),
         "T: A, B, C\U0001F600",
         "broken JSON (at 2:27: syntax error)\n"
         "half of a character dropped (2 times, first at 2:21)"},
        {"MissingCommas",
         json("{\"id\":\"1\"\n\"title\":\"A\"}\n" + entry("B")),
         "T: A, B",
         "broken JSON (at 3:1: syntax error)\n"
         "missing comma added (2 times, first at 3:1)"},
        {"WordsWithoutQuotes",
         json("{id: 007, title: 'A \"quoted\"', draft: None, n: .5, date_published: undefined}"),
         R"(T: A "quoted")",
         "broken JSON (at 2:2: syntax error)\n"
         "word without quotes (9 times, first at 2:2)\n"
         "string in single quotes (at 2:18)"},
        {"NamesWithoutValues",
         json(R"({"id", "title":"A","x":,"y"})"),
         "T: A",
         "broken JSON (at 2:6: syntax error)\n"
         "name without a value dropped (3 times, first at 2:6)"},
        {"MissingColons",
         json(R"({"title" "A","id":"1"})"),
         "T: A",
         "broken JSON (at 2:10: syntax error)\n"
         "missing colon added (at 2:10)"},
        {"MissingColonsBeforeLists",
         R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items" [)" + entry("A") +
             "]}",
         "T: A",
         "broken JSON (at 1:67: syntax error)\n"
         "missing colon added (at 1:67)"},
        {"EqualSignsForColons",
         R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items" = [)" + entry("A") +
             "]}",
         "T: A",
         "broken JSON (at 1:67: syntax error)\n"
         "missing colon added (at 1:67)"},
        {"MissingCommasBehindBrackets",
         json(R"({"id":"1","author":{"name":"Z"} "title":"A"},{"id":"2","tags":["x"] "title":"B"})"
         ),
         "T: A, B",
         "broken JSON (at 2:33: syntax error)\n"
         "missing comma added (2 times, first at 2:33)"},
        {"JunkBehindAString",
         R"({"version":"https://jsonfeed.org/version/1.1","items":[)" + entry("A") +
             R"(],"title":"T"}<!-- cached -->)",
         "T: A",
         "broken JSON (at 1:92: extra data)\n"
         "text after the document ignored (at 1:92)"},
        {"BracketsThatAreMissing",
         json(R"({"id":"1","title":"A","tags":["x"},{"id":"2","title":"B",{"id":"3","title":"C"})"),
         "T: A, B, C",
         "broken JSON (at 2:34: syntax error)\n"
         "unclosed or crossed brackets closed (2 times, first at 2:30)"},
        {"BracketsThatCloseNothing",
         json(entry("A") + "}," + entry("B")),
         "T: A",
         "broken JSON (at 2:23: syntax error)\n"
         "unclosed or crossed brackets closed (at 1:67)\n"
         "text after the document ignored (at 2:24)"},
        {"AByteOrderMarkAndNul",
         "\xEF\xBB\xBF" + json(entry(std::string("A\0B", 3))),
         "T: AB",
         "1 control character(s) dropped"},
        {"InACall",
         "/**/ feed.show[\"x\"](" + json(entry("<b>A</b>")) + ");\n",
         "T: <b>A</b>",
         "broken JSON (at 1:1: syntax error)\n"
         "the document stands in a call, which is ignored (at 1:1)"},
        {"BehindAGuardAgainstScripts",
         ")]}',\n" + json(entry("A")),
         "T: A",
         "broken JSON (at 1:1: syntax error)\n"
         "text before the document ignored (at 1:1)"},
        {"BehindAWarning",
         "Warning: Undefined {x} in f.php\n" + json(entry("A <p>")),
         "T: A <p>",
         "broken JSON (at 1:1: syntax error)\n"
         "text before the document ignored (at 1:1)"},
        {"BeforeAnother",
         json(entry("A")) + "\n" + json(entry("B")),
         "T: A",
         "broken JSON (at 4:1: extra data)\n"
         "text after the document ignored (at 4:1)"},
        {"OfNoFeed",
         "{\"name\":\"x\",}",
         "error: JSON, but no feed: neither a version nor title and items",
         ""},
        {"AnArray", "[1,2", "error: broken JSON: at 1:5: incomplete JSON", ""},
        {"AFeedInXmlBehindALineOfALog",
         "[12:00] "
         "Notice\n<rss><channel><title>T</title><item><title>A</title></item></channel></rss>",
         "T: A",
         "text before the document ignored (at 1:1)"},
    };
}

INSTANTIATE_TEST_SUITE_P(CutJson, Broken, testing::ValuesIn(cut_documents()), broken_name);
INSTANTIATE_TEST_SUITE_P(LooseJson, Broken, testing::ValuesIn(loose_documents()), broken_name);

/// Whatever the place of the cut: whole items only, and nothing of theirs is lost.
TEST(JsonRepair, ACutAtAnyByteLeavesTheItemsBeforeIt) {
    const std::string first = R"({"id":"1","title":"A \"b\", [c] {d}: e","tags":["x, y","z"]})";
    const std::string second =
        R"({"id":"2","content_html":"<a href=\"u\">\u00e4 \\</a>","n":-1.5e3})";
    const std::string whole = cut("\"items\":[" + first + "," + second + "],\"language\":\"de\"}");
    const auto start = whole.find('[') + 1;

    for (auto size = start; size < whole.size(); ++size) {
        const auto feed = parse(whole.substr(0, size), {}, {});

        ASSERT_TRUE(feed) << size;
        const bool one = size >= start + first.size();
        const bool two = size >= start + first.size() + 1 + second.size();
        ASSERT_EQ(feed->items.size(), (one ? 1U : 0U) + (two ? 1U : 0U)) << whole.substr(0, size);
        EXPECT_EQ(one ? feed->items[0].title : "", one ? "A \"b\", [c] {d}: e" : "");
        EXPECT_EQ(two ? feed->items[1].content.value : "", two ? "<a href=\"u\">ä \\</a>" : "");
        const bool language = size + 1 == whole.size();
        EXPECT_EQ(feed->language, language ? "de" : "") << whole.substr(0, size);
    }
}

/// What is JSON stays what it is, also in a document that needs the repair elsewhere.
TEST(JsonRepair, StringsOfValidJsonAreNeverChanged) {
    const std::vector<std::string> strings = {
        R"(a \", \"b\": c)",
        R"(x\\)",
        R"(\"quoted\")",
        "' it''s",
        R"(\ud83d\ude00 \u0041)",
        "a: b, c } ] {",
    };
    for (const auto& text : strings) {
        const auto object =
            fmt::format(R"({{"a":"{0}" , "b":["{0}", "{0}" ],"c":{{"{0}":"{0}"}}}})", text);
        JsonFaults faults;
        const auto repaired = repair_json(object + "}", 64, faults);

        ASSERT_TRUE(repaired);
        EXPECT_EQ(faults.count(JsonFault::kBareQuote), 0U) << object;
        EXPECT_EQ(faults.count(JsonFault::kBadEscape), 0U) << object;
        EXPECT_NE(repaired->find("\"a\":\"" + text + "\","), std::string::npos) << *repaired;
    }
}

TEST(JsonRepair, FloodsCostOnePassAndLittleMemory) {
    const std::size_t many = 400'000;
    const auto flood = [&](std::string_view piece) {
        std::string text = cut("\"items\":[");
        for (std::size_t i = 0; i < many; ++i) {
            text += piece;
        }
        return text;
    };
    for (const auto* piece :
         {"\"",
          "\" ",
          "\",",
          "\"\n",
          "{",
          "[",
          "}",
          ",",
          ":",
          "a ",
          "/*",
          "//",
          "\\",
          "'",
          "{\"a\":",
          "\"a\",\"",
          "\"}",
          "\\u",
          "( {"}) {
        JsonFaults faults;
        const auto text = flood(piece);
        const auto repaired = repair_json(text, 256, faults);

        EXPECT_TRUE(!repaired || repaired->size() < 8 * text.size()) << piece;
    }
}

TEST(JsonRepair, ADocumentThatBeginsAtOnceIsTheWholeOne) {
    const std::string rest =
        R"("https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"A"}]})";
    for (const std::string begin :
         {"{ // generated by X\n\"version\":",
          "\xEF\xBB\xBF { /* x */ \"version\":",
          "{version:",
          "{'version':"}) {
        const auto feed = parse(begin + rest, "application/feed+json", "https://example.org/f");
        ASSERT_TRUE(feed) << begin;
        EXPECT_EQ(feed->title, "T") << begin;
        ASSERT_EQ(feed->items.size(), 1U) << begin;
        EXPECT_EQ(feed->items[0].title, "A") << begin;
    }
}

TEST(JsonRepair, TooManyLevelsAreRefused) {
    std::string deep = cut("\"x\":");
    deep.append(300, '[');

    const auto feed = parse(deep + ",", {}, {});

    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().kind, ParseFault::kTooDeep);
}

TEST(JsonRepair, OfNamesGivenTwiceTheLastCountsAndNumbersBeyondAnyAreNone) {
    const auto feed = parse(
        json(R"({"id":1,"id":18446744073709551615,"title":"A"},{"id":1e999,"title":"B"})"), {}, {}
    );

    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->items.at(0).id, "18446744073709551615");
    EXPECT_EQ(feed->items.at(1).id, "");
}

}  // namespace
}  // namespace wireroom::feed::broken
