#include "fetch/address_slots.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <list>

namespace wireroom::fetch {

/// The holders and the waiters of one address.
struct AddressSlots::Line {
    struct Waiter {
        explicit Waiter(const net::any_io_executor& executor)
            : woken(executor, net::steady_timer::time_point::max()) {}
        net::steady_timer woken;
        bool granted = false;
    };

    net::ip::address address;
    int taken = 0;
    std::list<std::shared_ptr<Waiter>> waiting;
};

AddressSlots::AddressSlots(int limit) : limit_(std::max(limit, 1)) {}

AddressSlots::~AddressSlots() = default;

AddressSlots::Slot::~Slot() {
    if (line_) {
        slots_->release(*line_);
    }
}

net::awaitable<AddressSlots::Slot> AddressSlots::take(net::ip::address address) {
    auto& entry = lines_[address];
    if (!entry) {
        entry = std::make_shared<Line>();
        entry->address = address;
    }
    const auto line = entry;
    if (line->taken < limit_) {
        ++line->taken;
        co_return Slot(*this, line);
    }
    const auto waiter = std::make_shared<Line::Waiter>(co_await net::this_coro::executor);
    line->waiting.push_back(waiter);
    boost::system::error_code woken;
    co_await waiter->woken.async_wait(net::redirect_error(net::use_awaitable, woken));
    if (!waiter->granted) {
        line->waiting.remove(waiter);
        throw boost::system::system_error(net::error::operation_aborted);
    }
    // The slot was handed over already; should this task be cancelled by now, the Slot passes it
    // on.
    co_return Slot(*this, line);
}

void AddressSlots::let_in(Line& line) {
    while (line.taken < limit_ && !line.waiting.empty()) {
        const auto next = line.waiting.front();
        line.waiting.pop_front();
        ++line.taken;
        next->granted = true;
        next->woken.cancel();
    }
}

void AddressSlots::set_limit(int limit) {
    limit_ = std::max(limit, 1);
    for (const auto& [address, line] : lines_) {
        let_in(*line);
    }
}

void AddressSlots::release(Line& line) {
    --line.taken;
    let_in(line);
    if (line.taken == 0) {
        lines_.erase(line.address);
    }
}

}  // namespace wireroom::fetch
