#pragma once

#include "base/result.hpp"
#include "base/url.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wireroom::fetch {

enum class TargetFault { kUrl, kScheme, kPort, kDowngrade, kTooLong };
using TargetError = Error<TargetFault>;

/// A URL that may be asked for: its parts, and its text without fragment and userinfo, which is
/// what the world is told.
struct Target {
    HttpUrl url;
    std::string text;
};

/// Checks a URL: http or https, a host that can be written into a Host field (ASCII letters,
/// digits, `-._`, or an IPv6 literal), at most `max_bytes`, and no port that the Fetch standard
/// blocks.
Result<Target, TargetError> make_target(std::string_view url, std::size_t max_bytes);

/// Where a redirect leads: `location` resolved against `from`; userinfo and fragment dropped;
/// checked like every URL, and refused from https to http (kDowngrade).
Result<Target, TargetError> redirect_target(
    const Target& from, std::string_view location, std::size_t max_bytes
);

/// True for the ports of other protocols that a browser refuses ("port blocking" in the Fetch
/// standard).
bool is_blocked_port(std::uint16_t port);

}  // namespace wireroom::fetch
