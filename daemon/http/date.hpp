#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wireroom::http {

/// Parses an HTTP-date in any of its three forms (RFC 9110 section 5.6.7): IMF-fixdate, RFC 850 and
/// asctime, the name of the day unread, the zone GMT, UTC, Z, +0000 or absent.
/// @param now  a two-digit year more than 50 years ahead of it is one of the past century.
/// @return nothing for anything else: `0`, `-1`, other zones, dates that no calendar has.
std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now);

/// `Fri, 11 Apr 2025 08:00:00 GMT`: IMF-fixdate (RFC 9110 section 5.6.7), fractions cut off. Years
/// outside 0000–9999 are clamped to that range.
std::string format_http_date(Timestamp time);

}  // namespace wireroom::http
