#pragma once

#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace wireroom::feed {

/// Reads a date as feeds write it: RFC 822/2822/850 with named or numeric zones, RFC 3339 and the
/// W3C profile of ISO 8601 with parts missing, asctime, American order with AM/PM, month names of
/// several languages. A named zone has its real offset (EST is −5 h); without a zone it is UTC.
/// Character references are decoded first.
/// @return nothing when it is unreadable or means "no date": before 1990, which includes the year 1
/// and the epoch.
std::optional<Timestamp> parse_date(std::string_view text);

}  // namespace wireroom::feed
