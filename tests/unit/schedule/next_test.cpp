#include "schedule/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace wireroom::schedule {
namespace {

using namespace std::chrono_literals;
using model::DueReason;
using model::Outcome;
using model::ScheduleState;
using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

const FeedTraits kFeed{"https://example.org/feed", std::nullopt};

Timestamp at(const char* text) {
    return *parse_rfc3339(text);
}

Policy no_jitter() {
    Policy policy;
    policy.jitter = 0;
    policy.failure_jitter = 0;
    return policy;
}

PollResult unchanged() {
    PollResult result;
    result.outcome = Outcome::kUnchanged;
    result.has_validators = true;
    result.conditional = true;
    return result;
}

PollResult updated(int new_stories) {
    PollResult result = unchanged();
    result.outcome = Outcome::kUpdated;
    result.hints_replaced = true;
    result.new_stories = new_stories;
    return result;
}

PollResult failed(Outcome outcome) {
    PollResult result = unchanged();
    result.outcome = outcome;
    return result;
}

/// A feed that had something new an hour before `now`, with a steady rhythm of one story an hour.
ScheduleState newsroom(Timestamp now) {
    ScheduleState state;
    state.polls = 10;
    state.last_new = now - 1h;
    state.mean_gap = 1h;
    state.reason = DueReason::kFloor;
    state.next_due = now;
    return state;
}

const Timestamp kNow = at("2024-03-01T00:00:00Z");  // a Friday

TEST(Next, WaitsTheFloorForABusyFeedWithValidators) {
    const auto state = next(no_jitter(), kFeed, newsroom(kNow), updated(1), kNow);

    EXPECT_EQ(state.next_due - kNow, 1h);
    EXPECT_EQ(state.reason, DueReason::kFloor);
    EXPECT_EQ(state.polls, 11);
}

TEST(Next, WaitsADayForAFeedWithoutValidators) {
    auto result = updated(1);
    result.has_validators = false;
    result.conditional = false;

    EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, 24h);
}

TEST(Next, JitterIsUpwardsAtMostATenthAndReplayable) {
    const Policy policy;
    milliseconds least = 10h;
    milliseconds most = 0h;
    for (int i = 0; i < 2000; ++i) {
        const FeedTraits feed{"https://example.org/" + std::to_string(i), std::nullopt};

        const auto wait = next(policy, feed, newsroom(kNow), updated(1), kNow).next_due - kNow;

        EXPECT_EQ(next(policy, feed, newsroom(kNow), updated(1), kNow).next_due - kNow, wait);
        least = std::min(least, wait);
        most = std::max(most, wait);
    }
    EXPECT_GE(least, 1h);
    EXPECT_LT(least, 1h + 10s) << "the draw reaches the lower end";
    EXPECT_LE(most, 66min);
    EXPECT_GT(most, 66min - 10s) << "the draw reaches the upper end";
}

TEST(Next, EachPollDrawsItsOwnJitter) {
    auto before = newsroom(kNow);
    const auto first = next(Policy(), kFeed, before, updated(1), kNow).next_due;
    before.polls = 11;

    EXPECT_NE(next(Policy(), kFeed, before, updated(1), kNow).next_due, first);
}

TEST(Next, AnIntervalOfFiveSecondsWorks) {
    const FeedTraits feed{"http://127.0.0.1:8080/x.xml", 5s};
    auto result = updated(1);
    result.has_validators = false;
    for (std::int64_t poll = 0; poll < 500; ++poll) {
        auto before = newsroom(kNow);
        before.polls = poll;

        const auto state = next(Policy(), feed, before, result, kNow);

        EXPECT_GE(state.next_due - kNow, 5s);
        EXPECT_LE(state.next_due - kNow, 5500ms);
        EXPECT_EQ(state.reason, DueReason::kInterval);
    }
}

