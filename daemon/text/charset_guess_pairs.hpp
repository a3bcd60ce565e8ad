#pragma once

#include <string_view>
#include <vector>

namespace wireroom::text {

/// How strange the plain part of a text is to a language.
struct PairCost {
    std::string_view code;  ///< ISO 639-1; `en` is among them
    int bits = 0;           ///< beyond the language that it is least strange to; 0 to 18
};

/// Weighs the pairs of ASCII letters in a text in Latin letters, for each language of
/// `languages_of_latin_letters` and for English. Mark-up is left out, and so are words with digits,
/// slashes or other signs in them: addresses, times, names of files.
/// @param text  in any encoding that has ASCII in it; its first 500 pairs count.
std::vector<PairCost> costs_of_pairs(std::string_view text);

}  // namespace wireroom::text
