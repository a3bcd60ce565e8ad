#include "base/text.hpp"

#include <gtest/gtest.h>

namespace wireroom {
namespace {

using namespace std::string_literals;

TEST(Printable, ReplacesWhatCouldDriveATerminal) {
    EXPECT_EQ(printable("a\x1b[31mb"), "a?[31mb");
    EXPECT_EQ(printable("line\nbreak\r"), "line?break?");
    EXPECT_EQ(printable("nul\0end"s), "nul?end");
    EXPECT_EQ(printable("c1 \xC2\x9B here"), "c1 ? here");
    EXPECT_EQ(printable("bidi \xE2\x80\xAE end"), "bidi ? end");
    EXPECT_EQ(
        printable("mark \xE2\x80\x8F"
                  "and \xD8\x9C"
                  "end"),
        "mark and end"
    );
    EXPECT_EQ(printable("\x7F"), "?");
}

TEST(Printable, MakesValidUtf8OfAnything) {
    EXPECT_EQ(printable("caf\xE9"), "caf\xEF\xBF\xBD");
    EXPECT_EQ(printable("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // overlong
    EXPECT_EQ(printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // surrogate
    EXPECT_EQ(printable("\xF5\x80\x80\x80").substr(0, 3), "\xEF\xBF\xBD");         // above U+10FFFF
    EXPECT_EQ(printable("Київ 東京 🎉"), "Київ 東京 🎉");
}

TEST(Printable, CutsAtACharacterBoundary) {
    EXPECT_EQ(printable("Київ", 5), "Ки…");
    EXPECT_EQ(printable("abc", 3), "abc");
    EXPECT_EQ(printable("abcd", 3), "abc…");
}

TEST(TerminalSafe, KeepsTheLayoutOfTexts) {
    EXPECT_EQ(terminal_safe("a\n\tb\x1b"), "a\n\tb?");
}

TEST(Trim, TakesAsciiSpaceOffBothEnds) {
    EXPECT_EQ(trim(" \t\r\n a b \f\v"), "a b");
    EXPECT_EQ(trim("   "), "");
}

TEST(Split, KeepsEmptyParts) {
    EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

TEST(Case, IsAsciiOnly) {
    EXPECT_EQ(to_lower("ÀB"), "Àb");
    EXPECT_TRUE(iequals("ETag", "etag"));
    EXPECT_FALSE(iequals("ETag", "etags"));
}

}  // namespace
}  // namespace wireroom
