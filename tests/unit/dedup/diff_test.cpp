#include "dedup/diff.hpp"

#include "dedup/align.hpp"
#include "dedup/pairing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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

TEST(Diff, TextsWithoutSpacesAreComparedWithinTheirSentences) {
    struct Case {
        const char* before;
        const char* after;
        const char* removed;
        const char* added;
    };
    for (const auto& [before, after, removed, added] : std::vector<Case>{
             {"地震で少なくとも12人が死亡した。", "地震で少なくとも15人が死亡した。", "12", "15"},
             {"市議会は延伸を承認した", "市議会は延伸を否決した", "承認", "否決"},
             {"ผู้เสียชีวิต 12 คน", "ผู้เสียชีวิต 15 คน", "12", "15"},
             {"人口爆炸", "人口增长", "爆炸", "增长"}}) {
        const auto diff = compare("", before, "", after);

        ASSERT_EQ(diff.paragraphs.size(), 1U) << before;
        std::string gone;
        std::string came;
        for (const auto& span : diff.paragraphs[0].spans) {
            gone += span.kind == Span::kRemoved ? span.text : "";
            came += span.kind == Span::kAdded ? span.text : "";
        }
        EXPECT_EQ(gone, removed) << before;
        EXPECT_EQ(came, added) << before;
    }
}

/// A word of letters for each number.
std::string word_of(std::size_t number) {
    std::string result;
    do {
        result.push_back(static_cast<char>('a' + number % 26));
        number /= 26;
    } while (number > 0);
    return result;
}

/// `count` paragraphs of forty words each, none like another.
std::vector<std::string> many_paragraphs(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::string> result;
    for (int i = 0; i < count; ++i) {
        std::string text;
        for (int k = 0; k < 40; ++k) {
            text += word_of(random() % 5'000) + ' ';
        }
        result.push_back(text);
    }
    return result;
}

std::string as_text(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += part + "\n\n";
    }
    return text;
}

TEST(Diff, ThousandsOfEditedParagraphsStayOneParagraphEach) {
    const auto before = many_paragraphs(2'000, 3);
    auto after = before;
    for (auto& part : after) {
        part.insert(part.find(' ', part.size() / 2), " corrected");
    }
    after.insert(after.begin() + 700, "A paragraph that nobody knew.");
    after.erase(after.begin() + 1'500);

    const auto diff = compare("", as_text(before), "", as_text(after));

    EXPECT_EQ(diff.paragraphs.size(), 2'001U);
    EXPECT_EQ(std::ranges::count(diff.paragraphs, Kind::kChanged, &DiffParagraph::kind), 1'999);
    EXPECT_EQ(diff.words_added, 1'999 + 5);
    EXPECT_EQ(diff.words_removed, 40);
}

TEST(Diff, EditsAllOverOneGiantParagraphAreFound) {
    std::string before;
    std::string after;
    std::mt19937 random(5);
    int edits = 0;
    for (int i = 0; i < 60'000; ++i) {
        const auto word = word_of(random() % 3'000) + ' ';
        before += word;
        if (i % 60 == 7) {
            after += "other ";
            ++edits;
        } else {
            after += word;
        }
    }

    const auto diff = compare("", before, "", after);

    EXPECT_LE(diff.words_added, edits * 2);
    EXPECT_EQ(diff.words_added, diff.words_removed);
    EXPECT_EQ(side(diff.paragraphs.at(0).spans, Span::kRemoved) + " ", after);
}

TEST(Diff, ReversedAndRepeatedParagraphsStayBounded) {
    const auto before = many_paragraphs(3'000, 8);
    const auto reversed = std::vector(before.rbegin(), before.rend());

    const auto turned = compare("", as_text(before), "", as_text(reversed));
    EXPECT_GE(turned.paragraphs.size(), 3'000U);
    EXPECT_EQ(turned.words_added, turned.words_removed);

    const auto gone = compare(
        "",
        as_text(std::vector<std::string>(20'000, "word word")),
        "",
        as_text(std::vector<std::string>(9'000, "word word"))
    );
    EXPECT_EQ(gone.words_removed, 22'000);
    EXPECT_EQ(gone.words_added, 0);
}

TEST(Align, LongSequencesWithManyEditsAreHeldByWhatIsUnique) {
    std::vector<std::uint64_t> before;
    std::vector<std::uint64_t> after;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        before.push_back(i);
        after.push_back(i % 5 == 0 ? 1'000'000 + i : i);
    }
    std::size_t same = 0;
    for (const auto& run : align(before, after)) {
        same += run.same ? run.before_end - run.before_begin : 0;
    }
    EXPECT_EQ(same, 16'000U);
}

TEST(Align, StepsAreShared) {
    std::vector<std::uint64_t> before;
    std::vector<std::uint64_t> after;
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        before.push_back(i);
        after.push_back(10'000 + i);
    }
    std::size_t work = 1'000;

    const auto runs = align_within(before, after, work);

    EXPECT_EQ(work, 0U);
    EXPECT_EQ(runs, (std::vector<dedup::Run>{{false, 0, 5'000, 0, 5'000}}));
}

TEST(Align, TheLongestAscendingPartIsFound) {
    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
    EXPECT_EQ(
        longest_in_order({{0, 5}, {1, 1}, {2, 2}, {3, 9}, {4, 3}, {5, 4}}),
        (Pairs{{1, 1}, {2, 2}, {4, 3}, {5, 4}})
    );
    EXPECT_TRUE(longest_in_order({}).empty());
    EXPECT_EQ(longest_in_order({{0, 3}, {1, 3}}).size(), 1U);
}

TEST(Pairing, LargeGroupsArePairedByRarePhrases) {
    std::vector<std::vector<std::uint64_t>> before;
    std::vector<std::vector<std::uint64_t>> after;
    for (std::uint64_t i = 0; i < 500; ++i) {
        before.push_back({1, 2, i * 10 + 100, 3, i * 10 + 101});
        after.push_back({1, 2, i * 10 + 100, 3, i * 10 + 102});
    }
    after.insert(after.begin(), {7, 8, 9});

    const auto pairs = pair_paragraphs(before, after, 0.5);

    ASSERT_EQ(pairs.size(), 500U);
    for (const auto& [from, to] : pairs) {
        EXPECT_EQ(to, from + 1);
    }
    EXPECT_TRUE(pair_paragraphs({}, after, 0.5).empty());
}

}  // namespace
}  // namespace wireroom::dedup
