#include "monitor/query.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::monitor {
namespace {

struct Case {
    std::string query;
    std::size_t column;
    std::string message;
    std::string suggestion;  ///< a part of it; empty when none is expected
};

void check(const std::vector<Case>& cases) {
    for (const auto& c : cases) {
        const auto query = Query::compile(c.query);
        ASSERT_FALSE(query) << c.query;
        EXPECT_EQ(query.error().column, c.column) << c.query;
        EXPECT_EQ(query.error().message, c.message) << c.query;
        if (c.suggestion.empty()) {
            EXPECT_EQ(query.error().suggestion, "") << c.query;
        } else {
            EXPECT_NE(query.error().suggestion.find(c.suggestion), std::string::npos)
                << c.query << " suggests: " << query.error().suggestion;
        }
    }
}

TEST(QueryFault, NothingToLookFor) {
    check({
        {"", 1, "the query is empty", "at least one word"},
        {" \n\t", 1, "the query is empty", "at least one word"},
        {"a \"\"", 3, "a phrase has no words", "between the quotation marks"},
        {"\"  \" a", 1, "a phrase has no words", "between the quotation marks"},
        {"title:\"\"", 1, "a phrase has no words", "between the quotation marks"},
        {"a \"-\"", 3, "\"-\" holds no letter or digit to look for", "NOT"},
        {"a &", 3, "\"&\" holds no letter or digit to look for", "AND"},
        {"a || b", 3, "\"||\" holds no letter or digit to look for", "OR"},
        {"a - b", 3, "\"-\" holds no letter or digit to look for", "right before the word"},
        {"a —", 3, "\"—\" holds no letter or digit to look for", "leave it out"},
        {"a 🇺🇦", 3, "\"🇺🇦\" holds no letter or digit to look for", "leave it out"},
        {"a tag:*", 3, "\"tag:*\" names nothing", "behind the colon"},
        {"a *", 3, "\"*\" holds no letter or digit to look for", "leave it out"},
        {"()", 1, "nothing stands between the parentheses", ""},
        {"a ( )", 3, "nothing stands between the parentheses", ""},
    });
}

TEST(QueryFault, ParenthesesAndQuotesThatDoNotPair) {
    check({
        {"(a OR b", 1, "a parenthesis is not closed", ")"},
        {"a (b (c)", 3, "a parenthesis is not closed", ")"},
        {"a (", 3, "a parenthesis is not closed", ")"},
        {"a) b", 2, "a parenthesis is closed that was never opened", ""},
        {")", 1, "a parenthesis is closed that was never opened", ""},
        {"(a))", 4, "a parenthesis is closed that was never opened", ""},
        {"a \"b c", 3, "a quotation mark is not closed", "end the phrase with \""},
        {"a\"", 2, "a quotation mark is not closed", "end the phrase"},
        {"„a b\"", 1, "a quotation mark is not closed", "belongs to it"},
        {"title:«a", 7, "a quotation mark is not closed", "belongs to it"},
    });
}

TEST(QueryFault, OperatorsWithoutTheirTerms) {
    check({
        {"AND a", 1, "nothing stands before \"AND\"", "small letters"},
        {"OR", 1, "nothing stands before \"OR\"", "small letters"},
        {"a AND", 3, "nothing stands behind \"AND\"", "small letters"},
        {"a OR ", 3, "nothing stands behind \"OR\"", "small letters"},
        {"(a OR) b", 4, "nothing stands behind \"OR\"", "small letters"},
        {"a (OR b)", 4, "nothing stands before \"OR\"", "small letters"},
        {"a NOT", 3, "nothing stands behind \"NOT\"", "small letters"},
        {"a NEAR/3", 3, "nothing stands behind \"NEAR/3\"", "small letters"},
        {"NEAR a", 1, "nothing stands before \"NEAR\"", "small letters"},
        {"a AND OR b", 7, "\"OR\" stands right behind \"AND\"", "small letters"},
        {"a OR OR b", 6, "\"OR\" stands right behind \"OR\"", "small letters"},
        {"a NEAR NEAR b", 8, "\"NEAR\" stands right behind \"NEAR\"", "small letters"},
        {"a NOT AND b", 7, "\"AND\" stands right behind \"NOT\"", "small letters"},
        {"a NOT NOT b", 7, "a term is excluded twice", "once"},
        {"a NOT -b", 7, "a term is excluded twice", "once"},
        {"a --b", 4, "a term is excluded twice", "once"},
    });
}

TEST(QueryFault, QueriesThatOnlyExclude) {
    const std::string whole = "the query only excludes, so that nearly every story would match";
    const std::string side =
        "this side of an OR only excludes, so that nearly every story would match";
    check({
        {"NOT a", 1, whole, "(word -other)"},
        {"-a", 1, whole, "(word -other)"},
        {"-a -b", 1, whole, "(word -other)"},
        {"(-a)", 2, whole, "(word -other)"},
        {"NOT (a b)", 1, whole, "(word -other)"},
        {"-tag:a", 1, whole, "(word -other)"},
        {"-(a NEAR b)", 1, whole, "(word -other)"},
        {"a OR -b", 6, side, "(word -other)"},
        {"-b OR a", 1, side, "(word -other)"},
        {"a OR b OR (NOT c NOT d)", 12, side, "(word -other)"},
        {"(a OR -b) -c", 7, side, "(word -other)"},
        {"NOT (a -b)", 1, whole, "(word -other)"},
        {"NOT (NOT a OR b) OR NOT c", 21, side, "(word -other)"},
    });
    EXPECT_TRUE(Query::compile("(a OR -b) c"));
    EXPECT_TRUE(Query::compile("a OR (b -c)"));
    EXPECT_TRUE(Query::compile("NOT (NOT a OR b)"));
}

TEST(QueryFault, Fields) {
    check({
        {"author:x", 1, "\"author:\" is no field of a query", "the fields are title:"},
        {"a titel:x", 3, "\"titel:\" is no field of a query", "did you mean \"title:\"?"},
        {"tags:x", 1, "\"tags:\" is no field of a query", "did you mean \"tag:\"?"},
        {"fed:x", 1, "\"fed:\" is no field of a query", "did you mean \"feed:\"?"},
        {"Grup:\"x y\"", 1, "\"Grup:\" is no field of a query", "did you mean \"group:\"?"},
        {"category:x", 1, "\"category:\" is no field of a query", "did you mean \"tag:\"?"},
        {"source:x", 1, "\"source:\" is no field of a query", "did you mean \"feed:\"?"},
        {"http://x", 1, "\"http:\" is no field of a query", "in quotes"},
        {"Putin: war", 1, "\"Putin:\" is no field of a query", "leave the colon out"},
        {"тег:x", 1, "\"тег:\" is no field of a query", "in quotes"},
        {"NEAR:5", 1, "\"NEAR:\" is no field of a query", "NEAR/10"},
        {"a title:", 3, "nothing stands behind \"title:\"", "title:word"},
        {"title: a", 1, "nothing stands behind \"title:\"", "title:word"},
        {"title:)", 1, "nothing stands behind \"title:\"", "title:word"},
        {"tag:(a OR b)",
         1,
         "\"tag:\" looks for one word or phrase, not for a group",
         "(tag:a OR tag:b)"},
        {"title:-x", 1, "\"title:-x\" excludes nothing: the hyphen stands inside", "-title:word"},
        {"title:feed:x", 1, "\"title:feed:x\" names two fields", "AND"},
    });
}

TEST(QueryFault, Near) {
    check({
        {"a NEAR/0 b",
         3,
         "\"NEAR/0\" is out of range: from 1 to 1000 words may stand between",
         "a phrase in quotes"},
        {"a NEAR/1001 b",
         3,
         "\"NEAR/1001\" is out of range: from 1 to 1000 words may stand between",
         "AND"},
        {"a NEAR/99999999999 b",
         3,
         "\"NEAR/99999999999\" is out of range: from 1 to 1000 words may stand between",
         "AND"},
        {"a NEAR/ b", 3, "\"NEAR/\" has no number of words behind the slash", "NEAR/10"},
        {"a NEAR/-1 b", 3, "\"NEAR/-1\" has no number of words behind the slash", "NEAR/10"},
        {"a NEAR/3x b", 3, "\"NEAR/3x\" has no number of words behind the slash", "NEAR/10"},
        {"a NEAR (b OR c)", 9, "\"NEAR\" takes words and phrases, not a group", "(a NEAR c) OR"},
        {"(a b) NEAR/2 c", 2, "\"NEAR/2\" takes words and phrases, not a group", "(a NEAR c) OR"},
        {"(a NEAR b) NEAR c",
         2,
         "\"NEAR\" takes words and phrases, not a group",
         ""
         "write it out"},
        {"tag:a NEAR b", 1, "\"NEAR\" takes words and phrases, not a name", "AND"},
        {"a NEAR feed:b", 8, "\"NEAR\" takes words and phrases, not a name", "AND"},
        {"a NEAR NOT b", 8, "\"NEAR\" cannot stand beside something excluded", "NOT a NEAR b"},
        {"a NEAR -b", 8, "\"NEAR\" cannot stand beside something excluded", "NOT a NEAR b"},
        {"a NEAR (-b)", 9, "\"NEAR\" takes words and phrases, not a group", "write it out"},
    });
}

TEST(QueryFault, SignsOfOtherSearchLanguages) {
    check({
        {"a|b", 1, "\"a|b\" has a bar inside", "OR"},
        {"a !b", 3, "\"!b\" begins with an exclamation mark", "-word"},
        {"a –b", 3, "a dash that is no hyphen stands before a word", "-word"},
        {"a pu*tin", 3, "\"pu*tin\" has a \"*\" that is not at its end", "last word only"},
        {"*putin", 1, "\"*putin\" has a \"*\" that is not at its end", "last word only"},
        {"putin**", 1, "\"putin**\" has a \"*\" that is not at its end", "last word only"},
        {"\"pri* minister\"",
         1,
         "\"pri* minister\" has a \"*\" that is not at its end",
         "last word only"},
        {"\"prime *\"",
         1,
         "the \"*\" of \"prime *\" does not follow a letter or digit",
         "right behind"},
        {"u.s.*", 1, "the \"*\" of \"u.s.*\" does not follow a letter or digit", "right behind"},
    });
}

TEST(QueryFault, BytesThatAreNoText) {
    check({
        {"a \xFF", 3, "the query is not valid UTF-8 here", ""},
        {"ab\xC3", 3, "the query is not valid UTF-8 here", ""},
        {std::string("a\0b", 3),
         2,
         "an invisible control character (U+0000) stands in the query",
         "remove it"},
        {"a \x1B[31m",
         3,
         "an invisible control character (U+001B) stands in the query",
         "remove it"},
        {"a \xE2\x80\xAE z",
         3,
         "an invisible control character (U+202E) stands in the query",
         "remove it"},
    });
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += piece;
    }
    return out;
}

