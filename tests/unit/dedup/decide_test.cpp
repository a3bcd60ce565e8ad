#include "dedup/decide.hpp"

#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;
using Kind = testing::MemoryStore::Kind;

const Timestamp kNextDay = kMorning + std::chrono::hours(24);

Written story(int number) {
    const auto n = std::to_string(number);
    static const std::vector<std::string> kTitles = {
        "Council backs tram extension after debate",
        "Frost threatens fruit harvest around bay",
        "Robots map a warm spring on the seabed",
        "Court overturns fine against online retailer",
        "Museum opens wing with river boats"};
    return {
        .guid = "id-" + n,
        .url = "https://www.example.org/news/story-" + n,
        .title = kTitles[static_cast<std::size_t>(number) % kTitles.size()],
        .html = news(static_cast<std::size_t>(number) * 2, 2),
    };
}

TEST(Decide, FirstSightingsAreNewStoriesAndTheSecondPollAddsNothing) {
    MemoryStore store;

    EXPECT_EQ(count(shown(store, 1, 0, {story(0), story(1)}), Kind::kNew), 2U);
    EXPECT_TRUE(shown(store, 1, 1, {story(0), story(1)}).empty());
    EXPECT_EQ(store.stories().size(), 2U);
}

TEST(Decide, EveryDecisionHasAReasonThatIsASentence) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto edited = story(0);
    edited.html += news(6, 1);

    shown(store, 1, 1, {edited, story(1), story(1)});

    for (const auto& decision : store.last().decisions) {
        ASSERT_FALSE(decision.reasons.empty());
        for (const auto& reason : decision.reasons) {
            EXPECT_FALSE(reason.code.empty());
            EXPECT_TRUE(reason.text.ends_with('.')) << reason.text;
        }
    }
}

TEST(Decide, ALongerTextUnderTheSameGuidIsARevision) {
    MemoryStore store;
    shown(store, 1, 0, {story(0), story(1)});
    auto edited = story(0);
    edited.html += news(6, 1);

    const auto events = shown(store, 1, 1, {edited, story(1)});

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::kMaterial);
    EXPECT_EQ(store.last().decisions[0].rung, Rung::kGuid);
    EXPECT_NE(store.last().decisions[0].sighting, SightingKey{});
    EXPECT_EQ(store.stories()[0].revisions.size(), 2U);
}

TEST(Decide, FlappingBetweenTwoTextsIsToldOnce) {
    MemoryStore store;
    auto edited = story(0);
    edited.html += news(6, 1);
    shown(store, 1, 0, {story(0)});
    EXPECT_EQ(shown(store, 1, 1, {edited}).size(), 1U);

    for (int hour = 2; hour < 6; ++hour) {
        EXPECT_TRUE(shown(store, 1, hour, {hour % 2 == 0 ? story(0) : edited}).empty());
        EXPECT_EQ(store.stories()[0].current, hour % 2 == 0 ? 1 : 2);
    }
}

TEST(Decide, ALinkThatChangesUnderOneGuidIsASighting) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto moved = story(0);
    moved.url += "-renamed";

    const auto events = shown(store, 1, 1, {moved});

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::kSighted);
}

TEST(Decide, AGuidThatChangesAtOneLinkIsASightingAndLaterVolatile) {
    MemoryStore store;
    std::size_t sighted = 0;
    for (int hour = 0; hour < 6; ++hour) {
        auto item = story(0);
        item.guid = "random-" + std::to_string(hour);
        sighted += count(shown(store, 1, hour, {item}), Kind::kSighted);
    }

    EXPECT_EQ(store.stories().size(), 1U);
    EXPECT_EQ(store.modes(1).guid, GuidMode::kVolatile);
    EXPECT_LE(sighted, 3U);
}

TEST(Decide, SlugGuidAndTitleMayChangeWhenTheDateStays) {
    MemoryStore store;
    shown(store, 1, 0, {story(0), story(2)});
    auto moved = story(0);
    moved.guid = moved.url = "https://www.example.org/news/quite-another-slug";
    moved.title = "Tram extension confirmed, work to begin";
    moved.html = "<p>UPDATE: This story has been updated with a statement.</p>" + moved.html;

    const auto events = shown(store, 1, 1, {moved, story(2)});

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::kMaterial);
    EXPECT_EQ(store.last().decisions[0].rung, Rung::kNear);
}

