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
    std::vector<std::string> sockets;  ///< in the order of trying
    std::string store;                 ///< empty: only the sockets count (`--socket`)
};

/// What the command line, the configuration and the environment say. `socket.path` in the
/// configuration is the only socket then: another daemon's would answer from another store. Errors:
/// kUsage, the configuration has a fault.
Result<Places, ClientError> find_places(
    const Invocation& call, const config::Environment& environment
);

/// The daemon when one answers, else its store.
/// @param now  the time that answers from the store speak of.
/// Errors: kUnreachable, with what to do about it.
Result<std::unique_ptr<Transport>, ClientError> connect(const Places& places, Timestamp now);

}  // namespace wireroom::cli
