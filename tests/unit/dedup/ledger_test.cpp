#include "dedup/change.hpp"
#include "dedup/compare.hpp"
#include "text/html.hpp"
#include "unit/dedup/items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using testing::MemoryStore;
using Kind = MemoryStore::Kind;
using ChangeKind = model::ChangeKind;

// What publishers do to a story, and what a consumer is told, row by row.

/// Three polls of one feed: a story, the same edited, the edit once more.
struct Told {
    std::vector<MemoryStore::Event> events;
    std::vector<MemoryStore::Event> again;
};

Told told(
    const std::string& title_before,
    const std::string& before,
    const std::string& title_after,
    const std::string& after
) {
    MemoryStore store;
    const Written first{"g", "https://www.example.org/a", title_before, before};
    auto second = first;
    second.title = title_after;
    second.html = after;
    shown(store, 1, 0, {first});
    Told result;
    result.events = shown(store, 1, 1, {second});
    result.again = shown(store, 1, 2, {second});
    return result;
}

struct Row {
    const char* what;
    std::string before;
    std::string after;
};

const std::string kTitle = "Council backs the tram extension";

TEST(Ledger, WhatNobodyWouldCallAnEditTellsNothing) {
    const auto text = news(0, 4);
    for (const auto& [what, before, after] : std::vector<Row>{
             {"markup", text, "<div class=\"x\"><b></b>" + text + "</div>"},
             {"no-break spaces",
              text,
              [&] {
                  auto spaced = text;
                  for (std::size_t at = 0; (at = spaced.find(" the ", at)) != std::string::npos;) {
                      spaced.replace(at, 5, "&nbsp;the ");
                      at += 10;
                  }
                  return spaced;
              }()},
             {"composed letters",
              text + "<p>Ein Café in Zürich.</p>",
              text + "<p>Ein Cafe\u0301 in Zu\u0308rich.</p>"},
             {"full-width forms",
              text + "<p>全長12kmの路線。</p>",
              text + "<p>全長１２ｋｍの路線。</p>"},
             {"typographic quotes",
              text + "<p>\"Don't\" - he said.</p>",
              text + "<p>“Don’t” – he said.</p>"},
             {"vowel signs",
              text + "<p>قال الوزير إن الخط مهم.</p>",
              text + "<p>قَالَ الوَزِيرُ إِنَّ الخط مهم.</p>"},
             {"stamp",
              text + "<p>Updated: 11 April 2025, 10:32</p>",
              text + "<p>Updated: 12 April 2025, 07:01</p>"},
             {"japanese stamp",
              text + "<p>更新日時：2025年4月11日 10時32分</p>",
              text + "<p>更新日時：2025年4月12日 07時01分</p>"},
             {"counter", text + "<p>17 comments</p>", text + "<p>170 comments</p>"},
             {"pointer", text, text + "<p>Leggi anche: Lo sciopero del porto</p>"},
             {"mojibake",
              text + "<p>Die Straße nach Köln wird für Monate geschlossen.</p>",
              text + "<p>Die StraÃŸe nach KÃ¶ln wird fÃ¼r Monate geschlossen.</p>"},
             {"mojibake mended",
              text + "<p>Ð¡Ð¾Ð²ÐµÑ‚ Ð¾Ð´Ð¾Ð±Ñ€Ð¸Ð».</p>",
              text + "<p>Совет одобрил.</p>"},
             {"pay wall up", text, news(0, 1) + "<p>Subscribe to continue reading.</p>"},
             {"pay wall of its own words",
              text,
              news(0, 1) + "<p>Join our two hundred thousand members for the rest.</p>"},
             {"teaser", text, "<p>Councillors in Varnhold voted late on Tuesday to extend…</p>"}}) {
        const auto result = told(kTitle, before, kTitle, after);

        EXPECT_THAT(result.events, IsEmpty()) << what;
        EXPECT_THAT(result.again, IsEmpty()) << what;
    }
}

TEST(Ledger, TeasersAndWallsThatAlternateWithTheWholeAreToldOnce) {
    MemoryStore store;
    const Written whole{"g", "https://www.example.org/a", kTitle, news(0, 4)};
    auto teaser = whole;
    teaser.html = "<p>Councillors in Varnhold voted late on Tuesday […]</p>";
    auto wall = whole;
    wall.html = news(0, 1) + "<p>Suscríbete para seguir leyendo.</p>";
    shown(store, 1, 0, {teaser});

    std::size_t told_of = 0;
    for (int hour = 1; hour < 10; ++hour) {
        const auto& item = hour % 3 == 0 ? teaser : hour % 3 == 1 ? whole : wall;
        told_of += shown(store, 1, hour, {item}).size();
    }

    EXPECT_EQ(told_of, 1U) << "the whole text, when it came";
}

