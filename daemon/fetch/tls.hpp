#pragma once

#include <boost/asio/ssl/context.hpp>

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace wireroom::fetch {

/// Our side of TLS: version 1.2 or newer, chain and host verified, ALPN http/1.1, sessions resumed.
/// Invariant: a session is only ever offered to the host and port that it was made with, a TLS 1.3
/// ticket only once. Belongs to one thread. Connections may outlive it.
class Tls {
public:
    /// @param ca_file PEM file of authorities to trust besides those of the system; empty = none.
    /// Throws std::runtime_error when the file cannot be read.
    explicit Tls(const std::string& ca_file);
    ~Tls();
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;
    Tls(Tls&&) = delete;
    Tls& operator=(Tls&&) = delete;

    boost::asio::ssl::context& context() { return context_; }

    /// Readies one connection: the name or address that the certificate must carry, SNI, the
    /// session to resume.
    /// @param handle the connection's `SSL*`.
    /// Throws std::runtime_error when OpenSSL refuses the name.
    void prepare(void* handle, const std::string& host, unsigned short port);

    /// To be called when a verified connection ends in good order, so that its session can be
    /// resumed although the peer's goodbye was not waited for.
    static void keep_session(void* ssl);

    /// Why a handshake failed: the certificate's fault if there is one, else the alert or error.
    static std::string describe(void* handle, const boost::system::error_code& error);

    static bool was_resumed(void* ssl);

    /// Sessions kept.
    std::size_t sessions() const;

private:
    struct Sessions;
    struct Tag;
    boost::asio::ssl::context context_;
    std::shared_ptr<Sessions> sessions_;  ///< shared with connections that still say goodbye
};

}  // namespace wireroom::fetch
