#include "fetch/exchange.hpp"

#include "async/timeout.hpp"
#include "base/text.hpp"
#include "fetch/body.hpp"
#include "fetch/connect.hpp"
#include "fetch/connection.hpp"
#include "http/request.hpp"
#include "http/response_reader.hpp"

#include <boost/asio/error.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace wireroom::fetch {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kAttemptDelay{250};  // RFC 8305 section 5
constexpr std::size_t kReadBytes = 32U << 10U;

std::string seconds_of(milliseconds duration) {
    return fmt::format("{:g} s", static_cast<double>(duration.count()) / 1000);
}

FetchFault fault_of(DecodeFault fault) {
    return fault == DecodeFault::kTooLarge || fault == DecodeFault::kBomb ? FetchFault::kTooLarge
                                                                          : FetchFault::kCoding;
}

FetchError cancelled() {
    return {FetchFault::kCancelled, "stopped"};
}

std::string host_field(const HttpUrl& url) {
    const auto whole = origin(url);
    return whole.substr(whole.find("//") + 2);
}

/// The deadlines of reading an answer: the first byte, then a minimal rate, and the end of the
/// fetch in any case.
class Pace {
public:
    Pace(const Limits& limits, Clock::time_point end)
        : limits_(limits), end_(end), window_(Clock::now() + limits.first_byte) {}

    Clock::time_point deadline() const { return std::min(end_, window_); }

    /// Bytes came. Each time enough of them have come a new window begins, so that a passed
    /// deadline always means that the rate was too low.
    void received(std::size_t bytes) {
        const auto quota =
            limits_.min_rate * static_cast<std::uint64_t>(limits_.min_rate_over.count()) / 1000;
        in_window_ += bytes;
        if (!started_ || in_window_ >= quota) {
            started_ = true;
            in_window_ = 0;
            window_ = Clock::now() + limits_.min_rate_over;
        }
    }

    FetchError missed() const {
        if (end_ <= window_) {
            return {
                FetchFault::kTimeout, fmt::format("not done within {}", seconds_of(limits_.total))};
        }
        if (!started_) {
            return {
                FetchFault::kTimeout,
                fmt::format("no answer within {}", seconds_of(limits_.first_byte))};
        }
        return {
            FetchFault::kTimeout,
            fmt::format(
                "slower than {} B/s over {}", limits_.min_rate, seconds_of(limits_.min_rate_over)
            )};
    }

private:
    Limits limits_;
    Clock::time_point end_;
    Clock::time_point window_;
    std::uint64_t in_window_ = 0;
    bool started_ = false;
};

net::awaitable<Result<std::vector<net::ip::address>, FetchError>> allowed_addresses(
    const ExchangeContext& context, std::string host, bool any_address, Clock::time_point deadline
) {
    const auto limit = std::min<Clock::duration>(context.limits.resolve, deadline - Clock::now());
    auto resolved = co_await async::with_timeout(context.resolver.resolve(host), limit);
    if (!resolved) {
        co_return FetchError(
            FetchFault::kDns,
            fmt::format("{} did not resolve within {}", host, seconds_of(context.limits.resolve))
        );
    }
    if (!*resolved) {
        co_return FetchError(FetchFault::kDns, resolved->error().message);
    }
    std::vector<net::ip::address> addresses;
    for (const auto& address : **resolved) {
        if (any_address || is_allowed(address, context.allow_private)) {
            addresses.push_back(address);
        }
    }
    if (addresses.empty()) {
        const auto first = (*resolved)->front().to_string();
        co_return FetchError(
            FetchFault::kAddressDenied,
            first == host ? fmt::format("{} is not a public address", host)
                          : fmt::format("{} is {}, which is not a public address", host, first)
        );
    }
    co_return interleave(addresses);
}

net::awaitable<Result<std::shared_ptr<Connection>, FetchError>> open(
    const ExchangeContext& context,
    std::vector<net::ip::address> addresses,
    HttpUrl url,
    Clock::time_point end
) {
    const auto deadline = std::min(end, Clock::now() + context.limits.connect);
    auto socket = co_await connect_any(std::move(addresses), url.port, deadline, kAttemptDelay);
    if (!socket) {
        const auto fault = socket.error().kind == ConnectFault::kRefused   ? FetchFault::kRefused
                           : socket.error().kind == ConnectFault::kMachine ? FetchFault::kMachine
                                                                           : FetchFault::kConnect;
        co_return FetchError(fault, fmt::format("connect: {}", socket.error().message));
    }
    if (!url.secure) {
        co_return std::make_shared<Connection>(std::move(*socket));
    }
    auto connection = std::make_shared<Connection>(std::move(*socket), context.tls);
    const auto failure = co_await connection->handshake(url.host, url.port, deadline);
    if (!failure.empty()) {
        co_return FetchError(
            connection->timed_out() ? FetchFault::kTimeout : FetchFault::kTls,
            connection->timed_out() ? std::string("TLS handshake: not done in time")
                                    : fmt::format("TLS: {}", printable(failure))
        );
    }
    co_return connection;
}

