#pragma once

#include "model/feed.hpp"
#include "model/verdict.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::app {

/// The store behind its own thread. Members are called on the loop; everything is moved in and out.
/// A throw of the store comes out of the awaiting coroutine.
class StoreService {
public:
    /// Opens the store on the calling thread, so that a fault stops the start. @throws
    /// store::StoreError
    explicit StoreService(const std::string& path);
    /// Finishes what is queued, then closes the database.
    ~StoreService();
    StoreService(const StoreService&) = delete;
    StoreService& operator=(const StoreService&) = delete;

    boost::asio::awaitable<std::vector<model::Feed>> configure(
        model::Subscriptions wanted, Timestamp now
    );
    boost::asio::awaitable<bool> match_backlog(int limit);
    boost::asio::awaitable<void> ping();
    boost::asio::awaitable<std::int64_t> head_seq();
    boost::asio::awaitable<std::vector<std::uint64_t>> known_raw_hashes(model::FeedId feed);
    boost::asio::awaitable<store::PollReport> commit(store::PollCommit poll);
    boost::asio::awaitable<model::VerdictResult> pass(model::VerdictRequest verdict, Timestamp now);
    boost::asio::awaitable<void> save_schedules(
        std::vector<std::pair<model::FeedId, model::ScheduleState>> schedules
    );

    const std::string& path() const { return path_; }

private:
    std::string path_;
    std::unique_ptr<store::Store> store_;
    boost::asio::thread_pool thread_{1};
};

}  // namespace wireroom::app
