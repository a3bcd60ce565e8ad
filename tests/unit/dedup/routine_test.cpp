#include "dedup/routine.hpp"

#include "dedup/change.hpp"
#include "dedup/decide.hpp"
#include "unit/dedup/items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// A story before and after a poll.
struct Pair {
    std::string before;
    std::string after;
};

NormalText body(const std::string& html) {
    return normalise("A title of four words", html);
}

std::string line(const std::string& text) {
    return "<p>" + text + "</p>";
}

/// All pairs changed in one document of so many items; which of them still differ.
std::vector<std::size_t> differing(
    const std::vector<Pair>& pairs,
    std::size_t items,
    const std::vector<FurnitureMark>& known = {},
    std::vector<FurnitureMark>* learned = nullptr
) {
    Effort effort;
    Routine routine(known, items, effort);
    std::vector<NormalText> before;
    std::vector<NormalText> after;
    for (const auto& pair : pairs) {
        before.push_back(body(pair.before));
        after.push_back(body(pair.after));
    }
    std::vector<Routine::Pair> compared;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        routine.see(after[i]);
        compared.push_back(routine.add(before[i], after[i]));
    }
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto stripped = routine.strip(compared[i]);
        const auto& old_blocks = stripped ? stripped->before.blocks : compared[i].before().blocks;
        const auto& new_blocks = stripped ? stripped->after.blocks : compared[i].after().blocks;
        if (old_blocks != new_blocks) {
            result.push_back(i);
        }
    }
    if (learned != nullptr) {
        *learned = routine.marks();
    }
    return result;
}

std::vector<std::string> kinds(const std::vector<FurnitureMark>& marks) {
    std::vector<std::string> result;
    result.reserve(marks.size());
    for (const auto& mark : marks) {
        result.push_back(mark.kind);
    }
    return result;
}

Pair counted(std::size_t story, const std::string& before, const std::string& after) {
    return {news(story * 3, 2) + line(before), news(story * 3, 2) + line(after)};
}

TEST(Routine, LinesThatCountInManyItemsAreFurniture) {
    for (const auto& [before, after] : std::vector<std::pair<const char*, const char*>>{
             {"128 zaps by readers", "131 zaps by readers"},
             {"Zaps: 128", "Zaps: 131"},
             {"Оцінок редакторів: 12", "Оцінок редакторів: 15"},
             {"ポイント：12", "ポイント：15"},
             {"Tip jar 12 | Doodles 3", "Tip jar 15 | Doodles 4"}}) {
        const std::vector<Pair> pairs = {
            counted(0, before, after), counted(1, before, after), counted(2, before, after)};

        EXPECT_THAT(differing(pairs, 9), IsEmpty()) << before;
        EXPECT_EQ(differing({pairs[0], pairs[1]}, 9).size(), 2U) << "two may be a coincidence";
    }
}

TEST(Routine, OneTollInThreeStoriesIsNewsInAnyLanguage) {
    for (const auto& [before, after] : std::vector<std::pair<const char*, const char*>>{
             {"The quake killed at least 12 people.", "The quake killed at least 15 people."},
             {"Rescuers said at least 12 people had died in the town, among them two children.",
              "Rescuers said at least 15 people had died in the town, among them two children."},
             {"Внаслідок удару загинули щонайменше 12 людей.",
              "Внаслідок удару загинули щонайменше 15 людей."},
             {"Bei dem Beben starben mindestens zwölf Menschen.",
              "Bei dem Beben starben mindestens fünfzehn Menschen."},
             {"地震造成至少12人死亡。", "地震造成至少15人死亡。"},
             {"地震で少なくとも12人が死亡した。", "地震で少なくとも15人が死亡した。"},
             {"قتل 12 شخصا على الأقل في الزلزال.", "قتل 15 شخصا على الأقل في الزلزال."}}) {
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < 3; ++i) {
            pairs.push_back(counted(i, before, after));
        }

        EXPECT_EQ(differing(pairs, 3).size(), 3U) << before;
        std::vector<FurnitureMark> learned;
        differing(pairs, 12, {}, &learned);
        EXPECT_THAT(learned, IsEmpty()) << before;
    }
}

