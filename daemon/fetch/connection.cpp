#include "fetch/connection.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <optional>

namespace wireroom::fetch {

namespace beast = boost::beast;

struct Connection::Streams {
    std::optional<beast::tcp_stream> plain;
    std::optional<net::ssl::stream<beast::tcp_stream>> secure;

    beast::tcp_stream& lowest() { return secure ? secure->next_layer() : *plain; }
};

Connection::Connection(net::ip::tcp::socket socket) : streams_(std::make_unique<Streams>()) {
    streams_->plain.emplace(std::move(socket));
}

Connection::Connection(net::ip::tcp::socket socket, std::shared_ptr<Tls> tls)
    : tls_(std::move(tls)), streams_(std::make_unique<Streams>()) {
    streams_->secure.emplace(beast::tcp_stream(std::move(socket)), tls_->context());
}

Connection::~Connection() = default;

net::awaitable<std::string> Connection::handshake(
    std::string host, unsigned short port, Deadline deadline
) {
    if (!streams_->secure) {
        co_return std::string();
    }
    auto& stream = *streams_->secure;
    tls_->prepare(stream.native_handle(), host, port);
    beast::get_lowest_layer(stream).expires_at(deadline);
    boost::system::error_code error;
    co_await stream.async_handshake(
        net::ssl::stream_base::client, net::redirect_error(net::use_awaitable, error)
    );
    if (!error) {
        co_return std::string();
    }
    timed_out_ = error == beast::error::timeout;
    co_return Tls::describe(stream.native_handle(), error);
}

net::awaitable<boost::system::error_code> Connection::write(std::string bytes, Deadline deadline) {
    streams_->lowest().expires_at(deadline);
    boost::system::error_code error;
    if (streams_->secure) {
        co_await net::async_write(
            *streams_->secure, net::buffer(bytes), net::redirect_error(net::use_awaitable, error)
        );
    } else {
        co_await net::async_write(
            *streams_->plain, net::buffer(bytes), net::redirect_error(net::use_awaitable, error)
        );
    }
    timed_out_ = error == beast::error::timeout;
    co_return error;
}

net::awaitable<std::pair<boost::system::error_code, std::size_t>> Connection::read_some(
    net::mutable_buffer buffer, Deadline deadline
) {
    streams_->lowest().expires_at(deadline);
    boost::system::error_code error;
    std::size_t size = 0;
    if (streams_->secure) {
        size = co_await streams_->secure->async_read_some(
            buffer, net::redirect_error(net::use_awaitable, error)
        );
    } else {
        size = co_await streams_->plain->async_read_some(
            buffer, net::redirect_error(net::use_awaitable, error)
        );
    }
    timed_out_ = error == beast::error::timeout;
    co_return std::pair(error, size);
}

net::awaitable<void> Connection::close(Deadline deadline) {
    if (streams_->secure) {
        auto& stream = *streams_->secure;
        beast::get_lowest_layer(stream).expires_at(deadline);
        boost::system::error_code ignored;
        co_await stream.async_shutdown(net::redirect_error(net::use_awaitable, ignored));
        Tls::keep_session(stream.native_handle());
    }
    streams_->lowest().close();
}

std::string Connection::peer_address() {
    boost::system::error_code error;
    const auto peer = streams_->lowest().socket().remote_endpoint(error);
    return error ? std::string() : peer.address().to_string();
}

bool Connection::is_secure() const {
    return streams_->secure.has_value();
}

bool Connection::was_resumed() const {
    return streams_->secure && Tls::was_resumed(streams_->secure->native_handle());
}

}  // namespace wireroom::fetch
