#include "app/refresh.hpp"

#include "async/timeout.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

PollWaiters::Party::~Party() {
    for (const auto& [feed, place] : open_) {
        waiters_.leave(feed, this);
    }
}

std::size_t PollWaiters::Party::add(protocol::PollResult result) {
    results.push_back(std::move(result));
    return results.size() - 1;
}

void PollWaiters::Party::await(model::FeedId feed, protocol::PollResult result) {
    const auto place = add(std::move(result));
    if (open_.emplace(feed, place).second) {
        waiters_.parties_[feed].push_back(this);
    }
}

void PollWaiters::Party::end(model::FeedId feed, protocol::PollResult result) {
    const auto found = open_.find(feed);
    auto& mine = results[found->second];
    result.feed = std::move(mine.feed);
    mine = std::move(result);
    open_.erase(found);
    if (open_.empty()) {
        ended_.ring();
    }
}

net::awaitable<void> PollWaiters::Party::wait(std::chrono::steady_clock::duration limit) {
    if (!open_.empty()) {
        co_await async::with_timeout(ended_.wait_beyond(0), limit);
    }
}

void PollWaiters::ended(model::FeedId feed, const protocol::PollResult& result) {
    const auto found = parties_.find(feed);
    if (found == parties_.end()) {
        return;
    }
    const auto waiting = std::move(found->second);
    parties_.erase(found);
    for (auto* party : waiting) {
        party->end(feed, result);
    }
}

void PollWaiters::end_all(const std::string& why, std::optional<Timestamp> next_poll) {
    protocol::PollResult result;
    result.error = why;
    result.next_poll = next_poll;
    while (!parties_.empty()) {
        ended(parties_.begin()->first, result);
    }
}

void PollWaiters::leave(model::FeedId feed, const Party* party) {
    const auto found = parties_.find(feed);
    std::erase(found->second, party);
    if (found->second.empty()) {
        parties_.erase(found);
    }
}

}  // namespace wireroom::app
