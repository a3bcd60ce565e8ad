#include "feed/date_names.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace wireroom::feed {
namespace {

struct Zone {
    std::string_view name;
    int minutes;
};

/// RFC 822 section 5.1 and what else feeds write. Ambiguous names (IST, BST, CST) as they are used
/// in feeds.
constexpr std::array kZones = std::to_array<Zone>({
    {"ut", 0},      {"utc", 0},    {"gmt", 0},    {"z", 0},      {"wet", 0},    {"est", -300},
    {"edt", -240},  {"et", -300},  {"cst", -360}, {"cdt", -300}, {"ct", -360},  {"mst", -420},
    {"mdt", -360},  {"mt", -420},  {"pst", -480}, {"pdt", -420}, {"pt", -480},  {"akst", -540},
    {"akdt", -480}, {"hst", -600}, {"ast", -240}, {"adt", -180}, {"nst", -210}, {"ndt", -150},
    {"brt", -180},  {"art", -180}, {"bst", 60},   {"west", 60},  {"cet", 60},   {"met", 60},
    {"mez", 60},    {"wat", 60},   {"cest", 120}, {"mest", 120}, {"mesz", 120}, {"eet", 120},
    {"sast", 120},  {"cat", 120},  {"eest", 180}, {"msk", 180},  {"trt", 180},  {"eat", 180},
    {"msd", 240},   {"gst", 240},  {"pkt", 300},  {"ist", 330},  {"ict", 420},  {"wib", 420},
    {"sgt", 480},   {"hkt", 480},  {"pht", 480},  {"awst", 480}, {"jst", 540},  {"kst", 540},
    {"acst", 570},  {"acdt", 630}, {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780},
});

struct Month {
    std::string_view prefix;
    int number;
};

/// The beginnings of month names in English and what mistranslated templates print (de, fr, es, it,
/// nl, pt).
constexpr std::array kMonths = std::to_array<Month>({
    {"jan", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fév", 2},  {"fev", 2},  {"mar", 3},
    {"mär", 3},  {"mrz", 3},  {"maa", 3},  {"mrt", 3},  {"apr", 4},  {"avr", 4},  {"abr", 4},
    {"may", 5},  {"mai", 5},  {"mag", 5},  {"mei", 5},  {"jun", 6},  {"juin", 6}, {"giu", 6},
    {"jul", 7},  {"juil", 7}, {"lug", 7},  {"aug", 8},  {"aoû", 8},  {"aou", 8},  {"ago", 8},
    {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10}, {"ott", 10}, {"out", 10}, {"nov", 11},
    {"dec", 12}, {"dez", 12}, {"déc", 12}, {"dic", 12},
});

}  // namespace

std::optional<std::chrono::minutes> zone_offset(std::string_view text) {
    const auto name = to_lower(text);
    const auto* zone = std::ranges::find(kZones, std::string_view(name), &Zone::name);
    if (zone != kZones.end()) {
        return std::chrono::minutes(zone->minutes);
    }
    return std::nullopt;
}

std::optional<int> month_number(std::string_view text) {
    const auto name = to_lower(text);
    const Month* best = nullptr;
    for (const auto& month : kMonths) {
        if (name.starts_with(month.prefix) &&
            (best == nullptr || month.prefix.size() > best->prefix.size())) {
            best = &month;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(best->number);
}

}  // namespace wireroom::feed
