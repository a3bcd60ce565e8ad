#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/monitor_table.hpp"
#include "store/sketches.hpp"
#include "store/store.hpp"

#include <vector>

namespace wireroom::store {

/// Decides and writes one poll inside the caller's transaction. See Store::commit.
/// @param watches the monitors in force
PollReport commit_poll(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::vector<Watch>& watches,
    PollCommit poll
);

}  // namespace wireroom::store
