#pragma once

#include "dedup/prepare.hpp"
#include "dedup/similarity.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace wireroom::dedup {

/// The sketch of a text: enough of its shingles to tell, without the text, how much another one has
/// in common with it. Empty below `kSketchedTokens` words: such texts are not recognised by
/// likeness.
Sketch sketch_of(const Shingles& shingles);

/// Words that a text must have to be recognised by likeness.
inline constexpr std::size_t kSketchedTokens = 40;

/// Those of a sketch's hashes that it is found by: its smallest. Texts with much in common share
/// one with near certainty.
std::span<const std::uint32_t> sketch_keys(const Sketch& sketch);

/// What two texts have in common, as far as their sketches tell, each 0–1; exact for texts of at
/// most `kSketchHashes` shingles, and nothing when a sketch is empty. A containment that the
/// sketches cannot tell, because one text is too short a part of the other, is one half.
struct Likeness {
    double containment = 0;  ///< share of the smaller text (Broder)
    double jaccard = 0;
    std::size_t sample = 0;  ///< shingles of the smaller text that were looked for in the other
};
Likeness likeness(const Sketch& a, const Sketch& b);

}  // namespace wireroom::dedup
