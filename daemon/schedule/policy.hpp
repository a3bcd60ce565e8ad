#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace wireroom::schedule {

/// How polite the daemon is. Every wait below is a lower bound: jitter only ever adds.
struct Policy {
    std::chrono::seconds floor =
        std::chrono::hours(1);  ///< between polls of a feed with validators
    std::chrono::seconds floor_without_validators =
        std::chrono::hours(24);  ///< each such poll is a whole download
    std::chrono::seconds max_interval =
        std::chrono::hours(24);  ///< adaptive interval and back-off stop here
    std::chrono::seconds max_hint =
        std::chrono::hours(24 * 7);  ///< max-age, ttl, Retry-After are cut to this
    std::chrono::seconds dns_max =
        std::chrono::hours(6);  ///< where the ladder of DNS failures stops
    std::chrono::seconds forbidden_min = std::chrono::hours(4);  ///< after 401 and 403
    std::chrono::seconds rate_limited_min =
        std::chrono::minutes(15);  ///< after a 429 that does not say how long
    std::chrono::seconds weekly =
        std::chrono::hours(24 * 7);  ///< after 30 days of failure, and after a 410
    std::chrono::seconds weekly_after = std::chrono::hours(24 * 30);  ///< of uninterrupted failure
    std::chrono::seconds restart_spread =
        std::chrono::minutes(5);   ///< window for feeds that are overdue together
    double jitter = 0.10;          ///< after a good poll: up to this share of the wait, upwards
    double failure_jitter = 0.25;  ///< after a failure
};

/// What of a feed's configuration bears on its schedule.
struct FeedTraits {
    std::string url;                               ///< seeds jitter and spreading
    std::optional<std::chrono::seconds> interval;  ///< the operator's
};

/// What one poll told us.
struct PollResult {
    model::Outcome outcome = model::Outcome::kUnchanged;
    model::PollHints hints;  ///< of this answer alone
    /// The answer was a 200: its hints replace the remembered ones, absent ones included. A 304
    /// keeps what it does not say anew (RFC 9111 section 4.3.4). Ignored for failures, which change
    /// no remembered hint but `retry_after`.
    bool hints_replaced = false;
    int new_stories = 0;
    bool has_validators = false;  ///< the next request can be conditional
    bool conditional = false;     ///< this request was
};

/// The due time of a feed that is gone for good (a 410 confirmed after a week): only
/// `Schedule::poll_now` polls it.
inline constexpr Timestamp kNoMorePolls =
    std::chrono::sys_days(std::chrono::year(9999) / std::chrono::December / 31);

/// When to poll a feed again, given what the last poll told, by the rules of docs/architecture.md
/// ("When to poll"): the longest of the feed's rhythm, floor, freshness, ttl and Retry-After; a
/// doubling ladder after failures; jitter upwards, drawn from the URL and the number of the poll
/// and so replayable; then out of skipHours and skipDays.
/// @param before  the state that the feed had when the poll started.
/// @param now     when the poll ended.
/// @return the state to store in the transaction that stores the poll's result.
model::ScheduleState next(
    const Policy& policy,
    const FeedTraits& feed,
    model::ScheduleState before,
    const PollResult& result,
    Timestamp now
);

/// Whether a 410 was confirmed and polling has stopped (feed state `gone`).
bool stopped(const model::ScheduleState& state);

/// One English sentence for people: when the next poll is and why then.
/// `The next poll is in 40 min, at 2024-03-01T01:02:00.000Z: the polite minimum between two polls.`
std::string explain(const model::ScheduleState& state, Timestamp now);

}  // namespace wireroom::schedule
