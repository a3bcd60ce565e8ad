#include "fetch/tls.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

namespace wireroom::fetch {
namespace {

constexpr std::size_t kMaxSessions = 2048;

struct FreeSession {
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using Session = std::unique_ptr<SSL_SESSION, FreeSession>;

}  // namespace

/// The newest session of each peer, the least recently made dropped first.
struct Tls::Sessions {
    struct Entry {
        Session session;
        std::list<std::string>::iterator place;
    };

    void keep(const std::string& peer, Session session) {
        drop(peer);
        if (by_peer.size() >= kMaxSessions) {
            drop(std::string(order.front()));
        }
        order.push_back(peer);
        by_peer.emplace(peer, Entry{std::move(session), std::prev(order.end())});
    }

    void drop(const std::string& peer) {
        if (const auto found = by_peer.find(peer); found != by_peer.end()) {
            order.erase(found->second.place);
            by_peer.erase(found);
        }
    }

    std::list<std::string> order;
    std::unordered_map<std::string, Entry> by_peer;
};

/// What a connection knows of its place in the cache; freed with the connection.
struct Tls::Tag {
    std::shared_ptr<Sessions> sessions;
    std::string peer;

    static void release(
        void* /*ssl*/,
        void* tag,
        CRYPTO_EX_DATA* /*data*/,
        int /*index*/,
        long /*argl*/,
        void* /*argp*/
    ) {
        delete static_cast<Tag*>(tag);
    }

    static int index() {
        static const int kNumber = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, &release);
        return kNumber;
    }

    /// OpenSSL's callback for a new session or ticket. @return 1 when the reference is ours now.
    static int on_new_session(SSL* ssl, SSL_SESSION* session) {
        const auto* tag = static_cast<Tag*>(SSL_get_ex_data(ssl, index()));
        if (tag == nullptr || SSL_SESSION_is_resumable(session) == 0) {
            return 0;
        }
        tag->sessions->keep(tag->peer, Session(session));
        return 1;
    }
};

Tls::Tls(const std::string& ca_file)
    : context_(boost::asio::ssl::context::tls_client), sessions_(std::make_shared<Sessions>()) {
    auto* native = context_.native_handle();
    if (SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) != 1) {
        throw std::runtime_error("OpenSSL refuses TLS 1.2 as the oldest version");
    }
    context_.set_verify_mode(boost::asio::ssl::verify_peer);
    boost::system::error_code error;
    context_.set_default_verify_paths(error);
    if (error) {
        throw std::runtime_error(
            fmt::format("cannot read certificates from the system's store: {}", error.message())
        );
    }
    if (!ca_file.empty()) {
        context_.load_verify_file(ca_file, error);
    }
    if (error) {
        throw std::runtime_error(
            fmt::format("cannot read certificates from {}: {}", ca_file, error.message())
        );
    }
    constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    if (SSL_CTX_set_alpn_protos(native, kHttp11.data(), kHttp11.size()) != 0) {
        throw std::runtime_error("OpenSSL refuses the ALPN list");
    }
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(native, &Tag::on_new_session);
}

Tls::~Tls() = default;

void Tls::prepare(void* handle, const std::string& host, unsigned short port) {
    auto* ssl = static_cast<SSL*>(handle);
    boost::system::error_code not_address;
    boost::asio::ip::make_address(host, not_address);
    bool accepted = false;
    if (not_address) {
        auto name = host;
        if (name.ends_with('.')) {
            name.pop_back();  // certificates and SNI carry no root dot (RFC 6066 section 3)
        }
        SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        accepted = !name.empty() /* OpenSSL would check no name at all */ &&
                   SSL_set1_host(ssl, name.c_str()) == 1 &&
                   SSL_set_tlsext_host_name(ssl, name.c_str()) == 1;
    } else {
        accepted = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1;
    }
    auto tag = std::make_unique<Tag>(Tag{sessions_, fmt::format("{} {}", host, port)});
    if (!accepted || SSL_set_ex_data(ssl, Tag::index(), tag.get()) != 1) {
        ERR_clear_error();
        throw std::runtime_error("OpenSSL refuses the host name " + host);
    }
    const auto peer = tag.release()->peer;  // the connection's now, see Tag::release
    if (const auto found = sessions_->by_peer.find(peer); found != sessions_->by_peer.end()) {
        auto* session = found->second.session.get();
        SSL_set_session(
            ssl, session
        );  // takes a reference of its own; a refusal only costs a full handshake
        if (SSL_SESSION_get_protocol_version(session) >= TLS1_3_VERSION) {
            sessions_->drop(peer);
        }
    }
}

void Tls::keep_session(void* ssl) {
    // OpenSSL marks a session as not resumable when its connection is freed without a goodbye (RFC
    // 2246 asked for that, RFC 4346 section 7.2.1 no longer does).
    SSL_set_shutdown(static_cast<SSL*>(ssl), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

std::string Tls::describe(void* handle, const boost::system::error_code& error) {
    auto* ssl = static_cast<SSL*>(handle);
    const auto verdict = SSL_get_verify_result(ssl);
    if (verdict == X509_V_OK) {
        return error.message();
    }
    std::string out = X509_verify_cert_error_string(verdict);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(ssl), &X509_free
    );
    std::tm end{};
    if (verdict == X509_V_ERR_CERT_HAS_EXPIRED && certificate &&
        ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1) {
        out += fmt::format(" ({:04}-{:02}-{:02})", end.tm_year + 1900, end.tm_mon + 1, end.tm_mday);
    }
    return "certificate: " + out;
}

bool Tls::was_resumed(void* ssl) {
    return SSL_session_reused(static_cast<SSL*>(ssl)) == 1;
}

std::size_t Tls::sessions() const {
    return sessions_->by_peer.size();
}

}  // namespace wireroom::fetch