TEST(Next, AnIntervalOverridesTtlAndSkipHoursButNotFreshness) {
    const FeedTraits feed{"https://example.org/feed", 10min};
    auto result = updated(1);
    result.hints.ttl = 6h;
    result.hints.update_period = 7h;
    result.hints.skip_hours = {0, 1, 2};

    EXPECT_EQ(next(no_jitter(), feed, newsroom(kNow), result, kNow).next_due - kNow, 10min);
    result.hints.fresh_for = 20min;
    EXPECT_EQ(next(no_jitter(), feed, newsroom(kNow), result, kNow).next_due - kNow, 20min);
}

TEST(Rhythm, FollowsHalfOfTheMeanGapUpToADay) {
    struct Case {
        seconds gap;
        seconds wait;
    };
    for (const auto& [gap, wait] :
         {Case{30min, 1h}, {72min, 1h}, {6h, 3h}, {24h, 12h}, {days(30), 24h}}) {
        auto state = newsroom(kNow);
        state.mean_gap = gap;
        state.last_new = kNow - gap;
        EXPECT_EQ(next(no_jitter(), kFeed, state, updated(1), kNow).next_due - kNow, wait)
            << gap.count();
    }
}

TEST(Rhythm, SilenceStretchesTheInterval) {
    auto state = newsroom(kNow);
    state.last_new = kNow - 10h;

    state = next(no_jitter(), kFeed, state, unchanged(), kNow);

    EXPECT_EQ(state.next_due - kNow, 5h);
    EXPECT_EQ(state.reason, DueReason::kRhythm);
}

TEST(Rhythm, TheMeanConvergesOnTheLastTwentyGaps) {
    auto state = newsroom(kNow);
    auto now = kNow;
    for (int i = 0; i < 60; ++i) {
        now += 8h;
        state = next(no_jitter(), kFeed, state, updated(2), now);
    }
    EXPECT_NEAR(static_cast<double>(state.mean_gap.count()), 4 * 3600.0, 120);
}

TEST(Rhythm, TheFirstPollsBacklogTeachesNothing) {
    const auto state = next(no_jitter(), kFeed, ScheduleState(), updated(50), kNow);

    EXPECT_EQ(state.mean_gap, 0s);
    EXPECT_EQ(state.last_new, kNow);
    EXPECT_EQ(state.next_due - kNow, 1h);
}

TEST(Hints, TheLongestWinsAndNoneLowersTheFloor) {
    auto result = updated(1);
    result.hints.fresh_for = 2h;
    result.hints.ttl = 3h;
    auto state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);
    EXPECT_EQ(state.next_due - kNow, 3h);
    EXPECT_EQ(state.reason, DueReason::kTtl);

    result.hints.update_period = 12h;
    EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, 12h);

    result.hints = {};
    result.hints.fresh_for = 1s;
    result.hints.ttl = -5s;
    result.hints.update_period = 0s;
    EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, 1h);
}

TEST(Hints, AbsurdOnesAreCutToAWeek) {
    for (const auto member :
         {&model::PollHints::fresh_for,
          &model::PollHints::ttl,
          &model::PollHints::update_period,
          &model::PollHints::retry_after}) {
        auto result = updated(1);
        result.hints.*member = seconds::max();
        EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, days(7));
        result.hints.*member = seconds::min();
        EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, 1h);
    }
}

TEST(Hints, AreRememberedAcrossA304) {
    auto first = updated(1);
    first.hints.fresh_for = 2h;
    first.hints.ttl = 3h;
    auto state = next(no_jitter(), kFeed, newsroom(kNow), first, kNow);

    state = next(no_jitter(), kFeed, state, unchanged(), kNow + 3h);

    EXPECT_EQ(state.next_due - (kNow + 3h), 3h);
    EXPECT_EQ(state.hints.fresh_for, 2h);
}

TEST(Hints, A304RenewsWhatItSays) {
    auto first = updated(1);
    first.hints.fresh_for = 2h;
    auto state = next(no_jitter(), kFeed, newsroom(kNow), first, kNow);
    auto second = unchanged();
    second.hints.fresh_for = 5h;

    state = next(no_jitter(), kFeed, state, second, kNow + 2h);

    EXPECT_EQ(state.next_due - (kNow + 2h), 5h);
    EXPECT_EQ(state.reason, DueReason::kFreshness);
}

