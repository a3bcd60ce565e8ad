#include "text/charset_convert.hpp"
#include "text/utf8.hpp"

#include <algorithm>

// UTF-8 with some wrong bytes: texts of several sources pasted into one template, characters cut
// in two by programs that count bytes, surrogates encoded one by one by older Java and databases.

namespace wireroom::text {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
}

bool is_tail(std::uint8_t byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// How many bytes a character with this first byte has; 1 when none begins so.
std::size_t length_of(std::uint8_t lead) {
    return lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead <= 0xF4 ? 4 : 1;
}

/// The surrogate at `at` (three bytes, `ED A0 80` to `ED BF BF`); 0 when there is none.
char32_t surrogate_at(std::string_view bytes, std::size_t at) {
    const auto second = byte_at(bytes, at + 1);
    const auto third = byte_at(bytes, at + 2);
    if (byte_at(bytes, at) != 0xED || second < 0xA0 || second > 0xBF || !is_tail(third)) {
        return 0;
    }
    return 0xD000U | ((second & 0x3FU) << 6U) | (third & 0x3FU);
}

/// The character that two encoded surrogates at `at` mean; 0 when there is none.
char32_t pair_at(std::string_view bytes, std::size_t at) {
    const auto high = surrogate_at(bytes, at);
    const auto low = surrogate_at(bytes, at + 3);
    const bool paired = high >= 0xD800 && high <= 0xDBFF && low >= 0xDC00;
    return paired ? 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00) : 0;
}

bool is_ascii_letter(std::uint8_t byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// How many bytes at `at`, which begin no valid character, are the remains of one; 0 when they are
/// a byte of another encoding.
std::size_t remains_at(std::string_view bytes, std::size_t at, const MixedShape& shape) {
    const auto lead = byte_at(bytes, at);
    const auto want = length_of(lead);
    if (lead == 0xC0 && byte_at(bytes, at + 1) == 0x80) {
        return 2;  // Java's way of writing NUL
    }
    if (want == 1) {
        return 0;
    }
    std::size_t have = 1;
    while (have < want && is_tail(byte_at(bytes, at + have))) {
        ++have;
    }
    if (have == want) {
        return have;  // overlong, a surrogate, or beyond U+10FFFF
    }
    // Emoji, and what this document writes with that first byte elsewhere. A lone `E9` in French
    // text is an é of ISO-8859-1: its own é begins with `C3`.
    const bool emoji = lead == 0xF0 && have >= 2 && byte_at(bytes, at + 1) >= 0x90;
    const bool cut_short = shape.leads[lead] && !is_ascii_letter(byte_at(bytes, at + have));
    return emoji || cut_short ? have : 0;
}

}  // namespace

MixedShape shape_of(std::string_view bytes) {
    MixedShape shape;
    shape.first_wrong = bytes.size();
    for (std::size_t at = 0; at < bytes.size();) {
        if (byte_at(bytes, at) < 0x80) {
            at += ascii_prefix(bytes.substr(at));
            continue;
        }
        const auto c = decode_at(bytes, at);
        if (c.valid) {
            ++shape.sequences;
            shape.leads[byte_at(bytes, at)] = true;
            at += c.bytes;
            continue;
        }
        shape.first_wrong = std::min(shape.first_wrong, at);
        const bool pair = pair_at(bytes, at) != 0;
        shape.sequences += pair ? 1 : 0;
        shape.pairs += pair ? 1 : 0;
        shape.wrong += pair ? 0 : 1;
        at += pair ? 6 : 1;
    }
    return shape;
}

Converted read_mixed(std::string_view bytes, const MixedShape& shape, const Charset& stray) {
    const auto upper = upper_half(stray);
    Converted result;
    result.text.reserve(bytes.size() + 3 * shape.wrong);
    for (std::size_t at = 0; at < bytes.size();) {
        const auto good = valid_utf8_prefix(bytes.substr(at));
        result.text.append(bytes, at, good);
        at += good;
        if (at == bytes.size()) {
            break;
        }
        if (const auto pair = pair_at(bytes, at); pair != 0) {
            append_utf8(result.text, pair);
            at += 6;
            continue;
        }
        if (const auto remains = remains_at(bytes, at, shape); remains != 0) {
            result.unreadable += remains;
            at += remains;
            continue;
        }
        // A C1 control is no text: windows-1252 has none at 81, 8D, 8F, 90 and 9D.
        const auto c = upper[byte_at(bytes, at) - 0x80U];
        if (c >= 0xA0) {
            append_utf8(result.text, c);
        } else {
            ++result.unreadable;
        }
        ++at;
    }
    return result;
}

}  // namespace wireroom::text
