#include "app/backlog.hpp"

#include "base/log.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

constexpr int kBatch = 500;
constexpr std::chrono::minutes kRetry{1};

}  // namespace

Backlog::Backlog(net::any_io_executor loop, StoreService& store)
    : store_(store), changed_(std::move(loop)) {}

net::awaitable<int> Backlog::go_through(bool gently) {
    net::steady_timer rest(co_await net::this_coro::executor);
    int batches = 0;
    while (true) {
        const auto started = std::chrono::steady_clock::now();
        const bool more = co_await store_.match_backlog(kBatch);
        ++batches;
        if (!more) {
            co_return batches;
        }
        if (gently) {
            rest.expires_after(std::chrono::steady_clock::now() - started);
            co_await rest.async_wait(net::use_awaitable);
        }
    }
}

net::awaitable<int> Backlog::finish() {
    co_return co_await go_through(false);
}

net::awaitable<void> Backlog::run() {
    net::steady_timer pause(co_await net::this_coro::executor);
    while (true) {
        const auto seen = changed_.count();
        bool done = true;
        try {
            const int batches = co_await go_through(true);
            if (batches > 1) {
                log::info("monitor.caught_up", {{"batches", std::to_string(batches)}});
            }
        } catch (const store::StoreError& error) {
            log::error("monitor.backlog_failed", {{"error", error.what()}, {"next_try", "1 min"}});
            done = false;
        }
        if (done) {
            co_await changed_.wait_beyond(seen);
        } else {
            pause.expires_after(kRetry);
            co_await pause.async_wait(net::use_awaitable);
        }
    }
}

}  // namespace wireroom::app
