#pragma once

#include <string>
#include <string_view>

namespace wireroom::dedup {

/// The counters that a headline wears in one bracket behind itself or in front of itself, when
/// nothing moved but figures in there: `(# points, # comments)`. Empty when another figure moved,
/// and when the bracket holds anything but figures and words of counters: `(2-1)` is a game,
/// `(12 dead)` the news.
std::string score_around(std::string_view folded_before, std::string_view folded_after);

}  // namespace wireroom::dedup
