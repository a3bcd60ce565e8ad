#include "schedule/schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

namespace wireroom::schedule {
namespace {

using namespace std::chrono_literals;
using model::DueReason;
using model::FeedId;
using model::ScheduleState;
using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

const Timestamp kNow = *parse_rfc3339("2024-03-01T00:00:00Z");

Limits free_limits() {
    Limits limits;
    limits.concurrency = 100000;
    limits.per_host = {100000, 0ms};
    return limits;
}

FeedTraits traits(int i) {
    return {"https://example.org/" + std::to_string(i), std::nullopt};
}

ScheduleState polled(Timestamp next_due) {
    ScheduleState state;
    state.polls = 1;
    state.reason = DueReason::kFloor;
    state.next_due = next_due;
    return state;
}

std::vector<FeedId> take_all(Schedule& schedule, Timestamp now) {
    std::vector<FeedId> taken;
    while (const auto id = schedule.take_due(now)) {
        taken.push_back(*id);
    }
    return taken;
}

TEST(HostKey, IsNameAndPort) {
    EXPECT_EQ(host_key("https://Example.org/feed"), "example.org:443");
    EXPECT_EQ(host_key("http://127.0.0.1:8080/x.xml"), "127.0.0.1:8080");
    EXPECT_EQ(host_key("http://[::1]:8080/"), "[::1]:8080");
    EXPECT_EQ(host_key("no url"), "no url");
}

TEST(Schedule, YieldsAFeedWhenItIsDueAndNotBefore) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a:80", traits(1), polled(kNow + 10min), kNow);

    EXPECT_EQ(schedule.next_wakeup(kNow), kNow + 10min);
    EXPECT_FALSE(schedule.take_due(kNow + 10min - 1ms));
    EXPECT_EQ(schedule.take_due(kNow + 10min), FeedId(1));
    EXPECT_FALSE(schedule.take_due(kNow + 10min)) << "it is in flight";
    EXPECT_FALSE(schedule.next_wakeup(kNow + 10min));

    schedule.update(FeedId(1), polled(kNow + 2h));
    schedule.release(FeedId(1), kNow + 11min);

    EXPECT_EQ(schedule.next_wakeup(kNow + 11min), kNow + 2h);
    EXPECT_EQ(schedule.in_flight(), 0);
}

TEST(Schedule, PollsNewFeedsAtOnceButNotMoreThanAHundred) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 1000; ++i) {
        schedule.add(FeedId(i), "h" + std::to_string(i), traits(i), ScheduleState(), kNow);
    }
    EXPECT_EQ(take_all(schedule, kNow).size(), 100U);

    std::size_t most_in_a_second = 0;
    std::size_t total = 100;
    for (auto now = kNow + 1s; now <= kNow + 5min; now += 1s) {
        const auto taken = take_all(schedule, now).size();
        most_in_a_second = std::max(most_in_a_second, taken);
        total += taken;
    }
    EXPECT_EQ(total, 1000U);
    EXPECT_LE(most_in_a_second, 15U);
}

TEST(Schedule, AThousandOverdueFeedsMakeNoBurstAfterARestart) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 1000; ++i) {
        schedule.add(FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow - 3h), kNow);
    }
    std::size_t total = 0;
    for (auto now = kNow; now <= kNow + 5min; now += 1s) {
        const auto taken = take_all(schedule, now).size();
        EXPECT_LE(taken, 15U) << "3.3 a second on the average";
        total += taken;
    }
    EXPECT_EQ(total, 1000U);
    EXPECT_EQ(schedule.planned(FeedId(1))->reason, DueReason::kSpread);
}

TEST(Schedule, TheSpreadAfterARestartIsTheSameEachTime) {
    Schedule one(Policy(), free_limits());
    Schedule two(Policy(), free_limits());
    one.add(FeedId(1), "a", traits(1), polled(kNow - 1h), kNow);
    two.add(FeedId(9), "b", traits(1), polled(kNow - 2h), kNow);

    EXPECT_EQ(one.planned(FeedId(1))->due, two.planned(FeedId(9))->due);
}

