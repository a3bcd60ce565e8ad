#pragma once

#include "serve/server.hpp"

#include <string>
#include <vector>

namespace wireroom::app {

/// Tells the service manager how the daemon is (sd_notify(3)); does nothing when there is none.
void notify_ready(const std::string& status);
void notify_status(const std::string& status);
/// The configuration is being read again; `notify_ready` ends it. With the monotonic time that
/// `Type=notify-reload` wants.
void notify_reloading();
void notify_stopping();
/// `WATCHDOG=1`.
void notify_alive();

/// Sockets that systemd handed over (sd_listen_fds(3)), told apart by `FileDescriptorName=`:
/// `reader` and `operator`. A single unnamed one serves readers.
/// @throws std::runtime_error a name is neither.
std::vector<serve::Endpoint> inherited_endpoints();

}  // namespace wireroom::app
