#pragma once

#include "app/clock.hpp"
#include "app/poller.hpp"
#include "async/task_group.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::app {

/// Keeps polling what is due, for ever. Lives on the loop.
/// Invariant: a feed has at most one poll in flight, and its slot is released however that poll
/// ends. Trouble of our own costs the publishers little: a feed whose poll failed here is put off
/// ever longer, and while the store cannot be written nobody is asked for anything.
class Runner {
public:
    /// @param advanced called after each commit with the head of the event log.
    Runner(
        boost::asio::any_io_executor loop,
        Poller& poller,
        const Clock& clock,
        schedule::Policy policy,
        schedule::Limits limits,
        std::function<void(std::int64_t head_seq)> advanced
    );

    /// Takes over the feeds of the store with their durable schedules.
    void add(std::vector<model::Feed> feeds);

    /// Polls until the task is cancelled.
    boost::asio::awaitable<void> run();

    /// Cancels the polls in flight and waits for their ends; what is being committed is committed.
    boost::asio::awaitable<void> stop();

    int in_flight() const { return schedule_.in_flight(); }

    /// Why nothing is polled, in words; empty as long as the store can be written.
    const std::string& trouble() const { return trouble_; }

    struct Next {
        std::string feed;
        Timestamp due;
    };
    /// When and whom the daemon polls next; nothing while it has no feed.
    std::optional<Next> next() const;

private:
    boost::asio::awaitable<void> poll(model::FeedId id);
    void start_due(Timestamp now);
    void settle(PollSummary summary);
    void put_off(model::FeedId id);
    void pause(model::FeedId id, const std::string& why);
    boost::asio::awaitable<void> try_store();
    void log_poll(const PollSummary& summary) const;

    Poller& poller_;
    const Clock& clock_;
    schedule::Schedule schedule_;
    std::function<void(std::int64_t)> advanced_;
    std::unordered_map<model::FeedId, model::Feed> feeds_;
    std::unordered_map<model::FeedId, int> faults_;  ///< polls in a row that failed here
    std::string trouble_;
    model::FeedId unstored_{};  ///< whose poll the store refused first
    Timestamp next_try_{};      ///< of the store
    boost::asio::steady_timer wakeup_;
    bool stopping_ = false;
    async::TaskGroup polls_;
};

}  // namespace wireroom::app
