#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

// What an operator says about keys and stories stands above the rules.

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;
using Kind = testing::MemoryStore::Kind;
using Key = model::DedupPins::Key;

Written article(int number) {
    const auto n = std::to_string(number);
    static const std::vector<std::string> kTitles = {
        "Council backs tram extension after debate",
        "Frost threatens fruit harvest around bay",
        "Robots map a warm spring on the seabed"};
    return {
        .guid = "id-" + n,
        .url = "https://www.example.org/news/story-" + n,
        .title = kTitles[static_cast<std::size_t>(number) % kTitles.size()],
        .html = news(static_cast<std::size_t>(number) * 4, 3),
        .published = kMorning + std::chrono::minutes(11 * number)};
}

TEST(Pins, TrustedGuidsHoldThoughTheFeedOnceDoubledThem) {
    for (const bool trusted : {false, true}) {
        MemoryStore store;
        auto first = article(0);
        auto second = article(1);
        second.guid = first.guid;
        shown(store, 1, 0, {first, second});
        ASSERT_EQ(store.modes(1).guid, GuidMode::kDuplicated);
        store.pin(1, {.guid = trusted ? Key::kTrust : Key::kAuto});
        shown(store, 1, 1, {article(2)});
        auto moved = article(2);
        moved.url += "-moved";
        moved.title = "A warm spring, drawn by pebbles";
        moved.html = news(8, 1) + news(3, 2);

        EXPECT_EQ(count(shown(store, 1, 2, {moved}), Kind::kNew), trusted ? 0U : 1U);
    }
}

TEST(Pins, TrustedGuidsDoNotJoinWhatStandsSideBySide) {
    MemoryStore store;
    store.pin(1, {.guid = Key::kTrust});
    auto first = article(0);
    auto second = article(1);
    second.guid = first.guid;

    EXPECT_EQ(count(shown(store, 1, 0, {first, second}), Kind::kNew), 2U);
    EXPECT_TRUE(shown(store, 1, 1, {second, first}).empty());
    EXPECT_EQ(store.stories().size(), 2U);
}

TEST(Pins, IgnoredGuidsNeitherJoinNorPart) {
    MemoryStore store;
    store.pin(1, {.guid = Key::kIgnore});
    shown(store, 1, 0, {article(0)});
    // Another article of the same guid …
    auto other = article(1);
    other.guid = article(0).guid;
    EXPECT_EQ(count(shown(store, 1, 1, {other}), Kind::kNew), 1U);
    // … and the same article under another, with another file and date: no conflict.
    auto again = article(0);
    again.guid = "id-quite-another";
    again.html = news(0, 1) + news(5, 3);
    again.published = *again.published + std::chrono::hours(30);

    const auto events = shown(store, 1, 2, {again});

    EXPECT_EQ(count(events, Kind::kNew), 0U);
    EXPECT_EQ(store.last().decisions[0].rung, Rung::kUrl);
}

TEST(Pins, IgnoredGuidsAreNoSightings) {
    MemoryStore store;
    store.pin(1, {.guid = Key::kIgnore});
    for (int hour = 0; hour < 6; ++hour) {
        auto item = article(0);
        item.guid = "random-" + std::to_string(hour);
        EXPECT_EQ(shown(store, 1, hour, {item}).size(), hour == 0 ? 1U : 0U) << hour;
    }
    EXPECT_EQ(store.modes(1).guid, GuidMode::kTrusted);
}

TEST(Pins, IgnoredLinksJoinNothing) {
    MemoryStore store;
    store.pin(1, {.link = Key::kIgnore});
    shown(store, 1, 0, {article(0)});
    auto at_its_link = article(1);
    at_its_link.url = article(0).url;
    EXPECT_EQ(count(shown(store, 1, 1, {at_its_link}), Kind::kNew), 1U);
    auto moved = article(0);
    moved.url = "https://www.example.org/session/77";

    EXPECT_TRUE(shown(store, 1, 2, {moved}).empty());
}

TEST(Pins, TrustedLinksHoldThoughTheFeedOnceSharedThem) {
    for (const bool trusted : {false, true}) {
        MemoryStore store;
        auto first = article(0);
        auto second = article(1);
        second.url = first.url;
        shown(store, 1, 0, {first, second});
        ASSERT_EQ(store.modes(1).link, LinkMode::kShared);
        store.pin(1, {.link = trusted ? Key::kTrust : Key::kAuto});
        auto update = article(0);
        update.guid = "id-new";
        update.html = news(0, 3) + news(7, 1);
        update.title = "Tram extension goes ahead";

        const auto events = shown(store, 1, 1, {update});

        // The date is the story's own, so without the pin likeness would find it.
        EXPECT_EQ(store.last().decisions[0].rung == Rung::kUrl, trusted);
        EXPECT_EQ(count(events, Kind::kNew), 0U);
    }
}

/// One story in store that an operator merged another into, as the store hands it over.
struct Merged {
    PreparedItem root = made(article(0));
    PreparedItem member = made(article(1));
    Snapshot snapshot{.feed = model::FeedId{1}, .now = kMorning};

