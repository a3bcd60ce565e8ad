#pragma once

#include <string_view>

namespace wireroom::fuzz {

/// Reads a document as `wireroomd` and `wireroom parse` do, and demands:
/// - an error has a message of one line;
/// - every text is valid UTF-8, those of one line without controls, and nothing is over its limit;
/// - the JSON Feed made of it is JSON in UTF-8, and read again it has the same items: ids, titles,
///   links and times;
/// - what workers make of an item (`dedup::prepare`) is safe and stays what it is when sanitised
///   again.
void check_feed(std::string_view document);

}  // namespace wireroom::fuzz
