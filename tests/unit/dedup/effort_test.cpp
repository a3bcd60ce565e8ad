// What deciding does when a document costs more than it may.

#include "dedup/effort.hpp"

#include "dedup/compare.hpp"
#include "dedup/decide.hpp"
#include "dedup/normalise.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;
using Kind = testing::MemoryStore::Kind;

constexpr std::size_t kEach = 4;

/// A paragraph of sixty words that no other number has.
std::string prose(std::size_t number) {
    std::string html = "<p>";
    for (std::size_t i = 0; i < 60; ++i) {
        for (auto rest = number * 60 + i + 1'000; rest > 0; rest /= 20) {
            html += "bcdfghjklmnpqrstvwxz"[rest % 20];
            html += "aeiou"[rest % 5];
        }
        html += ' ';
    }
    return html + "end.</p>";
}

/// Three kinds of items, `kEach` of them: under their own guid and link, under their guid alone,
/// and under neither.
std::vector<Written> document(bool later) {
    std::vector<Written> items;
    for (std::size_t i = 0; i < 3 * kEach; ++i) {
        const auto number = std::to_string(i);
        const bool moved = later && i >= kEach;
        const bool renamed = later && i >= 2 * kEach;
        items.push_back(
            {.guid = (renamed ? "again-" : "id-") + number,
             .url = "https://www.example.org/" + std::string(moved ? "moved/" : "") + number,
             .title = "Works on road " + number + " go on",
             .html =
                 "<p>Road " + number + " is closed.</p>" + prose(i) + (later ? prose(i + 50) : ""),
             .published = kMorning + std::chrono::minutes(7) * i}
        );
    }
    return items;
}

TEST(Effort, TakesAllOrNothing) {
    Effort effort(100);

    EXPECT_FALSE(effort.take(101));
    EXPECT_FALSE(effort.take(60, 41));
    EXPECT_EQ(effort.taken(), 0U);
    EXPECT_TRUE(effort.refused());
    EXPECT_TRUE(effort.take(60, 40));
    EXPECT_EQ(effort.taken(), 60U);
}

