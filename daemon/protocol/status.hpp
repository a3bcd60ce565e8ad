#pragma once

#include "base/time.hpp"
#include "model/event.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::protocol {

/// What `/v1/status` tells.
struct Status {
    bool running = false;              ///< a daemon answers
    std::optional<Timestamp> started;  ///< of the daemon
    Timestamp now{};
    model::Cursor head;
    model::Cursor oldest;  ///< the earliest place that can be read from
    std::int64_t feeds = 0;
    std::int64_t failing = 0;
    std::int64_t stories = 0;
    std::int64_t revisions = 0;
    std::int64_t events = 0;
    std::int64_t monitors = 0;
    int streams = 0;
    int polls_in_flight = 0;
    std::string trouble;  ///< why nothing is polled, in words; left out when empty
    std::optional<Timestamp> offline_since;  ///< no host could be reached since then
    std::optional<Timestamp> next_poll;
    std::string next_poll_feed;
};

/// `{"version","running","started","uptime","time","epoch","head","oldest","feeds":{"total",
/// "failing"},"stories","revisions","events","monitors","streams","polls_in_flight","trouble",
/// "offline_since","next_poll":{"time","feed"}}`; `uptime` in seconds, `head` and `oldest` are
/// cursors to read events after; `offline_since` is absent while the machine is online.
std::string render_status(const Status& status);

/// RFC 9457 problem details: `{"type":"about:blank","title","status","detail", …}`.
/// @param extra further members, rendered as strings.
std::string render_problem(
    int status,
    std::string_view detail,
    const std::vector<std::pair<std::string, std::string>>& extra = {}
);

/// The reason phrase of an HTTP status (RFC 9110 section 15), `Unknown` for others.
std::string_view reason_phrase(int status);

}  // namespace wireroom::protocol
