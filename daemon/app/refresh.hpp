#pragma once

#include "async/doorbell.hpp"
#include "model/feed.hpp"
#include "protocol/command.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wireroom::app {

/// Those who wait for the end of polls that they asked for. Any number may wait for one poll; each
/// is woken once, when the last of his polls has ended. Invariant: a feed is listed only while
/// somebody waits for it. Lives on the loop.
class PollWaiters {
public:
    explicit PollWaiters(boost::asio::any_io_executor loop) : loop_(std::move(loop)) {}

    /// One client's polls. He leaves by destroying it, whether they have ended or not.
    class Party {
    public:
        explicit Party(PollWaiters& waiters) : waiters_(waiters), ended_(waiters.loop_) {}
        ~Party();
        Party(const Party&) = delete;
        Party& operator=(const Party&) = delete;

        /// A poll that need not be waited for. @return its place in `results`.
        std::size_t add(protocol::PollResult result);
        /// A poll to wait for.
        void await(model::FeedId feed, protocol::PollResult result);

        /// Ends when every poll has ended, or after `limit`.
        boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration limit);

        /// In the order in which they were added.
        std::vector<protocol::PollResult> results;
        /// Places in `results` of the polls that have not ended.
        const std::unordered_map<model::FeedId, std::size_t>& open() const { return open_; }

    private:
        friend class PollWaiters;
        void end(model::FeedId feed, protocol::PollResult result);

        PollWaiters& waiters_;
        std::unordered_map<model::FeedId, std::size_t> open_;
        async::Doorbell ended_;
    };

    /// A poll has ended, or will never: whoever waits for it gets `result`, under the name that he
    /// asked for.
    void ended(model::FeedId feed, const protocol::PollResult& result);
    /// No poll will begin for now.
    void end_all(const std::string& why, std::optional<Timestamp> next_poll = std::nullopt);

    /// Feeds that somebody waits for.
    std::size_t size() const { return parties_.size(); }

private:
    void leave(model::FeedId feed, const Party* party);

    boost::asio::any_io_executor loop_;
    std::unordered_map<model::FeedId, std::vector<Party*>> parties_;
};

}  // namespace wireroom::app
