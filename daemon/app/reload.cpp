#include "app/reload.hpp"

#include "app/rules.hpp"
#include "app/settings.hpp"
#include "app/supervisor.hpp"
#include "app/words.hpp"
#include "async/run_on.hpp"
#include "base/log.hpp"
#include "protocol/command.hpp"
#include "serve/router.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;
using model::ConfigChange;

namespace {

constexpr int kConflict = 409;
constexpr int kUnavailable = 503;

/// The turn of one reload; the next one waits for its end.
class Turn {
public:
    Turn(bool& busy, async::Doorbell& free) : busy_(busy), free_(free) { busy_ = true; }
    ~Turn() {
        busy_ = false;
        free_.ring();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    bool& busy_;
    async::Doorbell& free_;
};

void log_change(const ConfigChange& change) {
    auto name = change.name;
    if (!change.member.empty()) {
        name += "." + change.member;
    }
    const auto level = change.needs_restart ? log::Level::kWarning : log::Level::kInfo;
    const auto* event = change.needs_restart ? "config.needs_restart" : "config.changed";
    const auto* subject = model::name_of(change.subject);
    if (change.from.empty() && change.to.empty()) {
        log::write(level, event, {{subject, name}, {"change", model::name_of(change.kind)}});
        return;
    }
    log::write(
        level,
        event,
        {{subject, name},
         {"change", model::name_of(change.kind)},
         {"from", change.from},
         {"to", change.to}}
    );
}

void log_outcome(const ReloadOutcome& outcome, const config::Config& config) {
    if (outcome.kind != ReloadOutcome::Kind::kApplied) {
        for (const auto& fault : outcome.faults) {
            log::error("config.fault", {{"what", config::format(fault)}});
        }
        log::error("config.kept", {{"config", outcome.file}, {"why", outcome.why}});
        return;
    }
    for (const auto& change : outcome.changes) {
        log_change(change);
    }
    log::info(
        "config.reloaded",
        {{"config", outcome.file},
         {"changes", std::to_string(outcome.changes.size())},
         {"feeds", std::to_string(config.feeds.size())},
         {"monitors", std::to_string(config.monitors.size())}}
    );
}

}  // namespace

std::string too_many_retired(const std::vector<ConfigChange>& changes, std::size_t feeds_before) {
    constexpr std::size_t kFew = 2;
    const auto retired =
        static_cast<std::size_t>(std::ranges::count_if(changes, [](const ConfigChange& change) {
            return change.subject == ConfigChange::Subject::kFeed &&
                   change.kind == ConfigChange::Kind::kRemoved;
        }));
    if (feeds_before < kFew || retired * 2 <= feeds_before) {
        return {};
    }
    return fmt::format(
        "the new configuration retires {} of {}, more than half; if that is what you want, "
        "`wireroom reload --force` does it",
        retired,
        count_of(feeds_before, "feed")
    );
}

config::Config in_force(const config::Config& running, config::Config wanted) {
    wanted.store = running.store;
    wanted.dedup = running.dedup;
    wanted.socket.path = running.socket.path;
    wanted.socket.operator_path = running.socket.operator_path;
    return wanted;
}

serve::Reply reply_to(const ReloadOutcome& outcome) {
    serve::Reply reply;
    switch (outcome.kind) {
        case ReloadOutcome::Kind::kApplied:
            reply.body = protocol::render_reload(outcome.file, outcome.changes);
            return reply;
        case ReloadOutcome::Kind::kFailed:
            return serve::problem(kUnavailable, outcome.why);
        case ReloadOutcome::Kind::kFaults:
        case ReloadOutcome::Kind::kTooMany:
            break;
    }
    std::vector<protocol::ConfigFault> faults;
    faults.reserve(outcome.faults.size());
    for (const auto& fault : outcome.faults) {
        faults.push_back(
            {.file = fault.file,
             .line = fault.line,
             .column = fault.column,
             .message = fault.message,
             .suggestion = fault.suggestion}
        );
    }
    reply.status = kConflict;
    reply.content_type = "application/problem+json";
    reply.body = protocol::render_reload_refusal(outcome.why, faults);
    return reply;
}

Reloader::Reloader(net::any_io_executor loop, config::Config config, Parts parts)
    : config_(std::move(config)), parts_(std::move(parts)), free_(std::move(loop)) {}

net::awaitable<ReloadOutcome> Reloader::reload(bool force, std::string asked_by) {
    while (busy_) {
        co_await free_.wait();
    }
    const Turn turn(busy_, free_);
    log::info("config.reloading", {{"config", config_.file}, {"asked_by", asked_by}});
    notify_reloading();
    auto outcome = co_await read_and_apply(force);
    log_outcome(outcome, config_);
    const auto doing = parts_.runner.polling();
    notify_ready(
        outcome.why.empty() ? doing
                            : doing + "; the old configuration is still in force, see the log"
    );
    co_return outcome;
}

net::awaitable<ReloadOutcome> Reloader::read_and_apply(bool force) {
    auto loaded =
        co_await async::run_on(parts_.workers, [file = config_.file] { return load_config(file); });
    if (!loaded.ok()) {
        ReloadOutcome outcome;
        outcome.kind = ReloadOutcome::Kind::kFaults;
        outcome.file = config_.file;
        outcome.faults = std::move(loaded.faults);
        outcome.why = fmt::format(
            "the configuration has {}; the old one stays in force",
            count_of(outcome.faults.size(), "fault")
        );
        co_return outcome;
    }
    for (const auto& warning : loaded.warnings) {
        log::warning("config.warning", {{"what", config::format(warning)}});
    }
    auto outcome = co_await apply(std::move(loaded.config), force);
    co_return outcome;
}

net::awaitable<ReloadOutcome> Reloader::apply(config::Config wanted, bool force) {
    ReloadOutcome outcome;
    outcome.file = config_.file;
    outcome.changes = config::difference(config_, wanted);
    outcome.why = force ? "" : too_many_retired(outcome.changes, config_.feeds.size());
    if (!outcome.why.empty()) {
        outcome.kind = ReloadOutcome::Kind::kTooMany;
        co_return outcome;
    }
    try {
        co_await change_over(in_force(config_, std::move(wanted)));
    } catch (const boost::system::system_error&) {
        throw;  // this task is stopped
    } catch (const std::exception& error) {
        outcome.why = fmt::format("{}; the old configuration stays in force", error.what());
    }
    outcome.kind =
        outcome.why.empty() ? ReloadOutcome::Kind::kApplied : ReloadOutcome::Kind::kFailed;
    co_return outcome;
}

/// Also when nothing differs in the text: the file of authorities may have other contents, and a
/// feed that a bad start left out gets in. @throws std::exception nothing has changed then.
net::awaitable<void> Reloader::change_over(config::Config now) {
    auto setup = co_await parts_.fetcher.prepare(fetch_options(now));
    Runner::Plans plans;
    {
        const Runner::Change change(parts_.runner);
        auto feeds = co_await parts_.store.configure(subscriptions(now), parts_.clock.now());
        parts_.fetcher.apply(std::move(setup));
        plans = parts_.runner.apply(std::move(feeds), schedule_policy(now), schedule_limits(now));
        config_ = std::move(now);
    }
    // From here on it is done; what fails now is told, and mends itself at the next poll.
    std::int64_t head = 0;
    try {
        if (!plans.empty()) {
            co_await parts_.store.save_schedules(std::move(plans));
        }
        head = co_await parts_.store.head_seq();
    } catch (const store::StoreError& error) {
        log::error("store.unavailable", {{"error", error.what()}, {"config", "is in force"}});
    }
    parts_.applied(config_, head);
}

}  // namespace wireroom::app
