#pragma once

#include "model/story.hpp"
#include "protocol/json_writer.hpp"
#include "protocol/story.hpp"

namespace wireroom::protocol {

/// Writes a story as one value.
void write_story(JsonWriter& json, const model::Story& story, const StoryParts& parts);

/// Writes `{"kind","material","why","fields","note","words","paragraphs"}`; `note` only when there
/// is one.
void write_change(JsonWriter& json, const model::Change& change);

}  // namespace wireroom::protocol