TEST(Routine, TollsInSentencesOfTheirOwnAreNewsToo) {
    const std::vector<Pair> pairs = {
        {line("The quake near Tamsweer killed at least 12 people, the mayor said."),
         line("The quake near Tamsweer killed at least 15 people, the mayor said.")},
        {line("Villages were buried, and at least 12 people died, rescuers reported."),
         line("Villages were buried, and at least 15 people died, rescuers reported.")},
        {line("Aid is on its way after a quake in which at least 3 people were hurt."),
         line("Aid is on its way after a quake in which at least 4 people were hurt.")}};

    EXPECT_EQ(differing(pairs, 3).size(), 3U);
}

TEST(Routine, ASentenceWithAnotherNumberInEveryItemIsACounter) {
    std::vector<Pair> pairs;
    for (const auto* numbers : {"117 121", "23 40", "4 9"}) {
        const std::string both = numbers;
        const auto space = both.find(' ');
        pairs.push_back(counted(
            pairs.size(),
            "Someone gave this page " + both.substr(0, space) + " stars so far.",
            "Someone gave this page " + both.substr(space + 1) + " stars so far."
        ));
    }
    std::vector<FurnitureMark> learned;

    EXPECT_THAT(differing(pairs, 9, {}, &learned), IsEmpty());
    EXPECT_THAT(learned, IsEmpty()) << "a sentence is never learned";
}

TEST(Routine, ASentenceThatChangesInMostOfTheDocumentIsTheFeeds) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < 6; ++i) {
        pairs.push_back(counted(
            i,
            "We are 12 days away from the summer fair.",
            "We are 11 days away from the summer fair."
        ));
    }

    EXPECT_THAT(differing(pairs, 8), IsEmpty());
    EXPECT_EQ(differing(pairs, 30).size(), 6U);
}

TEST(Routine, WhatWasLearnedHoldsForASingleItemLater) {
    std::vector<FurnitureMark> learned;
    differing(
        {counted(0, "128 zaps by readers", "131 zaps by readers"),
         counted(1, "17 zaps by readers", "18 zaps by readers"),
         counted(2, "9 zaps by readers", "10 zaps by readers")},
        9,
        {},
        &learned
    );
    ASSERT_THAT(kinds(learned), UnorderedElementsAre("line"));
    EXPECT_EQ(learned[0].sample, "131 zaps by readers");
    const std::vector<Pair> later = {counted(3, "55 zaps by readers", "71 zaps by readers")};

    std::vector<FurnitureMark> met;
    EXPECT_THAT(differing(later, 9, learned, &met), IsEmpty());
    EXPECT_EQ(met.size(), 1U) << "what was met again is told, so that it is not forgotten";
    EXPECT_EQ(met[0].hash, learned[0].hash);

    EXPECT_EQ(differing(later, 9).size(), 1U) << "not without what was learned";
    EXPECT_EQ(
        differing({counted(3, "12 people were rescued.", "15 people were rescued.")}, 9, learned)
            .size(),
        1U
    );
}

TEST(Routine, LabelsAreLearnedWhateverStandsBehindThem) {
    std::vector<FurnitureMark> learned;
    differing(
        {counted(0, "Mood: calm", "Mood: stormy"),
         counted(1, "Mood: stormy", "Mood: bright"),
         counted(2, "Mood: dull", "Mood: fair")},
        9,
        {},
        &learned
    );

    EXPECT_THAT(kinds(learned), ::testing::Contains("label"));
    EXPECT_THAT(differing({counted(3, "Mood: calm", "Mood: grim")}, 9, learned), IsEmpty());
    EXPECT_EQ(differing({counted(3, "Tone: calm", "Tone: grim")}, 9, learned).size(), 1U);
}

