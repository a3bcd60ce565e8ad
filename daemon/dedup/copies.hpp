#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::dedup {

/// Finds which new stories are nearly copies of another outlet's: wire texts, syndicated columns,
/// reprints. A copy stays a story of its own; it only knows what it is a copy of. The same event in
/// other words is none, and neither are two items made from one template: a copy says the same
/// thing. Refers to its arguments, which must outlive it.
class Copies {
public:
    Copies(const Snapshot& snapshot, KnownTexts& texts, std::vector<Decision>& decisions)
        : snapshot_(snapshot), texts_(texts), decisions_(decisions) {}

    /// Fills in `copy_of`, `copy_of_item` and their reasons for the items that no known story is.
    /// Among these the oldest is the original; an original is never a copy itself.
    void run(const std::vector<std::size_t>& items);

private:
    /// A text that the item may be a copy of.
    struct Rival {
        bool known = true;
        std::size_t index = 0;  // of a story, else of an item
        Match match;
        Timestamp since{};
    };

    void find(std::size_t item);
    std::vector<Rival> rivals_of(std::size_t item);
    void add_known(std::size_t item, std::vector<Rival>& rivals);
    void add_items(std::size_t item, std::vector<Rival>& rivals);
    bool may_be_copy(std::size_t item, const KnownStory& story) const;
    std::optional<std::string> refuse(std::size_t item, const Rival& rival);
    void accept(std::size_t item, const Rival& rival);
    std::string name_of(const Rival& rival) const;
    void note_unread(std::size_t item);
    void note(std::size_t item, const Rival& rival, std::string code, std::string text);

    const Snapshot& snapshot_;
    KnownTexts& texts_;
    std::vector<Decision>& decisions_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_key_;  // earlier items
    int contrasts_ = 0;
    std::size_t unread_ = 0;  ///< texts near this item that the document's effort did not reach for
};

/// Why two outlets' texts with much in common are two items made from one template, in words that
/// end a sentence; nothing when they are not.
/// @param outlet, other registrable domains: each may write its own name where the other's stands.
std::optional<std::string> template_of_two_outlets(
    const Contrast& contrast, std::string_view outlet, std::string_view other
);

}  // namespace wireroom::dedup
