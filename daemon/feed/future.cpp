#include "feed/future.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace wireroom::feed {

void note_future_dates(ParsedFeed& feed, Timestamp now) {
    std::size_t count = 0;
    auto latest = Timestamp::min();
    for (const auto& item : feed.items) {
        const auto date = std::max(
            item.date_published.value_or(Timestamp::min()),
            item.date_modified.value_or(Timestamp::min())
        );
        if (date > now + kClocksDiffer) {
            ++count;
            latest = std::max(latest, date);
        }
    }
    if (count > 0) {
        feed.problems.push_back(fmt::format(
            "{} dated in the future, up to {}",
            count == 1 ? "1 item is" : std::to_string(count) + " items are",
            format_rfc3339(latest)
        ));
    }
}

}  // namespace wireroom::feed
