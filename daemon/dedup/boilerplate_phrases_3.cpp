#include "dedup/boilerplate_phrases.hpp"

namespace wireroom::dedup::boilerplate {

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

const std::vector<std::string_view>& more_noise_since_2() {
    static const std::vector<std::string_view> kPhrases = {
        // Auctions
        "# bid|bids|bidder|bidders|watcher|watchers|offer|offers",
        "# d|day|days|h|hr|hrs|hour|hours|m|min|mins|minute|minutes left|remaining|to_go",
        "# d|day|days|h|hr|hrs|hour|hours # h|hr|hrs|hour|hours|m|min|mins|minutes left|remaining|"
        "to_go",
        // Headings over links to other stories, and nothing but these words
        "most_read|most_popular|most_viewed|most_shared|most_commented|trending|trending_now|"
        "top_stories|latest_news|latest_stories|editor's_picks|editors'_picks|editors_picks|"
        "what_to_read_next|more_on_this|more_on_this_story|more_on_this_topic|more_stories|"
        "more_news|in_other_news|popular_now",
        // Thai
        // Its dates letter by letter: `@` would take any Thai word for one.
        "อัปเดต|อัพเดต|อัปเดตล่าสุด|อัพเดตล่าสุด|ปรับปรุง|ปรับปรุงล่าสุด|แก้ไขล่าสุด|เผยแพร่|วันที่เผยแพร่ "
        "เมื่อ? วันที่? # "
        "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|"
        "ธันวาคม|ม.ค|ก.พ|มี.ค|เม.ย|พ.ค|มิ.ย|ก.ค|ส.ค|ก.ย|ต.ค|พ.ย|ธ.ค #? เวลา? #? น?",
        "อัปเดต|อัพเดต|อัปเดตล่าสุด|อัพเดตล่าสุด|ปรับปรุงล่าสุด|แก้ไขล่าสุด|เผยแพร่ เมื่อ? วันที่? # น?",
        "# วินาที|นาที|ชั่วโมง|ชม|วัน|สัปดาห์|เดือน|ปี ที่แล้ว|ที่ผ่านมา",
        "เมื่อสักครู่|เมื่อครู่",
        "อ่าน|เวลาอ่าน|ใช้เวลาอ่าน ประมาณ? # นาที",
        "โฆษณา|สปอนเซอร์|ประชาสัมพันธ์",
        "อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวเพิ่มเติม|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|"
        "ข่าวที่น่าสนใจ ...",
        "ยอดวิว|ผู้ชม|ความคิดเห็น|แชร์ # ครั้ง|คน|ความคิดเห็น?",
        "# ครั้ง|ความคิดเห็น|แชร์|วิว",
        // Vietnamese
        "cập_nhật|cập_nhật_lần_cuối|cập_nhật_lúc|đăng_lúc|xuất_bản @",
        "# giây|phút|giờ|ngày|tuần|tháng|năm trước",
        "đọc_thêm|xem_thêm|tin_liên_quan|bài_liên_quan: ...",
        "quảng_cáo",
        // Indonesian, Malay
        "diperbarui|terakhir_diperbarui|diterbitkan|dikemas_kini|pembaruan @",
        "# detik|menit|minit|jam|hari|minggu|bulan|tahun yang_lalu|lalu",
        "baca_juga|baca_selengkapnya|simak_juga|lihat_juga ...",
        "iklan|advertorial",
        // Hindi
        "अपडेट|अपडेटेड|अंतिम_अपडेट|प्रकाशित|अद्यतन @",
        "# सेकंड|मिनट|घंटे|घंटा|दिन|सप्ताह|महीने पहले",
        "यह_भी_पढ़ें|ये_भी_पढ़ें|इसे_भी_पढ़ें|संबंधित_खबरें ...",
        "विज्ञापन",
        // Persian
        "به_روزرسانی|به_روز_رسانی|آخرین_به_روزرسانی|آخرین_به_روز_رسانی|بروزرسانی|"
        "تاریخ_انتشار|منتشر_شده @",
        "# ثانیه|دقیقه|ساعت|روز|هفته|ماه پیش|قبل",
        "بیشتر_بخوانید|همچنین_بخوانید|مطالب_مرتبط|اخبار_مرتبط ...",
        "آگهی|تبلیغات|تبلیغ",
        // Greek
        "ενημερώθηκε|τελευταία_ενημέρωση|ενημέρωση|δημοσιεύθηκε|δημοσιεύτηκε|τελευταία_τροποποίηση "
        "στις|στις? @",
        "πριν_από|πριν # δευτερόλεπτα|λεπτά|λεπτό|ώρες|ώρα|ημέρες|ημέρα|μέρες|εβδομάδες",
        "διαβάστε_επίσης|διαβάστε_ακόμη|διαβάστε_ακόμα|δείτε_επίσης|σχετικά_άρθρα ...",
        "διαφήμιση|χορηγούμενο",
        // Hungarian
        "frissítve|utoljára_frissítve|utolsó_frissítés|módosítva|megjelent|közzétéve @",
        "# másodperce|perce|órája|napja|hete|hónapja",
        "olvassa_el_ezt_is|olvasd_el_ezt_is|ez_is_érdekelheti|kapcsolódó_cikkek|kapcsolódó_cikk|"
        "kapcsolódó ...",
        "hirdetés|szponzorált_tartalom",
        // Romanian
        "actualizat|actualizată|ultima_actualizare|publicat|modificat la|pe|în? @",
        "acum #|o|un de? secunde|minut|minute|oră|ore|zi|zile|săptămâni|săptămână",
        "citește_și|citeşte_şi|citiți_și|citiţi_şi|vezi_și|vezi_şi ...",
        "publicitate|conținut_sponsorizat",
        // Danish, Norwegian
        "opdateret|sidst_opdateret|senest_opdateret|oppdatert|sist_oppdatert|publisert|"
        "offentliggjort|"
        "udgivet @",
        "for|for_ca? #|en|et sekunder|minutter|minut|minutt|time|timer|dage|dager|dag|uker|uger "
        "siden",
        "# sekunder|minutter|minut|minutt|time|timer|dage|dager|dag|uker|uger siden",
        "læs_også|les_også|se_også ...",
        "annonce|annonse|reklame|annonsørinnhold",
        // Finnish
        "päivitetty|viimeksi_päivitetty|julkaistu|muokattu @",
        "# sekuntia|minuuttia|minuutti|tuntia|tunti|päivää|päivä|viikkoa sitten",
        "lue_myös|katso_myös ...",
        "mainos|kaupallinen_yhteistyö",
        // Bulgarian
        "обновена|последна_актуализация|актуализирана|актуализирано|публикувана|публикувано @",
        "преди # секунди|минути|минута|час|часа|дни|ден|седмици",
        "прочетете_още|още_по_темата|вижте_още|прочети_още ...",
        // Serbian, Croatian, Bosnian, Slovene
        "ажурирано|последња_измена|објављено|ažurirano|zadnja_izmjena|poslednja_izmena|objavljeno|"
        "posodobljeno|nazadnje_posodobljeno @",
        "пре|prije|pre|pred # секунди|минута|минут|сати|сата|дана|sekundi|minuta|minute|minut|sati|"
        "sata|sat|dana|dan|urami|uro|minutami",
        "прочитајте_и|pročitajte_i|pročitajte_još|pročitaj_i|čitajte_i|preberite_še|preberite_tudi "
        "...",
        "оглас|oglas|sponzorirani_sadržaj",
        // Slovak
        "aktualizované|naposledy_aktualizované|zverejnené|publikované @",
        "pred #? sekundami|minútou|minútami|hodinou|hodinami|dňom|dňami|týždňom",
        "prečítajte_si_aj|čítajte_aj|pozrite_si_aj|mohlo_by_vás_zaujímať ...",
        // Lithuanian, Latvian, Estonian
        "atnaujinta|paskutinį_kartą_atnaujinta|paskelbta|atjaunots|atjaunināts|publicēts|uuendatud|"
        "viimati_uuendatud|avaldatud @",
        "taip_pat_skaitykite|skaitykite_taip_pat|lasi_arī|lasiet_arī|loe_ka|vaata_ka ...",
        // Catalan
        "actualitzat|darrera_actualització|última_actualització|publicat @",
        "llegiu_també|llegeix_també|vegeu_també ...",
        // Armenian, Georgian
        "թարմացված_է|թարմացվել_է|հրապարակվել_է|განახლებულია|განახლდა|გამოქვეყნდა @",
        "կարդացեք_նաև|კითხულობენ_ასევე|წაიკითხეთ_ასევე ...",
    };
    return kPhrases;
}

// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace wireroom::dedup::boilerplate
