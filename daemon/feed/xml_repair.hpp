#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"
#include "feed/xml_faults.hpp"

#include <string>
#include <string_view>

namespace wireroom::feed {

/// The stage behind the strict one: rewrites broken XML text into well-formed XML that loses as
/// little as possible. Decodes HTML's named references, takes a bare `&` or `<` literally, quotes
/// and cuts attributes, drops end tags that close nothing, closes what a parent's end tag, the next
/// item or the end of the document leaves open, flattens elements below `limits.max_depth`, and
/// drops what the end of the document cuts: only complete items count. Each repair is noted in
/// `faults`, at its offset in `text`. One pass, linear time, no recursion; the result may be larger
/// than the text by a small factor.
std::string repair_xml(std::string_view text, const Limits& limits, XmlFaults& faults);

/// The same, with what was repaired as lines in `problems`.
std::string repair_xml(std::string_view text, const Limits& limits, Problems& problems);

}  // namespace wireroom::feed
