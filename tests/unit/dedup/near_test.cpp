#include "dedup/sketch.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

/// `count` words that no other text has, from number `first` on.
NormalText numbered(int first, int count) {
    NormalText text;
    text.blocks.emplace_back();
    for (int i = first; i < first + count; ++i) {
        std::string word;
        for (int rest = i + 1; rest > 0; rest /= 26) {
            word.push_back(static_cast<char>('a' + rest % 26));
        }
        text.blocks.back() += "q" + word + " ";
    }
    return text;
}

Sketch sketch(int first, int count) {
    return sketch_of(numbered(first, count), count);
}

TEST(Sketch, ShortTextsHaveNone) {
    EXPECT_EQ(sketch(0, kSketchedTokens - 1), Sketch{});
    EXPECT_EQ(sketch(0, kSketchedTokens).shingles, static_cast<unsigned>(kSketchedTokens - 2));
}

TEST(Sketch, HoldsTheSmallestHashesAscending) {
    const auto large = sketch(0, 500);

    EXPECT_EQ(large.shingles, 498U);
    EXPECT_EQ(large.hashes.size(), kSketchHashes);
    EXPECT_TRUE(std::ranges::is_sorted(large.hashes));
    EXPECT_EQ(sketch_keys(large).size(), kSketchKeys);
    EXPECT_EQ(sketch_keys(large).front(), large.hashes.front());
}

TEST(Sketch, LikenessOfShortTextsIsExact) {
    const auto a = sketch(0, 50);   // 48 shingles
    const auto b = sketch(24, 50);  // the last 24 of them, and 24 others

    EXPECT_DOUBLE_EQ(likeness(a, b).containment, 0.5);
    EXPECT_DOUBLE_EQ(likeness(a, b).jaccard, 24.0 / 72.0);
    EXPECT_DOUBLE_EQ(likeness(a, a).containment, 1);
    EXPECT_DOUBLE_EQ(likeness(a, sketch(1000, 50)).containment, 0);
    EXPECT_DOUBLE_EQ(likeness(a, {}).containment, 0);
}

TEST(Sketch, LikenessOfLongTextsIsNear) {
    double containment = 0;
    double jaccard = 0;
    constexpr int kPairs = 40;
    for (int k = 0; k < kPairs; ++k) {
        // 400 and 500 words, 300 in common.
        const auto estimate = likeness(sketch(k * 10'000, 400), sketch(k * 10'000 + 100, 500));
        containment += estimate.containment / kPairs;
        jaccard += estimate.jaccard / kPairs;
        EXPECT_NEAR(estimate.containment, 0.75, 0.3);
    }
    EXPECT_NEAR(containment, 0.75, 0.04);
    EXPECT_NEAR(jaccard, 0.5, 0.04);
}

TEST(Sketch, NearlyEqualTextsShareAKey) {
    int found = 0;
    constexpr int kPairs = 200;
    for (int k = 0; k < kPairs; ++k) {
        // Jaccard .43: hardly a copy any more.
        const auto a = sketch(k * 10'000, 300);
        const auto b = sketch(k * 10'000 + 120, 300);
        const auto keys = sketch_keys(a);
        found += std::ranges::any_of(sketch_keys(b), [&](std::uint32_t key) {
            return std::ranges::find(keys, key) != keys.end();
        });
    }
    EXPECT_GE(found, kPairs * 95 / 100);
}

}  // namespace
}  // namespace wireroom::dedup
