#pragma once

#include "async/net.hpp"
#include "base/result.hpp"

#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::async {

enum class ResolveFault {
    kNotFound,   ///< the name does not exist or has no address
    kTemporary,  ///< no answer from the resolver; another time perhaps
    kFailed,     ///< anything else the system says
};
using ResolveError = Error<ResolveFault>;

/// Turns host names into addresses by the system's resolver (getaddrinfo: hosts file, mDNS, DNS,
/// whatever is configured), which blocks and cannot be cancelled, on a small pool of threads of its
/// own. Invariant: look-ups never wait for each other while a thread is free, and nobody has to
/// wait for one to end. Belongs to the loop's thread, as do its waiters.
class Resolver {
public:
    using Answer = Result<std::vector<net::ip::address>, ResolveError>;
    /// Looks one name up, blocking; called on the pool's threads, several at a time.
    using Function = std::function<Answer(const std::string& host)>;

    /// @param loop     where answers are delivered; must outlive the resolver.
    /// @param threads  at most so many look-ups run at once; threads are started as they are
    /// needed.
    explicit Resolver(net::any_io_executor loop, std::size_t threads = 16);
    /// The same with another look-up, for tests.
    Resolver(net::any_io_executor loop, std::size_t threads, Function function);
    /// Leaves running look-ups to end on their own: it never waits for them. Waiters must have left
    /// before.
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    Resolver(Resolver&&) = delete;
    Resolver& operator=(Resolver&&) = delete;

    /// The addresses of `host` in the system's order of preference, without repetitions and never
    /// empty. Identical look-ups at the same time are one. A literal IPv4 or IPv6 address is its
    /// own answer, without a thread. A waiter may be cancelled or timed out at any time; the
    /// look-up goes on for the others.
    net::awaitable<Answer> resolve(std::string host);

private:
    struct Lookup;
    struct Desk;
    struct Pool;
    net::any_io_executor loop_;
    std::shared_ptr<Desk> desk_;
    std::shared_ptr<Pool> pool_;
};

/// The system's own look-up. Errors as `Resolver::resolve`.
Resolver::Answer system_resolve(const std::string& host);

}  // namespace wireroom::async
