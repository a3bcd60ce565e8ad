#include "dedup/editors_note.hpp"

#include "dedup/change.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

struct Case {
    const char* text;
    NoteKind kind;
};

constexpr auto kUpdate = NoteKind::kUpdate;
constexpr auto kCorrection = NoteKind::kCorrection;
constexpr auto kRetraction = NoteKind::kRetraction;

TEST(EditorsNote, IsFoundAndUnderstoodInManyWords) {
    for (const auto& [text, kind] : std::vector<Case>{
             {"Editor's note: The story was expanded with a comment by Kremlin spokesperson Dmitry "
              "Peskov.",
              kUpdate},
             {"Editor’s Note — This article has been updated to include a response from Okonedo.",
              kUpdate},
             {"EDITORS' NOTE: An earlier photo showed another bridge.", kUpdate},
             {"UPDATE: This story has been updated with a statement by Hathersage.", kUpdate},
             {"UPDATE (11 April, 10:32): The ministry has replied.", kUpdate},
             {"Update 2: The ministry has replied.", kUpdate},
             {"This article was updated to reflect the vote.", kUpdate},
             {"This story has since been expanded.", kUpdate},
             {"(Adds comment from the minister, background)", kUpdate},
             {"Correction: an earlier version of this article misstated the level of the key rate.",
              kCorrection},
             {"Clarification: this article has been amended to make clear that the vote was on the "
              "route.",
              kCorrection},
             {"An earlier version of this story incorrectly said that two people had died.",
              kCorrection},
             {"This article was amended on 11 April 2025. The name is Smith.", kCorrection},
             {"This story corrects the spelling of the mayor's name.", kCorrection},
             {"Due to an editing error, the wrong date was given.", kCorrection},
             {"This story has been withdrawn.", kRetraction},
             {"The article has been retracted by the authors.", kRetraction},
             {"We have removed this article while we check its sources.", kRetraction},
             {"Від редакції: новину доповнено коментарем речника Гречаник.", kUpdate},
             {"Від редакції. Новину оновлено.", kUpdate},
             {"Примітка редакції: матеріал доповнено.", kUpdate},
             {"Оновлено: додано коментар міністерства.", kUpdate},
             {"Доповнено: з'явилася заява ОВА.", kUpdate},
             {"Матеріал оновлено.", kUpdate},
             {"Новину доповнено заявою президента.", kUpdate},
             {"Цю статтю було оновлено 11 квітня.", kUpdate},
             {"Виправлено: у заголовку було вказано іншу дату.", kCorrection},
             {"Уточнення: йдеться про 12 осіб, а не про 14.", kCorrection},
             {"У попередній версії новини помилково зазначалося, що загинули двоє.", kCorrection},
             {"У тексті виправлено помилку: прізвище мера — Коваль.", kCorrection},
             {"Редакція відкликала цю статтю.", kRetraction},
             {"Новину видалено, бо інформація не підтвердилася.", kRetraction},
             {"От редакции: материал дополнен комментарием Чернышов.", kUpdate},
             {"Обновлено: добавлен комментарий министерства.", kUpdate},
             {"Исправлено: в заголовке была указана другая дата.", kCorrection},
             {"В предыдущей версии новости ошибочно говорилось о двух погибших.", kCorrection},
             {"Hinweis der Redaktion: Dieser Artikel wurde um eine Stellungnahme von Wiesengrund "
              "ergänzt.",
              kUpdate},
             {"Anmerkung der Redaktion: Die Meldung wurde ergänzt.", kUpdate},
             {"Korrektur: In einer früheren Version stand eine andere Zahl.", kCorrection},
             {"Note de la rédaction : cet article a été mis à jour.", kUpdate},
             {"Rectificatif : le maire s'appelle Dupont.", kCorrection},
             {"Nota de la redacción: esta noticia ha sido ampliada.", kUpdate},
             {"Fe de errores: el alcalde se llama Pérez.", kCorrection},
             {"Od redakcji: artykuł został uzupełniony o komentarz.", kUpdate},
             {"Sprostowanie: burmistrz nazywa się Nowak.", kCorrection},
             {"编者按：本文已更新，增加了发言人诸葛怀民的回应。", kUpdate},
             {"更正：此前版本的数字有误。", kCorrection},
             {"本文已更新。", kUpdate},
             {"本文已撤回。", kRetraction},
             {"ملاحظة المحرر: تم تحديث هذا الخبر بإضافة تعليق المرزوقي.", kUpdate},
             {"تصحيح: ورد في نسخة سابقة رقم خاطئ.", kCorrection},
             {"تم تحديث هذا الخبر بإضافة تعليق الوزير.", kUpdate},
         }) {
        const auto note = find_editors_note(text);
        ASSERT_TRUE(note) << text;
        EXPECT_EQ(note->kind, kind) << text;
        EXPECT_EQ(note->text, text);
    }
}

TEST(EditorsNote, OrdinarySentencesAreNone) {
    for (const auto* text : {
             "Updated: 11 April 2025, 10:32",
             "Updated 3 minutes ago",
             "The editor of the newspaper was arrested on Friday.",
             "Troops have been withdrawn from the border, the ministry said.",
             "The law was amended by parliament.",
             "Prices were corrected for inflation.",
             "An earlier vote had failed.",
             "Corrections officers went on strike in three prisons.",
             "The report was published on Tuesday.",
             "Редакція газети переїхала до нового будинку.",
             "Війська відкликано з кордону, повідомило міністерство.",
             "Оновлено: 11.04.2025, 10:32",
             "Парламент доповнив закон.",
             "Die Redaktion ist umgezogen.",
             "Stand: 11.04.2025, 10:32 Uhr",
             "政府已更新名单。",
             "سحب الجيش قواته من الحدود.",
         }) {
        EXPECT_FALSE(find_editors_note(text)) << text << " → " << find_editors_note(text)->text;
    }
}

TEST(EditorsNote, IsQuotedAsWrittenWithoutTheParagraphBeforeIt) {
    const std::string text =
        "Councillors voted late.\n\n"
        "The vote was close. (This story has been updated with a comment by the Mayor.)\n\n"
        "It ends here.";

    EXPECT_EQ(editors_note(text), "This story has been updated with a comment by the Mayor.)");
}

TEST(EditorsNote, IsCutToALengthThatFitsALine) {
    const auto note = editors_note("Editor's note: " + std::string(2000, 'x'));

    ASSERT_TRUE(note);
    EXPECT_LE(note->size(), 610U);
}

TEST(EditorsNote, WithdrawnTitlesAreKnown) {
    EXPECT_TRUE(is_withdrawn_title("withdrawn: council backs tram"));
    EXPECT_TRUE(is_withdrawn_title("відкликано: рада підтримала трамвай"));
    EXPECT_FALSE(is_withdrawn_title("withdrawn troops return home"));
}

}  // namespace
}  // namespace wireroom::dedup