TEST(Schedule, AnOverdueFeedWithAShortIntervalWaitsNoLongerThanThat) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 200; ++i) {
        auto feed = traits(i);
        feed.interval = 5s;
        schedule.add(FeedId(i), "a", feed, polled(kNow - 1h), kNow);
        EXPECT_LT(schedule.planned(FeedId(i))->due, kNow + 5s);
    }
}

TEST(Schedule, AHostIsAskedOneFeedAtATimeWithSpacing) {
    Schedule schedule{Policy(), Limits()};
    for (int i = 1; i <= 100; ++i) {
        schedule.add(FeedId(i), "one.example:443", traits(i), polled(kNow), kNow);
    }
    std::vector<Timestamp> starts;
    auto now = kNow;
    while (starts.size() < 100) {
        const auto id = schedule.take_due(now);
        ASSERT_TRUE(id);
        starts.push_back(now);
        EXPECT_FALSE(schedule.take_due(now + 5s)) << "the one connection is in use";
        now += 200ms;
        schedule.update(*id, polled(now + 1h));
        schedule.release(*id, now);
        now = *schedule.next_wakeup(now);
    }
    for (std::size_t i = 1; i < starts.size(); ++i) {
        EXPECT_EQ(starts[i] - starts[i - 1], 1200ms);
    }
}

TEST(Schedule, ABusyHostDoesNotHoldTheOthers) {
    Schedule schedule{Policy(), Limits()};
    for (int i = 1; i <= 50; ++i) {
        schedule.add(FeedId(i), "busy:443", traits(i), polled(kNow), kNow);
    }
    schedule.add(FeedId(99), "other:443", traits(99), polled(kNow), kNow);

    const auto taken = take_all(schedule, kNow);

    EXPECT_EQ(taken.size(), 2U);
    EXPECT_TRUE(std::ranges::count(taken, FeedId(99)));
}

TEST(Schedule, ExceptionsByHostHoldForAllItsPortsOrOne) {
    Limits limits;
    limits.hosts["127.0.0.1"] = {8, 0ms};
    limits.hosts["b.example:8443"] = {2, 0ms};
    limits.hosts["::1"] = {3, 0ms};
    const std::map<std::string, std::size_t> expected{
        {"127.0.0.1:8080", 8},
        {"127.0.0.1:9090", 8},
        {"b.example:8443", 2},
        {"b.example:443", 1},
        {"[::1]:80", 3}};
    for (const auto& [host, count] : expected) {
        Schedule schedule(Policy(), limits);
        for (int i = 1; i <= 20; ++i) {
            schedule.add(FeedId(i), host, traits(i), polled(kNow), kNow);
        }
        EXPECT_EQ(take_all(schedule, kNow).size(), count) << host;
    }
}

TEST(Schedule, GlobalConcurrencyHolds) {
    auto limits = free_limits();
    limits.concurrency = 32;
    Schedule schedule(Policy(), limits);
    for (int i = 1; i <= 100; ++i) {
        schedule.add(FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow), kNow);
    }
    const auto taken = take_all(schedule, kNow);
    EXPECT_EQ(taken.size(), 32U);
    EXPECT_FALSE(schedule.next_wakeup(kNow)) << "only a release helps";

    schedule.update(taken[0], polled(kNow + 1h));
    schedule.release(taken[0], kNow);

    EXPECT_EQ(take_all(schedule, kNow).size(), 1U);
}

TEST(Schedule, ADeferredHostIsLeftAlone) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a:443", traits(1), polled(kNow), kNow);
    schedule.add(FeedId(2), "b:443", traits(2), polled(kNow), kNow);

    schedule.defer_host("a:443", kNow + 30min);
    schedule.defer_host("a:443", kNow + 10min);
    schedule.defer_host("unknown:443", kNow + 10min);

    EXPECT_EQ(take_all(schedule, kNow), std::vector{FeedId(2)});
    schedule.poll_now(FeedId(1), kNow + 1s);
    EXPECT_EQ(schedule.next_wakeup(kNow + 1s), kNow + 30min);
    EXPECT_EQ(schedule.take_due(kNow + 30min), FeedId(1));
}