TEST(Decide, AMovedSiteKeepsItsStories) {
    MemoryStore store;
    std::vector<Written> before;
    std::vector<Written> after;
    for (int i = 0; i < 4; ++i) {
        before.push_back(story(i));
        before.back().published = kMorning - std::chrono::hours(5 * i);
        after.push_back(before.back());
        after.back().guid = after.back().url = "https://www.example.org/" + std::to_string(i) + "/";
    }
    shown(store, 1, 0, before);

    EXPECT_EQ(count(shown(store, 1, 1, after), Kind::kSighted), 4U);
    EXPECT_EQ(store.stories().size(), 4U);
}

// False-merge guards, one for each family of publishers' habits.

TEST(Guard, GuidThatEveryItemHas) {
    MemoryStore store;
    for (int i = 0; i < 4; ++i) {
        std::vector<Written> items;
        for (int k = i; k >= std::max(0, i - 2); --k) {
            items.push_back(story(k));
            items.back().guid = "https://www.example.org/";
        }
        EXPECT_EQ(count(shown(store, 1, i, items), Kind::kNew), 1U) << i;
    }
    EXPECT_EQ(store.modes(1).guid, GuidMode::kDuplicated);
}

TEST(Guard, GuidThatIsThePositionInTheFeed) {
    MemoryStore store;
    const auto window = [](int newest) {
        std::vector<Written> items;
        for (int k = 0; k < 3; ++k) {
            items.push_back(story(newest - k));
            items.back().guid = "item-" + std::to_string(k);
        }
        return items;
    };
    EXPECT_EQ(count(shown(store, 1, 0, window(2)), Kind::kNew), 3U);
    EXPECT_EQ(count(shown(store, 1, 1, window(3)), Kind::kNew), 1U);
    EXPECT_EQ(count(shown(store, 1, 2, window(4)), Kind::kNew), 1U);
    EXPECT_EQ(store.modes(1).guid, GuidMode::kRecycled);
    for (const auto& known : store.stories()) {
        EXPECT_EQ(known.revisions.size(), 1U);
    }
}

TEST(Guard, GuidsFromARing) {
    MemoryStore store;
    for (int i = 0; i < 5; ++i) {
        auto item = story(i);
        item.guid = "slot-" + std::to_string(i % 2);
        EXPECT_EQ(count(shown(store, 1, i, {item}), Kind::kNew), 1U) << i;
    }
}

TEST(Guard, SmallGuidsOfTwoFeeds) {
    MemoryStore store;
    auto first = story(0);
    auto second = story(1);
    first.guid = second.guid = "1";

    shown(store, 1, 0, {first});
    EXPECT_EQ(count(shown(store, 2, 1, {second}), Kind::kNew), 1U);
}

TEST(Guard, LinksThatAllGoHome) {
    MemoryStore store;
    for (int i = 0; i < 3; ++i) {
        std::vector<Written> items;
        for (int k = 0; k <= i; ++k) {
            items.push_back(story(k));
            items.back().url = "https://www.example.org/";
        }
        EXPECT_EQ(count(shown(store, 1, i, items), Kind::kNew), 1U);
    }
    EXPECT_EQ(store.modes(1).link, LinkMode::kHome);
}

TEST(Guard, PodcastEpisodesThatDifferInGuidAndFile) {
    for (const auto* link : {"https://www.example.org/", "https://www.example.org/podcast"}) {
        MemoryStore store;
        for (int i = 0; i < 4; ++i) {
            Written episode{
                .guid = "ep-" + std::to_string(i),
                .url = link,
                .title = "News bulletin",
                .html = "<p>The latest news in five minutes.</p>",
                .published = kMorning + std::chrono::hours(6 * i),
                .enclosures = {"https://cdn.example.org/ep" + std::to_string(i) + ".mp3"}};
            EXPECT_EQ(count(shown(store, 1, 6 * i, {episode}), Kind::kNew), 1U) << link << i;
        }
    }
}

