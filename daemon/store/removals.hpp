#pragma once

#include "model/verdict.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/sketches.hpp"

#include <string>

namespace wireroom::store {

/// Removes a story, and those that were merged into it, inside the caller's transaction: texts,
/// names, addresses, guids, everything that was made of them. What stays: the ids, that they were
/// removed and when, the bare rows of the log, and hashes of the keys that keep the story from
/// coming back. Copies of it at other outlets stay; the oldest of them becomes the first of their
/// cluster.
/// Other stories may have the same text: the answer names them.
model::VerdictResult forget_story(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::string& public_id,
    Timestamp now
);

}  // namespace wireroom::store
