#pragma once

#include "dedup/effort.hpp"
#include "dedup/prepare.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::dedup {

/// How many words differ between two runs of words.
struct WordDiff {
    int added = 0;
    int removed = 0;
    /// A number gave way to another, in digits or written out (dedup/number_words.hpp).
    bool number_changed = false;
};

WordDiff compare_words(
    const std::vector<std::string_view>& before, const std::vector<std::string_view>& after
);
/// With borrowed steps: where they end, what is left counts as replaced.
WordDiff compare_words(
    const std::vector<std::string_view>& before,
    const std::vector<std::string_view>& after,
    Effort& effort
);

/// Two texts of one story side by side, paragraph by paragraph.
struct Comparison {
    /// A paragraph that was edited: index before, index after.
    std::vector<std::pair<std::size_t, std::size_t>> edited;
    std::vector<std::size_t> added;    ///< paragraphs only in the newer text, by index
    std::vector<std::size_t> removed;  ///< paragraphs only in the older text, by index
    WordDiff words;
};

/// Aligns paragraphs, then words. Paragraphs that only moved, were split or joined are no
/// difference. Linear in their size, and at most `kCompareWork` borrowed steps.
Comparison compare_texts(const NormalText& before, const NormalText& after, Effort& effort);
Comparison compare_texts(const NormalText& before, const NormalText& after);
inline constexpr std::size_t kCompareWork = 2'500'000;

/// `cut` ends before `whole` does and says nothing else up to there: a teaser. Not when `cut` is
/// empty.
bool is_beginning_of(const NormalText& cut, const NormalText& whole);

/// A pay wall went up: `after` is a beginning of `before` and one short sentence (at most 30 words)
/// that stood nowhere in it, and no editor's note.
bool is_walled(const NormalText& before, const NormalText& after);

/// The texts are the same once UTF-8 that was read as windows-1252 or windows-1251 is put right,
/// and U+FFFD counts as any letter.
bool same_but_mojibake(std::string_view before_plain, std::string_view after_plain);

/// UTF-8 that was read as windows-1252 or -1251 and encoded again, put right where that makes valid
/// UTF-8; other text comes back unchanged.
std::string repair_mojibake(std::string_view utf8);

}  // namespace wireroom::dedup