TEST(Routine, RotatingAdvertisementsAreLearnedAsParagraphs) {
    const std::string tyres = "Winter tyres at half price in Varnhold";
    const std::string lamps = "Lamps that last for thirty years";
    std::vector<FurnitureMark> learned;
    const std::vector<Pair> pairs = {
        counted(0, tyres, lamps), counted(1, tyres, lamps), counted(2, tyres, lamps)};

    EXPECT_THAT(differing(pairs, 9, {}, &learned), IsEmpty());

    EXPECT_THAT(kinds(learned), UnorderedElementsAre("paragraph", "paragraph"));
    EXPECT_THAT(differing({counted(3, lamps, tyres)}, 9, learned), IsEmpty());
    EXPECT_THAT(differing({{news(0, 2), news(0, 2) + line(tyres)}}, 9, learned), IsEmpty());
}

TEST(Routine, ALongParagraphPutUnderEverythingIsNoEditAndIsNotLearned) {
    const auto about = line(
        "The Varnhold Herald is printed by a cooperative of four hundred families, who decide "
        "together in spring what it should write about, and in autumn whether it did so, at two "
        "meetings in the old town hall."
    );
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < 3; ++i) {
        pairs.push_back({news(i * 3, 2), news(i * 3, 2) + about});
    }
    std::vector<FurnitureMark> learned;

    EXPECT_THAT(differing(pairs, 9, {}, &learned), IsEmpty());
    EXPECT_THAT(learned, IsEmpty());
}

TEST(Routine, NotesOfThreeStoriesInOneHourAreNotes) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < 3; ++i) {
        pairs.push_back({news(i * 3, 2), news(i * 3, 2) + line("This article has been updated.")});
    }
    std::vector<FurnitureMark> learned;

    EXPECT_EQ(differing(pairs, 20, {}, &learned).size(), 3U);
    EXPECT_THAT(learned, IsEmpty());
    EXPECT_THAT(differing(pairs, 5), IsEmpty()) << "under everything at once it is furniture";
}

/// Whether the headlines of these pairs are still two, when all items of a document are these.
std::vector<bool> retitled(
    const std::vector<Pair>& titles,
    const std::vector<FurnitureMark>& known = {},
    std::vector<FurnitureMark>* learned = nullptr
) {
    Effort effort;
    Routine routine(known, titles.size(), effort);
    std::vector<std::pair<NormalText, NormalText>> texts;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const auto html = news(static_cast<int>(i) * 2, 2);
        texts.emplace_back(normalise(titles[i].before, html), normalise(titles[i].after, html));
    }
    for (const auto& [before, after] : texts) {
        routine.see(after);
        routine.add(before, after);
    }
    std::vector<bool> result;
    for (const auto& [before, after] : texts) {
        const auto stripped = routine.strip(before, after);
        result.push_back(stripped.before.title != stripped.after.title);
    }
    if (learned != nullptr) {
        *learned = routine.marks();
    }
    return result;
}

TEST(Routine, CountersThatHeadlinesWearAreFurniture) {
    std::vector<FurnitureMark> learned;
    const auto behind = retitled(
        {{"Why tides turn (47 points, 3 comments)", "Why tides turn (58 points, 9 comments)"},
         {"A lamp for 12 pounds (5 points, 0 comments)",
          "A lamp for 12 pounds (6 points, 1 comments)"},
         {"Ask: who sails? (1,999 points, 80 comments)",
          "Ask: who sails? (2,004 points, 81 comments)"}},
        {},
        &learned
    );
    const auto before = retitled(
        {{"[12 votes] Why tides turn", "[13 votes] Why tides turn"},
         {"[7 votes] A lamp", "[19 votes] A lamp"},
         {"[101 votes] Ask: who sails?", "[104 votes] Ask: who sails?"}}
    );
    const auto later = retitled(
        {{"Rope of 9 strands (2 points, 0 comments)", "Rope of 9 strands (4 points, 1 comments)"}},
        learned
    );

    EXPECT_EQ(behind, std::vector<bool>(3, false));
    EXPECT_EQ(before, std::vector<bool>(3, false));
    EXPECT_EQ(later, std::vector<bool>(1, true)) << "one item that changes is no habit";
    EXPECT_THAT(learned, IsEmpty());
}

