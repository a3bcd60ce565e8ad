#pragma once

#include "dedup/contrast.hpp"
#include "dedup/decide.hpp"
#include "dedup/effort.hpp"
#include "dedup/similarity.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wireroom::dedup {

/// How much an item's text has in common with a story's.
struct Match {
    int revision = 0;        ///< the one it is most like; 0 = no text is at hand
    double containment = 0;  ///< share of the shorter text, 0–1
    double jaccard = 0;      ///< share of both together, 0–1
};

/// The normal texts and shingles of a snapshot's known revisions and items, made when first asked
/// for and paid for by the document's effort. Pointers stay valid as long as this lives. Refers to
/// its arguments, which must outlive it.
class KnownTexts {
public:
    KnownTexts(const Snapshot& snapshot, Effort& effort) : snapshot_(snapshot), effort_(effort) {}

    Effort& effort() { return effort_; }

    /// Whether an item's text and a story's newest ones may be compared; true once, true always.
    /// Ask before any likeness or contrast of the two: what is not compared is like nothing.
    bool affords(std::size_t item, std::size_t story);
    bool affords_items(std::size_t item, std::size_t other);
    /// The same for what they say differently, each time. Ask after `affords`.
    bool affords_contrast(std::size_t item, std::size_t story);
    bool affords_contrast_of_items(std::size_t item, std::size_t other);
    /// Whether the item's text may be read against the story's and the change be described.
    bool affords_reading(std::size_t item, std::size_t story);

    /// A revision under the current rules; nothing when its content is not at hand, or cannot be
    /// afforded.
    const NormalText* text(std::size_t story, int revision);
    /// The plain text that it was made from, as written; empty when there is none.
    std::string_view plain(std::size_t story, int revision);
    /// The current revision's, or the newest one's that has content.
    const NormalText* current(std::size_t story);
    const Shingles& item_shingles(std::size_t item);
    const Shingles& shingles_of(std::size_t story, int revision);

    /// The number of the revision that has this title and text, or was made from the very same raw
    /// item; also when it was stored under older rules. 0 = none.
    int revision_with(std::size_t story, const PreparedItem& item);

    /// The largest share that the item's text has in common with one of the story's newest
    /// revisions.
    double containment_with(std::size_t item, std::size_t story);
    Match best_match(std::size_t item, std::size_t story);
    Match match_of_items(std::size_t item, std::size_t other);
    /// The same for titles. Made-up titles are like nothing.
    double title_similarity_with(std::size_t item, std::size_t story);
    bool numbers_equal(std::size_t item, std::size_t story);

    /// What a revision says differently than an item (the second of the two).
    Contrast contrast_with(std::size_t item, std::size_t story, int revision);
    Contrast contrast_of_items(std::size_t item, std::size_t other);

    /// Words of an item's text, as many as the same would have in English: characters of scripts
    /// without spaces are parts of words.
    int substance(std::size_t item);
    /// A text of a story that an operator merged into this one.
    bool is_merged_text(std::size_t story, const PreparedItem& item);

private:
    struct Known {
        NormalText normal;
        std::string plain;
    };
    const Known* known(std::size_t story, int revision);
    std::unique_ptr<Known> read(std::size_t story, int revision);
    std::size_t title_cost(std::size_t item, std::size_t story) const;
    bool same_text(std::size_t story, const KnownRevision& revision, const PreparedItem& item);
    const Names& names(std::size_t story, int revision);
    const Names& item_names(std::size_t item);

    const Snapshot& snapshot_;
    Effort& effort_;
    std::map<std::pair<std::size_t, int>, std::unique_ptr<Known>> texts_;
    std::map<std::pair<std::size_t, std::size_t>, bool> affordable_;        // item, story
    std::map<std::pair<std::size_t, std::size_t>, bool> affordable_items_;  // item, item
    std::map<std::pair<std::size_t, std::size_t>, Match> matches_;          // item, story
    std::map<std::pair<std::size_t, int>, std::unique_ptr<Shingles>> shingles_;
    std::map<std::size_t, std::unique_ptr<Shingles>> item_shingles_;
    std::map<std::pair<std::size_t, int>, Names> names_;
    std::map<std::size_t, Names> item_names_;
    std::map<std::size_t, int> substance_;
};

/// How alike two normal titles are, 0–1; 1 when one is the other with something put around it.
double likeness_of_titles(const std::string& a, const std::string& b);

/// The revision that is current, or nothing when the store gave none.
const KnownRevision* current_revision(const KnownStory& story);

}  // namespace wireroom::dedup
