#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::monitor {

/// Where a term looks.
enum class Field : std::uint8_t { kAny, kTitle, kTag, kFeed, kGroup };

/// A word, a phrase or a name to look for.
struct Term {
    /// A comparable word and its `word_hash`.
    struct Word {
        std::string text;
        std::uint64_t hash = 0;
    };

    Field field = Field::kAny;
    bool prefix = false;      ///< the last word, or the name, may go on
    std::vector<Word> words;  ///< of kAny and kTitle; never empty there
    std::string name;         ///< of the other fields, comparable

    bool is_name() const { return field != Field::kAny && field != Field::kTitle; }
};

/// One node of a compiled query.
struct Node {
    enum class Kind : std::uint8_t { kTerm, kNear, kNot, kAnd, kOr };

    Kind kind = Kind::kTerm;
    std::size_t column = 1;      ///< where it begins in the query
    Term term;                   ///< of kTerm
    std::vector<Node> children;  ///< one of kNot, two and more of the others; terms of kNear
    std::vector<std::uint32_t> distances;  ///< of kNear: between each child and the next
};

}  // namespace wireroom::monitor
