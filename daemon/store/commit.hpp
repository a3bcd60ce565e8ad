#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/store.hpp"

namespace wireroom::store {

/// Decides and writes one poll inside the caller's transaction. See Store::commit.
PollReport commit_poll(Connection& connection, TextCodec& codec, PollCommit poll);

}  // namespace wireroom::store
