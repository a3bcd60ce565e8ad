#include "dedup/phrase_table.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

TEST(PhraseTable, FindsAPhraseThatBeginsWithAFigure) {
    PhraseTable table;
    table.add("24 hours");
    table.add("3d|4k video");

    EXPECT_TRUE(table.matches_all(worded("24 hours")));
    EXPECT_TRUE(table.matches(worded("the last 24 hours here"), 2));
    EXPECT_TRUE(table.may_match(beginning_of("24 hours", 1)));
    EXPECT_TRUE(table.matches_all(worded("4k video")));
    EXPECT_FALSE(table.matches_all(worded("25 hours")));
    EXPECT_FALSE(table.matches_all(worded("hours")));
}

TEST(PhraseTable, FindsAnyNumberAsBefore) {
    PhraseTable table;
    table.add("# hours");
    table.add("@ edition");

    EXPECT_TRUE(table.matches_all(worded("25 hours")));
    EXPECT_TRUE(table.matches_all(worded("٢٥ hours")));
    EXPECT_TRUE(table.matches_all(worded("11 april edition")));
    EXPECT_FALSE(table.matches_all(worded("many hours")));
}

TEST(PhraseTable, TheLongestWayOfAllPhrasesCounts) {
    PhraseTable table;
    table.add("a b");
    table.add("a b c?");
    table.add("a");

    EXPECT_EQ(table.match(worded("a b c d"), 0), 3U);
    EXPECT_EQ(table.match(worded("x a d"), 1), 2U);
    EXPECT_EQ(table.match(worded("x a d"), 0), std::nullopt);
    EXPECT_EQ(table.match(worded("a"), 1), std::nullopt);
}

}  // namespace
}  // namespace wireroom::dedup
