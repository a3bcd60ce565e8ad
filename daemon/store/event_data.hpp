#pragma once

// What a row of the event log tells besides what it refers to: a JSON object in its column `data`.

#include "base/time.hpp"
#include "dedup/decide.hpp"

#include <optional>
#include <string>

namespace wireroom::store {

/// `data` of `story.sighted`.
std::string sighting_data(
    const std::string& feed, const std::string& url, const std::string& guid, dedup::Rung by
);
/// `data` of `story.revised`: the number of the revision that was current.
std::string previous_data(int previous);
/// One member: `into` of `story.merged`, `from` of `story.split`, `reason` of `story.removed`.
std::string member_data(const char* name, const std::string& value);
/// `data` of `story.reverted`: the number of the revision that is current again.
std::string reverted_data(int revision);
/// `data` of `feed.moved`; credentials in the URLs are masked.
std::string moved_data(const std::string& from, const std::string& to);

/// `data` of `monitor.matched`, or of `monitor.unmatched` without `first`.
/// @param previous the revision that was current before, when a change of the text is what
/// happened;
///                 else 0 (a new story, another feed).
/// @param copy_of public id of the first story of the cluster, of which the monitor has told
///                already; else empty.
std::string monitor_data(
    const std::string& monitor, std::optional<bool> first, int previous, const std::string& copy_of
);

/// What `feed.failing`, `feed.recovered` and `feed.gone` tell of a row of failures.
struct FailureNote {
    std::string kind;     ///< a name of model::Outcome
    int http = 0;         ///< status; 0 = no answer, left out
    std::string message;  ///< one line
    std::optional<Timestamp> since;
    int failures = 0;
    Timestamp next_poll{};
};
std::string error_data(const FailureNote& note);

}  // namespace wireroom::store
