#include "dedup/number_words.hpp"

#include "dedup/similarity.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

/// Numbers that are written out. English, Ukrainian, Russian, German, French, Spanish, Polish,
/// Italian, Portuguese, Dutch, Czech, Turkish, Swedish, Arabic, Hebrew, Korean.
const std::unordered_map<std::string_view, std::string_view>& written() {
    static const std::unordered_map<std::string_view, std::string_view> kWritten = {
        {"acht", "8"},
        {"achtzehn", "18"},
        {"achtzig", "80"},
        {"altı", "6"},
        {"beş", "5"},
        {"bilhão", "billion"},
        {"billion", "billion"},
        {"both", "2"},
        {"catorce", "14"},
        {"cem", "100"},
        {"centaines", "100s"},
        {"centinaia", "100s"},
        {"cento", "100"},
        {"cien", "100"},
        {"ciento", "100"},
        {"cientos", "100s"},
        {"cinco", "5"},
        {"cincuenta", "50"},
        {"cinq", "5"},
        {"cinquanta", "50"},
        {"cinquante", "50"},
        {"cinque", "5"},
        {"cinquenta", "50"},
        {"couple", "couple"},
        {"cuarenta", "40"},
        {"cuatro", "4"},
        {"czterdzieści", "40"},
        {"czterech", "4"},
        {"czternaście", "14"},
        {"cztery", "4"},
        {"decenas", "tens"},
        {"decine", "tens"},
        {"dertien", "13"},
        {"dertig", "30"},
        {"deset", "10"},
        {"deux", "2"},
        {"devět", "9"},
        {"dez", "10"},
        {"dieci", "10"},
        {"diecinueve", "19"},
        {"dieciocho", "18"},
        {"diecisiete", "17"},
        {"dieciséis", "16"},
        {"diez", "10"},
        {"dix", "10"},
        {"dizaine", "tens"},
        {"dizaines", "tens"},
        {"doce", "12"},
        {"docena", "dozen"},
        {"docenas", "dozens"},
        {"dodici", "12"},
        {"dois", "2"},
        {"dokuz", "9"},
        {"dos", "2"},
        {"douzaine", "dozen"},
        {"douze", "12"},
        {"doze", "12"},
        {"dozen", "dozen"},
        {"dozens", "dozens"},
        {"drei", "3"},
        {"dreissig", "30"},
        {"dreizehn", "13"},
        {"drie", "3"},
        {"duas", "2"},
        {"duizend", "1000"},
        {"dutzend", "dozen"},
        {"dutzende", "dozens"},
        {"dva", "2"},
        {"dvacet", "20"},
        {"dvanáct", "12"},
        {"dvě", "2"},
        {"dwa", "2"},
        {"dwadzieścia", "20"},
        {"dwaj", "2"},
        {"dwanaście", "12"},
        {"dwie", "2"},
        {"dwoje", "2"},
        {"dwunastu", "12"},
        {"dwóch", "2"},
        {"dziesięciu", "10"},
        {"dziesięć", "10"},
        {"dziewięciu", "9"},
        {"dziewięć", "9"},
        {"dört", "4"},
        {"eight", "8"},
        {"eighteen", "18"},
        {"eighty", "80"},
        {"eleven", "11"},
        {"elli", "50"},
        {"elva", "11"},
        {"fifteen", "15"},
        {"fifty", "50"},
        {"five", "5"},
        {"forty", "40"},
        {"four", "4"},
        {"fourteen", "14"},
        {"fyra", "4"},
        {"fünf", "5"},
        {"fünfzehn", "15"},
        {"fünfzig", "50"},
        {"honderd", "100"},
        {"huit", "8"},
        {"hundert", "100"},
        {"hundra", "100"},
        {"hundred", "100"},
        {"hundreds", "100s"},
        {"iki", "2"},
        {"jedenaście", "11"},
        {"jedenáct", "11"},
        {"kırk", "40"},
        {"migliaia", "1000s"},
        {"milhão", "million"},
        {"milhões", "million"},
        {"miliard", "billion"},
        {"miliardo", "billion"},
        {"milion", "million"},
        {"milione", "million"},
        {"milión", "million"},
        {"miljoen", "million"},
        {"mille", "1000"},
        {"milliard", "billion"},
        {"milliarde", "billion"},
        {"milliers", "1000s"},
        {"million", "million"},
        {"millones", "million"},
        {"millón", "million"},
        {"milyar", "billion"},
        {"milyon", "million"},
        {"negen", "9"},
        {"neuf", "9"},
        {"neun", "9"},
        {"neunzehn", "19"},
        {"neunzig", "90"},
        {"nine", "9"},
        {"nineteen", "19"},
        {"ninety", "90"},
        {"nio", "9"},
        {"nove", "9"},
        {"noventa", "90"},
        {"nueve", "9"},
        {"ochenta", "80"},
        {"ocho", "8"},
        {"oito", "8"},
        {"once", "once"},
        {"one", "1"},
        {"onze", "11"},
        {"osiem", "8"},
        {"osm", "8"},
        {"otto", "8"},
        {"otuz", "30"},
        {"ośmiu", "8"},
        {"padesát", "50"},
        {"pięciu", "5"},
        {"piętnaście", "15"},
        {"pięć", "5"},
        {"pięćdziesiąt", "50"},
        {"pět", "5"},
        {"quaranta", "40"},
        {"quarante", "40"},
        {"quarenta", "40"},
        {"quatorze", "14"},
        {"quatre", "4"},
        {"quatro", "4"},
        {"quattordici", "14"},
        {"quattro", "4"},
        {"quince", "15"},
        {"quindici", "15"},
        {"quinze", "15"},
        {"sechs", "6"},
        {"sechzehn", "16"},
        {"sechzig", "60"},
        {"sedm", "7"},
        {"seis", "6"},
        {"seize", "16"},
        {"sekiz", "8"},
        {"sesenta", "60"},
        {"sete", "7"},
        {"setenta", "70"},
        {"sette", "7"},
        {"seven", "7"},
        {"seventeen", "17"},
        {"seventy", "70"},
        {"sieben", "7"},
        {"siebzehn", "17"},
        {"siebzig", "70"},
        {"siedem", "7"},
        {"siedmiu", "7"},
        {"siete", "7"},
        {"six", "6"},
        {"sixteen", "16"},
        {"sju", "7"},
        {"soixante", "60"},
        {"sześciu", "6"},
        {"sześć", "6"},
        {"tausend", "1000"},
        {"ten", "10"},
        {"thirteen", "13"},
        {"thirty", "30"},
        {"thousand", "1000"},
        {"thousands", "1000s"},
        {"three", "3"},
        {"tien", "10"},
        {"tisíc", "1000"},
        {"tjugo", "20"},
        {"tolv", "12"},
        {"tre", "3"},
        {"trece", "13"},
        {"tredici", "13"},
        {"treinta", "30"},
        {"treize", "13"},
        {"trenta", "30"},
        {"trente", "30"},
        {"tres", "3"},
        {"trettio", "30"},
        {"treze", "13"},
        {"trinta", "30"},
        {"trois", "3"},
        {"trzech", "3"},
        {"trzej", "3"},
        {"trzy", "3"},
        {"trzydzieści", "30"},
        {"trzynaście", "13"},
        {"três", "3"},
        {"tusen", "1000"},
        {"två", "2"},
        {"twaalf", "12"},
        {"twee", "2"},
        {"twelve", "12"},
        {"twenty", "20"},
        {"twice", "twice"},
        {"twintig", "20"},
        {"two", "2"},
        {"tysiąc", "1000"},
        {"tři", "3"},
        {"třicet", "30"},
        {"undici", "11"},
        {"veertig", "40"},
        {"veinte", "20"},
        {"venti", "20"},
        {"vier", "4"},
        {"vierzehn", "14"},
        {"vierzig", "40"},
        {"vijf", "5"},
        {"vijftig", "50"},
        {"vingt", "20"},
        {"vinte", "20"},
        {"yedi", "7"},
        {"yirmi", "20"},
        {"yüz", "100"},
        {"zehn", "10"},
        {"zes", "6"},
        {"zeven", "7"},
        {"zwanzig", "20"},
        {"zwei", "2"},
        {"zwölf", "12"},
        {"åtta", "8"},
        {"üç", "3"},
        {"čtyři", "4"},
        {"šest", "6"},
        {"восемнадцать", "18"},
        {"восемь", "8"},
        {"восемьдесят", "80"},
        {"восьмеро", "8"},
        {"восьми", "8"},
        {"вісьмох", "8"},
        {"вісім", "8"},
        {"вісімдесят", "80"},
        {"вісімнадцять", "18"},
        {"два", "2"},
        {"двадцать", "20"},
        {"двадцять", "20"},
        {"дванадцять", "12"},
        {"две", "2"},
        {"двенадцать", "12"},
        {"двести", "200"},
        {"двое", "2"},
        {"двох", "2"},
        {"двоє", "2"},
        {"двух", "2"},
        {"дві", "2"},
        {"двісті", "200"},
        {"дев'яносто", "90"},
        {"дев'яти", "9"},
        {"дев'ятнадцять", "19"},
        {"дев'ять", "9"},
        {"девяносто", "90"},
        {"девяти", "9"},
        {"девятнадцать", "19"},
        {"девять", "9"},
        {"десяти", "10"},
        {"десятки", "десятки"},
        {"десять", "10"},
        {"миллиард", "billion"},
        {"миллион", "million"},
        {"мільйон", "million"},
        {"мільярд", "billion"},
        {"один", "1"},
        {"одинадцять", "11"},
        {"одиннадцать", "11"},
        {"одна", "1"},
        {"одного", "1"},
        {"одну", "1"},
        {"п'ятдесят", "50"},
        {"п'ятеро", "5"},
        {"п'яти", "5"},
        {"п'ятнадцять", "15"},
        {"п'ять", "5"},
        {"п'ятьох", "5"},
        {"пятеро", "5"},
        {"пятерых", "5"},
        {"пяти", "5"},
        {"пятнадцать", "15"},
        {"пять", "5"},
        {"пятьдесят", "50"},
        {"семеро", "7"},
        {"семи", "7"},
        {"семнадцать", "17"},
        {"семь", "7"},
        {"семьдесят", "70"},
        {"сорок", "40"},
        {"сотні", "сотні"},
        {"сто", "100"},
        {"сім", "7"},
        {"сімдесят", "70"},
        {"сімнадцять", "17"},
        {"сімох", "7"},
        {"тисяча", "1000"},
        {"трех", "3"},
        {"три", "3"},
        {"тридцать", "30"},
        {"тридцять", "30"},
        {"тринадцать", "13"},
        {"тринадцять", "13"},
        {"триста", "300"},
        {"трое", "3"},
        {"троє", "3"},
        {"трьох", "3"},
        {"трёх", "3"},
        {"тысяча", "1000"},
        {"четверо", "4"},
        {"четыре", "4"},
        {"четырех", "4"},
        {"четырнадцать", "14"},
        {"четырёх", "4"},
        {"чотири", "4"},
        {"чотирнадцять", "14"},
        {"чотирьох", "4"},
        {"шестеро", "6"},
        {"шести", "6"},
        {"шестнадцать", "16"},
        {"шесть", "6"},
        {"шестьдесят", "60"},
        {"шістдесят", "60"},
        {"шістнадцять", "16"},
        {"шість", "6"},
        {"шістьох", "6"},
        {"אלף", "1000"},
        {"אלפי", "1000s"},
        {"ארבע", "4"},
        {"ארבעה", "4"},
        {"ארבעים", "40"},
        {"חמישה", "5"},
        {"חמישים", "50"},
        {"חמש", "5"},
        {"מאה", "100"},
        {"מאות", "100s"},
        {"מיליון", "million"},
        {"עשר", "10"},
        {"עשרה", "10"},
        {"עשרות", "tens"},
        {"עשרים", "20"},
        {"שבע", "7"},
        {"שבעה", "7"},
        {"שישה", "6"},
        {"שלוש", "3"},
        {"שלושה", "3"},
        {"שלושים", "30"},
        {"שמונה", "8"},
        {"שני", "2"},
        {"שניים", "2"},
        {"שש", "6"},
        {"שתי", "2"},
        {"שתיים", "2"},
        {"תשע", "9"},
        {"תשעה", "9"},
        {"آلاف", "1000s"},
        {"أربع", "4"},
        {"أربعة", "4"},
        {"أربعون", "40"},
        {"أربعين", "40"},
        {"ألف", "1000"},
        {"اثنان", "2"},
        {"اثنتان", "2"},
        {"اثنين", "2"},
        {"تسع", "9"},
        {"تسعة", "9"},
        {"ثلاث", "3"},
        {"ثلاثة", "3"},
        {"ثلاثون", "30"},
        {"ثلاثين", "30"},
        {"ثماني", "8"},
        {"ثمانية", "8"},
        {"خمس", "5"},
        {"خمسة", "5"},
        {"خمسون", "50"},
        {"خمسين", "50"},
        {"سبع", "7"},
        {"سبعة", "7"},
        {"ست", "6"},
        {"ستة", "6"},
        {"عشر", "10"},
        {"عشرات", "tens"},
        {"عشرة", "10"},
        {"عشرون", "20"},
        {"عشرين", "20"},
        {"مئات", "100s"},
        {"مئة", "100"},
        {"مائة", "100"},
        {"مليار", "billion"},
        {"مليون", "million"},
        {"네", "4"},
        {"넷", "4"},
        {"다섯", "5"},
        {"두", "2"},
        {"둘", "2"},
        {"세", "3"},
        {"셋", "3"},
        {"아홉", "9"},
        {"여덟", "8"},
        {"여섯", "6"},
        {"열", "10"},
        {"일곱", "7"},
    };
    return kWritten;
}