TEST(Schedule, TellsWhenAFeedMayStartAtTheEarliest) {
    Limits limits = free_limits();
    limits.per_host = {.connections = 1, .spacing = 10s};
    Schedule schedule(Policy(), limits);
    schedule.add(FeedId(1), "a:443", traits(1), polled(kNow + 1h), kNow);
    schedule.add(FeedId(2), "a:443", traits(2), polled(kNow), kNow);
    EXPECT_EQ(schedule.earliest_start(FeedId(1)), kNow + 1h) << "when it is due";
    EXPECT_FALSE(schedule.earliest_start(FeedId(3))) << "unknown";

    schedule.poll_now(FeedId(1), kNow);
    EXPECT_EQ(schedule.earliest_start(FeedId(1)), kNow);
    ASSERT_EQ(schedule.take_due(kNow), FeedId(1));
    EXPECT_FALSE(schedule.earliest_start(FeedId(1))) << "in flight";
    EXPECT_EQ(schedule.earliest_start(FeedId(2)), kNow + 10s) << "the host's spacing";

    schedule.defer_host("a:443", kNow + 30min);
    EXPECT_EQ(schedule.earliest_start(FeedId(2)), kNow + 30min) << "the host asked for it";
}

TEST(Schedule, AnAbsurdDeferralEndsAfterAWeek) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a:443", traits(1), polled(kNow), kNow);

    schedule.defer_host("a:443", kNow + days(100000));

    EXPECT_EQ(schedule.next_wakeup(kNow), kNow + days(7));
}

TEST(Schedule, AskedForFeedsGoFirst) {
    Limits limits;
    Schedule schedule(Policy(), limits);
    for (int i = 1; i <= 50; ++i) {
        schedule.add(FeedId(i), "a:443", traits(i), polled(kNow), kNow);
    }
    schedule.add(FeedId(77), "a:443", traits(77), polled(kNow + 5h), kNow);

    EXPECT_TRUE(schedule.poll_now(FeedId(77), kNow));
    EXPECT_FALSE(schedule.poll_now(FeedId(1234), kNow));

    EXPECT_EQ(schedule.take_due(kNow), FeedId(77));
}

TEST(Schedule, AnotherIntervalDoesNotDropWhatWasAskedFor) {
    Schedule schedule{Policy(), Limits()};
    schedule.add(FeedId(1), "a:443", traits(1), polled(kNow + 1s), kNow);
    schedule.add(FeedId(2), "a:443", traits(2), polled(kNow + 1h), kNow);
    schedule.poll_now(FeedId(2), kNow + 2s);

    schedule.add(FeedId(2), "a:443", {traits(2).url, 3h}, polled(kNow + 3h), kNow + 3s);

    EXPECT_LE(schedule.planned(FeedId(2))->due, kNow + 3s);
    EXPECT_EQ(schedule.take_due(kNow + 3s), FeedId(2))
        << "and still before the one that is overdue";
}

TEST(Schedule, WhatWasAskedOfOneHostIsNotAskedOfAnother) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a", traits(1), polled(kNow + 1h), kNow);
    schedule.poll_now(FeedId(1), kNow);

    schedule.add(FeedId(1), "b", traits(2), polled(kNow + 1h), kNow);

    EXPECT_FALSE(schedule.take_due(kNow));
    EXPECT_EQ(schedule.next_wakeup(kNow), kNow + 1h);
}

TEST(Schedule, AFeedInFlightIsPolledAgainWhenThatIsAskedFor) {
    for (const bool stored : {true, false}) {
        Schedule schedule(Policy(), free_limits());
        schedule.add(FeedId(1), "a", traits(1), polled(kNow), kNow);
        ASSERT_EQ(schedule.take_due(kNow), FeedId(1));
        EXPECT_TRUE(schedule.poll_again(FeedId(1), kNow + 1s));
        EXPECT_FALSE(schedule.take_due(kNow + 1s)) << "one at a time";
        if (stored) {
            schedule.update(FeedId(1), polled(kNow + 1h));
        }

        schedule.release(FeedId(1), kNow + 2s);

        ASSERT_EQ(schedule.take_due(kNow + 2s), FeedId(1)) << "stored: " << stored;
        schedule.update(FeedId(1), polled(kNow + 1h));
        schedule.release(FeedId(1), kNow + 3s);
        EXPECT_EQ(schedule.next_wakeup(kNow + 3s), kNow + 1h) << "once";
    }
}

