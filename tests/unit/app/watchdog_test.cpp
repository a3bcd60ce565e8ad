#include "app/watchdog.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace wireroom::app {
namespace {

using namespace std::chrono_literals;
using Step = WatchdogRule::Step;

TEST(WatchdogRule, AsksTheStoreInEveryPeriodWhileItAnswers) {
    WatchdogRule rule;
    for (int period = 0; period < 5; ++period) {
        ASSERT_EQ(rule.tick(), Step::kAsk) << period;
        ASSERT_FALSE(rule.answered()) << "nothing to settle";
    }
}

TEST(WatchdogRule, ComplainsOnceAboutAStoreThatIsSilentAndAsksNoMore) {
    WatchdogRule rule;
    EXPECT_EQ(rule.tick(), Step::kAsk);
    EXPECT_EQ(rule.tick(), Step::kComplain);
    EXPECT_EQ(rule.tick(), Step::kWait) << "the first question is still open";
    EXPECT_EQ(rule.tick(), Step::kWait);
}

TEST(WatchdogRule, ALateAnswerSettlesTheComplaint) {
    WatchdogRule rule;
    rule.tick();
    rule.tick();

    EXPECT_TRUE(rule.answered());

    EXPECT_EQ(rule.tick(), Step::kAsk);
    EXPECT_FALSE(rule.answered());
    rule.tick();
    EXPECT_EQ(rule.tick(), Step::kComplain) << "a second silence is another complaint";
}

TEST(WatchdogInterval, IsThatOfTheServiceManagerAndOnlyForThisProcess) {
    ::unsetenv("WATCHDOG_USEC");
    EXPECT_FALSE(watchdog_interval());

    ::setenv("WATCHDOG_USEC", "3000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    EXPECT_EQ(watchdog_interval(), 3s);

    ::setenv("WATCHDOG_PID", "1", 1);
    EXPECT_FALSE(watchdog_interval()) << "meant for another process";
    ::unsetenv("WATCHDOG_USEC");
    ::unsetenv("WATCHDOG_PID");
}

}  // namespace
}  // namespace wireroom::app
