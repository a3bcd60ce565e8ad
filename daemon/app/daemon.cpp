#include "app/daemon.hpp"

#include "app/clock.hpp"
#include "app/once.hpp"
#include "app/poller.hpp"
#include "app/readers.hpp"
#include "app/runner.hpp"
#include "app/store_service.hpp"
#include "app/supervisor.hpp"
#include "async/resolver.hpp"
#include "async/task_group.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "serve/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <grp.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

constexpr std::chrono::seconds kStopLimit{9};  // systemd and people give us ten

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

schedule::HostLimit host_limit(const config::HostLimits& limits) {
    return {.connections = limits.connections, .spacing = limits.spacing};
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

/// What polling needs, with and without a daemon around it. The order of the members is the order
/// of their making; they end in reverse, the threads before what they work on.
class Engine {
public:
    Engine(const config::Config& config, const config::Environment& environment)
        : clock(environment),
          store(config::store_path(config, environment)),
          resolver(loop.get_executor()),
          fetcher(
              loop.get_executor(),
              resolver,
              workers.get_executor(),
              fetch_options(config),
              [this] { return clock.now(); }
          ),
          poller(fetcher, store, workers.get_executor(), clock, schedule_policy(config)) {}
    ~Engine() { workers.join(); }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    Clock clock;
    net::io_context loop{1};
    net::thread_pool workers{2};
    StoreService store;
    async::Resolver resolver;
    fetch::Fetcher fetcher;
    Poller poller;
};

class Daemon {
public:
    Daemon(const config::Config& config, const config::Environment& environment)
        : config_(config),
          engine_(config, environment),
          signals_(engine_.loop, SIGTERM, SIGINT),
          hangup_(engine_.loop, SIGHUP),
          readers_(engine_.store.path(), [this] { return status(); }),
          server_(
              engine_.loop.get_executor(), server_options(config, environment), readers_.backend()
          ),
          runner_(
              engine_.loop.get_executor(),
              engine_.poller,
              engine_.clock,
              schedule_policy(config),
              schedule_limits(config),
              [this](std::int64_t head) { server_.advanced(head); }
          ),
          tasks_(engine_.loop.get_executor()),
          serving_(engine_.loop.get_executor()),
          started_(engine_.clock.now()) {}

    int run() {
        net::co_spawn(engine_.loop, supervise(), [this](const std::exception_ptr& failure) {
            failure_ = failure;
            engine_.loop.stop();
        });
        engine_.loop.run();
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return 0;
    }

private:
    net::awaitable<void> supervise();
    net::awaitable<void> stop();
    net::awaitable<void> watch_hangup();
    net::awaitable<void> enforce_stop_limit();
    serve::DaemonStatus status() const;

    const config::Config& config_;
    Engine engine_;
    net::signal_set signals_;
    net::signal_set hangup_;
    Readers readers_;
    serve::Server server_;
    Runner runner_;
    async::TaskGroup tasks_;
    async::TaskGroup serving_;
    Timestamp started_;
    std::exception_ptr failure_;
};

net::awaitable<void> Daemon::supervise() {
    auto feeds = co_await engine_.store.configure(subscriptions(config_), engine_.clock.now());
    const auto count = feeds.size();
    runner_.add(std::move(feeds));
    serving_.spawn("server", server_.run());
    tasks_.spawn("runner", runner_.run());
    tasks_.spawn("reload", watch_hangup());
    const auto status = fmt::format("polling {} feeds", count);
    notify_ready(status);
    log::info(
        "daemon.ready",
        {{"version", WIREROOM_VERSION},
         {"config", config_.file},
         {"store", engine_.store.path()},
         {"feeds", std::to_string(count)}}
    );

    const auto signal = co_await signals_.async_wait(net::use_awaitable);
    log::info("daemon.stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
    co_await stop();
}

net::awaitable<void> Daemon::stop() {
    notify_stopping();
    async::TaskGroup limit(co_await net::this_coro::executor);
    limit.spawn("stop limit", enforce_stop_limit());
    server_.stop();
    co_await runner_.stop();
    tasks_.stop();
    co_await tasks_.join();
    co_await serving_.join();  // the server gives its streams a few seconds for their last line
    limit.stop();
    co_await limit.join();
    log::info("daemon.stopped", {});
}

net::awaitable<void> Daemon::watch_hangup() {
    while (true) {
        co_await hangup_.async_wait(net::use_awaitable);
        log::warning(
            "config.unchanged",
            {{"signal", "SIGHUP"},
             {"why", "this version reads its configuration at start only; restart it"}}
        );
    }
}

net::awaitable<void> Daemon::enforce_stop_limit() {
    net::steady_timer timer(co_await net::this_coro::executor, kStopLimit);
    co_await timer.async_wait(net::use_awaitable);
    log::error(
        "daemon.stop_overdue",
        {{"after", describe_duration(kStopLimit)}, {"what", "ends now; the store is intact"}}
    );
    std::_Exit(EXIT_FAILURE);
}

serve::DaemonStatus Daemon::status() const {
    serve::DaemonStatus status;
    status.running = true;
    status.started = started_;
    status.now = engine_.clock.now();
    status.streams = server_.streams();
    status.polls_in_flight = runner_.in_flight();
    status.trouble = runner_.trouble();
    if (const auto next = runner_.next()) {
        status.next_poll = next->due;
        status.next_poll_feed = next->feed;
    }
    return status;
}

}  // namespace

int run_daemon(const config::Config& config, const config::Environment& environment) {
    Daemon daemon(config, environment);
    return daemon.run();
}

int run_once(const config::Config& config, const config::Environment& environment) {
    Engine engine(config, environment);
    int failed = 0;
    std::exception_ptr failure;
    net::co_spawn(
        engine.loop,
        poll_all_once(
            engine.loop.get_executor(),
            engine.poller,
            engine.store,
            subscriptions(config),
            schedule_limits(config),
            engine.clock.now()
        ),
        [&](const std::exception_ptr& error, int failures) {
            failure = error;
            failed = failures;
        }
    );
    engine.loop.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return failed == 0 ? 0 : 1;
}

}  // namespace wireroom::app
