#include "app/runner.hpp"

#include "app/supervisor.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
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

bool is_failure(Outcome outcome) {
    return outcome != Outcome::kUpdated && outcome != Outcome::kUnchanged;
}

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
      schedule_(policy, std::move(limits)),
      advanced_(std::move(advanced)),
      wakeup_(loop),
      polls_(loop) {}

void Runner::add(std::vector<model::Feed> feeds) {
    const auto now = clock_.now();
    for (auto& feed : feeds) {
        schedule_.add(
            feed.id,
            schedule::host_key(feed.spec.url),
            {.url = feed.spec.url, .interval = feed.spec.interval},
            feed.schedule,
            now
        );
        const auto id = feed.id;
        feeds_.insert_or_assign(id, std::move(feed));
    }
    wakeup_.cancel();
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
            wake = std::max(wake, *probe);
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
    if (!connectivity.may_poll(now)) {
        return;
    }
    while (const auto due = schedule_.take_due(now)) {
        polls_.spawn("poll " + feeds_.at(*due).spec.name, poll(*due));
        if (connectivity.offline()) {
            break;  // one probe at a time until something answers
        }
    }
}

net::awaitable<void> Runner::stop() {
    stopping_ = true;
    polls_.stop();
    co_await polls_.join();
}

net::awaitable<void> Runner::poll(model::FeedId id) {
    const SlotGuard slot(schedule_, id, clock_, wakeup_);
    try {
        auto summary = co_await poller_.poll(feeds_.at(id));
        faults_.erase(id);
        settle(std::move(summary));
    } catch (const store::StoreError& error) {
        pause(id, error.what());
        put_off(id);
        throw;  // the group tells which poll it was
    } catch (...) {
        put_off(id);
        throw;
    }
}

/// Nothing of the poll was stored, so nothing is lost: the next one brings it again.
void Runner::put_off(model::FeedId id) {
    constexpr int kEnough = 16;
    const int faults = std::min(++faults_[id], kEnough);
    auto state = feeds_.at(id).schedule;
    state.next_due =
        clock_.now() +
        std::min<std::chrono::minutes>(kFirstRetry * (1 << (faults - 1)), kLongestRetry);
    state.reason = model::DueReason::kBackoff;
    schedule_.update(id, state);
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
    notify_status(printable(trouble_, 500));
}

/// Writes something that differs from what is stored, because SQLite leaves out what does not.
net::awaitable<void> Runner::try_store() {
    const auto now = clock_.now();
    auto state = feeds_.at(unstored_).schedule;
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
        notify_status(fmt::format("polling {} feeds", feeds_.size()));
        schedule_.spread_overdue(clock_.now());
    }
}

void Runner::settle(PollSummary summary) {
    if (stopping_ && !summary.counted) {
        return;  // cut short by the stop, which the log tells of once
    }
    log_poll(summary);
    const auto now = clock_.now();
    for (const auto& restore : summary.restore) {
        const auto feed = feeds_.find(restore.feed);
        if (feed != feeds_.end()) {
            feed->second.schedule = restore.before;
            schedule_.update(restore.feed, restore.before);
        }
    }
    if (!summary.restore.empty()) {
        log::warning(
            "network.offline",
            {{"feeds", std::to_string(summary.restore.size())}, {"next_probe", "1 min"}}
        );
    }
    if (!summary.counted) {
        return;
    }
    const auto id = summary.feed.id;
    schedule_.update(id, summary.feed.schedule);
    if (summary.outcome == Outcome::kRateLimited && summary.public_host) {
        schedule_.defer_host(
            schedule::host_key(summary.feed.spec.url), summary.feed.schedule.next_due
        );
    }
    const auto head = summary.report.head_seq;
    feeds_.insert_or_assign(id, std::move(summary.feed));
    if (summary.back_online) {
        log::info("network.online", {});
        schedule_.spread_overdue(now);
    }
    advanced_(head);
}

void Runner::log_poll(const PollSummary& summary) const {
    const auto& feed = summary.feed;
    const auto took = fmt::format("{}ms", summary.elapsed.count());
    const auto next = describe_duration(
        std::max(feed.schedule.next_due - clock_.now(), std::chrono::milliseconds(0))
    );
    if (!summary.counted) {
        log::info(
            "poll.postponed",
            {{"feed", feed.spec.name}, {"error", summary.error}, {"next", "1 min"}}
        );
        return;
    }
    if (is_failure(summary.outcome)) {
        log::warning(
            "poll.failed",
            {{"feed", feed.spec.name},
             {"outcome", model::name_of(summary.outcome)},
             {"status", std::to_string(feed.last_status)},
             {"error", summary.error},
             {"failures", std::to_string(feed.schedule.failures)},
             {"next", next},
             {"took", took}}
        );
        return;
    }
    const auto& report = summary.report;
    log::info(
        "poll.ok",
        {{"feed", feed.spec.name},
         {"status", std::to_string(feed.last_status)},
         {"items", std::to_string(report.items)},
         {"new", std::to_string(report.new_stories)},
         {"revised", std::to_string(report.revised)},
         {"gone", std::to_string(report.gone)},
         {"next", next},
         {"why", model::name_of(feed.schedule.reason)},
         {"took", took}}
    );
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
