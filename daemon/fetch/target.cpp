#include "fetch/target.hpp"

#include "base/text.hpp"

#include <boost/asio/ip/address_v6.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wireroom::fetch {
namespace {

// https://fetch.spec.whatwg.org/#port-blocking, sorted.
constexpr auto kBlockedPorts = std::to_array<std::uint16_t>({
    0,    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,    25,
    37,   42,   43,   53,   69,   77,   79,   87,   95,   101,  102,  103,  104,   109,
    110,  111,  113,  115,  117,  119,  123,  135,  137,  139,  143,  161,  179,   389,
    427,  465,  512,  513,  514,  515,  526,  530,  531,  532,  540,  548,  554,   556,
    563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049, 3659,  4045,
    4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
});
static_assert(std::ranges::is_sorted(kBlockedPorts));

TargetFault fault_of(UrlFault fault) {
    switch (fault) {
        case UrlFault::kScheme:
            return TargetFault::kScheme;
        case UrlFault::kTooLong:
            return TargetFault::kTooLong;
        default:
            return TargetFault::kUrl;
    }
}

/// The host is percent-decoded when we get it, so it may hold any byte; it goes into a Host field
/// and to the resolver.
bool is_sendable_host(const std::string& host) {
    if (host.find(':') != std::string::npos) {
        boost::system::error_code error;
        boost::asio::ip::make_address_v6(host, error);
        return !error && host.find('%') == std::string::npos;
    }
    return host.size() <= 253 && host.front() != '.' && std::ranges::all_of(host, [](char c) {
               return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.' || c == '_';
           });
}

}  // namespace

bool is_blocked_port(std::uint16_t port) {
    return std::ranges::binary_search(kBlockedPorts, port);
}

Result<Target, TargetError> make_target(std::string_view url, std::size_t max_bytes) {
    if (url.size() > max_bytes) {
        return TargetError(
            TargetFault::kTooLong,
            fmt::format("URL of {} bytes; at most {} are followed", url.size(), max_bytes)
        );
    }
    auto parsed = parse_http_url(url);
    if (!parsed) {
        return TargetError(fault_of(parsed.error().kind), parsed.error().message);
    }
    if (!is_sendable_host(parsed->host)) {
        return TargetError(
            TargetFault::kUrl, fmt::format("'{}' is not a host name", printable(parsed->host))
        );
    }
    if (is_blocked_port(parsed->port)) {
        return TargetError(
            TargetFault::kPort,
            fmt::format("port {} belongs to another protocol and is never asked", parsed->port)
        );
    }
    auto text = origin(*parsed) + parsed->target;
    return Target{std::move(*parsed), std::move(text)};
}

Result<Target, TargetError> redirect_target(
    const Target& from, std::string_view location, std::size_t max_bytes
) {
    if (location.size() > max_bytes) {
        return TargetError(
            TargetFault::kTooLong,
            fmt::format("Location of {} bytes; at most {} are followed", location.size(), max_bytes)
        );
    }
    const auto resolved = resolve_url(from.text, location);
    if (!resolved) {
        return TargetError(
            TargetFault::kUrl, fmt::format("Location '{}' is not a URL", printable(location))
        );
    }
    auto target = make_target(*resolved, max_bytes);
    if (!target) {
        return target.error();
    }
    if (from.url.secure && !target->url.secure) {
        return TargetError(
            TargetFault::kDowngrade, fmt::format("from https to {}", printable(target->text))
        );
    }
    target->url.userinfo.clear();
    return target;
}

}  // namespace wireroom::fetch
