#pragma once

#include "text/words.hpp"

#include <string_view>

namespace wireroom::dedup {

/// What a whole paragraph is when it is not the story's text.
enum class Furniture {
    kNone,      ///< it is text
    kNoise,     ///< reading time, stamp, counter, advertisement, pointer to another story
    kReadMore,  ///< an invitation to read on elsewhere: what stands before is a beginning
    kWall,      ///< only subscribers may read on
};

/// Judges one folded paragraph as a whole, by the tables in boilerplate_phrases.hpp.
/// @param rules  text rules to judge by: those of today, or older ones to tell whether a hash that
/// they made is of the same text.
Furniture furniture(std::string_view folded_block, int rules = text::kTextRules);

/// A paragraph without the ellipsis, `[...]` or read-more phrase that it ends in: true when there
/// was one, and then `folded_block` is shortened.
bool strip_continuation(std::string_view& folded_block, int rules = text::kTextRules);

}  // namespace wireroom::dedup
