#pragma once

#include "config/config.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::config {

/// Looks a variable up; tests pass their own. An empty value counts as unset, as XDG says.
using Environment = std::function<std::optional<std::string>(std::string_view)>;

/// The environment of this process.
Environment process_environment();

/// Where the configuration is looked for when neither `--config` nor `$WIREROOM_CONFIG` says:
/// `$XDG_CONFIG_HOME` (else
/// `~/.config`) `/wireroom/wireroom.yaml`, then `/etc/wireroom/wireroom.yaml`.
std::vector<std::string> config_candidates(const Environment& environment);

/// `--config`, else `$WIREROOM_CONFIG`, whether there is such a file or not; else the first
/// candidate that exists; else nothing.
std::optional<std::string> find_config(
    const std::optional<std::string>& cli_option, const Environment& environment
);

/// The database: `store.path`, else `wireroom.db` in `$STATE_DIRECTORY` (of several, the first), in
/// `$XDG_STATE_HOME/wireroom/`, in `~/.local/state/wireroom/`, or without any home in
/// `/var/lib/wireroom/`.
std::string store_path(const Config& config, const Environment& environment);

/// Where a client without a daemon looks for the store: `store_path`; when there is none, and the
/// configuration names none, that of the system's service if there is one, readable or not.
/// @param service  where the service has it; another place in tests.
std::string client_store_path(
    const Config& config,
    const Environment& environment,
    const std::string& service = "/var/lib/wireroom/wireroom.db"
);

/// The readers' socket: `socket.path`, else `$XDG_RUNTIME_DIR/wireroom/wireroom.sock`, else
/// `run/wireroom.sock` beside the store.
std::string socket_path(const Config& config, const Environment& environment);

/// The operator's socket: `socket.operator_path`, else `operator.sock` beside the readers' socket.
std::string operator_socket_path(const Config& config, const Environment& environment);

/// Where a client looks for the readers' socket, in this order: `socket_path`, then
/// `/run/wireroom/wireroom.sock`.
std::vector<std::string> client_socket_candidates(
    const Config& config, const Environment& environment
);

}  // namespace wireroom::config
