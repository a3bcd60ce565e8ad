#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::serve {

/// One request to the API, whichever way it came: over a socket, or from the client reading the
/// store itself.
struct Request {
    std::string method = "GET";
    std::string path;  ///< decoded, without the query: `/v1/stories/abc`
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
    std::string last_event_id;                               ///< `Last-Event-ID` header
    std::string if_none_match;                               ///< `If-None-Match` header
    std::string if_modified_since;                           ///< `If-Modified-Since` header
    std::string body;                                        ///< at most 1 MiB
    bool operator_socket = false;                            ///< came over operator.sock
};

/// Splits a request target (origin-form) into path and query, percent-decoding both.
/// @return false when the target is not origin-form or has broken escapes.
bool parse_target(std::string_view target, Request& request);

/// `text` for use in a path segment or query value (RFC 3986 section 2.1).
/// @param plain  what stays as it is besides ASCII letters and digits
std::string percent_encode(std::string_view text, std::string_view plain = "-._~");

/// A complete answer. Streams (`/v1/events`) are not replies: see `EventStream`.
struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

}  // namespace wireroom::serve
