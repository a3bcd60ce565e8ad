#include "async/resolver.hpp"

#include "async/doorbell.hpp"
#include "base/text.hpp"

#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace wireroom::async {

/// One name being looked up and those who wait for it. It never leaves the loop.
struct Resolver::Lookup {
    explicit Lookup(const net::any_io_executor& loop) : done(loop) {}

    std::optional<Answer> answer;
    std::shared_ptr<std::atomic<int>> waiters =
        std::make_shared<std::atomic<int>>(0);  ///< the pool reads it
    Doorbell done;
};

/// The loop's side: what is being looked up, by host.
struct Resolver::Desk {
    void deliver(const std::string& host, std::optional<Answer> answer) {
        const auto entry = lookups.find(host);
        if (entry == lookups.end()) {
            return;
        }
        const auto lookup = entry->second;
        lookups.erase(entry);
        // Without an answer the pool found nobody waiting. Who came since asks again.
        lookup->answer = std::move(answer);
        lookup->done.ring();
    }

    std::map<std::string, std::shared_ptr<Lookup>> lookups;
};

/// The threads' side. Shared with them, because they may outlive the resolver while getaddrinfo
/// holds them; so nothing in it belongs to the loop's context but the executor, and that is used
/// only while `stopped` is false.
struct Resolver::Pool : std::enable_shared_from_this<Resolver::Pool> {
    struct Job {
        std::string host;
        std::shared_ptr<std::atomic<int>> waiters;
    };

    Pool(
        net::any_io_executor executor,
        std::size_t limit,
        Function look_up,
        std::weak_ptr<Desk> answers
    )
        : loop(std::move(executor)),
          max_threads(limit),
          function(std::move(look_up)),
          desk(std::move(answers)) {}

    /// Throws std::system_error when the machine gives not even one thread.
    void enqueue(Job job) {
        const std::lock_guard lock(mutex);
        queue.push_back(std::move(job));
        if (idle >= queue.size() || threads >= max_threads) {
            wake.notify_one();
            return;
        }
        try {
            std::thread([pool = shared_from_this()] { pool->work(); }).detach();
            ++threads;
        } catch (const std::system_error&) {
            if (threads == 0) {  // with at least one thread the look-up only has to wait for it
                queue.pop_back();
                throw;
            }
        }
    }

    void work() {
        std::unique_lock lock(mutex);
        while (true) {
            ++idle;
            wake.wait(lock, [this] { return stopped || !queue.empty(); });
            --idle;
            if (stopped) {
                return;
            }
            auto job = std::move(queue.front());
            queue.pop_front();
            std::optional<Answer> answer;
            if (*job.waiters > 0) {
                lock.unlock();
                answer = look_up(job.host);
                lock.lock();
                if (stopped) {
                    return;
                }
            }
            // Under the lock: the resolver is not gone, hence neither is the loop.
            net::post(
                loop,
                [answers = desk, host = std::move(job.host), answer = std::move(answer)]() mutable {
                    if (const auto present = answers.lock()) {
                        present->deliver(host, std::move(answer));
                    }
                }
            );
        }
    }

    Answer look_up(const std::string& host) const {
        try {
            return function(host);
        } catch (const std::exception& error) {
            return ResolveError(
                ResolveFault::kFailed, fmt::format("{}: {}", printable(host), error.what())
            );
        }
    }

    void stop() {
        const std::lock_guard lock(mutex);
        stopped = true;
        wake.notify_all();
    }

    const net::any_io_executor loop;
    const std::size_t max_threads;
    const Function function;
    const std::weak_ptr<Desk> desk;

    std::mutex mutex;  ///< guards all below
    std::condition_variable wake;
    std::deque<Job> queue;
    std::size_t threads = 0;
    std::size_t idle = 0;
    bool stopped = false;
};

namespace {

/// Counts a waiter for as long as it lives, however the waiter leaves.
class Waiting {
public:
    explicit Waiting(std::shared_ptr<std::atomic<int>> waiters) : waiters_(std::move(waiters)) {
        ++*waiters_;
    }
    ~Waiting() { --*waiters_; }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    Waiting(Waiting&&) = delete;
    Waiting& operator=(Waiting&&) = delete;

private:
    std::shared_ptr<std::atomic<int>> waiters_;
};

}  // namespace

Resolver::Resolver(net::any_io_executor loop, std::size_t threads)
    : Resolver(std::move(loop), threads, system_resolve) {}

Resolver::Resolver(net::any_io_executor loop, std::size_t threads, Function function)
    : loop_(loop),
      desk_(std::make_shared<Desk>()),
      pool_(std::make_shared<Pool>(std::move(loop), threads, std::move(function), desk_)) {}

Resolver::~Resolver() {
    pool_->stop();
}

net::awaitable<Resolver::Answer> Resolver::resolve(std::string host) {
    boost::system::error_code not_literal;
    const auto literal = net::ip::make_address(host, not_literal);
    if (!not_literal) {
        co_return std::vector{literal};
    }
    while (true) {
        auto& entry = desk_->lookups[host];
        const bool fresh = entry == nullptr;
        if (fresh) {
            entry = std::make_shared<Lookup>(loop_);
        }
        const auto lookup = entry;
        const Waiting waiting(lookup->waiters);
        if (fresh) {
            try {
                pool_->enqueue({host, lookup->waiters});
            } catch (...) {
                desk_->lookups.erase(host);
                throw;
            }
        }
        co_await lookup->done.wait_beyond(0);
        const auto& answer = lookup->answer;
        if (answer) {
            co_return *answer;
        }
    }
}

Resolver::Answer system_resolve(const std::string& host) {
    if (host.empty() || host.find('\0') != std::string::npos) {
        return ResolveError(
            ResolveFault::kNotFound, fmt::format("'{}' is not a host name", printable(host))
        );
    }
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    if (code != 0) {
        const auto fault = code == EAI_NONAME || code == EAI_NODATA ? ResolveFault::kNotFound
                           : code == EAI_AGAIN                      ? ResolveFault::kTemporary
                                                                    : ResolveFault::kFailed;
        const auto* reason = code == EAI_SYSTEM ? "system error" : ::gai_strerror(code);
        return ResolveError(fault, fmt::format("{}: {}", printable(host), reason));
    }
    std::vector<net::ip::address> addresses;
    for (const auto* entry = found; entry != nullptr; entry = entry->ai_next) {
        std::optional<net::ip::address> address;
        if (entry->ai_family == AF_INET && entry->ai_addrlen >= sizeof(sockaddr_in)) {
            sockaddr_in raw{};
            std::memcpy(&raw, entry->ai_addr, sizeof(raw));
            address = net::ip::address_v4(ntohl(raw.sin_addr.s_addr));
        } else if (entry->ai_family == AF_INET6 && entry->ai_addrlen >= sizeof(sockaddr_in6)) {
            sockaddr_in6 raw{};
            std::memcpy(&raw, entry->ai_addr, sizeof(raw));
            net::ip::address_v6::bytes_type bytes{};
            std::memcpy(bytes.data(), &raw.sin6_addr, bytes.size());
            address = net::ip::address_v6(bytes, raw.sin6_scope_id);
        }
        if (address && std::ranges::find(addresses, *address) == addresses.end()) {
            addresses.push_back(*address);
        }
    }
    if (addresses.empty()) {
        return ResolveError(
            ResolveFault::kNotFound, fmt::format("{}: no address", printable(host))
        );
    }
    return addresses;
}

}  // namespace wireroom::async
