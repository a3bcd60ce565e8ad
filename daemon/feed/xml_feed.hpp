#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"

#include <string_view>

namespace wireroom::feed {

/// Reads an RSS, RDF or Atom document from decoded text. `encoding` and `problems` of the result
/// are left to the caller.
Result<ParsedFeed, ParseError> parse_xml_feed(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
);

}  // namespace wireroom::feed
