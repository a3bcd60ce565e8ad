#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"

#include <string_view>

namespace wireroom::feed {

/// Reads JSON Feed 1.0 or 1.1 from decoded text. `encoding` and `problems` of the result are left
/// to the caller. Errors: kNotAFeed (other JSON), kTooDeep, kBroken (not JSON).
Result<ParsedFeed, ParseError> parse_json_feed(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
);

}  // namespace wireroom::feed
