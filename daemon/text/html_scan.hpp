#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Eight bytes at a time, in an ordinary register: most of a text is letters that nothing has to be
// done about. Each test may also say yes when a neighbour is the reason; the caller looks closer.

namespace wireroom::text {

inline constexpr std::uint64_t kEachByte = 0x0101010101010101U;
inline constexpr std::uint64_t kHighBits = 0x8080808080808080U;

inline std::uint64_t eight_bytes(std::string_view text, std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    return eight;
}

/// Not zero when one of the bytes is `c`.
constexpr std::uint64_t any_equal(std::uint64_t eight, char c) {
    const auto zero = eight ^ (kEachByte * static_cast<std::uint8_t>(c));
    return (zero - kEachByte) & ~zero & kHighBits;
}

/// Not zero when one of the bytes is below `limit`, which is at most 0x80.
constexpr std::uint64_t any_below(std::uint64_t eight, std::uint8_t limit) {
    return (eight - kEachByte * limit) & ~eight & kHighBits;
}

/// Not zero when one of the bytes is not ASCII.
constexpr std::uint64_t any_high(std::uint64_t eight) {
    return eight & kHighBits;
}

/// The high bit of exactly those ASCII bytes that are `c`; only for eight ASCII bytes.
constexpr std::uint64_t equal_mask(std::uint64_t eight, char c) {
    const auto zero = eight ^ (kEachByte * static_cast<std::uint8_t>(c));
    return ~((zero & ~kHighBits) + (kEachByte * 0x7FU)) & kHighBits;
}

}  // namespace wireroom::text
