#include "dedup/editors_note.hpp"

#include "dedup/change.hpp"
#include "text/fold.hpp"

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
             {"編集部注：この記事は公開後に加筆しました。", kUpdate},
             {"【追記】市長のコメントを加えました。", kUpdate},
             {"この記事は4月11日に更新されました。", kUpdate},
             {"【訂正】見出しの日付を訂正しました。", kCorrection},
             {"お詫びと訂正：本文中の人数は14人ではなく12人でした。", kCorrection},
             {"記事中の金額に誤りがありました。", kCorrection},
             {"この記事は取り下げました。", kRetraction},
             {"この記事は事実確認ができなかったため削除しました。", kRetraction},
             {"편집자 주: 이 기사는 시장의 답변을 추가했습니다.", kUpdate},
             {"바로잡습니다: 사망자는 14명이 아니라 12명입니다.", kCorrection},
             {"Nota della redazione: l'articolo è stato aggiornato con la replica del sindaco.",
              kUpdate},
             {"Rettifica: il sindaco si chiama Rossi.", kCorrection},
             {"Quest'articolo è stato ritirato.", kRetraction},
             {"Nota da redação: esta reportagem foi atualizada com a resposta do prefeito.",
              kUpdate},
             {"Correção: o prefeito chama-se Silva.", kCorrection},
             {"Este artigo foi retirado.", kRetraction},
             {"Dit artikel is op 11 april bijgewerkt.", kUpdate},
             {"Rectificatie: de burgemeester heet De Vries.", kCorrection},
             {"Dit artikel is ingetrokken.", kRetraction},
             {"Článek jsme doplnili o vyjádření primátora.", kUpdate},
             {"Oprava: primátor se jmenuje Novák.", kCorrection},
             {"Tento článek byl stažen.", kRetraction},
             {"Editörün notu: Haber, belediye başkanının açıklamasıyla genişletildi.", kUpdate},
             {"Düzeltme: Başkanın adı Yılmaz.", kCorrection},
             {"Bu haber yayından kaldırıldı.", kRetraction},
             {"הערת המערכת: הכתבה עודכנה בתגובת ראש העיר.", kUpdate},
             {"תיקון: שם ראש העיר הוא כהן.", kCorrection},
             {"הידיעה הוסרה.", kRetraction},
             {"Rättelse: borgmästaren heter Lind.", kCorrection},
             {"Artikeln har uppdaterats.", kUpdate},
         }) {
        const auto note = find_editors_note(text);
        ASSERT_TRUE(note) << text;
        EXPECT_EQ(note->kind, kind) << text;
        EXPECT_EQ(note->text, text);
    }
}

TEST(EditorsNote, IsFoundInFurtherLanguages) {
    for (const auto& [text, kind] : std::vector<Case>{
             {"Rettelse: I en tidligere version af artiklen stod der en forkert titel.",
              kCorrection},
             {"Artiklen er opdateret med et svar fra bryggeriet.", kUpdate},
             {"Presisering: Marta Ellerud er sjefskjemiker.", kCorrection},
             {"Saken er oppdatert med et svar fra bryggeriet.", kUpdate},
             {"Oikaisu: Martta Elleri on pääkemisti.", kCorrection},
             {"Juttua täydennetty panimon kommentilla.", kUpdate},
             {"Διόρθωση: η Μάρθα Έλλερη είναι επικεφαλής χημικός.", kCorrection},
             {"Helyesbítés: Ellery Márta vezető vegyész.", kCorrection},
             {"Frissítés: a cikket kiegészítettük a gyár válaszával.", kUpdate},
             {"Erată: Marta Elleru este chimistă.", kCorrection},
             {"Precizare: articolul a fost actualizat cu un răspuns.", kUpdate},
             {"Поправка: Марта Елерова е главен химик.", kCorrection},
             {"Ispravka: u prethodnoj verziji stajala je druga titula.", kCorrection},
             {"Ralat: Marta Elleri adalah kepala kimia.", kCorrection},
             {"Artikel ini telah diperbarui dengan tanggapan pabrik.", kUpdate},
             {"Đính chính: bà Marta Elleri là trưởng phòng hóa học.", kCorrection},
             {"Bài viết đã được cập nhật với phản hồi của nhà máy.", kUpdate},
             {"اصلاحیه: مارتا الری رئیس شیمی است.", kCorrection},
             {"सुधार: मार्ता एलेरी मुख्य रसायनज्ञ हैं।", kCorrection},
             {"تصويب: مارتا إيليري هي كبيرة الكيميائيين.", kCorrection},
             {"Erramos: o cargo de Marta Elleira era outro.", kCorrection},
             {"Naschrift van de redactie: dit artikel is aangepast.", kUpdate},
             {"Виправлено посаду Марти Еллерійчук.", kCorrection},
             {"Correction (April 11): A title was given in another form.", kCorrection},
             {"Dieser Beitrag wurde von der Redaktion zurückgezogen.", kRetraction},
             {"The Associated Press has withdrawn its story about the ferry.", kRetraction},
             {"Article retiré : les faits rapportés se sont révélés inexacts.", kRetraction},
             {"L'articolo è stato rimosso.", kRetraction},
             {"Artiklen er trukket tilbage.", kRetraction},
             {"A cikket visszavontuk.", kRetraction}}) {
        const auto found = find_editors_note(text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->kind, kind) << text;
    }
}

