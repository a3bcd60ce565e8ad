#pragma once

#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace wireroom::fetch {

/// Parses an HTTP-date in any of its three forms (RFC 9110 section 5.6.7): IMF-fixdate, RFC 850 and
/// asctime, the name of the day unread, the zone GMT, UTC, Z, +0000 or absent.
/// @param now  a two-digit year more than 50 years ahead of it is one of the past century.
/// @return nothing for anything else: `0`, `-1`, other zones, dates that no calendar has.
std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now);

}  // namespace wireroom::fetch
