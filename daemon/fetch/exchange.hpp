#pragma once

#include "async/net.hpp"
#include "async/resolver.hpp"
#include "fetch/address_slots.hpp"
#include "fetch/fetch.hpp"
#include "fetch/target.hpp"
#include "fetch/tls.hpp"
#include "http/fields.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::fetch {

class Connection;

/// One request to one origin, without redirects.
struct Ask {
    Target target;
    http::Fields fields;                             ///< to be sent after Host
    bool any_address = false;                        ///< private addresses are allowed
    std::chrono::steady_clock::time_point deadline;  ///< of the whole fetch
};

/// The answer to it, whatever its status. The body is read of a 200 only.
struct Answer {
    int status = 0;
    http::Fields fields;
    std::string body;
    std::uint64_t wire_bytes = 0;
    std::string address;
    std::vector<std::string> notes;
    std::chrono::steady_clock::duration waited{};  ///< for a slot of the address; in no deadline
    std::shared_ptr<Connection>
        connection;  ///< still open when TLS may say goodbye; null otherwise
};

/// What every exchange of one fetcher shares; outlives them. May be changed between two turns of
/// the loop: an exchange under way ends with what it has taken so far.
struct ExchangeContext {
    async::Resolver& resolver;
    net::any_io_executor workers;
    Limits limits;
    std::vector<Network> allow_private;
    std::shared_ptr<Tls> tls;
    AddressSlots& slots;
};

/// Resolves, checks the addresses, connects, shakes hands, asks and reads, each under its deadline.
/// Errors' messages do not name the URL; the caller does. Cancellation: kCancelled, or
/// `operation_aborted` thrown.
/// @param context belongs to the fetcher, which outlives its exchanges.
net::awaitable<Result<Answer, FetchError>> exchange(const ExchangeContext& context, Ask ask);

}  // namespace wireroom::fetch
