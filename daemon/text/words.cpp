#include "text/words.hpp"

#include "base/text.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdint>

namespace wireroom::text {
namespace {

enum class Kind : std::uint8_t { kOther, kLetter, kMark, kDigit, kIdeograph };

constexpr Kind kind_of_ascii(char ascii) {
    return is_digit(ascii)                                    ? Kind::kDigit
           : to_lower(ascii) >= 'a' && to_lower(ascii) <= 'z' ? Kind::kLetter
                                                              : Kind::kOther;
}

constexpr std::array<Kind, 0x80> kAsciiKinds = [] {
    std::array<Kind, 0x80> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        table[c] = kind_of_ascii(static_cast<char>(c));
    }
    return table;
}();

/// By byte: nearly all of most texts.
constexpr std::array<bool, 0x100> kAsciiLetters = [] {
    std::array<bool, 0x100> table{};
    for (std::size_t c = 0; c < kAsciiKinds.size(); ++c) {
        table[c] = kAsciiKinds[c] == Kind::kLetter;
    }
    return table;
}();

Kind kind_of(char32_t c) {
    if (c < 0x80) {
        return kAsciiKinds[c];
    }
    const auto point = static_cast<UChar32>(c);
    const auto mask = U_GET_GC_MASK(point);
    if ((mask & U_GC_M_MASK) != 0) {
        return Kind::kMark;
    }
    if ((mask & U_GC_ND_MASK) != 0) {
        return Kind::kDigit;
    }
    if ((mask & (U_GC_L_MASK | U_GC_NL_MASK)) == 0) {
        return Kind::kOther;
    }
    if (c < 0x0E00) {
        return Kind::kLetter;  // no script below Thai is written without spaces
    }
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(point, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_YI:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
        case USCRIPT_TAI_LE:
        case USCRIPT_NEW_TAI_LUE:
        case USCRIPT_LANNA:
        case USCRIPT_TAI_VIET:
        case USCRIPT_JAVANESE:
        case USCRIPT_BALINESE:
            return Kind::kIdeograph;
        default:
            return c == 0x30FC || c == 0x3005 ? Kind::kIdeograph : Kind::kLetter;
    }
}

/// Stands inside a number: of thousands or before a fraction, also the Arabic ones.
bool is_number_separator(char32_t c) {
    return c == '.' || c == ',' || c == 0x066B || c == 0x066C;
}

/// Kinds of all characters of up to two bytes: most texts hold little else.
const std::array<Kind, 0x800>& short_kinds() {
    static const auto kTable = [] {
        std::array<Kind, 0x800> table{};
        for (std::size_t c = 0; c < table.size(); ++c) {
            table[c] = kind_of(static_cast<char32_t>(c));
        }
        return table;
    }();
    return kTable;
}

struct Character {
    Kind kind = Kind::kOther;
    char32_t value = 0;
    std::size_t bytes = 1;
};

/// @pre at < text.size()
Character character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<std::uint8_t>(text[at]);
    if (lead < 0x80) {
        return {kAsciiKinds[lead], lead, 1};
    }
    const auto c = decode_at(text, at);
    if (!c.valid) {
        return {Kind::kOther, c.value, c.bytes};
    }
    const auto& known = short_kinds();
    return {c.value < known.size() ? known[c.value] : kind_of(c.value), c.value, c.bytes};
}

bool is_kind_at(std::string_view text, std::size_t at, Kind kind) {
    return at < text.size() && character_at(text, at).kind == kind;
}

/// Where a run of letters ends that goes on at `at`.
std::size_t end_of_letters(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto byte = static_cast<std::uint8_t>(text[at]);
        if (kAsciiLetters[byte]) {
            ++at;
            continue;
        }
        if (byte < 0x80) {
            if (byte != '\'' || !is_kind_at(text, at + 1, Kind::kLetter)) {
                break;
            }
            ++at;
            continue;
        }
        const auto c = character_at(text, at);
        if (c.kind != Kind::kLetter && c.kind != Kind::kMark) {
            break;
        }
        at += c.bytes;
    }
    return at;
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto c = character_at(text, at);
        const bool inner = c.kind == Kind::kDigit || (is_number_separator(c.value) &&
                                                      is_kind_at(text, at + c.bytes, Kind::kDigit));
        if (!inner) {
            break;
        }
        at += c.bytes;
    }
    return at;
}

std::size_t end_of_marks(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto c = character_at(text, at);
        if (c.kind != Kind::kMark) {
            break;
        }
        at += c.bytes;
    }
    return at;
}

}  // namespace

bool WordReader::next(std::string_view& word) {
    while (at_ < text_.size()) {
        const auto byte = static_cast<std::uint8_t>(text_[at_]);
        if (byte < 0x80 && kAsciiKinds[byte] == Kind::kOther) {
            ++at_;
            continue;
        }
        const auto start = at_;
        if (kAsciiLetters[byte]) {
            at_ = end_of_letters(text_, at_ + 1);
            word = text_.substr(start, at_ - start);
            return true;
        }
        const auto first = character_at(text_, at_);
        at_ += first.bytes;
        switch (first.kind) {
            case Kind::kOther:
                continue;
            case Kind::kIdeograph:
                at_ = end_of_marks(text_, at_);
                break;
            case Kind::kDigit:
                at_ = end_of_number(text_, at_);
                break;
            case Kind::kLetter:
            case Kind::kMark:
                at_ = end_of_letters(text_, at_);
                break;
        }
        word = text_.substr(start, at_ - start);
        return true;
    }
    return false;
}

std::vector<std::string_view> words(std::string_view folded) {
    std::vector<std::string_view> out;
    out.reserve(folded.size() / 6 + 1);
    WordReader reader(folded);
    for (std::string_view word; reader.next(word);) {
        out.push_back(word);
    }
    return out;
}

std::size_t count_words(std::string_view folded) {
    std::size_t count = 0;
    WordReader reader(folded);
    for (std::string_view word; reader.next(word);) {
        ++count;
    }
    return count;
}

bool begins_with_capital(std::string_view text) {
    if (text.empty()) {
        return false;
    }
    const auto c = decode_at(text, 0);
    const auto point = static_cast<UChar32>(c.value);
    return c.valid && (u_isupper(point) != 0 || u_istitle(point) != 0);
}

std::optional<Digit> leading_digit(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    if (is_digit(text.front())) {
        return Digit{text.front(), 1};
    }
    if (static_cast<std::uint8_t>(text.front()) < 0x80) {
        return std::nullopt;
    }
    const auto c = decode_at(text, 0);
    const auto value = c.valid ? u_charDigitValue(static_cast<UChar32>(c.value)) : -1;
    return value < 0 ? std::nullopt : std::optional(Digit{static_cast<char>('0' + value), c.bytes});
}

}  // namespace wireroom::text
