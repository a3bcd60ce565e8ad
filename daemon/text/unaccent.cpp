#include "text/unaccent.hpp"

#include "base/text.hpp"
#include "text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>

namespace wireroom::text {
namespace {

constexpr char32_t kDropped = 0;

bool is_mark(char32_t c) {
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

/// Latin, Greek and Cyrillic: the scripts whose marks are left out when people type.
bool takes_accents(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/// Letters with a stroke: Unicode does not decompose them.
char32_t without_stroke(char32_t c) {
    switch (c) {
        case U'ł':
            return 'l';
        case U'ø':
            return 'o';
        case U'đ':
        case U'ð':
            return 'd';
        case U'ħ':
            return 'h';
        case U'ŧ':
            return 't';
        case U'ı':
            return 'i';
        default:
            return c;
    }
}

bool is_letter_of_its_own(char32_t c) {
    return c == U'й' || c == U'ї' || c == U'ў' || c == U'ѓ' || c == U'ќ';
}

/// A letter of Latin, Greek or Cyrillic without its marks; others as they are.
char32_t base_letter(char32_t c) {
    if (is_letter_of_its_own(c) || !takes_accents(c) || is_mark(c)) {
        return c;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto* const nfd = icu::Normalizer2::getNFDInstance(status);
    icu::UnicodeString parts;
    if (U_FAILURE(status) != 0 || nfd->getDecomposition(static_cast<UChar32>(c), parts) == 0) {
        return without_stroke(c);
    }
    return without_stroke(static_cast<char32_t>(parts.char32At(0)));
}

/// Points of Hebrew, vowel signs and tatweel of Arabic go; alefs become one.
char32_t semitic(char32_t c) {
    switch (c) {
        case 0x05F3:
            return '\'';
        case 0x05F4:
            return '"';
        case 0x0640:
            return kDropped;
        case 0x0622:
        case 0x0623:
        case 0x0625:
        case 0x0671:
            return 0x0627;
        default:
            return is_mark(c) ? kDropped : c;
    }
}

constexpr bool is_semitic(char32_t c) {
    return (c >= 0x0591 && c <= 0x06FF) || (c >= 0x0750 && c <= 0x077F) ||
           (c >= 0x0870 && c <= 0x08FF);
}

/// `base_letter` for what nearly all accented letters are: looked up once.
constexpr char32_t kTableBegin = 0x80;
constexpr char32_t kTableEnd = 0x0530;

char32_t base_letter_cached(char32_t c) {
    static const auto kTable = [] {
        std::array<char16_t, kTableEnd - kTableBegin> table{};
        for (char32_t at = kTableBegin; at < kTableEnd; ++at) {
            table.at(at - kTableBegin) = static_cast<char16_t>(base_letter(at));
        }
        return table;
    }();
    return c >= kTableBegin && c < kTableEnd ? kTable.at(c - kTableBegin) : base_letter(c);
}

std::string_view spelled_out(char32_t c) {
    switch (c) {
        case U'æ':
        case U'ǽ':
        case U'ǣ':
            return "ae";
        case U'œ':
            return "oe";
        case U'þ':
            return "th";
        default:
            return {};
    }
}

/// Spares the letters of the common alphabets a look-up.
constexpr bool may_be_mark(char32_t c) {
    return c >= 0x0300 && !(c >= 0x0370 && c < 0x0483) && !(c >= 0x048A && c < 0x0530);
}

}  // namespace

std::string unaccent(std::string_view folded) {
    std::string out;
    out.reserve(folded.size());
    char32_t letter = ' ';  // what a mark here would stand on
    for (std::size_t at = 0; at < folded.size();) {
        if (const auto plain = ascii_prefix(folded.substr(at)); plain != 0) {
            out += folded.substr(at, plain);
            at += plain;
            letter = static_cast<char32_t>(folded[at - 1]);
            continue;
        }
        const auto c = decode_at(folded, at);
        const auto source = folded.substr(at, c.bytes);
        at += c.bytes;
        if (!c.valid) {
            out += kReplacement;
            letter = U'\xFFFD';
        } else if (is_semitic(c.value)) {
            if (const auto kept = semitic(c.value); kept != kDropped) {
                append_utf8(out, kept);
                letter = kept;
            }
        } else if (may_be_mark(c.value) && is_mark(c.value)) {
            if (!takes_accents(letter)) {
                out += source;
            }
        } else if (const auto spelled = spelled_out(c.value); !spelled.empty()) {
            out += spelled;
            letter = c.value;
        } else if (letter = base_letter_cached(c.value); letter != c.value) {
            append_utf8(out, letter);
        } else {
            out += source;
        }
    }
    return out;
}

}  // namespace wireroom::text