TEST(Schedule, PollingAgainOutlivesAnotherInterval) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a", traits(1), polled(kNow), kNow);
    ASSERT_TRUE(schedule.take_due(kNow));
    schedule.add(FeedId(1), "b", traits(2), polled(kNow), kNow);
    schedule.poll_again(FeedId(1), kNow);

    schedule.add(FeedId(1), "b", {traits(2).url, 3h}, polled(kNow + 3h), kNow + 1s);
    schedule.release(FeedId(1), kNow + 2s);

    EXPECT_EQ(schedule.take_due(kNow + 2s), FeedId(1));
}

TEST(Schedule, PollingAgainAFeedThatWaitsIsPollingItNow) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a", traits(1), polled(kNow + 1h), kNow);

    EXPECT_TRUE(schedule.poll_again(FeedId(1), kNow));
    EXPECT_FALSE(schedule.poll_again(FeedId(2), kNow)) << "nobody knows it";

    ASSERT_EQ(schedule.take_due(kNow), FeedId(1));
    schedule.update(FeedId(1), polled(kNow + 1h));
    schedule.release(FeedId(1), kNow + 1s);
    EXPECT_EQ(schedule.next_wakeup(kNow + 1s), kNow + 1h);
}

TEST(Schedule, AStoppedFeedIsPolledOnlyWhenAsked) {
    Schedule schedule(Policy(), free_limits());
    auto gone = polled(kNoMorePolls);
    gone.reason = DueReason::kGone;
    schedule.add(FeedId(1), "a", traits(1), gone, kNow);

    EXPECT_FALSE(schedule.next_wakeup(kNow));
    EXPECT_FALSE(schedule.take_due(kNow + days(3650)));
    EXPECT_TRUE(schedule.poll_now(FeedId(1), kNow + days(3650)));
    EXPECT_EQ(schedule.take_due(kNow + days(3650)), FeedId(1));
}

TEST(Schedule, RemovingAFeedInFlightKeepsItsSlotUntilRelease) {
    Schedule schedule{Policy(), Limits()};
    schedule.add(FeedId(1), "a:443", traits(1), polled(kNow), kNow);
    schedule.add(FeedId(2), "a:443", traits(2), polled(kNow), kNow);
    const auto taken = schedule.take_due(kNow);
    ASSERT_TRUE(taken);

    schedule.remove(*taken);

    EXPECT_FALSE(schedule.planned(*taken));
    EXPECT_FALSE(schedule.take_due(kNow + 1min)) << "the connection is still in use";
    schedule.update(*taken, polled(kNow));
    schedule.release(*taken, kNow + 1min);
    EXPECT_EQ(schedule.size(), 1U);
    EXPECT_TRUE(schedule.take_due(kNow + 1min + 1s));
}

TEST(Schedule, AFeedMayMoveToAnotherHostInFlight) {
    Schedule schedule{Policy(), Limits()};
    schedule.add(FeedId(1), "old:443", traits(1), polled(kNow), kNow);
    ASSERT_TRUE(schedule.take_due(kNow));

    schedule.add(FeedId(1), "new:443", traits(2), polled(kNow), kNow);
    EXPECT_FALSE(schedule.take_due(kNow));
    schedule.update(FeedId(1), polled(kNow + 1h));
    schedule.release(FeedId(1), kNow + 1s);

    EXPECT_EQ(schedule.next_wakeup(kNow + 1s), kNow + 1h);
    EXPECT_EQ(schedule.in_flight(), 0);
    schedule.remove(FeedId(1));
    EXPECT_FALSE(schedule.next_wakeup(kNow + 1s));
}

TEST(Schedule, AFeedRemovedAndAddedAgainInFlightIsPolledOnce) {
    Schedule schedule{Policy(), Limits()};
    schedule.add(FeedId(1), "a:443", traits(1), ScheduleState(), kNow);
    ASSERT_TRUE(schedule.take_due(kNow));
    schedule.remove(FeedId(1));
    schedule.add(FeedId(1), "a:443", traits(1), ScheduleState(), kNow);

    EXPECT_FALSE(schedule.take_due(kNow + 10s));
    schedule.update(FeedId(1), polled(kNow + 1h));
    schedule.release(FeedId(1), kNow + 10s);

    EXPECT_EQ(schedule.next_wakeup(kNow + 10s), kNow + 1h);
}

