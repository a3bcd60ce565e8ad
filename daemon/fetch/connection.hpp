#pragma once

#include "async/net.hpp"
#include "fetch/tls.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace wireroom::fetch {

/// A connected byte stream, plain or TLS, each of whose operations has a deadline. After a deadline
/// passed
/// (`is_timeout(error)`) the connection is closed. Errors are returned; cancellation is thrown at
/// the caller's next `co_await`. Belongs to the loop's thread; must outlive its operations.
class Connection {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    explicit Connection(net::ip::tcp::socket socket);
    Connection(net::ip::tcp::socket socket, std::shared_ptr<Tls> tls);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;

    /// TLS handshake; does nothing on a plain connection.
    /// @return empty, or why it failed; `timed_out` tells whether the deadline did it.
    net::awaitable<std::string> handshake(std::string host, unsigned short port, Deadline deadline);

    /// Writes all of it.
    net::awaitable<boost::system::error_code> write(std::string bytes, Deadline deadline);

    /// Reads what there is, at least one byte. End of stream is net::error::eof; a TLS stream cut
    /// off without goodbye is another error.
    /// @param buffer must stay in place until this ends.
    net::awaitable<std::pair<boost::system::error_code, std::size_t>> read_some(
        net::mutable_buffer buffer, Deadline deadline
    );

    /// Says goodbye (TLS close_notify) and waits for the peer's, at most until the deadline; then
    /// closes.
    net::awaitable<void> close(Deadline deadline);

    /// The address at the other end, without its port; empty when the connection is closed.
    std::string peer_address();

    bool is_secure() const;
    bool was_resumed() const;
    bool timed_out() const { return timed_out_; }

private:
    struct Streams;
    std::shared_ptr<Tls> tls_;
    std::unique_ptr<Streams> streams_;
    bool timed_out_ = false;
};

}  // namespace wireroom::fetch
