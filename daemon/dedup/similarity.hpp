#pragma once

#include "dedup/effort.hpp"
#include "dedup/prepare.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// Hashes of the words of folded text, in order; a unit without letters and digits has none.
std::vector<std::uint64_t> word_hashes(std::string_view folded);

/// The set of 3-word shingles of a text, crossing block ends: what overlap is measured over. A text
/// of one or two words is one shingle.
class Shingles {
public:
    Shingles() = default;
    explicit Shingles(const NormalText& text);
    explicit Shingles(std::string_view folded);

    std::size_t size() const { return hashes_.size(); }
    /// Words of the text they are made of.
    std::size_t words() const { return words_; }
    /// Ascending, each once.
    const std::vector<std::uint64_t>& hashes() const { return hashes_; }
    std::size_t common(const Shingles& other) const;

private:
    void build(const std::vector<std::uint64_t>& words);
    std::size_t words_ = 0;
    std::vector<std::uint64_t> hashes_;  // sorted, unique
};

/// Share of the smaller set that the larger one has too (Broder), 0–1; 0 when either is empty.
double containment(const Shingles& a, const Shingles& b);
/// Share of `part` that `whole` has too, 0–1.
double covered(const Shingles& part, const Shingles& whole);

/// How alike two normal titles are, 0–1: twice the common words by all words, and 1 when they
/// differ in word boundaries only (`cease-fire`, `ceasefire`). 0 when either is empty.
double title_similarity(std::string_view a, std::string_view b);

/// How alike two normal headlines are to a reader, 0–1. As `title_similarity`, but in scripts
/// without spaces pairs of neighbouring characters are what is common: single ones are in any
/// headline of the subject.
double headline_similarity(std::string_view a, std::string_view b);

/// One title is the other with something put around it: an outlet's or author's name, a section, a
/// label before a colon. The inner title has at least three words.
bool is_wrapped(std::string_view inner, std::string_view outer);

/// The texts are the same but for spelling and word boundaries: at most two letters of a word, and
/// no digit.
bool same_but_spelling(std::string_view a, std::string_view b);
/// With borrowed steps; false where they end.
bool same_but_spelling(std::string_view a, std::string_view b, Effort& effort);

/// The numbers of a folded text in order, as digits: grouping (1,000 1.000 1 000) does not count.
std::vector<std::string> numbers(std::string_view folded);
/// The word begins with a digit of any script in use.
bool is_number_word(std::string_view word);

/// The digits of a number token in a form to compare; empty for other tokens.
std::string canonical_number(std::string_view written);

/// All blocks, one space between them.
std::string joined(const NormalText& text);

}  // namespace wireroom::dedup
