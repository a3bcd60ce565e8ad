#pragma once

#include "async/net.hpp"
#include "serve/page.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace wireroom::serve {

/// One accepted socket: bytes in, bytes out, deadlines, and whether the client is still there.
/// Invariant: after a failure or a missed deadline the socket is closed and every operation fails;
/// nothing has to be cleaned up. Belongs to the loop's thread; one coroutine uses it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Socket = net::local::stream_protocol::socket;
    using Duration = std::chrono::milliseconds;
    using Deadline = std::chrono::steady_clock::time_point;

    /// @param stall the longest time without write progress.
    Connection(Socket socket, Duration stall);

    /// Of the process at the other end, as it was when it connected.
    uid_t uid() const { return uid_; }

    /// What was received and not used yet; the reader of requests takes from its front.
    std::string& pending() { return pending_; }

    /// Appends what comes next to `pending`. @return false when nothing will come any more.
    net::awaitable<bool> receive();

    /// Everything that follows must be done by then, but for `write`, which has a deadline of its
    /// own.
    void expect_within(Duration limit);
    /// Nothing is expected of the client any more: the time is ours.
    void expect_nothing() { deadline_ = Deadline::max(); }

    /// Writes all of it. @return false when the client has left, or took nothing for `stall`.
    net::awaitable<bool> write(std::string bytes);

    /// Writes the text of a shared page without copying it.
    net::awaitable<bool> write_page(PagePtr page);

    /// Starts to notice that the client leaves while it is not written to. What it sends meanwhile
    /// is kept, up to 64 KiB.
    void watch();
    void unwatch();

    /// Wakes the coroutine in `wait`; counted, so that none is missed.
    void wake();
    std::uint64_t wakes() const { return wakes_; }
    /// Ends when `wakes() > seen`, the client has left, or at `until`.
    net::awaitable<void> wait(std::uint64_t seen, Deadline until);

    /// The client has left, as far as `watch` or a write could tell.
    bool has_left() const { return left_; }

    /// Says that no more comes, and swallows a little of what the client still sends: closing a
    /// Unix socket with unread bytes takes our last answer away from some clients.
    net::awaitable<void> finish();

    /// Ends whatever is going on.
    void close();
    /// Ends it only when it waits for a request.
    void close_if_idle();
    void set_idle(bool idle) { idle_ = idle; }

private:
    net::awaitable<bool> write_all(std::string_view bytes);
    void start_watchdog();
    void check_deadline();
    bool took_something();
    void look();

    Socket socket_;
    Duration stall_;
    uid_t uid_ = 65534;
    std::string pending_;
    net::steady_timer watchdog_;
    Deadline deadline_ = Deadline::max();
    bool watchdog_runs_ = false;
    bool writing_ = false;
    int unsent_ = 0;  ///< bytes in the kernel's buffer when progress was last looked for
    net::steady_timer waker_;
    std::uint64_t wakes_ = 0;
    bool watching_ = false;
    bool left_ = false;
    bool idle_ = false;
};
using ConnectionPtr = std::shared_ptr<Connection>;

}  // namespace wireroom::serve