TEST(Hints, A200WithoutThemClearsThem) {
    auto first = updated(1);
    first.hints.ttl = 6h;
    first.hints.skip_hours = {1};
    auto state = next(no_jitter(), kFeed, newsroom(kNow), first, kNow);

    state = next(no_jitter(), kFeed, state, updated(1), kNow);

    EXPECT_EQ(state.next_due - kNow, 1h);
    EXPECT_TRUE(state.hints.skip_hours.empty());
}

TEST(Backoff, DoublesPerFailureAndStopsAtOneDay) {
    auto state = newsroom(kNow);
    auto now = kNow;
    for (const auto expected : {1h, 2h, 4h, 8h, 16h, 24h, 24h}) {
        state = next(no_jitter(), kFeed, state, failed(Outcome::kServerError), now);
        EXPECT_EQ(state.next_due - now, expected) << state.failures;
        EXPECT_EQ(state.reason, DueReason::kBackoff);
        now = state.next_due;
    }
    EXPECT_EQ(state.failures, 7);
    EXPECT_EQ(state.failing_since, kNow);
}

TEST(Backoff, JitterIsUpwardsAndAtMostAQuarter) {
    milliseconds most = 0ms;
    for (int i = 0; i < 1000; ++i) {
        const FeedTraits feed{"https://example.org/" + std::to_string(i), std::nullopt};
        const auto wait =
            next(Policy(), feed, newsroom(kNow), failed(Outcome::kNetworkError), kNow).next_due -
            kNow;
        EXPECT_GE(wait, 1h);
        EXPECT_LE(wait, 75min);
        most = std::max(most, wait);
    }
    EXPECT_GT(most, 74min);
}

TEST(Backoff, ASuccessResetsIt) {
    auto state = next(no_jitter(), kFeed, newsroom(kNow), failed(Outcome::kClientError), kNow);
    state = next(no_jitter(), kFeed, state, failed(Outcome::kClientError), kNow + 1h);

    state = next(no_jitter(), kFeed, state, unchanged(), kNow + 2h);

    EXPECT_EQ(state.failures, 0);
    EXPECT_FALSE(state.failing_since);
}

TEST(Backoff, StartsAtTheOperatorsInterval) {
    const FeedTraits feed{"http://127.0.0.1:8080/x.xml", 5s};
    auto state = newsroom(kNow);
    for (const auto expected : {5s, 10s, 20s, 40s}) {
        state = next(no_jitter(), feed, state, failed(Outcome::kServerError), kNow);
        EXPECT_EQ(state.next_due - kNow, expected);
    }
}

TEST(Backoff, AFeedThatNeverAnsweredIsTriedAfterTheFloor) {
    auto result = failed(Outcome::kServerError);
    result.has_validators = false;
    result.conditional = false;

    EXPECT_EQ(next(no_jitter(), kFeed, ScheduleState(), result, kNow).next_due - kNow, 1h);
}

TEST(Backoff, GoesWeeklyAfterThirtyDaysAndNeverStops) {
    auto state = newsroom(kNow);
    auto now = kNow;
    while (now < kNow + days(30)) {
        state = next(no_jitter(), kFeed, state, failed(Outcome::kServerError), now);
        now = state.next_due;
    }
    for (int i = 0; i < 5000; ++i) {
        state = next(no_jitter(), kFeed, state, failed(Outcome::kServerError), now);
        ASSERT_EQ(state.next_due - now, days(7));
        now = state.next_due;
    }
}

TEST(Backoff, ForbiddenWaitsFourHoursAtLeast) {
    EXPECT_EQ(
        next(no_jitter(), kFeed, newsroom(kNow), failed(Outcome::kForbidden), kNow).next_due - kNow,
        4h
    );
}

