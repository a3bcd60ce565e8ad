#include "dedup/note_phrases.hpp"

namespace wireroom::dedup::notes {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

const std::vector<std::string_view>& labels() {
    static const std::vector<std::string_view> kPhrases = {
        "editor's|editors|editors'|editorial|publisher's note|notes",
        "ed|eds note:",
        "note_from_the_editor|note_from_the_editors|a_note_from_the_editor|note_to_readers|note_to_"
        "our_"
        "readers",
        "correction|corrections|clarification|clarifications|erratum|errata|corrigendum|amendment|"
        "retraction|"
        "addendum|correction_and_clarification|corrections_and_clarifications:",
        "correction|clarification @:",
        "update|updates|updated|upd: ",
        "update|updates|updated|upd @:",
        "this_is_a_corrected|this_is_an_updated|this_is_an_expanded version",
        "від_редакції|від_редактора|примітка_редакції|примітка_редактора|примітка_від_редакції|"
        "прим_"
        "ред",
        "оновлено|оновлення|доповнено|доповнення|виправлено|виправлення|уточнено|уточнення|"
        "спростування|апд:",
        "оновлено|оновлення|доповнено|апд @:",
        "от_редакции|от_редактора|примечание_редакции|примечание_редактора|прим_ред",
        "обновлено|обновление|дополнено|дополнение|исправлено|исправление|уточнено|уточнение|"
        "поправка|"
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
        // Japanese
        "編集部|編集者|編集 注",
        "編集部より|編注|編集部追記|編集部からのお知らせ",
        "訂正|お詫びと訂正|おわびと訂正|訂正とお詫び|訂正とおわび|訂正お詫び|修正|追記|更新|補足|"
        "訂正記事|"
        "誤報:",
        "訂正|修正|追記|更新 @:",
        // Korean
        "편집자_주|편집자주|바로잡습니다|바로잡음|정정보도|정정보도문",
        "정정|수정|업데이트|오류_정정|추가:",
        "수정|업데이트 @:",
        // Italian
        "nota della_redazione|della_redattrice|del_direttore|dell'editore|redazionale",
        "ndr|correzione|rettifica|errata_corrige|precisazione|aggiornamento|aggiornato|aggiornata|"
        "chiarimento:",
        "aggiornamento|aggiornato @:",
        // Portuguese
        "nota da_redação|da_redacção|da_edição|do_editor|da_editora|dos_editores|da_direção",
        "correção|correcção|errata|retificação|rectificação|esclarecimento|atualização|"
        "actualização|"
        "atualizado|atualizada:",
        "atualização|actualização|atualizado @:",
        // Dutch
        "noot_van_de_redactie|noot_redactie|redactienoot|noot_red",
        "naschrift|correctie|rectificatie|aanvulling|verduidelijking|herstel|bijgewerkt:",
        "bijgewerkt @:",
        // Czech
        "poznámka|pozn redakce|red|redakční",
        "od_redakce|oprava|opravujeme|upřesnění|aktualizace|aktualizováno|aktualizujeme|doplněno|"
        "doplnění:",
        "aktualizace|aktualizováno @:",
        // Turkish
        "editörün|editör|yayıncının|redaksiyonun notu",
        "editörden|düzeltme|tekzip|güncelleme|güncellendi|düzeltme_ve_özür:",
        "güncelleme @:",
        // Hebrew
        "הערת המערכת|העורך|העורכת|עורך",
        "מהמערכת|הבהרה|תיקון|תיקון_טעות|תיקון_והבהרה|עדכון|עודכן:",
        "עדכון @:",
        // Swedish
        "redaktionens kommentar|anmärkning",
        "rättelse|förtydligande|uppdatering|uppdaterad|korrigering:",
        "uppdatering|uppdaterad @:",
    };
    return kPhrases;
}

const std::vector<std::string_view>& sentences() {
    static const std::vector<std::string_view> kPhrases = {
        "this|the|our article|story|post|headline|page|piece|blog|entry has|have|was|were "
        "since|also? "
        "been? since|"
        "also? updated|corrected|amended|expanded|clarified|edited|supplemented",
        "this "
        "report|item|text|copy|version|dispatch|interview|transcript|column|caption|obituary|"
        "review|"
        "news has|"
        "have|was|were since|also? been? since|also? "
        "updated|corrected|amended|expanded|revised|clarified|changed|"
        "edited|modified|supplemented",
        "this article|story|post|headline|page|piece has|was been? "
        "revised|changed|modified|rewritten",
        "this story|version|article|item|report corrects|clarifies|adds|updates|removes|restores",
        "in? an|a|the earlier|previous|prior|original|initial version|edition|headline of|on "
        "this|the|our story|"
        "article|report|post|piece|headline|page|item",
        "in? earlier|previous versions of this|the",
        "due_to|because_of an_editing|an_editor's|a_production|an_editorial error|mistake",
        "we|we've have? updated|corrected|amended|clarified|expanded this|the|our "
        "story|article|report|headline|post",
        "цю|цей|ця|дану? "
        "новину|матеріал|текст|статтю|публікацію|допис|запис|повідомлення|заголовок "
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
        // Japanese
        "この|本|当該 記事|ニュース|原稿|コラム|ページ|見出し|速報 は|を|の|に ... "
        "更新|訂正|修正|加筆|追記|改訂|差し替え さ|し|いたし|致し|済",
        "記事|見出し|記事の一部|記事の内容|見出しの一部|本文の一部 を|に ... "
        "更新|訂正|修正|加筆|追記|差し替え し|いたし|致し|さ",
        "記事|見出し|本文|写真説明 中? の|に ... 誤り|間違い が|を",
        "当初|以前|初出時|初出|公開時|掲載時|配信時 の? 記事|見出し|本文|タイトル|版",
        "お詫び|おわび して? 訂正",
        // Korean
        "이|본 기사는|기사의|보도는|기사|보도 ... "
        "수정됐습니다|수정되었습니다|수정했습니다|업데이트됐습니다|업데이트되었습니다|정정합니다|"
        "바로잡습니다|"
        "보완했습니다",
        // Italian
        "questo_articolo|quest'articolo|l'articolo|questa_notizia|questo_testo|questo_post|questo_"
        "pezzo "
        "è_stato|è_stata aggiornato|aggiornata|corretto|corretta|modificato|modificata|integrato|"
        "integrata|ampliato|ampliata|rettificato|rettificata",
        "in_una|nella|in_una_prima versione precedente|iniziale|originaria|originale "
        "di|dell'articolo",
        "una|nella precedente|prima versione di|dell'articolo|del",
        // Portuguese
        "esta|este|a|o notícia|artigo|reportagem|matéria|publicação|post foi|será atualizada|"
        "atualizado|actualizada|actualizado|corrigida|corrigido|ampliada|ampliado|retificada|"
        "retificado",
        "esta|este notícia|artigo|reportagem|matéria|texto|publicação|post foi alterada|alterado|"
        "modificada|modificado|editada|editado|atualizado|corrigido",
        "uma|na|numa|em_uma versão anterior|inicial|original|prévia deste|desta|do|da",
        // Dutch
        "dit_artikel|dit_bericht|deze_tekst|dit_stuk|dit_verhaal|deze_pagina is|werd|wordt "
        "op|om|later|inmiddels|sindsdien? @? aangepast|bijgewerkt|gecorrigeerd|aangevuld|gewijzigd|"
        "geactualiseerd|verbeterd|uitgebreid",
        "in een|de eerdere|vorige|oorspronkelijke|eerste versie",
        // Czech
        "tento_článek|tento_text|tato_zpráva byl|byla aktualizován|aktualizována|doplněn|doplněna|"
        "opraven|opravena|upraven|upravena|rozšířen|rozšířena",
        "článek|text|zprávu|titulek jsme "
        "aktualizovali|doplnili|opravili|upravili|rozšířili|upřesnili",
        "v|ve předchozí|původní|dřívější|první verzi",
        // Turkish
        "bu haber|yazı|makale|haberimiz güncellendi|güncellenmiştir|düzeltildi|düzeltilmiştir|"
        "genişletildi|genişletilmiştir",
        "haberin|yazının|makalenin önceki|ilk|daha_önceki versiyonunda|sürümünde|halinde|hâlinde",
        // Hebrew
        "הכתבה|הידיעה|כתבה_זו|ידיעה_זו|המאמר|הטקסט עודכנה|תוקנה|עודכן|תוקן|הורחבה|הורחב",
        "בגרסה|בגירסה קודמת|הקודמת|המקורית|מוקדמת|ראשונה של",
        // Swedish
        "artikeln|texten|nyheten|den_här_artikeln har "
        "uppdaterats|rättats|korrigerats|kompletterats|"
        "ändrats",
        "i en|den tidigare|ursprunglig|ursprungliga|första version",
    };
    return kPhrases;
}

const std::vector<std::string_view>& bracketed() {
    static const std::vector<std::string_view> kPhrases = {
        "adds|updates|updated|corrects|corrected|recasts|refiles|clarifies|releads|rewrites",
        "доповнено|оновлено|виправлено|дополнено|обновлено|исправлено",
        "一部修正|一部訂正|訂正|更新|追記|修正",
        "aggiorna|aggiornato|atualiza|atualizado|actualiza|aktualisiert|aktualizováno|güncellendi",
    };
    return kPhrases;
}

const std::vector<std::string_view>& withdrawals() {
    static const std::vector<std::string_view> kPhrases = {
        "this|the|our story|article|report|post|item|page|piece has|was|is been|being? "
        "withdrawn|retracted|removed|"
        "unpublished|taken_down|deleted|pulled|rescinded",
        "we|the_editors|the_publisher have|has? "
        "withdrawn|retracted|removed|withdraw|retract|unpublished this|the|our "
        "story|article|report|post",
        "story|article|report withdrawn|retracted|removed|killed",
        "retraction|withdrawn|withdrawal|retracted|kill|mandatory_kill|advisory_story_withdrawn|"
        "story_"
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
        // Japanese
        "この|本|当該 記事|ニュース|原稿 は|を ... 取り下げ|撤回|削除|取り消し "
        "さ|し|いたし|致し|ま",
        "記事|配信 を? 取り下げ|撤回|取り消し し|いたし|致し|ま|さ",
        "記事取り下げ|記事取り消し|配信取り消し|取り下げ|撤回:",
        // Korean
        "이|본 기사는|기사를 ... "
        "삭제됐습니다|삭제되었습니다|삭제했습니다|삭제합니다|철회합니다|철회됐습니다",
        "기사_철회|기사_삭제|철회:",
        // Italian, Portuguese
        "questo_articolo|quest'articolo|questa_notizia|questo_testo|questo_pezzo è_stato|è_stata "
        "ritirato|ritirata|rimosso|rimossa|eliminato|eliminata|cancellato|cancellata",
        "ritirato|ritirata:",
        "esta|este notícia|artigo|reportagem|matéria|texto|publicação foi "
        "retirada|retirado|removida|"
        "removido|excluída|excluído|apagada|apagado|despublicada|despublicado|retratada|retratado",
        "retirado|retratação:",
        // Dutch, Czech, Swedish
        "dit_artikel|dit_bericht|deze_tekst|dit_stuk is|werd ingetrokken|verwijderd|teruggetrokken|"
        "offline_gehaald",
        "ingetrokken:",
        "tento_článek|tento_text|tato_zpráva byl|byla stažen|stažena|smazán|smazána|odstraněn|"
        "odstraněna|odvolán|odvolána",
        "článek|zprávu|text jsme stáhli|smazali|odstranili",
        "staženo:",
        "artikeln|texten|den_här_artikeln har dragits_tillbaka|tagits_bort|avpublicerats",
        // Turkish, Hebrew
        "bu haber|yazı|makale yayından? kaldırıldı|kaldırılmıştır|geri_çekildi|geri_çekilmiştir|"
        "silindi|silinmiştir",
        "הכתבה|הידיעה|כתבה_זו|ידיעה_זו|המאמר הוסרה|נמחקה|נגנזה|הוסר|נמחק|נגנז",
    };
    return kPhrases;
}

const std::vector<std::string_view>& withdrawn_titles() {
    static const std::vector<std::string_view> kPhrases = {
        "withdrawn|retracted|retraction|withdrawal|mandatory_kill|kill|story_withdrawn|removed:",
        "відкликано|спростування|спростовано|вилучено|видалено|знято:",
        "отозвано|опровержение|опровергнуто|удалено|снято:",
        "zurückgezogen|rücknahme:",
        "retiré|retrait|retirada|retirado|wycofane|wycofano:",
        "撤稿|撤回|已撤回:",
        "سحب|تم_السحب:",
        "記事取り下げ|記事取り消し|配信取り消し|取り下げ|撤回|削除|기사_철회|철회|삭제:",
        "ritirato|ritirata|rimosso|ingetrokken|verwijderd|staženo|kaldırıldı|geri_çekildi|הוסר|"
        "הוסרה:",
    };
    return kPhrases;
}

const std::vector<std::string_view>& correction_stems() {
    static const std::vector<std::string_view> kStems = {
        "correct",   "corrig",    "misstat",   "misspel",  "misidentif", "misattribut", "erron",
        "error",     "incorrect", "mistak",    "wrong",    "erratum",    "errata",      "clarif",
        "amend",     "inaccura",  "виправ",    "помилк",   "уточн",      "спрост",      "неточн",
        "исправ",    "ошиб",      "поправк",   "опроверж", "korri",      "korrekt",     "bericht",
        "falsch",    "fehler",    "klarstell", "rectif",   "erreur",     "correc",      "errón",
        "aclarac",   "sprosto",   "korekt",    "popraw",   "błęd",       "تصحيح",       "خطأ",
        "توضيح",     "صحح",       "corretto",  "corretta", "correzion",  "rettific",    "precisaz",
        "errore",    "sbagli",    "correç",    "retific",  "errad",      "equívoc",     "esclarec",
        "correctie", "gecorrig",  "onjuist",   "fout",     "verkeerd",   "verbeterd",   "oprav",
        "omyl",      "chyb",      "nesprávn",  "upřesn",   "mylně",      "düzelt",      "yanlış",
        "hatalı",    "tekzip",    "rättel",    "rättat",   "felakt",     "förtydl",     "korrig",
        "תיקו",      "תוקנ",      "תוקן",      "טעו",      "שגוי",       "שגיא",        "הבהר",
        "정정",      "바로잡",    "오류",      "잘못",     "수정"};
    return kStems;
}

const std::vector<std::string_view>& correction_parts() {
    static const std::vector<std::string_view> kParts = {
        "更正",
        "勘误",
        "勘誤",
        "错误",
        "有误",
        "澄清",
        "修正",
        "误报",
        "訂正",
        "誤り",
        "お詫び",
        "おわび",
        "間違い",
        "誤報"};
    return kParts;
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup::notes