TEST(Guard, EnclosureHostsMayChange) {
    MemoryStore store;
    auto item = story(0);
    item.enclosures = {"https://old.example.org/audio/ep1.mp3"};
    shown(store, 1, 0, {item});
    item.guid = "new-form";
    item.enclosures = {"https://cdn.example.net/x/ep1.mp3?token=7"};

    EXPECT_EQ(count(shown(store, 1, 1, {item}), Kind::kNew), 0U);
}

TEST(Guard, DailyBriefingAtOneLink) {
    MemoryStore store;
    for (int day = 0; day < 4; ++day) {
        auto issue = story(day);
        issue.title = "Morning briefing";
        issue.url = "https://www.example.org/briefing/today";
        issue.published = kMorning + std::chrono::hours(24 * day);
        EXPECT_EQ(count(shown(store, 1, 24 * day, {issue}), Kind::kNew), 1U) << day;
    }
}

TEST(Guard, LiveBlogAtOneLinkAlsoWhenTheWindowIsOneItem) {
    MemoryStore store;
    for (int i = 0; i < 4; ++i) {
        auto post = story(i);
        post.url = "https://www.example.org/live";
        post.published = kMorning + std::chrono::minutes(20 * i);
        EXPECT_EQ(count(shown(store, 1, i, {post}), Kind::kNew), 1U) << i;
    }
}

TEST(Guard, ShortAlertsWithTheSameWords) {
    for (const bool at_one_link : {false, true}) {
        MemoryStore store;
        for (int i = 0; i < 4; ++i) {
            Written alert{
                .guid = "alert-" + std::to_string(i),
                .url = "https://www.example.org/a" +
                       (at_one_link ? std::string() : "/" + std::to_string(i)),
                .title = "Air raid alert in Lissava region",
                .html = "<p>Air raid alert. Go to the shelter.</p>",
                .published = kMorning + std::chrono::hours(7 * i)};
            EXPECT_EQ(count(shown(store, 1, 7 * i, {alert}), Kind::kNew), 1U) << i;
        }
    }
}

TEST(Guard, TemplatesThatReplaceEachOther) {
    const auto bulletin = [](int number, const std::string& town, Timestamp published) {
        const auto n = std::to_string(number);
        return Written{
            .guid = "notice-" + n,
            .url = "https://www.example.org/notice/" + n,
            .title = "Road works in " + town,
            .html = "<p>The road administration announces works in " + town + " on road " + n +
                    ".</p>" + news(0, 3),
            .published = published};
    };
    MemoryStore store;
    // The same minute: the administration publishes in batches.
    EXPECT_EQ(count(shown(store, 1, 0, {bulletin(12, "Mondvale", kMorning)}), Kind::kNew), 1U);
    EXPECT_EQ(count(shown(store, 1, 1, {bulletin(13, "Ashby Fen", kMorning)}), Kind::kNew), 1U);
    EXPECT_EQ(count(shown(store, 1, 2, {bulletin(13, "Tarn Hill", kMorning)}), Kind::kNew), 0U)
        << "the guid is the same";
    auto place_only = bulletin(13, "Corwen Gap", kMorning);
    place_only.guid = "other";
    place_only.url += "-b";
    EXPECT_EQ(count(shown(store, 1, 3, {place_only}), Kind::kNew), 1U);
}

