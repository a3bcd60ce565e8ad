#pragma once

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wireroom::store {

/// Fills `Snapshot::stories`: each story once, with what belongs to it and to the stories that an
/// operator merged into it.
class StoryLoader {
public:
    /// All references must outlive the object.
    StoryLoader(Connection& connection, TextCodec& codec, dedup::Snapshot& snapshot);

    /// The story that this row is now: itself, or the one that it was merged into.
    std::int64_t root_of(std::int64_t row) const;

    /// Where a story stands in the snapshot; appended when it does not yet, empty but for its key
    /// until `load_new`.
    /// @param root its row, as `root_of` gave it
    std::size_t place_of(std::int64_t root);

    /// Loads the stories that were appended since the last call.
    void load_new();

    /// Whether stories were merged into this one; and whether its publisher took it back. Of those
    /// that are loaded.
    bool has_parts(std::int64_t root) const { return parts_.contains(root); }
    bool is_withdrawn(std::int64_t root) const { return withdrawn_.contains(root); }

    /// The row whose sighting this is: that of the story merged in with it, or nothing.
    std::int64_t merged_owner_of(dedup::SightingKey sighting) const;

private:
    void load(dedup::KnownStory& story);
    void load_head(dedup::KnownStory& story, std::int64_t row);
    void load_keys(dedup::KnownStory& story, std::int64_t row);
    void load_sightings(dedup::KnownStory& story, std::int64_t row);
    void load_revisions(dedup::KnownStory& story, std::int64_t row);
    void load_merged(dedup::KnownStory& story, std::int64_t row);
    std::size_t revisions_with_content() const;
    void load_content(dedup::KnownRevision& revision, std::int64_t content);

    Connection& connection_;
    TextCodec& codec_;
    dedup::Snapshot& snapshot_;
    std::size_t loaded_ = 0;                                 ///< stories that have been loaded
    std::size_t bytes_ = 0;                                  ///< of the texts loaded so far
    std::unordered_map<std::int64_t, std::size_t> index_;    ///< row → place in the snapshot
    std::unordered_map<std::int64_t, std::int64_t> owners_;  ///< sighting → merged story's row
    std::unordered_map<std::int64_t, std::int64_t> roots_;   ///< of every merged story: its root
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> parts_;  ///< of every root
    std::unordered_set<std::int64_t> withdrawn_;
};

}  // namespace wireroom::store
