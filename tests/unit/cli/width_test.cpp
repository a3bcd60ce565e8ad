#include "cli/width.hpp"

#include "base/text.hpp"
#include "cli/paint.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::cli {
namespace {

TEST(Width, CountsColumnsAndNotBytes) {
    EXPECT_EQ(display_width("abc"), 3);
    EXPECT_EQ(display_width("Київ"), 4);
    EXPECT_EQ(display_width("東京"), 4);
    EXPECT_EQ(display_width("e\u0301"), 1);
    EXPECT_EQ(display_width("👩‍🚒"), 2);
    EXPECT_EQ(display_width("a\u200Bb"), 2);
    EXPECT_EQ(display_width("\xFF\xFE"), 2);
    EXPECT_EQ(display_width(""), 0);
}

TEST(Width, IsWhatTerminalsMakeOfIt) {
    const std::pair<const char*, int> cases[] = {
        {"🇺🇦", 2},                   // two regional indicators, one column each
        {"각", 2},                   // a syllable, composed …
        {"\u1100\u1161\u11a8", 2},   // … and in its parts
        {"\u1100\ud7b0\ud7cb", 2},   // older vowels and finals
        {"ﾊﾝｶｸ", 4},                 // half width katakana
        {"ＡＢ", 4},                 // full width Latin
        {"क्षि", 3},                  // a spacing vowel sign has its column, the virama none
        {"a\u0308\u0301\u0323", 1},  // stacked marks
        {"co\u00adop", 5},           // a soft hyphen is shown
        {"\u0600١٢", 3},             // the Arabic number sign is shown
        {"\u2060\ufeff\u200d", 0},   // joiners are not
        {"👍🏽", 4},                 // terminals differ on modifiers: never too little
        {"\u2764\ufe0f", 1},         // a variation selector has no column of its own
    };
    for (const auto& [text, columns] : cases) {
        EXPECT_EQ(display_width(text), columns) << text;
    }
}

TEST(Width, FitCutsBetweenCharactersAndMarksTheCut) {
    EXPECT_EQ(fit("Witkoff", 7), "Witkoff");
    EXPECT_EQ(fit("Witkoff", 6), "Witko…");
    EXPECT_EQ(fit("東京都", 5), "東京…");
    EXPECT_EQ(fit("東京都", 4), "東…");
    EXPECT_EQ(fit("cafe\u0301s", 5), "cafe\u0301s");
    EXPECT_EQ(fit("abc", 0), "");
}

TEST(Width, PadFillsUpToTheWidthOfWideCharacters) {
    EXPECT_EQ(pad("東京", 6), "東京  ");
    EXPECT_EQ(pad_left("12", 4), "  12");
    EXPECT_EQ(pad("longer", 3), "longer");
}

TEST(Wrap, BreaksAtSpacesAndDropsThem) {
    EXPECT_EQ(wrap("one two  three", 8, ""), "one two\nthree\n");
    EXPECT_EQ(wrap("one two", 7, ""), "one two\n");
    EXPECT_EQ(wrap("one two", 6, ""), "one\ntwo\n");
}

TEST(Wrap, KeepsParagraphsAndIndentsOnlyTextLines) {
    EXPECT_EQ(wrap("a b\n\nc", 20, "  "), "  a b\n\n  c\n");
    EXPECT_EQ(wrap("", 20, "  "), "\n");
}

TEST(Wrap, CutsAWordThatIsWiderThanTheLine) {
    EXPECT_EQ(wrap("ab abcdefghij k", 4, ""), "ab\nabcd\nefgh\nij k\n");
}

TEST(Wrap, BreaksBetweenIdeographsAndNotBeforeTheirFullStop) {
    EXPECT_EQ(wrap("東京都東京。", 10, ""), "東京都東\n京。\n");
}

TEST(Wrap, NoLineIsWiderThanAskedForAndNothingIsLost) {
    const std::string text =
        "Переговори щодо припинення вогню — 東京都 and https://example.org/a/very/long/path "
        "e\u0301e\u0301";
    for (int width = 2; width < 60; ++width) {
        std::string joined;
        for (const auto& range : wrap_ranges(text, width)) {
            const auto line = text.substr(range.begin, range.end - range.begin);
            EXPECT_LE(display_width(line), width) << line;
            joined += line;
        }
        std::string expected = text;
        std::erase(expected, ' ');
        std::erase(joined, ' ');
        EXPECT_EQ(joined, expected) << width;
    }
}

TEST(Hang, BreaksAtSpacesAndIndentsAllButTheFirstLine) {
    EXPECT_EQ(hang("one  two three four\n", 10, 4), "one  two\n    three\n    four\n");
    EXPECT_EQ(hang("one  two\n", 8, 4), "one  two\n");
    EXPECT_EQ(hang("well-known word\n", 12, 2), "well-known\n  word\n");
    EXPECT_EQ(hang("naïve well-known · word\n", 12, 2), "naïve\n  well-known\n  · word\n");
    EXPECT_EQ(hang("\n", 20, 4), "\n");
}

TEST(Hang, ColoursHaveNoWidth) {
    EXPECT_EQ(hang("\x1b[1mone two\x1b[0m three\n", 13, 4), "\x1b[1mone two\x1b[0m three\n");
    EXPECT_EQ(hang("\x1b[1mone two\x1b[0m three\n", 12, 4), "\x1b[1mone two\x1b[0m\n    three\n");
}

TEST(Hang, AWordThatIsWiderThanALineIsCutWithItsColoursAroundIt) {
    EXPECT_EQ(
        hang("nhk \x1b[1m東京都知事選現職三選\x1b[0m\n", 14, 2),
        "nhk \x1b[1m東京都知事\n  選現職三選\x1b[0m\n"
    );
    EXPECT_EQ(
        hang("see aaaaaaaaaaaaaaaaaaaaaaaaa end\n", 14, 2),
        "see aaaaaaaaaa\n  aaaaaaaaaaaa\n  aaa end\n"
    );
}

TEST(Hang, NoLineIsWiderThanTheTerminalAndNothingIsLost) {
    const std::string text =
        "12:00:00  new  кий  Переговори щодо — 東京都東京都東京都東京都 and "
        "https://example.org/a/very/long/path/that/goes/on e\u0301e\u0301 · id\n";
    for (int width = 20; width < 130; ++width) {
        auto lines = hang(text, width, 10);
        for (const auto line : split(lines, '\n')) {
            EXPECT_LE(display_width(line), width) << line;
        }
        auto expected = text;
        std::erase_if(expected, [](char c) { return c == ' ' || c == '\n'; });
        std::erase_if(lines, [](char c) { return c == ' ' || c == '\n'; });
        EXPECT_EQ(lines, expected) << width;
    }
}

TEST(Wrap, SurvivesInvalidUtf8) {
    const std::string text = "\xE2\x82 \xFF\xF0\x9F abc \x80";

    const auto lines = wrap_ranges(text, 3);

    ASSERT_FALSE(lines.empty());
    EXPECT_LE(lines.back().end, text.size());
}

}  // namespace
}  // namespace wireroom::cli