TEST(QueryFault, BoundsOfLengthWordsAndDepth) {
    const auto padded = [](std::size_t size) { return "a" + std::string(size - 1, ' '); };
    const auto nested = [](std::size_t depth) {
        return repeated("(", depth) + "a" + repeated(")", depth);
    };

    EXPECT_TRUE(Query::compile(padded(kMaxQueryBytes)));
    EXPECT_TRUE(Query::compile(repeated("a ", kMaxQueryTerms)));
    EXPECT_TRUE(Query::compile("\"" + repeated("a ", kMaxQueryTerms) + "\""));
    EXPECT_TRUE(Query::compile(nested(kMaxQueryDepth)));
    EXPECT_TRUE(Query::compile(repeated("(a) ", 100)));
    check({
        {padded(kMaxQueryBytes + 1),
         4097,
         "the query has 4097 bytes; at most 4096 are read",
         "several monitors"},
        {repeated("a ", 255) + "\"b c\"",
         511,
         "the query has more than 256 words",
         "several monitors"},
        {repeated("tag:a ", 257),
         256 * 6 + 1,
         "the query has more than 256 words",
         "several monitors"},
        {nested(kMaxQueryDepth + 1), 33, "parentheses stand more than 32 deep", ""},
        {repeated("(", kMaxQueryBytes), 33, "parentheses stand more than 32 deep", ""},
        {repeated("-", kMaxQueryBytes), 2, "a term is excluded twice", "once"},
        {repeated("-(", 2048), 66, "parentheses stand more than 32 deep", ""},
    });
}

TEST(QueryFault, ShowsAtMostTheBeginningOfALongWord) {
    const auto fault = Query::compile("x:" + std::string(4000, 'y') + "*z").error();

    EXPECT_LT(fault.message.size(), 200U);
    EXPECT_LT(fault.suggestion.size(), 200U);
}

TEST(QueryFault, ShowsNoLongWordInASuggestionEither) {
    const auto fault = Query::compile("title:-" + std::string(4000, 'y')).error();

    EXPECT_LT(fault.message.size(), 200U);
    EXPECT_LT(fault.suggestion.size(), 200U);
}

}  // namespace
}  // namespace wireroom::monitor
