#include "serve/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace wireroom::serve {
namespace {

using boost::system::error_code;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kMaxWatchedBytes = 64 * 1024;
/// The kernel gives a piece of a Unix stream free when all of it was read: small pieces let a
/// reader of 1 KiB/s show progress within the 30 s that it has.
constexpr std::size_t kPieceBytes = 16 * 1024;
constexpr auto kFinishWithin = std::chrono::seconds(1);
constexpr int kFinishReads = 128;

uid_t peer_uid(int fd) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.uid : 65534;
}

}  // namespace

Connection::Connection(Socket socket, Duration stall)
    : socket_(std::move(socket)),
      stall_(stall),
      uid_(peer_uid(socket_.native_handle())),
      watchdog_(socket_.get_executor()),
      waker_(socket_.get_executor()) {}

net::awaitable<bool> Connection::receive() {
    const auto before = pending_.size();
    pending_.resize(before + kReadBytes);
    const auto [error, count] = co_await socket_.async_read_some(
        net::buffer(pending_.data() + before, kReadBytes), net::as_tuple(net::use_awaitable)
    );
    pending_.resize(before + count);
    co_return !error && count > 0;
}

void Connection::expect_within(Duration limit) {
    deadline_ = std::chrono::steady_clock::now() + limit;
    start_watchdog();
}

net::awaitable<bool> Connection::write(std::string bytes) {
    const bool written = co_await write_all(bytes);
    co_return written;
}

net::awaitable<bool> Connection::write_page(PagePtr page) {
    const bool written = co_await write_all(page->text);
    co_return written;
}

/// `bytes` belong to the caller, who awaits this.
net::awaitable<bool> Connection::write_all(std::string_view bytes) {
    writing_ = true;
    while (!bytes.empty()) {
        unsent_ = std::numeric_limits<int>::min();
        took_something();
        expect_within(stall_);
        const auto [error, count] = co_await socket_.async_write_some(
            net::buffer(bytes.data(), std::min(bytes.size(), kPieceBytes)),
            net::as_tuple(net::use_awaitable)
        );
        if (error) {
            left_ = true;
            close();
            break;
        }
        bytes.remove_prefix(count);
    }
    writing_ = false;
    expect_nothing();
    const bool all = bytes.empty();
    co_return all;
}

void Connection::start_watchdog() {
    if (!socket_.is_open() || (watchdog_runs_ && watchdog_.expiry() <= deadline_)) {
        return;
    }
    watchdog_runs_ = true;
    watchdog_.expires_at(deadline_);
    watchdog_.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (self && !error) {
            self->check_deadline();
        }
    });
}

/// The timer is not set anew for every operation: it looks at what the deadline has become.
void Connection::check_deadline() {
    watchdog_runs_ = false;
    const auto now = std::chrono::steady_clock::now();
    if (deadline_ == Deadline::max()) {
        return;
    }
    if (now >= deadline_) {
        if (!writing_ || !took_something()) {
            close();
            return;
        }
        deadline_ = now + stall_;
    }
    start_watchdog();
}

/// Whether the client read from the kernel's buffer since this was last asked.
bool Connection::took_something() {
    int unsent = 0;
    if (::ioctl(socket_.native_handle(), SIOCOUTQ, &unsent) != 0) {
        return false;
    }
    const bool less = unsent < unsent_;
    unsent_ = unsent;
    return less;
}

void Connection::watch() {
    if (watching_ || left_ || !socket_.is_open()) {
        return;
    }
    watching_ = true;
    socket_.async_wait(Socket::wait_read, [weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (!self || !self->watching_) {
            return;
        }
        self->watching_ = false;
        if (!error) {
            self->look();
        }
    });
}

void Connection::unwatch() {
    if (watching_) {
        watching_ = false;
        error_code ignored;
        socket_.cancel(ignored);
    }
}

/// The socket is readable: bytes, or the end.
void Connection::look() {
    std::array<char, 4096> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): recv fills it
    const auto count = ::recv(socket_.native_handle(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count > 0) {
        pending_.append(bytes.data(), static_cast<std::size_t>(count));
        if (pending_.size() < kMaxWatchedBytes) {
            watch();
        }
        return;
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
        watch();
        return;
    }
    // A client may end its own half and go on reading (socat does): only a hang-up is a farewell.
    // The others are found out by the next heartbeat.
    pollfd state{.fd = socket_.native_handle(), .events = 0, .revents = 0};
    if (count < 0 || (::poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR)) != 0)) {
        left_ = true;
        wake();
    }
}

void Connection::wake() {
    ++wakes_;
    waker_.cancel();
}

net::awaitable<void> Connection::wait(std::uint64_t seen, Deadline until) {
    const auto self = shared_from_this();
    while (wakes_ <= seen && !left_ && socket_.is_open()) {
        waker_.expires_at(until);
        const auto [error] = co_await waker_.async_wait(net::as_tuple(net::use_awaitable));
        if (!error) {
            co_return;  // the time is over
        }
    }
}

net::awaitable<void> Connection::finish() {
    const auto self = shared_from_this();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    expect_within(kFinishWithin);
    for (int reads = 0; reads < kFinishReads; ++reads) {
        pending_.clear();
        const bool more = co_await receive();
        if (!more) {
            break;
        }
    }
    close();
}

void Connection::close() {
    error_code ignored;
    socket_.close(ignored);
    watchdog_.cancel();
    wake();
}

void Connection::close_if_idle() {
    if (idle_) {
        close();
    }
}

}  // namespace wireroom::serve
