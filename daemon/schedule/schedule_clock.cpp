// What the schedule does when its clock jumps, and when the machine slept or was offline.
#include "schedule/schedule.hpp"

#include <algorithm>
#include <vector>

namespace wireroom::schedule {

namespace {

using model::DueReason;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// A caller that comes back later than this after the promised wake-up has slept, or its clock has
/// jumped.
constexpr minutes kOverslept{1};

}  // namespace

void Schedule::spread_overdue(Timestamp now) {
    observe(now);
    spread(now, true);
}

void Schedule::spread(Timestamp now, bool again) {
    std::vector<std::pair<Timestamp, model::FeedId>> overdue;
    for (const auto& [id, feed] : feeds_) {
        if (feed.slot == nullptr && !feed.asked_for && feed.due <= now && (again || !feed.spread)) {
            overdue.emplace_back(feed.due, id);
        }
    }
    std::ranges::sort(overdue);
    std::int64_t place = 0;
    const auto count = static_cast<std::int64_t>(overdue.size());
    for (const auto& [due, id] : overdue) {
        Feed& feed = feeds_.at(id);
        dequeue(id, feed);
        feed.due = now + window_of(feed) * place / count;
        feed.reason = feed.reason == DueReason::kNever ? DueReason::kNever : DueReason::kSpread;
        feed.spread = true;
        enqueue(id, feed);
        ++place;
    }
}

void Schedule::observe(Timestamp now) {
    if (last_now_ && now + kOverslept < *last_now_) {
        rebase(now - *last_now_);
        promised_wakeup_.reset();
    } else if (promised_wakeup_ && now > *promised_wakeup_ + kOverslept) {
        promised_wakeup_.reset();
        spread(now, false);
    }
    last_now_ = now;
}

void Schedule::rebase(milliseconds shift) {
    for (auto& [key, host] : hosts_) {
        host.queue.clear();
        for (Timestamp* time : {&host.next_start, &host.deferred_until}) {
            if (*time != Timestamp::min()) {
                *time += shift;
            }
        }
    }
    for (auto& [id, feed] : feeds_) {
        if (feed.due < kNoMorePolls) {
            feed.due += shift;
        }
        if (feed.slot == nullptr) {
            feed.host->queue.insert(key_of(id, feed));
        }
    }
    for (auto& [key, host] : hosts_) {
        reindex(host);
    }
}

}  // namespace wireroom::schedule
