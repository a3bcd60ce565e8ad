#pragma once

#include "async/net.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace wireroom::async {

/// Runs `f()` on another executor, a thread pool, and resumes the caller on its own.
/// What `f` throws is thrown to the caller. `f` owns what it works on: move values in, return
/// values.
///
/// Work that was handed over is finished even when the waiter is cancelled: the waiter is resumed
/// when `f` has returned and throws at its next `co_await`. The pool must be joined before the
/// caller's context is destroyed. Starting another thread's work is what makes this safe: no
/// cancellation ever crosses to it.
template <class F>
net::awaitable<std::invoke_result_t<F&>> run_on(net::any_io_executor worker, F f) {
    using Value = std::invoke_result_t<F&>;
    using Slot = std::conditional_t<std::is_void_v<Value>, std::monostate, Value>;
    auto outcome = co_await net::
        async_initiate<const net::use_awaitable_t<>, void(std::exception_ptr, std::optional<Slot>)>(
            [](auto handler, net::any_io_executor pool, F work) {
                auto home = net::get_associated_executor(handler);
                auto guard =
                    net::make_work_guard(home);  // the loop stays alive until the answer is back
                net::post(
                    pool,
                    [handler = std::move(handler),
                     home = std::move(home),
                     guard = std::move(guard),
                     work = std::move(work)]() mutable {
                        std::exception_ptr failure;
                        std::optional<Slot> value;
                        try {
                            if constexpr (std::is_void_v<Value>) {
                                work();
                                value.emplace();
                            } else {
                                value.emplace(work());
                            }
                        } catch (...) {
                            failure = std::current_exception();
                        }
                        net::post(
                            home,
                            [handler = std::move(handler),
                             failure = std::move(failure),
                             value = std::move(value)]() mutable {
                                std::move(handler)(std::move(failure), std::move(value));
                            }
                        );
                    }
                );
            },
            net::use_awaitable,
            std::move(worker),
            std::move(f)
        );
    if constexpr (!std::is_void_v<Value>) {
        co_return std::move(*outcome);
    }
}

}  // namespace wireroom::async
