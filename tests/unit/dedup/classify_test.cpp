#include "dedup/change.hpp"
#include "text/html.hpp"
#include "unit/dedup/items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace wireroom::dedup {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

model::Change change(
    const char* title_before,
    const std::string& before,
    const char* title_after,
    const std::string& after
) {
    return classify(
        normalise(title_before, before),
        normalise(title_after, after),
        text::from_stored_html(after).text
    );
}

model::Change body_change(const std::string& before, const std::string& after) {
    return change("Council backs tram", before, "Council backs tram", after);
}

const std::string kLead =
    "<p>A strong earthquake shook the mountains around Tamsweer on Thursday, killing at least 12 "
    "people and "
    "burying several villages under landslides, the civil protection chief said.</p>";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
}

TEST(Classify, AParagraphMoreIsAnExpansion) {
    const auto found = body_change(news(0, 3), news(0, 4));

    EXPECT_EQ(found.kind, model::ChangeKind::kExpanded);
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, Contains("new-paragraph"));
    EXPECT_THAT(found.fields, ElementsAre("content"));
    EXPECT_EQ(found.paragraphs_added, 1);
    EXPECT_EQ(found.paragraphs_removed, 0);
    EXPECT_EQ(found.words_removed, 0);
    EXPECT_GT(found.words_added, 15);
}

TEST(Classify, TheModelCaseIsAnExpansionWithItsNoteQuoted) {
    const auto note =
        "<p><em>Editor's note: The story was expanded with a comment by Kremlin spokesperson "
        "Dmitry "
        "Peskov.</em></p>";
    const auto comment =
        "<p>Kremlin spokesperson Dmitry Peskov later confirmed the visit and said that the talks "
        "would go on "
        "behind closed doors for as long as needed.</p>";

    const auto found = body_change(news(0, 4), note + news(0, 2) + comment + news(2, 2));

    EXPECT_EQ(found.kind, model::ChangeKind::kExpanded);
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, ElementsAre("editors-note", "new-paragraph", "changed-ratio"));
    EXPECT_EQ(
        found.note,
        "Editor's note: The story was expanded with a comment by Kremlin spokesperson Dmitry "
        "Peskov."
    );
    EXPECT_EQ(found.paragraphs_added, 2);
}

TEST(Classify, OneWordIsMinor) {
    const auto typo =
        body_change(news(0, 3), replaced(news(0, 3), "building work", "bulding work"));
    EXPECT_FALSE(typo.material);
    EXPECT_EQ(typo.kind, model::ChangeKind::kCosmetic);
    EXPECT_EQ(typo.words_added, 1);
    EXPECT_EQ(typo.words_removed, 1);
    EXPECT_THAT(typo.fields, ElementsAre("content"));
}

TEST(Classify, ANumberIsMaterialAndACorrection) {
    for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
             {"12 people", "38 people"},
             {"12 people", "12.5 people"},
             {"12 people", "twenty people"},
             {"12 people", "1,200 people"}}) {
        const auto found = body_change(kLead + news(0, 3), replaced(kLead, from, to) + news(0, 3));
        EXPECT_TRUE(found.material) << to;
        EXPECT_EQ(found.kind, model::ChangeKind::kCorrected) << to;
        EXPECT_THAT(found.why, ElementsAre("number")) << to;
    }
}

TEST(Classify, AnotherWayToWriteANumberIsNone) {
    const auto before = replaced(kLead, "12", "12,000") + news(0, 3);
    for (const auto* to : {"12.000", "12 000", "12000"}) {
        const auto found = body_change(before, replaced(kLead, "12", to) + news(0, 3));
        EXPECT_FALSE(found.material) << to;
    }
}

TEST(Classify, PartsOfANumeralMakeAnotherNumber) {
    const std::string toll = "<p>事故造成三人死亡，多人受伤。</p>";
    const auto grown = body_change(toll + news(0, 3), replaced(toll, "三", "十三") + news(0, 3));
    const auto fallen = body_change(replaced(toll, "三", "三十") + news(0, 3), toll + news(0, 3));

    EXPECT_THAT(grown.why, ElementsAre("number"));
    EXPECT_THAT(fallen.why, ElementsAre("number"));
}

