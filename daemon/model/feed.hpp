#pragma once

#include "base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::model {

/// A feed's identity for ever, whatever its name and URL become. The row id in the store; never 0
/// for a real feed.
enum class FeedId : std::int64_t {};

/// What a server or a document asks of those who poll it. Nothing is clamped here; the schedule
/// does that.
struct PollHints {
    std::optional<std::chrono::seconds>
        fresh_for;  ///< max-age − Age, or Expires − Date (RFC 9111 section 4.2)
    std::optional<std::chrono::seconds> retry_after;  ///< from a 429, 503 or 3xx
    std::optional<std::chrono::seconds> ttl;          ///< RSS 2.0 `ttl`
    std::optional<std::chrono::seconds>
        update_period;            ///< `sy:updatePeriod` ÷ `sy:updateFrequency`
    std::vector<int> skip_hours;  ///< 0–23, GMT
    std::vector<int> skip_days;   ///< 0 = Sunday … 6 = Saturday, GMT
};

/// What the operator says about the worth of a feed's keys, instead of what is learned.
struct DedupPins {
    enum class Key { kAuto, kTrust, kIgnore };
    Key guid = Key::kAuto;
    Key link = Key::kAuto;
    bool near = true;     ///< the same outlet's nearly equal texts may be one story
    bool cluster = true;  ///< other outlets' nearly equal texts are copies

    bool operator==(const DedupPins&) const = default;
};

/// One subscription as the configuration states it.
struct FeedSpec {
    std::string name;  ///< `[a-z0-9-]{1,64}`
    std::string url;   ///< absolute http(s) URL, host in ASCII
    std::vector<std::string> groups;
    std::optional<std::chrono::seconds>
        interval;  ///< the operator's, replaces the adaptive interval and the floor
    DedupPins dedup;
};

/// How a poll ended, as the schedule and the health of a feed see it.
enum class Outcome {
    kUpdated,       ///< 200 and something in it was new
    kUnchanged,     ///< 304, or 200 with nothing new
    kClientError,   ///< 4xx other than the following, and documents that are no feed
    kForbidden,     ///< 401, 403
    kRateLimited,   ///< 429
    kGone,          ///< 410, or JSON Feed `expired`
    kServerError,   ///< 5xx
    kNetworkError,  ///< no answer: connect, TLS, time-out, broken message
    kDnsError,      ///< the name did not resolve
};

enum class FeedState { kNew, kOk, kFailing, kGone, kRetired };

/// Why the next poll is when it is: the first of these that decided.
enum class DueReason {
    kNever,       ///< not polled yet: at once
    kInterval,    ///< the operator's interval
    kFloor,       ///< the polite minimum
    kRhythm,      ///< the feed's own rhythm of new stories
    kFreshness,   ///< the answer is still fresh
    kTtl,         ///< the document's ttl or syndication module
    kRetryAfter,  ///< the server said so
    kBackoff,     ///< after failures
    kSkipHours,   ///< pushed out of skipHours or skipDays
    kGone,        ///< one confirmation a week after a 410
    kSpread,      ///< overdue after a restart, spread over five minutes
};

/// `auto`, `trust`, `ignore`.
const char* name_of(DedupPins::Key key);
const char* name_of(FeedState state);
const char* name_of(DueReason reason);
const char* name_of(Outcome outcome);

/// The durable schedule of one feed: what must survive a restart so that politeness does.
struct ScheduleState {
    Timestamp next_due{};
    DueReason reason = DueReason::kNever;
    int failures = 0;                        ///< in a row
    std::optional<Timestamp> failing_since;  ///< of the first failure of the row
    std::int64_t polls = 0;                  ///< attempts ever, seeds the jitter
    std::chrono::seconds mean_gap{0};   ///< EWMA of the gaps between first sightings; 0 = unknown
    std::optional<Timestamp> last_new;  ///< when something new was last seen
    PollHints hints;                    ///< remembered across a 304
};

/// Everything the store knows of a feed: configuration, health, schedule and validators.
struct Feed {
    FeedId id{};
    FeedSpec spec;
    FeedState state = FeedState::kNew;
    std::string title;            ///< the publisher's
    std::string home_page_url;    ///< the publisher's
    std::string etag;             ///< opaque bytes exactly as received; empty = none
    std::string last_modified;    ///< likewise
    std::uint64_t body_hash = 0;  ///< XXH3 of the last parsed body; 0 = none
    std::optional<Timestamp> last_poll;
    std::optional<Timestamp> last_success;
    int last_status = 0;     ///< HTTP status of the last poll; 0 = no answer
    std::string last_error;  ///< one line; empty after a success
    ScheduleState schedule;
    std::int64_t stories = 0;  ///< with a sighting in this feed
    std::string guid_mode;     ///< what its guids have turned out to be worth: `trusted`,
                               ///< `duplicated`, `volatile`, `recycled`
    std::string link_mode;     ///< and its links: `unique`, `shared`, `home`
};

}  // namespace wireroom::model
