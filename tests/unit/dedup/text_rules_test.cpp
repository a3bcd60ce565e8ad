#include "dedup/decide.hpp"
#include "dedup/normalise.hpp"
#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

// An archive that code of the first text rules made is read by today's: a poll after the upgrade
// shows items whose texts are the same, and none of them may become a revision.

constexpr int kOld = 1;

/// Texts whose hashes the second rules changed.
const std::vector<Written>& affected() {
    static const std::vector<Written> kItems = {
        {.guid = "ja",
         .url = "https://www.example.org/ja",
         .title = "市議会が路面電車の延伸を承認",
         .html = "<p>市議会は火曜日の夜、路面電車を病院まで延ばす案を賛成多数で承認した。</p>"
                 "<p>関連記事：港のストライキが終了</p><p>読了時間：約5分</p>"},
        {.guid = "ar",
         .url = "https://www.example.org/ar",
         .title = "المَجْلِسُ يُقِرُّ خَطَّ الترام",
         .html = "<p>أقـــرّ المجلس البلدي مساء الثلاثاء تمديد خط الترام إلى المستشفى.</p>"},
        {.guid = "he",
         .url = "https://www.example.org/he",
         .title = "המועצה אישרה את הרכבת הקלה",
         .html = "<p>חברי המועצה בתל־אביב אישרו את הארכת הקו לבית החולים, אמר דובר צה״ל.</p>"
                 "<p>קראו גם: שביתת הנמל הסתיימה</p>"},
        {.guid = "untitled",
         .url = "https://www.example.org/untitled",
         .title = "",
         .html = "<p>Il consiglio comunale ha approvato la linea del tram.</p><p>Leggi anche: lo "
                 "sciopero</p>"},
    };
    return kItems;
}

/// The story as the first rules stored it.
KnownStory stored(const PreparedItem& item, bool with_content) {
    KnownStory story;
    story.key = StoryKey{1};
    story.outlet = item.outlet;
    story.published = item.item.date_published;
    story.first_seen = kMorning;
    story.url_keys = {item.url_key};
    story.guids = {item.guid};
    story.sightings = {
        {.key = SightingKey{1},
         .feed = model::FeedId{1},
         .guid = item.guid,
         .url_key = item.url_key,
         .published = item.item.date_published}};
    KnownRevision revision{.number = 1, .title = item.title};
    revision.print = fingerprint(normalise_by(
        kOld, item.has_title ? item.title : std::string(), item.content_html, item.outlet
    ));
    revision.print.text_rules = kOld;
    revision.has_content = with_content;
    if (with_content) {
        revision.content_html = item.content_html;
    }
    story.revisions = {revision};
    return story;
}

Judgement judged(const PreparedItem& item, KnownStory story) {
    Snapshot snapshot{.feed = model::FeedId{1}, .now = kMorning + std::chrono::hours(30)};
    snapshot.items = {item};
    snapshot.candidates = {{.by_guid = {0}, .by_url = {0}}};
    snapshot.stories = {std::move(story)};
    return decide(snapshot);
}

TEST(TextRules, TheCasesAreAboutTextsThatTheNewRulesReadOtherwise) {
    for (const auto& written : affected()) {
        const auto item = made(written);
        EXPECT_NE(stored(item, true).revisions[0].print.title_body, item.print.title_body)
            << written.guid;
    }
}

TEST(TextRules, AnUpgradeMakesNoRevision) {
    for (const auto& written : affected()) {
        const auto item = made(written);

        const auto decision = judged(item, stored(item, true)).decisions[0];

        EXPECT_EQ(decision.verdict, Verdict::kUnchanged) << written.guid;
        EXPECT_EQ(decision.revision, 1) << written.guid;
    }
}

TEST(TextRules, AnUpgradeMakesNoRevisionOfTextsThatAreNotAtHand) {
    for (const auto& written : affected()) {
        const auto item = made(written);

        const auto decision = judged(item, stored(item, false)).decisions[0];

        EXPECT_EQ(decision.verdict, Verdict::kUnchanged) << written.guid;
        EXPECT_EQ(decision.revision, 1) << written.guid;
    }
}

TEST(TextRules, AnOldTextThatComesBackAfterTheUpgradeIsKnown) {
    for (const bool with_content : {true, false}) {
        for (const auto& written : affected()) {
            const auto item = made(written);
            auto story = stored(item, with_content);
            auto newer = written;
            newer.html += news(0, 2);
            auto current = stored(made(newer), true).revisions[0];
            current.number = 2;
            story.revisions.push_back(current);
            story.current = 2;

            const auto decision = judged(item, story).decisions[0];

            EXPECT_NE(decision.verdict, Verdict::kNewRevision) << written.guid;
            EXPECT_EQ(decision.revision, 1) << written.guid << ' ' << with_content;
        }
    }
}

TEST(TextRules, AnEditAfterTheUpgradeIsStillFound) {
    for (const auto& written : affected()) {
        auto edited = written;
        edited.html += news(0, 2);

        const auto decision = judged(made(edited), stored(made(written), true)).decisions[0];

        ASSERT_EQ(decision.verdict, Verdict::kNewRevision) << written.guid;
        EXPECT_TRUE(decision.change->material) << written.guid;
    }
}

TEST(TextRules, TheVerySameRawItemIsTheSameTextWhateverTheCodeMakesOfIt) {
    const auto item = made(affected()[0]);
    auto story = stored(item, true);
    // A sanitiser of other days kept a line that today's drops.
    story.revisions[0].content_html = "<p>Skip to content</p>" + item.content_html;
    story.revisions[0].print = fingerprint(normalise(item.title, story.revisions[0].content_html));
    story.revisions[0].raw_hash = item.item.raw_hash;

    EXPECT_EQ(judged(item, story).decisions[0].verdict, Verdict::kUnchanged);

    story.revisions[0].raw_hash = item.item.raw_hash + 1;
    EXPECT_EQ(judged(item, story).decisions[0].verdict, Verdict::kNewRevision);
}

}  // namespace
}  // namespace wireroom::dedup
