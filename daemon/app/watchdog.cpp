#include "app/watchdog.hpp"

#include "app/supervisor.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

WatchdogRule::Step WatchdogRule::tick() {
    if (!std::exchange(asked_, true)) {
        return Step::kAsk;
    }
    return std::exchange(complained_, true) ? Step::kWait : Step::kComplain;
}

bool WatchdogRule::answered() {
    asked_ = false;
    return std::exchange(complained_, false);
}

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0 || microseconds == 0) {
        return std::nullopt;
    }
    return std::chrono::microseconds(microseconds);
}

net::awaitable<void> Watchdog::run(async::TaskGroup& tasks) {
    const auto interval = watchdog_interval();
    if (!interval) {
        co_return;
    }
    const auto period =
        std::max<std::chrono::microseconds>(*interval / 3, std::chrono::milliseconds(1));
    net::steady_timer timer(co_await net::this_coro::executor);
    while (true) {
        switch (rule_.tick()) {
            case WatchdogRule::Step::kAsk:
                tasks.spawn("watchdog", ask());
                break;
            case WatchdogRule::Step::kComplain:
                log::error(
                    "watchdog.store_silent",
                    {{"for",
                      describe_duration(std::chrono::duration_cast<std::chrono::milliseconds>(period
                      ))},
                     {"what", "the service manager is not told that all is well"}}
                );
                break;
            case WatchdogRule::Step::kWait:
                break;
        }
        timer.expires_after(period);
        co_await timer.async_wait(net::use_awaitable);
    }
}

net::awaitable<void> Watchdog::ask() {
    try {
        co_await store_.ping();
    } catch (const store::StoreError& error) {
        log::debug("watchdog.store_trouble", {{"error", error.what()}});
    }
    if (rule_.answered()) {
        log::info("watchdog.store_answers", {});
    }
    notify_alive();
}

}  // namespace wireroom::app
