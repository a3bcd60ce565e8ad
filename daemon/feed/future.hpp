#pragma once

#include "base/time.hpp"
#include "feed/parse.hpp"

#include <chrono>

namespace wireroom::feed {

/// Clocks differ by less; a wrong zone makes more.
inline constexpr auto kClocksDiffer = std::chrono::hours(1);

/// Adds one problem when items are dated later than `now` and `kClocksDiffer`: how many, and the
/// latest date. The dates stay as they are; who lists stories takes the first sight for them.
void note_future_dates(ParsedFeed& feed, Timestamp now);

}  // namespace wireroom::feed
