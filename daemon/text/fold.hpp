#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// Text as it is compared: compatibility-normalised and case-folded (Unicode NFKC_Casefold), quotes
/// and dashes unified, soft hyphens, zero-width and bidi marks off, Hebrew points, Arabic vowel
/// signs and tatweel off, white space collapsed to single spaces and trimmed. Idempotent. Invalid
/// UTF-8 becomes U+FFFD. Its results are stored as hashes: a change of behaviour raises kTextRules.
std::string fold(std::string_view utf8);

/// The same by older rules (1: points, vowel signs and tatweel stayed), to compare with what they
/// made.
/// @param rules 1 to kTextRules
std::string fold(std::string_view utf8, int rules);

}  // namespace wireroom::text