    Merged() {
        KnownStory story{.key = StoryKey{7}, .outlet = root.outlet};
        for (const auto* item : {&root, &member}) {
            story.url_keys.push_back(item->url_key);
            story.guids.push_back(item->guid);
            story.sightings.push_back(
                {.key = SightingKey{static_cast<std::int64_t>(story.sightings.size()) + 1},
                 .feed = snapshot.feed,
                 .guid = item->guid,
                 .url_key = item->url_key}
            );
        }
        story.revisions.push_back(revision(root));
        story.merged_texts.push_back(revision(member));
        snapshot.stories.push_back(std::move(story));
    }

    static KnownRevision revision(const PreparedItem& item) {
        return {.title = item.title, .content_html = item.content_html, .print = item.print};
    }

    void show(const PreparedItem& item, bool by_operator) {
        snapshot.items.push_back(item);
        Candidates candidates{.by_guid = {0}, .by_url = {0}};
        if (by_operator) {
            candidates.by_operator = {0};
        }
        snapshot.candidates.push_back(std::move(candidates));
    }
};

TEST(Operator, AMergedStorysItemIsTheOtherStoryAndItsTextNoRevision) {
    Merged merged;
    merged.show(merged.member, true);

    const auto decision = decide(merged.snapshot).decisions[0];

    EXPECT_EQ(decision.story, std::optional<std::size_t>(0));
    EXPECT_EQ(decision.rung, Rung::kOperator);
    EXPECT_EQ(decision.verdict, Verdict::kUnchanged);
    EXPECT_EQ(decision.revision, 1);
    EXPECT_EQ(decision.sighting, SightingKey{2});
    EXPECT_TRUE(has_reason(decision, "operator-hit"));
}

TEST(Operator, BothItemsOfAMergedStoryMayStandInOneDocument) {
    for (const bool root_first : {false, true}) {
        Merged merged;
        if (root_first) {
            merged.show(merged.root, false);
        }
        merged.show(merged.member, true);
        if (!root_first) {
            merged.show(merged.root, false);
        }

        for (const auto& decision : decide(merged.snapshot).decisions) {
            EXPECT_EQ(decision.story, std::optional<std::size_t>(0));
            EXPECT_EQ(decision.verdict, Verdict::kUnchanged);
        }
    }
}

TEST(Operator, AMergedStorysUnchangedItemDoesNotKeepTheOtherOneOut) {
    Merged merged;
    auto edited = article(0);
    edited.html += news(9, 1);
    merged.show(made(edited), false);
    merged.snapshot.unchanged.push_back(
        {.story = StoryKey{7},
         .sighting = SightingKey{2},
         .guid = merged.member.guid,
         .url_key = merged.member.url_key}
    );

    const auto decision = decide(merged.snapshot).decisions[0];

    EXPECT_EQ(decision.story, std::optional<std::size_t>(0));
    EXPECT_EQ(decision.verdict, Verdict::kNewRevision);
}

TEST(Operator, NoRuleRefusesWhatAnOperatorMerged) {
    Merged merged;
    auto strange = article(2);
    strange.guid = article(1).guid;  // another link, title and text: the rules call it recycled
    merged.show(made(strange), true);
    merged.snapshot.modes = {.guid = GuidMode::kRecycled, .link = LinkMode::kShared};

    EXPECT_EQ(decide(merged.snapshot).decisions[0].story, std::optional<std::size_t>(0));
}

TEST(Operator, ARemovedStoryStaysAwayAndSoDoesItsTwin) {
    Snapshot snapshot{.feed = model::FeedId{1}, .now = kMorning};
    snapshot.items = {made(article(0)), made(article(0)), made(article(1))};
    snapshot.candidates.resize(3);
    snapshot.candidates[0].removed = snapshot.candidates[1].removed = true;

    const auto judgement = decide(snapshot);

    EXPECT_EQ(judgement.decisions[0].verdict, Verdict::kRemoved);
    EXPECT_EQ(judgement.decisions[1].verdict, Verdict::kRemoved);
    EXPECT_EQ(judgement.decisions[2].verdict, Verdict::kNewStory);
    EXPECT_TRUE(has_reason(judgement.decisions[0], "removed"));
}

TEST(Operator, ARemovedGuidOutweighsALinkThatAnotherStoryHas) {
    for (const bool known_by_guid : {false, true}) {
        Merged merged;
        merged.snapshot.stories[0].merged_texts.clear();
        merged.show(merged.root, false);
        merged.snapshot.candidates[0].removed = true;
        if (!known_by_guid) {
            merged.snapshot.candidates[0].by_guid.clear();
        }

        EXPECT_EQ(
            decide(merged.snapshot).decisions[0].verdict,
            known_by_guid ? Verdict::kUnchanged : Verdict::kRemoved
        );
    }
}

}  // namespace
}  // namespace wireroom::dedup
