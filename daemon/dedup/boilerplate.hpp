#pragma once

#include <string_view>

namespace wireroom::dedup {

/// What a whole paragraph is when it is not the story's text.
enum class Furniture {
    kNone,      ///< it is text
    kNoise,     ///< reading time, stamp, counter, advertisement, pointer to another story
    kReadMore,  ///< an invitation to read on elsewhere: what stands before is a beginning
    kWall,      ///< only subscribers may read on
};

/// Judges one folded paragraph as a whole, by the tables in boilerplate.cpp. English, Ukrainian,
/// Russian, German, French, Spanish, Polish, Chinese, Arabic.
Furniture furniture(std::string_view folded_block);

/// A paragraph without the ellipsis, `[...]` or read-more phrase that it ends in: true when there
/// was one, and then `folded_block` is shortened.
bool strip_continuation(std::string_view& folded_block);

}  // namespace wireroom::dedup
