#include "text/charset_guess.hpp"

#include "text/charset_convert.hpp"
#include "text/utf8.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

namespace wireroom::text {
namespace {

struct DetectorCloser {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_high(char c) {
    return static_cast<std::uint8_t>(c) >= 0x80;
}

/// How often Russian and Ukrainian use a letter, in thousandths.
int cyrillic_weight(char16_t c) {
    struct Letter {
        char16_t letter;
        int weight;
    };
    static constexpr auto kLetters = std::to_array<Letter>(
        {{u'о', 100}, {u'е', 75}, {u'а', 80}, {u'и', 70}, {u'н', 66}, {u'т', 60}, {u'с', 52},
         {u'р', 46},  {u'в', 46}, {u'л', 42}, {u'к', 36}, {u'м', 31}, {u'д', 30}, {u'п', 28},
         {u'у', 28},  {u'я', 20}, {u'ы', 18}, {u'ь', 18}, {u'г', 17}, {u'з', 17}, {u'б', 16},
         {u'ч', 14},  {u'й', 12}, {u'х', 10}, {u'ж', 9},  {u'ш', 7},  {u'ю', 6},  {u'ц', 5},
         {u'щ', 4},   {u'э', 3},  {u'ф', 3},  {u'ё', 2},  {u'і', 55}, {u'ї', 8},  {u'є', 6},
         {u'ґ', 1},   {u'ъ', 1},  {u'ў', 6},  {u'ј', 20}, {u'њ', 3},  {u'љ', 3},  {u'ћ', 3}}
    );
    const auto* found = std::ranges::find(kLetters, c, &Letter::letter);
    return found == kLetters.end() ? -1 : found->weight;
}

char16_t cyrillic_lower(char16_t c) {
    if (c >= u'А' && c <= u'Я') {
        return static_cast<char16_t>(c + 32);
    }
    if (c >= u'Ѐ' && c <= u'Џ') {
        return static_cast<char16_t>(c + 80);
    }
    return c == u'Ґ' ? u'ґ' : c;
}

/// How much the bytes look like a Cyrillic language in this encoding, per byte: 45 to 60 for real
/// text, under 25 for the same bytes in another encoding. The Mac's
/// is not tried: it is nearly windows-1251, and nobody has sent it undeclared for twenty years.
double cyrillic_score(std::string_view bytes, const Charset& charset) {
    const auto upper = upper_half(charset);
    struct Value {
        int weight = 0;
        bool capital = false;
    };
    std::array<Value, 128> values{};
    for (std::size_t i = 0; i < upper.size(); ++i) {
        const auto lower = cyrillic_lower(upper[i]);
        values[i].weight = cyrillic_weight(lower);
        values[i].capital = values[i].weight >= 0 && lower != upper[i];
    }
    long score = 0;
    long count = 0;
    bool after_small = false;
    for (const char c : bytes) {
        if (!is_high(c)) {
            after_small = false;
            continue;
        }
        const auto& value = values[static_cast<std::uint8_t>(c) - 0x80U];
        ++count;
        if (value.weight < 0) {
            score += after_small ? -20 : 0;  // «, —, № between words
            after_small = false;
        } else if (value.capital) {
            score += after_small ? -100 : value.weight / 2;  // a capital inside of a word
        } else {
            score += value.weight;
            after_small = true;
        }
    }
    return count == 0 ? 0 : static_cast<double>(score) / static_cast<double>(count);
}

const Charset* guess_cyrillic(std::string_view bytes) {
    constexpr double kEnough = 42;  // Hebrew read as windows-1251 has up to 38
    constexpr auto kLabels =
        std::to_array<std::string_view>({"windows-1251", "koi8-u", "ibm866", "iso-8859-5"});
    const Charset* best = nullptr;
    double best_score = kEnough;
    for (const auto label : kLabels) {
        const auto* charset = charset_by_label(label);
        const auto score = cyrillic_score(bytes, *charset);
        if (score > best_score) {
            best = charset;
            best_score = score;
        }
    }
    if (best == nullptr || best->name != "koi8-u") {
        return best;
    }
    // The Ukrainian letters are the only difference that texts show: є і ї ґ.
    const bool ukrainian =
        bytes.find_first_of("\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD") != std::string_view::npos;
    return ukrainian ? best : charset_by_label("koi8-r");
}

/// Thai, which ICU's detector does not know, by how often it uses each byte from A0 on, in
/// thousandths. Measured on 3-sentence texts: Thai has 26 to 38 per byte, all others under 17.
const Charset* guess_thai(std::string_view bytes) {
    static constexpr auto kWeights =
        std::to_array<int>({0,  46, 21, 0,  15, 0,  0, 34, 16, 0,  11, 3,  0, 1,  0,  0,
                            1,  0,  0,  5,  33, 24, 8, 17, 2,  38, 22, 15, 4, 0,  15, 8,
                            2,  48, 22, 51, 0,  26, 0, 20, 1,  1,  21, 17, 0, 52, 0,  0,
                            13, 28, 57, 10, 21, 24, 3, 12, 7,  12, 0,  0,  0, 0,  0,  0,
                            37, 22, 5,  11, 22, 0,  0, 7,  55, 43, 0,  0,  9, 0,  0,  0,
                            0,  0,  0,  0,  0,  0,  0, 0,  0,  0,  0,  0,  0, 0,  0,  0});
    constexpr int kNone = -40;
    constexpr long kEnough = 21;
    long score = 0;
    long count = 0;
    bool extended = false;
    for (const char c : bytes) {
        if (is_high(c)) {
            const auto byte = static_cast<std::uint8_t>(c);
            const int weight = byte >= 0xA0 ? kWeights[byte - 0xA0U] : 0;
            score += weight > 0 ? weight : kNone;
            extended = extended || byte <= 0xA0;  // quotes, dashes: windows-874 alone has them
            ++count;
        }
    }
    if (score < kEnough * count) {
        return nullptr;
    }
    return charset_by_label(extended ? "windows-874" : "tis-620");
}

/// Hebrew is all letters without capitals: E0 to FA. Greek, the nearest, has 90 % there.
const Charset* guess_hebrew(std::string_view bytes) {
    std::size_t letters = 0;
    std::size_t count = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        letters += byte >= 0xE0 && byte <= 0xFA ? 1 : 0;
        count += is_high(c) ? 1 : 0;
    }
    return letters * 100 >= count * 92 ? charset_by_label("windows-1255") : nullptr;
}

const Charset* ask_detector(std::string_view sample) {
    constexpr auto kTrusted = std::to_array<std::string_view>(
        {"Big5",
         "EUC-JP",
         "EUC-KR",
         "GB18030",
         "Shift_JIS",
         "ISO-8859-7",
         "windows-1253",
         "windows-1255",
         "windows-1256"}
    );
    constexpr int kConfidence =
        30;  // of 100; a few hundred characters of real text have 40 or more
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
    if (U_FAILURE(status) != 0) {
        return nullptr;
    }
    ucsdet_enableInputFilter(detector.get(), 1);  // mark-up is no language
    ucsdet_setText(
        detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status
    );
    const auto* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) != 0 || match == nullptr ||
        ucsdet_getConfidence(match, &status) < kConfidence) {
        return nullptr;
    }
    const std::string_view name = ucsdet_getName(match, &status);
    if (name.starts_with("ISO-8859-8")) {
        return charset_by_label("windows-1255");  // the same letters, and quotes and points
    }
    return std::ranges::find(kTrusted, name) != kTrusted.end() ? charset_by_label(name) : nullptr;
}

}  // namespace

const Charset* guess_charset(std::string_view bytes) {
    constexpr std::size_t kSample = 64U << 10U;
    constexpr std::size_t kFewest = 8;
    const auto start = ascii_prefix(bytes);
    const auto sample = bytes.substr(start, kSample);
    // Accents of Western languages stand alone between ASCII letters; foreign scripts come in runs.
    std::size_t foreign = 0;
    std::size_t in_runs = 0;
    for (std::size_t at = 0; at < sample.size(); ++at) {
        foreign += is_high(sample[at]) ? 1 : 0;
        in_runs += at > 0 && is_high(sample[at]) && is_high(sample[at - 1]) ? 1 : 0;
    }
    if (foreign < kFewest || in_runs * 2 <= foreign) {
        return nullptr;
    }
    for (auto* guess : {guess_thai, guess_cyrillic, guess_hebrew, ask_detector}) {
        if (const auto* charset = guess(sample)) {
            return charset;
        }
    }
    return nullptr;
}

}  // namespace wireroom::text
