#pragma once

#include "cli/transport.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace wireroom::cli {

/// How long the client waits for the daemon.
struct Patience {
    std::chrono::milliseconds answer{30'000};  ///< for the next bytes of an answer
    std::chrono::milliseconds stream{60'000};  ///< for the next bytes of a stream: 4 heartbeats
};

/// Why a socket cannot be talked to.
enum class SocketFault {
    kAbsent,   ///< no such socket, or nobody listens there
    kRefused,  ///< it is there, but this user may not open it
    kBroken,   ///< anything else: the path is too long, the system is out of descriptors
};

/// Speaks HTTP/1.1 over the daemon's Unix socket; each question is one connection.
class SocketTransport final : public Transport {
public:
    /// Tries whether somebody listens at `path`: the connection is kept for the first question.
    static Result<std::unique_ptr<SocketTransport>, Error<SocketFault>> open(
        const std::string& path, Patience patience = {}
    );
    ~SocketTransport() override;
    SocketTransport(const SocketTransport&) = delete;
    SocketTransport& operator=(const SocketTransport&) = delete;

    Result<serve::Reply, ClientError> ask(const serve::Request& request) override;
    Result<serve::Reply, ClientError> stream(
        const serve::Request& request, const LineSink& sink, const IdleCall& idle
    ) override;
    bool is_daemon() const override { return true; }
    std::string socket() const override { return path_; }

private:
    SocketTransport(std::string path, Patience patience, int fd);

    /// The descriptor of a fresh connection; the caller owns it.
    Result<int, ClientError> take_connection();

    std::string path_;
    Patience patience_;
    int fd_;  ///< of `open`, not used yet; −1 = none
};

/// The request as it goes over the wire (RFC 9112 section 3), path and query percent-encoded; the
/// body of any method but GET is JSON.
std::string render_request(const serve::Request& request);

}  // namespace wireroom::cli