TEST(Routine, OtherFiguresInOrBehindBracketsAreNews) {
    // `%1` is what each headline is about, `%2` and `%3` are figures that move in it.
    const auto filled = [](std::string title, const std::string& about, int figure) {
        const std::pair<const char*, std::string> values[] = {
            {"%1", about}, {"%2", std::to_string(figure)}, {"%3", std::to_string(figure + 3)}};
        for (const auto& [name, value] : values) {
            if (const auto place = title.find(name); place != std::string::npos) {
                title.replace(place, 2, value);
            }
        }
        return title;
    };
    for (const std::string title : {
             "%1 storm (Ukraine) kills %2 people at home",
             "%1 v Ajax (%2-0)",
             "%1 v Ajax (%2:%3)",
             "%1 v Ajax [%2]",
             "[%2] %1 v Ajax",
             "Storm over %1 (%2 dead)",
             "Storm over %1 (%2 dead, %3 comments)",
             "%1 | %2 goals",
             "%2 dead (%3 comments) at %1",
             "%2 goals by %1 (live)",
             "%1 (%2 points) beat Ajax",
             "%1 has %2 (%3 points)",
             "%1 (%2",
         }) {
        std::vector<Pair> titles;
        for (const std::string about : {"Tamsweer", "Penrath", "Uffhofen", "Zabern"}) {
            const auto figure = static_cast<int>(about.size() + titles.size() * 7);
            titles.push_back({filled(title, about, figure), filled(title, about, figure + 11)});
        }

        EXPECT_EQ(retitled(titles), std::vector<bool>(4, true)) << title;
    }
}

TEST(Routine, FiguresOfTheHeadlinesThemselvesAreNews) {
    const auto tolls = retitled(
        {{"Storm kills 12 at Tamsweer", "Storm kills 14 at Tamsweer"},
         {"Tamsweer mourns its 12 dead", "Tamsweer mourns its 14 dead"},
         {"What is known of the 12 victims", "What is known of the 14 victims"}}
    );
    const auto one = retitled(
        {{"Storm over Tamsweer (12 dead)", "Storm over Tamsweer (14 dead)"},
         {"Tamsweer mourns (12 dead)", "Tamsweer mourns (14 dead)"},
         {"What is known (12 dead)", "What is known (14 dead)"}}
    );

    EXPECT_EQ(tolls, std::vector<bool>(3, true));
    EXPECT_EQ(one, std::vector<bool>(3, true));
}

TEST(Routine, TeachingIsBounded) {
    std::vector<Pair> pairs(3);
    for (std::size_t i = 0; i < 3; ++i) {
        for (int k = 0; k < 90; ++k) {
            const auto name = std::string(1, static_cast<char>('a' + k % 26)) +
                              static_cast<char>('a' + k / 26) + " zaps";
            pairs[i].before += line("12 " + name);
            pairs[i].after += line("15 " + name);
        }
    }
    std::vector<FurnitureMark> learned;

    differing(pairs, 9, {}, &learned);

    EXPECT_FALSE(learned.empty());
    EXPECT_LE(learned.size(), Routine::kMostLearned);
    for (const auto& mark : learned) {
        EXPECT_LE(mark.sample.size(), 160U);
    }
}

/// What the feed's other stories say, and how often that was asked.
class Neighbours : public Surroundings {
public:
    explicit Neighbours(std::vector<std::string> texts) : texts_(std::move(texts)) {}
    void find_near(const std::vector<std::size_t>& /*items*/) override {}
    std::vector<std::string> other_texts(std::size_t limit) override {
        ++asked;
        EXPECT_LE(limit, 12U);
        return texts_;
    }
    int asked = 0;

private:
    std::vector<std::string> texts_;
};