TEST(Backoff, UnresolvableNamesStopAtSixHours) {
    auto state = newsroom(kNow);
    for (const auto expected : {1h, 2h, 4h, 6h, 6h}) {
        state = next(no_jitter(), kFeed, state, failed(Outcome::kDnsError), kNow);
        EXPECT_EQ(state.next_due - kNow, expected);
    }
}

TEST(RetryAfter, IsObeyedWhenLongerThanTheBackoff) {
    auto result = failed(Outcome::kRateLimited);
    result.hints.retry_after = 10h;
    auto state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);
    EXPECT_EQ(state.next_due - kNow, 10h);
    EXPECT_EQ(state.reason, DueReason::kRetryAfter);

    result.hints.retry_after = 5s;
    state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);
    EXPECT_EQ(state.next_due - kNow, 1h);
    EXPECT_EQ(state.reason, DueReason::kBackoff);
}

TEST(RetryAfter, HoldsForAFeedWithAnInterval) {
    const FeedTraits feed{"https://example.org/feed", 5s};
    auto result = failed(Outcome::kServerError);
    result.hints.retry_after = 2h;

    EXPECT_EQ(next(no_jitter(), feed, newsroom(kNow), result, kNow).next_due - kNow, 2h);
}

TEST(RetryAfter, IsForgottenWithTheNextAnswer) {
    auto result = failed(Outcome::kRateLimited);
    result.hints.retry_after = days(3);
    auto state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);

    state = next(no_jitter(), kFeed, state, updated(1), kNow + days(3));

    EXPECT_FALSE(state.hints.retry_after);
    EXPECT_LE(state.next_due - (kNow + days(3)), 24h);
}

TEST(Gone, IsConfirmedOnceAfterAWeekAndThenStops) {
    auto state = next(no_jitter(), kFeed, newsroom(kNow), failed(Outcome::kGone), kNow);
    EXPECT_EQ(state.next_due - kNow, days(7));
    EXPECT_EQ(state.reason, DueReason::kGone);
    EXPECT_FALSE(stopped(state));

    state = next(no_jitter(), kFeed, state, failed(Outcome::kGone), state.next_due);

    EXPECT_TRUE(stopped(state));
    EXPECT_EQ(state.next_due, kNoMorePolls);
}

TEST(Gone, AnImpatientRefreshIsNoConfirmation) {
    auto state = next(no_jitter(), kFeed, newsroom(kNow), failed(Outcome::kGone), kNow);
    const auto confirmation = state.next_due;

    state = next(no_jitter(), kFeed, state, failed(Outcome::kGone), kNow + 1min);

    EXPECT_FALSE(stopped(state));
    EXPECT_EQ(state.next_due, confirmation);
}

TEST(Gone, ComesBackWhenARefreshFindsTheFeed) {
    auto state = next(no_jitter(), kFeed, newsroom(kNow), failed(Outcome::kGone), kNow);
    state = next(no_jitter(), kFeed, state, failed(Outcome::kGone), kNow + days(7));
    state = next(no_jitter(), kFeed, state, failed(Outcome::kGone), kNow + days(8));
    EXPECT_TRUE(stopped(state)) << "a refresh of a stopped feed that is still gone";

    state = next(no_jitter(), kFeed, state, updated(1), kNow + days(9));

    EXPECT_FALSE(stopped(state));
    EXPECT_LE(state.next_due - (kNow + days(9)), 24h);
}

TEST(SkipHours, MovesThePollToTheNextOpenHour) {
    auto result = updated(1);
    for (int hour = 0; hour < 24; ++hour) {
        if (hour != 12) {
            result.hints.skip_hours.push_back(hour);
        }
    }
    const auto state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);

    EXPECT_GE(state.next_due, at("2024-03-01T12:00:00Z"));
    EXPECT_LE(state.next_due, at("2024-03-01T12:10:00Z"));
    EXPECT_EQ(state.reason, DueReason::kSkipHours);
}

