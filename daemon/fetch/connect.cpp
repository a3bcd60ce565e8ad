#include "fetch/connect.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

namespace wireroom::fetch {
namespace {

using net::ip::tcp;
using Clock = std::chrono::steady_clock;

std::string name_of(const tcp::endpoint& endpoint) {
    const auto address = endpoint.address().to_string();
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port())
                                      : fmt::format("{}:{}", address, endpoint.port());
}

bool is_machine_fault(const boost::system::error_code& error) {
    return error == boost::system::errc::too_many_files_open ||
           error == boost::system::errc::too_many_files_open_in_system ||
           error == boost::system::errc::no_buffer_space ||
           error == boost::system::errc::not_enough_memory;
}

/// The attempts under way. Shared with their completion handlers, which may run after the race is
/// over.
struct Race : std::enable_shared_from_this<Race> {
    explicit Race(const net::any_io_executor& executor) : changed(executor) {}

    void start(const tcp::endpoint& endpoint) {
        auto& socket = attempts.emplace_back(std::make_unique<tcp::socket>(changed.get_executor()));
        boost::system::error_code error;
        socket->open(endpoint.protocol(), error);
        if (error) {
            machine_fault = machine_fault || is_machine_fault(error);
            fail(endpoint, error);
            return;
        }
        socket->set_option(tcp::no_delay(true), error);
        ++pending;
        const auto index = attempts.size() - 1;
        socket->async_connect(
            endpoint,
            [race = shared_from_this(), endpoint, index](const boost::system::error_code& result) {
                race->finish(endpoint, index, result);
            }
        );
    }

    void finish(
        const tcp::endpoint& endpoint, std::size_t index, const boost::system::error_code& result
    ) {
        --pending;
        if (over) {
            return;
        }
        if (result) {
            fail(endpoint, result);
        } else if (!winner) {
            winner = index;
        }
        changed.cancel();
    }

    void fail(const tcp::endpoint& endpoint, const boost::system::error_code& error) {
        refused = refused || error == net::error::connection_refused;
        if (!failures.empty() && failures.size() < 300) {
            failures += "; ";
        }
        if (failures.size() < 300) {
            failures += fmt::format("{}: {}", name_of(endpoint), error.message());
        }
    }

    void stop() {
        over = true;
        for (const auto& socket : attempts) {
            boost::system::error_code ignored;
            socket->close(ignored);
        }
    }

    net::steady_timer changed;
    std::vector<std::unique_ptr<tcp::socket>> attempts;
    std::optional<std::size_t> winner;
    std::size_t pending = 0;
    std::string failures;
    bool machine_fault = false;
    bool refused = false;
    bool over = false;
};

/// Closes the losers whatever way the race is left.
class RaceEnd {
public:
    explicit RaceEnd(std::shared_ptr<Race> race) : race_(std::move(race)) {}
    ~RaceEnd() { race_->stop(); }
    RaceEnd(const RaceEnd&) = delete;
    RaceEnd& operator=(const RaceEnd&) = delete;
    RaceEnd(RaceEnd&&) = delete;
    RaceEnd& operator=(RaceEnd&&) = delete;

private:
    std::shared_ptr<Race> race_;
};

}  // namespace

std::vector<net::ip::address> interleave(const std::vector<net::ip::address>& addresses) {
    std::vector<net::ip::address> out;
    out.reserve(addresses.size());
    std::vector<net::ip::address> first;
    std::vector<net::ip::address> second;
    for (const auto& address : addresses) {
        (address.is_v4() == addresses.front().is_v4() ? first : second).push_back(address);
    }
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size()) {
            out.push_back(first[i]);
        }
        if (i < second.size()) {
            out.push_back(second[i]);
        }
    }
    return out;
}

net::awaitable<Result<tcp::socket, ConnectError>> connect_any(
    std::vector<net::ip::address> addresses,
    std::uint16_t port,
    Clock::time_point deadline,
    std::chrono::milliseconds attempt_delay
) {
    const auto executor = co_await net::this_coro::executor;
    const auto race = std::make_shared<Race>(executor);
    const RaceEnd end(race);
    std::size_t next = 0;
    auto next_at = Clock::now();
    while (!race->winner) {
        const auto now = Clock::now();
        const bool more = next < addresses.size();
        if (now >= deadline) {
            const auto& tried = race->failures;
            co_return ConnectError(
                ConnectFault::kTimeout,
                fmt::format("no connection in time{}{}", tried.empty() ? "" : "; ", tried)
            );
        }
        if (more && (race->pending == 0 || now >= next_at)) {
            race->start(tcp::endpoint(addresses[next], port));
            ++next;
            next_at = now + attempt_delay;
            continue;
        }
        if (!more && race->pending == 0) {
            co_return ConnectError(
                race->machine_fault ? ConnectFault::kMachine
                : race->refused     ? ConnectFault::kRefused
                                    : ConnectFault::kUnreachable,
                race->failures
            );
        }
        race->changed.expires_at(more ? std::min(next_at, deadline) : deadline);
        // Woken by an attempt or by the time; a cancelled task is thrown out of here the next time
        // round.
        boost::system::error_code ignored;
        co_await race->changed.async_wait(net::redirect_error(net::use_awaitable, ignored));
    }
    co_return std::move(*race->attempts[*race->winner]);
}

}  // namespace wireroom::fetch
