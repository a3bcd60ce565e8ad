#include "app/runner.hpp"

#include "app/poll_report.hpp"
#include "app/supervisor.hpp"
#include "app/words.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;
using model::Outcome;

namespace {

/// After the first poll of a feed that failed here; doubled for each further one.
constexpr std::chrono::minutes kFirstRetry{1};
constexpr std::chrono::hours kLongestRetry{24};
/// Between two looks at whether the store can be written again.
constexpr std::chrono::minutes kStoreRetry{1};

/// Gives the slot back however the poll ends: a slot that leaks would silence its host for ever.
class SlotGuard {
public:
    SlotGuard(
        schedule::Schedule& schedule,
        model::FeedId feed,
        const Clock& clock,
        net::steady_timer& wakeup
    )
        : schedule_(schedule), feed_(feed), clock_(clock), wakeup_(wakeup) {}
    ~SlotGuard() {
        schedule_.release(feed_, clock_.now());
        wakeup_.cancel();
    }
    SlotGuard(const SlotGuard&) = delete;
    SlotGuard& operator=(const SlotGuard&) = delete;

private:
    schedule::Schedule& schedule_;
    model::FeedId feed_;
    const Clock& clock_;
    net::steady_timer& wakeup_;
};

}  // namespace

Runner::Runner(
    net::any_io_executor loop,
    Poller& poller,
    const Clock& clock,
    schedule::Policy policy,
    schedule::Limits limits,
    std::function<void(std::int64_t)> advanced
)
    : poller_(poller),
      clock_(clock),
      policy_(policy),
      schedule_(policy, std::move(limits)),
      advanced_(std::move(advanced)),
      changed_(loop),
      waiters_(loop),
      wakeup_(loop),
      polls_(loop) {
    poller_.set_admission([this](model::Feed feed) { return admit(std::move(feed)); });
}

void Runner::add(std::vector<model::Feed> feeds) {
    const auto now = clock_.now();
    for (auto& feed : feeds) {
        plan(feed, now);
        const auto id = feed.id;
        feeds_.insert_or_assign(id, std::move(feed));
    }
    watch_hosts();
    wakeup_.cancel();
}

void Runner::plan(const model::Feed& feed, Timestamp now) {
    auto state = feed.schedule;
    const auto planned = schedule_.planned(feed.id);
    if (planned && faults_.contains(feed.id)) {
        // Put off by trouble of our own, which another configuration does not end. Also when the
        // feed was never polled: it was tried.
        state.next_due = planned->due;
        state.reason = planned->reason;
        state.polls = std::max<decltype(state.polls)>(state.polls, 1);
    }
    schedule_.add(
        feed.id,
        schedule::host_key(feed.spec.url),
        {.url = feed.spec.url, .interval = feed.spec.interval},
        state,
        now
    );
}

void Runner::watch_hosts() {
    std::set<std::string> hosts;
    for (const auto& [id, feed] : feeds_) {
        auto host = public_host(feed.spec.url);
        if (!host.empty() && feed.state != model::FeedState::kGone) {
            hosts.insert(std::move(host));
        }
    }
    poller_.connectivity().watch(hosts);
}

std::string Runner::polling() const {
    constexpr std::size_t kLongest = 500;
    if (!trouble_.empty()) {
        return printable(trouble_, kLongest);
    }
    if (poller_.connectivity().offline()) {
        return "offline: trying again every minute";
    }
    return "polling " + count_of(feeds_.size(), "feed");
}

net::awaitable<void> Runner::run() {
    while (true) {
        if (!trouble_.empty() && clock_.now() >= next_try_) {
            co_await try_store();
        }
        const auto now = clock_.now();
        if (trouble_.empty()) {
            start_due(now);
        }
        auto wake = schedule_.next_wakeup(now).value_or(now + std::chrono::minutes(1));
        if (const auto probe = poller_.connectivity().next_probe()) {
            wake = std::min(wake, *probe);
        }
        if (!trouble_.empty()) {
            wake = next_try_;
        }
        wakeup_.expires_after(clock_.until(wake));
        // Ends early, with operation_aborted, when a poll ended or feeds were added; a stopped task
        // throws at its next turn.
        const auto [interrupted] = co_await wakeup_.async_wait(net::as_tuple(net::use_awaitable));
        const auto state = co_await net::this_coro::cancellation_state;
        if (interrupted && state.cancelled() != net::cancellation_type::none) {
            co_return;
        }
    }
}

void Runner::start_due(Timestamp now) {
    auto& connectivity = poller_.connectivity();
    hold_public(!connectivity.may_poll(now));
    while (const auto due = schedule_.take_due(now)) {
        const auto& spec = feeds_.at(*due).spec;
        polls_.spawn("poll " + spec.name, poll(*due));
        if (connectivity.offline() && !public_host(spec.url).empty()) {
            hold_public(true);  // one probe at a time until something answers
        }
    }
}

/// Offline, only the world is out of reach: this machine and its own network are polled as ever.
void Runner::hold_public(bool held) {
    if (held == public_held_) {
        return;
    }
    public_held_ = held;
    if (!held) {
        schedule_.hold({});
        return;
    }
    schedule_.hold([](const std::string& host) {
        return !public_host("http://" + host + "/").empty();
    });
}

net::awaitable<void> Runner::stop() {
    stopping_ = true;
    waiters_.end_all("wireroomd is stopping");
    polls_.stop();
    co_await polls_.join();
}

