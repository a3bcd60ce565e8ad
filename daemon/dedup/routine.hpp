#pragma once

#include "dedup/prepare.hpp"

#include <cstdint>
#include <unordered_map>

namespace wireroom::dedup {

/// Finds what changes in many items of one document in the same way: points, views, stamps,
/// rotating advertisements, a paragraph put under everything. That is furniture whatever its words
/// say, and no edit. Add every would-be revision of a document first, then ask.
class Routine {
public:
    /// So many items of one document that change alike are no coincidence.
    static constexpr std::size_t kMany = 3;

    /// `before` is the story's current text, `after` the item's. Both must outlive this.
    void add(const NormalText& before, const NormalText& after);
    /// A text of the document: paragraphs that stand in many of them are furniture too.
    void see(const NormalText& text);

    /// Both texts without what is routine in this document.
    struct Stripped {
        NormalText before;
        NormalText after;
    };
    Stripped strip(const NormalText& before, const NormalText& after) const;

private:
    std::unordered_map<std::uint64_t, std::size_t> marks_;  // hash of a mark → items that have it
    std::unordered_map<std::uint64_t, std::size_t> blocks_;  // hash of a paragraph → items
};

}  // namespace wireroom::dedup
