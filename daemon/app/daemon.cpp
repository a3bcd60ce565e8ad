#include "app/daemon.hpp"

#include "app/backlog.hpp"
#include "app/clock.hpp"
#include "app/once.hpp"
#include "app/poller.hpp"
#include "app/readers.hpp"
#include "app/reload.hpp"
#include "app/runner.hpp"
#include "app/settings.hpp"
#include "app/store_service.hpp"
#include "app/supervisor.hpp"
#include "app/verdict.hpp"
#include "app/watchdog.hpp"
#include "async/resolver.hpp"
#include "async/task_group.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "protocol/command.hpp"
#include "serve/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <memory>
#include <utility>
#include <variant>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

constexpr std::chrono::seconds kStopLimit{9};  // systemd and people give us ten
constexpr int kAccepted = 202;
constexpr int kUnavailable = 503;

/// What polling needs, with and without a daemon around it. The order of the members is the order
/// of their making; they end in reverse, the threads before what they work on.
class Engine {
public:
    /// @param context runs it all, and outlives it.
    Engine(
        net::io_context& context,
        const config::Config& config,
        const config::Environment& environment
    )
        : clock(environment),
          loop(context),
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
    net::io_context& loop;
    net::thread_pool workers{2};
    StoreService store;
    async::Resolver resolver;
    fetch::Fetcher fetcher;
    Poller poller;
};

/// A command that somebody waits for, over the API.
struct Asked {
    explicit Asked(net::any_io_executor loop) : ended(std::move(loop)) {}
    async::Doorbell ended;
    std::optional<serve::Reply> reply;  ///< none when the daemon stopped before
};
using AskedPtr = std::shared_ptr<Asked>;

/// Lets whoever asked go on, however the command ends.
class RingWhenDone {
public:
    explicit RingWhenDone(async::Doorbell& doorbell) : doorbell_(doorbell) {}
    ~RingWhenDone() { doorbell_.ring(); }
    RingWhenDone(const RingWhenDone&) = delete;
    RingWhenDone& operator=(const RingWhenDone&) = delete;

private:
    async::Doorbell& doorbell_;
};

