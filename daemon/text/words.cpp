#include "text/words.hpp"

#include "base/text.hpp"
#include "text/byte_scan.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>
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

constexpr std::size_t kBlock = 64;
constexpr std::uint64_t kLowerCase = kEachByte * 0x20U;

/// The eight bytes from `at` on, with zeros behind the end of the text.
std::uint64_t eight_at_end(std::string_view text, std::size_t at) {
    if (at + 8 <= text.size()) {
        return eight_bytes(text, at);
    }
    std::array<char, 8> padded{};
    std::ranges::copy(text.substr(at), padded.begin());
    return eight_bytes({padded.data(), padded.size()}, 0);
}

/// May continue a word behind an ASCII letter that another ASCII letter does not follow.
bool may_go_on(char c) {
    return c == '\'' || static_cast<std::uint8_t>(c) >= 0x80;
}

/// The end of what begins with a character that is no ASCII letter.
struct Other {
    std::size_t end;
    bool word;  ///< false: it is not a word, and passed
};
Other other_at(std::string_view text, std::size_t at) {
    const auto first = character_at(text, at);
    at += first.bytes;
    switch (first.kind) {
        case Kind::kOther:
            return {at, false};
        case Kind::kIdeograph:
            return {end_of_marks(text, at), true};
        case Kind::kDigit:
            return {end_of_number(text, at), true};
        case Kind::kLetter:
        case Kind::kMark:
            break;
    }
    return {end_of_letters(text, at), true};
}

}  // namespace

WordReader::Block WordReader::block_at(std::string_view text, std::size_t begin) {
    Block block;
    for (std::size_t i = 0; i < kBlock && begin + i < text.size(); i += 8) {
        const auto eight = eight_at_end(text, begin + i);
        const auto letters = range_mask(eight | kLowerCase, 'a', 'z');
        const auto spoken = letters | range_mask(eight, '0', '9') | any_high(eight);
        block.letters |= bits_of(letters) << i;
        block.spoken |= bits_of(spoken) << i;
    }
    return block;
}

/// Looks at the block that `at_` is in; blocks begin at multiples of their size.
inline void WordReader::enter_block() {
    if (at_ >= block_end_) {
        const auto begin = at_ / kBlock * kBlock;
        block_ = block_at(text_, begin);
        block_end_ = begin + kBlock;
    }
}

/// Moves to the next byte that can be of a word.
inline bool WordReader::find_word() {
    while (at_ < text_.size()) {
        enter_block();
        const auto ahead = block_.spoken >> at_ % kBlock;
        if (ahead != 0) {
            at_ += static_cast<std::size_t>(std::countr_zero(ahead));
            return true;
        }
        at_ = block_end_;
    }
    return false;
}

inline void WordReader::pass_ascii_letters() {
    while (at_ < text_.size()) {
        enter_block();
        at_ += static_cast<std::size_t>(std::countr_one(block_.letters >> at_ % kBlock));
        if (at_ < block_end_) {
            return;
        }
    }
}

// Part of its callers, which keep the reader in registers: from word to word each step waits for
// the last.
[[gnu::always_inline]] inline bool WordReader::read(std::string_view& word) {
    while (find_word()) {
        const auto start = at_;
        pass_ascii_letters();
        if (at_ == start) {
            const auto other = other_at(text_, at_);
            at_ = other.end;
            if (!other.word) {
                continue;
            }
        } else if (at_ < text_.size() && may_go_on(text_[at_])) {
            at_ = end_of_letters(text_, at_);
        }
        word = text_.substr(start, at_ - start);
        return true;
    }
    return false;
}

bool WordReader::next(std::string_view& word) {
    return read(word);
}

void append_words(std::string_view folded, std::vector<std::string_view>& words) {
    WordReader reader(folded);
    for (std::string_view word; reader.read(word);) {
        words.push_back(word);
    }
}

std::vector<std::string_view> words(std::string_view folded) {
    std::vector<std::string_view> out;
    out.reserve(folded.size() / 6 + 1);
    append_words(folded, out);
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
