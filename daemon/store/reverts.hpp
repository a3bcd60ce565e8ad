#pragma once

#include "store/connection.hpp"
#include "store/feed_table.hpp"

#include <cstdint>

namespace wireroom::store {

/// Texts that turned back to an older one, and whether they stay so (`story.reverted`). A cache
/// that flaps between two texts is never told of: an older text has to stand for six hours and
/// three polls, and the same one is told of once. Inside the caller's transaction.

/// A known revision is current again. @param newest number of the story's newest revision
void note_pointed(
    Connection& connection,
    const FeedRow& feed,
    Timestamp now,
    std::int64_t story,
    int revision,
    int newest
);

/// The story has a new revision: what was pending is of the past.
void note_revised(Connection& connection, std::int64_t story);

/// Tells of those that have stood long enough. To be called at every successful poll, after its
/// document was stored; one read of an index that is nearly always empty.
void tell_reverted(Connection& connection, const FeedRow& feed, Timestamp now);

}  // namespace wireroom::store
