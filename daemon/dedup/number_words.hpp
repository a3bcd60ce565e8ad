#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// The numbers among the words `[begin, end)` in order, in a form to compare: digits of any script
/// without their grouping, and what is written out in the languages of written_numbers.hpp.
/// `三十五` and `35`, `twelve` and `12` are equal; an article that also means one (`un`, `ein`,
/// `一`) counts only among at most three words.
std::vector<std::string> numbers_between(
    const std::vector<std::string_view>& words, std::size_t begin, std::size_t end
);

/// The word is a Chinese or Japanese numeral: one character of a number of several.
bool is_numeral(std::string_view word);

}  // namespace wireroom::dedup
