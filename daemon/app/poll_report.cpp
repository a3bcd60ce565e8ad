#include "app/poll_report.hpp"

#include "base/log.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::app {

using model::Outcome;

void log_poll(const PollSummary& summary, Timestamp now) {
    const auto& feed = summary.feed;
    if (!summary.counted) {
        const auto level = summary.ours ? log::Level::kWarning : log::Level::kDebug;
        log::write(
            level,
            "poll.postponed",
            {{"feed", feed.spec.name}, {"error", summary.error}, {"next", "1 min"}}
        );
        return;
    }
    const auto took = fmt::format("{}ms", summary.elapsed.count());
    const auto next =
        describe_duration(std::max(feed.schedule.next_due - now, std::chrono::milliseconds(0)));
    if (summary.outcome != Outcome::kUpdated && summary.outcome != Outcome::kUnchanged) {
        log::warning(
            "poll.failed",
            {{"feed", feed.spec.name},
             {"outcome", model::name_of(summary.outcome)},
             {"status", std::to_string(feed.last_status)},
             {"error", summary.error},
             {"failures", std::to_string(feed.schedule.failures)},
             {"next", next},
             {"took", took}}
        );
        return;
    }
    const auto& report = summary.report;
    log::info(
        "poll.ok",
        {{"feed", feed.spec.name},
         {"status", std::to_string(feed.last_status)},
         {"items", std::to_string(report.items)},
         {"new", std::to_string(report.new_stories)},
         {"revised", std::to_string(report.revised)},
         {"gone", std::to_string(report.gone)},
         {"next", next},
         {"why", model::name_of(feed.schedule.reason)},
         {"took", took}}
    );
}

protocol::PollResult result_of(const PollSummary& summary, Timestamp now) {
    const auto& feed = summary.feed;
    protocol::PollResult result;
    result.feed = feed.spec.name;
    result.error = summary.error;
    result.next_poll = now + schedule::Connectivity::kProbeEvery;
    if (!summary.counted && !summary.held_back) {
        if (!summary.ours) {
            result.error = kOffline;
        }
        return result;
    }
    result.done = true;
    result.outcome = model::name_of(summary.outcome);
    if (!summary.counted) {
        return result;  // no answer: there is nothing more to tell
    }
    result.status = feed.last_status;
    result.items = summary.report.items;
    result.new_stories = summary.report.new_stories;
    result.revised = summary.report.revised;
    result.sighted = summary.report.sighted;
    result.next_poll = feed.schedule.next_due < schedule::kNoMorePolls
                           ? std::optional(feed.schedule.next_due)
                           : std::nullopt;
    return result;
}

}  // namespace wireroom::app
