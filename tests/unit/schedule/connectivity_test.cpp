#include "schedule/connectivity.hpp"

#include <gtest/gtest.h>

namespace wireroom::schedule {
namespace {

using namespace std::chrono_literals;
using model::FeedId;
using model::ScheduleState;

const Timestamp kNow = *parse_rfc3339("2024-03-01T00:00:00Z");

ScheduleState state_with(int polls) {
    ScheduleState state;
    state.polls = polls;
    return state;
}

TEST(Connectivity, ThreeSilentHostsInARowMeanOffline) {
    Connectivity network;
    EXPECT_TRUE(network.no_answer(FeedId(1), "a", state_with(11), kNow).counts);
    EXPECT_TRUE(network.no_answer(FeedId(2), "b", state_with(22), kNow).counts);
    EXPECT_FALSE(network.offline());

    const auto verdict = network.no_answer(FeedId(3), "c", state_with(33), kNow);

    EXPECT_TRUE(network.offline());
    EXPECT_EQ(network.offline_since(), kNow);
    EXPECT_FALSE(verdict.counts);
    ASSERT_EQ(verdict.restore.size(), 2U) << "the two that were counted too soon";
    EXPECT_EQ(verdict.restore[0].feed, FeedId(1));
    EXPECT_EQ(verdict.restore[0].before.polls, 11);
    EXPECT_EQ(verdict.restore[1].before.polls, 22);
}

TEST(Connectivity, OneDeadHostWithManyFeedsIsNotOffline) {
    Connectivity network;
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(network.no_answer(FeedId(i + 1), "dead", state_with(1), kNow).counts);
    }
    EXPECT_FALSE(network.offline());
    network.no_answer(FeedId(2001), "b", state_with(1), kNow);
    EXPECT_LE(
        network.no_answer(FeedId(2002), "c", state_with(1), kNow).restore.size(),
        Connectivity::kMaxRun
    );
}

TEST(Connectivity, AnAnswerBetweenBreaksTheRow) {
    Connectivity network;
    network.no_answer(FeedId(1), "a", {}, kNow);
    network.no_answer(FeedId(2), "b", {}, kNow);
    EXPECT_FALSE(network.answered());

    EXPECT_TRUE(network.no_answer(FeedId(3), "c", {}, kNow).counts);
    EXPECT_FALSE(network.offline());
}

TEST(Connectivity, AFeedThatFailedTwiceGoesBackToItsFirstState) {
    Connectivity network;
    network.no_answer(FeedId(1), "a", state_with(1), kNow);
    network.no_answer(FeedId(1), "a", state_with(2), kNow);
    network.no_answer(FeedId(2), "b", state_with(5), kNow);

    const auto verdict = network.no_answer(FeedId(1), "c", state_with(3), kNow);

    ASSERT_EQ(verdict.restore.size(), 2U);
    EXPECT_EQ(verdict.restore[0].before.polls, 1);
}

TEST(Connectivity, ProbesOnceAMinuteWhileOffline) {
    Connectivity network;
    EXPECT_TRUE(network.may_poll(kNow));
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(FeedId(1), host, {}, kNow);
    }
    int probes = 0;
    for (auto now = kNow; now < kNow + 10min; now += 1s) {
        probes += network.may_poll(now) ? 1 : 0;
    }
    EXPECT_EQ(probes, 9);
    EXPECT_EQ(network.next_probe(), kNow + 10min);
    EXPECT_FALSE(network.no_answer(FeedId(4), "d", {}, kNow + 10min).counts);

    EXPECT_TRUE(network.answered()) << "the outage is over";
    EXPECT_FALSE(network.answered()) << "and is over only once";
    EXPECT_TRUE(network.may_poll(kNow + 10min));
    EXPECT_FALSE(network.next_probe());
}

TEST(Connectivity, AClockThatGoesBackDoesNotStopTheProbes) {
    Connectivity network;
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(FeedId(1), host, {}, kNow);
    }
    EXPECT_TRUE(network.may_poll(kNow - 24h));
    EXPECT_FALSE(network.may_poll(kNow - 24h + 1s));
}

TEST(Connectivity, OnePageEverywhereIsACaptivePortal) {
    Connectivity network;
    EXPECT_TRUE(network.html_instead(FeedId(1), "a", 7, state_with(1), kNow).counts);
    EXPECT_TRUE(network.html_instead(FeedId(2), "b", 7, state_with(2), kNow).counts);
    const auto verdict = network.html_instead(FeedId(3), "c", 7, state_with(3), kNow);

    EXPECT_FALSE(verdict.counts);
    EXPECT_EQ(verdict.restore.size(), 2U);
    EXPECT_TRUE(network.offline());
}

TEST(Connectivity, DifferentPagesAreJustBrokenFeeds) {
    Connectivity network;
    for (int i = 1; i <= 20; ++i) {
        const auto page = static_cast<std::uint64_t>(i);
        EXPECT_TRUE(network.html_instead(FeedId(i), "h" + std::to_string(i), page, {}, kNow).counts
        );
    }
    EXPECT_FALSE(network.offline());
}

}  // namespace
}  // namespace wireroom::schedule