TEST(Guard, WhatThereIsNoTimeToCompareIsNotMerged) {
    constexpr std::size_t kItems = 1'100;  // 1000 texts are compared word by word
    for (const bool by_guid : {true, false}) {
        const auto document = [&](int day) {
            std::vector<Written> items;
            for (std::size_t i = 0; i < kItems; ++i) {
                const auto number = (i < 600 ? "a" : "b") + std::to_string(i % 600);
                const auto version = number + "-" + std::to_string(day);
                const auto road =
                    "Works on road " + std::to_string(1'000 * (day + 1) + static_cast<int>(i));
                items.push_back(
                    {.guid = by_guid ? number : version,
                     .url = "https://www.example.org/" + (by_guid ? version : number),
                     .title = road,
                     .html = "<p>" + road + " begin at dawn and end at noon.</p>",
                     .published = kMorning + std::chrono::days(day)}
                );
            }
            return items;
        };
        MemoryStore store(false);
        shown(store, 1, 0, document(0));

        const auto events = shown(store, 1, 24, document(2));

        EXPECT_EQ(count(events, Kind::kNew), kItems) << by_guid;
        EXPECT_TRUE(has_reason(
            store.last().decisions.back(), by_guid ? "guid-refused-many" : "url-refused-many"
        )) << by_guid;
    }
}

TEST(Guard, NoticesThatComeBackWordForWord) {
    MemoryStore store;
    auto notice = story(0);
    shown(store, 1, 0, {notice});
    notice.guid = "id-next";
    notice.url = "https://www.example.org/news/next";
    notice.published = kNextDay;

    EXPECT_EQ(count(shown(store, 1, 24, {notice}), Kind::kNew), 1U);
}

TEST(Guard, CoPresentItemsAreNeverOneStory) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto video = story(0);
    video.guid = "video";
    video.url = "https://www.example.org/video/0";

    EXPECT_EQ(count(shown(store, 1, 1, {video, story(0)}), Kind::kNew), 1U);
}

TEST(Guard, ItemsWithoutKeysAreKnownByTheirText) {
    MemoryStore store;
    const auto keyless = [](int number) {
        auto item = story(number);
        item.guid.clear();
        item.url.clear();
        return item;
    };
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(
            count(shown(store, 1, i, {keyless(i), keyless(std::max(0, i - 1))}), Kind::kNew), 1U
        );
    }
    auto bumped = keyless(3);
    bumped.published = kNextDay;
    EXPECT_TRUE(shown(store, 1, 5, {bumped}).empty());
}

TEST(Guard, FollowUpWithTheSameBackground) {
    MemoryStore store;
    auto first = story(0);
    first.html =
        "<p>Negotiators are expected to return to Tamsweer on Monday for another round, he "
        "said.</p>" +
        news(4, 4);
    auto second = story(1);
    second.html =
        "<p>The delegations left Tamsweer on the evening plane without signing, she said.</p>" +
        news(4, 4);
    second.published = kMorning + std::chrono::hours(10);
    shown(store, 1, 0, {first});

    EXPECT_EQ(count(shown(store, 1, 10, {second}), Kind::kNew), 1U);
}

TEST(Guard, LinkBlogThatLinksToTheArticleInItsOwnWords) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto entry = story(0);
    entry.guid = "https://links.example.net/1";
    entry.title = "What this means for my mortgage";
    entry.html = news(6, 3);

    EXPECT_EQ(count(shown(store, 2, 1, {entry}), Kind::kNew), 1U);
    EXPECT_TRUE(has_reason(store.last().decisions[0], "url-refused-own-words"));
}

// Several feeds, one story.

TEST(CrossFeed, TheSameLinkIsASighting) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto other = story(0);
    other.guid = "tag:example.org,2025:0";
    other.url += "/?utm_source=rss";

    const auto events = shown(store, 2, 1, {other});

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::kSighted);
    EXPECT_EQ(store.stories()[0].sightings.size(), 2U);
}

TEST(Decide, ADocumentThatChangesAltogetherIsKeptAndNotComparedAltogether) {
    constexpr int kItems = 40;
    const auto document = [](int version) {
        std::vector<Written> items;
        for (int i = 0; i < kItems; ++i) {
            std::string html;
            for (int line = 0; line < 450; ++line) {
                html += "<p>";
                for (int word = 0; word < 5; ++word) {
                    html += static_cast<char>('a' + (line * 7 + i * 3 + word * version) % 26);
                    html += static_cast<char>('a' + (line + i + word * 5) % 26);
                    html += " ";
                }
                html += "end.</p>";
            }
            auto one = story(i);
            one.title = "Headline of number" + std::to_string(i);
            one.html = html;
            items.push_back(one);
        }
        return items;
    };
    MemoryStore store;
    ASSERT_EQ(count(shown(store, 1, 0, document(0)), Kind::kNew), std::size_t{kItems});
    store.limit_effort(20'000'000);

    EXPECT_EQ(shown(store, 1, 1, document(1)).size(), std::size_t{kItems});

    int unread = 0;
    for (const auto& decision : store.last().decisions) {
        ASSERT_EQ(decision.verdict, Verdict::kNewRevision);
        if (has_reason(decision, "text-unread")) {
            EXPECT_FALSE(decision.change->material);
            ++unread;
        }
    }
    EXPECT_GT(unread, 0);
    EXPECT_LT(unread, kItems);
    EXPECT_TRUE(shown(store, 1, 2, document(1)).empty());
}

