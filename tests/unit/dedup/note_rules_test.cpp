#include "dedup/note_rules.hpp"

#include "dedup/editors_note.hpp"
#include "dedup/phrase.hpp"
#include "text/fold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Our own phrases alone again when a test is over.
class NoteRulesTest : public ::testing::Test {
protected:
    void TearDown() override { install_notes(NoteRules()); }
};

TEST_F(NoteRulesTest, InstalledPhrasesAreNotesOfTheirKind) {
    const auto* const label = "From the night desk: the mayor has answered.";
    const auto* const sentence = "Our report has been put right.";
    const auto* const stem = "Editor's note: the fjurn was wronk.";
    const auto* const taken = "This dispatch is void.";
    ASSERT_FALSE(find_editors_note(label));
    ASSERT_FALSE(find_editors_note(sentence));
    ASSERT_EQ(find_editors_note(stem)->kind, NoteKind::kUpdate);

    const auto rules = NoteRules::parse(
        "# The Varnhold Herald\r\n"
        "\r\n"
        "label: from_the_night_desk:\r\n"
        "Sentence: this|our story|report has been? put_right\n"
        "withdrawn: this dispatch is void\n"
        "withdrawn-title: VOID:\n"
        "bracket: touches_up\n"
        "correction: wronk"
    );
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->size(), 6U);
    install_notes(*rules);

    EXPECT_EQ(find_editors_note(label)->kind, NoteKind::kUpdate);
    EXPECT_EQ(find_editors_note(sentence)->text, sentence);
    EXPECT_EQ(find_editors_note(stem)->kind, NoteKind::kCorrection);
    EXPECT_EQ(find_editors_note(taken)->kind, NoteKind::kRetraction);
    EXPECT_TRUE(find_editors_note("(Touches up the second paragraph)"));
    EXPECT_FALSE(find_editors_note("Touches up the second paragraph"));
    EXPECT_TRUE(is_withdrawn_title(text::fold("Void: council backs tram")));
    EXPECT_TRUE(find_editors_note("Editor's note: ours still hold.")) << "ours stay";
}

TEST_F(NoteRulesTest, LaterRulesReplaceEarlierOnes) {
    install_notes(*NoteRules::parse("label: nota_bene:"));
    ASSERT_TRUE(find_editors_note("Nota bene: it was Smith."));

    install_notes(*NoteRules::parse("label: post_scriptum:"));

    EXPECT_FALSE(find_editors_note("Nota bene: it was Smith."));
    EXPECT_TRUE(find_editors_note("Post scriptum: it was Smith."));
}

TEST_F(NoteRulesTest, AStemOfAScriptWithoutSpacesIsLookedForAnywhere) {
    install_notes(*NoteRules::parse("correction: 差し替え"));

    EXPECT_EQ(find_editors_note("編集部注：写真を差し替えた。")->kind, NoteKind::kCorrection);
}

TEST_F(NoteRulesTest, AnEmptyFileIsNoRule) {
    EXPECT_EQ(NoteRules::parse("")->size(), 0U);
    EXPECT_EQ(NoteRules::parse("\xEF\xBB\xBF# nothing\n\n")->size(), 0U);
}

TEST_F(NoteRulesTest, EveryFaultHasItsLineAndSaysWhatMayStandThere) {
    const auto rules = NoteRules::parse(
        "label: fine\n"
        "lable: typo\n"
        "no colon here\n"
        "sentence:\n"
        "sentence: ... put_right\n"
        "sentence: x? y?\n"
        "sentence: a ... b ... c ... d\n"
        "label: one|--|two\n"
        "label: @ today\n"
        "correction: two words\n"
        "correction: "
    );

    ASSERT_FALSE(rules);
    std::vector<std::size_t> lines;
    for (const auto& fault : rules.error().faults) {
        lines.push_back(fault.line);
        EXPECT_GT(fault.message.size(), 20U);
    }
    EXPECT_EQ(lines, (std::vector<std::size_t>{2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    EXPECT_THAT(rules.error().faults[0].message, HasSubstr("withdrawn-title"));
    EXPECT_THAT(rules.error().faults[0].message, HasSubstr("lable: typo"));
    EXPECT_THAT(rules.error().faults[5].message, HasSubstr("more than two"));
}

TEST_F(NoteRulesTest, SizesAreBounded) {
    std::string many;
    for (int i = 0; i < 501; ++i) {
        many += "label: word\n";
    }
    ASSERT_FALSE(NoteRules::parse(many));
    EXPECT_EQ(NoteRules::parse(many).error().faults.back().line, 501U);
    EXPECT_FALSE(NoteRules::parse("label: " + std::string(500, 'x')));
    std::string elements;
    for (int i = 0; i < 30; ++i) {
        elements += " w";
    }
    EXPECT_FALSE(NoteRules::parse("label:" + elements));
    std::string faults;
    for (int i = 0; i < 10'000; ++i) {
        faults += "nonsense\n";
    }
    EXPECT_THAT(NoteRules::parse(faults).error().faults, SizeIs(20));
}

TEST_F(NoteRulesTest, NoPatternTakesLongerThanItsWords) {
    std::string rule = "sentence: a";
    for (int i = 0; i < 20; ++i) {
        rule += " a?";
    }
    rule += " ... ... b";
    ASSERT_TRUE(NoteRules::parse(rule));
    install_notes(*NoteRules::parse(rule));
    std::string text;
    for (int i = 0; i < 110; ++i) {
        text += "a. ";
    }

    EXPECT_FALSE(find_editors_note(text));
    EXPECT_TRUE(find_editors_note(text + "b."));
}

TEST(Phrase, TheLongestWayCounts) {
    const auto text = worded("a b c b d");

    EXPECT_EQ(Phrase("a ... b").match(text), 4U);
    EXPECT_EQ(Phrase("a b? c?").match(text), 3U);
    EXPECT_EQ(Phrase("a x").match(text), std::nullopt);
    EXPECT_TRUE(Phrase("a ... d").matches_all(text));
    EXPECT_FALSE(Phrase("a ... b").matches_all(text));
}

}  // namespace
}  // namespace wireroom::dedup
