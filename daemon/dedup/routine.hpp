#pragma once

#include "dedup/prepare.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

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
    bool many(const std::unordered_set<std::string>& marks) const;

    std::unordered_map<std::string, std::size_t> marks_;
    std::unordered_map<std::string, std::size_t> blocks_;
};

}  // namespace wireroom::dedup
