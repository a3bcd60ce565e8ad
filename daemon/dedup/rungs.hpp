#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"
#include "dedup/survey.hpp"

#include <optional>
#include <string>

namespace wireroom::dedup {

/// Why a story that shares a key with an item is not the item's story.
struct Refusal {
    std::string code;
    std::string text;
};

/// The rungs of the ladder, each with its conflict checks (docs/decisions: what is one story).
/// Each member answers: this key has led to this story; may the item be that story? Co-presence is
/// not looked at here. Refers to its arguments, which must outlive it.
class Rungs {
public:
    Rungs(const Snapshot& snapshot, const Survey& survey, KnownTexts& texts)
        : snapshot_(snapshot), survey_(survey), texts_(texts) {}

    std::optional<Refusal> refuse_guid(std::size_t item, std::size_t story);
    /// @param sharing stories that are known under the item's link.
    std::optional<Refusal> refuse_url(std::size_t item, std::size_t story, std::size_t sharing);
    std::optional<Refusal> refuse_text(std::size_t item, std::size_t story);
    /// The same outlet's story with nearly the same text, when no key agrees.
    std::optional<Refusal> refuse_near(std::size_t item, std::size_t story);

    bool knows_guid(std::size_t item, std::size_t story) const;
    bool knows_url(std::size_t item, std::size_t story) const;

private:
    bool guid_differs(std::size_t item, std::size_t story) const;
    bool seen_here(std::size_t story) const;
    std::optional<std::chrono::milliseconds> published_apart(std::size_t item, std::size_t story)
        const;
    bool tells_apart(std::size_t item, std::size_t story);
    bool enclosures_differ(std::size_t item, std::size_t story) const;
    std::string likeness(std::size_t item, std::size_t story);

    const Snapshot& snapshot_;
    const Survey& survey_;
    KnownTexts& texts_;
};

}  // namespace wireroom::dedup
