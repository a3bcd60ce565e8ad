#pragma once

#include "async/net.hpp"
#include "serve/server.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>

namespace wireroom::serve {

/// Lets all who read the same piece of the log share one reading and one rendering of it.
/// Invariant: what it gives was read after the last `advanced` that came before the question, or
/// ends before the head of the log: nobody sleeps over an event.
/// Belongs to the loop's thread.
class PageCache {
public:
    using Fetch = std::function<net::awaitable<PagePtr>(EventQuery)>;

    explicit PageCache(Fetch fetch) : fetch_(std::move(fetch)) {}

    /// What follows `query.after`. Throws what the fetch throws, to all who share it.
    net::awaitable<PagePtr> get(EventQuery query);

    /// The log advanced: an answer that reached its head is out of date.
    void advanced() { ++generation_; }

    /// What was written once reads otherwise now: nothing that was read before is given again, nor
    /// kept in memory.
    void clear();

    /// Fetches made so far.
    std::uint64_t fetches() const { return fetches_; }

private:
    struct Entry {
        Entry(const net::any_io_executor& executor, EventQuery asked, std::uint64_t at)
            : query(std::move(asked)),
              generation(at),
              finished(executor, net::steady_timer::time_point::max()) {}

        EventQuery query;
        std::uint64_t generation;
        PagePtr page;
        std::exception_ptr failure;
        bool done = false;
        net::steady_timer finished;  ///< cancelled when done
    };

    std::shared_ptr<Entry> find(const EventQuery& query) const;
    void finish(const std::shared_ptr<Entry>& entry);
    void trim();

    Fetch fetch_;
    std::deque<std::shared_ptr<Entry>> entries_;  ///< newest last
    std::size_t bytes_ = 0;                       ///< of the pages in `entries_`
    std::uint64_t generation_ = 0;
    std::uint64_t fetches_ = 0;
};

}  // namespace wireroom::serve
