#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace wireroom::feed {

/// What a zone's name adds to UTC (RFC 822 section 5.1 and the names that feeds use besides),
/// without regard to case.
/// @return nothing for unknown names, military letters among them: RFC 2822 section 4.3 reads those
/// as unknown.
std::optional<std::chrono::minutes> zone_offset(std::string_view text);

/// 1 to 12 for the beginning of a month's name in English, German, French, Spanish, Italian, Dutch
/// or Portuguese.
std::optional<int> month_number(std::string_view text);

}  // namespace wireroom::feed
