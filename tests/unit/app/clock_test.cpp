#include "app/clock.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

namespace wireroom::app {
namespace {

using namespace std::chrono_literals;

config::Environment with(std::map<std::string, std::string, std::less<>> variables) {
    return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found != variables.end() ? std::optional(found->second) : std::nullopt;
    };
}

TEST(Clock, IsTheSystemsWithoutVariables) {
    const Clock clock(with({}));

    const auto before =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto now = clock.now();

    EXPECT_GE(now, before);
    EXPECT_LE(now, std::chrono::system_clock::now());
}

TEST(Clock, StandsStillWhenPinned) {
    const Clock clock(with({{"WIREROOM_NOW", "2025-04-11T08:10:00Z"}}));

    EXPECT_EQ(clock.now(), *parse_rfc3339("2025-04-11T08:10:00Z"));
    EXPECT_EQ(clock.now(), *parse_rfc3339("2025-04-11T08:10:00Z"));
    EXPECT_EQ(clock.until(clock.now() + 1h), 1min);
    EXPECT_EQ(clock.until(clock.now() - 1h), 0ms);
}

TEST(Clock, RunsFasterWhenScaled) {
    const Clock clock(
        with({{"WIREROOM_NOW", "2025-04-11T08:10:00Z"}, {"WIREROOM_CLOCK_SCALE", "3600"}})
    );

    const auto now = clock.now();

    EXPECT_GE(now, *parse_rfc3339("2025-04-11T08:10:00Z"));
    EXPECT_LE(clock.until(now + 1h), 1001ms);
    EXPECT_GT(clock.until(now + 10h), 1s);
}

TEST(Clock, RefusesWhatItCannotRead) {
    EXPECT_THROW(Clock(with({{"WIREROOM_NOW", "yesterday"}})), std::invalid_argument);
    EXPECT_THROW(Clock(with({{"WIREROOM_CLOCK_SCALE", "0"}})), std::invalid_argument);
    EXPECT_THROW(Clock(with({{"WIREROOM_CLOCK_SCALE", "fast"}})), std::invalid_argument);
    EXPECT_THROW(Clock(with({{"WIREROOM_CLOCK_SCALE", "nan"}})), std::invalid_argument);
}

}  // namespace
}  // namespace wireroom::app