TEST(CrossFeed, WrappingAndTeasersAreNoEdit) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto planet = story(0);
    planet.title = "Jo Sparrow: " + planet.title;
    auto teaser = story(0);
    teaser.title += " - Lake Tribune";
    teaser.html = "<p>Councillors in Varnhold voted late on Tuesday…</p>";

    EXPECT_EQ(count(shown(store, 2, 1, {planet}), Kind::kSighted), 1U);
    EXPECT_EQ(count(shown(store, 3, 1, {teaser}), Kind::kSighted), 1U);
    EXPECT_EQ(store.stories()[0].revisions.size(), 1U);
}

TEST(CrossFeed, AnUpdateIsToldOnceThoughBothFeedsHaveIt) {
    MemoryStore store;
    auto in_atom = story(0);
    in_atom.guid = "tag:example.org,2025:0";
    shown(store, 1, 0, {story(0)});
    shown(store, 2, 0, {in_atom});
    auto edited = story(0);
    edited.html = in_atom.html =
        "<p>Editor's note: The story was expanded.</p>" + edited.html + news(6, 1);

    EXPECT_EQ(count(shown(store, 1, 1, {edited}), Kind::kMaterial), 1U);
    EXPECT_TRUE(shown(store, 2, 1, {in_atom}).empty());
}

TEST(CrossFeed, WordsOfItsOwnAreNoEditHoweverOftenTheirMarkupChanges) {
    MemoryStore store;
    shown(store, 1, 0, {story(0)});
    auto short_news = story(0);
    short_news.html =
        news(0, 1) +
        "<p>The town gets its longer tramway after all, a narrow majority of the council decided "
        "in a night session; our reporter was there and saw relieved nurses and angry growers, and "
        "asks who is to pay for so many rails.</p>";

    EXPECT_EQ(count(shown(store, 2, 1, {short_news}), Kind::kSighted), 1U);
    for (int hour = 2; hour < 5; ++hour) {
        short_news.html += "<!-- " + std::to_string(hour) + " comments -->";
        EXPECT_TRUE(shown(store, 2, hour, {short_news}).empty());
    }
    EXPECT_EQ(store.stories()[0].revisions.size(), 1U);
}

// What is no edit.

TEST(NoEdit, APayWallGoingUp) {
    for (const auto* wall :
         {"<p>Subscribe to continue reading.</p>",
          "<p>Nur mit Abo weiter im Text, ab 1 Euro.</p>"}) {
        MemoryStore store;
        auto whole = story(0);
        whole.html = news(0, 4);
        auto walled = whole;
        walled.html = news(0, 2) + wall;
        shown(store, 1, 0, {whole});
        EXPECT_TRUE(shown(store, 1, 1, {walled}).empty()) << wall;
        EXPECT_TRUE(shown(store, 1, 2, {whole}).empty());
    }
}

TEST(NoEdit, AShorterLossAtTheEndIsShortened) {
    MemoryStore store;
    auto whole = story(0);
    whole.html = news(0, 5);
    auto shorter = whole;
    shorter.html = news(0, 4);
    shown(store, 1, 0, {whole});

    const auto events = shown(store, 1, 1, {shorter});

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].change.kind, model::ChangeKind::kShortened);
}

