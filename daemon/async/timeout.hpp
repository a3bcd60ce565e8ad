#pragma once

#include "async/net.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace wireroom::async {

/// Awaits `op`, at most for `limit`: then it is cancelled (terminal) and awaited until it has
/// ended. A failure of `op` ends the wait at once and is thrown to the caller; cancellation of the
/// caller reaches `op`.
/// @return what `op` returned; nothing when the time was over first.
template <class T>
net::awaitable<std::optional<T>> with_timeout(
    net::awaitable<T> op, std::chrono::steady_clock::duration limit
) {
    const auto executor = co_await net::this_coro::executor;
    net::steady_timer timer(executor, limit);
    auto group = net::experimental::make_parallel_group(
        net::co_spawn(executor, std::move(op), net::deferred), timer.async_wait(net::deferred)
    );
    auto [order, failure, value, timed_out] =
        co_await group.async_wait(net::experimental::wait_for_one(), net::use_awaitable);
    if (order[0] == 1 && !timed_out) {
        co_return std::nullopt;
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return std::move(value);
}

/// The same for an operation without a result.
/// @return false when the time was over first.
inline net::awaitable<bool> with_timeout(
    net::awaitable<void> op, std::chrono::steady_clock::duration limit
) {
    const auto executor = co_await net::this_coro::executor;
    net::steady_timer timer(executor, limit);
    auto group = net::experimental::make_parallel_group(
        net::co_spawn(executor, std::move(op), net::deferred), timer.async_wait(net::deferred)
    );
    auto [order, failure, timed_out] =
        co_await group.async_wait(net::experimental::wait_for_one(), net::use_awaitable);
    if (order[0] == 1 && !timed_out) {
        co_return false;
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return true;
}

}  // namespace wireroom::async
