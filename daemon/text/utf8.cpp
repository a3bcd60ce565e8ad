#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace wireroom::text {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080U;

std::uint64_t eight_at(std::string_view text, std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    return eight;
}

/// Between the bytes of a character: what has to come next (Unicode table 3-7).
enum class State : std::uint8_t {
    kWhole,  ///< anything that begins a character
    kWrong,
    kOneTail,
    kTwoTails,
    kThreeTails,
    kAfterE0,  ///< no overlong forms
    kAfterED,  ///< no surrogates
    kAfterF0,
    kAfterF4,  ///< nothing above U+10FFFF
};
constexpr unsigned kStates = 9;

constexpr State next_state(State state, unsigned byte) {
    using enum State;
    const auto tail = [&](unsigned first, unsigned last, State then) {
        return byte >= first && byte <= last ? then : kWrong;
    };
    switch (state) {
        case kWhole:
            return byte < 0x80    ? kWhole
                   : byte < 0xC2  ? kWrong
                   : byte < 0xE0  ? kOneTail
                   : byte == 0xE0 ? kAfterE0
                   : byte == 0xED ? kAfterED
                   : byte < 0xF0  ? kTwoTails
                   : byte == 0xF0 ? kAfterF0
                   : byte < 0xF4  ? kThreeTails
                   : byte == 0xF4 ? kAfterF4
                                  : kWrong;
        case kOneTail:
            return tail(0x80, 0xBF, kWhole);
        case kTwoTails:
            return tail(0x80, 0xBF, kOneTail);
        case kThreeTails:
            return tail(0x80, 0xBF, kTwoTails);
        case kAfterE0:
            return tail(0xA0, 0xBF, kOneTail);
        case kAfterED:
            return tail(0x80, 0x9F, kOneTail);
        case kAfterF0:
            return tail(0x90, 0xBF, kTwoTails);
        case kAfterF4:
            return tail(0x80, 0x8F, kTwoTails);
        default:
            return kWrong;
    }
}

/// States are kept as what a row is shifted by: a step is one load and one shift, whatever the
/// text, where branches would be guessed wrong at every other accent.
constexpr std::uint64_t kShift = 6;
constexpr std::uint64_t kShiftMask = 63;

constexpr std::uint64_t shifted(State state) {
    return static_cast<std::uint64_t>(state) * kShift;
}

/// For each byte a row of what follows each state.
constexpr auto kTransitions = [] {
    std::array<std::uint64_t, 256> rows{};
    for (unsigned byte = 0; byte < rows.size(); ++byte) {
        for (unsigned state = 0; state < kStates; ++state) {
            const auto from = static_cast<State>(state);
            rows[byte] |= shifted(next_state(from, byte)) << shifted(from);
        }
    }
    return rows;
}();

/// How many bytes at the front are ASCII for sure, counted in blocks.
std::size_t ascii_blocks(std::string_view text) {
    constexpr std::size_t kBlock = 64;
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock) {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < kBlock; i += 8) {
            all |= eight_at(text, at + i);
        }
        if ((all & kHighBits) != 0) {
            break;
        }
    }
    while (at + 8 <= text.size() && (eight_at(text, at) & kHighBits) == 0) {
        at += 8;
    }
    return at;
}

/// What `valid_utf8_prefix` promises, character by character.
std::size_t careful_prefix(std::string_view text) {
    const auto size = text.size();
    const auto byte = [&](std::size_t i) -> unsigned { return static_cast<std::uint8_t>(text[i]); };
    const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    std::size_t at = 0;
    while (at < size) {
        const auto lead = byte(at);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        // The second byte's range depends on the lead (Unicode table 3-7); the others are plain.
        if (lead < 0xE0) {
            if (lead < 0xC2 || size - at < 2 || !is_tail(at + 1)) {
                return at;
            }
            at += 2;
        } else if (lead < 0xF0) {
            if (size - at < 3 || !is_tail(at + 1) || !is_tail(at + 2) ||
                (lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xED && byte(at + 1) > 0x9F)) {
                return at;
            }
            at += 3;
        } else {
            if (lead > 0xF4 || size - at < 4 || !is_tail(at + 1) || !is_tail(at + 2) ||
                !is_tail(at + 3) || (lead == 0xF0 && byte(at + 1) < 0x90) ||
                (lead == 0xF4 && byte(at + 1) > 0x8F)) {
                return at;
            }
            at += 4;
        }
    }
    return at;
}

}  // namespace

CodePoint decode_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
    const auto lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    const std::size_t length = lead > 0xF4    ? 0
                               : lead >= 0xF0 ? 4
                               : lead >= 0xE0 ? 3
                               : lead >= 0xC2 ? 2
                                              : 0;
    if (length == 0 || text.size() - at < length) {
        return {};
    }
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) {
        return {};
    }
    return {value, length, true};
}

std::size_t ascii_prefix(std::string_view text) {
    auto at = ascii_blocks(text);
    while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t at = 0;
    std::size_t sound = 0;  // up to here there are whole characters only
    auto state = shifted(State::kWhole);
    while (at < text.size() && state != shifted(State::kWrong)) {
        if (state == shifted(State::kWhole)) {
            at += ascii_blocks(text.substr(at));
            sound = at;
        }
        const auto stop = std::min(at + 16, text.size());
        for (; at < stop; ++at) {
            state = kTransitions[static_cast<std::uint8_t>(text[at])] >> state & kShiftMask;
        }
    }
    return state == shifted(State::kWhole) ? text.size()
                                           : sound + careful_prefix(text.substr(sound));
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](std::uint32_t byte) {
        out += static_cast<char>(static_cast<std::uint8_t>(byte));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        out += kReplacement;
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

std::string replace_invalid(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    while (!text.empty()) {
        const auto good = valid_utf8_prefix(text);
        out += text.substr(0, good);
        if (good == text.size()) {
            break;
        }
        out += kReplacement;
        text.remove_prefix(good + 1);
    }
    return out;
}

}  // namespace wireroom::text
