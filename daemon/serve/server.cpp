#include "serve/server.hpp"

#include "async/doorbell.hpp"
#include "async/timeout.hpp"
#include "base/log.hpp"
#include "serve/endpoint.hpp"
#include "serve/hub.hpp"
#include "serve/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include <utility>

namespace wireroom::serve {
namespace {

using Acceptor = net::local::stream_protocol::acceptor;

/// Connections that wait for nothing but requests, beside the streams.
constexpr std::size_t kSpareConnections = 256;
/// How long to rest when accepting fails: usually there are no descriptors left.
constexpr auto kAcceptRest = std::chrono::milliseconds(100);

/// One place where connections come in.
struct Door {
    Door(const net::any_io_executor& loop, Listener bound)
        : listener(std::move(bound)), acceptor(loop) {
        acceptor.assign(net::local::stream_protocol(), listener.release());
    }

    Listener listener;
    Acceptor acceptor;
};
using DoorPtr = std::shared_ptr<Door>;

void turn_away(Connection::Socket socket) {
    const auto reply = problem(503, "too many connections");
    const auto text = render_reply(reply, {.keep_alive = false});
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(text), ignored);
}

net::awaitable<void> serve_and_leave(Session session) {
    struct Leave {
        Session session;
        Leave(const Leave&) = delete;
        Leave& operator=(const Leave&) = delete;
        explicit Leave(Session one) : session(std::move(one)) {
            session.hub->add(session.connection);
        }
        ~Leave() {
            session.connection->close();
            session.hub->remove(session.connection);
        }
    };
    const Leave leave(session);
    co_await serve_connection(session);
}

void admit(const HubPtr& hub, Connection::Socket socket, bool is_operator) {
    const auto most = static_cast<std::size_t>(hub->options().streams) + kSpareConnections;
    if (hub->connections() >= most) {
        turn_away(std::move(socket));
        return;
    }
    auto connection = std::make_shared<Connection>(std::move(socket), hub->options().stall);
    auto name = fmt::format("serve uid {}", connection->uid());
    hub->tasks().spawn(
        std::move(name),
        serve_and_leave(
            {.hub = hub, .connection = std::move(connection), .is_operator = is_operator}
        )
    );
}

net::awaitable<void> accept(HubPtr hub, DoorPtr door) {
    net::steady_timer rest(door->acceptor.get_executor());
    bool failing = false;
    while (!hub->stopping()) {
        auto [error, socket] =
            co_await door->acceptor.async_accept(net::as_tuple(net::use_awaitable));
        if (error == net::error::operation_aborted || hub->stopping()) {
            break;
        }
        if (!error) {
            failing = false;
            admit(hub, std::move(socket), door->listener.is_operator());
            continue;
        }
        if (!std::exchange(failing, true)) {  // ten lines a second would not free a descriptor
            log::warning("socket.accept_failed", {{"error", error.message()}});
        }
        rest.expires_after(kAcceptRest);
        co_await rest.async_wait(net::as_tuple(net::use_awaitable));
    }
}

}  // namespace

class Server::Impl {
public:
    Impl(net::any_io_executor loop, ServerOptions options, Backend backend) : stopped_(loop) {
        std::vector<Listener> listeners;  // all of them or none
        listeners.reserve(options.endpoints.size());
        for (const auto& endpoint : options.endpoints) {
            listeners.emplace_back(endpoint);
        }
        for (auto& listener : listeners) {
            doors_->push_back(std::make_shared<Door>(loop, std::move(listener)));
        }
        hub_ = std::make_shared<Hub>(loop, std::move(options), std::move(backend));
    }

    /// Without `run` having ended, the tasks end on their own later; they share what they use.
    ~Impl() {
        close_doors();
        hub_->stop();
        hub_->tasks().stop();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    net::awaitable<void> run() {
        const auto hub = hub_;  // this may be destroyed before the last task has ended
        const auto doors = doors_;
        for (const auto& door : *doors) {
            hub->tasks().spawn("accept", accept(hub, door));
        }
        co_await stopped_.wait_beyond(0);
        const bool left = co_await async::with_timeout(hub->tasks().join(), hub->options().grace);
        if (!left) {
            log::warning("socket.cut_off", {{"connections", std::to_string(hub->connections())}});
            hub->close_all();
            hub->tasks().stop();
            co_await hub->tasks().join();
        }
        doors->clear();
    }

    void stop() {
        close_doors();
        hub_->stop();
        stopped_.ring();
    }

    Hub& hub() const { return *hub_; }

private:
    void close_doors() {
        for (const auto& door : *doors_) {
            boost::system::error_code ignored;
            door->acceptor.close(ignored);
        }
    }

    std::shared_ptr<std::vector<DoorPtr>> doors_ = std::make_shared<std::vector<DoorPtr>>();
    HubPtr hub_;
    async::Doorbell stopped_;
};

Server::Server(net::any_io_executor loop, ServerOptions options, Backend backend)
    : impl_(std::make_unique<Impl>(std::move(loop), std::move(options), std::move(backend))) {}

Server::~Server() = default;

net::awaitable<void> Server::run() {
    return impl_->run();
}

void Server::stop() {
    impl_->stop();
}

void Server::set_stream_limits(int streams, int streams_per_uid) {
    impl_->hub().set_stream_limits(streams, streams_per_uid);
}

void Server::advanced(std::int64_t /*head*/) {
    impl_->hub().advanced();
}

void Server::rewritten(std::int64_t /*head*/) {
    impl_->hub().rewritten();
}

int Server::streams() const {
    return impl_->hub().streams();
}

}  // namespace wireroom::serve
