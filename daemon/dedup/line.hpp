#pragma once

#include <string>
#include <string_view>

namespace wireroom::dedup {

/// The folded line ends as a sentence does, in any script; brackets and quotes behind it aside.
bool ends_as_sentence(std::string_view folded);

/// The folded line with `#` for its figures when it can only be a stamp or a counter, in whatever
/// language: a time of day with a date, alone, or behind a label of few words and a colon; or a
/// figure alone. Empty for other lines: what a sentence says at half past six is news, so are
/// scores and times without a date.
std::string stamp_shape(std::string_view folded);

}  // namespace wireroom::dedup
