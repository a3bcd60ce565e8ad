#pragma once

#include "model/feed.hpp"
#include "store/connection.hpp"

#include <vector>

namespace wireroom::store {

/// Brings the feed table into line with the configuration inside the caller's transaction, with
/// the events `feed.added`, `feed.removed` and `feed.moved`. Writes nothing for a feed that is as
/// it should be. See Store::configure. @return whether a feed that was there before has another
/// name or other groups now
bool configure_feeds(
    Connection& connection, const std::vector<model::FeedSpec>& specs, Timestamp now
);

}  // namespace wireroom::store