TEST(EditorsNote, ANoteThatTakesTheStoryBackIsARetraction) {
    const auto found = find_editors_note(
        "EDITOR'S NOTE: We have retracted this article because its quotes could not be verified."
    );

    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, NoteKind::kRetraction);
}

TEST(EditorsNote, TheSentenceBehindTheLabelOrTheNextOneTakesTheStoryBack) {
    // NOLINTBEGIN(bugprone-suspicious-missing-comma): long sentences go on in the next line
    for (const auto* text :
         {"Correction: The article was withdrawn.",
          "Editor's note, April 11: We have retracted this article because its quotes are "
          "invented.",
          "Update (11 April, 10:32): This story has been removed while we check its sources.",
          "Editor's note: At 9 a.m. the U.S. embassy wrote to us. This article has been withdrawn.",
          "Editor's note: Two quotes are invented. We have retracted this story.",
          "Від редакції. Статтю видалено.",
          "Від редакції: цитати вигадані. Цю статтю видалено.",
          "Anmerkung der Redaktion: Die Zitate sind erfunden. Diese Meldung wurde zurückgezogen.",
          "Note de la rédaction : les citations sont fausses. Cet article a été retiré.",
          "编者按：引语有误。本文已撤回。",
          "編集部注：事実と異なります。この記事は取り下げました。"}) {
        const auto found = find_editors_note(text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->kind, kRetraction) << text;
    }
    // NOLINTEND(bugprone-suspicious-missing-comma)
}

TEST(EditorsNote, AnotherPostThatWasRemovedIsNoRetraction) {
    for (const auto* text :
         {"Update: A spokesperson for X replied on Friday. The post has been removed.",
          "Update: YouTube answered us on Friday. The article was removed from its site last week.",
          "Correction: The museum opens at nine. The post has been removed from the square.",
          "Update: The minister wrote on X that he is ill. This post has been removed.",
          "Update: Facebook said on Friday: the post was removed by mistake.",
          "Update: The agency replied. This article was removed from a list of three.",
          "Update: The agency replied. Its chief is ill. The story has been removed.",
          "Оновлено: речник відповів у п'ятницю. Публікацію видалено.",
          "Nachtrag: Der Sprecher antwortete am Freitag. Der Beitrag wurde gelöscht."}) {
        const auto found = find_editors_note(text);
        ASSERT_TRUE(found) << text;
        EXPECT_NE(found->kind, kRetraction) << text;
    }
}