struct Material {
    const char* what;
    std::string title;
    std::string before;
    std::string title_after;
    std::string after;
    ChangeKind kind;
    const char* why;
};

TEST(Ledger, WhatPeopleWantToKnowIsMaterialAndToldOnce) {
    const auto text = news(0, 5);
    const auto toll = [&](const std::string& sentence) { return "<p>" + sentence + "</p>" + text; };
    for (const auto& row : std::vector<Material>{
             {"toll, en",
              kTitle,
              toll("At least 12 people died there."),
              kTitle,
              toll("At least 15 people died there."),
              ChangeKind::kCorrected,
              "number"},
             {"toll written out, uk",
              kTitle,
              toll("Загинули щонайменше двоє людей."),
              kTitle,
              toll("Загинули щонайменше п'ятеро людей."),
              ChangeKind::kCorrected,
              "number"},
             {"toll written out, fr",
              kTitle,
              toll("Au moins deux morts dans le village."),
              kTitle,
              toll("Au moins douze morts dans le village."),
              ChangeKind::kCorrected,
              "number"},
             {"toll, pl",
              kTitle,
              toll("Zginęło dwóch ludzi w wiosce."),
              kTitle,
              toll("Zginęło pięciu ludzi w wiosce."),
              ChangeKind::kCorrected,
              "number"},
             {"toll, zh",
              kTitle,
              toll("地震造成十二人死亡。"),
              kTitle,
              toll("地震造成十五人死亡。"),
              ChangeKind::kCorrected,
              "number"},
             {"toll, ja",
              kTitle,
              toll("地震で3人が死亡した。"),
              kTitle,
              toll("地震で5人が死亡した。"),
              ChangeKind::kCorrected,
              "number"},
             {"toll, ar",
              kTitle,
              toll("قتل ٣ أشخاص في القرية."),
              kTitle,
              toll("قتل ٥ أشخاص في القرية."),
              ChangeKind::kCorrected,
              "number"},
             {"headline toll",
              "At least 12 dead in quake",
              text,
              "At least 15 dead in quake",
              text,
              ChangeKind::kCorrected,
              "title-number"},
             {"headline toll, written out",
              "Two dead in quake near Tamsweer",
              text,
              "Seven dead in quake near Tamsweer",
              text,
              ChangeKind::kCorrected,
              "title-number"},
             {"paragraph more",
              kTitle,
              text,
              kTitle,
              text + news(7, 1),
              ChangeKind::kExpanded,
              "new-paragraph"},
             {"paragraph more, ja",
              kTitle,
              text,
              kTitle,
              text +
                  "<p>市長は会見で、来年の春までに工事を始め、三年以内に開業させたいと述べた。</p>",
              ChangeKind::kExpanded,
              "new-paragraph"},
             {"live blog",
              kTitle,
              text,
              kTitle,
              "<p>14:05 The mayor has left the hall by the back door without saying a word to the "
              "reporters who had waited there since noon.</p>" +
                  text,
              ChangeKind::kExpanded,
              "new-paragraph"},
             {"paragraph less",
              kTitle,
              text,
              kTitle,
              news(0, 2) + news(3, 2),
              ChangeKind::kShortened,
              "paragraph-removed"},
             {"note alone",
              kTitle,
              text,
              kTitle,
              text + "<p>Editor's note: this story has been updated.</p>",
              ChangeKind::kExpanded,
              "editors-note"},
             {"correcting note, ja",
              kTitle,
              text,
              kTitle,
              text + "<p>【訂正】見出しの日付を訂正しました。</p>",
              ChangeKind::kCorrected,
              "editors-note"},
             {"correcting note, de",
              kTitle,
              text,
              kTitle,
              text + "<p>Korrektur: Der Bürgermeister heißt Maier.</p>",
              ChangeKind::kCorrected,
              "editors-note"},
             {"headline",
              kTitle,
              text,
              "Protest halts building work along the river",
              text,
              ChangeKind::kRetitled,
              "title-rewrite"},
             {"retraction",
              kTitle,
              text,
              kTitle,
              "<p>Dieser Artikel wurde zurückgezogen.</p>",
              ChangeKind::kRetracted,
              "retraction"},
             {"retraction, ja",
              kTitle,
              text,
              "【記事取り下げ】" + kTitle,
              text,
              ChangeKind::kRetracted,
              "retraction"}}) {
        const auto result = told(row.title, row.before, row.title_after, row.after);

        ASSERT_EQ(result.events.size(), 1U) << row.what;
        EXPECT_EQ(result.events[0].kind, Kind::kMaterial) << row.what;
        EXPECT_EQ(result.events[0].change.kind, row.kind) << row.what;
        EXPECT_THAT(result.events[0].change.why, Contains(row.why)) << row.what;
        EXPECT_THAT(result.again, IsEmpty()) << row.what;
    }
}

