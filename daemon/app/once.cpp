#include "app/once.hpp"

#include "app/backlog.hpp"
#include "async/task_group.hpp"
#include "base/text.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

void print_summary(const PollSummary& summary) {
    const auto& feed = summary.feed;
    const auto& report = summary.report;
    const auto line =
        summary.error.empty()
            ? fmt::format(
                  "{}: {} items, {} new, {} revised (HTTP {}, {} ms)",
                  feed.spec.name,
                  report.items,
                  report.new_stories,
                  report.revised,
                  feed.last_status,
                  summary.elapsed.count()
              )
            : fmt::format("{}: failed: {}", feed.spec.name, printable(summary.error, 1000));
    fmt::print(stdout, "{}\n", line);
    std::fflush(stdout);  // a feed's line is there when its poll ended, also in a pipe
}

Timestamp real_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// The feeds that are still to be polled. A schedule of its own, in which all are due and none
/// comes back: it keeps to the hosts' limits, on real time, whatever the wall clock is set to.
struct Round {
    schedule::Schedule schedule;
    std::unordered_map<model::FeedId, model::Feed> feeds;
    net::steady_timer wakeup;
    int succeeded = 0;
    bool online = false;  ///< a host of the internet gave us a feed
    std::vector<std::shared_ptr<PollAttempt>> held_back;

    void finish(model::FeedId id) {
        schedule.remove(id);
        schedule.release(id, real_now());
        feeds.erase(id);
        wakeup.cancel();
    }
};

/// Takes the feed out of the round however its poll ends: the round would wait for it for ever.
class TurnGuard {
public:
    TurnGuard(Round& round, model::FeedId id) : round_(round), id_(id) {}
    ~TurnGuard() { round_.finish(id_); }
    TurnGuard(const TurnGuard&) = delete;
    TurnGuard& operator=(const TurnGuard&) = delete;

private:
    Round& round_;
    model::FeedId id_;
};

/// @param round outlives the task: the coroutine that owns it joins the group.
net::awaitable<void> poll_one(Poller& poller, Round& round, model::FeedId id) {
    const TurnGuard turn(round, id);
    auto summary = co_await poller.poll(round.feeds.at(id));
    print_summary(summary);
    if (summary.error.empty()) {
        ++round.succeeded;
        round.online = round.online || summary.public_host;
    }
    if (summary.held_back) {
        round.held_back.push_back(std::move(summary.held_back));
    }
}

/// There is no next poll that would tell a dead server from a machine without a network. What is
/// known by the end of the round has to do.
net::awaitable<void> judge_silence(
    Poller& poller, std::vector<std::shared_ptr<PollAttempt>> held_back, bool online
) {
    if (!online || poller.connectivity().offline()) {
        co_return;
    }
    for (auto& attempt : held_back) {
        co_await poller.count(std::move(attempt));
    }
}

}  // namespace

net::awaitable<int> poll_all_once(
    net::any_io_executor loop,
    Poller& poller,
    StoreService& store,
    model::Subscriptions wanted,
    schedule::Limits limits,
    Timestamp start
) {
    auto feeds = co_await store.configure(std::move(wanted), start);
    Round round{
        .schedule = schedule::Schedule({}, std::move(limits)),
        .feeds = {},
        .wakeup = net::steady_timer(loop)};
    const auto total = static_cast<int>(feeds.size());
    for (auto& feed : feeds) {
        round.schedule.add(
            feed.id, schedule::host_key(feed.spec.url), {.url = feed.spec.url}, {}, real_now()
        );
        round.schedule.poll_now(feed.id, real_now());
        round.feeds.emplace(feed.id, std::move(feed));
    }
    async::TaskGroup polls(loop);
    while (!round.feeds.empty()) {
        while (const auto due = round.schedule.take_due(real_now())) {
            polls.spawn("poll " + round.feeds.at(*due).spec.name, poll_one(poller, round, *due));
        }
        const auto now = real_now();
        const auto wake = round.schedule.next_wakeup(now);
        round.wakeup.expires_after(wake ? *wake - now : std::chrono::milliseconds(60'000));
        co_await round.wakeup.async_wait(net::as_tuple(net::use_awaitable));
        const auto state = co_await net::this_coro::cancellation_state;
        if (state.cancelled() != net::cancellation_type::none) {
            break;
        }
    }
    co_await polls.join();
    co_await judge_silence(poller, std::move(round.held_back), round.online);
    Backlog backlog(loop, store);
    co_await backlog.finish();
    co_return total - round.succeeded;
}

}  // namespace wireroom::app
