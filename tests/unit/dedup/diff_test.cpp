#include "dedup/diff.hpp"

#include "dedup/align.hpp"

#include <gtest/gtest.h>

#include <random>

namespace wireroom::dedup {
namespace {

using Kind = DiffParagraph::Kind;
using Span = DiffSpan::Kind;

/// One side of a comparison put together again.
std::string side(const std::vector<DiffSpan>& spans, Span without) {
    std::string text;
    for (const auto& span : spans) {
        if (span.kind != without) {
            text += span.text;
        }
    }
    return text;
}

std::string bare(std::string text) {
    std::erase(text, ' ');
    return text;
}

TEST(Diff, EqualTextsHaveOneSameSpanEach) {
    const auto diff = compare("Title", "One.\n\nTwo.", "Title", "One.\n\nTwo.");

    EXPECT_EQ(diff.title, (std::vector<DiffSpan>{{Span::kSame, "Title"}}));
    ASSERT_EQ(diff.paragraphs.size(), 2U);
    EXPECT_EQ(diff.paragraphs[1].kind, Kind::kSame);
    EXPECT_EQ(diff.words_added + diff.words_removed, 0);
}

TEST(Diff, ANewParagraphStandsWhereItWasPut) {
    const auto diff = compare(
        "T",
        "One was here.\n\nTwo was there.",
        "T",
        "One was here.\n\nQuite another thing.\n\nTwo was there."
    );

    ASSERT_EQ(diff.paragraphs.size(), 3U);
    EXPECT_EQ(diff.paragraphs[1].kind, Kind::kAdded);
    EXPECT_EQ(
        diff.paragraphs[1].spans, (std::vector<DiffSpan>{{Span::kAdded, "Quite another thing."}})
    );
    EXPECT_EQ(diff.words_added, 3);
    EXPECT_EQ(diff.words_removed, 0);
}

TEST(Diff, WordsAreMarkedInsideAnEditedParagraph) {
    const auto diff = compare(
        "At least 12 killed",
        "A quake killed at least 12 people, he said.",
        "At least 38 killed",
        "A quake killed at least 38 people, she said."
    );

    EXPECT_EQ(
        diff.title,
        (std::vector<DiffSpan>{
            {Span::kSame, "At least "},
            {Span::kRemoved, "12"},
            {Span::kAdded, "38"},
            {Span::kSame, " killed"}})
    );
    ASSERT_EQ(diff.paragraphs.size(), 1U);
    EXPECT_EQ(diff.paragraphs[0].kind, Kind::kChanged);
    EXPECT_EQ(
        side(diff.paragraphs[0].spans, Span::kRemoved),
        "A quake killed at least 38 people, she said."
    );
    EXPECT_EQ(
        side(diff.paragraphs[0].spans, Span::kAdded), "A quake killed at least 12 people, he said."
    );
    EXPECT_EQ(diff.words_added, 3);
    EXPECT_EQ(diff.words_removed, 3);
}

TEST(Diff, SpacesBetweenChangedWordsDoNotCutTheChange) {
    const auto diff = compare("old words go away", "", "new terms come here", "");

    EXPECT_EQ(
        diff.title,
        (std::vector<DiffSpan>{
            {Span::kRemoved, "old words go away"}, {Span::kAdded, "new terms come here"}})
    );
}

TEST(Diff, ChineseIsComparedCharacterByCharacter) {
    const auto diff = compare("三座仓库受损", "", "五座仓库受损", "");

    EXPECT_EQ(
        diff.title,
        (std::vector<DiffSpan>{
            {Span::kRemoved, "三"}, {Span::kAdded, "五"}, {Span::kSame, "座仓库受损"}})
    );
}

TEST(Diff, BothSidesCanAlwaysBeReadBack) {
    std::mt19937 random(7);
    const std::vector<std::string> words = {
        "tram", "vote", "12", "über", "рада", "港", ",", " ", ". ", "- "};
    for (int round = 0; round < 300; ++round) {
        const auto text = [&] {
            std::string result;
            const auto length = random() % 40;
            for (std::size_t i = 0; i < length; ++i) {
                result += words[random() % words.size()] + (random() % 3 == 0 ? " " : "");
            }
            return result;
        };
        const auto before = text();
        const auto after = text();
        const auto diff = compare(before, "", after, "");
        // Kinds of white space are not told apart, so the older side is compared without it.
        ASSERT_EQ(bare(side(diff.title, Span::kAdded)), bare(before));
        ASSERT_EQ(side(diff.title, Span::kRemoved), after);
    }
}

TEST(Diff, HugeUnlikeTextsAreReplacedInBoundedTime) {
    const auto word = [](int number, char zero) {
        std::string result;
        for (; number > 0 || result.empty(); number /= 10) {
            result.push_back(static_cast<char>(zero + number % 10));
        }
        return result;
    };
    std::string before;
    std::string after;
    for (int i = 0; i < 60'000; ++i) {
        before += word(i, 'a') + ' ';
        after += word(i, 'k') + ' ';
    }

    const auto diff = compare("", before, "", after);

    EXPECT_EQ(diff.words_added, 60'000);
    EXPECT_EQ(diff.words_removed, 60'000);
}

TEST(Align, RunsCoverBothSequencesInOrder) {
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        const auto make = [&] {
            std::vector<std::uint64_t> values(random() % 30);
            for (auto& value : values) {
                value = random() % 5;
            }
            return values;
        };
        const auto before = make();
        const auto after = make();
        std::size_t x = 0;
        std::size_t y = 0;
        for (const auto& run : align(before, after)) {
            ASSERT_EQ(run.before_begin, x);
            ASSERT_EQ(run.after_begin, y);
            x = run.before_end;
            y = run.after_end;
            if (run.same) {
                ASSERT_TRUE(std::equal(
                    before.begin() + static_cast<std::ptrdiff_t>(run.before_begin),
                    before.begin() + static_cast<std::ptrdiff_t>(run.before_end),
                    after.begin() + static_cast<std::ptrdiff_t>(run.after_begin)
                ));
            }
        }
        ASSERT_EQ(x, before.size());
        ASSERT_EQ(y, after.size());
    }
}

TEST(Align, FindsTheShortestScript) {
    EXPECT_EQ(
        align({1, 2, 3, 4}, {1, 3, 4, 5}),
        (std::vector<dedup::Run>{
            {true, 0, 1, 0, 1}, {false, 1, 2, 1, 1}, {true, 2, 4, 1, 3}, {false, 4, 4, 3, 4}})
    );
    EXPECT_TRUE(align({}, {}).empty());
}

}  // namespace
}  // namespace wireroom::dedup
