#pragma once

#include "base/result.hpp"
#include "model/verdict.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace wireroom::protocol {

enum class RequestFault { kSyntax, kMember };
/// Why the body of a request is not understood, in words.
using RequestError = Error<RequestFault>;

/// The body of `POST /v1/monitors/test`.
struct QueryTestRequest {
    std::string query;
    std::chrono::seconds last = std::chrono::days(30);  ///< how far to look back, > 0
    int limit = 50;                                     ///< matches, 1–1,000
};

/// Reads `{"query":"…","last":"30d","limit":50}`; all but `query` may be absent. `last` is a whole
/// number from 1 and a unit: `s`, `min` or `m`, `h`, `d`, `w`; at most a hundred years.
/// Errors: no JSON object, another member, a member of another type or out of its range.
Result<QueryTestRequest, RequestError> parse_query_test(std::string_view body);

/// The body of `POST /v1/reload`.
struct ReloadRequest {
    bool force = false;
};

/// Reads `{"force":true}`, `{}` or nothing at all. Errors: as above.
Result<ReloadRequest, RequestError> parse_reload(std::string_view body);

/// The body of `POST /v1/stories/ID/merge`, `{"into":"ID"}`: the id. Errors: as above.
Result<std::string, RequestError> parse_merge(std::string_view body);

/// The body of `POST /v1/stories/ID/split`: `{"sighting":{"feed","guid","url"}}` with at least one
/// of the three; `{}` or nothing at all is an empty choice. Errors: as above.
Result<model::SightingChoice, RequestError> parse_split(std::string_view body);

}  // namespace wireroom::protocol
