#include "dedup/note_phrases.hpp"

namespace wireroom::dedup::notes {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

const std::vector<std::string_view>& more_labels() {
    static const std::vector<std::string_view> kPhrases = {
        // Danish, Norwegian, Icelandic
        "rettelse|berigtigelse|præcisering|presisering|opdatering|oppdatering|opdateret|oppdatert|"
        "fra_redaktionen|fra_redaksjonen|redaktionel_note|redaksjonell_merknad|leiðrétting|"
        "uppfært:",
        "rettelse|opdatering|oppdatering|opdateret|oppdatert @:",
        // Finnish, Estonian
        "oikaisu|korjaus|täsmennys|tarkennus|päivitys|toimituksen_huomautus|toimituksen_huomio|"
        "parandus|täpsustus|täiendatud|toimetuse_märkus:",
        "oikaisu|korjaus|päivitys @:",
        // Latvian, Lithuanian
        "labojums|precizējums|papildināts|redakcijas_piezīme|pataisymas|patikslinimas|papildyta|"
        "redakcijos_pastaba:",
        // Greek
        "διόρθωση|διευκρίνιση|επανόρθωση|ενημέρωση|σημείωση_σύνταξης|σημείωση_της_σύνταξης|"
        "σημείωση_του_συντάκτη:",
        // Hungarian
        "helyesbítés|helyreigazítás|javítás|frissítés|pontosítás|kiegészítés|"
        "a_szerkesztő_megjegyzése|szerkesztői_megjegyzés|a_szerk:",
        "frissítés|javítás @:",
        // Romanian, with either of its letters
        "erată|corecție|corecţie|corectură|rectificare|precizare|actualizare|completare|"
        "nota_redacției|nota_redacţiei:",
        "actualizare @:",
        // Bulgarian, Macedonian, Belarusian
        "поправка|уточнение|корекция|допълнение|актуализация|от_редакцията|"
        "бележка_на_редакцията|исправка|дополнување|выпраўленне|удакладненне|дапоўнена|абноўлена|"
        "ад_рэдакцыі:",
        // Serbian, Croatian, Bosnian, Slovene
        "ispravka|ispravak|ispravljeno|dopuna|dopunjeno|pojašnjenje|napomena_redakcije|"
        "napomena_uredništva|popravek|pojasnilo|dopolnjeno|opomba_uredništva|допуна|појашњење|"
        "напомена_редакције:",
        // Slovak
        "oprava|spresnenie|doplnené|aktualizácia|aktualizované|opravujeme|poznámka_redakcie|"
        "redakčná_poznámka:",
        "aktualizácia|aktualizované @:",
        // Catalan
        "correcció|rectificació|fe_d'errades|aclariment|actualització|nota_de_la_redacció:",
        // Indonesian, Malay
        "ralat|koreksi|klarifikasi|pembetulan|pembaruan|perbaikan|catatan_redaksi|catatan_editor|"
        "nota_editor:",
        // Vietnamese
        "đính_chính|cải_chính|sửa_lỗi|cập_nhật|bổ_sung|lời_tòa_soạn|lời_toà_soạn|"
        "ghi_chú_của_tòa_soạn:",
        // Persian, with its half space and with a whole one
        "اصلاحیه|اصلاح|توضیح|تصحیح|پوزش|تکمیلی|بهروزرسانی|به_روزرسانی|به_روز_رسانی|"
        "یادداشت_سردبیر|توضیح_تحریریه|یادداشت_تحریریه:",
        // Hindi, Bengali
        "सुधार|भूल_सुधार|स्पष्टीकरण|अपडेट|संपादकीय_नोट|संपादकीय_टिप्पणी|संपादक_की_टिप्पणी|সংশোধনী|"
        "সংশোধন|হালনাগাদ|সম্পাদকের_নোট:",
        // Thai
        "แก้ไข|แก้ไขข่าว|แก้ไขข้อมูล|ชี้แจง|หมายเหตุบรรณาธิการ|หมายเหตุกองบรรณาธิการ:",
        // Azerbaijani, Kazakh
        "düzəliş|dəqiqləşdirmə|yeniləmə|redaksiyadan|түзету|нақтылау|жаңартылды|редакциядан:",
        // More words of languages in the first table
        "تصويب|تعديل|اعتذار|تصويب_واعتذار|تنويه_وتصحيح|تصحيح_واعتذار:",
        "erramos|erro_nosso|nota_de_correção|correção_e_esclarecimento:",
        "naschrift van_de_redactie|redactie|red",
        "naschrift_redactie|correctie_en_aanvulling|opheldering:",
        "对不起|致歉|订正|訂正|编辑更正:",
    };
    return kPhrases;
}

const std::vector<std::string_view>& more_sentences() {
    static const std::vector<std::string_view> kPhrases = {
        "a|an|the earlier|previous|prior|original|initial version|headline "
        "misstated|misidentified|misspelled|misspelt|misattributed|incorrectly|wrongly|"
        "mistakenly|erroneously",
        // Danish, Norwegian
        "artiklen|artikkelen|saken|historien|denne_artikkelen|denne_saken|denne_artikel "
        "er|ble|blev|har senere|siden|blitt|blevet? @? "
        "opdateret|oppdatert|rettet|korrigert|korrigeret|præciseret|presisert|ændret|endret",
        "i en|den tidligere|første|forrige|opprinnelig|opprinnelige|oprindelig|oprindelige "
        "versjon|version|udgave|utgave af|av "
        "artiklen|artikkelen|saken|historien|nyheden|nyheten|denne_artikel|denne_artikkelen|"
        "denne_artikkel|denne_saken|denne_historie",
        // Finnish
        "juttua|artikkelia|uutista|otsikkoa on? "
        "täydennetty|päivitetty|korjattu|muokattu|tarkennettu",
        "jutun|artikkelin|uutisen aiemmassa|aikaisemmassa|alkuperäisessä|ensimmäisessä versiossa",
        // Greek
        "το|αυτό_το άρθρο|ρεπορτάζ ενημερώθηκε|διορθώθηκε|επικαιροποιήθηκε|έχει_ενημερωθεί|"
        "έχει_διορθωθεί",
        "σε προηγούμενη|αρχική|παλαιότερη έκδοση|εκδοχή|μορφή "
        "του_άρθρου|του_ρεπορτάζ|του_δημοσιεύματος|της_είδησης|αυτού_του_άρθρου|"
        "αυτού_του_ρεπορτάζ|αυτής_της_είδησης",
        // Hungarian
        "a_cikket|cikkünket|a_hírt|hírünket|írásunkat "
        "frissítettük|javítottuk|kiegészítettük|pontosítottuk|módosítottuk|helyesbítettük",
        "a_cikk|cikkünk|írásunk|a_hír korábbi|eredeti|előző|első változatában|verziójában",
        // Romanian
        "știrea|ştirea|acest_articol|articolul_nostru a_fost|a_fost_ulterior "
        "actualizat|actualizată|corectat|corectată|modificat|modificată|completat|completată|"
        "rectificat",
        "articolul a_fost|a_fost_ulterior actualizat|corectat",
        "într_o versiune anterioară|precedentă|inițială|iniţială a "
        "articolului|știrii|ştirii|acestui_articol|acestei_știri|acestei_ştiri",
        // Bulgarian
        "статията|материалът|новината е|беше|бе "
        "актуализирана|актуализиран|допълнена|допълнен|коригирана|коригиран|поправена|поправен|"
        "обновена|обновен",
        "в предишна|предходна|първоначалната|предишната версия на "
        "статията|материала|новината|тази_статия|този_материал|тази_новина",
        // Serbian, Croatian, Slovene
        "ovaj_članak|ova_vest|ova_vijest|vest|vijest je naknadno? "
        "ažuriran|ažurirana|dopunjen|dopunjena|ispravljen|ispravljena|izmijenjen|izmijenjena|"
        "izmenjen|izmenjena",
        "članak je naknadno? ažuriran",
        "u prethodnoj|ranijoj|prvobitnoj|izvornoj|prvoj verziji "
        "članka|vesti|vijesti|ovog_članka|ove_vesti|ove_vijesti|ovog_teksta",
        "v prejšnji|prvotni|predhodni različici "
        "članka|prispevka|novice|tega_članka|tega_prispevka|te_novice|tega_besedila",
        "članek|prispevek|besedilo smo dopolnili|posodobili|popravili",
        // Slovak
        "článok|text|správu sme aktualizovali|doplnili|opravili|upravili|spresnili",
        "v predchádzajúcej|pôvodnej|predošlej|prvej verzii "
        "článku|správy|tohto_článku|tejto_správy|tohto_textu",
        // Catalan
        "aquest_article|aquesta_notícia|aquesta_informació|la_notícia ha_estat|s'ha "
        "actualitzat|actualitzada|corregit|corregida|modificat|modificada|ampliat|ampliada",
        "l'article ha_estat|s'ha actualitzat|corregit",
        "en? una versió anterior|prèvia|inicial "
        "de_l'article|de_la_notícia|d'aquest_article|d'aquesta_notícia|d'aquesta_informació",
        // Indonesian, Malay
        "artikel|berita|tulisan ini telah|sudah "
        "diperbarui|dikoreksi|diralat|diubah|disunting|dilengkapi|dikemas_kini|dibetulkan|dipinda",
        "dalam|pada? versi sebelumnya|awal|terdahulu dari? artikel|berita|tulisan",
        // Vietnamese
        "bài_viết|bài_báo|bản_tin|tin_này này? đã được? cập_nhật|chỉnh_sửa|đính_chính|sửa_đổi|"
        "bổ_sung",
        "trong? phiên_bản trước|ban_đầu|trước_đó|cũ của bài_viết|bài_báo|bản_tin",
        // Persian
        "این مطلب|خبر|گزارش|مقاله بهروز|به_روز|بهروزرسانی|به_روزرسانی|اصلاح|تکمیل|ویرایش "
        "شده|شد|گردید",
        "در نسخه|نسخهٔ|ویرایش قبلی|پیشین|اولیه|اولیهٔ این مطلب|خبر|گزارش|مقاله",
        // Hindi
        "इस|यह लेख|खबर|समाचार को|में? बाद_में? अपडेट|संशोधित|सुधार किया|की",
        "इस लेख|खबर|रिपोर्ट|समाचार के पिछले|पहले संस्करण में",
        // Ukrainian, Russian: what was put right stands behind the word.
        "виправлено|уточнено|змінено|оновлено "
        "помилку|помилки|неточність|посаду|ім'я|прізвище|назву|дату|цифру|цифри|кількість|"
        "інформацію|дані|заголовок|текст|статтю|новину|підпис",
        "исправлена|исправлено|исправлены|уточнена|уточнено|уточнены "
        "ошибка|ошибки|опечатка|неточность|должность|имя|фамилия|название|дата|цифра|цифры|"
        "количество|информация|данные|заголовок|подпись",
    };
    return kPhrases;
}

const std::vector<std::string_view>& more_withdrawals() {
    static const std::vector<std::string_view> kPhrases = {
        "reuters|ap|the_ap|afp|the_associated_press|agence_france_presse|upi|dpa|bloomberg|"
        "the_paper|the_newspaper|the_magazine|the_editors|the_outlet "
        "has|have withdrawn|retracted|removed|unpublished|taken_down its|this|the|a|an|that "
        "story|article|report|dispatch|item|post",
        "story|article|post|report removed|unpublished|retracted|withdrawn:",
        "this|the story|article|report|post is no_longer available|online|published",
        "dieser|der|diese|die|dieses artikel|text|beitrag|meldung|bericht wurde|ist "
        "von_der_redaktion|inzwischen|nachträglich|vorläufig|vorübergehend|wieder? "
        "zurückgezogen|entfernt|gelöscht|zurückgenommen|depubliziert|offline_genommen",
        "dieser|der|diese|die|dieses artikel|text|beitrag|meldung|bericht ist nicht_mehr|leider? "
        "nicht_mehr? verfügbar|abrufbar|online",
        "article|dépêche retiré|retirée|dépublié|dépubliée|supprimé|supprimée|annulée:",
        "l'articolo|la_notizia|il_testo|il_post|il_servizio è_stato|è_stata "
        "ritirato|ritirata|rimosso|rimossa|eliminato|eliminata|cancellato|cancellata|"
        "depubblicato",
        "artiklen|artikkelen|saken|denne_saken|denne_artiklen er|ble|blev "
        "trukket_tilbage|trukket_tilbake|trukket|afpubliceret|avpublisert|fjernet|slettet",
        "juttu|artikkeli|uutinen on poistettu|vedetty_pois|peruttu",
        "το άρθρο|κείμενο αποσύρθηκε|έχει_αποσυρθεί|διαγράφηκε",
        "a_cikket|cikkünket|a_hírt visszavontuk|töröltük|eltávolítottuk",
        "articolul|textul|știrea|ştirea a_fost retras|retrasă|șters|ştears|ștearsă|ştearsă|"
        "eliminat|eliminată",
        "статията|текстът|материалът|новината е|беше|бе "
        "оттеглена|оттеглен|свалена|свален|изтрита|изтрит|премахната|премахнат",
        "članak|tekst|vest|vijest je povučen|povučena|uklonjen|uklonjena|obrisan|obrisana",
        "článok|správu|text sme stiahli|odstránili|zmazali",
        "artikel|berita ini telah|sudah dihapus|ditarik|dicabut",
        "bài_viết|bài_báo này? đã bị|được? gỡ|gỡ_bỏ|xóa|xoá|rút",
        "این خبر|مطلب|گزارش حذف|پس_گرفته شد|شده",
    };
    return kPhrases;
}

const std::vector<std::string_view>& own_withdrawals() {
    static const std::vector<std::string_view> kPhrases = {
        "this|our story|article has|was|is since? been|being? "
        "withdrawn|retracted|removed|unpublished|taken_down|deleted|pulled|rescinded",
        "we|the_editors|the_publisher have|has? withdrawn|retracted|removed|unpublished this|our "
        "story|article",
        // Ukrainian, Russian
        "цю|ця|наша статтю|стаття|новину|новина було|була? "
        "відкликано|вилучено|видалено|знято|відкликана|вилучена|видалена|скасовано",
        "редакція|ми відкликала|відкликали|вилучила|видалила|видалили|зняла|зняли цю статтю|новину",
        "эта|эту статья|статью|новость была? "
        "отозвана|отозвано|удалена|удалено|снята|снято",
        "редакция|мы отозвала|отозвали|удалила|удалили|сняла|сняли эту статью|новость",
        // German, French, Spanish, Portuguese, Italian
        "dieser|diese|unser|unsere artikel|meldung wurde|ist "
        "zurückgezogen|entfernt|gelöscht|zurückgenommen|depubliziert",
        "wir haben diesen|diese|unseren|unsere artikel|meldung zurückgezogen|entfernt|gelöscht",
        "cet|cette|notre article|dépêche a été retiré|retirée|supprimé|supprimée|dépublié|"
        "dépubliée",
        "nous avons retiré cet|cette|notre article|dépêche",
        "esta|este|nuestra|nuestro noticia|artículo ha|fue sido? "
        "retirada|retirado|eliminada|eliminado",
        "esta|este|nossa|nosso notícia|reportagem|artigo foi "
        "retirada|retirado|removida|removido|excluída|excluído|despublicada|despublicado",
        "questo_articolo|quest'articolo|questa_notizia è_stato|è_stata "
        "ritirato|ritirata|rimosso|rimossa|eliminato|eliminata|cancellato|cancellata",
        // Polish, Czech, Dutch, Danish, Norwegian, Swedish
        "ten|ta artykuł|depesza został|została wycofany|wycofana|usunięty|usunięta",
        "tento_článek|tato_zpráva byl|byla stažen|stažena|smazán|smazána|odstraněn|odstraněna",
        "dit_artikel|dit_bericht is|werd ingetrokken|verwijderd|teruggetrokken",
        "denne_artikel|denne_artikkelen|denne_saken er|ble|blev "
        "trukket_tilbage|trukket_tilbake|trukket|fjernet|slettet",
        "den_här_artikeln har dragits_tillbaka|tagits_bort|avpublicerats",
        // Turkish, Hebrew
        "bu haber|makale yayından? kaldırıldı|kaldırılmıştır|geri_çekildi|geri_çekilmiştir|silindi",
        "כתבה_זו|ידיעה_זו הוסרה|נמחקה|נגנזה",
        // Chinese, Japanese, Korean, Arabic
        "本文|本报道|本稿|此文 已|现|被? 撤回|撤稿|删除|撤下|撤销",
        "この|本|当該 記事 は|を 取り下げ|撤回|削除|取り消し し|いたし|致し? ました|ます",
        "이|본 기사는|기사를 삭제됐습니다|삭제되었습니다|삭제했습니다|철회합니다|철회됐습니다",
        "تم|جرى سحب|حذف هذا الخبر|المقال|التقرير",
    };
    return kPhrases;
}

const std::vector<std::string_view>& more_correction_stems() {
    static const std::vector<std::string_view> kStems = {
        "rettel",  "rettet",  "præcis",   "presis",  "feil",    "forkert", "fejl",    "berigtig",
        "oikais",  "korja",   "virhe",    "täsmen",  "parand",  "labojum", "kļūd",    "pataisy",
        "klaid",   "διόρθ",   "διορθ",    "λάθος",   "επανόρθ", "διευκρ",  "helyesb", "helyreig",
        "javít",   "hibás",   "tévesen",  "pontosí", "erată",   "corect",  "eroare",  "greș",
        "greş",    "греш",    "корекц",   "isprav",  "pogreš",  "netočn",  "netačn",  "исправк",
        "grešk",   "popravk", "popravek", "errades", "ralat",   "koreksi", "keliru",  "dibetul",
        "đính",    "nhầm",    "اصلاح",    "اشتباه",  "सुधार",    "गलत",     "تصويب",   "erramos",
        "düzəliş", "түзету",  "выпраў",   "spresn",
    };
    return kStems;
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup::notes
