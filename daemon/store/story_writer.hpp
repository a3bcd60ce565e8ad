#pragma once

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/feed_table.hpp"
#include "store/sketches.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

/// Writes the rows of stories for one document of one feed, inside the caller's transaction.
/// Decides nothing and writes no events.
class StoryWriter {
public:
    /// All references must outlive the object. @param language of the feed's document, for items
    /// that state none.
    StoryWriter(
        Connection& connection,
        TextCodec& codec,
        Sketches& sketches,
        const FeedRow& feed,
        Timestamp now,
        const std::string& language
    );

    /// @return the row of a story that has no revision yet; write the first one next.
    std::int64_t insert_story(const dedup::PreparedItem& item, bool initial);

    /// @param published of the story: the item's date, or the one it had before.
    /// @param change from the revision before; none for the first.
    void insert_revision(
        std::int64_t story,
        int number,
        const dedup::PreparedItem& item,
        const std::optional<Timestamp>& published,
        const model::Change* change
    );

    /// Makes the newest revision the current one. @param cosmetic the story counts as updated when
    /// it was before
    void revise_story(
        std::int64_t story, int number, const std::optional<Timestamp>& published, bool cosmetic
    );

    /// The story is nearly a copy of another outlet's: both are in one cluster, which is named by
    /// its first story.
    void join_cluster(std::int64_t copy, std::int64_t of);

    /// A story that a feed carries is not withdrawn (any more).
    void bring_back(std::int64_t story);

    /// Whether this feed carries the story, or one that was merged into it, or did.
    bool is_carried_here(std::int64_t root);

    /// @param story its row, or that of a story merged into it
    /// @param first in this feed, of the story and of those merged into it
    /// @param merged as for `update_sighting`. @return its row
    std::int64_t insert_sighting(
        std::int64_t story, const dedup::PreparedItem& item, bool first, bool merged
    );

    /// Brings a sighting up to date, present and not gone; writes nothing when it is so already.
    /// @param merged  of a story merged into another: what it says there is the other's to remember
    void update_sighting(std::int64_t sighting, const dedup::PreparedItem& item, bool merged);

    /// The guid and the URL key find the story from now on.
    /// @param known the same story, whose keys are all its own: those it has need no writing
    void add_keys(
        std::int64_t story,
        const dedup::PreparedItem& item,
        const dedup::FeedModes& modes,
        const dedup::KnownStory* known = nullptr
    );

    /// What near texts are found by, of a new story or of a known one's new text.
    void save_sketch(std::int64_t story, const dedup::PreparedItem& item, bool is_new);

    /// For `explain`: why the sighting belongs to its story.
    void save_reasons(std::int64_t sighting, const dedup::Decision& decision);

    /// For `explain`: what became of a text that made no revision, besides why the sighting belongs
    /// to its story. Writes nothing when that is what became of the last one.
    void save_reading(std::int64_t sighting, const dedup::Decision& decision);

    /// How many stories got their first sighting in this feed.
    int stories_added() const { return stories_added_; }

private:
    std::int64_t content_of(const dedup::PreparedItem& item);

    Connection& connection_;
    TextCodec& codec_;
    Sketches& sketches_;
    const FeedRow& feed_;
    Timestamp now_;
    const std::string& language_;
    int stories_added_ = 0;
};

}  // namespace wireroom::store
