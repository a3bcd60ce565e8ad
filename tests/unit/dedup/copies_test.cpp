#include "dedup/copies.hpp"

#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;
using Kind = testing::MemoryStore::Kind;

/// A wire text as the outlet prints it.
Written printed(const std::string& outlet, const std::string& html, const std::string& title) {
    return {
        .guid = "https://www." + outlet + "/1",
        .url = "https://www." + outlet + "/1",
        .title = title,
        .html = html};
}

Written in_herald(const std::string& html, const std::string& title = "Frost threatens harvest") {
    return printed("daily-herald.example", html, title);
}
Written in_star(
    const std::string& html, const std::string& title = "Candles between the rows of trees"
) {
    return printed("morning-star.example", html, title);
}

std::string reasons_of(const MemoryStore& store) {
    std::string all;
    for (const auto& decision : store.last().decisions) {
        for (const auto& reason : decision.reasons) {
            all += reason.code + ": " + reason.text + "\n";
        }
    }
    return all;
}

/// What the second outlet's text is beside the first one's, which was seen an hour before.
enum class Found { kStory, kCopy, kSame };
Found seen_after(MemoryStore& store, const Written& first, const Written& second) {
    shown(store, 1, 0, {first});
    const auto events = shown(store, 2, 1, {second});
    if (count(events, Kind::kNew) != 1) {
        return Found::kSame;
    }
    return events[0].copy_of == std::optional<std::size_t>(0) ? Found::kCopy : Found::kStory;
}

void expect_copy(const Written& first, const Written& second, const char* what) {
    MemoryStore store;
    EXPECT_EQ(seen_after(store, first, second), Found::kCopy) << what << '\n' << reasons_of(store);
}

void expect_apart(const Written& first, const Written& second, const char* what) {
    MemoryStore store;
    EXPECT_EQ(seen_after(store, first, second), Found::kStory) << what << '\n' << reasons_of(store);
}

TEST(Copies, WhatOutletsDoToAWireText) {
    const auto wire = news(4, 4);
    expect_copy(in_herald(wire), in_star(wire), "their own headline");
    expect_copy(in_herald(wire), in_star(wire, "Frost threatens harvest"), "the same headline");
    expect_copy(
        in_herald(wire),
        in_star(
            "<p>Growers in our area have called the newsroom since the early morning, and a school "
            "in the valley has moved its spring fair indoors.</p>" +
            wire
        ),
        "a local beginning"
    );
    expect_copy(in_herald(news(4, 6)), in_star(news(4, 4)), "cut from the end");
    expect_copy(
        in_herald("<p>By Jo Sparrow</p>" + wire),
        in_star("<p>Staff and agencies</p>" + wire),
        "byline"
    );
    expect_copy(
        in_herald(wire + "<p>The minister told the Daily Herald that help is on its way now.</p>"),
        in_star(wire + "<p>The minister told the Morning Star that help is on its way now.</p>"),
        "each names itself"
    );
    expect_copy(
        in_herald("<p>At least 13 growers gave up by the evening, their union said.</p>" + wire),
        in_star("<p>At least 47 growers gave up by the evening, their union said.</p>" + wire),
        "a later state of the wire"
    );
    expect_copy(
        in_herald(wire + "<p>The organisers spoke of a catastrophe.</p>"),
        in_star(wire + "<p>The organizers spoke of a catastrophe.</p>"),
        "spelling of the house"
    );
}

TEST(Copies, EveryNameIsLookedAtWhereverOutletsNameThemselves) {
    const auto wire = news(4, 4);
    const auto mayor = [](const char* town) {
        return std::string("<p>Help is on its way now, the mayor of ") + town +
               " said late on Friday night.</p>";
    };
    const auto told = [](const char* paper) {
        return std::string("<p>The minister told the ") + paper +
               " that more of it will follow soon.</p>";
    };
    const auto ours = told("Daily Herald");
    const auto theirs = told("Morning Star");
    const auto here = mayor("Ashby");
    const auto there = mayor("Tarnhill");
    expect_apart(in_herald(wire + ours + here), in_star(wire + theirs + there), "paper, town");
    expect_apart(in_herald(wire + here + ours), in_star(wire + there + theirs), "town, paper");
    const auto toll = [](const char* number) {
        return std::string("<p>At least ") + number +
               " growers gave up by the evening, their union said.</p>";
    };
    const auto few = toll("13");
    const auto many = toll("47");
    expect_copy(in_herald(wire + ours + few), in_star(wire + theirs + many), "paper, toll");
    expect_copy(in_herald(wire + few + ours), in_star(wire + many + theirs), "toll, paper");
    expect_copy(
        in_herald(wire + ours + mayor("Ashby") + ours),
        in_star(wire + theirs + mayor("Ashby") + theirs),
        "the paper twice"
    );
}

