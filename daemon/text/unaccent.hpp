#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// A folded text without the signs that people leave out when they search:
/// - marks on Latin, Greek and Cyrillic letters (é → e, ё → е, stress accents); й, ї, ў, ѓ and ќ
///   stay, being letters of their own, and so does ґ, which carries no mark;
/// - strokes and ligatures of Latin letters (ł → l, ø → o, đ and ð → d, ħ → h, ŧ → t, ı → i,
///   æ → ae, œ → oe, þ → th);
/// - the points of Hebrew; geresh and gershayim become ' and ";
/// - the vowel signs of Arabic and its tatweel; the alefs with hamza, madda or wasla become alef.
///
/// Marks of other scripts are part of their letters and stay (dakuten, vowel signs of India and
/// Thailand). Expects what `fold` returns. Idempotent. An invalid byte becomes U+FFFD. Linear.
std::string unaccent(std::string_view folded);

}  // namespace wireroom::text
