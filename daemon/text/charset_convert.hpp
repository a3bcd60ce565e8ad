#pragma once

#include "text/charset_labels.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wireroom::text {

/// Bytes in a legacy encoding, as UTF-8.
struct Converted {
    std::string text;
    std::size_t unreadable = 0;  ///< bytes that mean nothing in the encoding: left out
};

/// Reads bytes in any encoding but UTF-8. A character cut in two costs itself, never the ASCII
/// behind it. Linear.
Converted convert(std::string_view bytes, const Charset& from);

/// What each byte from 0x80 on means in a one-byte encoding; 0 = nothing.
using UpperHalf = std::array<char16_t, 128>;
UpperHalf upper_half(const Charset& charset);

/// UTF-8 in which some bytes are wrong.
struct MixedShape {
    std::size_t sequences = 0;      ///< valid characters beyond ASCII, `pairs` included
    std::size_t pairs = 0;          ///< surrogate pairs encoded one by one, six bytes each
    std::size_t wrong = 0;          ///< bytes that belong to no valid character
    std::size_t first_wrong = 0;    ///< where the first wrong byte or pair stands
    std::array<bool, 256> leads{};  ///< which bytes begin valid characters
};
MixedShape shape_of(std::string_view bytes);

/// Reads valid UTF-8 as it is, and of the rest
/// - surrogate pairs encoded one by one (CESU-8) as the character they mean;
/// - what is left of a character cut in two, lone surrogates and overlong forms as nothing;
/// - any other byte by itself, in the one-byte encoding `stray`.
/// `unreadable` counts what was left out.
Converted read_mixed(std::string_view bytes, const MixedShape& shape, const Charset& stray);

}  // namespace wireroom::text
