#pragma once

#include <string_view>
#include <vector>

namespace wireroom::text {

/// Version of the rules of `sanitise` (blocks), `fold` and `words` as far as stored hashes depend
/// on them.
inline constexpr int kTextRules = 1;

/// The words of a folded text, as views into it: a number with its inner dots and commas is one
/// word, so is a run of letters with its marks and inner apostrophes; every character of scripts
/// written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) is a word of its own. Punctuation
/// and symbols are no words.
std::vector<std::string_view> words(std::string_view folded);

}  // namespace wireroom::text
