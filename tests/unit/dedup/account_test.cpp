#include "dedup/account.hpp"

#include "dedup/change.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;

std::string reason_with(const MemoryStore& store, std::string_view code) {
    for (const auto& reason : store.last().decisions.at(0).reasons) {
        if (reason.code == code) {
            return reason.text;
        }
    }
    return {};
}

TEST(Account, SaysWhatAChangeIsCalledAndWhyItIsMaterial) {
    EXPECT_EQ(
        account_of(
            {.kind = model::ChangeKind::kExpanded,
             .material = true,
             .why = {"editors-note", "new-paragraph", "changed-ratio"},
             .words_added = 48}
        ),
        "It was expanded (+48 words), and that is material: a note of the editors came; a "
        "paragraph of 15 words or more came; at least 20 words and 10 % of all are others."
    );
    EXPECT_EQ(
        account_of({.kind = model::ChangeKind::kCosmetic, .words_added = 1, .words_removed = 1}),
        "The change is cosmetic (+1 −1 words), and not material: that takes a note, another number "
        "or headline, a paragraph of 15 words or more, or 20 words and 10 % of all."
    );
    EXPECT_EQ(
        account_of(
            {.kind = model::ChangeKind::kCorrected,
             .material = true,
             .why = {"number"},
             .words_removed = 1}
        ),
        "It was corrected (−1 word), and that is material: a number is another."
    );
}

TEST(Account, KnowsEveryReasonThatAChangeMayHave) {
    for (const auto* code : kWhyCodes) {
        const auto text =
            account_of({.kind = model::ChangeKind::kExpanded, .material = true, .why = {code}});
        EXPECT_TRUE(text.starts_with("It was expanded, and that is material: ")) << text;
        EXPECT_GT(text.size(), std::string_view("It was expanded, and that is material: .").size());
    }
}

TEST(Account, AReasonOfAnotherVersionLeavesAMaterialChangeMaterial) {
    EXPECT_EQ(
        account_of(
            {.kind = model::ChangeKind::kExpanded, .material = true, .why = {"a-later-reason"}}
        ),
        "It was expanded, and that is material."
    );
}

TEST(Account, IsPartOfTheReasonsForARevision) {
    MemoryStore store;
    Written item{"g", "https://www.example.org/a", "Council backs tram", news(0, 3)};
    shown(store, 1, 0, {item});
    item.html = news(0, 4);
    shown(store, 1, 1, {item});

    const auto text = reason_with(store, "text-new");

    EXPECT_TRUE(text.starts_with("The story never had this text. It was expanded (+")) << text;
    EXPECT_NE(text.find("a paragraph of 15 words or more came"), std::string::npos) << text;
}

TEST(Account, ReasonsAboutTheTextStandBehindThoseAboutTheStory) {
    MemoryStore store;
    Written item{"g", "https://www.example.org/a", "Council backs tram", news(0, 3)};
    shown(store, 1, 0, {item});
    item.html = "<div>" + item.html + "</div>";  // the same text, but no longer the same item
    shown(store, 1, 1, {item});

    ASSERT_EQ(store.last().decisions.size(), 1U);
    const auto& decision = store.last().decisions[0];

    ASSERT_LT(decision.about_text, decision.reasons.size());
    EXPECT_EQ(decision.reasons[decision.about_text].code, "text-same");
    EXPECT_EQ(decision.reasons[decision.about_text - 1].code, "guid-hit");
}

TEST(Account, ACopyIsNoStoryWhoseTextNobodyKnows) {
    MemoryStore store;
    Written item{"g", "https://www.daily-herald.example/a", "Council backs tram", news(0, 6)};
    shown(store, 1, 0, {item});
    item.url = "https://www.morning-star.example/a";
    shown(store, 2, 1, {item});

    ASSERT_TRUE(has_reason(store.last().decisions[0], "copy-hit"));
    EXPECT_EQ(reason_with(store, "new"), "So it is a story of its own, and a copy of that one.");
}

}  // namespace
}  // namespace wireroom::dedup