TEST(NoEdit, MojibakeRepaired) {
    const std::string right = "<p>Café owners in Zürich said “no” – the naïve plan fails.</p>";
    const std::string wrong =
        "<p>CafÃ© owners in ZÃ¼rich said â€œnoâ€\xC2\x9D â€“ the naÃ¯ve plan fails.</p>";
    const std::string lost =
        "<p>Caf\uFFFD owners in Z\uFFFDrich said \uFFFDno\uFFFD \uFFFD the na\uFFFDve plan "
        "fails.</p>";
    const std::string uk = "<p>Уночі безпілотники атакували порт.</p>";
    const std::string uk_wrong =
        "<p>РЈРЅРѕС‡С– Р±РµР·РїС–Р»РѕС‚РЅРёРєРё Р°С‚Р°РєСѓРІР°Р»Рё РїРѕСЂС‚.</p>";
    for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
             {wrong, right}, {right, wrong}, {lost, right}, {uk_wrong, uk}}) {
        MemoryStore store;
        auto item = story(0);
        item.html = before + news(0, 2);
        shown(store, 1, 0, {item});
        item.html = after + news(0, 2);
        EXPECT_TRUE(shown(store, 1, 1, {item}).empty()) << before;
    }
}

TEST(NoEdit, WhatManyItemsChangeAlike) {
    const std::vector<std::pair<const char*, const char*>> kFurniture = {
        {"<p>Heat index 12 of the readers' club</p>", "<p>Heat index 19 of the readers' club</p>"},
        {"<p>Up next: Harbour strike ends</p>",
         "<p>Up next: Five charts on grain exports today</p>"},
        {"",
         "<p>Our journalism needs you: become a friend of the house and support independent "
         "reporting today.</p>"},
    };
    for (const auto& [before, after] : kFurniture) {
        MemoryStore store;
        std::vector<Written> old_items;
        std::vector<Written> new_items;
        for (int i = 0; i < 4; ++i) {
            old_items.push_back(story(i));
            new_items.push_back(story(i));
            old_items.back().html += before;
            new_items.back().html += after;
        }
        // One of them has news beside the furniture.
        new_items[2].html = news(9, 1) + new_items[2].html;
        shown(store, 1, 0, old_items);

        const auto events = shown(store, 1, 1, new_items);

        ASSERT_EQ(events.size(), 1U) << after;
        EXPECT_EQ(events[0].kind, Kind::kMaterial);
        EXPECT_EQ(events[0].story, 2U);
    }
}

TEST(NoEdit, ThreeNotesAtOnceAreThreeEdits) {
    MemoryStore store;
    std::vector<Written> old_items;
    std::vector<Written> new_items;
    for (int i = 0; i < 3; ++i) {
        old_items.push_back(story(i));
        new_items.push_back(story(i));
        new_items.back().html += "<p>Correction: the name of person number " +
                                 std::string(1, static_cast<char>('A' + i)) +
                                 " was misspelled in an earlier version.</p>";
    }
    shown(store, 1, 0, old_items);

    EXPECT_EQ(count(shown(store, 1, 1, new_items), Kind::kMaterial), 3U);
}

TEST(NoEdit, AFeedThatSwitchesToWholeTextsTellsNobody) {
    MemoryStore store;
    std::vector<Written> teasers;
    std::vector<Written> whole;
    for (int i = 0; i < 4; ++i) {
        whole.push_back(story(i));
        whole.back().html = news(static_cast<std::size_t>(i) * 2, 4);
        teasers.push_back(story(i));
        teasers.back().html = news(static_cast<std::size_t>(i) * 2, 1);
    }
    shown(store, 1, 0, teasers);

    const auto events = shown(store, 1, 1, whole);

    EXPECT_EQ(count(events, Kind::kMaterial), 0U);
    EXPECT_EQ(count(events, Kind::kMinor), 4U);
}

TEST(NoEdit, OlderRulesAreNoEdit) {
    auto prepared = made(story(0));
    Snapshot snapshot{
        .feed = model::FeedId{1},
        .now = kMorning,
        .items = {prepared},
        .candidates = {{.by_guid = {0}}}};
    KnownStory known{
        .key = StoryKey{1},
        .outlet = prepared.outlet,
        .url_keys = {prepared.url_key},
        .guids = {prepared.guid}};
    known.sightings.push_back(
        {.key = SightingKey{1},
         .feed = snapshot.feed,
         .guid = prepared.guid,
         .url_key = prepared.url_key}
    );
    KnownRevision revision{
        .title = prepared.title, .content_html = prepared.content_html, .print = prepared.print};
    revision.print.text_rules = -1;
    revision.print.title_body = {};
    revision.print.body = {};
    known.revisions.push_back(revision);
    snapshot.stories.push_back(known);

    const auto judgement = decide(snapshot);

    EXPECT_EQ(judgement.decisions[0].verdict, Verdict::kUnchanged);
    EXPECT_EQ(judgement.decisions[0].revision, 1);
}