TEST(Copies, MoreNamesThanAreKeptAreATemplate) {
    Contrast contrast{.names = 70, .common = 10'000};
    contrast.places.push_back({"the daily herald", "the morning star", true, true});
    const auto why = [&] {
        return template_of_two_outlets(contrast, "morning-star.example", "daily-herald.example");
    };
    EXPECT_EQ(why(), std::nullopt);

    contrast.more_places = true;

    EXPECT_TRUE(why());
}

TEST(Copies, TheReasonTellsSharesAndThresholds) {
    MemoryStore store;
    ASSERT_EQ(seen_after(store, in_herald(news(4, 4)), in_star(news(4, 4))), Found::kCopy);

    EXPECT_NE(
        reasons_of(store).find(
            "copy-hit: It is nearly a copy of a story of daily-herald.example: 100 % of the "
            "shorter text and 100 % of both together are in common; it takes 70 % and 40 %."
        ),
        std::string::npos
    ) << reasons_of(store);
}

TEST(Copies, WhatIsNoCopy) {
    expect_apart(in_herald(news(4, 4)), in_star(news(0, 4)), "another story");
    expect_apart(in_herald(news(4, 4)), in_star(news(6, 4)), "half of it");
    expect_apart(in_herald(news(0, 10)), in_star(news(4, 1)), "one paragraph of a long text");
    expect_apart(
        in_herald("<p>Air raid alert. Go to the shelter now.</p>"),
        in_star("<p>Air raid alert. Go to the shelter now.</p>"),
        "a few words"
    );
}

TEST(Copies, TheNearestTextThatIsNoneIsTold) {
    MemoryStore store;
    ASSERT_EQ(seen_after(store, in_herald(news(4, 4)), in_star(news(6, 4))), Found::kStory);

    const auto told = reasons_of(store);
    EXPECT_NE(told.find("copy-refused: The nearest text of another outlet"), std::string::npos)
        << told;
    EXPECT_NE(told.find("it takes 70 % and 40 %."), std::string::npos) << told;
}

TEST(Copies, ReportsOfOneTemplateSayOtherThings) {
    const auto weather = [](const char* place, const char* high, const char* wind) {
        return std::string("<p>Forecast for ") + place + ": highs of " + high +
               " degrees, wind from the west at " + wind +
               " kilometres an hour.</p><p>The high over the continent slowly gives way to a front "
               "from the sea. Clouds thicken in the afternoon, and showers are possible in the "
               "hills towards evening. Night frost in sheltered valleys cannot be ruled out.</p>";
    };
    expect_apart(
        in_herald(weather("Mondvale", "14", "20"), "The weather"),
        in_star(weather("Tarn Hill", "17", "25"), "The weather"),
        "weather"
    );
    expect_apart(
        in_herald(weather("Mondvale", "14", "20"), "Weather: Mondvale"),
        in_star(weather("Tarn Hill", "14", "20"), "Weather: Tarn Hill"),
        "weather with the same figures"
    );
    const auto job = [](const char* house) {
        return std::string("<p>For our house in ") + house +
               " we are looking for a nurse, full time or part time, from the next possible "
               "date.</p><p>You care for our guests in a small team, plan your shifts together and "
               "take part in regular training. We pay above the tariff and help to find a "
               "flat.</p><p>Send your papers to the personnel office of the house. Travel costs "
               "are "
               "not refunded, and papers are not returned after the procedure.</p>";
    };
    expect_apart(
        in_herald(job("Ashby Fen"), "Nurse wanted"),
        in_star(job("Tarn Hill"), "Nurse wanted"),
        "jobs"
    );
    const auto market = [](const char* points, const char* percent) {
        return std::string("<p>Der Leitindex schloss am Freitag bei ") + points + " Punkten, " +
               percent +
               " Prozent höher als am Vortag.</p><p>Gewinner waren deutlich in der Überzahl, der "
               "Umsatz lag nahe am Durchschnitt der letzten dreißig Tage. Händler berichteten von "
               "stetigen Käufen der Pensionsfonds. Die Währung veränderte sich kaum, die Renditen "
               "bewegten sich in engen Grenzen. Anleger warten auf die Zahlen zur Inflation.</p>";
    };
    expect_apart(
        in_herald(market("18.108,68", "0,2"), "Börse"),
        in_star(market("18.145,54", "0,5"), "Börse"),
        "market"
    );
    const auto cuts = [](const char* village) {
        return std::string("<p>Обленерго повідомляє про планове відключення електроенергії в селі "
               ) +
               village +
               " у зв'язку з ремонтом мереж. Просимо заздалегідь підготуватися та вимкнути "
               "побутові "
               "прилади.</p><p>Ремонтні бригади працюватимуть з ранку до вечора. Аварійні роботи "
               "можуть тривати довше, ніж заплановано, тому зарядіть телефони та запасіться водою. "
               "Довідки надає диспетчерська служба району цілодобово.</p>";
    };
    expect_apart(
        in_herald(cuts("Вербове"), "Відключення"), in_star(cuts("Кленівка"), "Відключення"), "cuts"
    );
}

TEST(Copies, OneOutletHasNoCopies) {
    MemoryStore store;
    auto first = in_herald(news(4, 4));
    auto second = first;
    second.guid = second.url += "/video";
    second.published = kMorning + std::chrono::hours(20);

    EXPECT_EQ(seen_after(store, first, second), Found::kStory);
}

TEST(Copies, AfterAWeekItIsAStoryOfItsOwn) {
    auto first = in_herald(news(4, 4));
    first.published = std::nullopt;
    auto second = in_star(news(4, 4));
    second.published = std::nullopt;
    MemoryStore soon;
    MemoryStore late;
    shown(soon, 1, 0, {first});
    shown(late, 1, 0, {first});

    EXPECT_TRUE(shown(soon, 2, 24 * 6, {second})[0].copy_of);
    EXPECT_FALSE(shown(late, 2, 24 * 8, {second})[0].copy_of);
}

TEST(Copies, InOneDocumentTheOldestIsTheOriginalInWhateverOrder) {
    auto first = in_herald(news(4, 4));
    auto second = in_star(news(4, 4));
    auto third = printed("coast-times.example", news(4, 4), "Harvest in danger");
    first.published = kMorning;
    second.published = kMorning + std::chrono::hours(1);
    third.published = kMorning + std::chrono::hours(2);
    std::vector<Written> items = {second, third, first};

    for (int turn = 0; turn < 3; ++turn) {
        std::ranges::rotate(items, items.begin() + 1);
        MemoryStore store;
        shown(store, 1, 3, items);
        const auto& decisions = store.last().decisions;
        std::size_t original = items.size();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].url == first.url) {
                original = i;
            }
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            EXPECT_EQ(
                decisions[i].copy_of_item, i == original ? std::nullopt : std::optional(original)
            ) << turn;
        }
    }
}

