#include "text/fold.hpp"

#include "base/text.hpp"
#include "text/byte_scan.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace wireroom::text {
namespace {

/// Vowel points and cantillation of Hebrew, vowel signs of Arabic, and the stroke that stretches
/// Arabic words: writing them or not is spelling out, not another word. Hamza and madda stay.
constexpr bool is_pointing(char32_t c) {
    return c == 0x0640 || (c >= 0x064B && c <= 0x0652) || c == 0x0670 ||
           (c >= 0x06D6 && c <= 0x06DC) || (c >= 0x06DF && c <= 0x06E4) || c == 0x06E7 ||
           c == 0x06E8 || (c >= 0x06EA && c <= 0x06ED) || (c >= 0x0591 && c <= 0x05BD) ||
           c == 0x05BF || c == 0x05C1 || c == 0x05C2 || c == 0x05C4 || c == 0x05C5 || c == 0x05C7;
}

/// Typographic variants of one sign; everything else stays itself.
char32_t unified(char32_t c, int rules) {
    if (rules < 2 && (c == 0x05BE || c == 0x05F3 || c == 0x05F4)) {
        return c;
    }
    switch (c) {
        case '`':
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x2035:
        case 0x02B9:
        case 0x02BB:
        case 0x02BC:
        case 0x02C8:
        case 0x2039:
        case 0x203A:
        case 0x05F3:
            return '\'';
        case 0xAB:
        case 0xBB:
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
        case 0x300C:
        case 0x300D:
        case 0x300E:
        case 0x300F:
        case 0x301D:
        case 0x301E:
        case 0x301F:
        case 0x05F4:
            return '"';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2043:
        case 0x2212:
        case 0x2E3A:
        case 0x2E3B:
        case 0x05BE:
            return '-';
        default:
            // Controls count as space: dropping one could put a mark behind a letter that it then
            // combines with.
            return is_unicode_space(c) || c < 0x20 || (c >= 0x7F && c <= 0x9F) ? U' ' : c;
    }
}

/// ASCII that stays as it is.
constexpr bool is_plain(char c) {
    return c > ' ' && c < 0x7F && c != '`';
}

void append_normalised(std::string& out, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const auto* const kNormaliser = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu::StringByteSink<std::string> sink(&out);
    kNormaliser->normalizeUTF8(
        0,
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
        sink,
        nullptr,
        status
    );
}

/// Where the first long run of ASCII begins, from `at` on.
std::size_t long_ascii_from(std::string_view text, std::size_t at) {
    // Below this a call of the normaliser costs more than the letters that it is spared.
    constexpr std::size_t kLong = 64;
    while (at < text.size()) {
        while (at < text.size() && static_cast<std::uint8_t>(text[at]) >= 0x80) {
            ++at;
        }
        const auto run = ascii_prefix(text.substr(at));
        if (run >= kLong) {
            return at;
        }
        at += run;
    }
    return at;
}

/// NFKC_Casefold. An ASCII character never joins what stands before it, so long runs of them are
/// lowered apart; the last of a run stays with what follows, which may be a mark on it.
std::string normalised(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t at = 0; at < text.size();) {
        const auto from = long_ascii_from(text, at);
        append_normalised(out, text.substr(at, from - at));
        const auto run = ascii_prefix(text.substr(from));
        const auto kept = run > 0 && from + run < text.size() ? 1U : 0U;
        out += to_lower(text.substr(from, run - kept));
        at = from + run - kept;
    }
    return out;
}

/// The end of what stays as it is from `at` on: plain ASCII with single blanks.
std::size_t end_of_tidy(std::string_view text, std::size_t at) {
    std::uint64_t blank_before = 0;
    for (; at + 8 <= text.size(); at += 8) {
        const auto eight = eight_bytes(text, at);
        const auto blanks = equal_mask(eight, ' ');
        const auto untidy = below_mask(eight, ' ') | equal_mask(eight, '\x7F') |
                            equal_mask(eight, '`') | any_high(eight) |
                            (blanks & (blanks << 8U | blank_before));
        if (untidy != 0) {
            return at + first_of(untidy);
        }
        blank_before = blanks >> 56U;
    }
    bool blank = blank_before != 0;
    while (at < text.size() && (is_plain(text[at]) || (text[at] == ' ' && !blank))) {
        blank = text[at] == ' ';
        ++at;
    }
    return at;
}

/// Unifies signs and collapses space.
std::string tidied(std::string text, int rules) {
    auto end = end_of_tidy(text, 0);
    if (end == text.size() && !text.starts_with(' ') && !text.ends_with(' ')) {
        return text;  // most of them
    }
    const std::string_view all = text;
    std::string out;
    out.reserve(text.size());
    bool space = false;
    const auto put = [&](std::string_view piece) {
        if (space && !out.empty()) {
            out += ' ';
        }
        space = false;
        out += piece;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            space = true;
            ++at;
            continue;
        }
        if (is_plain(text[at])) {
            end = end > at ? end : end_of_tidy(text, at);
            const bool blank = text[end - 1] == ' ';
            put(all.substr(at, end - at - (blank ? 1U : 0U)));
            space = blank;
            at = end;
            continue;
        }
        const auto c = decode_at(text, at);
        const auto sign = c.valid ? unified(c.value, rules) : U'\xFFFD';
        if (sign == ' ') {
            space = true;
        } else if (c.valid && sign == c.value) {
            put(all.substr(at, c.bytes));
        } else if (sign < 0x80) {
            const char ascii = static_cast<char>(sign);
            put({&ascii, 1});
        } else {
            put(kReplacement);
        }
        at += c.bytes;
    }
    return out;
}

/// True when the text has bytes of the blocks in which the points are.
bool may_be_pointed(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<std::uint8_t>(c);
        return byte == 0xD6 || byte == 0xD7 || (byte >= 0xD9 && byte <= 0xDB);
    });
}

std::string without_pointing(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = decode_at(text, at);
        if (!c.valid || !is_pointing(c.value)) {
            out += text.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return out;
}

}  // namespace

std::string fold(std::string_view utf8) {
    return fold(utf8, kTextRules);
}

std::string fold(std::string_view utf8, int rules) {
    if (ascii_prefix(utf8) == utf8.size()) {
        return tidied(to_lower(utf8), rules);
    }
    std::string repaired;
    if (valid_utf8_prefix(utf8) < utf8.size()) {
        repaired = replace_invalid(utf8);
        utf8 = repaired;
    }
    // The acute accent as an apostrophe: compatibility mapping would make a space and a mark of it.
    if (utf8.find("\xC2\xB4") != std::string_view::npos) {
        std::string out;
        for (std::size_t at = 0; at < utf8.size(); ++at) {
            const bool acute = utf8.substr(at, 2) == "\xC2\xB4";
            out += acute ? '\'' : utf8[at];
            at += acute ? 1 : 0;
        }
        repaired = std::move(out);
        utf8 = repaired;
    }
    auto folded = normalised(utf8);
    if (rules >= 2 && may_be_pointed(folded)) {
        auto bare = without_pointing(folded);
        // What stood on either side of a stretching stroke may combine now.
        folded = bare.size() < folded.size() ? normalised(bare) : std::move(bare);
    }
    return tidied(std::move(folded), rules);
}

}  // namespace wireroom::text
