#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"

#include <string>
#include <string_view>

namespace wireroom::feed {

/// The stage behind the strict one: rewrites broken XML text into well-formed XML that loses as
/// little as possible. Decodes HTML's named references, takes a bare `&` or `<` literally, quotes
/// and cuts attributes, drops end tags that close nothing, closes what a parent's end tag or the
/// end of the document leaves open, flattens elements below `limits.max_depth`, and drops the last
/// item when the document ends inside of it (if there is another). Each kind of repair is named in
/// `problems`. One pass, linear time, no recursion; the result may be larger than the text by a
/// small factor.
std::string repair_xml(std::string_view text, const Limits& limits, Problems& problems);

}  // namespace wireroom::feed
