#pragma once

#include "dedup/decide.hpp"
#include "dedup/sketch.hpp"
#include "store/connection.hpp"
#include "store/sketches.hpp"
#include "store/story_loader.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::store {

/// Finds the stories that an item may be near to: of its outlet and about its time, and those that
/// share keys of its sketch. Looks at no text; a story's sketch is read once for a document.
class Nearby {
public:
    /// All references must outlive the object.
    Nearby(
        Connection& connection,
        const Sketches& sketches,
        StoryLoader& loader,
        dedup::Snapshot& snapshot
    );

    /// Fills in `Candidates::by_near` of this item and appends the stories in it to the snapshot;
    /// `StoryLoader::load_new` is still to be called.
    void find(std::size_t index);

private:
    /// A stored story, as far as it takes to tell whether it is near.
    struct Neighbour {
        bool exists = false;
        std::int64_t root = 0;
        std::string outlet;
        Timestamp first_seen{};
        Timestamp listed{};
        dedup::Sketch sketch;
    };
    /// One that is.
    struct Hit {
        std::int64_t row = 0;
        double containment = 0;
        std::chrono::milliseconds apart{};
    };

    std::vector<std::int64_t> rows_about(const dedup::PreparedItem& item, Timestamp moment);
    std::vector<std::int64_t> rows_sharing_keys(const dedup::PreparedItem& item) const;
    const Neighbour& neighbour(std::int64_t row);
    bool is_near(
        const dedup::PreparedItem& item,
        std::int64_t row,
        const dedup::Likeness& likeness,
        std::chrono::milliseconds apart
    );
    bool has_like_title(const dedup::PreparedItem& item, std::int64_t row);

    Connection& connection_;
    const Sketches& sketches_;
    StoryLoader& loader_;
    dedup::Snapshot& snapshot_;
    std::unordered_map<std::int64_t, Neighbour> neighbours_;
};

}  // namespace wireroom::store
