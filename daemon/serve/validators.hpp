#pragma once

#include "base/time.hpp"
#include "serve/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wireroom::serve {

/// Whether a list of entity tags (`If-None-Match`, RFC 9110 section 13.1.2) has `etag`, compared
/// weakly, or is `*`. What follows a syntax error is not read.
bool lists_etag(std::string_view list, std::string_view etag);

/// What a client may be told of a document that changed last at `updated`, for its next
/// `If-Modified-Since`. HTTP counts in seconds, and a second that is not over may change it again:
/// then the second before is told, so that the client asks once too often rather than never again.
Timestamp last_modified(Timestamp updated, Timestamp now);

/// A document under its validators: a strong `ETag` over its bytes and, with `updated`,
/// `Last-Modified`. 304 without it when the client has it already: `If-None-Match` decides, and
/// `If-Modified-Since` only without it (RFC 9110 section 13.2.2).
Reply conditional(
    const Request& request,
    std::string_view content_type,
    std::string body,
    std::optional<Timestamp> updated,
    Timestamp now
);

}  // namespace wireroom::serve
