#pragma once

#include "base/result.hpp"
#include "serve/message.hpp"

#include <chrono>
#include <functional>
#include <string_view>

namespace wireroom::cli {

enum class ClientFault {
    kUsage,        ///< what was asked makes no sense
    kMissing,      ///< there is no such thing
    kFailed,       ///< refused, or it did not succeed
    kUnreachable,  ///< no daemon answers and the store cannot be read
    kLost,         ///< the connection ended or fell silent in mid-answer; asking again may help
};
using ClientError = Error<ClientFault>;

/// Called with each line of a stream, without its line break; false ends the stream.
using LineSink = std::function<bool(std::string_view)>;

/// Called once whenever a stream has said nothing for `kIdleAfter`, not again before it says more;
/// false ends the stream. It may ask the transport something else.
using IdleCall = std::function<bool()>;
inline constexpr std::chrono::milliseconds kIdleAfter{300};

/// Whom the client asks: the daemon, or the store itself. One question at a time, blocking.
class Transport {
public:
    virtual ~Transport() = default;

    /// Asks for one complete answer, whatever its status.
    /// Errors: kUnreachable, kLost.
    virtual Result<serve::Reply, ClientError> ask(const serve::Request& request) = 0;

    /// Asks for `/v1/events` and hands every line to `sink` until the stream, `sink` or `idle` ends
    /// it.
    /// @param idle  may be empty.
    /// @return the status and headers; a body only when the status is not 200.
    /// Errors: kUnreachable, kLost, also when a followed stream just ends.
    virtual Result<serve::Reply, ClientError> stream(
        const serve::Request& request, const LineSink& sink, const IdleCall& idle
    ) = 0;

    /// False when the store is read directly: such a transport cannot follow.
    virtual bool is_daemon() const = 0;

    /// The path of the daemon's socket; empty when no daemon is asked.
    virtual std::string socket() const { return {}; }
};

}  // namespace wireroom::cli
