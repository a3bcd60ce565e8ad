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
#include <string>

namespace wireroom::app {

/// What one poll came to.
struct PollSummary {
    model::Feed feed;  ///< as it stands after the poll
    model::Outcome outcome = model::Outcome::kUnchanged;
    store::PollReport report;
    std::chrono::milliseconds elapsed{0};
    std::string error;  ///< one line; empty after a success
    /// False when the machine was at fault (offline, out of descriptors): then nothing was stored,
    /// and the feed's schedule is as it was.
    bool counted = true;
    std::vector<schedule::Connectivity::Restore>
        restore;  ///< earlier failures that were the machine's too
    bool back_online = false;
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

    schedule::Connectivity& connectivity() { return connectivity_; }
    StoreService& store() { return store_; }

private:
    struct Attempt;
    boost::asio::awaitable<void> read_document(Attempt& attempt, fetch::Response response);
    boost::asio::awaitable<void> read_answer(Attempt& attempt, fetch::Response response);
    void note_fault(Attempt& attempt, const fetch::FetchError& error);
    void judge_connectivity(Attempt& attempt);
    boost::asio::awaitable<void> commit(Attempt& attempt);

    fetch::Fetcher& fetcher_;
    StoreService& store_;
    boost::asio::any_io_executor workers_;
    const Clock& clock_;
    schedule::Policy policy_;
    schedule::Connectivity connectivity_;
};

}  // namespace wireroom::app