net::awaitable<void> Runner::poll(model::FeedId id) {
    const SlotGuard slot(schedule_, id, clock_, wakeup_);
    const auto feed = feeds_.find(id);
    if (feed == feeds_.end()) {
        co_return;  // it left the configuration since it was taken
    }
    try {
        auto summary = co_await poller_.poll(feed->second);
        faults_.erase(id);
        settle(std::move(summary));
    } catch (const store::StoreError& error) {
        pause(id, error.what());
        put_off(id, error.what());
        throw;  // the group tells which poll it was
    } catch (const std::exception& error) {
        put_off(id, error.what());
        throw;
    }
}

/// Nothing of the poll was stored, so nothing is lost: the next one brings it again.
void Runner::put_off(model::FeedId id, const std::string& why) {
    constexpr int kEnough = 16;
    const auto feed = feeds_.find(id);
    if (feed == feeds_.end()) {
        return;
    }
    const int faults = std::min(++faults_[id], kEnough);
    auto state = feed->second.schedule;
    state.next_due =
        clock_.now() +
        std::min<std::chrono::minutes>(kFirstRetry * (1 << (faults - 1)), kLongestRetry);
    state.reason = model::DueReason::kBackoff;
    schedule_.update(id, state);
    waiters_.ended(id, {.feed = {}, .outcome = {}, .error = why, .next_poll = state.next_due});
}

void Runner::pause(model::FeedId id, const std::string& why) {
    if (trouble_.empty()) {
        unstored_ = id;
        next_try_ = clock_.now() + kStoreRetry;
        log::error(
            "store.unavailable",
            {{"error", why}, {"polling", "paused"}, {"next_try", describe_duration(kStoreRetry)}}
        );
    }
    trouble_ = "polling is paused: " + why;
    notify_status(polling());
    waiters_.end_all(trouble_, next_try_);
}

/// Writes something that differs from what is stored, because SQLite leaves out what does not.
net::awaitable<void> Runner::try_store() {
    const auto now = clock_.now();
    auto feed = feeds_.find(unstored_);
    if (feed == feeds_.end()) {
        feed = feeds_.begin();  // the first one left the configuration, which was stored
    }
    if (feed == feeds_.end()) {
        trouble_.clear();
        notify_status(polling());
        co_return;
    }
    unstored_ = feed->first;
    auto state = feed->second.schedule;
    state.next_due = now + kStoreRetry;
    std::vector<std::pair<model::FeedId, model::ScheduleState>> schedules;
    schedules.emplace_back(unstored_, std::move(state));
    try {
        co_await poller_.store().save_schedules(std::move(schedules));
        trouble_.clear();
    } catch (const store::StoreError& error) {
        trouble_ = std::string("polling is paused: ") + error.what();
        next_try_ = clock_.now() + kStoreRetry;
        log::error(
            "store.unavailable",
            {{"error", error.what()}, {"next_try", describe_duration(kStoreRetry)}}
        );
    }
    if (trouble_.empty()) {
        log::info("store.available", {{"polling", "goes on"}});
        notify_status(polling());
        schedule_.spread_overdue(clock_.now());
    }
}

void Runner::settle(PollSummary summary) {
    if (stopping_ && !summary.counted) {
        return;  // cut short by the stop, which the log tells of once
    }
    const auto id = summary.feed.id;
    const bool dropped = summary.dropped || !feeds_.contains(id);
    const auto now = clock_.now();
    if (dropped) {
        log::debug("poll.dropped", {{"feed", summary.feed.spec.name}});
    } else {
        log_poll(summary, now);
    }
    settle_network(summary);
    if (dropped) {
        return;  // of the configuration before this one; what it told of the network holds
    }
    waiters_.ended(id, result_of(summary, now));
    if (!summary.counted) {
        return;
    }
    schedule_.update(id, summary.feed.schedule);
    if (summary.outcome == Outcome::kRateLimited && summary.public_host) {
        schedule_.defer_host(
            schedule::host_key(summary.feed.spec.url), summary.feed.schedule.next_due
        );
    }
    const auto head = summary.report.head_seq;
    feeds_.insert_or_assign(id, std::move(summary.feed));
    advanced_(head);
}

/// What the poll told of the machine's own way to the world.
void Runner::settle_network(const PollSummary& summary) {
    using Turn = schedule::Connectivity::Turn;
    for (const auto& restore : summary.restore) {
        const auto feed = feeds_.find(restore.feed);
        if (feed != feeds_.end() && feed->second.spec.url == restore.url) {
            feed->second.schedule = restore.before;
            schedule_.update(restore.feed, restore.before);
        }
    }
    switch (summary.turn) {
        case Turn::kNone:
            break;
        case Turn::kOffline:
            log::warning("network.offline", {{"what", kOffline}});
            notify_status(polling());
            waiters_.end_all(kOffline, poller_.connectivity().next_probe());
            break;
        case Turn::kOnline:
            log::info("network.online", {{"what", "polling goes on"}});
            notify_status(polling());
            schedule_.spread_overdue(clock_.now());
            break;
        case Turn::kGivenUp:
            log::warning(
                "network.unclear",
                {{"what",
                  "there are too few hosts to tell whether the machine is offline or they are "
                  "down; from now on it counts as their failure"}}
            );
            notify_status(polling());
            break;
    }
}

std::optional<Runner::Next> Runner::next() const {
    std::optional<Next> best;
    for (const auto& [id, feed] : feeds_) {
        const auto planned = schedule_.planned(id);
        if (planned && !planned->in_flight && (!best || planned->due < best->due)) {
            best = Next{.feed = feed.spec.name, .due = planned->due};
        }
    }
    return best;
}

}  // namespace wireroom::app
