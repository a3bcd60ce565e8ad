#include "async/doorbell.hpp"
#include "async/resolver.hpp"
#include "async/run_on.hpp"
#include "async/task_group.hpp"
#include "async/timeout.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace wireroom::async {
namespace {

using namespace std::chrono_literals;

net::awaitable<void> sleep_for(std::chrono::milliseconds duration) {
    net::steady_timer timer(co_await net::this_coro::executor, duration);
    co_await timer.async_wait(net::use_awaitable);
}

net::awaitable<void> throw_after(std::chrono::milliseconds duration, std::string what) {
    co_await sleep_for(duration);
    throw std::runtime_error(what);
}

/// What a task wrote to standard error is part of its contract.
class TaskGroupTest : public testing::Test {
protected:
    net::io_context io;
    TaskGroup group{io.get_executor()};
};

net::awaitable<void> stop_and_join(TaskGroup* group, bool* joined) {
    group->stop();
    co_await group->join();
    *joined = true;
}

TEST_F(TaskGroupTest, StopEndsEveryTaskAndJoinWaitsForThem) {
    group.spawn("a", sleep_for(1h));
    group.spawn("b", sleep_for(1h));
    io.poll();
    ASSERT_EQ(group.size(), 2U);
    bool joined = false;
    testing::internal::CaptureStderr();

    net::co_spawn(io, stop_and_join(&group, &joined), [](const std::exception_ptr&) {});
    io.run();

    EXPECT_TRUE(joined);
    EXPECT_EQ(group.size(), 0U);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "being stopped is not a failure";
}

TEST_F(TaskGroupTest, AFailureIsLoggedWithTheNameAndEndsThatTaskAlone) {
    bool other_done = false;
    const auto other = [](bool* done) -> net::awaitable<void> {
        co_await sleep_for(5ms);
        *done = true;
    };
    testing::internal::CaptureStderr();

    group.spawn("poll example.org", throw_after(0ms, "the disk is on fire"));
    group.spawn("other", other(&other_done));
    io.run();

    const auto log = testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find("task.failed"), std::string::npos) << log;
    EXPECT_NE(log.find("poll example.org"), std::string::npos) << log;
    EXPECT_NE(log.find("the disk is on fire"), std::string::npos) << log;
    EXPECT_TRUE(other_done);
}

TEST_F(TaskGroupTest, NothingStartsAfterStop) {
    bool ran = false;
    const auto task = [](bool* flag) -> net::awaitable<void> {
        *flag = true;
        co_return;
    };
    group.stop();

    group.spawn("late", task(&ran));
    io.run();

    EXPECT_FALSE(ran);
    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TaskGroupTest, ATaskSpawnedJustBeforeStopEndsAtItsFirstWait) {
    group.spawn("young", sleep_for(1h));
    group.stop();

    io.run_for(5s);

    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TaskGroupTest, ATaskMayEndBetweenAStopFromOutsideAndItsCancellation) {
    const auto task = []() -> net::awaitable<void> { co_await net::post(net::use_awaitable); };
    group.spawn("nearly done", task());
    io.run_one();  // it runs up to its wait; what ends that wait is queued already

    group.stop();
    io.run_for(5s);

    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TaskGroupTest, TasksMayOutliveTheGroup) {
    auto short_lived = std::make_unique<TaskGroup>(io.get_executor());
    short_lived->spawn("orphan", sleep_for(1h));
    io.poll();

    short_lived.reset();

    EXPECT_GT(io.run_for(5s), 0U);
    EXPECT_TRUE(io.stopped()) << "the task was cancelled, not left behind";
}

net::awaitable<void> count_rings(Doorbell* bell, int* wakes, int until) {
    std::uint64_t seen = 0;
    while (*wakes < until) {
        co_await bell->wait_beyond(seen);
        seen = bell->count();
        ++*wakes;
    }
}

