#include "cli/line_splitter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::cli {
namespace {

TEST(LineSplitter, JoinsLinesAcrossPieces) {
    LineSplitter lines(100);
    std::vector<std::string> got;
    const auto sink = [&](std::string_view line) {
        got.emplace_back(line);
        return true;
    };

    for (const auto* piece : {"a", "b\n", "\n", "c\nd\ne", "", "\n"}) {
        EXPECT_TRUE(lines.put(piece, sink));
    }

    EXPECT_EQ(got, (std::vector<std::string>{"ab", "c", "d", "e"}));
}

TEST(LineSplitter, StopsWhenTheSinkWantsNoMore) {
    LineSplitter lines(100);
    int count = 0;

    const bool more = lines.put("a\nb\nc\n", [&](std::string_view) { return ++count < 2; });

    EXPECT_FALSE(more);
    EXPECT_EQ(count, 2);
}

TEST(LineSplitter, TellsOfALineThatIsTooLong) {
    LineSplitter lines(5);
    const auto sink = [](std::string_view) { return true; };

    lines.put("abcde", sink);
    EXPECT_FALSE(lines.overflowed());
    lines.put("f", sink);

    EXPECT_TRUE(lines.overflowed());
}

}  // namespace
}  // namespace wireroom::cli
