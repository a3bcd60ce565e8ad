#include "base/hash.hpp"
#include "schedule/policy.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace wireroom::schedule {

namespace {

using model::DueReason;
using model::Outcome;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A wait and what decided it. `extend` lets the longer one win, so that the order of calls settles
/// ties.
struct Wait {
    seconds length;
    DueReason reason;

    void extend(seconds other, DueReason why) {
        if (other > length) {
            length = other;
            reason = why;
        }
    }
};

seconds clamp_hint(const std::optional<seconds>& hint, const Policy& policy) {
    return std::clamp(hint.value_or(seconds(0)), seconds(0), policy.max_hint);
}

bool is_failure(Outcome outcome) {
    return outcome != Outcome::kUpdated && outcome != Outcome::kUnchanged;
}

/// Whole seconds since `then`; 0 when the clock went back.
seconds elapsed(Timestamp then, Timestamp now) {
    return now <= then ? seconds(0) : std::chrono::floor<seconds>(now - then);
}

/// The new stories' gaps enter the mean of the last twenty. Several new stories in one poll share
/// the time since the last one evenly, because a poll cannot see when exactly each appeared.
void learn_rhythm(model::ScheduleState& state, int new_stories, Timestamp now) {
    if (!state.last_new) {
        // The first good poll shows a backlog, which tells nothing about gaps; silence counts from
        // here on.
        state.last_new = now;
        return;
    }
    if (new_stories <= 0) {
        return;
    }
    const auto gap = std::max<std::int64_t>(1, elapsed(*state.last_new, now).count() / new_stories);
    if (state.mean_gap.count() <= 0) {
        state.mean_gap = seconds(gap);
    } else {
        constexpr double kKeep = 1.0 - 2.0 / (20 + 1);  // the usual span-20 weight
        const double keep = std::pow(kKeep, std::min(new_stories, 1000));
        const double mean = static_cast<double>(state.mean_gap.count()) * keep +
                            static_cast<double>(gap) * (1 - keep);
        state.mean_gap = seconds(std::max<std::int64_t>(1, std::llround(mean)));
    }
    state.last_new = now;
}

/// What a feed is polled at while nothing else is asked: the operator's interval, or its rhythm
/// between floor and cap.
Wait own_interval(
    const Policy& policy,
    const FeedTraits& feed,
    const model::ScheduleState& state,
    seconds floor,
    Timestamp now
) {
    if (feed.interval) {
        return {
            std::clamp<seconds>(*feed.interval, seconds(1), std::chrono::years(10)),
            DueReason::kInterval};
    }
    const seconds silence = state.last_new ? elapsed(*state.last_new, now) : seconds(0);
    const seconds rhythm = std::min(std::max(state.mean_gap, silence) / 2, policy.max_interval);
    Wait wait{floor, DueReason::kFloor};
    wait.extend(rhythm, DueReason::kRhythm);
    return wait;
}

/// `base` doubled for each failure after the first, up to `cap` (or `base`, when that is longer).
seconds ladder(seconds base, int failures, seconds cap) {
    cap = std::max(cap, base);
    seconds wait = base;
    for (int i = 1; i < failures && wait < cap; ++i) {
        wait = std::min(wait * 2, cap);
    }
    return wait;
}

/// A number in [0, 1) that the URL and the number of the poll decide.
double draw(const FeedTraits& feed, std::int64_t poll) {
    return static_cast<double>(hash64(feed.url, static_cast<std::uint64_t>(poll)) >> 11U) *
           0x1.0p-53;
}

/// The first instant from `due` on that lies in no skipped hour and on no skipped day (both GMT);
/// `due` itself when the feed skips the whole week. An opening is not stormed: feeds enter it
/// within ten minutes, at a place of their own.
Timestamp out_of_skips(const model::PollHints& hints, Timestamp due, double place) {
    std::array<bool, 24> skip_hour{};
    std::array<bool, 7> skip_day{};
    for (const int hour : hints.skip_hours) {
        if (hour >= 0 && hour <= 24) {
            skip_hour[static_cast<std::size_t>(hour % 24)] = true;  // RSS 0.91 counted from 1 to 24
        }
    }
    for (const int day : hints.skip_days) {
        if (day >= 0 && day <= 6) {
            skip_day[static_cast<std::size_t>(day)] = true;
        }
    }
    const auto skipped = [&](std::chrono::sys_time<hours> hour) {
        const auto day = std::chrono::floor<std::chrono::days>(hour);
        return skip_hour[static_cast<std::size_t>((hour - day).count())] ||
               skip_day[std::chrono::weekday(day).c_encoding()];
    };
    const auto first = std::chrono::floor<hours>(due);
    if (!skipped(first)) {
        return due;
    }
    for (int ahead = 1; ahead <= 7 * 24; ++ahead) {
        const auto hour = first + hours(ahead);
        if (!skipped(hour)) {
            const double offset_ms = place * 600'000.0;
            return Timestamp(hour) + milliseconds(static_cast<std::int64_t>(offset_ms));
        }
    }
    return due;
}

/// What an answer says anew, over what was remembered.
void merge_hints(model::PollHints& remembered, const PollResult& result) {
    if (result.hints_replaced) {
        remembered = result.hints;
        return;
    }
    const auto renew = [](auto& old, const auto& fresh) {
        if (fresh) {
            old = fresh;
        }
    };
    renew(remembered.fresh_for, result.hints.fresh_for);
    renew(remembered.ttl, result.hints.ttl);
    renew(remembered.update_period, result.hints.update_period);
    remembered.retry_after = result.hints.retry_after;  // of one answer only
}

void finish(
    model::ScheduleState& state,
    const Policy& policy,
    const FeedTraits& feed,
    Wait wait,
    double jitter,
    Timestamp now
) {
    const double place = draw(feed, state.polls);
    // A wait of a week needs no day of jitter: the share is of at most the longest ordinary
    // interval.
    const auto jittered =
        std::chrono::duration<double, std::milli>(std::min(wait.length, policy.max_interval)) *
        jitter * place;
    state.reason = wait.reason;
    state.next_due = now + wait.length + milliseconds(static_cast<std::int64_t>(jittered.count()));
    if (!feed.interval) {
        const auto opening = out_of_skips(state.hints, state.next_due, place);
        if (opening != state.next_due) {
            state.next_due = opening;
            state.reason = DueReason::kSkipHours;
        }
    }
}

model::ScheduleState after_success(
    const Policy& policy,
    const FeedTraits& feed,
    model::ScheduleState state,
    const PollResult& result,
    Timestamp now
) {
    merge_hints(state.hints, result);
    state.failures = 0;
    state.failing_since.reset();
    learn_rhythm(state, result.new_stories, now);

    const seconds floor = result.has_validators ? policy.floor : policy.floor_without_validators;
    Wait wait = own_interval(policy, feed, state, floor, now);
    wait.extend(clamp_hint(state.hints.fresh_for, policy), DueReason::kFreshness);
    if (!feed.interval) {
        wait.extend(clamp_hint(state.hints.ttl, policy), DueReason::kTtl);
        wait.extend(clamp_hint(state.hints.update_period, policy), DueReason::kTtl);
    }
    wait.extend(clamp_hint(state.hints.retry_after, policy), DueReason::kRetryAfter);
    finish(state, policy, feed, wait, policy.jitter, now);
    return state;
}

model::ScheduleState after_failure(
    const Policy& policy,
    const FeedTraits& feed,
    model::ScheduleState state,
    const PollResult& result,
    Timestamp now
) {
    const bool ever_succeeded = state.last_new.has_value();
    constexpr int kManyFailures = 1'000'000;
    state.failures = std::min(state.failures + 1, kManyFailures);
    if (!state.failing_since || *state.failing_since > now) {
        state.failing_since = now;
    }
    state.hints.retry_after = result.hints.retry_after;

    // A feed that never answered is not yet known to be without validators, and errors are small.
    const bool whole_downloads = ever_succeeded && !result.has_validators && !result.conditional;
    const seconds floor = whole_downloads ? policy.floor_without_validators : policy.floor;
    // As of the first failure: the silence that the failures themselves make must not stretch the
    // ladder.
    Wait base = own_interval(policy, feed, state, floor, *state.failing_since);
    if (!feed.interval) {
        base.extend(clamp_hint(state.hints.ttl, policy), DueReason::kTtl);
        base.extend(clamp_hint(state.hints.update_period, policy), DueReason::kTtl);
    }
    const seconds cap = result.outcome == Outcome::kDnsError ? policy.dns_max : policy.max_interval;
    Wait wait{ladder(base.length, state.failures, cap), DueReason::kBackoff};
    if (result.outcome == Outcome::kForbidden) {
        wait.extend(policy.forbidden_min, DueReason::kBackoff);
    }
    if (result.outcome == Outcome::kRateLimited && !result.hints.retry_after) {
        wait.extend(policy.rate_limited_min, DueReason::kBackoff);
    }
    if (elapsed(*state.failing_since, now) >= policy.weekly_after) {
        wait.extend(policy.weekly, DueReason::kBackoff);
    }
    wait.extend(clamp_hint(state.hints.retry_after, policy), DueReason::kRetryAfter);
    finish(state, policy, feed, wait, policy.failure_jitter, now);
    return state;
}

/// A 410, or any other failure after one: a week until the confirmation, then no more.
model::ScheduleState after_gone(
    const Policy& policy,
    const FeedTraits& feed,
    model::ScheduleState state,
    const PollResult& result,
    Timestamp now
) {
    const bool told_before = state.reason == DueReason::kGone;
    const Timestamp confirmation_due = state.next_due;
    state.failures = std::min(state.failures + 1, 1'000'000);
    if (!state.failing_since || *state.failing_since > now) {
        state.failing_since = now;
    }
    state.hints.retry_after = result.hints.retry_after;
    if (told_before && (now < confirmation_due || confirmation_due >= kNoMorePolls)) {
        return state;  // someone asked in between; that is no confirmation after a week
    }
    if (told_before && result.outcome == Outcome::kGone) {
        state.next_due = kNoMorePolls;
        return state;
    }
    Wait wait{policy.weekly, DueReason::kGone};
    finish(state, policy, feed, wait, policy.jitter, now);
    state.reason = DueReason::kGone;  // a skipped hour may have moved it, but must not hide it
    return state;
}

}  // namespace

model::ScheduleState next(
    const Policy& policy,
    const FeedTraits& feed,
    model::ScheduleState before,
    const PollResult& result,
    Timestamp now
) {
    ++before.polls;
    if (!is_failure(result.outcome)) {
        return after_success(policy, feed, std::move(before), result, now);
    }
    if (result.outcome == Outcome::kGone || before.reason == DueReason::kGone) {
        return after_gone(policy, feed, std::move(before), result, now);
    }
    return after_failure(policy, feed, std::move(before), result, now);
}

bool stopped(const model::ScheduleState& state) {
    return state.reason == DueReason::kGone && state.next_due >= kNoMorePolls;
}

}  // namespace wireroom::schedule
