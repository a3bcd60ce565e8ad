#pragma once

#include "serve/archive.hpp"
#include "serve/message.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <variant>

namespace wireroom::serve {

/// What of `/v1/status` the archive does not know.
struct DaemonStatus {
    bool running = false;  ///< false when the client reads the store itself
    Timestamp started{};
    int streams = 0;  ///< open event streams
    int polls_in_flight = 0;
    std::optional<Timestamp> next_poll;
    std::string next_poll_feed;
};

/// A request for `/v1/events`, checked against the log: the cursor is of this store and within it.
struct EventStream {
    EventQuery query;  ///< `after` is where to start
    bool follow = false;
    std::optional<int> limit;      ///< events in all, then the end
    std::chrono::seconds wait{0};  ///< long poll: hold an empty answer back this long
    std::chrono::seconds heartbeat{15};
    std::int64_t gap_from =
        -1;  ///< ≥ 0: `stream.gap` from here to `query.after` comes first (`on_gap=skip`)
    std::string epoch;
};

using Answer = std::variant<Reply, EventStream>;

/// Routes one request: pure but for what it asks of the archive. Unknown paths 404, other methods
/// 405 with `Allow`, unknown or malformed query parameters 400, a bad cursor 410: always
/// application/problem+json (RFC 9457).
Answer answer(const Request& request, Archive& archive, const DaemonStatus& status);

}  // namespace wireroom::serve
