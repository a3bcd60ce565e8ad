#include "dedup/editors_note.hpp"

#include "base/text.hpp"
#include "dedup/boilerplate.hpp"
#include "dedup/change.hpp"
#include "dedup/phrase.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace wireroom::dedup {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line
namespace {

constexpr std::size_t kMostNoteBytes = 600;
constexpr std::size_t kMostNoteWords = 120;
// A paragraph is looked through for sentences only so far: notes stand at its beginning or are
// short.
constexpr std::size_t kMostParagraphBytes = 4000;

/// What a note begins with at the head of a paragraph.
const std::vector<std::string_view> kLabels = {
    "editor's|editors|editors'|editorial|publisher's note|notes",
    "ed|eds note:",
    "note_from_the_editor|note_from_the_editors|a_note_from_the_editor|note_to_readers|note_to_our_"
    "readers",
    "correction|corrections|clarification|clarifications|erratum|errata|corrigendum|amendment|"
    "retraction|"
    "addendum|correction_and_clarification|corrections_and_clarifications:",
    "correction|clarification @:",
    "update|updates|updated|upd: ",
    "update|updates|updated|upd @:",
    "this_is_a_corrected|this_is_an_updated|this_is_an_expanded version",
    "від_редакції|від_редактора|примітка_редакції|примітка_редактора|примітка_від_редакції|прим_"
    "ред",
    "оновлено|оновлення|доповнено|доповнення|виправлено|виправлення|уточнено|уточнення|"
    "спростування|апд:",
    "оновлено|оновлення|доповнено|апд @:",
    "от_редакции|от_редактора|примечание_редакции|примечание_редактора|прим_ред",
    "обновлено|обновление|дополнено|дополнение|исправлено|исправление|уточнено|уточнение|поправка|"
    "опровержение:",
    "обновлено|обновление|дополнено @:",
    "hinweis|anmerkung|korrektur der_redaktion|der_red|d_red",
    "anm|anmerkung d_red|der_redaktion",
    "korrektur|korrekturhinweis|richtigstellung|berichtigung|klarstellung|aktualisierung|"
    "transparenzhinweis|"
    "nachtrag|ergänzung:",
    "note de_la_rédaction|de_l'éditeur|de_l'éditrice",
    "ndlr|rectificatif|erratum|correction|précision|mise_à_jour|actualisation:",
    "mise_à_jour|actualisation @:",
    "nota del_editor|de_la_redacción|de_redacción|de_la_editora|del_director",
    "corrección|fe_de_errores|fe_de_erratas|rectificación|aclaración|actualización:",
    "actualización @:",
    "od_redakcji|nota_redakcyjna|przypis_redakcji|uwaga_od_redakcji",
    "sprostowanie|korekta|aktualizacja|uzupełnienie|wyjaśnienie:",
    "aktualizacja @:",
    "编者按|编者注|编辑注|編者按|編者註|编辑说明",
    "更正|更正启事|更正说明|勘误|勘誤|澄清|补充说明|更新说明:",
    "更新|更正: ",
    "ملاحظة|تنويه المحرر|التحرير|هيئة_التحرير|من_المحرر|من_التحرير",
    "تصحيح|توضيح|تحديث|استدراك|تنويه:",
};

/// What a note says, at the head of any sentence.
const std::vector<std::string_view> kSentences = {
    "this|the|our article|story|post|headline|page|piece|blog|entry has|have|was|were since|also? "
    "been? since|"
    "also? updated|corrected|amended|expanded|clarified|edited|supplemented",
    "this "
    "report|item|text|copy|version|dispatch|interview|transcript|column|caption|obituary|review|"
    "news has|"
    "have|was|were since|also? been? since|also? "
    "updated|corrected|amended|expanded|revised|clarified|changed|"
    "edited|modified|supplemented",
    "this article|story|post|headline|page|piece has|was been? revised|changed|modified|rewritten",
    "this story|version|article|item|report corrects|clarifies|adds|updates|removes|restores",
    "in? an|a|the earlier|previous|prior|original|initial version|edition|headline of|on "
    "this|the|our story|"
    "article|report|post|piece|headline|page|item",
    "in? earlier|previous versions of this|the",
    "due_to|because_of an_editing|an_editor's|a_production|an_editorial error|mistake",
    "we|we've have? updated|corrected|amended|clarified|expanded this|the|our "
    "story|article|report|headline|post",
    "цю|цей|ця|дану? новину|матеріал|текст|статтю|публікацію|допис|запис|повідомлення|заголовок "
    "було? доповнено|"
    "оновлено|виправлено|уточнено|змінено|відредаговано|відкориговано|розширено",
    "ця|цей? новина|стаття|публікація|матеріал|текст|замітка була|був|було? "
    "оновлена|доповнена|виправлена|"
    "уточнена|змінена|розширена|оновлений|доповнений|виправлений|уточнений|змінений|розширений|"
    "оновлюється|"
    "доповнюється",
    "у|в попередній|первинній|початковій|першій|ранній|ранішій версії|редакції",
    "у|в тексті|матеріалі|новині|статті|заголовку виправлено|уточнено|змінено|допущено|було",
    "раніше у|в цьому|цій? тексті|матеріалі|новині|статті|заголовку",
    "внесено|внесли виправлення|уточнення|правки",
    "редакція|ми виправила|виправили|уточнила|уточнили|оновила|оновили|доповнила|доповнили "
    "текст|матеріал|новину|"
    "статтю|заголовок|інформацію",
    "эту|этот|эта? новость|материал|текст|статью|публикацию|заметку|заголовок был|была|было? "
    "дополнен|дополнена|"
    "дополнено|обновлен|обновлён|обновлена|обновлено|исправлен|исправлена|исправлено|уточнен|"
    "уточнён|уточнена|"
    "изменен|изменён|изменена|отредактирован|расширен|дополняется|обновляется",
    "эта? статья|публикация|заметка была? дополнена|обновлена|исправлена|уточнена|изменена",
    "в предыдущей|первоначальной|ранней|первой|прежней версии|редакции",
    "в тексте|материале|новости|статье|заголовке исправлена|исправлено|уточнено|допущена|была",
    "ранее в этом|этой? тексте|материале|новости|статье",
    "dieser|der|diese|die|dieses|das "
    "artikel|text|beitrag|meldung|nachricht|version|bericht|interview|überschrift|"
    "titel wurde|ist|wird inzwischen|nachträglich|um|am|mehrfach|laufend? ... "
    "aktualisiert|ergänzt|korrigiert|"
    "überarbeitet|präzisiert|erweitert|berichtigt|geändert",
    "in einer|der früheren|vorherigen|ersten|ursprünglichen|vorigen version|fassung",
    "cet|cette|l' article|dépêche|actualité|texte|publication|version a été|ete "
    "mis|mise|corrigé|corrigée|modifié|"
    "modifiée|complété|complétée|actualisé|actualisée|enrichi|enrichie|précisé",
    "dans? une version|édition précédente|antérieure|initiale",
    "esta|este|el|la noticia|artículo|información|nota|texto|entrada ha|fue|había sido? "
    "actualizada|actualizado|"
    "ampliada|ampliado|corregida|corregido|modificada|modificado|completada|completado",
    "en? una|la versión anterior|previa|inicial|original de",
    "ten|ta? artykuł|tekst|materiał|depesza|informacja został|została|zostało|był "
    "zaktualizowany|zaktualizowana|"
    "uzupełniony|uzupełniona|poprawiony|poprawiona|skorygowany|zmieniony|rozszerzony",
    "w poprzedniej|wcześniejszej|pierwotnej wersji",
    "本文|本报道|本稿|该报道|本新闻|此文|本報導 已|有|经|於|于? "
    "更新|更正|修改|补充|修订|增补|更新|補充|修正",
    "本文|本报道 的? 早前|先前|较早|此前|之前|早期 版本",
    "تم|جرى تحديث|تصحيح|تعديل|توسيع|إضافة هذا|هذه|الخبر|المقال|التقرير|القصة|المادة",
    "حدث|عدل|صحح هذا الخبر|المقال|التقرير",
    "في|ذكرت|ورد_في نسخة|إصدار سابقة|سابق",
};

/// Wire agencies' marks, only in brackets: `(Adds comment from …)`.
const std::vector<std::string_view> kBracketed = {
    "adds|updates|updated|corrects|corrected|recasts|refiles|clarifies|releads|rewrites",
    "доповнено|оновлено|виправлено|дополнено|обновлено|исправлено",
};

const std::vector<std::string_view> kWithdrawals = {
    "this|the|our story|article|report|post|item|page|piece has|was|is been|being? "
    "withdrawn|retracted|removed|"
    "unpublished|taken_down|deleted|pulled|rescinded",
    "we|the_editors|the_publisher have|has? "
    "withdrawn|retracted|removed|withdraw|retract|unpublished this|the|our "
    "story|article|report|post",
    "story|article|report withdrawn|retracted|removed|killed",
    "retraction|withdrawn|withdrawal|retracted|kill|mandatory_kill|advisory_story_withdrawn|story_"
    "withdrawn:",
    "цю|цей|ця|наш? матеріал|статтю|стаття|новину|новина|публікацію|публікація|текст "
    "було|була|був? відкликано|"
    "вилучено|видалено|знято|відкликана|відкликаний|вилучена|видалена|видалений|скасовано",
    "редакція|ми відкликала|відкликали|відкликає|вилучила|видалила|видалили|зняла|зняли "
    "цю|цей|статтю|матеріал|"
    "новину",
    "відкликано|спростовано|вилучено:",
    "эта|этот|эту? материал|статья|статью|новость|публикация|публикацию|текст был|была|было? "
    "отозван|отозвана|"
    "отозвано|удален|удалён|удалена|удалено|снят|снята|снято",
    "редакция|мы отозвала|отозвали|отзывает|удалила|удалили|сняла|сняли "
    "эту|этот|статью|материал|новость",
    "отозвано|опровергнуто|удалено:",
    "dieser|der|diese|die|dieses artikel|text|beitrag|meldung|bericht wurde|ist "
    "zurückgezogen|entfernt|gelöscht|"
    "zurückgenommen",
    "wir haben diesen|diese|den|die artikel|beitrag|meldung zurückgezogen|entfernt|gelöscht",
    "zurückgezogen|rücknahme:",
    "cet|cette article|dépêche|publication a été retiré|retirée|supprimé|supprimée|dépublié",
    "nous avons retiré cet|cette|l'article",
    "esta|este|el|la noticia|artículo|información|nota ha|fue sido? "
    "retirada|retirado|eliminada|eliminado",
    "ten|ta? artykuł|tekst|materiał|depesza został|została wycofany|wycofana|usunięty|usunięta",
    "本文|本报道|本稿|该报道|此文 已|现|被? 撤回|撤稿|删除|撤下|撤销|撤回",
    "撤稿|撤回|撤稿声明",
    "تم|جرى سحب|حذف|إزالة هذا|هذه|الخبر|المقال|التقرير|القصة",
    "سحب|سحبنا هذا|هذه الخبر|المقال|التقرير|القصة",
};

const std::vector<std::string_view> kWithdrawnTitles = {
    "withdrawn|retracted|retraction|withdrawal|mandatory_kill|kill|story_withdrawn|removed:",
    "відкликано|спростування|спростовано|вилучено|видалено|знято:",
    "отозвано|опровержение|опровергнуто|удалено|снято:",
    "zurückgezogen|rücknahme:",
    "retiré|retrait|retirada|retirado|wycofane|wycofano:",
    "撤稿|撤回|已撤回:",
    "سحب|تم_السحب:",
};

/// Beginnings of words that make a note a correction.
constexpr std::array<std::string_view, 44> kCorrectionStems = {
    "correct", "corrig",    "misstat",   "misspel",  "misidentif", "misattribut", "erron",
    "error",   "incorrect", "mistak",    "wrong",    "erratum",    "errata",      "clarif",
    "amend",   "inaccura",  "виправ",    "помилк",   "уточн",      "спрост",      "неточн",
    "исправ",  "ошиб",      "поправк",   "опроверж", "korri",      "korrekt",     "bericht",
    "falsch",  "fehler",    "klarstell", "rectif",   "erreur",     "correc",      "errón",
    "aclarac", "sprosto",   "korekt",    "popraw",   "błęd",       "تصحيح",       "خطأ",
    "توضيح",   "صحح",
};
constexpr std::array<std::string_view, 8> kCorrectionParts = {
    "更正", "勘误", "勘誤", "错误", "有误", "澄清", "修正", "误报"};

struct Tables {
    PhraseTable labels{kLabels};
    PhraseTable sentences{kSentences};
    PhraseTable bracketed{kBracketed};
    PhraseTable withdrawals{kWithdrawals};
    PhraseTable withdrawn_titles{kWithdrawnTitles};
};

const Tables& tables() {
    static const Tables kTables;
    return kTables;
}

/// A sentence or a bracket begins with this word.
bool begins_sentence(const WordedText& text, std::size_t word) {
    if (word == 0) {
        return true;
    }
    const auto* end = text.words[word - 1].data() + text.words[word - 1].size();
    const std::string_view gap(end, static_cast<std::size_t>(text.words[word].data() - end));
    for (const auto* mark : {".", "!", "?", "(", "[", "。", "؟", "*", ";"}) {
        if (gap.find(mark) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

bool in_brackets(const WordedText& text, std::size_t word) {
    const auto at = static_cast<std::size_t>(text.words[word].data() - text.folded.data());
    return at > 0 && (text.folded[at - 1] == '(' || text.folded[at - 1] == '[');
}

enum class Found { kNone, kNote, kWithdrawal };

/// Where in a folded paragraph a note begins, as the number of its word.
Found note_at(const WordedText& text, std::size_t word) {
    const auto& table = tables();
    if (!begins_sentence(text, word) || text.words.size() - word > kMostNoteWords) {
        return Found::kNone;
    }
    if (table.withdrawals.matches(text, word)) {
        return Found::kWithdrawal;
    }
    const bool note =
        (word == 0 || in_brackets(text, word) ? table.labels.matches(text, word) : false) ||
        table.sentences.matches(text, word) ||
        (in_brackets(text, word) && table.bracketed.matches(text, word));
    return note ? Found::kNote : Found::kNone;
}

std::pair<Found, std::size_t> find_in(const WordedText& text) {
    if (text.words.size() < 2 || text.folded.size() > kMostParagraphBytes) {
        return {Found::kNone, 0};
    }
    for (std::size_t word = 0; word < text.words.size(); ++word) {
        const auto found = note_at(text, word);
        if (found != Found::kNone) {
            return {found, word};
        }
    }
    return {Found::kNone, 0};
}

NoteKind kind_of(Found found, const WordedText& note) {
    if (found == Found::kWithdrawal) {
        return NoteKind::kRetraction;
    }
    for (const auto word : note.words) {
        for (const auto stem : kCorrectionStems) {
            if (word.starts_with(stem)) {
                return NoteKind::kCorrection;
            }
        }
    }
    for (const auto part : kCorrectionParts) {
        if (note.folded.find(part) != std::string_view::npos) {
            return NoteKind::kCorrection;
        }
    }
    return NoteKind::kUpdate;
}

/// The paragraph as written from its n-th sentence on, when the note does not begin it.
std::string quote(std::string_view paragraph, std::size_t from_word) {
    std::string_view rest = paragraph;
    if (from_word > 0) {
        // Folding may join or split words, so the place is looked for from the end, by count.
        const auto written = worded(paragraph);
        const auto folded = text::fold(paragraph);
        const auto folded_words = worded(folded).words.size();
        if (folded_words == written.words.size() && from_word < written.words.size()) {
            rest = paragraph.substr(
                static_cast<std::size_t>(written.words[from_word].data() - paragraph.data())
            );
        }
    }
    rest = trim(rest);
    while (rest.starts_with("> ") || rest.starts_with("- ")) {
        rest = trim(rest.substr(2));
    }
    return printable(rest, kMostNoteBytes);
}

}  // namespace

std::optional<EditorsNote> find_editors_note(std::string_view plain_text) {
    for (auto paragraph : split(plain_text, '\n')) {
        paragraph = trim(paragraph);
        if (paragraph.size() < 6 || paragraph.size() > kMostParagraphBytes) {
            continue;
        }
        const auto folded = text::fold(paragraph);
        const auto text = worded(folded);
        const auto [found, word] = find_in(text);
        if (found == Found::kNone || furniture(folded) == Furniture::kNoise) {
            continue;
        }
        return EditorsNote{quote(paragraph, word), kind_of(found, text)};
    }
    return std::nullopt;
}

std::optional<std::string> editors_note(std::string_view content_text) {
    auto note = find_editors_note(content_text);
    return note ? std::optional(std::move(note->text)) : std::nullopt;
}

bool is_editors_note(std::string_view folded_block) {
    return find_in(worded(folded_block)).first != Found::kNone &&
           furniture(folded_block) != Furniture::kNoise;
}

bool is_withdrawal(std::string_view folded_block) {
    return find_in(worded(folded_block)).first == Found::kWithdrawal;
}

bool is_withdrawn_title(std::string_view folded_title) {
    return tables().withdrawn_titles.matches(worded(folded_title), 0);
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup
