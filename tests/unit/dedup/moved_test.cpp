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

TEST(Moved, AShortTextThatIsListedInTwoSectionsIsTheSameStory) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(store, 1, 1, {notice("new", kMorning), notice("new", kMorning)});

    EXPECT_EQ(store.stories().size(), 1U);
    EXPECT_EQ(store.last().decisions[1].verdict, Verdict::kTwin);
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

TEST(Moved, AMidnightOfAnotherZoneIsNoTimeOfDay) {
    const auto evening = at("2025-04-10T22:00:00Z");  // a day alone, in +02:00
    std::vector<Written> document = {notice("new", evening)};
    for (int day = 1; day <= 2; ++day) {
        document.push_back(
            {.guid = "other" + std::to_string(day),
             .url = "https://www.example.org/other" + std::to_string(day),
             .title = "Something else",
             .html = news(static_cast<std::size_t>(day), 1),
             .published = evening - std::chrono::days(day)}
        );
    }
    MemoryStore store;
    shown(store, 1, 0, {notice("old", evening)});

    shown(store, 1, 1, document);

    EXPECT_EQ(store.stories().size(), 4U);
}

TEST(Moved, AMomentThatOtherItemsShareIsNoEvidence) {
    MemoryStore store;
    shown(store, 1, 0, {notice("old", kMorning)});

    shown(
        store,
        1,
        1,
        {notice("new", kMorning),
         {.guid = "other",
          .url = "https://www.example.org/other",
          .title = "Something else",
          .html = news(1, 1),
          .published = kMorning}}
    );

    EXPECT_EQ(store.stories().size(), 3U);
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
