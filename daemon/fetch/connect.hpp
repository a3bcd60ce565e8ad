#pragma once

#include "async/net.hpp"
#include "base/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

namespace wireroom::fetch {

enum class ConnectFault {
    kRefused,      ///< every address failed, and one of them said no: the host is there
    kUnreachable,  ///< every address failed
    kTimeout,
    kMachine,  ///< no socket to be had: file descriptors, memory
};
using ConnectError = Error<ConnectFault>;

/// The addresses with their families alternating, beginning with the family of the first (RFC 8305
/// section 4); the order within a family is kept.
std::vector<net::ip::address> interleave(const std::vector<net::ip::address>& addresses);

/// Connects to the first address that accepts (RFC 8305, "happy eyeballs"): they are tried in
/// order, the next one when the one before failed or has not answered within `attempt_delay`; the
/// losers are closed. Connects to no other address than these. Cancellation ends it with
/// `operation_aborted` (thrown).
/// @param addresses not empty.
net::awaitable<Result<net::ip::tcp::socket, ConnectError>> connect_any(
    std::vector<net::ip::address> addresses,
    std::uint16_t port,
    std::chrono::steady_clock::time_point deadline,
    std::chrono::milliseconds attempt_delay
);

}  // namespace wireroom::fetch