TEST(Ledger, SmallThingsAreKeptButNobodyIsWoken) {
    const auto text = news(0, 5);
    for (const auto& [what, title, after] :
         std::vector<std::tuple<const char*, std::string, std::string>>{
             {"label", "UPDATED: " + kTitle, text},
             {"label in brackets", "【更新】" + kTitle, text},
             {"label, uk", "ОНОВЛЕНО: " + kTitle, text},
             {"paragraphs moved", kTitle, news(1, 4) + news(0, 1)},
             {"headline spelling", "Council backs the tram extention", text},
             {"a short sentence more", kTitle, text + "<p>It rained that evening.</p>"},
             {"number in words", kTitle, [&] {
                  auto same = text;
                  return same.replace(same.find("twenty"), 6, "20");
              }()}}) {
        const auto result = told(kTitle, text, title, after);

        ASSERT_EQ(result.events.size(), 1U) << what;
        for (const auto& event : result.events) {
            EXPECT_EQ(event.kind, Kind::kMinor) << what;
        }
        EXPECT_THAT(result.again, IsEmpty()) << what;
    }
}

TEST(Ledger, TheStrongestKindWinsAndAllReasonsAreListed) {
    const auto text = "<p>At least 12 people died there.</p>" + news(0, 4);
    const auto after =
        "<p>Correction: the toll was wrong.</p><p>At least 15 people died there.</p>" + news(0, 4) +
        news(6, 2);

    const auto change = told(kTitle, text, kTitle, after).events.at(0).change;

    EXPECT_EQ(change.kind, ChangeKind::kCorrected);
    EXPECT_THAT(
        change.why,
        ::testing::ElementsAre("editors-note", "number", "new-paragraph", "changed-ratio")
    );
    EXPECT_EQ(change.note, "Correction: the toll was wrong.");

    const auto gone =
        told(kTitle, text, "RETRACTED: " + kTitle, "<p>This story has been withdrawn.</p>" + after);
    EXPECT_EQ(gone.events.at(0).change.kind, ChangeKind::kRetracted);
    EXPECT_THAT(gone.events[0].change.why, Contains("number"));
}

TEST(Ledger, ANoteInAnotherSpellingIsNoNewNote) {
    const std::string note = "<p>Editor's note: the story was expanded with a coment.</p>";
    const std::string mended = "<p>Editor's note: the story was expanded with a comment.</p>";

    const auto result = told(kTitle, news(0, 3) + note, kTitle, news(0, 3) + mended);

    ASSERT_EQ(result.events.size(), 1U);
    EXPECT_EQ(result.events[0].kind, Kind::kMinor);
}

TEST(Ledger, ThousandsOfNotesAreReadInLinearTime) {
    std::string html;
    for (int i = 0; i < 3'000; ++i) {
        html += "<p>Update: x" + std::to_string(i) + "</p>";
    }
    const auto before = normalise(kTitle, html);
    const auto after = normalise(kTitle, html + "<p>Update: the very last one.</p>");

    const auto change = classify(
        before, after, text::from_stored_html(html + "<p>Update: the very last one.</p>").text
    );

    EXPECT_EQ(change.note, "Update: the very last one.");
}

TEST(Compare, AParagraphIsLookedUpInALongTextNotReadAgainstIt) {
    NormalText before;
    NormalText after;
    for (int i = 0; i < 15'000; ++i) {
        before.blocks.push_back("x" + std::string(1, static_cast<char>('a' + i % 26)));
        after.blocks.push_back("y" + std::to_string(i));
    }

    const auto texts = compare_texts(before, after);

    EXPECT_GT(texts.words.added, 15'000);
}

}  // namespace
}  // namespace wireroom::dedup