TEST(Twins, TheSameItemTwiceIsOneStory) {
    MemoryStore store;

    EXPECT_EQ(count(shown(store, 1, 0, {story(0), story(0), story(1)}), Kind::kNew), 2U);
    EXPECT_EQ(store.last().decisions[1].verdict, Verdict::kTwin);
    EXPECT_EQ(store.last().decisions[1].twin, 0U);
}

TEST(Twins, TheSameWordsAtTwoTimesAreTwoMessagesWhenNoKeySpeaks) {
    for (const auto* link : {"", "https://www.example.org/"}) {
        MemoryStore store;
        const Written morning{
            .url = link,
            .title = "Air raid alert in Lissava region",
            .html = "<p>Air raid alert. Go to the shelter.</p>"};
        auto evening = morning;
        evening.published = kMorning + std::chrono::hours(9);

        EXPECT_EQ(count(shown(store, 1, 9, {evening, morning}), Kind::kNew), 2U) << link;
        EXPECT_TRUE(shown(store, 1, 10, {evening, morning}).empty()) << link;
    }
}

TEST(Twins, TheSameWordsWithTwoFilesAreTwoEpisodesWhenNoKeySpeaks) {
    MemoryStore store;
    const auto episode = [](const std::string& file) {
        return Written{
            .title = "News bulletin",
            .html = "<p>The latest news in five minutes.</p>",
            .published = std::nullopt,
            .enclosures = {"https://cdn.example.org/" + file}};
    };

    EXPECT_EQ(
        count(shown(store, 1, 0, {episode("0900.mp3"), episode("0800.mp3")}), Kind::kNew), 2U
    );
}

TEST(Twins, ManyMessagesOfOneTextAtOneLinkAreTakenInLinearTime) {
    constexpr int kMany = 20'000;  // pair by pair they would take minutes
    Snapshot snapshot{.feed = model::FeedId{1}, .now = kMorning};
    const auto first = made(story(0));
    for (int i = 0; i < kMany; ++i) {
        snapshot.items.push_back(first);
        snapshot.items.back().guid = std::to_string(i);
        snapshot.items.back().item.date_published = kMorning + std::chrono::minutes(i);
        snapshot.candidates.emplace_back();
    }

    const auto judgement = decide(snapshot);

    EXPECT_EQ(
        std::ranges::count(judgement.decisions, Verdict::kNewStory, &Decision::verdict), kMany
    );
}

TEST(Twins, AGuidThatTheFeedGivesToManyJoinsNoMessagesOfTwoTimes) {
    MemoryStore store;
    auto first = story(0);
    auto second = story(1);
    first.guid = second.guid = "alert";
    shown(store, 1, 0, {first, second});
    ASSERT_EQ(store.modes(1).guid, GuidMode::kDuplicated);
    const Written morning{
        .guid = "alert", .title = "Air raid alert", .html = "<p>Go to the shelter.</p>"};
    auto evening = morning;
    evening.published = kMorning + std::chrono::hours(9);

    EXPECT_EQ(count(shown(store, 1, 9, {evening, morning}), Kind::kNew), 2U);
}

TEST(Decide, WhatALowerRungHasAgainstTheStoryIsNotTold) {
    MemoryStore store;
    Written item{"g", "https://www.example.org/a", "Lamp lit", "<p>The lamp is lit again.</p>"};
    shown(store, 1, 0, {item});
    item.guid = "other";
    shown(store, 2, 1, {item});

    EXPECT_TRUE(has_reason(store.last().decisions[0], "url-hit"));
    EXPECT_FALSE(has_reason(store.last().decisions[0], "text-refused-short"));
}

}  // namespace
}  // namespace wireroom::dedup
