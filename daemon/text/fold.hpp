#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// Text as it is compared: compatibility-normalised and case-folded (Unicode NFKC_Casefold), quotes
/// and dashes unified, soft hyphens, zero-width and bidi marks off, white space collapsed to single
/// spaces and trimmed. Idempotent. Invalid UTF-8 becomes U+FFFD. Its results are stored as hashes:
/// a change of behaviour raises kTextRules.
std::string fold(std::string_view utf8);

}  // namespace wireroom::text
