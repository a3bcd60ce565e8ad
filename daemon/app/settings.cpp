#include "app/settings.hpp"

#include "app/supervisor.hpp"

#include <fmt/format.h>
#include <grp.h>
#include <unistd.h>

#include <utility>

namespace wireroom::app {
namespace {

schedule::HostLimit host_limit(const config::HostLimits& limits) {
    return {.connections = limits.connections, .spacing = limits.spacing};
}

/// A socket for one user's own daemon is his alone; the system's service opens it to its groups.
serve::Endpoint bound_endpoint(std::string path, const char* group, bool is_operator) {
    serve::Endpoint endpoint{.path = std::move(path), .is_operator = is_operator};
    // NOLINTNEXTLINE(concurrency-mt-unsafe): at start, before any thread
    if (::geteuid() == 0 && ::getgrnam(group) != nullptr) {
        endpoint.mode = 0660;
        endpoint.group = group;
    }
    return endpoint;
}

}  // namespace

fetch::Fetcher::Options fetch_options(const config::Config& config) {
    fetch::Fetcher::Options options;
    options.user_agent =
        config.fetch.contact.empty()
            ? "wireroom/" WIREROOM_VERSION
            : fmt::format("wireroom/" WIREROOM_VERSION " (+{})", config.fetch.contact);
    options.ca_file = config.fetch.ca_file;
    options.per_address = config.fetch.per_address.connections;
    for (const auto& text : config.fetch.allow_private) {
        if (const auto network = fetch::Network::parse(text)) {
            options.allow_private.push_back(*network);
        }
    }
    return options;
}

schedule::Policy schedule_policy(const config::Config& config) {
    schedule::Policy policy;
    policy.floor = config.fetch.floor;
    policy.floor_without_validators = config.fetch.floor_without_validators;
    return policy;
}

schedule::Limits schedule_limits(const config::Config& config) {
    schedule::Limits limits{
        .concurrency = config.fetch.concurrency,
        .per_host = host_limit(config.fetch.per_host),
        .hosts = {},
    };
    for (const auto& [host, exception] : config.fetch.hosts) {
        limits.hosts.emplace(host, host_limit(exception));
    }
    return limits;
}

model::Subscriptions subscriptions(const config::Config& config) {
    return {.feeds = config.feeds, .monitors = config.monitors};
}

serve::ServerOptions server_options(
    const config::Config& config, const config::Environment& environment
) {
    serve::ServerOptions options{
        .endpoints = inherited_endpoints(),
        .streams = config.socket.streams,
        .streams_per_uid = config.socket.streams_per_uid,
    };
    if (options.endpoints.empty()) {
        options.endpoints.push_back(
            bound_endpoint(config::socket_path(config, environment), "wireroom", false)
        );
        options.endpoints.push_back(bound_endpoint(
            config::operator_socket_path(config, environment), "wireroom-operators", true
        ));
    }
    return options;
}

}  // namespace wireroom::app
