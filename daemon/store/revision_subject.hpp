#pragma once

#include "monitor/query.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"

#include <cstdint>

namespace wireroom::store {

/// What a topic query looks at, as stored: title, text and tags of one revision. A damaged or
/// purged text counts as empty: it must not keep a feed from being polled or the backlog from
/// being finished.
monitor::Subject load_subject(
    Connection& connection, TextCodec& codec, std::int64_t story, int number
);

/// Adds the names of the feeds that carry or carried the story, and their groups.
void load_subject_feeds(Connection& connection, std::int64_t story, monitor::Subject& subject);

}  // namespace wireroom::store
