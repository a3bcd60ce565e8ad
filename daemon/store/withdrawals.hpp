#pragma once

#include "store/connection.hpp"
#include "store/feed_table.hpp"
#include "store/presence.hpp"
#include "store/store.hpp"

#include <vector>

namespace wireroom::store {

/// Stories that their publisher took back. All inside the caller's transaction; each story is told
/// of once (`story.withdrawn`), by the feed that was the last to carry it, and no sooner than no
/// feed does. A story that returns is as if nothing had been (`StoryWriter::bring_back`).

/// Sightings that vanished at an earlier poll and are still gone: what a second answer without them
/// confirms, the same document or another. To be called at every successful poll but those of an
/// emptied feed; one read of an index that is nearly always empty. @return how many stories were
/// withdrawn
int confirm_vanished(Connection& connection, const FeedRow& feed, Timestamp now);

/// What this document takes back: the entries that it names as deleted (RFC 6721), all that left it
/// when it says that it is complete (RFC 5005); at once. An item that vanished from the midst of a
/// dated feed, where newer and older ones stayed, only comes under suspicion. After
/// `save_presence`. @return how many stories were withdrawn
int find_withdrawn(
    Connection& connection,
    const FeedRow& feed,
    Timestamp now,
    const PollDocument& document,
    const Presence& presence,
    const std::vector<PlacedItem>& placed
);

}  // namespace wireroom::store
