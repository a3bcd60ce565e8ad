#pragma once

#include "model/feed.hpp"

#include <string>
#include <string_view>

namespace wireroom::store {

/// `feed.dedup`: a JSON object of those pins that are not what they are by default, so that equal
/// pins are equal bytes.
std::string encode_pins(const model::DedupPins& pins);

/// Members and values that are not known are as if they were not there: an older program may open
/// what a newer one wrote. @throws StoreError naming `row` when the text is no JSON object.
model::DedupPins decode_pins(std::string_view text, std::string_view row);

}  // namespace wireroom::store
