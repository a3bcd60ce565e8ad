#pragma once

#include "dedup/compare.hpp"
#include "dedup/decide.hpp"
#include "dedup/effort.hpp"
#include "dedup/prepare.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wireroom::dedup {

/// Finds what is furniture in one feed whatever its words say: points, views, stamps, rotating
/// advertisements, a paragraph that stands under everything. Three items of a document that change
/// in the same line are no coincidence, if the line looks like furniture: short and no sentence. A
/// sentence is news also where three stories tell it, so the same number in three sentences counts
/// as furniture only when each has another one in it, or when it changes in most of the document.
///
/// Counters that a headline wears in brackets, `(47 points)`, are furniture when they move in half
/// of the document, and in three items at least; other figures there are not. None of it is
/// learned.
///
/// Lines that were furniture once are learned, and then hold for a single item. Add every would-be
/// revision of a document first, then ask.
class Routine {
    /// One edited line as it is counted: the whole of it, its label, and each changed passage with
    /// the words around it.
    struct Edit {
        std::uint64_t line = 0;
        std::uint64_t label = 0;  ///< 0 = none
        std::uint64_t score = 0;  ///< figures put around a headline; 0 = none
        std::vector<std::uint64_t> passages;
        std::uint64_t value = 0;
        bool sentence = false;
        std::vector<FurnitureMark> teaches;
        FurnitureMark label_teaches;
    };

public:
    /// So many items of one document that change alike are no coincidence.
    static constexpr std::size_t kMany = 3;
    /// Marks that one document may teach.
    static constexpr std::size_t kMostLearned = 64;

    /// @param known  what the feed taught before.
    /// @param items  of the whole document, the unchanged ones too.
    /// @param effort of the document; must outlive this.
    Routine(const std::vector<FurnitureMark>& known, std::size_t items, Effort& effort);

    /// Two texts side by side, without what the feed taught before. Refers to both of them.
    class Pair {
    public:
        Pair(const NormalText& before, const NormalText& after) : old_(&before), new_(&after) {}

        const NormalText& before() const { return before_ ? *before_ : *old_; }
        const NormalText& after() const { return after_ ? *after_ : *new_; }
        const Comparison& texts() const { return texts_; }

    private:
        friend class Routine;
        const NormalText* old_;
        const NormalText* new_;
        std::optional<NormalText> before_;  // only when it is less
        std::optional<NormalText> after_;
        Comparison texts_;
        std::vector<Edit> title_;  // one when the titles are two
        std::vector<Edit> edits_;  // one for each of `texts().edited`
    };

    /// `old_text` is the story's current text, `new_text` the item's.
    Pair add(const NormalText& old_text, const NormalText& new_text);
    /// A text of the document: paragraphs that stand in many of them are furniture too.
    void see(const NormalText& text);
    /// The current text of another story of the feed.
    void see_other(const NormalText& text);

    /// True when some paragraph came or went that other stories of the feed may have too: the time
    /// to ask for them.
    bool wants_others() const { return wants_others_; }

    /// Both texts without what is furniture in this document.
    struct Stripped {
        NormalText before;
        NormalText after;
        bool less = false;  ///< something was left out or evened
    };
    /// Nothing when there is nothing to leave out: then the pair's texts are what counts.
    std::optional<Stripped> strip(const Pair& pair);
    Stripped strip(const NormalText& before, const NormalText& after);

    /// What the document taught, and those of the known marks that were met in it.
    std::vector<FurnitureMark> marks() const;

private:
    /// How often a change was met in the document.
    struct Tally {
        std::size_t items = 0;
        std::unordered_set<std::uint64_t> values;  ///< different numbers that it led to
        bool sentence = false;                     ///< it happens in prose
        std::vector<FurnitureMark> teaches;
    };

    Pair compared(const NormalText& before, const NormalText& after);
    Edit edit_of(std::string_view field, std::string_view before, std::string_view after) const;
    void count(
        std::uint64_t mark, std::uint64_t value, bool sentence, std::vector<FurnitureMark> teaches
    );
    bool is_routine(std::uint64_t mark) const;
    bool is_routine(const Edit& edit) const;
    bool is_score(const Edit& edit) const;
    bool is_large_share(std::size_t items, std::size_t least) const;
    bool is_everywhere(const std::string& block);
    bool moved_in_many(const char* fate, const std::string& block) const;
    std::optional<NormalText> without_known(const NormalText& text);
    void learn(FurnitureMark mark);

    std::size_t items_;
    Effort* effort_;
    bool wants_others_ = false;
    std::unordered_map<std::uint64_t, FurnitureMark> known_;       // by hash
    std::unordered_map<std::uint64_t, FurnitureMark> taught_;      // by hash
    std::unordered_map<std::uint64_t, Tally> tallies_;             // by hash of a change
    std::unordered_map<std::uint64_t, std::size_t> blocks_;        // paragraph → items
    std::unordered_map<std::uint64_t, std::size_t> other_blocks_;  // paragraph → other stories
};

}  // namespace wireroom::dedup
