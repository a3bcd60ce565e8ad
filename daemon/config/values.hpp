#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::config {

/// `250ms`, `5s`, `10m`, `1h`, `30d`: a whole number and a unit. Nothing for anything else, or
/// beyond 100 years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The same in that notation, in the largest unit that leaves a whole number. Not negative.
std::string format_duration(std::chrono::milliseconds duration);

/// A decimal number without sign or padding, at most 18 digits.
std::optional<std::int64_t> parse_whole(std::string_view text);

struct Network {
    std::string text;        ///< `10.0.0.0/8`; IPv6 in canonical form
    bool host_bits = false;  ///< the text named an address inside of it; `text` has them cleared
};

/// An IPv4 or IPv6 network in CIDR notation, or a single address. Nothing for anything else.
std::optional<Network> parse_network(std::string_view text);

/// A lower-case ASCII host name or address: letters, digits and `.-_:`.
bool is_host(std::string_view text);

/// The longest duration that any key accepts.
inline constexpr std::chrono::days kLongest{365};

/// `[a-z0-9-]{1,64}`.
bool is_feed_name(std::string_view text);

}  // namespace wireroom::config
