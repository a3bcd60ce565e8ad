#pragma once

#include "base/time.hpp"
#include "cli/options.hpp"
#include "cli/transport.hpp"
#include "config/paths.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wireroom::cli {

/// Where the daemon and its store are.
struct Places {
    std::vector<std::string> sockets;                ///< in the order of trying
    std::string store;                               ///< empty: only the sockets count (`--socket`)
    std::vector<std::string> operator_sockets = {};  ///< likewise, of the operators'
    /// Why the configuration was not followed, for people; mostly empty.
    std::string notice = {};
};

/// What the command line, the configuration and the environment say. `socket.path` in the
/// configuration is the only socket then: another daemon's would answer from another store. The
/// operators' socket is `socket.operator_path`, else beside each of the readers'. A configuration
/// with a fault keeps nobody from asking: the usual places are taken instead, with a notice.
/// Errors: kUsage, the configuration that was named does not exist.
Result<Places, ClientError> find_places(
    const Invocation& call, const config::Environment& environment
);

/// The daemon when one answers, else its store.
/// @param now  the time that answers from the store speak of.
/// Errors: kUnreachable, with what to do about it.
Result<std::unique_ptr<Transport>, ClientError> connect(const Places& places, Timestamp now);

/// What to say when nobody listens although a daemon has the store open: that it listens somewhere
/// else, with its pid. Empty when none has it open.
/// @param sockets  where nobody listens.
std::string daemon_elsewhere(const Places& places, const std::vector<std::string>& sockets);

/// The operators' socket, with the patience that a refresh takes.
/// Errors: kUnreachable, with what to do about it: start the daemon, or join a group.
Result<std::unique_ptr<Transport>, ClientError> connect_operators(const Places& places);

}  // namespace wireroom::cli
