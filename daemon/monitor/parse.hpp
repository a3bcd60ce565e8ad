#pragma once

#include "monitor/node.hpp"
#include "monitor/query.hpp"

#include <string_view>

namespace wireroom::monitor {

/// Reads a query by the grammar of `Query`; the first fault ends it.
Result<Node, QueryFault> parse(std::string_view query);

}  // namespace wireroom::monitor
