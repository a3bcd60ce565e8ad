#pragma once

#include "app/clock.hpp"
#include "app/store_service.hpp"
#include "fetch/fetch.hpp"
#include "model/feed.hpp"
#include "schedule/connectivity.hpp"
#include "schedule/policy.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::app {

/// A poll on its way to the store: poll_attempt.hpp, for the poller alone.
struct PollAttempt;

/// What one poll came to.
struct PollSummary {
    model::Feed feed;  ///< as it stands after the poll
    model::Outcome outcome = model::Outcome::kUnchanged;
    store::PollReport report;
    std::chrono::milliseconds elapsed{0};
    std::string error;  ///< one line; empty after a success
    /// False when the machine was at fault (offline, out of descriptors), or may have been: then
    /// nothing was stored, and the feed's schedule is as it was.
    bool counted = true;
    bool ours = false;     ///< no descriptors or memory, or the daemon stops
    bool dropped = false;  ///< the feed left the configuration, or moved, meanwhile: not stored
    /// Set when no server answered and it is not clear whether the machine is online. `count` makes
    /// it a failure of the feed after all.
    std::shared_ptr<PollAttempt> held_back;
    schedule::Connectivity::Turn turn = schedule::Connectivity::Turn::kNone;
    std::vector<schedule::Connectivity::Restore>
        restore;              ///< earlier failures that were the machine's too; they are undone
    bool public_host = true;  ///< false for loopback, private addresses and local names
};

/// One poll from end to end: fetch, parse, prepare, commit. Lives on the loop; the heavy parts run
/// on workers, on the resolvers and on the store's thread. Any number of polls may run at once, one
/// a feed.
class Poller {
public:
    Poller(
        fetch::Fetcher& fetcher,
        StoreService& store,
        boost::asio::any_io_executor workers,
        const Clock& clock,
        schedule::Policy policy
    );

    /// Never throws for what a server does; throws for a broken store.
    boost::asio::awaitable<PollSummary> poll(model::Feed feed);

    /// Stores a failure that was held back. @return the summary of it.
    boost::asio::awaitable<PollSummary> count(std::shared_ptr<PollAttempt> held_back);

    /// Asked before a poll is stored: what the feed is by now, so that its poll is stored under the
    /// configuration of this moment, or nothing when this poll is not wanted any more. May wait.
    using Admission =
        std::function<boost::asio::awaitable<std::optional<model::FeedSpec>>(model::Feed)>;
    void set_admission(Admission admission) { admission_ = std::move(admission); }

    /// Polls that are stored from now on are followed by the next one as this policy says.
    void set_policy(schedule::Policy policy) { policy_ = policy; }

    schedule::Connectivity& connectivity() { return connectivity_; }
    const schedule::Connectivity& connectivity() const { return connectivity_; }
    StoreService& store() { return store_; }

private:
    using Attempt = PollAttempt;
    boost::asio::awaitable<void> read_document(Attempt& attempt, fetch::Response response);
    boost::asio::awaitable<void> read_answer(Attempt& attempt, fetch::Response response);
    void note_fault(Attempt& attempt, const fetch::FetchError& error);
    void judge_connectivity(Attempt& attempt);
    boost::asio::awaitable<void> store_result(Attempt& attempt);
    boost::asio::awaitable<void> put_back(Attempt& attempt);
    boost::asio::awaitable<void> commit(Attempt& attempt);

    fetch::Fetcher& fetcher_;
    StoreService& store_;
    boost::asio::any_io_executor workers_;
    const Clock& clock_;
    schedule::Policy policy_;
    schedule::Connectivity connectivity_;
    Admission admission_;
};

/// The host of a feed's URL, when reaching it says something about the way to the internet; empty
/// for loopback, private addresses and local names.
std::string public_host(const std::string& url);

}  // namespace wireroom::app