TEST(Doorbell, WakesAllWaiters) {
    net::io_context io;
    Doorbell bell(io.get_executor());
    int woken = 0;
    const auto waiter = [](Doorbell* door, int* count) -> net::awaitable<void> {
        co_await door->wait();
        ++*count;
    };
    for (int i = 0; i < 3; ++i) {
        net::co_spawn(io, waiter(&bell, &woken), [](const std::exception_ptr&) {});
    }
    io.poll();
    ASSERT_EQ(woken, 0);

    bell.ring();
    io.poll();

    EXPECT_EQ(woken, 3);
}

TEST(Doorbell, ARingBeforeTheWaitIsNotLost) {
    net::io_context io;
    Doorbell bell(io.get_executor());
    bell.ring();
    int wakes = 0;

    net::co_spawn(io, count_rings(&bell, &wakes, 1), [](const std::exception_ptr&) {});
    io.poll();

    EXPECT_EQ(wakes, 1);
}

TEST(Doorbell, DestructionEndsTheWaitWithAnError) {
    net::io_context io;
    auto bell = std::make_unique<Doorbell>(io.get_executor());
    std::exception_ptr failure;
    const auto waiter = [](Doorbell* door) -> net::awaitable<void> { co_await door->wait(); };
    net::co_spawn(io, waiter(bell.get()), [&](const std::exception_ptr& error) {
        failure = error;
    });
    io.poll();

    bell.reset();
    io.poll();

    ASSERT_TRUE(failure);
    EXPECT_THROW(std::rethrow_exception(failure), boost::system::system_error);
}

class RunOn : public testing::Test {
public:
    net::io_context io;
    net::thread_pool pool{2};
};

TEST_F(RunOn, RunsThereAndResumesHere) {
    std::thread::id ran_on;
    std::thread::id resumed_on;
    std::unique_ptr<int> result;
    const auto task =
        [](RunOn* test, std::thread::id* ran, std::thread::id* resumed, std::unique_ptr<int>* out
        ) -> net::awaitable<void> {
        *out = co_await run_on(test->pool.get_executor(), [ran] {
            *ran = std::this_thread::get_id();
            return std::make_unique<int>(42);
        });
        *resumed = std::this_thread::get_id();
    };

    net::co_spawn(io, task(this, &ran_on, &resumed_on, &result), [](const std::exception_ptr&) {});
    io.run();

    EXPECT_NE(ran_on, std::this_thread::get_id());
    EXPECT_EQ(resumed_on, std::this_thread::get_id());
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, 42);
}

TEST_F(RunOn, ThrowsToTheCallerWhatTheWorkThrew) {
    std::string caught;
    const auto task = [](RunOn* test, std::string* out) -> net::awaitable<void> {
        try {
            co_await run_on(test->pool.get_executor(), [] {
                throw std::runtime_error("bad page");
            });
        } catch (const std::runtime_error& error) {
            *out = error.what();
        }
    };

    net::co_spawn(io, task(this, &caught), [](const std::exception_ptr&) {});
    io.run();

    EXPECT_EQ(caught, "bad page");
}

TEST_F(RunOn, ACancelledWaiterStaysUntilTheWorkIsDone) {
    TaskGroup group(io.get_executor());
    std::atomic<bool> release = false;
    std::atomic<bool> finished = false;
    bool went_on = false;
    const auto task = [](RunOn* test, std::atomic<bool>* gate, std::atomic<bool>* done, bool* after
                      ) -> net::awaitable<void> {
        co_await run_on(test->pool.get_executor(), [gate, done] {
            gate->wait(false);
            *done = true;
        });
        co_await sleep_for(0ms);
        *after = true;
    };
    group.spawn("work", task(this, &release, &finished, &went_on));
    io.poll();

    group.stop();
    io.poll();
    EXPECT_EQ(group.size(), 1U);
    release = true;
    release.notify_all();
    io.run();

    EXPECT_TRUE(finished);
    EXPECT_FALSE(went_on) << "the next co_await throws";
    EXPECT_EQ(group.size(), 0U);
}