TEST(Classify, ALinkToAnotherStoryIsNoParagraphOfThisOne) {
    const std::string link =
        "<p><strong><a href=\"/x\">The long and winding history of the lifeboat station at "
        "Tamsweer and of all its volunteers in nine pictures</a></strong></p>";
    const auto between = body_change(kLead + news(0, 3), kLead + link + news(0, 3));
    const auto gone = body_change(kLead + link + news(0, 3), kLead + news(0, 3));
    const auto other = body_change(
        kLead + link + news(0, 3), kLead + replaced(link, "pictures", "drawings") + news(0, 3)
    );
    const auto words = body_change(
        kLead + news(0, 3), kLead + replaced(link, "</a>", "</a> and more words") + news(0, 3)
    );

    EXPECT_FALSE(between.material);
    EXPECT_FALSE(gone.material);
    EXPECT_FALSE(other.material);
    EXPECT_THAT(words.why, ElementsAre("new-paragraph", "changed-ratio"));
}

TEST(Classify, ASentenceThatIsALinkIsAParagraph) {
    const std::string link =
        "<p><a href=\"/x\">Two hours later the minister resigned, and the police searched his "
        "house "
        "and his office; the prosecutor said that he is suspected of treason.</a></p>";

    EXPECT_THAT(
        body_change(kLead + news(0, 3), kLead + link + news(0, 3)).why, Contains("new-paragraph")
    );
    EXPECT_THAT(
        body_change(kLead + link + news(0, 3), kLead + news(0, 3)).why,
        Contains("paragraph-removed")
    );
}

TEST(Classify, ALinkedLineWhoseNumberChangesIsNews) {
    const std::string line =
        "<p><a href=\"/live\">Rescuers have found 12 dead under the ruins of the hotel</a></p>";
    const auto grown = replaced(line, "12", "120");
    const auto unlinked = "<p>Rescuers have found 120 dead under the ruins of the hotel</p>";

    EXPECT_THAT(body_change(line + news(0, 3), grown + news(0, 3)).why, Contains("number"));
    EXPECT_THAT(
        body_change(kLead + line + news(0, 3), kLead + grown + news(0, 3)).why, Contains("number")
    );
    EXPECT_THAT(
        body_change(kLead + line + news(0, 3), kLead + unlinked + news(0, 3)).why,
        Contains("number")
    );
}

TEST(Classify, WhereLinksAreTheTextTheyAreItsParagraphs) {
    std::string links;
    for (const auto* what : {"harbours", "lamps", "pilots", "ropes"}) {
        links +=
            std::string("<li><a href=\"/x\">What the people of the coast will tell you about ") +
            what + " when the wind has gone down at last</a></li>";
    }
    const std::string more =
        "<li><a href=\"/y\">Five wrecks off Tamsweer that changed the law of the sea for good, and "
        "one that did not</a></li>";

    EXPECT_THAT(
        body_change("<ul>" + links + "</ul>", "<ul>" + links + more + "</ul>").why,
        Contains("new-paragraph")
    );
}

TEST(Classify, ANumberInTheHeadlineIsMaterial) {
    const auto found = change(
        "At least 19 killed in quake", news(0, 2), "At least 23 killed in quake", news(0, 2)
    );

    EXPECT_EQ(found.kind, model::ChangeKind::kCorrected);
    EXPECT_THAT(found.why, Contains("title-number"));
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.fields, ElementsAre("title"));
}

TEST(Classify, HeadlineSpellingIsMinor) {
    for (const auto* title :
         {"Envoys to resume cease-fire talks in Lissava",
          "Envoys to resume ceasefire talks in Lisava",
          "Envoys to resume ceasefire talks in Lissava - Herald",
          "LIVE: Envoys to resume ceasefire talks in Lissava"}) {
        const auto found =
            change("Envoys to resume ceasefire talks in Lissava", news(0, 3), title, news(0, 3));
        EXPECT_FALSE(found.material) << title;
        EXPECT_EQ(found.kind, model::ChangeKind::kCosmetic) << title;
    }
}

TEST(Classify, AnotherHeadlineIsARetitling) {
    const auto found = change(
        "Envoys to resume ceasefire talks in Port Ansel on Friday",
        news(0, 3),
        "Envoys leave Port Ansel without ceasefire deal, Tavistock says",
        news(0, 3)
    );

    EXPECT_EQ(found.kind, model::ChangeKind::kRetitled);
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, ElementsAre("title-rewrite"));
}