TEST(Schedule, AnUncountedPollLetsTheOthersGoFirst) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a", traits(1), polled(kNow), kNow);
    schedule.add(FeedId(2), "b", traits(2), polled(kNow + 1s), kNow);
    const auto first = schedule.take_due(kNow + 1s);
    EXPECT_EQ(first, FeedId(1));

    schedule.release(FeedId(1), kNow + 2s);

    EXPECT_EQ(schedule.take_due(kNow + 2s), FeedId(2));
    EXPECT_FALSE(schedule.take_due(kNow + 2s));
    EXPECT_EQ(schedule.next_wakeup(kNow + 2s), kNow + 62s);
}

TEST(Schedule, SpreadsOldestFirstWhenTheNetworkIsBack) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 300; ++i) {
        schedule.add(
            FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow + seconds(301 - i)), kNow
        );
    }
    ASSERT_TRUE(schedule.next_wakeup(kNow + 1h));
    const auto now = kNow + 1h;

    schedule.spread_overdue(now);

    std::vector<FeedId> order;
    for (auto time = now; time < now + 5min; time += 1s) {
        const auto taken = take_all(schedule, time);
        EXPECT_LE(taken.size(), 1U);
        order.insert(order.end(), taken.begin(), taken.end());
    }
    ASSERT_EQ(order.size(), 300U);
    EXPECT_EQ(order.front(), FeedId(300));
    EXPECT_EQ(order.back(), FeedId(1));
}

TEST(Schedule, AForwardJumpOfTheClockMakesNoBurst) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 1000; ++i) {
        schedule.add(
            FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow + seconds(3 * i)), kNow
        );
    }
    EXPECT_FALSE(schedule.take_due(kNow));

    const auto morning = kNow + days(1);
    EXPECT_LE(take_all(schedule, morning).size(), 4U);
    std::size_t total = 0;
    for (auto now = morning + 1s; now <= morning + 5min; now += 1s) {
        total += take_all(schedule, now).size();
    }
    EXPECT_GE(total, 995U);
}

TEST(Schedule, AClockThatRunsTooFastStillGetsThroughAllFeeds) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 500; ++i) {
        schedule.add(
            FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow + seconds(i)), kNow
        );
    }
    std::size_t total = 0;
    auto now = kNow;
    for (int step = 0; step < 5; ++step) {
        total += take_all(schedule, now).size();
        now += 10min;  // each wake-up comes far too late
    }
    EXPECT_EQ(total, 500U);
}

TEST(Schedule, ABackwardJumpOfTheClockNeitherStallsNorBursts) {
    Schedule schedule(Policy(), free_limits());
    for (int i = 1; i <= 1000; ++i) {
        schedule.add(
            FeedId(i), "h" + std::to_string(i), traits(i), polled(kNow + 1h + seconds(3 * i)), kNow
        );
    }
    EXPECT_FALSE(schedule.take_due(kNow));
    schedule.defer_host("h1", kNow + 3h);

    const auto past = kNow - days(3650);
    EXPECT_EQ(schedule.next_wakeup(past), past + 1h + 6s);
    EXPECT_TRUE(take_all(schedule, past + 1h).empty());
    EXPECT_EQ(take_all(schedule, past + 1h + 6s).size(), 1U);
}

TEST(Schedule, AStateFromAnotherClockIsPolledAfterTheFloor) {
    Schedule schedule(Policy(), free_limits());
    schedule.add(FeedId(1), "a", traits(1), polled(kNow + days(3650)), kNow);

    EXPECT_GE(schedule.planned(FeedId(1))->due, kNow + 1h);
    EXPECT_LE(schedule.planned(FeedId(1))->due, kNow + 1h + 5min);
}

TEST(Schedule, NewLimitsHoldAtOnce) {
    Schedule schedule{Policy(), Limits()};
    for (int i = 1; i <= 10; ++i) {
        schedule.add(FeedId(i), "a:443", traits(i), polled(kNow), kNow);
    }
    EXPECT_EQ(take_all(schedule, kNow).size(), 1U);

    Limits limits;
    limits.per_host = {4, 0ms};
    schedule.set_limits(limits);

    EXPECT_EQ(take_all(schedule, kNow + 1s).size(), 3U);
}

