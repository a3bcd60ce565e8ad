#pragma once

#include "async/net.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "fetch/address_policy.hpp"
#include "model/feed.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::async {
class Resolver;
}

namespace wireroom::fetch {

/// What one request may cost. All are enforced while the bytes arrive.
struct Limits {
    std::chrono::milliseconds resolve{10'000};  ///< for the name, at each hop
    std::chrono::milliseconds connect{10'000};  ///< TCP and TLS together, at each hop
    std::chrono::milliseconds first_byte{
        20'000};                  ///< from the sent request to the first byte of the answer
    std::uint64_t min_rate = 64;  ///< bytes a second …
    std::chrono::milliseconds min_rate_over{20'000};  ///< … over this time, from the first byte on
    std::chrono::milliseconds total{60'000};          ///< the whole fetch with all redirects
    std::uint64_t wire_bytes = 16ULL << 20U;          ///< of one body as received
    std::uint64_t decoded_bytes = 32ULL << 20U;       ///< of one body after decoding
    std::uint64_t ratio = 200;  ///< decoded to received, once more than 1 MiB was decoded
    int redirects = 5;
    std::size_t header_bytes = 64U << 10U;
    std::size_t header_fields = 256;
    std::size_t url_bytes = 8U << 10U;
    int interim_answers = 20;  ///< 1xx
};

/// One conditional GET.
struct Request {
    std::string url;            ///< absolute http(s) URL, host in ASCII
    std::string etag;           ///< opaque bytes exactly as a server sent them; empty = none
    std::string last_modified;  ///< likewise
    /// The operator configured this URL: its own origin may have a private address.
    bool allow_own_origin = false;
    /// Value of an `Authorization` field, sent to the URL's own origin only; empty = none, or Basic
    /// from the URL's userinfo.
    std::string authorization;
};

/// An answer, whatever its status.
struct Response {
    int status = 0;
    std::string url;            ///< that answered, after redirects; without fragment and userinfo
    std::string permanent_url;  ///< the same when every hop to it was a 301 or 308; empty otherwise
                                ///< and without redirects
    std::string body;           ///< decoded; only of a 200
    std::string content_type;   ///< as received; may be empty
    std::string content_location;  ///< as received; may be empty
    std::string etag;           ///< exactly as received; empty = absent, over 4 KiB or not sendable
    std::string last_modified;  ///< likewise
    model::PollHints hints;     ///< `fresh_for` and `retry_after` only
    std::uint64_t wire_bytes = 0;  ///< body bytes received, before decoding, of the last hop
    std::chrono::milliseconds elapsed{0};  ///< of the whole fetch
    std::string address;                   ///< IP address that answered
    std::vector<std::string> notes;        ///< tolerated faults, one plain line each

    /// A 200 or 304 with neither validator leaves nothing to ask conditionally with (a 304 keeps
    /// what was sent).
    bool has_validators() const { return !etag.empty() || !last_modified.empty(); }
};

enum class FetchFault {
    kUrl,            ///< not an http(s) URL, too long, or a blocked port
    kDns,            ///< the name did not resolve
    kRefused,        ///< the host is there and refused the connection
    kConnect,        ///< no address answered: unreachable, or not in time
    kTls,            ///< handshake or certificate
    kTimeout,        ///< first byte, rate or total
    kProtocol,       ///< not HTTP, contradictory, cut short, or a 304 that nobody asked for
    kTooLarge,       ///< header, body or decoded body over the limit
    kCoding,         ///< unknown, broken or cut content coding
    kRedirect,       ///< loop, too many, no or bad target, https to http
    kAddressDenied,  ///< no allowed address
    kCancelled,      ///< the caller's task was stopped
    kMachine,        ///< our own trouble: no file descriptors, no memory for a socket
};
using FetchError = Error<FetchFault>;

const char* name_of(FetchFault fault);

/// Asks for feeds over HTTP/1.1, with TLS where the URL says so, one connection a request.
/// Belongs to the loop's thread. No state is kept between requests but TLS sessions.
class Fetcher {
public:
    struct Options {
        std::string user_agent;  ///< `wireroom/VERSION (+contact)`
        Limits limits;
        std::vector<Network> allow_private;  ///< networks that every request may connect to
        std::string ca_file;  ///< PEM, trusted besides the system's store; empty = none
        int per_address = 4;  ///< exchanges at once with one IP address
    };

    /// @param loop       the loop's executor.
    /// @param resolver   must outlive the fetcher.
    /// @param workers    where large coded bodies are decoded.
    /// @param wall_clock for freshness (answers without a Date).
    /// Throws std::runtime_error for an unreadable `ca_file` or a user agent with control
    /// characters.
    Fetcher(
        net::any_io_executor loop,
        async::Resolver& resolver,
        net::any_io_executor workers,
        Options options,
        std::function<Timestamp()> wall_clock
    );
    /// All fetches must have ended.
    ~Fetcher();
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    Fetcher(Fetcher&&) = delete;
    Fetcher& operator=(Fetcher&&) = delete;

    /// Options that were checked, with what had to be read for them.
    struct Setup;

    /// Reads what new options need: the authorities to trust. The file is read on a worker.
    /// Throws std::runtime_error as the constructor does; nothing has changed then.
    net::awaitable<std::shared_ptr<Setup>> prepare(Options options);

    /// Fetches that begin from now on use these options; those under way end as they began.
    void apply(std::shared_ptr<Setup> setup);

    /// One request with its redirects. Every HTTP status is a response; what keeps us from having
    /// one is an error, whose message names the URL (userinfo masked) and what happened. No URL of
    /// a server is connected to before its address was checked. When the caller's task is cancelled
    /// this ends at once, with kCancelled or by `operation_aborted`.
    net::awaitable<Result<Response, FetchError>> fetch(Request request);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::fetch
