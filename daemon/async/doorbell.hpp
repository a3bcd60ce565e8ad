#pragma once

#include "async/net.hpp"

#include <cstdint>
#include <memory>

namespace wireroom::async {

/// Wakes everyone who waits. It carries no data: whoever is woken looks for himself what there is.
/// Invariant: `count` is the number of rings so far, so that nobody who remembers it misses one.
/// Belongs to one thread. Waiters of a destroyed doorbell end with `operation_aborted`
/// (boost::system::system_error).
class Doorbell {
public:
    explicit Doorbell(net::any_io_executor executor);
    ~Doorbell();
    Doorbell(const Doorbell&) = delete;
    Doorbell& operator=(const Doorbell&) = delete;
    Doorbell(Doorbell&&) = delete;
    Doorbell& operator=(Doorbell&&) = delete;

    /// Wakes all present waiters; they run later, not inside of this call.
    void ring();

    /// Rings so far.
    std::uint64_t count() const;

    /// Ends with the next ring. Throws boost::system::system_error (operation_aborted) when the
    /// waiter is cancelled.
    net::awaitable<void> wait();

    /// Ends as soon as `count() > seen`, at once if that is so already:
    /// `seen = bell.count(); look(); co_await bell.wait_beyond(seen);` loses no ring.
    net::awaitable<void> wait_beyond(std::uint64_t seen);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace wireroom::async