TEST(Schedule, WhatIsHeldWaitsAndTheRestGoesOn) {
    Schedule schedule{Policy(), Limits()};
    schedule.add(FeedId(1), "far:443", traits(1), polled(kNow), kNow);
    schedule.add(FeedId(2), "near:80", traits(2), polled(kNow), kNow);

    schedule.hold([](const std::string& host) { return host.starts_with("far"); });
    schedule.add(FeedId(3), "farther:443", traits(3), polled(kNow), kNow);
    const auto meanwhile = take_all(schedule, kNow);
    const auto wakeup = schedule.next_wakeup(kNow);
    schedule.hold({});

    EXPECT_EQ(meanwhile, std::vector{FeedId(2)});
    EXPECT_EQ(wakeup, std::nullopt);
    EXPECT_EQ(take_all(schedule, kNow), (std::vector{FeedId(1), FeedId(3)}));
}

TEST(Schedule, ASimulatedWeekOfAHundredFeedsObeysTheFloor) {
    const Policy policy;
    Limits limits;
    limits.concurrency = 8;
    Schedule schedule(policy, limits);
    std::map<FeedId, ScheduleState> states;
    std::map<FeedId, Timestamp> last_start;
    std::map<std::string, Timestamp> last_on_host;
    const auto host = [](FeedId id) { return "h" + std::to_string(static_cast<int>(id) % 20); };
    const auto url = [](FeedId id) { return traits(static_cast<int>(id)); };
    for (int i = 1; i <= 100; ++i) {
        schedule.add(FeedId(i), host(FeedId(i)), url(FeedId(i)), {}, kNow);
    }
    std::multimap<Timestamp, FeedId> running;
    std::size_t polls = 0;
    auto now = kNow;
    while (now < kNow + days(7)) {
        while (const auto id = schedule.take_due(now)) {
            ++polls;
            if (last_start.contains(*id)) {
                ASSERT_GE(now - last_start[*id], 1h) << static_cast<int>(*id);
            }
            if (last_on_host.contains(host(*id))) {
                ASSERT_GE(now - last_on_host[host(*id)], 1s);
            }
            last_start[*id] = last_on_host[host(*id)] = now;
            running.emplace(now + 300ms, *id);
            ASSERT_LE(running.size(), 8U);
        }
        const auto wakeup = schedule.next_wakeup(now);
        ASSERT_TRUE(wakeup || !running.empty());
        if (!running.empty() && (!wakeup || running.begin()->first <= *wakeup)) {
            const auto [end, id] = *running.begin();
            running.erase(running.begin());
            now = std::max(now, end);
            PollResult result;
            result.has_validators = true;
            result.outcome = static_cast<int>(id) % 7 == 0 ? model::Outcome::kServerError
                                                           : model::Outcome::kUpdated;
            result.new_stories = static_cast<int>(id) % 3;
            states[id] = next(policy, url(id), states[id], result, now);
            schedule.update(id, states[id]);
            schedule.release(id, now);
        } else {
            now = *wakeup;
        }
    }
    EXPECT_GT(polls, 4000U) << "feeds with news every hour are polled about hourly";
    EXPECT_LT(polls, 100U * 168U);
}

TEST(Schedule, TenThousandFeedsCostLittle) {
    Limits limits;
    limits.per_host = {1, 1000ms};
    Schedule schedule(Policy(), limits);
    for (int i = 1; i <= 10000; ++i) {
        schedule.add(
            FeedId(i),
            "h" + std::to_string(i % 4000),
            traits(i),
            polled(kNow + milliseconds(i)),
            kNow
        );
    }
    auto now = kNow;
    std::size_t polls = 0;
    while (polls < 30000) {
        while (const auto id = schedule.take_due(now)) {
            ++polls;
            schedule.update(*id, polled(now + 1h));
            schedule.release(*id, now);
        }
        now = *schedule.next_wakeup(now);
    }
    EXPECT_GE(now - kNow, 2h) << "three polls of each, an hour apart";
}

}  // namespace
}  // namespace wireroom::schedule
