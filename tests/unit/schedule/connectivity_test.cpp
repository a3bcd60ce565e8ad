#include "schedule/connectivity.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::schedule {
namespace {

using namespace std::chrono_literals;
using model::FeedId;
using model::ScheduleState;
using Turn = Connectivity::Turn;

const Timestamp kNow = *parse_rfc3339("2024-03-01T00:00:00Z");
constexpr int kPatience = Connectivity::kPatience;

ScheduleState state_with(int polls) {
    ScheduleState state;
    state.polls = polls;
    return state;
}

TEST(Connectivity, ThreeSilentHostsMeanOfflineAndNoneOfThemIsToBlame) {
    Connectivity network;
    for (const char* host : {"a", "b"}) {
        const auto verdict = network.no_answer(host, kNow);
        EXPECT_FALSE(verdict.counts) << host;
        EXPECT_EQ(verdict.turn, Turn::kNone) << host;
    }
    EXPECT_FALSE(network.offline());

    const auto verdict = network.no_answer("c", kNow + 1s);

    EXPECT_FALSE(verdict.counts);
    EXPECT_EQ(verdict.turn, Turn::kOffline);
    EXPECT_TRUE(network.offline());
    EXPECT_EQ(network.offline_since(), kNow + 1s);
}

TEST(Connectivity, OfflineBeginsOnlyOnce) {
    Connectivity network;
    int turns = 0;
    for (int i = 0; i < 100; ++i) {
        const auto verdict = network.no_answer("host" + std::to_string(i), kNow);
        EXPECT_FALSE(verdict.counts);
        turns += verdict.turn == Turn::kNone ? 0 : 1;
    }
    EXPECT_EQ(turns, 1);
}

TEST(Connectivity, AHostThatFailsWhileAnotherAnswersIsDown) {
    Connectivity network;
    EXPECT_FALSE(network.no_answer("dead", kNow).counts) << "it may be the network";
    EXPECT_EQ(network.answered("alive"), Turn::kNone);

    EXPECT_TRUE(network.no_answer("dead", kNow + 1min).counts);
    EXPECT_TRUE(network.no_answer("dead", kNow + 2min).counts);
    EXPECT_FALSE(network.offline());
}

TEST(Connectivity, AnAnswerFromBeforeTheFailureProvesNothing) {
    Connectivity network;
    network.answered("alive");

    EXPECT_FALSE(network.no_answer("dead", kNow).counts);
}

TEST(Connectivity, AHostThatAnswersAgainIsGivenTheBenefitOfTheDoubtAgain) {
    Connectivity network;
    network.no_answer("shaky", kNow);
    network.answered("alive");
    EXPECT_TRUE(network.no_answer("shaky", kNow).counts);

    network.answered("shaky");

    EXPECT_FALSE(network.no_answer("shaky", kNow).counts);
}

TEST(Connectivity, AnAnswerOfTheSameHostProvesNothingAgainstIt) {
    Connectivity network;
    network.no_answer("shaky", kNow);
    network.answered("shaky");

    EXPECT_FALSE(network.no_answer("shaky", kNow).counts);
}

TEST(Connectivity, HostsKnownToBeDownAreNoEvidenceOfBeingOffline) {
    Connectivity network;
    for (const char* host : {"x", "y", "z"}) {
        network.no_answer(host, kNow);
        network.answered("alive");
    }
    for (const char* host : {"x", "y", "z"}) {
        EXPECT_TRUE(network.no_answer(host, kNow).counts) << host;
    }
    EXPECT_FALSE(network.offline());
}

TEST(Connectivity, OneDeadHostWithManyFeedsIsNotOfflineAndDoesNotHide) {
    Connectivity network;
    int counted = 0;
    for (int i = 0; i < kPatience + 10; ++i) {
        counted += network.no_answer("dead", kNow).counts ? 1 : 0;
    }
    EXPECT_FALSE(network.offline());
    EXPECT_EQ(counted, 11) << "patience ends, although nobody else was asked";
}

TEST(Connectivity, TheOnlyHostDecidesAlone) {
    Connectivity network;
    network.watch({"only"});

    const auto verdict = network.no_answer("only", kNow);

    EXPECT_FALSE(verdict.counts);
    EXPECT_EQ(verdict.turn, Turn::kOffline);
}

TEST(Connectivity, TwoHostsDecideWhereThereAreTwo) {
    Connectivity network;
    network.watch({"a", "b"});
    EXPECT_EQ(network.no_answer("a", kNow).turn, Turn::kNone);
    EXPECT_EQ(network.no_answer("a", kNow).turn, Turn::kNone);

    EXPECT_EQ(network.no_answer("b", kNow).turn, Turn::kOffline);
}

TEST(Connectivity, TheOnlyServerDoesNotHideForEverWhenItIsDown) {
    Connectivity network;
    network.watch({"only"});
    network.no_answer("only", kNow);
    auto now = kNow;
    for (int i = 1; i < kPatience; ++i) {
        now += 1min;
        ASSERT_TRUE(network.may_poll(now));
        const auto verdict = network.no_answer("only", now);
        ASSERT_FALSE(verdict.counts) << i;
        ASSERT_EQ(verdict.turn, Turn::kNone) << i;
    }

    const auto verdict = network.no_answer("only", now + 1min);

    EXPECT_TRUE(verdict.counts);
    EXPECT_EQ(verdict.turn, Turn::kGivenUp);
    EXPECT_FALSE(network.offline());
    EXPECT_TRUE(network.no_answer("only", now + 1h).counts) << "and it goes on counting";
    EXPECT_EQ(network.answered("only"), Turn::kNone);
    EXPECT_EQ(network.no_answer("only", now + 2h).turn, Turn::kOffline) << "until it answers";
}

TEST(Connectivity, ThreeHostsAreNeverGivenUp) {
    Connectivity network;
    network.watch({"a", "b", "c", "d"});
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(host, kNow);
    }
    for (int i = 0; i < 10 * kPatience; ++i) {
        ASSERT_FALSE(network.no_answer("d", kNow).counts);
    }
    EXPECT_TRUE(network.offline());
}