TEST(Copies, WhatIsKnownWasThereFirst) {
    MemoryStore store;
    shown(store, 1, 0, {in_herald(news(4, 4))});
    auto second = in_star(news(4, 4));
    auto third = printed("coast-times.example", news(4, 4), "Harvest in danger");
    third.published = kMorning - std::chrono::hours(5);

    const auto events = shown(store, 2, 1, {second, third});

    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].copy_of, std::optional<std::size_t>(0));
    EXPECT_EQ(events[1].copy_of, std::optional<std::size_t>(0));
}

TEST(Copies, OffMeansOff) {
    MemoryStore store;
    store.pin(2, {.cluster = false});

    EXPECT_EQ(seen_after(store, in_herald(news(4, 4)), in_star(news(4, 4))), Found::kStory);
}

TEST(Copies, ManyOutletsWithOneTextAreTakenInBoundedTime) {
    std::vector<Written> items;
    for (int i = 0; i < 1'000; ++i) {
        items.push_back(printed("paper" + std::to_string(i) + ".example", news(4, 4), "Frost"));
        items.back().published = kMorning + std::chrono::minutes(i);
    }
    MemoryStore store;

    shown(store, 1, 1, items);

    for (std::size_t i = 1; i < items.size(); ++i) {
        EXPECT_EQ(store.last().decisions[i].copy_of_item, std::optional<std::size_t>(0)) << i;
    }
}

}  // namespace
}  // namespace wireroom::dedup
