#include "text/charset_guess_alphabets.hpp"

#include "text/charset_convert.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace wireroom::text {
namespace {

struct Letter {
    char16_t letter;
    int weight;  ///< how often it is used, in thousandths
};

// Russian and Ukrainian together.
constexpr auto kCyrillic =
    std::to_array<Letter>({{u'о', 100}, {u'е', 75}, {u'а', 80}, {u'и', 70}, {u'н', 66}, {u'т', 60},
                           {u'с', 52},  {u'р', 46}, {u'в', 46}, {u'л', 42}, {u'к', 36}, {u'м', 31},
                           {u'д', 30},  {u'п', 28}, {u'у', 28}, {u'я', 20}, {u'ы', 18}, {u'ь', 18},
                           {u'г', 17},  {u'з', 17}, {u'б', 16}, {u'ч', 14}, {u'й', 12}, {u'х', 10},
                           {u'ж', 9},   {u'ш', 7},  {u'ю', 6},  {u'ц', 5},  {u'щ', 4},  {u'э', 3},
                           {u'ф', 3},   {u'ё', 2},  {u'і', 55}, {u'ї', 8},  {u'є', 6},  {u'ґ', 1},
                           {u'ъ', 1},   {u'ў', 6},  {u'ј', 20}, {u'њ', 3},  {u'љ', 3},  {u'ћ', 3}});

constexpr auto kGreek =
    std::to_array<Letter>({{u'α', 98}, {u'ο', 80}, {u'ε', 76}, {u'τ', 73}, {u'ν', 60}, {u'ι', 58},
                           {u'ρ', 48}, {u'σ', 47}, {u'η', 42}, {u'μ', 41}, {u'π', 38}, {u'κ', 33},
                           {u'υ', 31}, {u'λ', 28}, {u'ς', 27}, {u'ί', 27}, {u'δ', 24}, {u'γ', 22},
                           {u'ή', 21}, {u'έ', 20}, {u'ό', 19}, {u'ά', 17}, {u'χ', 15}, {u'ω', 11},
                           {u'θ', 10}, {u'ύ', 9},  {u'φ', 9},  {u'β', 5},  {u'ώ', 4},  {u'ξ', 3},
                           {u'ζ', 2},  {u'ψ', 1},  {u'ϊ', 1}});

constexpr auto kHebrew =
    std::to_array<Letter>({{u'י', 135}, {u'ו', 90}, {u'ת', 90}, {u'ל', 67}, {u'ה', 63}, {u'מ', 62},
                           {u'ר', 57},  {u'נ', 50}, {u'א', 47}, {u'ש', 45}, {u'ב', 40}, {u'ק', 32},
                           {u'פ', 28},  {u'ד', 24}, {u'ם', 23}, {u'ח', 23}, {u'ע', 21}, {u'ג', 20},
                           {u'ס', 18},  {u'ט', 17}, {u'כ', 15}, {u'ן', 11}, {u'צ', 9},  {u'ז', 8},
                           {u'ך', 3},   {u'ץ', 2},  {u'ף', 2}});

/// How text looks in its own encoding.
struct Alphabet {
    std::span<const Letter> letters;
    double usual;   ///< the score of real text
    double enough;  ///< what text in any other alphabet hardly reaches
};

const Alphabet kAlphabets[] = {{kCyrillic, 52, 42}, {kGreek, 50, 36}, {kHebrew, 60, 43}};

/// Quotes, dashes, dots and spaces, and the points of Hebrew: they say nothing.
bool is_neutral(char16_t c) {
    return (c >= 0x2010 && c <= 0x2026) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xB7 ||
           (c >= 0x05B0 && c <= 0x05C2);
}

struct Score {
    double value = 0;  ///< per byte: about `usual` for real text
    bool capitals = false;
};

/// How much the bytes look like text in this alphabet and encoding.
Score score_of(std::string_view bytes, const Charset& charset, const Alphabet& alphabet) {
    constexpr int kStranger = -40;  // a letter or sign that such texts do not have
    constexpr int kCapitalInWord = -100;
    struct Value {
        int weight = kStranger;
        bool letter = false;
        bool capital = false;
        bool neutral = false;
    };
    const auto upper = upper_half(charset);
    std::array<Value, 128> values{};
    for (std::size_t i = 0; i < upper.size(); ++i) {
        const auto lower = static_cast<char16_t>(u_tolower(upper[i]));
        const auto found = std::ranges::find(alphabet.letters, lower, &Letter::letter);
        auto& value = values[i];
        value.letter = found != alphabet.letters.end();
        value.weight = value.letter ? found->weight : kStranger;
        value.capital = value.letter && lower != upper[i];
        value.neutral = is_neutral(upper[i]);
    }
    long score = 0;
    long count = 0;
    bool after_small = false;
    bool capitals = false;
    for (const char c : bytes) {
        const auto& value = values[is_high(c) ? static_cast<std::uint8_t>(c) - 0x80U : 0];
        if (!is_high(c) || value.neutral) {
            after_small = false;
            continue;
        }
        ++count;
        capitals = capitals || value.capital;
        if (value.capital) {
            score += after_small ? kCapitalInWord : value.weight / 2;
        } else {
            score += value.weight;
        }
        after_small = value.letter && !value.capital;
    }
    return {count == 0 ? 0 : static_cast<double>(score) / static_cast<double>(count), capitals};
}

/// What tells windows-1253 from ISO-8859-7 is Ά and quotes alone.
std::string_view greek_label(std::string_view bytes) {
    const auto letter = [&](std::size_t at) {
        return at < bytes.size() && static_cast<std::uint8_t>(bytes[at]) >= 0xB8;
    };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const bool capital = bytes[at] == '\xB6' && letter(at + 1);
        const bool quote = (bytes[at] == '\xA1' && letter(at + 1)) ||
                           (bytes[at] == '\xA2' && !letter(at + 1) && at > 0 && letter(at - 1));
        if (capital || quote) {
            return "iso-8859-7";
        }
    }
    return "windows-1253";
}

