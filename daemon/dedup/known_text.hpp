#pragma once

#include "dedup/decide.hpp"
#include "dedup/similarity.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::dedup {

/// The normal texts and shingles of a snapshot's known revisions and items, made when first asked
/// for. Pointers stay valid as long as this lives. Refers to the snapshot, which must outlive it.
class KnownTexts {
public:
    explicit KnownTexts(const Snapshot& snapshot) : snapshot_(snapshot) {}

    /// A revision under the current rules; nothing when its content is not at hand.
    const NormalText* text(std::size_t story, int revision);
    /// The current revision's, or the newest one's that has content.
    const NormalText* current(std::size_t story);
    const Shingles& item_shingles(std::size_t item);

    /// The number of the revision that has this title and text, also when it was stored under older
    /// rules. 0 = none.
    int revision_with(std::size_t story, const PreparedItem& item);

    /// The largest share that the item's text has in common with one of the story's newest
    /// revisions.
    double containment_with(std::size_t item, std::size_t story);
    /// The same for titles. Made-up titles are like nothing.
    double title_similarity_with(std::size_t item, std::size_t story);
    bool numbers_equal(std::size_t item, std::size_t story);

private:
    const Shingles& shingles(std::size_t story, int revision);

    const Snapshot& snapshot_;
    std::map<std::pair<std::size_t, int>, std::unique_ptr<NormalText>> texts_;
    std::map<std::pair<std::size_t, int>, std::unique_ptr<Shingles>> shingles_;
    std::map<std::size_t, std::unique_ptr<Shingles>> item_shingles_;
};

/// The revision that is current, or nothing when the store gave none.
const KnownRevision* current_revision(const KnownStory& story);

}  // namespace wireroom::dedup