TEST(Classify, OneWordInTheHeadlineAloneIsMinor) {
    const auto found = change(
        "Minister says talks with unions will go on until Friday night",
        news(0, 3),
        "Minister claims talks with unions will go on until Friday night",
        news(0, 3)
    );

    EXPECT_FALSE(found.material);
    EXPECT_EQ(found.kind, model::ChangeKind::kRetitled);
}

TEST(Classify, AHeadlineInAScriptWithoutSpacesIsReadByNeighbours) {
    // Half of the characters are the same, the news is not.
    const auto rewritten = change(
        "青岚湖水位骤降，沿岸三镇启动应急供水",
        news(0, 3),
        "青岚湖恢复放水，三镇解除应急供水",
        news(0, 3)
    );
    const auto touched_up = change(
        "青岚湖水位骤降，沿岸三镇启动应急供水",
        news(0, 3),
        "青岚湖水位下降，沿岸三镇启动应急供水",
        news(0, 3)
    );

    EXPECT_THAT(rewritten.why, ElementsAre("title-rewrite"));
    EXPECT_FALSE(touched_up.material);
}

TEST(Classify, AStampOfAnUnknownLanguageIsNotMaterial) {
    for (const auto& [before, after] : {
             std::pair("Eguneratua: apirilak 11, 10:05", "Eguneratua: apirilak 12, 9:40"),
             std::pair("Eguneratua: 10:05", "Eguneratua: 19:40"),
             std::pair("Frissítve: 2025.04.11. 12:05", "Frissítve: 2025.04.12. 9:40"),
             std::pair("Frissítve: 2025.04.11. 12:05:09", "Frissítve: 2025.04.12. 12:40:10"),
             std::pair("12:05", "13:10"),
             std::pair("12:05.", "13:10."),
             std::pair("١٢:٠٥", "١٣:١٠"),
             std::pair("⟳ 1037", "⟳ 2074"),
             std::pair("⟳ 1 037", "⟳ 2 074"),
         }) {
        const auto found =
            body_change(news(0, 3) + "<p>" + before + "</p>", news(0, 3) + "<p>" + after + "</p>");

        EXPECT_FALSE(found.material) << before;
    }
}

TEST(Classify, FiguresOfASentenceOrAScoreAtTheEndAreMaterial) {
    for (const auto& [before, after] : {
             std::pair("The storm killed 12 people.", "The storm killed 15 people."),
             std::pair("Ashdown v Millbrook 2:1", "Ashdown v Millbrook 3:1"),
             std::pair("Ashdown Giants 98:95", "Ashdown Giants 101:95"),
             std::pair("Ashdown: 23:61", "Ashdown: 22:61"),
             std::pair("Ashdown v Millbrook 23:21", "Ashdown v Millbrook 22:21"),
             std::pair("Ashdown 21:19 (12:10)", "Ashdown 21:20 (12:11)"),
             std::pair("98-95", "98-97"),
             std::pair("The meeting begins at 18:30.", "The meeting begins at 19:30."),
             std::pair(
                 "The talks end on 12 April at 18:30.", "The talks end on 13 April at 19:30."
             ),
             std::pair("会议于4月12日18:30开始。", "会议于4月13日19:30开始。"),
             std::pair("Doors to the hall open 18:30", "Doors to the hall open 19:30"),
             std::pair("Fares 350 at 18:30", "Fares 370 at 18:30"),
         }) {
        const auto found =
            body_change(news(0, 3) + "<p>" + before + "</p>", news(0, 3) + "<p>" + after + "</p>");

        EXPECT_THAT(found.why, ElementsAre("number")) << before;
    }
}

TEST(Classify, TitleAndLeadTogetherAreMaterialHoweverLongTheRestIs) {
    const std::string lead =
        "<p>The supreme court upholds the ban on river mining, the presiding judge said.</p>";
    const auto found = change(
        "Supreme court upholds the ban on river mining",
        lead + news(0, 10),
        "Supreme court strikes down the ban on river mining",
        replaced(lead, "upholds", "strikes down") + news(0, 10)
    );

    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, Contains("title-rewrite"));
}