/// The Ukrainian letters are the only difference that texts show: є і ї ґ.
std::string_view koi8_label(std::string_view bytes) {
    const bool ukrainian =
        bytes.find_first_of("\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD") != std::string_view::npos;
    return ukrainian ? "koi8-u" : "koi8-r";
}

}  // namespace

const Charset* guess_alphabet(std::string_view bytes) {
    struct Candidate {
        std::string_view label;
        const Alphabet& alphabet;
    };
    // The Mac's Cyrillic is not tried: it is nearly windows-1251, and nobody has sent it undeclared
    // for twenty years.
    const Candidate candidates[] = {
        {"windows-1251", kAlphabets[0]},
        {"koi8-u", kAlphabets[0]},
        {"ibm866", kAlphabets[0]},
        {"iso-8859-5", kAlphabets[0]},
        {"windows-1253", kAlphabets[1]},
        {"iso-8859-7", kAlphabets[1]},
        {"windows-1255", kAlphabets[2]},
    };
    // Hebrew has no capitals. What would be Greek or Russian without a single one is rather it.
    constexpr double kWithoutCapitals = 0.7;
    std::string_view best;
    double best_likeness = 0;
    for (const auto& candidate : candidates) {
        const auto score = score_of(bytes, *charset_by_label(candidate.label), candidate.alphabet);
        const bool small = !score.capitals && candidate.alphabet.letters.data() != kHebrew.data();
        const auto likeness =
            score.value / candidate.alphabet.usual * (small ? kWithoutCapitals : 1);
        if (score.value > candidate.alphabet.enough && likeness > best_likeness) {
            best = candidate.label;
            best_likeness = likeness;
        }
    }
    if (best.empty()) {
        return nullptr;
    }
    if (best == "windows-1253" || best == "iso-8859-7") {
        best = greek_label(bytes);
    }
    return charset_by_label(best == "koi8-u" ? koi8_label(bytes) : best);
}

}  // namespace wireroom::text
