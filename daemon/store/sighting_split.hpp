#pragma once

#include "model/verdict.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/monitor_table.hpp"
#include "store/sketches.hpp"
#include "store/story_group.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::store {

/// A sighting that an operator means.
struct ChosenSighting {
    std::int64_t row = 0;
    std::int64_t story = 0;
    std::int64_t feed = 0;
    std::string guid;
    std::string guid_key;
    std::string url;
    std::string url_key;
    std::int64_t key_rules = 0;
    Timestamp first_seen{};
    std::optional<Timestamp> published;

    /// Nothing that an operator could name tells them apart.
    bool same_place(const ChosenSighting& other) const {
        return feed == other.feed && guid == other.guid && url == other.url;
    }
};

/// Those of a story and of the stories merged into it that fit, oldest first. A name means the feed
/// that has it now before one that had it once.
std::vector<ChosenSighting> choose_sightings(
    Connection& connection, std::int64_t root, const model::SightingChoice& choice
);

/// How many sightings a story itself has.
std::int64_t count_sightings(Connection& connection, std::int64_t story);

/// Makes a story of these sightings of `from`, which keeps at least one. Its first revision is the
/// text that the sighting was last seen with, as far as that can be told, else the current one.
/// The guid and the URL key come along, unless another sighting of the old story has them too.
/// The old story goes back to a text of its own when its current one was this sighting's. Monitors
/// take note silently.
/// @return the new story
StoryRef make_own_story(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::vector<Watch>& watches,
    const StoryRef& from,
    const std::vector<ChosenSighting>& sightings,
    Timestamp now
);

}  // namespace wireroom::store
