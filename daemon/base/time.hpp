#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom {

/// An instant of the wall clock, UTC, in milliseconds: what is stored and shown. Deadlines use the
/// steady clock.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970-01-01T00:00:00Z, the form of every `_ms` column.
constexpr std::int64_t to_ms(Timestamp time) {
    return time.time_since_epoch().count();
}

/// The inverse of `to_ms`.
constexpr Timestamp from_ms(std::int64_t ms) {
    return Timestamp(std::chrono::milliseconds(ms));
}

/// `2025-04-11T08:00:00.000Z`: RFC 3339, UTC, always three fraction digits.
/// Years outside 0000–9999 are clamped to that range, because RFC 3339 cannot say them.
std::string format_rfc3339(Timestamp time);

/// Parses an RFC 3339 date-time with any number of fraction digits (those after the third are cut)
/// and any zone.
/// @return nothing for anything else, also for a date that no calendar has. Feeds' looser dates:
/// feed/date.hpp.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// `850 ms`, `42 s`, `5 min`, `2 h`, `3 d`: the largest unit that says it within 10 %, for people.
std::string describe_duration(std::chrono::milliseconds duration);

}  // namespace wireroom
