#include "schedule/schedule.hpp"

#include "base/hash.hpp"
#include "base/url.hpp"

#include <algorithm>

namespace wireroom::schedule {

namespace {

using model::DueReason;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// New feeds that may start together; more of them (an imported list) are spread.
constexpr int kNewAtOnce = 100;

/// A poll that did not count is tried again after this.
constexpr minutes kUncountedRetry{1};

Timestamp later(Timestamp a, Timestamp b) {
    return std::max(a, b);
}

/// What a rule for one feed may at most ask for: a longer wait on disk was written under another
/// clock.
milliseconds longest_wait(
    const Policy& policy, const std::optional<std::chrono::seconds>& interval
) {
    const auto longest = std::max(
        {policy.max_hint, policy.weekly, policy.max_interval, interval.value_or(policy.floor)}
    );
    return longest + policy.max_interval + std::chrono::days(7);  // jitter, then skipDays
}

}  // namespace

std::string host_key(std::string_view url) {
    const auto parsed = parse_http_url(url);
    if (!parsed) {
        return std::string(url);
    }
    const bool v6 = parsed->host.find(':') != std::string::npos;
    return (v6 ? "[" + parsed->host + "]" : parsed->host) + ":" + std::to_string(parsed->port);
}

Schedule::Schedule(Policy policy, Limits limits) : policy_(policy), limits_(std::move(limits)) {}

HostLimit Schedule::limit_for(std::string_view key) const {
    auto found = limits_.hosts.find(key);
    if (found == limits_.hosts.end()) {
        auto name = key.substr(0, key.rfind(':'));
        if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
            name = name.substr(1, name.size() - 2);
        }
        found = limits_.hosts.find(name);
    }
    HostLimit limit = found == limits_.hosts.end() ? limits_.per_host : found->second;
    limit.connections = std::max(limit.connections, 1);
    limit.spacing = std::max(limit.spacing, milliseconds(0));
    return limit;
}

Schedule::Host& Schedule::host_of(const std::string& key) {
    const auto [found, is_new] = hosts_.try_emplace(key);
    Host& host = found->second;
    if (is_new) {
        host.key = key;
        host.ordinal = next_ordinal_++;
        host.limit = limit_for(key);
        host.held = held_ && held_(key);
    }
    return host;
}

void Schedule::drop_if_idle(Host& host) {
    if (host.feeds == 0 && host.in_flight == 0) {
        hosts_.erase(std::string(host.key));
    }
}

Schedule::QueueKey Schedule::key_of(model::FeedId id, const Feed& feed) const {
    return {feed.asked_for ? 0 : 1, feed.due, id};
}

void Schedule::enqueue(model::FeedId id, Feed& feed) {
    feed.host->queue.insert(key_of(id, feed));
    reindex(*feed.host);
}

void Schedule::dequeue(model::FeedId id, Feed& feed) {
    feed.host->queue.erase(key_of(id, feed));
    reindex(*feed.host);
}

void Schedule::reindex(Host& host) {
    std::optional<Timestamp> ready;
    if (!host.held && !host.queue.empty() && host.in_flight < host.limit.connections) {
        ready = later(
            std::get<Timestamp>(*host.queue.begin()), later(host.next_start, host.deferred_until)
        );
    }
    if (ready == host.indexed) {
        return;
    }
    if (host.indexed) {
        ready_.erase({*host.indexed, host.ordinal});
    }
    if (ready) {
        ready_.emplace(std::pair(*ready, host.ordinal), &host);
    }
    host.indexed = ready;
}

void Schedule::count_as_polled(Feed& feed) {
    if (feed.fresh) {
        feed.fresh = false;
        --never_polled_;
    }
}

milliseconds Schedule::window_of(const Feed& feed) const {
    const milliseconds window = policy_.restart_spread;
    return std::max(
        milliseconds(0), feed.interval ? std::min<milliseconds>(window, *feed.interval) : window
    );
}

void Schedule::settle_due(Feed& feed, const model::ScheduleState& state, Timestamp now) {
    const auto window = window_of(feed).count();
    const milliseconds place(
        window == 0 ? 0
                    : static_cast<std::int64_t>(feed.url_hash % static_cast<std::uint64_t>(window))
    );
    count_as_polled(feed);
    feed.due = state.next_due;
    feed.reason = state.reason;
    feed.spread = false;
    if (state.polls == 0) {
        feed.due = never_polled_ < kNewAtOnce ? now : now + place;
        feed.reason = DueReason::kNever;
        feed.fresh = true;
        ++never_polled_;
    } else if (stopped(state)) {
        feed.due = kNoMorePolls;
    } else if (state.next_due > now + longest_wait(policy_, feed.interval)) {
        // Stored under a clock that was ahead. The last poll may have been just now, so the floor
        // holds from here.
        feed.due = now + feed.interval.value_or(policy_.floor) + place;
    } else if (state.next_due < now) {
        feed.due = now + place;
        feed.reason = DueReason::kSpread;
        feed.spread = true;
    }
}

