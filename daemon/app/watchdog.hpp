#pragma once

#include "app/store_service.hpp"
#include "async/task_group.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace wireroom::app {

/// When the service manager may be told that the daemon is alive: only after the loop ran and the
/// store has answered, never on the word of one of them. Pure; see `Watchdog` for the rest.
class WatchdogRule {
public:
    enum class Step {
        kAsk,       ///< ask the store whether it is there
        kWait,      ///< it was asked and has not answered: say nothing
        kComplain,  ///< the same, for the first time
    };

    /// A period is over.
    Step tick();

    /// The store has answered: the daemon is alive, say so.
    /// @return whether there was a complaint, which is settled now.
    bool answered();

private:
    bool asked_ = false;
    bool complained_ = false;
};

/// Says `WATCHDOG=1` to the service manager at a third of the interval that it wants
/// (sd_watchdog_enabled(3)), by the rule above. A store that refuses to read has answered: its
/// trouble is told elsewhere, and a restart does not mend it. Lives on the loop.
class Watchdog {
public:
    /// @param store must outlive the tasks.
    explicit Watchdog(StoreService& store) : store_(store) {}

    /// Until the task is stopped; ends at once when no service manager watches.
    /// @param tasks where questions to the store run, so that this goes on while one hangs; must
    /// outlive them.
    boost::asio::awaitable<void> run(async::TaskGroup& tasks);

private:
    boost::asio::awaitable<void> ask();

    StoreService& store_;
    WatchdogRule rule_;
};

/// How often the service manager wants to hear of us; nothing when it does not.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace wireroom::app
