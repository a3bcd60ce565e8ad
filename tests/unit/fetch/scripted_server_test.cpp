#include "unit/fetch/scripted_server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

// The server that fetch_test.cpp scripts. It carries the suffix of a test because every source of
// this folder must.

namespace wireroom::fetch {

using net::ip::tcp;

std::string answer(int status, const std::string& header, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + header +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

ScriptedServer::ScriptedServer(net::io_context& io, const std::string& address)
    : io_(io),
      acceptor_(io, tcp::endpoint(net::ip::make_address(address), 0)),
      tasks_(io.get_executor()) {
    tasks_.spawn("accept", accept());
}

ScriptedServer::ScriptedServer(
    net::io_context& io, net::ssl::context& tls, const std::string& address
)
    : ScriptedServer(io, address) {
    tls_ = &tls;
}

ScriptedServer::~ScriptedServer() {
    tasks_.stop();
    io_.restart();
    while (tasks_.size() > 0) {
        io_.run_one();
    }
}

std::string ScriptedServer::url(const std::string& path) const {
    const auto address = acceptor_.local_endpoint().address();
    const auto host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
    return (tls_ != nullptr ? "https://" : "http://") + host + ":" + std::to_string(port()) + path;
}

net::awaitable<void> ScriptedServer::accept() {
    while (true) {
        auto socket = co_await acceptor_.async_accept(net::use_awaitable);
        ++connections;
        tasks_.spawn(
            "serve", tls_ != nullptr ? serve_tls(std::move(socket)) : serve_plain(std::move(socket))
        );
    }
}

Reply ScriptedServer::reply_to(const std::string& request) {
    const auto start = request.find(' ') + 1;
    const auto path = request.substr(start, request.find(' ', start) - start);
    const auto script = replies_.find(path);
    if (script == replies_.end()) {
        return {answer(404, "", "no script for " + path)};
    }
    auto reply = script->second.front();
    if (script->second.size() > 1) {
        script->second.erase(script->second.begin());
    }
    return reply;
}

template <class Stream>
net::awaitable<Reply> ScriptedServer::answer_one(Stream* stream) {
    std::string request(1, '\0');
    boost::system::error_code error;
    co_await net::async_read(
        *stream, net::buffer(request), net::redirect_error(net::use_awaitable, error)
    );
    if (request[0] == '\x16') {  // a TLS handshake at a plain port
        co_return Reply{};
    }
    co_await net::async_read_until(
        *stream,
        net::dynamic_buffer(request),
        "\r\n\r\n",
        net::redirect_error(net::use_awaitable, error)
    );
    if (error) {
        co_return Reply{"", Reply::Then::kClose};
    }
    requests.push_back(request);
    auto reply = reply_to(request);
    const auto step = reply.bytes.size() / reply.pieces + 1;
    for (std::size_t at = 0; at < reply.bytes.size() && !error; at += step) {
        const auto piece = reply.bytes.substr(at, step);
        co_await net::async_write(
            *stream, net::buffer(piece), net::redirect_error(net::use_awaitable, error)
        );
    }
    if (reply.then == Reply::Then::kHold) {
        std::string rest;
        co_await net::async_read_until(
            *stream,
            net::dynamic_buffer(rest),
            "\r\n\r\n",
            net::redirect_error(net::use_awaitable, error)
        );
    }
    co_return reply;
}

net::awaitable<void> ScriptedServer::serve_plain(tcp::socket socket) {
    const auto reply = co_await answer_one(&socket);
    if (reply.then == Reply::Then::kReset) {
        socket.set_option(net::socket_base::linger(true, 0));
        socket.close();
        co_return;
    }
    std::string rest;
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    co_await net::async_read_until(
        socket,
        net::dynamic_buffer(rest),
        "\r\n\r\n",
        net::redirect_error(net::use_awaitable, ignored)
    );
}

net::awaitable<void> ScriptedServer::serve_tls(tcp::socket socket) {
    net::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
    boost::system::error_code error;
    co_await stream.async_handshake(
        net::ssl::stream_base::server, net::redirect_error(net::use_awaitable, error)
    );
    if (error) {
        co_return;
    }
    resumed += SSL_session_reused(stream.native_handle());
    const auto reply = co_await answer_one(&stream);
    if (reply.then == Reply::Then::kTruncate) {
        co_return;
    }
    co_await stream.async_shutdown(net::redirect_error(net::use_awaitable, error));
    goodbyes += error ? 0 : 1;
}

namespace {

void check(int result) {
    if (result <= 0) {
        throw std::runtime_error("OpenSSL: test certificate");
    }
}

template <class T, class Write>
void write_pem(const std::string& path, T* what, Write write) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(path.c_str(), "w"), &std::fclose
    );
    if (!file) {
        throw std::runtime_error(path);
    }
    check(write(file.get(), what));
}

}  // namespace

TestCertificate::TestCertificate(bool expired, const std::string& host) {
    std::string pattern = (std::filesystem::temp_directory_path() / "wireroom-tls-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("mkdtemp");
    }
    folder_ = pattern;
    certificate_ = folder_ + "/cert.pem";
    key_ = folder_ + "/key.pem";
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_EC_gen("P-256"), &EVP_PKEY_free
    );
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    constexpr long kDay = 86'400;
    check(X509_set_version(certificate.get(), 2));
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3 * kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), expired ? -kDay : kDay);
    check(X509_set_pubkey(certificate.get(), key.get()));
    auto* name = X509_get_subject_name(certificate.get());
    // Authorities are found by name: each has one of its own.
    const auto subject = std::filesystem::path(folder_).filename().string();
    const auto* common = reinterpret_cast<const unsigned char*>(subject.c_str());
    check(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0));
    check(X509_set_issuer_name(certificate.get(), name));
    const auto names = host.empty() ? std::string("IP:127.0.0.1,DNS:localhost") : "DNS:" + host;
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()),
        &X509_EXTENSION_free
    );
    check(X509_add_ext(certificate.get(), extension.get(), -1));
    check(X509_sign(certificate.get(), key.get(), EVP_sha256()));
    write_pem(certificate_, certificate.get(), [](std::FILE* file, X509* what) {
        return PEM_write_X509(file, what);
    });
    write_pem(key_, key.get(), [](std::FILE* file, EVP_PKEY* what) {
        return PEM_write_PrivateKey(file, what, nullptr, nullptr, 0, nullptr, nullptr);
    });
}

TestCertificate::~TestCertificate() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

net::ssl::context TestCertificate::context() const {
    net::ssl::context context(net::ssl::context::tls_server);
    context.use_certificate_chain_file(certificate_);
    context.use_private_key_file(key_, net::ssl::context::pem);
    SSL_CTX_set_session_id_context(
        context.native_handle(), reinterpret_cast<const unsigned char*>("w"), 1
    );
    return context;
}

}  // namespace wireroom::fetch
