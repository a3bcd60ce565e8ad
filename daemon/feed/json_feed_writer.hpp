#pragma once

#include "feed/parse.hpp"

#include <string>

namespace wireroom::feed {

/// The feed as one JSON Feed 1.1 document (one object, no line break at the end), valid for every
/// accepted document: `title` is always a string, every item has a non-empty string `id` (else its
/// URL, else a hash of its content) and `content_html` or `content_text`. Times are RFC 3339 UTC
/// with milliseconds. What JSON Feed has no place for stands in
/// `_wireroom`: format, encoding, hints (ttl in minutes, update_period in seconds, skip_hours,
/// skip_days), complete, deleted (`[{"id","when"}]`), problems.
/// @param raw_html  leave `content_html` as the publisher wrote it, unsanitised: only for looking
/// at feeds.
std::string to_json_feed(const ParsedFeed& feed, bool raw_html);

}  // namespace wireroom::feed
