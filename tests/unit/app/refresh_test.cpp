#include "app/refresh.hpp"

#include "async/task_group.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace wireroom::app {
namespace {

namespace net = boost::asio;
using namespace std::chrono_literals;
using model::FeedId;

protocol::PollResult named(const std::string& feed) {
    protocol::PollResult result;
    result.feed = feed;
    return result;
}

protocol::PollResult done(int new_stories) {
    protocol::PollResult result;
    result.feed = "its name by now";
    result.done = true;
    result.new_stories = new_stories;
    return result;
}

struct PollWaitersTest : testing::Test {
    net::io_context io;
    PollWaiters waiters{io.get_executor()};
    async::TaskGroup tasks{io.get_executor()};

    static net::awaitable<void> wait(
        PollWaiters::Party& party, std::chrono::milliseconds limit, bool& over
    ) {
        co_await party.wait(limit);
        over = true;
    }

    /// Runs what can run now.
    void turn() {
        io.restart();
        io.poll();
    }
};

TEST_F(PollWaitersTest, OnePollServesAllWhoWaitForIt) {
    PollWaiters::Party first(waiters);
    PollWaiters::Party second(waiters);
    first.await(FeedId(1), named("lantern"));
    second.await(FeedId(1), named("lantern"));
    bool first_over = false;
    bool second_over = false;
    tasks.spawn("first", wait(first, 1h, first_over));
    tasks.spawn("second", wait(second, 1h, second_over));
    turn();
    EXPECT_FALSE(first_over);

    waiters.ended(FeedId(1), done(3));
    turn();

    EXPECT_TRUE(first_over);
    EXPECT_TRUE(second_over);
    EXPECT_EQ(first.results[0].new_stories, 3);
    EXPECT_EQ(second.results[0].new_stories, 3);
    EXPECT_EQ(first.results[0].feed, "lantern") << "as it was asked for";
    EXPECT_EQ(waiters.size(), 0U);
}

TEST_F(PollWaitersTest, WaitsForTheLastOfItsPollsAndKeepsTheirOrder) {
    PollWaiters::Party party(waiters);
    party.await(FeedId(1), named("a"));
    party.add(named("b"));
    party.await(FeedId(3), named("c"));
    bool over = false;
    tasks.spawn("wait", wait(party, 1h, over));
    turn();

    waiters.ended(FeedId(3), done(1));
    turn();
    EXPECT_FALSE(over);
    EXPECT_EQ(party.open().size(), 1U);
    waiters.ended(FeedId(1), done(2));
    turn();

    EXPECT_TRUE(over);
    ASSERT_EQ(party.results.size(), 3U);
    EXPECT_EQ(party.results[0].feed, "a");
    EXPECT_TRUE(party.results[0].done);
    EXPECT_EQ(party.results[1].feed, "b");
    EXPECT_FALSE(party.results[1].done);
    EXPECT_EQ(party.results[2].new_stories, 1);
}

TEST_F(PollWaitersTest, APollThatEndsBeforeTheWaitBeginsIsNotMissed) {
    PollWaiters::Party party(waiters);
    party.await(FeedId(1), named("a"));
    waiters.ended(FeedId(1), done(1));
    bool over = false;

    tasks.spawn("wait", wait(party, 1h, over));
    turn();

    EXPECT_TRUE(over);
}

TEST_F(PollWaitersTest, TheWaitEndsWithItsTime) {
    PollWaiters::Party party(waiters);
    party.await(FeedId(1), named("a"));
    bool over = false;
    tasks.spawn("wait", wait(party, 0ms, over));

    io.restart();
    io.run();

    EXPECT_TRUE(over);
    EXPECT_EQ(party.open().size(), 1U);
    EXPECT_FALSE(party.results[0].done);
}

TEST_F(PollWaitersTest, WhoeverLeavesLeavesNothingBehind) {
    auto leaves = std::make_unique<PollWaiters::Party>(waiters);
    PollWaiters::Party stays(waiters);
    leaves->await(FeedId(1), named("a"));
    leaves->await(FeedId(2), named("b"));
    stays.await(FeedId(1), named("a"));

    leaves.reset();

    EXPECT_EQ(waiters.size(), 1U);
    waiters.ended(FeedId(1), done(1));
    waiters.ended(FeedId(2), done(1));
    EXPECT_TRUE(stays.results[0].done);
}

TEST_F(PollWaitersTest, AllAreToldWhenNothingWillBePolled) {
    PollWaiters::Party party(waiters);
    party.await(FeedId(1), named("a"));
    party.await(FeedId(2), named("b"));
    const auto next = *parse_rfc3339("2024-03-01T00:00:00Z");

    waiters.end_all("no network", next);

    EXPECT_TRUE(party.open().empty());
    for (const auto& result : party.results) {
        EXPECT_FALSE(result.done);
        EXPECT_EQ(result.error, "no network");
        EXPECT_EQ(result.next_poll, next);
    }
    EXPECT_EQ(waiters.size(), 0U);
}

}  // namespace
}  // namespace wireroom::app
