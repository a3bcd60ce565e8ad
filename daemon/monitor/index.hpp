#pragma once

#include "monitor/query.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::monitor {

/// How texts, names and queries are compared: folded and without accents.
std::string comparable(std::string_view text);

/// Of a comparable word. The same within one process only: seeded at random, so that no feed can
/// choose words that meet in one slot.
std::uint64_t word_hash(std::string_view word);

/// The places of every word of a title and a text. A place is the number of a word, counted through
/// the title and then, behind a gap that nothing reaches across, through the text. Immutable.
class WordIndex {
public:
    using Place = std::uint32_t;
    using Places = std::span<const Place>;

    /// Wider than the widest NEAR.
    static constexpr Place kGap = 4096;

    /// @param title,text  comparable texts
    WordIndex(std::string title, std::string text);
    WordIndex(const WordIndex&) = delete;
    WordIndex& operator=(const WordIndex&) = delete;

    /// In ascending order; empty when the word does not occur.
    Places places(std::string_view word, std::uint64_t hash) const;

    /// Whether a word that begins so stands at a place below `end`.
    bool has_prefix(std::string_view prefix, Place end) const;

    /// Of all words that begin so, in ascending order, none twice.
    std::vector<Place> places_of_prefix(std::string_view prefix) const;

    /// Places below are in the title.
    Place title_end() const { return title_end_; }
    /// And all places below this.
    Place end() const { return end_; }

private:
    using Id = std::uint32_t;

    /// @return the place behind the last word
    Place add_words(std::string_view text, Place first);
    /// The first word in alphabetical order that begins so, or is behind.
    std::vector<Id>::const_iterator first_with_prefix(std::string_view prefix) const;
    void add(std::string_view word, Place place);
    /// The slot of the word, or the free one where it belongs.
    std::size_t slot_of(std::string_view word, std::uint64_t hash) const;
    void grow();
    void sort_places();

    struct Occurrence {
        Id word;
        Place place;
    };

    std::string title_;
    std::string text_;
    Place title_end_ = 0;
    Place end_ = 0;
    std::vector<Id> slots_;                ///< open addressing; id + 1, 0 = free
    std::vector<std::string_view> words_;  ///< by id
    std::vector<std::uint64_t> hashes_;    ///< by id
    std::vector<Occurrence> occurrences_;  ///< while it is built
    std::vector<std::size_t> begins_;      ///< by id, and one more: where its places begin
    std::vector<Place> places_;
    std::vector<Id> alphabetical_;
};

/// Names of one kind, compared as a whole.
class NameIndex {
public:
    explicit NameIndex(const std::vector<std::string>& names);

    /// @param name  comparable
    /// @param prefix  whether a name that only begins so will do
    bool has(std::string_view name, bool prefix) const;

private:
    std::vector<std::string> names_;  ///< comparable, sorted
};

struct Document::Words {
    explicit Words(const Subject& subject);

    WordIndex text;
    NameIndex tags;
    NameIndex feeds;
    NameIndex groups;
};

}  // namespace wireroom::monitor