http::ResponseLimits reader_limits(const Limits& limits) {
    http::ResponseLimits out;
    out.header_bytes = limits.header_bytes;
    out.header_fields = limits.header_fields;
    out.body_bytes = limits.wire_bytes;
    out.interim_answers = limits.interim_answers;
    return out;
}

FetchError of(const http::HttpError& error) {
    const auto fault =
        error.kind == http::HttpFault::kTooLarge ? FetchFault::kTooLarge : FetchFault::kProtocol;
    return {fault, error.message};
}

/// Reads the answer: all of a 200, the head of every other.
net::awaitable<Result<Answer, FetchError>> read_answer(
    const ExchangeContext& context, std::shared_ptr<Connection> connection, Clock::time_point end
) {
    const auto& limits = context.limits;
    http::ResponseReader reader(reader_limits(limits));
    Pace pace(limits, end);
    const auto buffer = std::make_unique_for_overwrite<char[]>(kReadBytes);
    std::optional<Body> body;
    Answer answer;
    std::uint64_t received = 0;
    while (!reader.is_complete()) {
        const auto [error, size] = co_await connection->read_some(
            net::mutable_buffer(buffer.get(), kReadBytes), pace.deadline()
        );
        std::string piece;
        auto taken = Result<void, http::HttpError>();
        if (size > 0) {
            pace.received(size);
            received += size;
            taken = reader.put(std::string_view(buffer.get(), size), piece);
        } else if (connection->timed_out()) {
            co_return pace.missed();
        } else if (error == net::error::operation_aborted) {
            co_return cancelled();
        } else if (error == net::error::eof) {
            taken = reader.end();
        } else if (error) {
            co_return FetchError(
                FetchFault::kProtocol, fmt::format("connection lost: {}", error.message())
            );
        }
        if (!taken) {
            co_return of(taken.error());
        }
        if (!reader.has_head()) {
            continue;
        }
        if (reader.status() != 200) {
            break;
        }
        if (received > 2 * limits.wire_bytes + limits.header_bytes * 32) {
            co_return FetchError(FetchFault::kTooLarge, "more framing than body");
        }
        if (!body) {
            DecodeLimits allowed;
            allowed.decoded_bytes = limits.decoded_bytes;
            allowed.ratio = limits.ratio;
            auto decoder = Decoder::create(reader.fields().joined("Content-Encoding"), allowed);
            if (!decoder) {
                co_return FetchError(FetchFault::kCoding, decoder.error().message);
            }
            body.emplace(std::move(*decoder), context.workers);
        }
        answer.wire_bytes += piece.size();
        if (!piece.empty()) {
            const auto decoded = co_await body->take(std::move(piece));
            if (!decoded) {
                co_return FetchError(fault_of(decoded.error().kind), decoded.error().message);
            }
        }
    }
    answer.status = reader.status();
    answer.fields = reader.fields();
    answer.notes = reader.notes();
    if (body) {
        const auto finished = body->finish();
        if (!finished) {
            co_return FetchError(fault_of(finished.error().kind), finished.error().message);
        }
        answer.body = body->release();
        answer.notes.insert(answer.notes.end(), body->notes().begin(), body->notes().end());
    }
    if (reader.has_excess()) {
        answer.notes.emplace_back("bytes behind the response were ignored");
    } else if (connection->is_secure() && reader.is_complete()) {
        answer.connection = std::move(connection);
    }
    co_return answer;
}

}  // namespace

net::awaitable<Result<Answer, FetchError>> exchange(const ExchangeContext& context, Ask ask) {
    auto addresses =
        co_await allowed_addresses(context, ask.target.url.host, ask.any_address, ask.deadline);
    if (!addresses) {
        co_return addresses.error();
    }
    const auto in_line = Clock::now();
    const auto slot = co_await context.slots.take(addresses->front());
    const auto waited = Clock::now() - in_line;
    ask.deadline += waited;
    auto opened = co_await open(context, std::move(*addresses), ask.target.url, ask.deadline);
    if (!opened) {
        co_return opened.error();
    }
    const auto connection = *opened;
    http::Fields fields;
    fields.add("Host", host_field(ask.target.url));
    for (const auto& field : ask.fields.all()) {
        fields.add(field.name, field.value);
    }
    auto request = http::render_get(ask.target.url.target, fields);
    const auto write_deadline = std::min(ask.deadline, Clock::now() + context.limits.first_byte);
    const auto failure = co_await connection->write(std::move(request), write_deadline);
    if (connection->timed_out()) {
        co_return FetchError(FetchFault::kTimeout, "the request could not be sent in time");
    }
    if (failure == net::error::operation_aborted) {
        co_return cancelled();
    }
    if (failure) {
        co_return FetchError(
            FetchFault::kProtocol, fmt::format("connection lost: {}", failure.message())
        );
    }
    auto answer = co_await read_answer(context, connection, ask.deadline);
    if (answer) {
        answer->address = connection->peer_address();
        answer->waited = waited;
    }
    co_return answer;
}

}  // namespace wireroom::fetch
