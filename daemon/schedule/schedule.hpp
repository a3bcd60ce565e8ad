#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"
#include "schedule/policy.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace wireroom::schedule {

/// How hard one host may be asked. Hosts are told apart by name and port.
struct HostLimit {
    int connections = 1;  ///< polls in flight; at least 1
    std::chrono::milliseconds spacing{
        1000};  ///< between two starts; with one connection also after each end

    bool operator==(const HostLimit&) const = default;
};

struct Limits {
    int concurrency = 32;  ///< polls in flight over all hosts
    HostLimit per_host;
    std::map<std::string, HostLimit, std::less<>> hosts;  ///< exceptions, by `host` or `host:port`
};

/// `host:port` of an http(s) URL, IPv6 literals in brackets: what host slots are counted by. The
/// URL itself when it cannot be parsed.
std::string host_key(std::string_view url);

/// When a feed is due as the schedule has it now, which after a restart or an outage differs from
/// its stored state.
struct Planned {
    Timestamp due{};
    model::DueReason reason = model::DueReason::kNever;
    bool in_flight = false;
};

/// All feeds and all hosts: which feed may be polled next.
/// Invariant: a feed is in flight or waits in its host's queue; a host stands in the ready index
/// exactly when it has a waiting feed, a free slot and is not held. Every operation is O(log n) in
/// feeds and hosts, except `set_limits` and clock jumps. Lives on the loop thread. Reads no clock:
/// `now` comes from the caller and may jump: backwards by more than a minute, and all plans move
/// along; forwards (or after a suspended night), and overdue feeds are spread instead of bursting.
class Schedule {
public:
    explicit Schedule(Policy policy, Limits limits);

    /// Adds a feed, or replaces what is known of it (its URL moved, its interval changed). What was
    /// asked for stays asked for, unless the feed moved to another host.
    /// Never polled: due at once, but when 100 such feeds wait already, at a stable place in the
    /// spread window. Overdue: at a stable place in the spread window, or within its interval when
    /// that is shorter.
    void add(
        model::FeedId id,
        const std::string& host,
        const FeedTraits& traits,
        const model::ScheduleState& state,
        Timestamp now
    );

    /// Forgets a feed. When it is in flight, its slot stays taken until `release`.
    void remove(model::FeedId id);

    /// The outcome of a poll was stored: `state` is what `next` returned. Also before or without
    /// `release`.
    void update(model::FeedId id, const model::ScheduleState& state);

    /// Makes a feed due now and first in its host's queue; the host's limits hold. No effect when
    /// it is in flight.
    /// @return whether the feed is known.
    bool poll_now(model::FeedId id, Timestamp now);

    /// The same for a feed whose poll in flight is of no use any more: it is due now as soon as
    /// that one's slot is released, whatever became of it.
    /// @return whether the feed is known.
    bool poll_again(model::FeedId id, Timestamp now);

    /// The earliest time at which `take_due` may yield a feed: never before `now`. Nothing when
    /// only a `release`, an `add` or a `poll_now` can change that.
    std::optional<Timestamp> next_wakeup(Timestamp now);

    /// The next feed that may be polled now; takes its host's slot. The caller owes a `release`.
    std::optional<model::FeedId> take_due(Timestamp now);

    /// The poll ended: frees the slot. Without an `update` since `take_due` the feed is tried again
    /// after a minute behind all feeds that are overdue by then (the machine was offline: the poll
    /// does not count).
    void release(model::FeedId id, Timestamp now);

    /// Asks nothing of a host (by its `host_key`) before `until`: a public host answered 429. Never
    /// shortens an earlier deferral.
    void defer_host(const std::string& key, Timestamp until);

    /// Spreads what is overdue over the window, oldest first: the network is back.
    void spread_overdue(Timestamp now);

    /// While the machine is offline: nothing is asked of the hosts that `held` names by their
    /// `host_key`, whatever their feeds' plans, also when they come later. An empty `held` lets all
    /// go. O(hosts).
    void hold(std::function<bool(const std::string& key)> held);

    /// New limits after a reload; deferrals and slots in use stay.
    void set_limits(Limits limits);

    /// A new policy after a reload. What is planned stays; see `add` and `update`.
    void set_policy(Policy policy) { policy_ = policy; }

    std::optional<Planned> planned(model::FeedId id) const;

    /// The earliest time at which the limits of the feed's host let its poll start, other feeds of
    /// the host aside: not before it is due. Nothing for a feed that is unknown or in flight.
    std::optional<Timestamp> earliest_start(model::FeedId id) const;

    std::size_t size() const { return feeds_.size(); }
    int in_flight() const { return in_flight_; }

private:
    /// Place in a host's queue: asked-for feeds first, then by due time.
    using QueueKey = std::tuple<int, Timestamp, model::FeedId>;

    struct Host {
        std::string key;
        std::uint64_t ordinal =
            0;  ///< order of first appearance, so that ties are decided the same way always
        HostLimit limit;
        std::set<QueueKey> queue;
        int in_flight = 0;
        int feeds = 0;  ///< that belong here, waiting or not
        Timestamp next_start = Timestamp::min();
        Timestamp deferred_until = Timestamp::min();
        bool held = false;                 ///< stands in no index
        std::optional<Timestamp> indexed;  ///< its place in ready_
    };

    struct Feed {
        Host* host = nullptr;
        Host* slot = nullptr;  ///< the host whose slot it holds; differs from `host` when the feed
                               ///< moved meanwhile
        std::uint64_t url_hash = 0;
        std::optional<std::chrono::seconds> interval;
        Timestamp due{};
        model::DueReason reason = model::DueReason::kNever;
        bool asked_for = false;  ///< by poll_now
        bool again = false;      ///< by poll_again, while in flight
        bool spread = false;   ///< once per wait, so that a clock that runs fast cannot push a feed
                               ///< on for ever
        bool fresh = false;    ///< counted in never_polled_
        bool updated = false;  ///< since take_due
        bool removed = false;  ///< but still in flight
    };

    HostLimit limit_for(std::string_view key) const;
    Host& host_of(const std::string& key);
    void drop_if_idle(Host& host);
    QueueKey key_of(model::FeedId id, const Feed& feed) const;
    void enqueue(model::FeedId id, Feed& feed);
    void dequeue(model::FeedId id, Feed& feed);
    void reindex(Host& host);
    void settle_due(Feed& feed, const model::ScheduleState& state, Timestamp now);
    std::chrono::milliseconds window_of(const Feed& feed) const;
    void spread(Timestamp now, bool again);
    void count_as_polled(Feed& feed);
    void observe(Timestamp now);
    void rebase(std::chrono::milliseconds shift);

    Policy policy_;
    Limits limits_;
    std::unordered_map<model::FeedId, Feed> feeds_;
    std::unordered_map<std::string, Host> hosts_;       ///< nodes are stable: Feed points into it
    std::function<bool(const std::string& key)> held_;  ///< see `hold`
    std::map<std::pair<Timestamp, std::uint64_t>, Host*> ready_;  ///< by time, then by ordinal
    std::uint64_t next_ordinal_ = 0;
    int in_flight_ = 0;
    int never_polled_ = 0;  ///< feeds that wait for their first poll
    std::optional<Timestamp> last_now_;
    std::optional<Timestamp> promised_wakeup_;  ///< when the caller, idle now, should come back
};

}  // namespace wireroom::schedule
