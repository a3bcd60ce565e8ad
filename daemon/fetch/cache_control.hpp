#pragma once

#include "base/time.hpp"
#include "http/fields.hpp"
#include "model/feed.hpp"

#include <chrono>

namespace wireroom::fetch {

/// No hint of a server holds longer.
inline constexpr std::chrono::seconds kMaxHint = std::chrono::days(7);

/// What an answer's header asks of those who poll: `fresh_for` and `retry_after`; nothing else is
/// set.
///
/// Freshness (RFC 9111 section 4.2, as a private cache: s-maxage is not for us): the first valid
/// max-age, else Expires − Date, less Age; 0 when it is stale already, when it must be validated
/// each time (no-cache, no-store) or when what it says is invalid; absent when the answer says
/// nothing. Retry-After (RFC 9110 section 10.2.3) is read from a 429, 503 or 3xx, in seconds or as
/// a date, which counts from the answer's own Date; absent when it is garbage or not in the future.
/// Both are at most `kMaxHint`.
/// @param now stands in for a missing Date.
model::PollHints hints_of(int status, const http::Fields& fields, Timestamp now);

}  // namespace wireroom::fetch
