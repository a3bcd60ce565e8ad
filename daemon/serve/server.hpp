#pragma once

#include "serve/page.hpp"
#include "serve/router.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::serve {

/// A listening Unix socket: an inherited descriptor (systemd socket activation), or a path to bind.
struct Endpoint {
    int fd = -1;       ///< ≥ 0: inherited, already listening
    std::string path;  ///< bound with mode `mode` when fd is −1
    int mode = 0600;
    std::string group = {};    ///< given to the socket file when not empty
    bool is_operator = false;  ///< serves operators' verbs too
};

struct ServerOptions {
    std::vector<Endpoint> endpoints;
    int streams = 256;
    int streams_per_uid = 32;  ///< but for uid 65534, which is everybody under PrivateUsers=yes
    std::chrono::milliseconds idle = std::chrono::seconds(30);   ///< for a request to be complete
    std::chrono::milliseconds stall = std::chrono::seconds(30);  ///< without write progress
    std::chrono::milliseconds grace = std::chrono::seconds(5);   ///< for sessions to end, at stop
};

/// Runs the archive's questions where they may block.
struct Backend {
    /// Runs `work` with an archive on a reader thread and resumes with its answer.
    std::function<boost::asio::awaitable<Answer>(Request)> answer;
    /// Runs `render_page` there. Sessions at the same place share one call.
    std::function<boost::asio::awaitable<PagePtr>(EventQuery)> page;
    /// Does on the loop what an operator asked for, and says how it went.
    std::function<boost::asio::awaitable<Reply>(Command)> command;
};

/// The API on Unix sockets. Lives on the loop thread. A slow client is only a cursor; at most one
/// page (256 KiB and one event) is buffered for it, and 30 s without write progress close its
/// connection.
class Server {
public:
    /// Binds or adopts the endpoints. A stale socket file is removed only after connect() answers
    /// ECONNREFUSED.
    /// A missing folder is made, 0700.
    /// @throws std::runtime_error the path is too long (107 bytes), in use by a living daemon (its
    /// pid is named), or cannot be bound; an inherited descriptor is no listening Unix socket.
    Server(boost::asio::any_io_executor loop, ServerOptions options, Backend backend);
    ~Server();

    /// Accepts until `stop`; then waits for the sessions to end (they are told `stream.closed`), at
    /// most 5 s: whoever has not taken his last line by then is cut off. Then the socket files that
    /// we bound are removed.
    boost::asio::awaitable<void> run();
    void stop();

    /// New limits for streams; those that are open stay open.
    void set_stream_limits(int streams, int streams_per_uid);

    /// The log advanced to `head`: wakes the streams that wait there.
    void advanced(std::int64_t head);
    /// The same after a change of what the log told before, such as the end of a text.
    void rewritten(std::int64_t head);
    /// Open event streams, long polls included.
    int streams() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::serve
