#pragma once

#include "app/clock.hpp"
#include "app/poller.hpp"
#include "app/refresh.hpp"
#include "async/doorbell.hpp"
#include "async/task_group.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
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

    /// Holds the results of polls back while it lives, so that none is stored under one
    /// configuration and remembered under another. The store's `configure` runs in its shelter.
    class Change {
    public:
        explicit Change(Runner& runner) : runner_(runner) { ++runner_.changes_; }
        ~Change() {
            --runner_.changes_;
            runner_.changed_.ring();
        }
        Change(const Change&) = delete;
        Change& operator=(const Change&) = delete;

    private:
        Runner& runner_;
    };

    using Plans = std::vector<std::pair<model::FeedId, model::ScheduleState>>;

    /// Takes over what the store made of a new configuration. Feeds that are not among `feeds` are
    /// let go, and polls of them that are in flight end without a trace; so do those of feeds with
    /// a new URL, which are polled at once. Feeds that come back are planned as after a start.
    /// Where the floor or the feed's interval is another one, the next poll is planned anew from
    /// the last one; what was asked for stays asked for, and what is put off stays put off.
    /// @return plans to be stored.
    Plans apply(std::vector<model::Feed> feeds, schedule::Policy policy, schedule::Limits limits);

    /// Polls feeds now, within the limits of their hosts and not before a server's Retry-After has
    /// passed, also feeds that are gone. A poll that is in flight already is as good.
    /// @param names of feeds; empty = all.
    /// @param wait  for the polls to end; what cannot begin in this time is not waited for.
    boost::asio::awaitable<std::vector<protocol::PollResult>> refresh(
        std::vector<std::string> names, std::chrono::seconds wait
    );

    /// Polls until the task is cancelled.
    boost::asio::awaitable<void> run();

    /// Cancels the polls in flight and waits for their ends; what is being committed is committed.
    boost::asio::awaitable<void> stop();

    int in_flight() const { return schedule_.in_flight(); }
    /// What the service manager is told: `polling 12 feeds`, or why nothing is polled for now.
    std::string polling() const;

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
    boost::asio::awaitable<std::optional<model::FeedSpec>> admit(model::Feed feed);
    void start_due(Timestamp now);
    void hold_public(bool held);
    void settle(PollSummary summary);
    void settle_network(const PollSummary& summary);
    void put_off(model::FeedId id, const std::string& why);
    void pause(model::FeedId id, const std::string& why);
    boost::asio::awaitable<void> try_store();
    void plan(const model::Feed& feed, Timestamp now);
    void watch_hosts();
    void ask_for(PollWaiters::Party& party, model::FeedId id, std::chrono::seconds wait);

    Poller& poller_;
    const Clock& clock_;
    schedule::Policy policy_;
    schedule::Schedule schedule_;
    std::function<void(std::int64_t)> advanced_;
    std::unordered_map<model::FeedId, model::Feed> feeds_;
    std::unordered_map<model::FeedId, int> faults_;  ///< polls in a row that failed here
    std::string trouble_;
    model::FeedId unstored_{};  ///< whose poll the store refused first
    Timestamp next_try_{};      ///< of the store
    int changes_ = 0;           ///< of the configuration, under way
    async::Doorbell changed_;
    PollWaiters waiters_;
    boost::asio::steady_timer wakeup_;
    bool public_held_ = false;  ///< feeds on the internet wait until the machine is online
    bool stopping_ = false;
    async::TaskGroup polls_;
};

}  // namespace wireroom::app
