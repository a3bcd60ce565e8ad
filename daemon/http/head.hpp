#pragma once

#include "base/result.hpp"
#include "http/fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::http {

enum class HttpFault {
    kProtocol,  ///< not HTTP/1.x, contradictory, or cut short
    kTooLarge,  ///< head, number of fields or body over its limit
};
using HttpError = Error<HttpFault>;

/// The head of a response, read as leniently as user agents do and as strictly as framing demands.
struct ResponseHead {
    std::string
        status_line;  ///< without its reason phrase, whose bytes nobody needs: `HTTP/1.1 200 `
    Fields fields;    ///< those that can be used
    std::vector<std::string> notes;
};

/// Finds the end of a head: the index behind the first empty line; npos when it is not there yet.
/// @param from a former call's size of `bytes`, so that nothing is looked at twice; 0 at first.
std::size_t find_head_end(std::string_view bytes, std::size_t from);

/// Reads a complete head (up to and including its empty line).
///
/// Tolerated (RFC 9112 sections 2.2 and 5.2, and what servers do): bare LF, folded lines, lines
/// that are no field (dropped, noted), control characters in values (a space instead; ETag and
/// Last-Modified with them are dropped, because they could not be sent back), a missing reason
/// phrase. Content-Length beside Transfer-Encoding is dropped (section 6.3). Errors: kTooLarge
/// (more than `max_fields`), kProtocol (a transfer coding other than one final chunked). The status
/// line is not judged here.
Result<ResponseHead, HttpError> read_head(std::string_view head, std::size_t max_fields);

}  // namespace wireroom::http
