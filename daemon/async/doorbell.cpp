#include "async/doorbell.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace wireroom::async {

/// A timer that never expires: cancelling it wakes all who wait for it.
struct Doorbell::State {
    explicit State(net::any_io_executor executor)
        // NOLINTNEXTLINE(performance-move-const-arg): likewise
        : timer(std::move(executor), net::steady_timer::time_point::max()) {}

    net::steady_timer timer;
    std::uint64_t count = 0;
};

namespace {

template <class State>
net::awaitable<void> wait_for_ring(std::shared_ptr<State> state, std::uint64_t seen) {
    while (state->count <= seen) {
        boost::system::error_code ignored;
        co_await state->timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
        // A ring and a cancellation look alike to a timer; the counter tells them apart.
        if (state->count <= seen) {
            throw boost::system::system_error(net::error::operation_aborted);
        }
    }
}

}  // namespace

Doorbell::Doorbell(net::any_io_executor executor)
    : state_(std::make_shared<State>(std::move(executor))) {}

Doorbell::~Doorbell() {
    state_->timer.cancel();
}

void Doorbell::ring() {
    ++state_->count;
    state_->timer.cancel();
}

std::uint64_t Doorbell::count() const {
    return state_->count;
}

net::awaitable<void> Doorbell::wait() {
    return wait_for_ring(state_, state_->count);
}

net::awaitable<void> Doorbell::wait_beyond(std::uint64_t seen) {
    return wait_for_ring(state_, seen);
}

}  // namespace wireroom::async
