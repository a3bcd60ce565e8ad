#include "feed/xml_texts.hpp"

#include "feed/xml_bytes.hpp"
#include "feed/xml_scan.hpp"
#include "text/utf8.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace wireroom::feed {
namespace {

// A mark is a control character, which no document has, and a number in letters.
constexpr char kMark = '\x01';
constexpr char kZero = 'a';
constexpr std::size_t kDigits = 6;
constexpr unsigned kBitsOfDigit = 4;
constexpr std::size_t kMostTexts = std::size_t{1} << (kDigits * kBitsOfDigit);

/// Below this pugixml is as fast.
constexpr std::size_t kLong = 32;

void append_mark(std::string& out, std::size_t number) {
    std::array<char, 1 + kDigits> mark{kMark};
    for (std::size_t i = kDigits; i > 0; --i, number >>= kBitsOfDigit) {
        mark[i] = static_cast<char>(kZero + (number & ((1U << kBitsOfDigit) - 1)));
    }
    out.append(mark.data(), mark.size());
}

/// The number in a mark; `kMostTexts` for a value that is none.
std::size_t number_of(const char* value) {
    if (*value++ != kMark) {
        return kMostTexts;
    }
    std::size_t number = 0;
    for (std::size_t i = 0; i < kDigits; ++i) {
        const auto digit = static_cast<unsigned>(value[i]) - static_cast<unsigned>(kZero);
        if (digit >> kBitsOfDigit != 0) {
            return kMostTexts;
        }
        number = (number << kBitsOfDigit) | digit;
    }
    return number;
}

/// What `&#65;` or `&#x41;` stands for.
char32_t numbered_character(std::string_view reference) {
    const bool hexadecimal = reference[2] == 'x';
    const auto digits = reference.substr(hexadecimal ? 3 : 2);
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    return value;
}

/// Decodes text into a place that has room for all of it, as no text gets longer, and for the
/// overhang.
class Decoding {
public:
    Decoding(std::string_view raw, char* out) : raw_(raw), out_(out) {}

    /// Returns the end of what was written.
    char* run(bool references) {
        const char first = references ? '&' : '\r';
        for (std::size_t at = 0; at < raw_.size();) {
            at = copy_until(raw_, at, first, '\r', out_);
            if (at < raw_.size()) {
                at = raw_[at] == '\r' ? line_end(at) : reference(at);
            }
        }
        return out_;
    }

private:
    /// The CR at `at`, or the CR LF, is a LF; returns the offset behind it.
    std::size_t line_end(std::size_t at) {
        *out_++ = '\n';
        return at + (stands_at(raw_, at + 1, "\n") ? 2 : 1);
    }

    /// Writes what the reference at `at` stands for, or it as it is; returns the offset behind it.
    std::size_t reference(std::size_t at) {
        const auto rest = raw_.substr(at);
        if (const auto predefined = predefined_reference(rest); predefined.length > 0) {
            *out_++ = predefined.character;
            return at + predefined.length;
        }
        const auto found = classify_reference(rest);
        const auto written = rest.substr(0, found.length);
        if (found.type == Reference::Type::kXml) {
            std::string character;  // never on the heap
            text::append_utf8(character, numbered_character(written));
            out_ = std::ranges::copy(character, out_).out;
        } else {
            out_ = std::ranges::copy(written, out_).out;
        }
        return at + found.length;
    }

    std::string_view raw_;
    char* out_;
};

}  // namespace

XmlTexts::XmlTexts(std::string_view document) : document_(document) {
    // What feeds with bodies have.
    constexpr std::size_t kBytesOfMarkup = 8;
    constexpr std::size_t kBytesOfText = 1024;
    markup_.reserve(document.size() / kBytesOfMarkup);
    texts_.reserve(document.size() / kBytesOfText);
}

void XmlTexts::leave_out(std::size_t at, std::size_t end, bool references) {
    if (complete_ || end - at < kLong || texts_.size() == kMostTexts) {
        return;
    }
    markup_.append(document_.substr(done_, at - done_));
    append_mark(markup_, texts_.size());
    texts_.push_back({document_.substr(at, end - at), references});
    done_ = end;
}

std::string XmlTexts::take_markup() {
    markup_.append(document_.substr(done_));
    done_ = document_.size();
    return std::move(markup_);
}

std::string_view XmlTexts::value_of(const pugi::xml_node& text, std::string& decoded) const {
    const auto* const value = text.value();
    const auto number = number_of(value);
    if (number >= texts_.size()) {
        return value;
    }
    const auto& [source, references] = texts_[number];
    if (!references && source.find('\r') == std::string_view::npos) {
        return source;
    }
    decoded.resize(source.size() + kCopyOverhang);
    const auto* const end = Decoding(source, decoded.data()).run(references);
    decoded.resize(static_cast<std::size_t>(end - decoded.data()));
    return decoded;
}

}  // namespace wireroom::feed
