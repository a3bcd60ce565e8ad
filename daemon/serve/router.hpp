#pragma once

#include "model/verdict.hpp"
#include "serve/archive.hpp"
#include "serve/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wireroom::serve {

/// What of `/v1/status` the archive does not know.
struct DaemonStatus {
    bool running = false;  ///< false when the client reads the store itself
    Timestamp started{};
    int streams = 0;  ///< open event streams
    int polls_in_flight = 0;
    std::string trouble = {};  ///< why nothing is polled, in words; empty when all is well
    std::optional<Timestamp> offline_since;  ///< no host could be reached since then
    std::optional<Timestamp> next_poll;
    std::string next_poll_feed;
    Timestamp now{};
};

/// Events that a client asked for and that are not there any more.
struct EventGap {
    std::string from;    ///< the cursor as the client said it
    std::string reason;  ///< `retention` or `epoch`
};

/// A request for `/v1/events`, checked against the log: the cursor is of this store and within it.
struct EventStream {
    EventQuery query;  ///< `after` is where to start
    bool follow = false;
    std::optional<int> limit;      ///< events in all, 1–1,000, then the end
    std::chrono::seconds wait{0};  ///< long poll: hold an empty answer back this long, ≤ 300
    std::chrono::seconds heartbeat{15};
    std::optional<EventGap> gap;  ///< `on_gap=skip`: a `stream.gap` up to `query.after` comes first
    std::string epoch;
};

/// Poll these feeds now, within the limits of their hosts.
struct RefreshCommand {
    std::vector<std::string> feeds;  ///< names, each of a feed that is polled; empty = all
    /// Hold the answer back until the polls have ended, at most this long; 0 = answer at once.
    std::chrono::seconds wait{0};
};

/// Read the configuration again and apply it.
struct ReloadCommand {
    bool force = false;  ///< also when more than half of the feeds would be retired
};

/// What the daemon is to do: checked, allowed, and not done yet. Its reply comes from
/// `Backend::command`. An operator's verdict about stories is the third: merge, split, forget.
using Command = std::variant<RefreshCommand, ReloadCommand, model::VerdictRequest>;

using Answer = std::variant<Reply, EventStream, Command>;

/// Routes one request: pure but for what it asks of the archive. Unknown paths 404, other methods
/// than the path's 405 with `Allow`, unknown or malformed query parameters and bodies 400, commands
/// over the readers' socket 403, a bad cursor 410: always application/problem+json (RFC 9457).
///
/// | path | body |
/// | --- | --- |
/// | `/v1/status` | protocol::render_status |
/// | `/v1/feeds` `?state=failing,…` | `{"feeds":[…]}` |
/// | `/v1/feeds/ID` (name or number) | protocol::render_feed |
/// | `/v1/stories` `?order=&feed=&group=&tag=&monitor=&since=&until=&limit=&after=&include=` |
///   `{"stories":[…],"next":"/v1/stories?…"}`, `next` absent at the end; a page also ends at 4 MiB
///   |
/// | `/v1/stories/ID` `?include=content,sightings,revisions` | protocol::render_story; without
///   `include` with content and sightings |
/// | `/v1/stories/ID/revisions` | `{"revisions":[…]}`, oldest first |
/// | `/v1/stories/ID/revisions/N` | protocol::render_revision |
/// | `/v1/stories/ID/diff` `?from=&to=&format=json|text` | protocol::render_diff, render_diff_text;
///   without numbers the last two revisions |
/// | `/v1/monitors` | `{"monitors":[…]}`, by name |
/// | `/v1/monitors/NAME` | protocol::render_monitor |
/// | `POST /v1/monitors/test` | protocol::render_query_matches |
/// | `/v1/events` `?after=CURSOR|now|begin&follow=0|1&limit=&wait=&types=&feed=&monitor=&lang=
///   &heartbeat=&include=content&on_gap=skip` | an `EventStream`; without `after` from the
///   beginning, with `follow=1` from now on |
/// | `/feeds/all.atom`, `/feeds/feed/FEED.atom`, `/feeds/group/NAME.atom`,
///   `/feeds/monitor/NAME.atom` `?limit=` | protocol::render_atom; 304 |
/// | `/feeds.opml` | protocol::render_opml; 304 |
/// | `POST /v1/feeds/ID/refresh`, `POST /v1/feeds/refresh` `?wait=` | a `RefreshCommand` |
/// | `POST /v1/reload` | a `ReloadCommand` |
/// | `/v1/stories/ID/explain` | protocol::render_explanation |
/// | `POST /v1/stories/ID/merge`, `POST /v1/stories/ID/split`, `DELETE /v1/stories/ID` | a
///   `model::VerdictRequest` |
/// | `/healthz` | `{"status":"ok"}`, or 503 |
///
/// Throws what the archive throws, but for `/healthz`, which answers 503.
Answer answer(const Request& request, Archive& archive, const DaemonStatus& status);

/// Whether the answer may keep a reader thread for seconds. Such requests have to take turns, or
/// they would keep all of them.
bool takes_long(const Request& request);

/// A complete error answer.
Reply problem(int status, std::string_view detail);

}  // namespace wireroom::serve
