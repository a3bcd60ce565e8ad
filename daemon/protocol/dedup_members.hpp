#pragma once

#include "model/feed.hpp"
#include "protocol/json_writer.hpp"

namespace wireroom::protocol {

/// Writes `{"guid","link","near","cluster"}` with only those that are pinned: `trust` or `ignore`
/// for keys, `off` for the others.
void write_dedup_pins(JsonWriter& json, const model::DedupPins& pins);

}  // namespace wireroom::protocol
