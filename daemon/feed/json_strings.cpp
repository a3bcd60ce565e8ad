#include "feed/json_strings.hpp"

#include "base/text.hpp"
#include "text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// The value of `digits` hexadecimal digits at the front of the text.
std::optional<unsigned> hex(std::string_view text, std::size_t digits) {
    unsigned value = 0;
    if (text.size() < digits) {
        return std::nullopt;
    }
    const auto* last = text.data() + digits;
    const auto [end, error] = std::from_chars(text.data(), last, value, 16);
    return error == std::errc() && end == last ? std::optional(value) : std::nullopt;
}

void append_byte(char c, std::string& out) {
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
        out += c;
    }
}

bool is_high_half(unsigned unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low_half(unsigned unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

std::size_t JsonStrings::read(std::size_t at, StringPlace place, std::string& out) {
    const char quote = text_[at];
    if (quote == '\'') {
        faults_.note(JsonFault::kSingleQuotes, at);
    }
    out += '"';
    for (++at; at < text_.size();) {
        const char c = text_[at];
        if (c == '\\') {
            if (at + 1 == text_.size()) {
                return kEnd;
            }
            at = escape(at, out);
            continue;
        }
        if (c == quote) {
            if (place == StringPlace::kName || ends(at, place)) {
                out += '"';
                return at + 1;
            }
            faults_.note(JsonFault::kBareQuote, at);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            faults_.note(JsonFault::kRawControl, at);
        }
        append_byte(c, out);
        ++at;
    }
    return kEnd;
}

void JsonStrings::append(std::string_view text, std::string& out) {
    out += '"';
    for (const char c : text) {
        append_byte(c, out);
    }
    out += '"';
}

/// Reads the escape at `at`, behind whose backslash there is something.
std::size_t JsonStrings::escape(std::size_t at, std::string& out) {
    const char c = text_[at + 1];
    if (std::string_view("\"\\/bfnrt").find(c) != kEnd) {
        out += '\\';
        out += c;
        return at + 2;
    }
    if (c == 'u') {
        return unicode_escape(at, out);
    }
    faults_.note(JsonFault::kBadEscape, at);
    if (c == '\'') {
        out += c;
        return at + 2;
    }
    if (c == '\n') {
        return at + 2;  // a line that goes on
    }
    if (const auto value = hex(text_.substr(at + 2), 2); c == 'x' && value) {
        out += fmt::format("\\u{:04x}", *value);
        return at + 4;
    }
    out += "\\\\";
    return at + 1;
}

/// `\u` with four digits; of halves of characters only whole pairs are JSON.
std::size_t JsonStrings::unicode_escape(std::size_t at, std::string& out) {
    const auto unit = hex(text_.substr(at + 2), 4);
    if (!unit) {
        faults_.note(JsonFault::kBadEscape, at);
        out += "\\\\";
        return at + 1;
    }
    std::size_t length = 6;
    if (is_high_half(*unit)) {
        const auto next = text_.substr(at).substr(length, 6);
        const auto low = next.starts_with("\\u") ? hex(next.substr(2), 4) : std::nullopt;
        length = low && is_low_half(*low) ? 12 : length;
    }
    if (length == 6 && (is_high_half(*unit) || is_low_half(*unit))) {
        faults_.note(JsonFault::kLoneSurrogate, at);
    } else {
        out += text_.substr(at, length);
    }
    return at + length;
}

/// Whether the quote at `quote` ends its string: by what stands behind it. In JSON every string
/// passes; a quotation mark that nobody escaped mostly does not.
bool JsonStrings::ends(std::size_t quote, StringPlace place) const {
    const auto next = skip_space(quote + 1);
    const bool member = place == StringPlace::kMember;
    switch (at(next)) {
        case '\0':
            return true;
        case '}':
        case ']':
            return behind_bracket(next, (at(next) == '}') == member);
        case ',':
            return behind_comma(skip_space(next + 1), place);
        case '/':
            return at(next + 1) == '/' || at(next + 1) == '*';
        case '"':
        case '\'': {
            // A comma is missing at the end of a line.
            const auto gap = text_.substr(quote + 1, next - quote - 1);
            return gap.find('\n') != kEnd && (!member || is_name(next));
        }
        default:
            return false;
    }
}

/// Whether the bracket at `from` is one of the document: when more of its structure stands behind.
bool JsonStrings::behind_bracket(std::size_t from, bool expected) const {
    const auto next = skip_space(from + 1);
    const char c = at(next);
    if (c == '\0' || c == ',' || c == '}' || c == ']' || !expected) {
        return c == '\0' || c == ',' || c == '}' || c == ']';
    }
    // Of the right kind: a comma may be missing behind it, and the document may end.
    const bool ends_line = text_.substr(from + 1, next - from - 1).find('\n') != kEnd;
    return ends_line || c == '{' || c == ')' || c == ';' || c == '/' ||
           (c == '"' && is_name(next)) || (c == '<' && only_junk_from(next));
}

/// Whether nothing of a document can be in what is left, `<!-- cached -->` for one.
bool JsonStrings::only_junk_from(std::size_t from) const {
    constexpr std::size_t kLongest = 4096;
    return text_.size() - from <= kLongest && text_.find_first_of("\"'[]{}", from) == kEnd;
}

/// Whether what stands behind a comma goes on with the document and not with a sentence.
bool JsonStrings::behind_comma(std::size_t from, StringPlace place) const {
    const char c = at(from);
    if (c == '\0' || c == '}' || c == ']' || c == ',' || c == '/') {
        return true;
    }
    if (place == StringPlace::kMember) {
        const bool next_object = c == '{' && at(skip_space(from + 1)) == '"';
        return next_object || is_name(from);
    }
    if (c == '"' || c == '\'' || c == '{' || c == '[' || c == '-' || is_digit(c)) {
        return true;
    }
    const auto rest = text_.substr(from, 5);
    return rest.starts_with("true") || rest == "false" || rest.starts_with("null");
}

/// Whether the name of a member and its colon stand here, or where a colon should be a list begins.
/// Looks ahead a bounded way.
bool JsonStrings::is_name(std::size_t from) const {
    constexpr std::size_t kLongest = 100;
    const char quote = at(from);
    if (quote != '"' && quote != '\'') {
        auto end = from;
        while (end < from + kLongest && (is_digit(at(end)) || at(end) == '_' ||
                                         (to_lower(at(end)) >= 'a' && to_lower(at(end)) <= 'z'))) {
            ++end;
        }
        return end != from && at(skip_space(end)) == ':';
    }
    const auto ahead = text_.substr(from + 1, kLongest);
    const auto end = ahead.find(quote);
    if (end == kEnd || (end > 0 && ahead[end - 1] == '\\')) {
        return true;  // too long to tell, or cut
    }
    const auto next = skip_space(from + 1 + end + 1);
    return at(next) == ':' || at(next) == '\0' ||
           is_list(at(next) == '=' ? skip_space(next + 1) : next);
}

/// Whether a list of objects or strings begins here, or an object: behind a name a colon is
/// missing then.
bool JsonStrings::is_list(std::size_t from) const {
    const char inside = at(skip_space(from + 1));
    return (at(from) == '[' && (inside == '{' || inside == '"')) ||
           (at(from) == '{' && inside == '"');
}

std::size_t JsonStrings::skip_space(std::size_t from) const {
    while (from < text_.size() && is_space(text_[from])) {
        ++from;
    }
    return from;
}

}  // namespace wireroom::feed