/// One, which is an article as well, and numbers that are other words too (`due`, `sept`): they
/// count only where little else gave way.
const std::unordered_map<std::string_view, std::string_view>& articles() {
    static const std::unordered_map<std::string_view, std::string_view> kArticles = {
        {"bir", "1"},   {"een", "1"},   {"ein", "1"},   {"eine", "1"},      {"einem", "1"},
        {"einen", "1"}, {"einer", "1"}, {"jeden", "1"}, {"jedna", "1"},     {"jednego", "1"},
        {"jedno", "1"}, {"jedną", "1"}, {"um", "1"},    {"uma", "1"},       {"un", "1"},
        {"una", "1"},   {"une", "1"},   {"uno", "1"},   {"одне", "1"},      {"אחד", "1"},
        {"אחת", "1"},   {"واحد", "1"},  {"واحدة", "1"}, {"하나", "1"},      {"한", "1"},
        {"一", "1"},    {"due", "2"},   {"sei", "6"},   {"miles", "1000s"}, {"cent", "100"},
        {"sept", "7"},  {"tio", "10"},  {"fem", "5"},   {"mil", "1000"},    {"mila", "1000"},
        {"elf", "11"},  {"sto", "100"},
    };
    return kArticles;
}

/// The value of a Chinese or Japanese numeral: below ten a digit, else what it multiplies by; -1
/// for other words.
double numeral(std::string_view word) {
    static const std::unordered_map<std::string_view, double> kNumerals = {
        {"〇", 0},   {"零", 0},    {"一", 1},   {"二", 2},   {"两", 2},   {"兩", 2},  {"三", 3},
        {"四", 4},   {"五", 5},    {"六", 6},   {"七", 7},   {"八", 8},   {"九", 9},  {"十", 10},
        {"百", 100}, {"千", 1000}, {"万", 1e4}, {"萬", 1e4}, {"亿", 1e8}, {"億", 1e8}};
    const auto found = kNumerals.find(word);
    return found == kNumerals.end() ? -1 : found->second;
}

