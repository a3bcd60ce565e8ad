#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace wireroom::text {

/// How a language uses one of its letters beyond ASCII.
struct LetterUse {
    char16_t letter;          ///< lower case
    std::uint8_t rarity;      ///< among these letters, in bits
    std::string_view behind;  ///< a digit, in bits, for each class of the character before it
    std::string_view before;  ///< the same for the character behind it
};

/// The classes of neighbours: no letter, `a` to `z`, a letter beyond ASCII.
inline constexpr std::size_t kNeighbours = 28;

/// One language in Latin letters, and the one-byte encodings that it is written in: the usual one
/// first; a second one may be empty.
struct LanguageLetters {
    std::string_view code;  ///< ISO 639-1
    std::string_view tld;   ///< top-level domain where it is spoken
    std::array<std::string_view, 2> charsets;
    std::string_view words;  ///< frequent ones in ASCII, with a space before and behind each
    std::span<const LetterUse> letters;
};

/// Ten languages whose encodings are not windows-1252, and the fourteen of windows-1252 that they
/// have to be told from.
std::span<const LanguageLetters> languages_of_latin_letters();

}  // namespace wireroom::text