TEST(EditorsNote, TheVersionOfSomethingElseIsNone) {
    for (const auto* text : {
             "The previous edition gave visitors twelve concerts in three days.",
             "The original edition omitted three chapters.",
             "The original edition wrongly left out three chapters.",
             "The original version named the king as the murderer.",
             "The initial version said nothing about taxes.",
             "The earlier version stated the opposite.",
             "I den første udgave af festivalen kom der 300 gæster.",
             "I den første versjonen av loven sto det noe annet.",
             "I en tidligere version af loven stod der noget andet.",
             "Teksten blev ændret i udvalget.",
             "Tekstiä on muokattu valiokunnassa.",
             "Σε προηγούμενη έκδοση του νόμου υπήρχε άλλο ποσό.",
             "Το κείμενο τροποποιήθηκε στην επιτροπή.",
             "Într-o versiune anterioară a legii figura altă sumă.",
             "Textul a fost modificat în comisie.",
             "Articolul a fost modificat în comisie.",
             "В предишна версия на закона сумата беше друга.",
             "Текстът беше допълнен в комисията.",
             "U prvoj verziji zakona stajala je druga kazna.",
             "Tekst je dopunjen novim odredbama.",
             "Članak je izmijenjen u odboru.",
             "V prvotni različici zakona je bila kazen druga.",
             "V pôvodnej verzii zákona bol iný trest.",
             "En una versió anterior de la llei la multa era una altra.",
             "L'article ha estat modificat al Parlament.",
             "Trong phiên bản trước của luật, mức phạt khác.",
             "در نسخه قبلی قانون مبلغ دیگری بود.",
             "पिछले संस्करण में बारह टीमें थीं।",
             "इस रिपोर्ट में कहा गया कि सरकार ने सुधार किया है।",
         }) {
        EXPECT_FALSE(find_editors_note(text)) << text << " → " << find_editors_note(text)->text;
    }
}

TEST(EditorsNote, TheVersionOfThisStoryIsOneInFurtherLanguages) {
    for (const auto* text : {
             "An earlier version incorrectly named the mayor.",
             "An earlier headline misspelled the mayor's name.",
             "I en tidligere version af artiklen stod der en anden titel.",
             "I en tidligere versjon av denne saken sto det en annen tittel.",
             "Jutun aiemmassa versiossa oli väärä nimi.",
             "Σε προηγούμενη έκδοση του άρθρου υπήρχε άλλος τίτλος.",
             "A cikk korábbi változatában más név szerepelt.",
             "Într-o versiune anterioară a articolului figura alt titlu.",
             "Într-o versiune anterioară a acestei știri figura alt titlu.",
             "Acest articol a fost modificat cu un răspuns.",
             "В предишна версия на статията стоеше друга титла.",
             "U ranijoj verziji članka stajala je druga titula.",
             "U prvoj verziji ove vesti stajala je druga titula.",
             "Vest je dopunjena odgovorom.",
             "V prejšnji različici članka je stal drug naziv.",
             "V pôvodnej verzii článku bol iný titul.",
             "En una versió anterior d'aquest article hi havia un altre títol.",
             "Aquest article ha estat modificat.",
             "Dalam versi sebelumnya dari artikel ini tertulis jabatan lain.",
             "Trong phiên bản trước của bài viết, chức danh khác.",
             "در نسخه قبلی این خبر سمت دیگری آمده بود.",
             "इस खबर को अपडेट किया गया है।",
             "इस लेख के पिछले संस्करण में दूसरा पद था।",
         }) {
        EXPECT_TRUE(find_editors_note(text)) << text;
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
             "更新日：2025年4月11日 10時32分",
             "この記事の筆者は港で働いている。",
             "記事を書いた記者は釈放された。",
             "市は名簿を訂正しました。",
             "정부가 명단을 수정했습니다.",
             "Il testo è stato modificato dalla commissione.",
             "Aggiornato il 3 aprile 2025",
             "O texto foi alterado pelo Senado.",
             "Atualizado em 11 de abril de 2025 às 10:32",
             "De correctie van de beurs zet door.",
             "Text zákona byl opraven ve sněmovně.",
             "Bu haber üzerine fiyatlar düştü.",
             "Bu haber sonrası ürün piyasadan kaldırıldı.",
             "הצבא עודכן על האירוע.",
             "Listan har uppdaterats av myndigheten.",
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

TEST(EditorsNote, WithdrawnTitlesAreKnownInOtherLanguages) {
    for (const auto* title :
         {"【記事取り下げ】市議会が路面電車を承認",
          "Zurückgezogen: Rat stimmt für Tram",
          "ОТОЗВАНО: совет поддержал трамвай",
          "撤稿：市议会支持电车",
          "Ritirato: il consiglio approva il tram"}) {
        EXPECT_TRUE(is_withdrawn_title(text::fold(title))) << title;
    }
}

TEST(EditorsNote, AJapaneseNoteBehindASentenceIsQuotedFromItsBracket) {
    EXPECT_EQ(
        editors_note("市議会は採決した。【訂正】人数を改めました。"), "訂正】人数を改めました。"
    );
}

}  // namespace
}  // namespace wireroom::dedup
