#include "app/poll_report.hpp"
#include "app/runner.hpp"
#include "app/supervisor.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

/// When the feed's next poll is under another floor or interval, reckoned from its last one. A feed
/// that fails, or that was never polled, keeps its plan.
/// @return nothing when the plan stays.
std::optional<model::ScheduleState> replanned(
    const schedule::Policy& policy, const model::Feed& feed
) {
    if (!feed.last_poll || feed.schedule.polls == 0 || feed.schedule.failures > 0) {
        return std::nullopt;
    }
    schedule::PollResult as_before;
    as_before.hints = feed.schedule.hints;
    as_before.hints_replaced = true;
    as_before.has_validators = !feed.etag.empty() || !feed.last_modified.empty();
    as_before.conditional = as_before.has_validators;
    const auto planned = schedule::next(
        policy,
        {.url = feed.spec.url, .interval = feed.spec.interval},
        feed.schedule,
        as_before,
        *feed.last_poll
    );
    auto state = feed.schedule;
    state.next_due = planned.next_due;
    state.reason = planned.reason;
    return state;
}

/// What the server's last Retry-After said, whatever else the plan is made of.
Timestamp told_to_wait_until(const model::Feed& feed, const schedule::Policy& policy) {
    const auto& wait = feed.schedule.hints.retry_after;
    if (!wait || !feed.last_poll) {
        return Timestamp::min();
    }
    return *feed.last_poll + std::clamp(*wait, std::chrono::seconds(0), policy.max_hint);
}

}  // namespace

/// Called by the poller before it stores a poll.
net::awaitable<std::optional<model::FeedSpec>> Runner::admit(model::Feed feed) {
    while (changes_ > 0) {
        const auto seen = changed_.count();
        co_await changed_.wait_beyond(seen);
    }
    const auto found = feeds_.find(feed.id);
    if (found == feeds_.end() || found->second.spec.url != feed.spec.url) {
        co_return std::nullopt;
    }
    co_return found->second.spec;
}

Runner::Plans Runner::apply(
    std::vector<model::Feed> feeds, schedule::Policy policy, schedule::Limits limits
) {
    const auto now = clock_.now();
    const bool other_floor = policy.floor != policy_.floor ||
                             policy.floor_without_validators != policy_.floor_without_validators;
    policy_ = policy;
    poller_.set_policy(policy);
    schedule_.set_policy(policy);
    schedule_.set_limits(std::move(limits));

    std::unordered_set<model::FeedId> kept;
    for (const auto& feed : feeds) {
        kept.insert(feed.id);
    }
    for (auto feed = feeds_.begin(); feed != feeds_.end();) {
        const auto id = feed->first;
        feed = kept.contains(id) ? std::next(feed) : feeds_.erase(feed);
        if (!kept.contains(id)) {
            schedule_.remove(id);
            faults_.erase(id);
            waiters_.ended(
                id,
                {.feed = {}, .outcome = {}, .error = "it left the configuration", .next_poll = {}}
            );
        }
    }
    Plans plans;
    for (auto& feed : feeds) {
        const auto id = feed.id;
        const auto known = feeds_.find(id);
        const bool moved = known != feeds_.end() && known->second.spec.url != feed.spec.url;
        if (moved || known == feeds_.end()) {
            faults_.erase(id);
            plan(feed, now);
            if (moved && feed.schedule.next_due <= now) {
                schedule_.poll_again(id, now);  // whoever has just written its URL waits for it
            }
            feeds_.insert_or_assign(id, std::move(feed));
            continue;
        }
        auto& mine = known->second;
        const bool other_interval = mine.spec.interval != feed.spec.interval;
        mine.spec = std::move(feed.spec);
        if (!other_interval && !other_floor) {
            continue;
        }
        if (auto state = replanned(policy, mine)) {
            mine.schedule = *state;
            plans.emplace_back(id, std::move(*state));
        }
        plan(mine, now);
    }
    watch_hosts();
    wakeup_.cancel();
    notify_status(polling());
    return plans;
}

void Runner::ask_for(PollWaiters::Party& party, model::FeedId id, std::chrono::seconds wait) {
    const auto now = clock_.now();
    const auto& feed = feeds_.at(id);
    protocol::PollResult result;
    result.feed = feed.spec.name;
    if (const auto until = told_to_wait_until(feed, policy_); until > now) {
        result.error = "its server asked to be left alone until then";
        result.next_poll = until;
        party.add(std::move(result));
        return;
    }
    schedule_.poll_now(id, now);
    result.next_poll = schedule_.earliest_start(id);
    if (!trouble_.empty()) {
        result.error = trouble_;
        result.next_poll = next_try_;
    } else if (poller_.connectivity().offline() && !public_host(feed.spec.url).empty()) {
        result.error = kOffline;
        result.next_poll = poller_.connectivity().next_probe();
    } else if (wait.count() > 0 && (!result.next_poll || *result.next_poll <= now + wait)) {
        party.await(id, std::move(result));
        return;
    } else if (result.next_poll && *result.next_poll > now + wait) {
        result.error = "its host may not be asked before then";
    }
    party.add(std::move(result));
}

net::awaitable<std::vector<protocol::PollResult>> Runner::refresh(
    std::vector<std::string> names, std::chrono::seconds wait
) {
    std::vector<std::pair<std::string, model::FeedId>> by_name;
    by_name.reserve(feeds_.size());
    for (const auto& [id, feed] : feeds_) {
        by_name.emplace_back(feed.spec.name, id);
    }
    std::ranges::sort(by_name);
    if (names.empty()) {
        for (const auto& [name, id] : by_name) {
            names.push_back(name);
        }
    }
    PollWaiters::Party party(waiters_);
    for (auto& name : names) {
        const auto found =
            std::ranges::lower_bound(by_name, name, {}, &decltype(by_name)::value_type::first);
        if (stopping_) {
            party.add({.feed = name, .outcome = {}, .error = "wireroomd is stopping"});
        } else if (found == by_name.end() || found->first != name) {
            party.add({.feed = name, .outcome = {}, .error = "it left the configuration"});
        } else {
            ask_for(party, found->second, wait);
        }
    }
    wakeup_.cancel();
    co_await party.wait(wait);
    for (const auto& [id, place] : party.open()) {
        party.results[place].next_poll = schedule_.earliest_start(id);
    }
    co_return std::move(party.results);
}

}  // namespace wireroom::app
