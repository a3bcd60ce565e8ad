#include "text/charset.hpp"
#include "text/charset_labels.hpp"
#include "unit/text/encoded.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

// Documents without any declaration in legacy encodings: news in seventeen languages, each sentence
// a document of its own.

namespace wireroom::text {
namespace {

struct Language {
    const char* name;
    std::vector<const char*> encodings;
    std::vector<std::string> sentences;
};

const std::vector<Language>& western() {
    static const std::vector<Language> kWestern = {
        {"French",
         {"windows-1252"},
         {"Le président a été réélu à une large majorité dès le premier tour, selon les résultats "
          "publiés à l’aube.",
          "Après des années d’études, la forêt a été classée « zone protégée » ; l’État s’y était "
          "engagé.",
          "ÉLECTIONS : À L’ÉCOLE, L’ÉTÉ DÉJÀ FINI — DES ÉLÈVES INQUIETS"}},
        {"German",
         {"windows-1252"},
         {"Die Bürgermeisterin erklärte, die Straßen würden über Nacht geräumt; für die Schüler "
          "fällt der Unterricht aus.",
          "Ärzte warnen: „Früh übt sich“, aber Übermäßiges schadet größeren Kindern – häufig "
          "spät."}},
        {"Spanish",
         {"windows-1252"},
         {"¿Quién ganará? La selección jugará mañana en Málaga después de años de sequía, según la "
          "federación española.",
          "¡Atención! El avión aterrizó también con niños y señoras; la situación económica "
          "empeoró."}},
        {"Portuguese",
         {"windows-1252"},
         {"A eleição não será adiada, afirmou o órgão; a população está à espera de informações "
          "sobre a situação.",
          "ELEIÇÕES: AVALIAÇÃO DA SITUAÇÃO NÃO É BOA, DIZEM ÓRGÃOS DE FISCALIZAÇÃO"}},
        {"Swedish",
         {"windows-1252"},
         {"Människor på gatorna säger att väntan är över; på lördag öppnar bron för alla åkande "
          "från Malmö.",
          "Får får får? Nej, får får inte får, får får lamm, sägs det på ön."}},
        {"Danish",
         {"windows-1252"},
         {"Regeringen vil gøre det sværere at få tilladelse; både børn og ældre på øen rammes, når "
          "færgen går i stå."}},
        {"Finnish",
         {"windows-1252"},
         {"Pääministeri sanoi, että hyväksyttävä päätös syntyy tänään; yöllä sää kylmenee ja jäätä "
          "on päällä."}},
        {"Italian",
         {"windows-1252"},
         {"Il governo si è già riunito: più città chiedono perché la libertà è così limitata, dice "
          "l’autorità."}},
        {"Icelandic",
         {"windows-1252"},
         {"Það er ætlað að ríkisstjórnin ræði málið á fundi sínum í dag, sagði ráðherrann við "
          "blaðamenn."}},
        {"Dutch",
         {"windows-1252"},
         {"De coördinatie van de hulp is één van de ideeën; hoofdofficieren geïnspireerd door "
          "België én Oekraïne."}},
    };
    return kWestern;
}

const std::vector<Language>& foreign() {
    static const std::vector<Language> kForeign = {
        {"Russian",
         {"windows-1251", "KOI8-R", "ibm-866", "ISO-8859-5"},
         {"Правительство приняло решение о выделении средств на восстановление города",
          "Новости дня: в Москве ожидается сильный снегопад, сообщает Гидрометцентр.",
          "Курс доллара вырос",
          "Президент РФ и глава МИД обсудили ядерную сделку с послами ЕС",
          "Мой дядя самых честных правил, когда не в шутку занемог, он уважать себя заставил"}},
        {"Ukrainian",
         {"windows-1251", "KOI8-U"},
         {"Верховна Рада України ухвалила закон про захист громадян, які постраждали внаслідок "
          "війни",
          "У Києві відкрили нову станцію метро, її збудували за два роки",
          "Їжа, вода й тепло: що потрібно мешканцям прифронтових міст"}},
        {"Bulgarian",
         {"windows-1251"},
         {"Министерският съвет прие решение за увеличаване на пенсиите от първи юли тази година"}},
        {"Greek",
         {"windows-1253", "ISO-8859-7"},
         {"Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία και την αγορά εργασίας στη χώρα, "
          "σύμφωνα με την ανακοίνωση του υπουργείου",
          "Ο πρωθυπουργός συναντήθηκε με τον πρόεδρο της Δημοκρατίας στην Αθήνα για τις εκλογές "
          "και την πορεία της οικονομίας"}},
        {"Hebrew",
         {"windows-1255"},
         {"הממשלה החליטה היום להקצות תקציב נוסף לבתי הספר ברחבי הארץ, כך הודיע ראש הממשלה בישיבת "
          "הממשלה",
          "מזג האוויר: גשם מקומי צפוי בצפון הארץ ובמרכז, וירידה קלה בטמפרטורות לקראת סוף השבוע"}},
        {"Arabic",
         {"windows-1256"},
         {"أعلنت الحكومة اليوم عن خطة جديدة لدعم الاقتصاد وتوفير فرص العمل للشباب في جميع أنحاء "
          "البلاد",
          "قال وزير الخارجية إن المفاوضات بين الطرفين سوف تستمر خلال الأسبوع المقبل في العاصمة"}},
        {"Thai",
         {"windows-874"},
         {"รัฐบาลประกาศมาตรการใหม่เพื่อช่วยเหลือประชาชนที่ได้รับผลกระทบจากน้ำท่วม",
          "นายกรัฐมนตรีเดินทางไปเยี่ยมผู้ประสบภัยในภาคเหนือ"}},
        {"Japanese",
         {"Shift_JIS", "EUC-JP"},
         {"政府は今日、新しい経済対策を発表しました。国民の生活を支援するため、補正予算を編成する方"
          "針です。",
          "台風の影響で、新幹線の運転を見合わせています。最新の情報はホームページをご覧ください"
          "。"}},
        {"Korean",
         {"windows-949"},
         {"정부는 오늘 새로운 경제 대책을 발표했다. 국민의 생활을 지원하기 위해 추가 예산을 편성할 "
          "방침이다.",
          "태풍의 영향으로 열차 운행이 중단되었습니다. 자세한 내용은 홈페이지를 참고하세요."}},
        {"Chinese, simplified",
         {"GBK"},
         {"政府今天宣布了新的经济措施，以支持人民的生活，并计划编制补充预算。",
          "受台风影响，列车停止运行。最新消息请关注我们的网站，谢谢大家的理解。"}},
        {"Chinese, traditional",
         {"Big5"},
         {"政府今天宣布了新的經濟措施，以支持人民的生活，並計劃編製補充預算。",
          "受颱風影響，列車停止運行。最新消息請關注我們的網站，謝謝大家的理解。"}},
    };
    return kForeign;
}

std::string document(const std::string& sentence) {
    return "<rss version=\"2.0\"><channel><title>" + sentence + "</title><item><description>" +
           sentence + "</description></item></channel></rss>";
}

TEST(Guess, NeverTakesWesternTextForAnythingElse) {
    for (const auto& language : western()) {
        for (const auto& sentence : language.sentences) {
            const auto utf8 = document(sentence);
            const auto decoded = decode(encoded(utf8, "windows-1252"), "");

            EXPECT_EQ(decoded.text, utf8) << language.name;
            EXPECT_EQ(decoded.encoding, "windows-1252") << language.name;
        }
    }
}

TEST(Guess, ReadsUndeclaredTextOfElevenLanguages) {
    for (const auto& language : foreign()) {
        for (const auto* encoding : language.encodings) {
            for (const auto& sentence : language.sentences) {
                const auto utf8 = document(sentence);
                const auto decoded = decode(encoded(utf8, encoding), "");

                EXPECT_EQ(decoded.text, utf8) << language.name << " in " << encoding;
                EXPECT_EQ(decoded.problems.size(), 1U) << language.name << " in " << encoding;
            }
        }
    }
}

TEST(Guess, HelpsWhereTheDeclarationIsFalse) {
    const auto utf8 = document(foreign()[0].sentences[0]);

    const auto decoded = decode(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + encoded(utf8, "windows-1251"),
        "text/xml; charset=utf-8"
    );

    EXPECT_EQ(decoded.encoding, "windows-1251");
    EXPECT_TRUE(decoded.text.ends_with(utf8));
    EXPECT_EQ(decoded.problems.size(), 1U);
}

TEST(Labels, EveryConverterExistsAndReadsWhatItWrites) {
    struct Sample {
        const char* label;
        std::string bytes;
        const char* text;
    };
    const Sample cases[] = {
        {"iso-8859-16", "\xA4", "€"},
        {"ISO_8859-15", "\xA4", "€"},
        {"latin1", "\x80", "€"},
        {"windows_1250", "\x8A", "Š"},
        {"cp437", "\x80", "Ç"},
        {"cp850", "\x9B", "ø"},
        {"IBM866", "\x80", "А"},
        {"cp1125", "\xF9", "ї"},
        {"macintosh", "\xDB", "€"},
        {"x-mac-ukrainian", "\x80", "А"},
        {"mac-latin2", "\x8A", "ä"},
        {"koi8-u", "\xA6", "і"},
        {"koi8-t", "\x80", "қ"},
        {"tis-620", "\xA1", "ก"},
        {"dos-874", "\x80", "€"},
        {"big5-hkscs", "\xA4\xA4", "中"},
        {"gb2312", "\xD6\xD0", "中"},
        {"gbk", "\x81\x40", "丂"},
        {"cp932", "\x87\x40", "①"},
        {"euc-jp", "\xC6\xFC", "日"},
        {"iso-2022-jp", "\x1B$BF|\x1B(B", "日"},
        {"hz-gb-2312", "~{VP~}", "中"},
        {"ks_c_5601-1987", "\xB3\xE2", "년"},
        {"uhc", "\x81\x41", "갂"},
        {"iso-8859-8-i", "\xE0", "א"},
        {"iso-8859-6", "\xC7", "ا"},
        {"ms-greek", "\xE1", "α"},
        {"l5", "\xF0", "ğ"},
        {"windows-1258", "\xD0", "Đ"},
        {"kz-1048", "\xBC", "ә"},
    };
    for (const auto& c : cases) {
        const auto decoded =
            decode("<a>" + c.bytes + "</a>", std::string("x/y; charset=") + c.label);

        EXPECT_EQ(decoded.text, std::string("<a>") + c.text + "</a>") << c.label;
        EXPECT_TRUE(decoded.problems.empty()) << c.label;
    }
}

TEST(Labels, OfEbcdicAreReadInEbcdic) {
    const std::string xml = "<?xml version=\"1.0\" encoding=\"cp500\"?><a>Grüße!</a>";

    const auto decoded = decode(encoded(xml, "ibm-500"), "text/xml");
    const auto unnamed = decode(encoded("<?xml version=\"1.0\"?><a>x</a>", "ibm-37"), "");

    EXPECT_EQ(decoded.encoding, "ibm500");
    EXPECT_EQ(decoded.text, xml);
    EXPECT_EQ(unnamed.encoding, "ibm037");
    EXPECT_TRUE(unnamed.text.ends_with("<a>x</a>"));
}

TEST(Labels, OfUnsafeAndUnknownEncodingsMeanNothing) {
    for (const auto* label :
         {"utf-7", "scsu", "bocu-1", "x-user-defined", "x", "", "utf-8 utf-8"}) {
        EXPECT_EQ(charset_by_label(label), nullptr) << label;
    }
}

TEST(Wide, IsReadWithAndWithoutMarkInEitherOrderAndWhenCut) {
    const std::string xml = "<a>Grüße 😀</a>";
    struct Wide {
        const char* converter;
        const char* name;
        std::string mark;
    };
    using namespace std::string_literals;
    const Wide cases[] = {
        {"UTF-16BE", "utf-16be", "\xFE\xFF"},
        {"UTF-16LE", "utf-16le", "\xFF\xFE"},
        {"UTF-32BE", "utf-32be", "\0\0\xFE\xFF"s},
        {"UTF-32LE", "utf-32le", "\xFF\xFE\0\0"s}};
    for (const auto& c : cases) {
        const auto bytes = encoded(xml, c.converter);
        for (const auto& whole : {bytes, c.mark + bytes}) {
            const auto decoded = decode(whole, "");
            EXPECT_EQ(decoded.text, xml) << c.name;
            EXPECT_EQ(decoded.encoding, c.name);

            const auto cut = decode(std::string_view(whole).substr(0, whole.size() - 1), "");
            EXPECT_EQ(cut.text, xml.substr(0, xml.size() - 1)) << c.name;
            EXPECT_EQ(cut.problems.size(), 1U) << c.name;
        }
    }
}

TEST(Wide, AMarkOfTheWrongOrderIsNotBelieved) {
    const auto decoded = decode("\xFE\xFF" + encoded("<a>é</a>", "UTF-16LE"), "");

    EXPECT_EQ(decoded.text, "<a>é</a>");
    EXPECT_EQ(decoded.encoding, "utf-16le");
    EXPECT_EQ(decoded.problems.size(), 1U);
}

}  // namespace
}  // namespace wireroom::text
