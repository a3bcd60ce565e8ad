#pragma once

#include "app/poller.hpp"
#include "protocol/command.hpp"

namespace wireroom::app {

/// What all and everybody is told while nothing can be reached.
inline constexpr const char* kOffline =
    "no server answers, so the machine seems to be offline; nothing counts against a feed; trying "
    "again every minute";

/// Writes what became of a poll to the log: info for a good one, warning for a failure of the feed,
/// debug for what counts against nobody.
void log_poll(const PollSummary& summary, Timestamp now);

/// The same for those who asked for the poll.
protocol::PollResult result_of(const PollSummary& summary, Timestamp now);

}  // namespace wireroom::app
