// When a text is only the beginning of another one.

#include "dedup/compare.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace wireroom::dedup {
namespace {

NormalText text_of(std::vector<std::string> blocks, bool cut = false) {
    NormalText text;
    text.blocks = std::move(blocks);
    text.cut = cut;
    return text;
}

const NormalText kWhole = text_of({"the river rose by two metres", "nobody was hurt"});

TEST(Beginning, IsTheFirstWordsWhateverTheParagraphs) {
    EXPECT_TRUE(is_beginning_of(text_of({"the river rose"}), kWhole));
    EXPECT_TRUE(is_beginning_of(text_of({"the river", "rose by", "two metres nobody"}), kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({"the river fell"}), kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({"river rose"}), kWhole));
}

TEST(Beginning, IsShorterAndNotEmpty) {
    EXPECT_FALSE(is_beginning_of(kWhole, kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({}), kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({"", "-"}), kWhole));
    EXPECT_FALSE(is_beginning_of(kWhole, text_of({"the river rose"})));
    EXPECT_FALSE(is_beginning_of(kWhole, text_of({})));
    EXPECT_FALSE(
        is_beginning_of(text_of({"the river rose by two metres", "nobody was hurt badly"}), kWhole)
    );
}

TEST(Beginning, OfACutTextMayEndInsideAWord) {
    EXPECT_TRUE(is_beginning_of(text_of({"the river rose by two met"}, true), kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({"the river rose by two met"}), kWhole)) << "not cut";
    EXPECT_FALSE(is_beginning_of(text_of({"the river rose b"}, true), kWhole)) << "too short";
    EXPECT_TRUE(is_beginning_of(text_of({"the river rose by tw"}, true), kWhole));
    EXPECT_FALSE(is_beginning_of(text_of({"the river rose by tw metres"}, true), kWhole))
        << "only the last word may be a part";
    EXPECT_FALSE(
        is_beginning_of(text_of({"the river rose by two metres nobody was hu"}, true), kWhole)
    ) << "all words are there";
}

}  // namespace
}  // namespace wireroom::dedup
