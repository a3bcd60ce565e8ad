#pragma once

#include "app/store_service.hpp"
#include "async/doorbell.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace wireroom::app {

/// Takes new and changed monitors through the stories from before them, a batch at a time. Lives on
/// the loop.
class Backlog {
public:
    /// @param store must outlive the tasks.
    Backlog(boost::asio::any_io_executor loop, StoreService& store);

    /// All of it, as fast as it goes. @return batches. @throws store::StoreError
    boost::asio::awaitable<int> finish();

    /// Looks through what there is, now and after each `ring`, until the task is stopped. Between
    /// two batches it rests as long as the last one took, so that at most half of the store's time
    /// goes into it and no poll waits for more than one batch.
    boost::asio::awaitable<void> run();

    /// The monitors have changed.
    void ring() { changed_.ring(); }

private:
    boost::asio::awaitable<int> go_through(bool gently);

    StoreService& store_;
    async::Doorbell changed_;
};

}  // namespace wireroom::app
