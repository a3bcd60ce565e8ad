#include "app/runner.hpp"

#include "async/resolver.hpp"
#include "async/task_group.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wireroom::app {
namespace {

namespace net = boost::asio;
using namespace std::chrono_literals;

constexpr const char* kNow = "2025-04-11T08:00:00Z";

class Folder {
public:
    Folder() {
        std::string name = testing::TempDir() + "runner-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make a folder in " + testing::TempDir());
        }
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path path;
};

std::optional<std::string> pinned(std::string_view name) {
    return name == "WIREROOM_NOW" ? std::optional<std::string>(kNow) : std::nullopt;
}

/// A runner with a real store that knows none of its feeds: whatever a poll brings, it is refused.
class RunnerTest : public testing::Test {
public:
    ~RunnerTest() override {
        tasks_.stop();
        while (tasks_.size() > 0 && loop_.run_one_for(10s) > 0) {
        }
    }
    RunnerTest(const RunnerTest&) = delete;
    RunnerTest& operator=(const RunnerTest&) = delete;

protected:
    RunnerTest() {
        feed_.id = model::FeedId(99);
        feed_.spec = {.name = "lantern", .url = "http://127.0.0.1:1/feed"};
        runner_.add({feed_});
        tasks_.spawn("runner", runner_.run());
    }
    void run_until_a_poll_has_failed_here() {
        while (runner_.trouble().empty() || runner_.in_flight() > 0) {
            ASSERT_GT(loop_.run_one_for(10s), 0U) << "nothing happens";
        }
    }

    Folder folder_;
    Clock clock_{pinned};
    net::io_context loop_{1};
    net::thread_pool workers_{1};
    StoreService store_{folder_.path / "wireroom.db"};
    async::Resolver resolver_{loop_.get_executor()};
    fetch::Fetcher fetcher_{
        loop_.get_executor(),
        resolver_,
        workers_.get_executor(),
        {.user_agent = "wireroom/test"},
        [this] { return clock_.now(); }};
    schedule::Policy policy_;
    Poller poller_{fetcher_, store_, workers_.get_executor(), clock_, policy_};
    Runner runner_{loop_.get_executor(), poller_, clock_, policy_, {}, [](std::int64_t) {}};
    async::TaskGroup tasks_{loop_.get_executor()};
    model::Feed feed_;
};

TEST_F(RunnerTest, AReloadLeavesAFeedPutOffWhosePollFailedHere) {
    run_until_a_poll_has_failed_here();
    const auto put_off = *parse_rfc3339(kNow) + 1min;
    ASSERT_EQ(runner_.next()->due, put_off);
    policy_.floor = 5h;

    runner_.apply({feed_}, policy_, {});

    EXPECT_EQ(runner_.next()->due, put_off);
}

TEST_F(RunnerTest, AReloadDoesNotHideThatPollingIsPaused) {
    EXPECT_EQ(runner_.polling(), "polling 1 feed");

    run_until_a_poll_has_failed_here();
    runner_.apply({feed_}, policy_, {});

    EXPECT_TRUE(runner_.polling().starts_with("polling is paused: ")) << runner_.polling();
}

}  // namespace
}  // namespace wireroom::app
