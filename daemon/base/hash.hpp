#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wireroom {

/// 128 bits of SHA-256: what stored texts are addressed and compared by. Stable for ever.
using Digest = std::array<std::uint8_t, 16>;

/// The first 128 bits of SHA-256 (FIPS 180-4) over `bytes`.
Digest sha256_128(std::string_view bytes);

/// Lower-case hexadecimal, 32 characters.
std::string to_hex(const Digest& digest);

/// XXH3, 64 bits: for look-ups and "is this the same as last time?", never as proof. Stable for
/// ever.
std::uint64_t hash64(std::string_view bytes);

/// `hash64` with a seed: chain values by passing the last hash.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed);

/// 16 characters of base 32 (RFC 4648 section 6, lower case) from 80 random bits of the system's
/// generator: a public id that tells nothing about how many there are. Throws std::runtime_error
/// when the system has no randomness.
std::string random_id();

}  // namespace wireroom