TEST(Connectivity, AGuessBecomesAJudgementWhenMoreHostsAreAsked) {
    Connectivity network;
    network.watch({"a"});
    network.no_answer("a", kNow);
    network.watch({"a", "b", "c"});
    for (int i = 0; i < 10 * kPatience; ++i) {
        ASSERT_FALSE(network.no_answer(i % 2 == 0 ? "b" : "c", kNow).counts);
    }
    EXPECT_TRUE(network.offline());
}

TEST(Connectivity, HostsThatAreDownDoNotDecide) {
    Connectivity network;
    network.watch({"alive", "x", "y", "z"});
    for (const char* host : {"x", "y", "z"}) {
        network.no_answer(host, kNow);
        network.answered("alive");
    }

    EXPECT_EQ(network.no_answer("alive", kNow).turn, Turn::kOffline) << "the only one that could";
}

TEST(Connectivity, HostsThatAreNotPolledAnyMoreAreForgotten) {
    Connectivity network;
    network.watch({"a", "b", "c", "old"});
    network.no_answer("old", kNow);
    network.watch({"a", "b", "c"});
    network.no_answer("a", kNow);

    EXPECT_EQ(network.no_answer("b", kNow).turn, Turn::kNone) << "old and a and b were three";
    EXPECT_EQ(network.no_answer("c", kNow).turn, Turn::kOffline);
}

TEST(Connectivity, AnOutageLeavesNoHostUnderSuspicion) {
    Connectivity network;
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(host, kNow);
    }
    network.answered("d");

    EXPECT_FALSE(network.no_answer("a", kNow).counts) << "its failure was the machine's";
}

TEST(Connectivity, HostsThatAreSilentBeyondASecondAnswerAreDown) {
    Connectivity network;
    const auto all_silent = [&] {
        for (const char* host : {"x", "y", "z"}) {
            network.no_answer(host, kNow);
        }
    };
    all_silent();
    EXPECT_EQ(network.answered("alive"), Turn::kOnline);
    all_silent();
    EXPECT_EQ(network.answered("alive"), Turn::kOnline) << "it could have been a second outage";

    for (const char* host : {"x", "y", "z"}) {
        EXPECT_TRUE(network.no_answer(host, kNow).counts) << host;
    }
    EXPECT_FALSE(network.offline());
}

