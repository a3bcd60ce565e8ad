#include "text/html_text.hpp"

#include "text/byte_scan.hpp"
#include "text/html_references.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace wireroom::text {
namespace {

using ByteSet = std::array<bool, 256>;

constexpr ByteSet set_of(std::string_view bytes) {
    ByteSet set{};
    for (const char c : bytes) {
        set[static_cast<std::uint8_t>(c)] = true;
    }
    return set;
}

constexpr ByteSet kEscaped = set_of("&<>");
constexpr ByteSet kEscapedInValues = set_of("&<>\"`");

/// Controls but TAB and LF, and the lead bytes of C1 controls (C2) and of the bidi and line marks
/// (E2).
constexpr ByteSet kSuspicious = [] {
    ByteSet set{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) {
        set[byte] = byte != '\t' && byte != '\n';
    }
    set[0x7F] = set[0xC2] = set[0xE2] = true;
    return set;
}();

constexpr ByteSet kSuspiciousOrReference = [] {
    auto set = kSuspicious;
    set['&'] = true;
    return set;
}();

/// The next byte of `set`; `maybe` says of eight bytes whether one of it may be among them.
template <class Maybe>
std::size_t find_byte(std::string_view text, std::size_t at, const ByteSet& set, Maybe maybe) {
    while (true) {
        while (at + 8 <= text.size() && maybe(eight_bytes(text, at)) == 0) {
            at += 8;
        }
        const auto stop = std::min(at + 8, text.size());
        while (at < stop) {
            if (set[static_cast<std::uint8_t>(text[at])]) {
                return at;
            }
            ++at;
        }
        if (at == text.size()) {
            return at;
        }
    }
}

std::string_view reference_for(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return "&#96;";  // old browsers take a backtick for a quote
    }
}

template <class Maybe>
void append_with(std::string& out, std::string_view text, const ByteSet& escaped, Maybe maybe) {
    std::size_t from = 0;
    for (auto at = find_byte(text, 0, escaped, maybe); at < text.size();
         at = find_byte(text, from, escaped, maybe)) {
        out.append(text, from, at - from);
        out += reference_for(text[at]);
        from = at + 1;
    }
    out.append(text, from);
}

std::uint64_t maybe_mark(std::uint64_t eight) {
    return any_equal(eight, '&') | any_equal(eight, '<') | any_equal(eight, '>');
}

std::uint64_t maybe_suspicious(std::uint64_t eight) {
    return any_below(eight, 0x20) | any_equal(eight, '\x7F') | any_high(eight);
}

/// The first place from `at` on where cleaning changes something; the size when there is none.
std::size_t find_dirty(std::string_view text, std::size_t at, const ByteSet& set) {
    while (true) {
        at = find_byte(text, at, set, [&](std::uint64_t eight) {
            return maybe_suspicious(eight) | any_equal(eight, '&');
        });
        if (at >= text.size() || static_cast<std::uint8_t>(text[at]) < 0x80) {
            return at;
        }
        const auto c = decode_at(text, at);
        if (!c.valid || is_hidden_control(c.value) || c.value == 0x2028 || c.value == 0x2029) {
            return at;
        }
        at += c.bytes;
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    append_with(out, text, kEscaped, maybe_mark);
}

void append_escaped_value(std::string& out, std::string_view value) {
    append_with(out, value, kEscapedInValues, [](std::uint64_t eight) {
        return maybe_mark(eight) | any_equal(eight, '"') | any_equal(eight, '`');
    });
}

std::string_view clean_text(std::string_view text, bool references, std::string& scratch) {
    const auto dirty = find_dirty(text, 0, references ? kSuspiciousOrReference : kSuspicious);
    if (dirty == text.size()) {
        return text;
    }
    std::string decoded;
    if (references && text.find('&', dirty) != std::string_view::npos) {
        decoded = decode_all_references(text, ReferenceContext::kText);
        text = decoded;
    }
    scratch.clear();
    std::size_t from = 0;
    for (auto at = find_dirty(text, 0, kSuspicious); at < text.size();
         at = find_dirty(text, from, kSuspicious)) {
        scratch.append(text, from, at - from);
        const auto c = decode_at(text, at);
        if (c.value == '\r') {
            scratch += '\n';
            at += text.substr(at + 1).starts_with('\n') ? 1 : 0;
        } else if (c.valid && (c.value == 0x2028 || c.value == 0x2029)) {
            scratch += '\n';
        } else if (!c.valid) {
            scratch += kReplacement;
        }
        from = at + c.bytes;
    }
    scratch.append(text, from);
    return scratch;
}

}  // namespace wireroom::text
