#pragma once

#include "config/config.hpp"
#include "config/paths.hpp"
#include "fetch/fetch.hpp"
#include "model/subscriptions.hpp"
#include "schedule/policy.hpp"
#include "schedule/schedule.hpp"
#include "serve/server.hpp"

namespace wireroom::app {

/// What a configuration means to each part of the daemon.
fetch::Fetcher::Options fetch_options(const config::Config& config);
schedule::Policy schedule_policy(const config::Config& config);
schedule::Limits schedule_limits(const config::Config& config);
model::Subscriptions subscriptions(const config::Config& config);

/// The sockets that systemd handed over, or those of the configuration.
/// @throws std::runtime_error what systemd handed over cannot be used.
serve::ServerOptions server_options(
    const config::Config& config, const config::Environment& environment
);

}  // namespace wireroom::app
