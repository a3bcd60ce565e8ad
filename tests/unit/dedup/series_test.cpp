#include "unit/dedup/items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace wireroom::dedup {
namespace {

using std::chrono::hours;
using testing::MemoryStore;

/// One of a day's reports: town and figure differ, all else is equal.
Written report(const char* town, const char* degrees, Timestamp published) {
    return {
        .guid = "1",
        .url = "https://www.example.org/weather/" + std::string(town),
        .title = std::string(town) + " weather outlook",
        .html = "<p>In " + std::string(town) + " tomorrow will be cloudy with sunny spells and " +
                degrees +
                " degrees at most, a light wind from the west and mist at night. Drivers are asked "
                "to be careful. The next report follows at six in the morning, and warnings are "
                "shown on our page.</p>",
        .published = published};
}

TEST(Series, TheNextReportAtTheFirstPlaceIsAnotherStory) {
    MemoryStore store;
    shown(store, 1, 0, {report("Ashdown", "11", kMorning)});

    shown(store, 1, 1, {report("Millbrook", "14", kMorning + hours(1))});
    shown(store, 1, 2, {report("Penmorrow", "9", kMorning + hours(2))});

    EXPECT_EQ(store.stories().size(), 3U);
}

TEST(Series, AGuidThatIsNoPlaceOutweighsFiguresAndNames) {
    auto first = report("Ashdown", "11", kMorning);
    auto second = report("Millbrook", "14", kMorning + hours(1));
    first.guid = second.guid = "tag:example.org,2025:88121";
    MemoryStore store;
    shown(store, 1, 0, {first});

    shown(store, 1, 1, {second});

    EXPECT_EQ(store.stories().size(), 1U);
}

TEST(Series, ASmallGuidKeepsAStoryWhoseSlugChanges) {
    auto first = report("Ashdown", "11", kMorning);
    auto second = first;
    second.url = "https://www.example.org/weather/ashdown-outlook";
    second.html += news(0, 1);
    second.published = kMorning + hours(1);
    MemoryStore store;
    shown(store, 1, 0, {first});

    shown(store, 1, 1, {second});

    EXPECT_EQ(store.stories().size(), 1U);
}

TEST(Series, ADailyReportAtOneAddressIsAStoryADay) {
    MemoryStore store;
    const std::array<Written, 3> days = {
        report("Monday", "11", kMorning),
        report("Tuesday", "14", kMorning + hours(24)),
        report("Wednesday", "9", kMorning + hours(48))};
    for (std::size_t day = 0; day < days.size(); ++day) {
        auto item = days.at(day);
        item.guid = "report-of-day-" + std::to_string(4711 + day);
        item.url = "https://www.example.org/weather";
        shown(store, 1, static_cast<int>(24 * day), {item});
    }

    EXPECT_EQ(store.stories().size(), 3U);
}

TEST(Series, AnArticleOfTheDayKeepsItsAddressUnderAnotherGuid) {
    auto first = report("Ashdown", "11", kMorning);
    auto second = first;
    first.guid = "a-4711";
    second.guid = "b-4712";
    second.html += news(0, 2);
    second.title = "Ashdown weather outlook: storm ahead";
    second.published = kMorning + hours(9);
    MemoryStore store;
    shown(store, 1, 0, {first});

    shown(store, 1, 10, {second});

    EXPECT_EQ(store.stories().size(), 1U);
}

}  // namespace
}  // namespace wireroom::dedup