void Schedule::add(
    model::FeedId id,
    const std::string& host,
    const FeedTraits& traits,
    const model::ScheduleState& state,
    Timestamp now
) {
    observe(now);
    Feed& feed = feeds_[id];
    Host* const old_host = feed.host;
    if (old_host != nullptr) {
        if (feed.slot == nullptr) {
            dequeue(id, feed);
        }
        --old_host->feeds;
    }
    feed.host = &host_of(host);
    ++feed.host->feeds;
    feed.url_hash = hash64(traits.url);
    feed.interval = traits.interval;
    feed.removed = false;
    settle_due(feed, state, now);
    if (old_host != feed.host) {
        feed.asked_for = false;
        feed.again = false;
    } else if (feed.asked_for) {
        feed.due = std::min(feed.due, now);
    }
    if (feed.slot == nullptr) {
        enqueue(id, feed);
    }
    if (old_host != nullptr && old_host != feed.host) {
        drop_if_idle(*old_host);
    }
}

void Schedule::remove(model::FeedId id) {
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.removed) {
        return;
    }
    Feed& feed = found->second;
    Host& host = *feed.host;
    count_as_polled(feed);
    --host.feeds;
    if (feed.slot != nullptr) {
        feed.removed = true;
        feed.host = nullptr;
    } else {
        dequeue(id, feed);
        feeds_.erase(found);
    }
    drop_if_idle(host);
}

void Schedule::update(model::FeedId id, const model::ScheduleState& state) {
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.removed) {
        return;
    }
    Feed& feed = found->second;
    if (feed.slot == nullptr) {
        dequeue(id, feed);
    }
    count_as_polled(feed);
    feed.due = state.next_due;
    feed.reason = state.reason;
    feed.spread = false;
    feed.asked_for = false;
    feed.updated = true;
    if (feed.slot == nullptr) {
        enqueue(id, feed);
    }
}

bool Schedule::poll_now(model::FeedId id, Timestamp now) {
    observe(now);
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.removed) {
        return false;
    }
    Feed& feed = found->second;
    if (feed.slot == nullptr && !feed.asked_for) {
        dequeue(id, feed);
        feed.due = std::min(feed.due, now);
        feed.asked_for = true;
        enqueue(id, feed);
    }
    return true;
}

bool Schedule::poll_again(model::FeedId id, Timestamp now) {
    if (!poll_now(id, now)) {
        return false;
    }
    Feed& feed = feeds_.at(id);
    feed.again = feed.slot != nullptr;
    return true;
}

std::optional<Timestamp> Schedule::next_wakeup(Timestamp now) {
    observe(now);
    promised_wakeup_.reset();
    if (ready_.empty() || in_flight_ >= std::max(limits_.concurrency, 1)) {
        return std::nullopt;
    }
    const Timestamp earliest = ready_.begin()->first.first;
    if (earliest >= kNoMorePolls) {
        return std::nullopt;
    }
    promised_wakeup_ = later(earliest, now);
    return promised_wakeup_;
}

std::optional<model::FeedId> Schedule::take_due(Timestamp now) {
    const auto wakeup = next_wakeup(now);
    if (!wakeup || *wakeup > now) {
        return std::nullopt;
    }
    promised_wakeup_.reset();
    Host& host = *ready_.begin()->second;
    const auto id = std::get<model::FeedId>(*host.queue.begin());
    Feed& feed = feeds_.at(id);
    host.queue.erase(host.queue.begin());
    ++host.in_flight;
    ++in_flight_;
    host.next_start = now + host.limit.spacing;
    reindex(host);
    count_as_polled(feed);
    feed.slot = &host;
    feed.asked_for = false;
    feed.spread = false;
    feed.updated = false;
    return id;
}

void Schedule::release(model::FeedId id, Timestamp now) {
    observe(now);
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.slot == nullptr) {
        return;
    }
    Feed& feed = found->second;
    Host& host = *feed.slot;
    feed.slot = nullptr;
    --host.in_flight;
    --in_flight_;
    if (host.limit.connections == 1) {
        // Spacing counts from the end: a server that counts arrivals must never see two of them
        // closer together.
        host.next_start = later(host.next_start, now + host.limit.spacing);
    }
    if (feed.removed) {
        feeds_.erase(found);
    } else {
        if (feed.again) {
            feed.again = false;
            feed.asked_for = true;
            feed.due = std::min(feed.due, now);
        } else if (!feed.updated) {
            feed.due = later(feed.due, now + kUncountedRetry);
        }
        enqueue(id, feed);
    }
    reindex(host);
    drop_if_idle(host);
}

void Schedule::defer_host(const std::string& key, Timestamp until) {
    const auto found = hosts_.find(key);
    if (found != hosts_.end()) {
        if (last_now_) {
            until = std::min<Timestamp>(until, *last_now_ + policy_.max_hint);
        }
        found->second.deferred_until = later(found->second.deferred_until, until);
        reindex(found->second);
    }
}

void Schedule::hold(std::function<bool(const std::string&)> held) {
    held_ = std::move(held);
    for (auto& [key, host] : hosts_) {
        host.held = held_ && held_(key);
        reindex(host);
    }
}

void Schedule::set_limits(Limits limits) {
    limits_ = std::move(limits);
    for (auto& [key, host] : hosts_) {
        host.limit = limit_for(key);
        reindex(host);
    }
}

std::optional<Planned> Schedule::planned(model::FeedId id) const {
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.removed) {
        return std::nullopt;
    }
    const Feed& feed = found->second;
    return Planned{feed.due, feed.reason, feed.slot != nullptr};
}

std::optional<Timestamp> Schedule::earliest_start(model::FeedId id) const {
    const auto found = feeds_.find(id);
    if (found == feeds_.end() || found->second.slot != nullptr) {
        return std::nullopt;
    }
    const Feed& feed = found->second;
    return later(feed.due, later(feed.host->next_start, feed.host->deferred_until));
}

}  // namespace wireroom::schedule
