#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;

/// Ten words: too short to be recognised by its text alone.
Written notice(const std::string& key, Timestamp published) {
    return {
        .guid = key,
        .url = "https://www.example.org/" + key,
        .title = "Tram depot opens its doors",
        .html = "<p>The old tram depot can be seen on Saturday.</p>",
        .published = published};
}

TEST(Moved, AShortTextOfTheSameSecondUnderNewKeysIsTheSameStory) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(store, 1, 1, {notice("new", kMorning)});

    EXPECT_EQ(store.stories().size(), 1U);
}

TEST(Moved, AShortTextOfAnotherMinuteIsAnotherStory) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(store, 1, 1, {notice("new", kMorning + std::chrono::minutes(1))});

    EXPECT_EQ(store.stories().size(), 2U);
}

TEST(Moved, ADateWithoutATimeOfDayIsNoEvidence) {
    const auto day = at("2025-04-11T00:00:00Z");
    MemoryStore store;
    shown(store, 1, 0, {notice("old", day)});

    shown(store, 1, 1, {notice("new", day)});

    EXPECT_EQ(store.stories().size(), 2U);
}

TEST(Moved, AShortTextBesideItsLikeIsAnotherStory) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(store, 1, 1, {notice("new", kMorning), notice("old", kMorning)});

    EXPECT_EQ(store.stories().size(), 2U);
}

TEST(Moved, AnotherFeedsShortTextIsAnotherStory) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(store, 2, 1, {notice("new", kMorning)});

    EXPECT_EQ(store.stories().size(), 2U);
}

}  // namespace
}  // namespace wireroom::dedup
