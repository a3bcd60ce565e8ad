#pragma once

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/feed_table.hpp"
#include "store/snapshot.hpp"
#include "store/store.hpp"
#include "store/story_writer.hpp"
#include "store/watcher.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace wireroom::store {

/// Writes what was decided about one document, inside the caller's transaction: stories, revisions,
/// sightings, keys, reasons and events, those of monitors among them. One object for one document.
class Applier {
public:
    /// All references must outlive the object. @param language of the feed's document.
    Applier(
        Connection& connection,
        TextCodec& codec,
        Sketches& sketches,
        Watcher& watcher,
        const FeedRow& feed,
        const StoredSurroundings& surroundings,
        const dedup::Judgement& judgement,
        const std::string& language
    );

    /// Writes all decisions, the oldest item first, and counts them in `report`.
    /// @return the sighting of each item of the snapshot; 0 = it belongs to a removed story.
    std::vector<std::int64_t> run(PollReport& report);

private:
    /// What is true of a known story after the decisions applied so far.
    struct Progress {
        int current = 0;
        int newest = 0;
    };

    bool is_late(const dedup::PreparedItem& item) const;
    std::size_t count_late() const;
    std::vector<std::size_t> order() const;
    void apply_after_its_original(std::size_t index, PollReport& report);
    void apply(std::size_t index, PollReport& report);
    void apply_new_story(std::size_t index);
    void apply_new_revision(std::size_t index);
    void apply_known_text(std::size_t index);
    void apply_twin(std::size_t index);
    void join_cluster(std::size_t index, std::int64_t story);
    std::int64_t save_sighting_and_keys(std::size_t index);

    std::size_t untwinned(std::size_t index) const;
    const dedup::KnownStory& known(const dedup::Decision& decision) const;
    Progress& progress(const dedup::KnownStory& story);

    Connection& connection_;
    StoryWriter writer_;
    Watcher& watcher_;
    const FeedRow& feed_;
    const StoredSurroundings& surroundings_;
    const dedup::Snapshot& snapshot_;
    const dedup::Judgement& judgement_;
    bool readded_ = false;                 ///< the document brings back many older items
    std::vector<bool> applied_;            ///< of each item
    std::vector<std::int64_t> sightings_;  ///< of each item
    std::vector<std::int64_t> stories_;    ///< of each item
    std::vector<std::int64_t> owners_;     ///< of each item: the row that its keys belong to
    std::unordered_map<std::int64_t, Progress> progress_;
};

}  // namespace wireroom::store
