#include "schedule/policy.hpp"

#include <algorithm>

namespace wireroom::schedule {

namespace {

using model::DueReason;

std::string failures_text(const model::ScheduleState& state) {
    std::string text =
        std::to_string(state.failures) + (state.failures == 1 ? " failure" : " failures in a row");
    if (state.failing_since) {
        text += " since " + format_rfc3339(*state.failing_since);
    }
    return text;
}

std::string said(const std::optional<std::chrono::seconds>& hint) {
    if (!hint) {
        return {};
    }
    // Remembered hints are what a stranger sent: unclamped, so that milliseconds could overflow.
    const auto shown =
        std::clamp<std::chrono::seconds>(*hint, std::chrono::seconds(0), std::chrono::years(10));
    return " (" + describe_duration(shown) + ")";
}

std::string reason_text(const model::ScheduleState& state) {
    switch (state.reason) {
        case DueReason::kNever:
            return "it was never polled";
        case DueReason::kInterval:
            return "the interval that the configuration sets for it";
        case DueReason::kFloor:
            return "the polite minimum between two polls";
        case DueReason::kRhythm:
            return "half of the time that usually passes between its new stories";
        case DueReason::kFreshness:
            return "the server says that its last answer stays fresh until then" +
                   said(state.hints.fresh_for);
        case DueReason::kTtl:
            return "the feed itself asks to be polled no more often" +
                   said(std::max(state.hints.ttl, state.hints.update_period));
        case DueReason::kRetryAfter:
            return "the server asked to be left alone until then" + said(state.hints.retry_after);
        case DueReason::kBackoff:
            return "it waits longer after each failure";
        case DueReason::kSkipHours:
            return "the feed asks not to be polled in the hours before";
        case DueReason::kGone:
            return "the server said that the feed is gone for good (410), and that will be "
                   "confirmed once";
        case DueReason::kSpread:
            return "it is overdue, and overdue feeds are spread over some minutes";
    }
    return "unknown";
}

}  // namespace

std::string explain(const model::ScheduleState& state, Timestamp now) {
    if (stopped(state)) {
        return "There is no next poll: the server said twice that the feed is gone for good (410).";
    }
    std::string text;
    if (state.reason == DueReason::kNever) {
        text = "The first poll is due now";
    } else if (state.next_due <= now) {
        text = "The next poll has been due since " + format_rfc3339(state.next_due);
    } else {
        text = "The next poll is in " + describe_duration(state.next_due - now) + ", at " +
               format_rfc3339(state.next_due);
    }
    text += ": " + reason_text(state);
    if (state.failures > 0) {
        text += ", after " + failures_text(state);
    }
    return text + ".";
}

}  // namespace wireroom::schedule
