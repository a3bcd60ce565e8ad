#pragma once

#include "async/net.hpp"
#include "async/task_group.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::fetch {

/// What the server does with one request: bytes as they are, then the end.
struct Reply {
    enum class Then {
        kClose,     ///< orderly; with TLS a close_notify
        kHold,      ///< says nothing more
        kReset,     ///< RST
        kTruncate,  ///< TLS: closes the socket without a close_notify
    };
    std::string bytes;
    Then then = Then::kClose;
    std::size_t pieces = 1;  ///< written in so many parts
};

/// `HTTP/1.1 STATUS X` with a Content-Length and the further header lines given (each with CRLF).
std::string answer(int status, const std::string& header, const std::string& body);

/// A server on loopback that answers by path with raw bytes, plain or TLS, on the test's own
/// io_context. It remembers each request's bytes. A path without a script gets a 404.
class ScriptedServer {
public:
    ScriptedServer(net::io_context& io, const std::string& address = "127.0.0.1");
    /// The same with TLS.
    ScriptedServer(
        net::io_context& io, net::ssl::context& tls, const std::string& address = "127.0.0.1"
    );

    /// Runs the loop until its tasks have ended.
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    /// `http://127.0.0.1:PORT` + path.
    std::string url(const std::string& path) const;

    /// Several replies are given in turn, the last one again and again.
    void on(const std::string& path, std::vector<Reply> replies) {
        replies_[path] = std::move(replies);
    }
    void on(const std::string& path, std::string bytes) { on(path, {Reply{std::move(bytes)}}); }

    std::vector<std::string> requests;  ///< head of each, in their order
    int connections = 0;
    int resumed = 0;   ///< TLS handshakes that resumed a session
    int goodbyes = 0;  ///< TLS connections that the client closed in good order

private:
    net::awaitable<void> accept();
    net::awaitable<void> serve_plain(net::ip::tcp::socket socket);
    net::awaitable<void> serve_tls(net::ip::tcp::socket socket);
    template <class Stream>
    net::awaitable<Reply> answer_one(Stream* stream);
    Reply reply_to(const std::string& request);

    net::io_context& io_;
    net::ip::tcp::acceptor acceptor_;
    net::ssl::context* tls_ = nullptr;
    std::map<std::string, std::vector<Reply>> replies_;
    async::TaskGroup tasks_;
};

/// A fresh key and a self-signed certificate for 127.0.0.1 and localhost, as PEM files in a folder
/// of their own.
class TestCertificate {
public:
    /// @param expired its time is over since yesterday.
    /// @param host    for another name instead.
    explicit TestCertificate(bool expired = false, const std::string& host = "");
    ~TestCertificate();
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;

    const std::string& file() const { return certificate_; }
    /// A server's context with it.
    net::ssl::context context() const;

private:
    std::string folder_;
    std::string certificate_;
    std::string key_;
};

}  // namespace wireroom::fetch