TEST(Connectivity, TwoOutagesBlameNoHostThatAnsweredBetweenThem) {
    Connectivity network;
    for (int outage = 0; outage < 2; ++outage) {
        for (const char* host : {"x", "y", "z"}) {
            network.no_answer(host, kNow);
        }
        for (const char* host : {"alive", "x", "y", "z"}) {
            network.answered(host);
        }
    }

    EXPECT_FALSE(network.no_answer("x", kNow).counts);
}

TEST(Connectivity, MemoryIsBoundedAndBeyondItFailuresCount) {
    Connectivity network;
    for (std::size_t i = 0; i < Connectivity::kMaxRun; ++i) {
        network.no_answer("dead" + std::to_string(i), kNow);
        network.answered("alive");
    }

    EXPECT_TRUE(network.no_answer("one more", kNow).counts);
}

TEST(Connectivity, ProbesOnceAMinuteWhileOffline) {
    Connectivity network;
    EXPECT_TRUE(network.may_poll(kNow));
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(host, kNow);
    }
    int probes = 0;
    for (auto now = kNow; now < kNow + 10min; now += 1s) {
        probes += network.may_poll(now) ? 1 : 0;
    }
    EXPECT_EQ(probes, 9);
    EXPECT_EQ(network.next_probe(), kNow + 10min);
    EXPECT_FALSE(network.no_answer("d", kNow + 10min).counts);

    EXPECT_EQ(network.answered("d"), Turn::kOnline);
    EXPECT_EQ(network.answered("d"), Turn::kNone) << "it is over only once";
    EXPECT_TRUE(network.may_poll(kNow + 10min));
    EXPECT_FALSE(network.next_probe());
}

TEST(Connectivity, AClockThatGoesBackDoesNotStopTheProbes) {
    Connectivity network;
    for (const char* host : {"a", "b", "c"}) {
        network.no_answer(host, kNow);
    }
    EXPECT_TRUE(network.may_poll(kNow - 24h));
    EXPECT_FALSE(network.may_poll(kNow - 24h + 1s));
}

TEST(Connectivity, OnePageEverywhereIsACaptivePortal) {
    Connectivity network;
    EXPECT_TRUE(network.html_instead({FeedId(1), "u1", state_with(1)}, "a", 7, kNow).counts);
    EXPECT_TRUE(network.html_instead({FeedId(2), "u2", state_with(2)}, "b", 7, kNow).counts);
    EXPECT_TRUE(network.html_instead({FeedId(1), "u1", state_with(5)}, "a", 7, kNow).counts);

    const auto verdict = network.html_instead({FeedId(3), "u3", state_with(3)}, "c", 7, kNow);

    EXPECT_FALSE(verdict.counts);
    EXPECT_EQ(verdict.turn, Turn::kOffline);
    ASSERT_EQ(verdict.restore.size(), 2U) << "the two that were counted too soon";
    EXPECT_EQ(verdict.restore[0].feed, FeedId(1));
    EXPECT_EQ(verdict.restore[0].before.polls, 1) << "as it was before the first of them";
    EXPECT_EQ(verdict.restore[1].before.polls, 2);
    EXPECT_TRUE(network.offline());
}

TEST(Connectivity, DifferentPagesAreJustBrokenFeeds) {
    Connectivity network;
    for (int i = 1; i <= 20; ++i) {
        const auto page = static_cast<std::uint64_t>(i);
        EXPECT_TRUE(
            network.html_instead({FeedId(i), "u", {}}, "h" + std::to_string(i), page, kNow).counts
        );
    }
    EXPECT_FALSE(network.offline());
}

TEST(Connectivity, AFeedThatMovedGoesBackToItsStateAtTheNewPlace) {
    Connectivity network;
    network.html_instead({FeedId(1), "https://a/old", state_with(4)}, "a", 7, kNow);
    network.html_instead({FeedId(1), "https://b/new", state_with(1)}, "b", 7, kNow);

    const auto verdict = network.html_instead({FeedId(2), "u", {}}, "c", 7, kNow);

    ASSERT_EQ(verdict.restore.size(), 1U);
    EXPECT_EQ(verdict.restore[0].url, "https://b/new");
    EXPECT_EQ(verdict.restore[0].before.polls, 1);
}

}  // namespace
}  // namespace wireroom::schedule
