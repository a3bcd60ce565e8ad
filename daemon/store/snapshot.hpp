#pragma once

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/feed_table.hpp"
#include "store/nearby.hpp"
#include "store/sketches.hpp"
#include "store/story_loader.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::store {

/// An item of a feed's last document, as stored.
struct PresentRow {
    std::uint64_t raw_hash = 0;
    std::int64_t sighting = 0;
    std::int64_t story = 0;
    std::string guid_key;
    std::string url_key;
    std::optional<Timestamp> published;
};

std::vector<PresentRow> load_present(Connection& connection, model::FeedId feed);
std::vector<std::uint64_t> load_raw_hashes(Connection& connection, model::FeedId feed);

/// What the store knows that bears on one document, for `dedup::decide`: for each item its
/// candidate stories, every story loaded once. A constant number of indexed look-ups an item.
class StoredSurroundings final : public dedup::Surroundings {
public:
    /// Looks up every item by its keys.
    /// @param unchanged the rows of `load_present` whose items are in the document unchanged
    /// @param others those that are not. All references must outlive the object.
    StoredSurroundings(
        Connection& connection,
        TextCodec& codec,
        const Sketches& sketches,
        const FeedRow& feed,
        Timestamp now,
        std::vector<dedup::PreparedItem> items,
        std::span<const PresentRow> unchanged,
        std::span<const PresentRow> others
    );

    /// Grows when near stories are looked for.
    const dedup::Snapshot& snapshot() const { return snapshot_; }

    /// The row that an item's sighting and keys belong to: the story's own, or that of a story
    /// which an operator merged into it, so that they stay with that one when it comes out again.
    /// @param story  index into the snapshot's stories
    std::int64_t owner_of(std::size_t item, std::size_t story, dedup::SightingKey sighting) const;

    /// Whether stories were merged into this one; and whether its publisher took it back.
    /// @param story  index into the snapshot's stories
    bool has_parts(std::size_t story) const { return loader_.has_parts(row_of(story)); }
    bool is_withdrawn(std::size_t story) const { return loader_.is_withdrawn(row_of(story)); }

    void find_near(const std::vector<std::size_t>& items) override;
    std::vector<std::string> other_texts(std::size_t limit) override;

private:
    dedup::Candidates candidates(std::size_t index, bool look_for_removed);
    void collect_by_key(
        std::size_t index,
        Query& query,
        const std::string& key,
        dedup::Candidates& found,
        std::vector<std::size_t>& rung
    );
    void collect_by_text(std::size_t index, dedup::Candidates& found);
    void add(
        std::size_t index,
        std::int64_t row,
        dedup::Candidates& found,
        std::vector<std::size_t>& rung
    );
    std::int64_t row_of(std::size_t story) const {
        return static_cast<std::int64_t>(snapshot_.stories.at(story).key);
    }
    void add_unchanged(std::span<const PresentRow> rows);

    Connection& connection_;
    TextCodec& codec_;
    std::span<const PresentRow> unchanged_;
    std::span<const PresentRow> others_;
    dedup::Snapshot snapshot_;
    StoryLoader loader_;
    Nearby nearby_;
    std::size_t found_by_keys_ = 0;  ///< the first stories of the snapshot
    /// By item and place of the root: the merged story that one of the item's keys led to.
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> led_through_;
};

/// What the indexes hold of a 128-bit hash.
std::uint64_t short_hash(const Digest& digest);

/// What a text is found by, as `revision.text_key`: its body; without words in it, its title.
std::uint64_t text_key(const dedup::Fingerprint& print);

}  // namespace wireroom::store
