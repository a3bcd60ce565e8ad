#pragma once

#include "feed/json_faults.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom::feed {

/// Rewrites text that is nearly JSON into JSON, in one pass: for documents that a strict parser
/// refused. Reads the outermost object, whatever stands around it; closes what is open; takes
/// literally what cannot be meant otherwise. Of a document that ends too early only what is
/// complete counts: the element of `items` that is cut is dropped, or the cut member of the feed.
/// Each repair is noted in `faults`. Linear in the text; memory is the text's and `max_depth`.
/// @param text       valid UTF-8.
/// @param max_depth  most levels of objects and arrays.
/// @return JSON whose outermost value is an object; nothing without a `{`, or with more levels.
std::optional<std::string> repair_json(
    std::string_view text, std::size_t max_depth, JsonFaults& faults
);

/// True for text that does not begin as JSON but has a JSON Feed in it: in a call (`f({…});`), or
/// behind other text.
bool wraps_json_feed(std::string_view text);

/// True for text that begins as mark-up and ends as a JSON Feed: behind a warning in HTML. A page
/// that shows one ends otherwise.
bool ends_as_json_feed(std::string_view text);

}  // namespace wireroom::feed
