#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/monitor_table.hpp"

#include <vector>

namespace wireroom::store {

/// Whether `match_backlog` has anything to do.
bool has_backlog(Connection& connection, const std::vector<Watch>& watches);

/// One step through the backlog inside the caller's transaction: see Store::match_backlog. Moves
/// the monitors' positions on, here and in the database. @return whether there is more to do
bool match_backlog_step(
    Connection& connection, TextCodec& codec, std::vector<Watch>& watches, int limit
);

}  // namespace wireroom::store
