#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"
#include "dedup/survey.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace wireroom::dedup {

/// `71 %`.
std::string percent(double share);

/// The item and the story were published at one moment.
inline constexpr auto kSameMoment = std::chrono::minutes(5);
/// A text shorter than this says too little to be recognised by (air-raid alerts, bulletins).
inline constexpr int kShortText = 40;

/// Why a story that shares a key with an item is not the item's story.
struct Refusal {
    std::string code;
    std::string text;
};

/// The rungs of the ladder, each with its conflict checks (docs/decisions: what is one story).
/// Each member answers: this key has led to this story; may the item be that story? Co-presence is
/// not looked at here. What the operator said about the feed's keys stands above what was learned.
/// Refers to its arguments, which must outlive it.
class Rungs {
public:
    Rungs(const Snapshot& snapshot, const Survey& survey, KnownTexts& texts)
        : snapshot_(snapshot), survey_(survey), texts_(texts) {}

    std::optional<Refusal> refuse_guid(std::size_t item, std::size_t story);
    /// @param sharing stories that are known under the item's link.
    std::optional<Refusal> refuse_url(std::size_t item, std::size_t story, std::size_t sharing);
    std::optional<Refusal> refuse_text(std::size_t item, std::size_t story);

    /// The story is known under the item's guid (link): false when the operator said that guids
    /// (links) of this feed mean nothing.
    bool knows_guid(std::size_t item, std::size_t story) const;
    bool knows_url(std::size_t item, std::size_t story) const;

    /// This feed carries the story.
    bool seen_here(std::size_t story) const;
    /// Between the item's date and the nearest one that any feed gave the story; nothing when
    /// either has none.
    std::optional<std::chrono::milliseconds> published_apart(std::size_t item, std::size_t story)
        const;
    /// Both have files, and none of the same name.
    bool enclosures_differ(std::size_t item, std::size_t story) const;
    /// `the titles have 40 % and the texts 93 % in common`.
    std::string likeness(std::size_t item, std::size_t story);

private:
    bool has_guid(std::size_t item) const;
    bool has_link(std::size_t item) const;
    bool title_replaced(std::size_t item, std::size_t story);
    bool guid_differs(std::size_t item, std::size_t story) const;
    std::optional<Contrast> contrast_of(std::size_t item, std::size_t story);
    GuidMode guid_mode() const;
    LinkMode link_mode() const;

    const Snapshot& snapshot_;
    const Survey& survey_;
    KnownTexts& texts_;
    int contrasts_ = 0;
};

}  // namespace wireroom::dedup
