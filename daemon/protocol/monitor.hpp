#pragma once

#include "model/monitor.hpp"
#include "model/story.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::protocol {

/// `{"name","query","on":[…],"added","stories","last_matched","complete"}`; `last_matched` only
/// when it ever did.
std::string render_monitor(const model::Monitor& monitor);

/// A story that a topic query finds.
struct QueryMatch {
    model::Story story;  ///< without content; as of the matching revision
    Timestamp time{};
    bool initial = false;
};

/// What a topic query would have found.
struct QueryMatches {
    std::string query;
    Timestamp since{};
    std::vector<QueryMatch> matches;
    std::int64_t looked_at = 0;        ///< revisions
    std::optional<Timestamp> back_to;  ///< set when the look ended early
};

/// `{"query","since","matches":[{"time","revision","initial","story":{…}}],"looked_at","back_to"}`;
/// `back_to` only when the look ended early; stories have neither content nor sightings.
std::string render_query_matches(const QueryMatches& found);

}  // namespace wireroom::protocol
