#include "feed/date_names.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace wireroom::feed {
namespace {

/// Up to eight letters as one number, in lower case; 0 for longer words.
constexpr std::uint64_t key_of(std::string_view word) {
    std::uint64_t key = 0;
    for (const char c : word) {
        key = (key << 8U) | static_cast<unsigned char>(to_lower(c));
    }
    return word.size() > 8 ? 0 : key;
}

struct Zone {
    std::uint64_t key;
    int minutes;

    constexpr Zone(std::string_view name, int offset) : key(key_of(name)), minutes(offset) {}
};

/// The commonest first.
constexpr auto kZones = std::to_array<Zone>({
    {"gmt", 0},     {"utc", 0},     {"z", 0},       {"ut", 0},      {"est", -300},  {"edt", -240},
    {"pst", -480},  {"pdt", -420},  {"cst", -360},  {"cdt", -300},  {"mst", -420},  {"mdt", -360},
    {"cet", 60},    {"cest", 120},  {"bst", 60},    {"msk", 180},   {"eet", 120},   {"eest", 180},
    {"jst", 540},   {"kst", 540},   {"ist", 330},   {"aest", 600},  {"aedt", 660},  {"uct", 0},
    {"wet", 0},     {"west", 60},   {"met", 60},    {"mest", 120},  {"mez", 60},    {"mesz", 120},
    {"et", -300},   {"ct", -360},   {"mt", -420},   {"pt", -480},   {"at", -240},   {"ast", -240},
    {"adt", -180},  {"akst", -540}, {"akdt", -480}, {"hst", -600},  {"hast", -600}, {"hadt", -540},
    {"nst", -210},  {"ndt", -150},  {"brt", -180},  {"brst", -120}, {"art", -180},  {"clt", -240},
    {"clst", -180}, {"cot", -300},  {"pet", -300},  {"vet", -240},  {"bot", -240},  {"uyt", -180},
    {"wat", 60},    {"cat", 120},   {"sast", 120},  {"eat", 180},   {"idt", 180},   {"trt", 180},
    {"msd", 240},   {"samt", 240},  {"gst", 240},   {"azt", 240},   {"irst", 210},  {"pkt", 300},
    {"uzt", 300},   {"yekt", 300},  {"npt", 345},   {"omst", 360},  {"mmt", 390},   {"ict", 420},
    {"wib", 420},   {"novt", 420},  {"krat", 420},  {"wita", 480},  {"irkt", 480},  {"sgt", 480},
    {"myt", 480},   {"hkt", 480},   {"pht", 480},   {"awst", 480},  {"wit", 540},   {"yakt", 540},
    {"acst", 570},  {"acdt", 630},  {"vlat", 600},  {"chst", 600},  {"magt", 660},  {"nzst", 720},
    {"nzdt", 780},
});

constexpr auto kMonths = std::to_array<std::string_view>(
    {"january",
     "february",
     "march",
     "april",
     "may",
     "june",
     "july",
     "august",
     "september",
     "october",
     "november",
     "december"}
);

struct Stem {
    std::string_view letters;
    int month;
};

/// How the names of months begin, in lower case and without accents; the longest that fits counts.
/// 0: a weekday with the beginning of a month. Croatian is not among them: its `listopad` is
/// October, in Polish, Czech and Ukrainian it is November.
constexpr auto kStems = std::to_array<Stem>({
    // Romance, Germanic, Baltic of Latin stock
    {"jan", 1},
    {"ene", 1},
    {"gen", 1},
    {"ian", 1},
    {"jaa", 1},
    {"feb", 2},
    {"fev", 2},
    {"veeb", 2},
    {"mar", 3},
    {"maa", 3},
    {"mrt", 3},
    {"mrz", 3},
    {"abr", 4},
    {"apr", 4},
    {"avr", 4},
    {"mag", 5},
    {"mai", 5},
    {"maj", 5},
    {"may", 5},
    {"mei", 5},
    {"giu", 6},
    {"iun", 6},
    {"jun", 6},
    {"juin", 6},
    {"jui", 7},
    {"jul", 7},
    {"iul", 7},
    {"lug", 7},
    {"ago", 8},
    {"agu", 8},
    {"aou", 8},
    {"aug", 8},
    {"sep", 9},
    {"set", 9},
    {"szep", 9},
    {"oct", 10},
    {"okt", 10},
    {"ott", 10},
    {"out", 10},
    {"nov", 11},
    {"noi", 11},
    {"dec", 12},
    {"des", 12},
    {"dets", 12},
    {"dez", 12},
    {"dic", 12},
    {"dig", 12},
    {"mardi", 0},
    {"martes", 0},
    {"martedi", 0},
    {"marti", 0},
    {"martie", 3},
    {"maandag", 0},
    // Polish, Czech
    {"sty", 1},
    {"led", 1},
    {"lut", 2},
    {"unor", 2},
    {"brez", 3},
    {"kwi", 4},
    {"dub", 4},
    {"kvet", 5},
    {"cze", 6},
    {"cerven", 6},
    {"cervn", 6},
    {"cervenec", 7},
    {"cervenc", 7},
    {"lip", 7},
    {"sie", 8},
    {"srp", 8},
    {"wrz", 9},
    {"zar", 9},
    {"paz", 10},
    {"rij", 10},
    {"lis", 11},
    {"gru", 12},
    {"pros", 12},
    // Finnish
    {"tammi", 1},
    {"helmi", 2},
    {"maalis", 3},
    {"huhti", 4},
    {"touko", 5},
    {"kesa", 6},
    {"heina", 7},
    {"elo", 8},
    {"syys", 9},
    {"loka", 10},
    {"marras", 11},
    {"joulu", 12},
    {"maanantai", 0},
    // Turkish
    {"oca", 1},
    {"sub", 2},
    {"nis", 4},
    {"haz", 6},
    {"tem", 7},
    {"eyl", 9},
    {"eki", 10},
    {"kas", 11},
    {"ara", 12},
    {"pazar", 0},
    // Lithuanian
    {"saus", 1},
    {"vasar", 2},
    {"vasarnap", 0},
    {"kov", 3},
    {"baland", 4},
    {"geguz", 5},
    {"birz", 6},
    {"liep", 7},
    {"rugp", 8},
    {"rugs", 9},
    {"spal", 10},
    {"lapkr", 11},
    {"gruod", 12},
    // Russian, Bulgarian, Serbian
    {"янв", 1},
    {"яну", 1},
    {"јан", 1},
    {"фев", 2},
    {"мар", 3},
    {"апр", 4},
    {"май", 5},
    {"мая", 5},
    {"мај", 5},
    {"июн", 6},
    {"юни", 6},
    {"јун", 6},
    {"июл", 7},
    {"юли", 7},
    {"јул", 7},
    {"авг", 8},
    {"сен", 9},
    {"сеп", 9},
    {"окт", 10},
    {"ноя", 11},
    {"ное", 11},
    {"нов", 11},
    {"дек", 12},
    {"дец", 12},
    // Ukrainian, Belarusian
    {"січ", 1},
    {"студ", 1},
    {"лют", 2},
    {"бер", 3},
    {"сак", 3},
    {"кві", 4},
    {"крас", 4},
    {"тра", 5},
    {"чер", 6},
    {"чэр", 6},
    {"лип", 7},
    {"ліп", 7},
    {"сер", 8},
    {"серед", 0},
    {"жні", 8},
    {"вер", 9},
    {"жов", 10},
    {"кас", 10},
    {"лис", 11},
    {"ліс", 11},
    {"гру", 12},
    {"сне", 12},
    // Greek
    {"ιαν", 1},
    {"φεβ", 2},
    {"μαρ", 3},
    {"απρ", 4},
    {"μαι", 5},
    {"ιουν", 6},
    {"ιουλ", 7},
    {"αυγ", 8},
    {"σεπ", 9},
    {"οκτ", 10},
    {"νοε", 11},
    {"δεκ", 12},
    // Hebrew, also behind the preposition
    {"ינואר", 1},
    {"פברואר", 2},
    {"מרץ", 3},
    {"מרס", 3},
    {"אפריל", 4},
    {"מאי", 5},
    {"יוני", 6},
    {"יולי", 7},
    {"אוגוסט", 8},
    {"ספטמבר", 9},
    {"אוקטובר", 10},
    {"נובמבר", 11},
    {"דצמבר", 12},
    // Arabic of Egypt and the Gulf
    {"يناير", 1},
    {"فبراير", 2},
    {"مارس", 3},
    {"ابريل", 4},
    {"مايو", 5},
    {"يونيو", 6},
    {"يوليو", 7},
    {"اغسطس", 8},
    {"سبتمبر", 9},
    {"اكتوبر", 10},
    {"نوفمبر", 11},
    {"ديسمبر", 12},
});

std::optional<int> english(std::string_view word) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        const auto name = kMonths[i];
        if (to_lower(word[0]) == name[0] && to_lower(word[1]) == name[1] &&
            to_lower(word[2]) == name[2]) {
            const bool whole =
                word.size() <= name.size() && iequals(name.substr(0, word.size()), word);
            return whole ? std::optional(static_cast<int>(i) + 1) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::chrono::minutes> zone_offset(std::string_view text) {
    const auto key = key_of(text);
    const auto* zone = std::ranges::find(kZones, key, &Zone::key);
    if (text.empty() || zone == kZones.end()) {
        return std::nullopt;
    }
    return std::chrono::minutes(zone->minutes);
}

std::optional<int> month_or_weekday(std::string_view word) {
    if (word.ends_with('.')) {
        word.remove_suffix(1);
    }
    if (word.size() < 3) {
        return std::nullopt;
    }
    if (const auto month = english(word)) {
        return month;
    }
    const auto name = to_lower(word);
    const Stem* best = nullptr;
    constexpr std::string_view kHebrewIn = "ב";
    const std::string_view whole = name;
    const auto behind = whole.starts_with(kHebrewIn) ? whole.substr(kHebrewIn.size()) : whole;
    for (const auto& stem : kStems) {
        const bool fits = whole.starts_with(stem.letters) || behind.starts_with(stem.letters);
        if (fits && (best == nullptr || stem.letters.size() > best->letters.size())) {
            best = &stem;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(best->month);
}

std::optional<int> month_number(std::string_view word) {
    const auto month = month_or_weekday(word);
    return month && *month > 0 ? month : std::nullopt;
}

}  // namespace wireroom::feed