Judgement edited(const std::string& before, const std::string& after, Surroundings& around) {
    const auto old_item = made({"g", "https://www.example.org/a", "Council backs tram", before});
    const auto item = made({"g", "https://www.example.org/a", "Council backs tram", after});
    KnownStory story{.key = StoryKey{1}, .outlet = item.outlet, .first_seen = kMorning};
    story.url_keys = {item.url_key};
    story.guids = {item.guid};
    story.sightings = {
        {.key = SightingKey{1},
         .feed = model::FeedId{1},
         .guid = item.guid,
         .url_key = item.url_key}};
    story.revisions = {
        {.number = 1,
         .title = old_item.title,
         .content_html = old_item.content_html,
         .print = old_item.print}};
    Snapshot snapshot{.feed = model::FeedId{1}, .now = kMorning};
    snapshot.items = {item};
    snapshot.candidates = {{.by_guid = {0}, .by_url = {0}}};
    snapshot.stories = {story};
    return decide(snapshot, &around);
}

TEST(Furniture, AParagraphThatThreeOtherStoriesHaveIsNoEdit) {
    const auto about = line(
        "Write to the night desk of the Varnhold Herald under the number that you find on the last "
        "page, or come by in Mill Lane."
    );
    Neighbours three({news(2, 2) + about, news(4, 2) + about, news(6, 2) + about, news(8, 2)});
    Neighbours two({news(2, 2) + about, news(4, 2) + about, news(6, 2)});

    const auto gained = edited(news(0, 2), news(0, 2) + about, three);
    EXPECT_EQ(gained.decisions[0].verdict, Verdict::kUnchanged);
    EXPECT_TRUE(has_reason(gained.decisions[0], "text-routine"));
    EXPECT_EQ(three.asked, 1);
    ASSERT_EQ(gained.furniture.size(), 1U);
    EXPECT_EQ(gained.furniture[0].kind, "paragraph");
    EXPECT_EQ(
        edited(news(0, 2) + about, news(0, 2), three).decisions[0].verdict, Verdict::kUnchanged
    );
    EXPECT_EQ(
        edited(news(0, 2), news(0, 2) + about, two).decisions[0].verdict, Verdict::kNewRevision
    );
}

TEST(Furniture, OtherStoriesAreAskedForOnlyWhenAParagraphCameOrWent) {
    Neighbours around({});

    edited(news(0, 2), news(0, 2), around);
    edited(line("The quake killed 12 people."), line("The quake killed 15 people."), around);
    EXPECT_EQ(around.asked, 0);

    edited(news(0, 2), news(0, 3), around);
    EXPECT_EQ(around.asked, 1);
}

TEST(Furniture, AStandingNoteIsStillANote) {
    const auto note = line("This article has been updated.");
    Neighbours around({news(2, 2) + note, news(4, 2) + note, news(6, 2) + note});

    const auto judgement = edited(news(0, 2), news(0, 2) + note, around);

    ASSERT_EQ(judgement.decisions[0].verdict, Verdict::kNewRevision);
    EXPECT_TRUE(judgement.decisions[0].change->material);
}

TEST(Furniture, TollsOfThreeStoriesInOnePollAreToldThreeTimes) {
    testing::MemoryStore store;
    const auto items = [](const char* toll) {
        std::vector<Written> result;
        for (std::size_t i = 0; i < 3; ++i) {
            const auto n = std::to_string(i);
            result.push_back(
                {.guid = "q" + n,
                 .url = "https://www.example.org/quake-" + n,
                 .title = i == 0   ? "Earthquake shakes Tamsweer"
                          : i == 1 ? "Rescuers dig through the night"
                                   : "What we know about the quake",
                 .html = news(i * 3, 3) + "<p>The earthquake killed at least " + toll +
                         " people, the civil protection said.</p>",
                 .published = kMorning - std::chrono::hours(7 * i)}
            );
        }
        return result;
    };
    shown(store, 1, 0, items("12"));

    const auto events = shown(store, 1, 1, items("15"));

    EXPECT_EQ(count(events, testing::MemoryStore::Kind::kMaterial), 3U);
}

}  // namespace
}  // namespace wireroom::dedup
