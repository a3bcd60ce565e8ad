#pragma once

#include "model/story.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wireroom::protocol {

/// A run of words with one fate.
struct DiffSpan {
    enum class Kind { kSame, kAdded, kRemoved };
    Kind kind = Kind::kSame;
    std::string text;  ///< as written, spaces included
};

/// One paragraph of the comparison.
struct DiffParagraph {
    enum class Kind { kSame, kAdded, kRemoved, kChanged };
    Kind kind = Kind::kSame;
    std::vector<DiffSpan> spans;
};

/// What lies between two revisions of a story, word by word.
struct StoryDiff {
    std::string story;
    int from = 0;
    int to = 0;
    std::vector<DiffSpan> title;
    std::vector<DiffParagraph> paragraphs;
    int words_added = 0;
    int words_removed = 0;
    std::optional<model::Change> change;  ///< when `to` follows `from`: how it was judged
};

/// `{"story","from","to","title":[{"op","text"}],"paragraphs":[{"op","spans":[{"op","text"}]}],
/// "words":{"added","removed"},"change":{…}}`; `op` is `same`, `added`, `removed` or, of
/// paragraphs, `changed`.
std::string render_diff(const StoryDiff& diff);

/// For people, in the manner of a unified diff: a line a paragraph behind ` `, `+`, `-`, or `~`
/// with
/// `[-removed-]` and `{+added+}` words. Control characters are made harmless.
std::string render_diff_text(const StoryDiff& diff);

}  // namespace wireroom::protocol
