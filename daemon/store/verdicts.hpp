#pragma once

#include "model/verdict.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/monitor_table.hpp"
#include "store/sketches.hpp"
#include "store/story_group.hpp"

#include <string>
#include <vector>

namespace wireroom::store {

/// Operators' verdicts about stories, each inside the caller's transaction, with its event. What is
/// refused writes nothing.

/// Those who look at stories, and what they read them with. Outlives the call.
struct Monitors {
    TextCodec& codec;
    const std::vector<Watch>& watches;
};

/// An answer to a verdict that is not carried out.
model::VerdictResult refused(model::VerdictResult::Status status, std::string message);
/// For a story that is not there: removed, or never known.
model::VerdictResult not_there(Connection& connection, const std::string& public_id);

/// `request.story` goes into `request.into`, or whatever that one was merged into. Only the pointer
/// is written: keys, texts, sightings, matches stay with the row they belong to, so that a split
/// brings back what was. Stories that were merged into it come along. Monitors that look at feeds
/// take note of both silently.
model::VerdictResult merge_stories(
    Connection& connection,
    const Monitors& monitors,
    const model::VerdictRequest& request,
    Timestamp now
);

/// Without a sighting the story comes out of the one that it was merged into, and with it what had
/// been merged into it before. A sighting that came with a merged story does the same for that one;
/// any other becomes a story of its own. Monitors take note of both silently.
model::VerdictResult split_story(
    Connection& connection,
    Sketches& sketches,
    const Monitors& monitors,
    const model::VerdictRequest& request,
    Timestamp now
);

/// Writes down what was decided, for `explain`. @param kind `merge` or `split`
void save_verdict(
    Connection& connection, const char* kind, std::int64_t story, std::int64_t other, Timestamp now
);

}  // namespace wireroom::store