TEST(Effort, StepsThatWereBorrowedAndNotNeededComeBack) {
    Effort effort(100);

    auto steps = effort.borrow(1'000);
    EXPECT_EQ(steps, 100U);
    steps -= 30;
    effort.give_back(steps);

    EXPECT_EQ(effort.taken(), 30U);
}

TEST(Effort, AnAlignmentTakesWhatIsLeftAndStillCoversBothTexts) {
    NormalText before{.title = "", .blocks = {""}};
    NormalText after{.title = "", .blocks = {""}};
    for (int i = 0; i < 400; ++i) {
        before.blocks[0] += "a" + std::to_string(i) + " ";
        after.blocks[0] += (i % 2 == 0 ? "a" : "b") + std::to_string(i) + " ";
    }
    Effort plenty;
    Effort little(50);

    const auto exact = compare_texts(before, after, plenty);
    const auto rough = compare_texts(before, after, little);

    EXPECT_EQ(exact.words.added, 200);
    EXPECT_EQ(little.taken(), 50U);
    EXPECT_GE(rough.words.added, 200);
    EXPECT_EQ(rough.words.added, rough.words.removed);
}

TEST(Effort, WithEnoughOfItEveryItemIsItsStory) {
    MemoryStore store;
    shown(store, 1, 0, document(false));

    const auto events = shown(store, 1, 1, document(true));

    EXPECT_EQ(count(events, Kind::kNew), 0U);
    EXPECT_EQ(count(events, Kind::kMaterial), 3 * kEach);
}

TEST(Effort, HoweverLittleThereIsNoItemIsLostAndNothingIsMergedUnread) {
    for (const std::size_t steps : {0U, 1'000U, 50'000U, 400'000U, 3'000'000U, 3'300'000U}) {
        MemoryStore store;
        shown(store, 1, 0, document(false));
        store.limit_effort(steps);

        const auto events = shown(store, 1, 1, document(true));

        const auto& decisions = store.last().decisions;
        ASSERT_EQ(decisions.size(), 3 * kEach);
        EXPECT_EQ(events.size(), 3 * kEach) << steps;
        std::set<std::size_t> taken;
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            const auto& decision = decisions[i];
            if (i < kEach) {
                EXPECT_EQ(decision.verdict, Verdict::kNewRevision) << steps << ", item " << i;
            } else if (decision.verdict == Verdict::kNewStory) {
                EXPECT_TRUE(
                    has_reason(decision, "guid-refused-many") ||
                    has_reason(decision, "near-refused-many")
                ) << steps
                  << ", item " << i;
            }
            if (decision.story) {
                EXPECT_TRUE(taken.insert(*decision.story).second) << steps << ", item " << i;
            }
        }
    }
}

TEST(Effort, WhatIsNotReadIsARevisionThatClaimsNothingAndSaysSo) {
    MemoryStore store;
    shown(store, 1, 0, document(false));
    store.limit_effort(0);

    shown(store, 1, 1, document(true));

    const auto& decision = store.last().decisions.front();
    EXPECT_TRUE(has_reason(decision, "text-unread"));
    ASSERT_TRUE(decision.change);
    EXPECT_FALSE(decision.change->material);
    EXPECT_EQ(decision.change->words_added + decision.change->words_removed, 0);
    EXPECT_EQ(decision.change->paragraphs_added + decision.change->paragraphs_removed, 0);
    EXPECT_EQ(decision.change->fields, std::vector<std::string>{"content"});
}

TEST(Effort, NothingIsLearnedOfAFeedFromWhatWasNotRead) {
    MemoryStore store;
    shown(store, 1, 0, document(false));
    store.limit_effort(0);

    shown(store, 1, 1, document(true));

    EXPECT_EQ(store.last().modes, FeedModes{});
    EXPECT_TRUE(store.last().furniture.empty());
}

TEST(Effort, ACopyThatIsNotReadIsAStoryThatSaysSo) {
    const Written first{
        .guid = "1",
        .url = "https://www.daily-herald.example/1",
        .title = "Frost",
        .html = news(4, 4)};
    const Written second{
        .guid = "2",
        .url = "https://www.morning-star.example/2",
        .title = "Cold",
        .html = news(4, 4)};
    for (const bool together : {false, true}) {
        MemoryStore store;
        if (!together) {
            shown(store, 1, 0, {first});
        }
        store.limit_effort(0);

        shown(store, 2, 1, together ? std::vector{first, second} : std::vector{second});

        std::size_t saying_so = 0;
        for (const auto& decision : store.last().decisions) {
            EXPECT_EQ(decision.verdict, Verdict::kNewStory) << together;
            EXPECT_FALSE(decision.copy_of || decision.copy_of_item) << together;
            saying_so += has_reason(decision, "copy-unread") ? 1U : 0U;
        }
        EXPECT_EQ(saying_so, 1U) << together;
    }
}

TEST(Effort, AKnownTextCostsNoneOfIt) {
    MemoryStore store;
    shown(store, 1, 0, document(false));
    store.limit_effort(0);
    auto again = document(false);
    for (auto& item : again) {
        item.enclosures = {"https://www.example.org/" + item.guid + ".mp3"};
    }

    shown(store, 1, 1, again);

    for (const auto& decision : store.last().decisions) {
        EXPECT_EQ(decision.verdict, Verdict::kUnchanged);
        EXPECT_TRUE(has_reason(decision, "text-same"));
    }
}

TEST(Effort, OneHugeItemDoesNotTakeItFromTheOthers) {
    auto items = document(false);
    MemoryStore store;
    items[0].html = news(0, 12);
    for (int i = 0; i < 9; ++i) {
        items[0].html += items[0].html;
    }
    shown(store, 1, 0, items);
    store.limit_effort(6'000'000);
    items[0].html += "<p>And a last word on it.</p>";
    items[1].html += news(8, 1);

    shown(store, 1, 1, items);

    EXPECT_TRUE(has_reason(store.last().decisions[0], "text-unread"));
    EXPECT_TRUE(has_reason(store.last().decisions[1], "text-new"));
}

}  // namespace
}  // namespace wireroom::dedup
