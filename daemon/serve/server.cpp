#include "serve/server.hpp"

#include "async/doorbell.hpp"
#include "async/task_group.hpp"
#include "async/timeout.hpp"
#include "base/log.hpp"
#include "serve/endpoint.hpp"
#include "serve/hub.hpp"
#include "serve/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include <list>

namespace wireroom::serve {
namespace {

using Acceptor = net::local::stream_protocol::acceptor;

/// Connections that wait for nothing but requests, beside the streams.
constexpr std::size_t kSpareConnections = 256;
/// How long to rest when accepting fails: usually there are no descriptors left.
constexpr auto kAcceptRest = std::chrono::milliseconds(100);

/// One place where connections come in.
struct Door {
    Door(net::any_io_executor loop, Listener bound)
        : listener(std::move(bound)), acceptor(std::move(loop)) {
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

}  // namespace

class Server::Impl {
public:
    Impl(net::any_io_executor loop, ServerOptions options, Backend backend)
        : loop_(std::move(loop)), sessions_(loop_), stopped_(loop_) {
        std::vector<Listener> listeners;  // all of them or none
        for (const auto& endpoint : options.endpoints) {
            listeners.emplace_back(endpoint);
        }
        for (auto& listener : listeners) {
            doors_.push_back(std::make_shared<Door>(loop_, std::move(listener)));
        }
        hub_ = std::make_shared<Hub>(std::move(options), std::move(backend));
    }

    net::awaitable<void> run() {
        const auto grace = hub_->options().grace;
        for (const auto& door : doors_) {
            sessions_.spawn("accept", accept(door));
        }
        co_await stopped_.wait_beyond(0);
        const bool left = co_await async::with_timeout(sessions_.join(), grace);
        if (!left) {
            log::warning("socket.cut_off", {{"connections", std::to_string(hub_->connections())}});
            hub_->close_all();
            sessions_.stop();
            co_await sessions_.join();
        }
        doors_.clear();
    }

    void stop() {
        for (const auto& door : doors_) {
            boost::system::error_code ignored;
            door->acceptor.close(ignored);
        }
        hub_->stop();
        stopped_.ring();
    }

    Hub& hub() const { return *hub_; }

private:
    net::awaitable<void> accept(DoorPtr door) {
        const auto hub = hub_;
        net::steady_timer rest(loop_);
        while (door->acceptor.is_open()) {
            auto [error, socket] =
                co_await door->acceptor.async_accept(net::as_tuple(net::use_awaitable));
            if (!error) {
                admit(hub, std::move(socket), door->listener.is_operator());
                continue;
            }
            if (error == net::error::operation_aborted || !door->acceptor.is_open()) {
                break;
            }
            log::warning("socket.accept_failed", {{"error", error.message()}});
            rest.expires_after(kAcceptRest);
            co_await rest.async_wait(net::as_tuple(net::use_awaitable));
        }
    }

    void admit(const HubPtr& hub, Connection::Socket socket, bool is_operator) {
        const auto most = static_cast<std::size_t>(hub->options().streams) + kSpareConnections;
        if (hub->connections() >= most) {
            turn_away(std::move(socket));
            return;
        }
        auto connection = std::make_shared<Connection>(std::move(socket), hub->options().stall);
        auto name = fmt::format("serve uid {}", connection->uid());
        sessions_.spawn(
            std::move(name),
            serve_and_leave(
                {.hub = hub, .connection = std::move(connection), .is_operator = is_operator}
            )
        );
    }

    net::any_io_executor loop_;
    std::vector<DoorPtr> doors_;
    HubPtr hub_;
    async::TaskGroup sessions_;
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

void Server::advanced(std::int64_t /*head*/) {
    impl_->hub().advanced();
}

int Server::streams() const {
    return impl_->hub().streams();
}

}  // namespace wireroom::serve
