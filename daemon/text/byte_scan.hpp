#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Eight bytes at a time, in an ordinary register: most of a text is letters that nothing has to be
// done about. `any_…` may also say yes when a neighbour is the reason, and the caller looks closer;
// `…_mask` has the high bit of exactly those bytes that are meant, the first of them lowest.

namespace wireroom::text {

inline constexpr std::uint64_t kEachByte = 0x0101010101010101U;
inline constexpr std::uint64_t kHighBits = 0x8080808080808080U;

inline std::uint64_t eight_bytes(std::string_view text, std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if constexpr (std::endian::native == std::endian::big) {
        eight = __builtin_bswap64(eight);
    }
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

/// ASCII bytes from `limit` on, which is at least 1 and at most 0x80.
constexpr std::uint64_t from_mask(std::uint64_t eight, std::uint8_t limit) {
    return ((eight & ~kHighBits) + kEachByte * (0x80U - limit)) & ~eight & kHighBits;
}

/// ASCII bytes below `limit`.
constexpr std::uint64_t below_mask(std::uint64_t eight, std::uint8_t limit) {
    return ~((eight & ~kHighBits) + kEachByte * (0x80U - limit)) & ~eight & kHighBits;
}

/// ASCII bytes from `first` to `last`, which is below 0x7F.
constexpr std::uint64_t range_mask(std::uint64_t eight, char first, char last) {
    return from_mask(eight, static_cast<std::uint8_t>(first)) &
           below_mask(eight, static_cast<std::uint8_t>(last + 1));
}

/// Bytes that are `c`, which is ASCII.
constexpr std::uint64_t equal_mask(std::uint64_t eight, char c) {
    return below_mask(eight ^ (kEachByte * static_cast<std::uint8_t>(c)), 1);
}

/// A mask as eight bits, the first byte's lowest.
constexpr std::uint64_t bits_of(std::uint64_t mask) {
    return ((mask >> 7U) * 0x0102040810204080U) >> 56U;
}

/// How many bytes stand before the first of a mask that is not empty.
constexpr std::size_t first_of(std::uint64_t mask) {
    return static_cast<std::size_t>(std::countr_zero(mask)) / 8;
}

}  // namespace wireroom::text