TEST(WithTimeout, GivesTheValueWhenItComesInTime) {
    net::io_context io;
    std::optional<std::string> value;
    const auto op = []() -> net::awaitable<std::string> { co_return "done"; };
    const auto task = [](auto inner, std::optional<std::string>* out) -> net::awaitable<void> {
        *out = co_await with_timeout(inner(), 1h);
    };

    net::co_spawn(io, task(op, &value), [](const std::exception_ptr&) {});
    io.run_for(5s);

    EXPECT_EQ(value, "done");
    EXPECT_TRUE(io.stopped()) << "the timer does not stay behind";
}

TEST(WithTimeout, GivesUpInTime) {
    net::io_context io;
    bool in_time = true;
    const auto task = [](bool* out) -> net::awaitable<void> {
        *out = co_await with_timeout(sleep_for(1h), 1ms);
    };

    net::co_spawn(io, task(&in_time), [](const std::exception_ptr&) {});
    io.run_for(5s);

    EXPECT_FALSE(in_time);
    EXPECT_TRUE(io.stopped());
}

TEST(WithTimeout, AFailureEndsTheWaitAtOnce) {
    net::io_context io;
    std::string caught;
    const auto task = [](std::string* out) -> net::awaitable<void> {
        try {
            co_await with_timeout(throw_after(0ms, "no"), 1h);
        } catch (const std::runtime_error& error) {
            *out = error.what();
        }
    };

    net::co_spawn(io, task(&caught), [](const std::exception_ptr&) {});
    io.run_for(5s);

    EXPECT_EQ(caught, "no");
}

TEST(WithTimeout, CancellationReachesTheOperation) {
    net::io_context io;
    TaskGroup group(io.get_executor());
    const auto task = []() -> net::awaitable<void> { co_await with_timeout(sleep_for(1h), 1h); };
    group.spawn("waits", task());
    io.poll();

    group.stop();
    io.run_for(5s);

    EXPECT_EQ(group.size(), 0U);
    EXPECT_TRUE(io.stopped());
}

/// A gate that look-ups stand at until the test opens it, also after the test has ended.
struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    int inside = 0;

    void pass() {
        std::unique_lock lock(mutex);
        ++inside;
        changed.notify_all();
        changed.wait(lock, [this] { return open; });
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return inside >= count; });
    }
    void unlock() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};

class ResolverTest : public testing::Test {
protected:
    Resolver::Function gated() const {
        return [gate = gate, calls = calls](const std::string& host) -> Resolver::Answer {
            ++*calls;
            gate->pass();
            if (host == "nowhere.test") {
                return ResolveError(ResolveFault::kNotFound, "nowhere.test: unknown");
            }
            return std::vector{net::ip::make_address("192.0.2.7")};
        };
    }

    static net::awaitable<void> ask(
        Resolver* resolver, std::string host, std::vector<std::string>* out
    ) {
        const auto answer = co_await resolver->resolve(host);
        out->push_back(answer ? answer->front().to_string() : answer.error().message);
    }

    void spawn(Resolver& resolver, const std::string& host) {
        net::co_spawn(io, ask(&resolver, host, &answers), [](const std::exception_ptr& error) {
            ASSERT_FALSE(error);
        });
    }

    net::io_context io;
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    std::shared_ptr<std::atomic<int>> calls = std::make_shared<std::atomic<int>>(0);
    std::vector<std::string> answers;
};

/// Keeps the loop running while only the resolver's threads have work.
void run_until(net::io_context& io, const std::function<bool()>& done) {
    const auto guard = net::make_work_guard(io);
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!done() && std::chrono::steady_clock::now() < end) {
        io.run_one_for(100ms);
    }
}

TEST_F(ResolverTest, IdenticalLookUpsAreOne) {
    Resolver resolver(io.get_executor(), 4, gated());
    spawn(resolver, "a.test");
    spawn(resolver, "a.test");
    spawn(resolver, "a.test");
    io.poll();
    gate->wait_for(1);

    gate->unlock();
    run_until(io, [&] { return answers.size() == 3; });

    EXPECT_EQ(answers, std::vector<std::string>(3, "192.0.2.7"));
    EXPECT_EQ(*calls, 1);
}

