#pragma once

#include "dedup/compare.hpp"
#include "dedup/effort.hpp"
#include "dedup/prepare.hpp"
#include "model/story.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace wireroom::dedup {

// What people want to hear of: one paragraph, a tenth of the text, any number.
inline constexpr std::size_t kMaterialParagraphWords = 15;
inline constexpr int kMaterialWords = 20;
inline constexpr double kMaterialShare = 0.10;

/// Why a change is material; the order in which the reasons are told.
enum class Why {
    kRetraction,
    kEditorsNote,
    kTitleNumber,
    kNumber,
    kNewParagraph,
    kParagraphRemoved,
    kChangedRatio,
    kTitleRewrite,
};
/// The codes of `Change::why`, by `Why`.
inline constexpr std::array<const char*, 8> kWhyCodes = {
    "retraction",
    "editors-note",
    "title-number",
    "number",
    "new-paragraph",
    "paragraph-removed",
    "changed-ratio",
    "title-rewrite",
};

/// What lies between two texts of one story: kind, material or not and why, the editor's note,
/// words and paragraphs. The caller knows that the normal texts differ.
/// @param before, after         normal texts.
/// @param after_text            plain text of the newer one, where the note is quoted from as
/// written.
model::Change classify(
    const NormalText& before, const NormalText& after, std::string_view after_text
);
/// The same for texts that were compared already.
/// @param effort  steps for titles, leads and notes; where they end, these count as written anew.
model::Change classify(
    const NormalText& before,
    const NormalText& after,
    const Comparison& texts,
    std::string_view after_text,
    Effort& effort
);

/// The editor's note of a text, as written, or nothing: by the phrases of note_phrases.hpp and
/// those that the operator added (dedup/note_rules.hpp).
std::optional<std::string> editors_note(std::string_view content_text);

}  // namespace wireroom::dedup
