#pragma once

#include "model/feed.hpp"

#include <string>
#include <string_view>

namespace wireroom::protocol {

/// A feed as JSON: configuration and health. Always there: `id`, `name`, `url`, `groups`, `state`,
/// `title`, `home_page_url`, `polls`, `failures`, `stories`, `next_poll_reason`, `dedup`
/// (`{"guid","link","pins"}`: what its keys are worth, and what is pinned); absent when unknown or
/// none: `interval` (seconds), `last_poll`, `last_success`, `next_poll` (retired and gone feeds
/// have none), `next_poll_why`, `last_status`, `last_error`, `failing_since`, `last_new`,
/// `mean_gap` (seconds), `etag`, `last_modified`. Passwords in URLs read `***`.
/// @param why the sentence for `next_poll_why`; may be empty.
std::string render_feed(const model::Feed& feed, std::string_view why = {});

}  // namespace wireroom::protocol