TEST_F(ResolverTest, DifferentNamesDoNotWaitForEachOther) {
    Resolver resolver(io.get_executor(), 3, gated());
    spawn(resolver, "a.test");
    spawn(resolver, "b.test");
    spawn(resolver, "nowhere.test");
    io.poll();

    gate->wait_for(3);  // all three are inside at the same time
    gate->unlock();
    run_until(io, [&] { return answers.size() == 3; });

    EXPECT_EQ(*calls, 3);
    EXPECT_NE(std::ranges::find(answers, "nowhere.test: unknown"), answers.end());
}

TEST_F(ResolverTest, ALiteralAddressNeedsNoThread) {
    Resolver resolver(io.get_executor(), 1, gated());

    spawn(resolver, "192.0.2.1");
    spawn(resolver, "2001:db8::1");
    io.poll();

    EXPECT_EQ(answers, (std::vector<std::string>{"192.0.2.1", "2001:db8::1"}));
    EXPECT_EQ(*calls, 0);
}

TEST_F(ResolverTest, AWaiterMayLeaveAndTheNextOneGetsTheAnswer) {
    Resolver resolver(io.get_executor(), 1, gated());
    TaskGroup group(io.get_executor());
    std::vector<std::string> none;
    group.spawn("leaves", ask(&resolver, "a.test", &none));
    io.poll();
    gate->wait_for(1);

    group.stop();
    io.poll();
    io.restart();
    EXPECT_EQ(group.size(), 0U) << "it did not wait for the stuck look-up";
    spawn(resolver, "a.test");
    io.poll();
    gate->unlock();
    run_until(io, [&] { return !answers.empty(); });

    EXPECT_EQ(answers.size(), 1U);
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(*calls, 1) << "the running look-up was joined";
}

TEST_F(ResolverTest, ALookUpThatNobodyWaitsForIsNotStarted) {
    Resolver resolver(io.get_executor(), 1, gated());
    TaskGroup group(io.get_executor());
    std::vector<std::string> none;
    spawn(resolver, "a.test");
    io.poll();
    gate->wait_for(1);
    group.spawn("leaves", ask(&resolver, "b.test", &none));
    io.poll();
    group.stop();
    io.poll();
    spawn(resolver, "c.test");
    io.restart();
    io.poll();

    gate->unlock();
    run_until(io, [&] { return answers.size() == 2; });

    EXPECT_EQ(*calls, 2) << "a and c, not b";
}

TEST_F(ResolverTest, DestructionDoesNotWaitForAStuckLookUp) {
    {
        Resolver resolver(io.get_executor(), 1, gated());
        TaskGroup group(io.get_executor());
        std::vector<std::string> none;
        group.spawn("leaves", ask(&resolver, "a.test", &none));
        io.poll();
        gate->wait_for(1);
        group.stop();
        io.poll();
    }
    EXPECT_EQ(*calls, 1);
    gate->unlock();  // the thread ends on its own and touches nothing of this test
}

TEST_F(ResolverTest, TheSystemKnowsNumbersInEveryNotation) {
    struct Case {
        const char* host;
        const char* address;
    };
    for (const auto& [host, address] :
         {Case{"2852039166", "169.254.169.254"}, {"0x7f.1", "127.0.0.1"}}) {
        const auto answer = system_resolve(host);
        ASSERT_TRUE(answer) << host << ": " << answer.error().message;
        EXPECT_EQ(answer->front().to_string(), address) << host;
    }
}

TEST_F(ResolverTest, WhatCannotBeANameIsNotAsked) {
    EXPECT_EQ(system_resolve("").error().kind, ResolveFault::kNotFound);
    EXPECT_EQ(system_resolve(std::string("a\0b", 3)).error().kind, ResolveFault::kNotFound);
}

}  // namespace
}  // namespace wireroom::async
