#include "text/words.hpp"

#include "base/text.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cstdint>

namespace wireroom::text {
namespace {

enum class Kind : std::uint8_t { kOther, kLetter, kMark, kDigit, kIdeograph };

Kind kind_of_ascii(char ascii) {
    return is_digit(ascii)                                    ? Kind::kDigit
           : to_lower(ascii) >= 'a' && to_lower(ascii) <= 'z' ? Kind::kLetter
                                                              : Kind::kOther;
}

Kind kind_of(char32_t c) {
    if (c < 0x80) {
        return kind_of_ascii(static_cast<char>(c));
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

/// A forward reader over the characters of a text with their kinds.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) { load(); }

    bool done() const { return at_ >= text_.size(); }
    std::size_t at() const { return at_; }
    Kind kind() const { return kind_; }
    char32_t value() const { return current_.value; }

    void advance() {
        at_ += current_.bytes;
        load();
    }

    /// The kind of the character behind the current one.
    Kind next_kind() const {
        const auto next = at_ + current_.bytes;
        if (next >= text_.size()) {
            return Kind::kOther;
        }
        const auto c = decode_at(text_, next);
        return c.valid ? kind_of(c.value) : Kind::kOther;
    }

private:
    void load() {
        if (done()) {
            return;
        }
        if (static_cast<std::uint8_t>(text_[at_]) < 0x80) {
            current_ = {static_cast<char32_t>(text_[at_]), 1, true};
            kind_ = kind_of_ascii(text_[at_]);
        } else {
            current_ = decode_at(text_, at_);
            kind_ = current_.valid ? kind_of(current_.value) : Kind::kOther;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    CodePoint current_;
    Kind kind_ = Kind::kOther;
};

}  // namespace

std::vector<std::string_view> words(std::string_view folded) {
    std::vector<std::string_view> out;
    out.reserve(folded.size() / 6 + 1);
    Reader reader(folded);
    while (!reader.done()) {
        const auto start = reader.at();
        const auto first = reader.kind();
        if (first == Kind::kOther) {
            reader.advance();
            continue;
        }
        reader.advance();
        if (first == Kind::kIdeograph) {
            while (!reader.done() && reader.kind() == Kind::kMark) {
                reader.advance();
            }
        } else if (first == Kind::kDigit) {
            while (!reader.done() &&
                   (reader.kind() == Kind::kDigit ||
                    (is_number_separator(reader.value()) && reader.next_kind() == Kind::kDigit))) {
                reader.advance();
            }
        } else {
            while (!reader.done() &&
                   (reader.kind() == Kind::kLetter || reader.kind() == Kind::kMark ||
                    (reader.value() == '\'' && reader.next_kind() == Kind::kLetter))) {
                reader.advance();
            }
        }
        out.push_back(folded.substr(start, reader.at() - start));
    }
    return out;
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
