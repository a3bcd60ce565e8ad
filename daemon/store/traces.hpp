#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <vector>

namespace wireroom::store {

/// Takes away what rows of other stories, of feeds and of the log hold of these, which are about to
/// be removed: their addresses and guids in the events of sightings, what reasons say of them, the
/// lines of theirs that furniture is shown by. To be called while their own rows are still there,
/// inside the caller's transaction. Reads the log and all decisions once.
void drop_traces(
    Connection& connection, TextCodec& codec, const std::vector<std::int64_t>& leaving
);

}  // namespace wireroom::store