TEST(Classify, ALostParagraphIsMaterial) {
    const auto found = body_change(news(0, 5), news(0, 2) + news(3, 2));

    EXPECT_EQ(found.kind, model::ChangeKind::kShortened);
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, Contains("paragraph-removed"));
    EXPECT_EQ(found.paragraphs_removed, 1);
}

TEST(Classify, ParagraphsThatMoveSplitOrJoinAreNoEdit) {
    EXPECT_THAT(body_change(news(0, 3), news(1, 2) + news(0, 1)).why, IsEmpty());
    const auto joined_text = replaced(news(0, 2), "</p><p>", " ");
    const auto split = body_change(joined_text, news(0, 2));
    EXPECT_FALSE(split.material);
    EXPECT_EQ(split.words_added, 0);
    EXPECT_EQ(split.paragraphs_added, 0);
    EXPECT_FALSE(body_change(news(0, 2), joined_text).material);
}

TEST(Classify, ANoteAloneIsMaterialOnce) {
    const std::string note =
        "<p>Correction: an earlier version of this article misstated the key rate.</p>";
    const auto found = body_change(news(0, 4), news(0, 4) + note);
    EXPECT_EQ(found.kind, model::ChangeKind::kCorrected);
    EXPECT_THAT(found.why, ElementsAre("editors-note"));
    EXPECT_TRUE(found.note.starts_with("Correction:"));

    const auto later =
        body_change(news(0, 4) + note, replaced(news(0, 4), "voted", "woted") + note);
    EXPECT_FALSE(later.material);
    EXPECT_EQ(later.note, "");
}

TEST(Classify, AWithdrawalIsStrongerThanAllElse) {
    const auto found = change(
        "Council backs tram",
        news(0, 6),
        "WITHDRAWN: Council backs tram",
        "<p>This story has been withdrawn. An earlier version did not meet our standards.</p>"
    );

    EXPECT_EQ(found.kind, model::ChangeKind::kRetracted);
    EXPECT_TRUE(found.material);
    EXPECT_EQ(found.why.front(), "retraction");
    EXPECT_THAT(found.fields, UnorderedElementsAre("title", "content"));
}

TEST(Classify, ATenthAndTwentyWordsAreMaterial) {
    const std::string more =
        ", a route that planners had drawn for years, along the river and past the old gas works "
        "to the gate, "
        "with stops at both schools";
    const auto found =
        body_change(news(0, 3), replaced(news(0, 3), "to the hospital", "to the hospital" + more));
    EXPECT_TRUE(found.material);
    EXPECT_THAT(found.why, ElementsAre("changed-ratio"));

    const auto little = body_change(
        news(0, 12), replaced(news(0, 12), "to the hospital", "to the hospital" + more)
    );
    EXPECT_FALSE(little.material);
}

TEST(Classify, UkrainianAndChineseTextsAreJudgedAlike) {
    const std::string uk =
        "<p>Уночі на середу безпілотники атакували портову зону міста, пошкоджено три склади та "
        "зерновий "
        "транспортер, повідомив очільник області Вербицький.</p>";
    const auto expanded = body_change(
        uk,
        "<p>Від редакції: новину доповнено коментарем речника Гречаник.</p>" + uk +
            "<p>Речник Гречаник згодом підтвердив це повідомлення і зазначив, що після завершення "
            "огляду "
            "буде оприлюднено письмову заяву для всіх мешканців міста.</p>"
    );
    EXPECT_EQ(expanded.kind, model::ChangeKind::kExpanded);
    EXPECT_THAT(expanded.why, ElementsAre("editors-note", "new-paragraph", "changed-ratio"));
    EXPECT_THAT(
        body_change(uk, replaced(uk, "три склади", "п'ять складів")).why, Contains("number")
    );

    const std::string zh =
        "<p>"
        "当地时间周一凌晨两点多，多架无人机袭击了临江市的港口区域，三座仓库和一条粮食输送带受损。</"
        "p>";
    EXPECT_FALSE(body_change(zh, replaced(zh, "受损", "损坏")).material);
    EXPECT_TRUE(body_change(zh, "<p>编者按：本文已更新。</p>" + zh).material);
}

}  // namespace
}  // namespace wireroom::dedup
