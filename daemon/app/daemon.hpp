#pragma once

#include "config/config.hpp"
#include "config/paths.hpp"

namespace wireroom::app {

/// Runs the daemon in the foreground until SIGTERM or SIGINT, then stops within ten seconds: no new
/// polls, polls in flight cancelled, what is being stored is stored, streams told.
/// @return the exit status: 0 after an orderly stop, 1 when the stop took too long.
/// @throws std::exception what keeps the daemon from starting, in words for the person who started
/// it.
int run_daemon(const config::Config& config, const config::Environment& environment);

/// `--once`: one poll of every feed, no socket. @return 0, or 1 when a feed failed. Throws like
/// `run_daemon`.
int run_once(const config::Config& config, const config::Environment& environment);

}  // namespace wireroom::app