/// Digits with at most one point, as a number.
std::optional<double> value_of(const std::string& digits) {
    double value = 0;
    double scale = 0;
    for (const char c : digits) {
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (c >= '0' && c <= '9' && digits.size() <= 15) {
            value = value * 10 + (c - '0');
            scale *= 10;
        } else {
            return std::nullopt;
        }
    }
    return scale > 1 ? value / scale : value;
}

std::string plain(double value) {
    return std::to_string(static_cast<std::int64_t>(std::llround(value)));
}

/// `三十五`, `二〇二五`, `3万5千`: the number that begins at `at`, which moves behind it; empty
/// when none of these does.
std::string east_asian(
    const std::vector<std::string_view>& words, std::size_t& at, std::size_t end
) {
    double total = 0;    // of what stands before the last 万 or 億
    double section = 0;  // since then
    double digit = 0;
    bool units = false;
    std::string digits;  // as long as no unit was met
    auto next = at;
    for (; next < end; ++next) {
        const auto value = numeral(words[next]);
        if (value < 0) {
            const auto number = canonical_number(words[next]);
            const auto amount = number.empty() ? std::nullopt : value_of(number);
            // Digits belong to it when a unit follows, or when one stood before.
            const bool belongs = units || (next + 1 < end && numeral(words[next + 1]) >= 10);
            if (!amount || !belongs || digit != 0) {
                break;
            }
            digit = *amount;
        } else if (value < 10) {
            digits.push_back(static_cast<char>('0' + static_cast<int>(value)));
            digit = value;
        } else {
            units = true;
            if (value < 1e4) {
                section += (digit == 0 ? 1 : digit) * value;
            } else {
                const auto multiplied = section + digit;
                total += (multiplied == 0 ? 1 : multiplied) * value;
                section = 0;
            }
            digit = 0;
        }
    }
    if (next == at) {
        return {};
    }
    at = next;
    return units ? plain(total + section + digit) : digits;
}

}  // namespace

std::vector<std::string> numbers_between(
    const std::vector<std::string_view>& words, std::size_t begin, std::size_t end
) {
    // Where so little differs, an article that gave way to a number was one.
    constexpr std::size_t kFewWords = 3;
    std::vector<std::string> result;
    const bool few = end - begin <= kFewWords;
    for (auto at = begin; at < end;) {
        const auto article = articles().find(words[at]);
        if (article != articles().end() && (at + 1 == end || numeral(words[at + 1]) < 0)) {
            if (few) {
                result.emplace_back(article->second);
            }
            ++at;
            continue;
        }
        if (auto number = east_asian(words, at, end); !number.empty()) {
            result.push_back(std::move(number));
            continue;
        }
        auto number = canonical_number(words[at]);
        if (const auto found = written().find(words[at]);
            number.empty() && found != written().end()) {
            number = found->second;
        }
        if (!number.empty()) {
            result.push_back(std::move(number));
        }
        ++at;
    }
    return result;
}

}  // namespace wireroom::dedup
