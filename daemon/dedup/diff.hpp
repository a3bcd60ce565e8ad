#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// A run of words with one fate.
struct DiffSpan {
    enum class Kind { kSame, kAdded, kRemoved };
    Kind kind = Kind::kSame;
    std::string text;  ///< as written, spaces included

    bool operator==(const DiffSpan&) const = default;
};

/// One paragraph of the comparison.
struct DiffParagraph {
    enum class Kind { kSame, kAdded, kRemoved, kChanged };
    Kind kind = Kind::kSame;
    std::vector<DiffSpan> spans;
};

struct Diff {
    std::vector<DiffSpan> title;  ///< one same span when the titles are equal
    std::vector<DiffParagraph> paragraphs;
    int words_added = 0;
    int words_removed = 0;
};

/// Word-level comparison of two texts with paragraphs aligned first. Works on plain text as a
/// person reads it; paragraphs are separated by blank lines. Time O((n + m)·d), bounded: past a
/// fixed amount of work a paragraph counts as replaced.
Diff compare(
    std::string_view title_before,
    std::string_view text_before,
    std::string_view title_after,
    std::string_view text_after
);

}  // namespace wireroom::dedup