TEST(SkipHours, MovesPastSkippedDays) {
    auto result = updated(1);
    result.hints.skip_days = {5, 6, 0};  // Friday to Sunday
    result.hints.skip_hours = {0, 1};
    const auto state = next(no_jitter(), kFeed, newsroom(kNow), result, kNow);

    EXPECT_GE(state.next_due, at("2024-03-04T02:00:00Z"));
    EXPECT_LE(state.next_due, at("2024-03-04T02:10:00Z"));
}

TEST(SkipHours, TwentyFourIsMidnightAndNonsenseIsIgnored) {
    auto result = updated(1);
    result.hints.skip_hours = {24, -1, 25, 1000000};
    result.hints.skip_days = {7, -3};
    const auto now = at("2024-03-01T23:10:00Z");

    EXPECT_GE(
        next(no_jitter(), kFeed, newsroom(now), result, now).next_due, at("2024-03-02T01:00:00Z")
    );
}

TEST(SkipHours, AWholeSkippedWeekIsIgnored) {
    auto result = updated(1);
    result.hints.skip_days = {0, 1, 2, 3, 4, 5, 6};

    EXPECT_EQ(next(no_jitter(), kFeed, newsroom(kNow), result, kNow).next_due - kNow, 1h);
}

TEST(SkipHours, HoldForTheTimeAfterJitter) {
    for (int i = 0; i < 500; ++i) {
        auto result = updated(1);
        result.hints.skip_hours = {2};
        const auto now = at("2024-03-01T00:57:00Z");
        const FeedTraits feed{"https://example.org/" + std::to_string(i), std::nullopt};

        const auto due = next(Policy(), feed, newsroom(now), result, now).next_due;

        EXPECT_TRUE(due < at("2024-03-01T02:00:00Z") || due >= at("2024-03-01T03:00:00Z"))
            << format_rfc3339(due);
        EXPECT_GE(due - now, 1h);
    }
}

TEST(Clock, GoingBackTenYearsHarmsNothing) {
    auto state = newsroom(kNow);
    state.failing_since = kNow;
    const auto now = kNow - days(3650);

    const auto good = next(no_jitter(), kFeed, state, unchanged(), now);
    const auto bad = next(no_jitter(), kFeed, state, failed(Outcome::kServerError), now);

    EXPECT_EQ(good.next_due - now, 1h);
    EXPECT_EQ(bad.next_due - now, 1h);
    EXPECT_EQ(bad.failing_since, now);
}

TEST(Explain, SaysWhenAndWhy) {
    auto state = newsroom(kNow);
    state.next_due = kNow + 40min;
    EXPECT_EQ(
        explain(state, kNow),
        "The next poll is in 40 min, at 2024-03-01T00:40:00.000Z: the polite minimum between two "
        "polls."
    );
    state.reason = DueReason::kRetryAfter;
    state.hints.retry_after = 2h;
    state.failures = 2;
    state.failing_since = kNow - 1h;
    state.next_due = kNow + 2h;
    EXPECT_EQ(
        explain(state, kNow),
        "The next poll is in 2 h, at 2024-03-01T02:00:00.000Z: the server asked to be left alone "
        "until then (2 h), "
        "after 2 failures in a row since 2024-02-29T23:00:00.000Z."
    );
    EXPECT_EQ(explain(ScheduleState(), kNow), "The first poll is due now: it was never polled.");
    state.next_due = kNoMorePolls;
    state.reason = DueReason::kGone;
    EXPECT_EQ(
        explain(state, kNow),
        "There is no next poll: the server said twice that the feed is gone for good (410)."
    );
}

TEST(Explain, SurvivesAbsurdHints) {
    auto state = newsroom(kNow);
    state.hints.fresh_for = seconds::max();
    state.hints.ttl = seconds::min();
    for (const auto reason : {DueReason::kFreshness, DueReason::kTtl, DueReason::kRetryAfter}) {
        state.reason = reason;
        EXPECT_NE(explain(state, kNow).find("The next poll has been due since"), std::string::npos);
    }
}

}  // namespace
}  // namespace wireroom::schedule