class Daemon {
public:
    Daemon(const config::Config& config, const config::Environment& environment)
        : signals_(loop_, SIGTERM, SIGINT),
          hangup_(loop_, SIGHUP),
          engine_(loop_, config, environment),
          readers_(engine_.store.path(), [this] { return status(); }),
          server_(engine_.loop.get_executor(), server_options(config, environment), backend()),
          runner_(
              engine_.loop.get_executor(),
              engine_.poller,
              engine_.clock,
              schedule_policy(config),
              schedule_limits(config),
              [this](std::int64_t head) { server_.advanced(head); }
          ),
          backlog_(engine_.loop.get_executor(), engine_.store),
          watchdog_(engine_.store),
          reloader_(
              engine_.loop.get_executor(),
              config,
              {.store = engine_.store,
               .fetcher = engine_.fetcher,
               .runner = runner_,
               .clock = engine_.clock,
               .workers = engine_.workers.get_executor(),
               .applied =
                   [this](const config::Config& now, std::int64_t head) { changed(now, head); }}
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
    net::awaitable<serve::Reply> command(serve::Command command);
    net::awaitable<void> reload(AskedPtr asked, bool force);
    net::awaitable<void> pass(AskedPtr asked, model::VerdictRequest verdict);
    void changed(const config::Config& now, std::int64_t head);
    serve::Backend backend();
    serve::DaemonStatus status() const;

    net::io_context loop_{1};
    // Before the store is opened, which takes its time when it is migrated: what is asked for
    // meanwhile is done right after.
    net::signal_set signals_;
    net::signal_set hangup_;
    Engine engine_;
    Readers readers_;
    serve::Server server_;
    Runner runner_;
    Backlog backlog_;
    Watchdog watchdog_;
    Reloader reloader_;
    async::TaskGroup tasks_;
    async::TaskGroup serving_;
    Timestamp started_;
    bool stopping_ = false;
    std::exception_ptr failure_;
};

net::awaitable<void> Daemon::supervise() {
    const auto& config = reloader_.config();
    auto feeds = co_await engine_.store.configure(subscriptions(config), engine_.clock.now());
    const auto count = feeds.size();
    runner_.add(std::move(feeds));
    serving_.spawn("server", server_.run());
    tasks_.spawn("runner", runner_.run());
    tasks_.spawn("reload", watch_hangup());
    tasks_.spawn("monitors", backlog_.run());
    tasks_.spawn("watchdog", watchdog_.run(tasks_));
    notify_ready(runner_.polling());
    log::info(
        "daemon.ready",
        {{"version", WIREROOM_VERSION},
         {"config", config.file},
         {"store", engine_.store.path()},
         {"feeds", std::to_string(count)},
         {"monitors", std::to_string(config.monitors.size())}}
    );

    const auto signal = co_await signals_.async_wait(net::use_awaitable);
    log::info("daemon.stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
    co_await stop();
}

net::awaitable<void> Daemon::stop() {
    stopping_ = true;
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
        co_await reloader_.reload(false, "SIGHUP");
    }
}

serve::Backend Daemon::backend() {
    auto backend = readers_.backend();
    backend.command = [this](serve::Command asked) { return command(std::move(asked)); };
    return backend;
}

net::awaitable<serve::Reply> Daemon::command(serve::Command command) {
    if (auto* refresh = std::get_if<serve::RefreshCommand>(&command)) {
        auto results = co_await runner_.refresh(std::move(refresh->feeds), refresh->wait);
        serve::Reply reply;
        reply.status = std::ranges::all_of(results, &protocol::PollResult::done) ? 200 : kAccepted;
        reply.body = protocol::render_refresh(results);
        co_return reply;
    }
    if (stopping_) {
        co_return serve::problem(kUnavailable, "wireroomd is stopping");
    }
    // A task of its own: a client that leaves must not leave half a reload behind, nor a verdict
    // that nobody hears of.
    const auto asked = std::make_shared<Asked>(engine_.loop.get_executor());
    if (auto* verdict = std::get_if<model::VerdictRequest>(&command)) {
        tasks_.spawn("verdict", pass(asked, std::move(*verdict)));
    } else {
        tasks_.spawn("reload", reload(asked, std::get<serve::ReloadCommand>(command).force));
    }
    co_await asked->ended.wait_beyond(0);
    auto reply = std::move(asked->reply);
    co_return reply ? *std::move(reply) : serve::problem(kUnavailable, "wireroomd is stopping");
}

net::awaitable<void> Daemon::reload(AskedPtr asked, bool force) {
    const RingWhenDone when_ended(asked->ended);
    const auto outcome = co_await reloader_.reload(force, "operator");
    asked->reply = reply_to(outcome);
}

net::awaitable<void> Daemon::pass(AskedPtr asked, model::VerdictRequest verdict) {
    const RingWhenDone when_ended(asked->ended);
    try {
        const auto result = co_await engine_.store.pass(verdict, engine_.clock.now());
        log_verdict(verdict, result);
        if (result.status == model::VerdictResult::Status::kDone) {
            server_.rewritten(result.head_seq);
        }
        asked->reply = reply_to(result);
    } catch (const std::exception& error) {
        if (stopping_) {
            throw;
        }
        asked->reply = serve::problem(kUnavailable, error.what());
    }
}

void Daemon::changed(const config::Config& now, std::int64_t head) {
    server_.set_stream_limits(now.socket.streams, now.socket.streams_per_uid);
    server_.advanced(head);
    backlog_.ring();
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
    status.offline_since = engine_.poller.connectivity().offline_since();
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
    net::io_context loop{1};
    Engine engine(loop, config, environment);
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
