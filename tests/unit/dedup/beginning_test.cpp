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

TEST(BreaksOff, WithinASentenceOfTheWhole) {
    const std::string first =
        "a passenger ferry ran aground on a sandbank off penrath early on thursday.";
    const std::string second = "lifeboats took 212 passengers to the pier at first light.";
    const auto whole = text_of({first + " " + second, "nobody was hurt."});
    const auto cut_at = [&](std::size_t bytes) {
        return text_of({whole.blocks[0].substr(0, bytes)});
    };

    EXPECT_TRUE(breaks_off(cut_at(100), whole));
    EXPECT_TRUE(breaks_off(cut_at(first.size() + 10), whole)) << "at the end of a word";
    EXPECT_TRUE(breaks_off(cut_at(100), cut_at(120))) << "both are cut";
    EXPECT_FALSE(breaks_off(cut_at(first.size()), whole)) << "a whole sentence";
    EXPECT_FALSE(breaks_off(cut_at(first.size() + second.size()), whole)) << "but for its point";
    EXPECT_FALSE(breaks_off(cut_at(60), whole)) << "a flash";
    EXPECT_FALSE(breaks_off(text_of({first + " two lifeboats took passengers"}), whole));
    EXPECT_FALSE(breaks_off(whole, whole));
    EXPECT_FALSE(breaks_off(text_of({}), whole));
}

}  // namespace
}  // namespace wireroom::dedup
