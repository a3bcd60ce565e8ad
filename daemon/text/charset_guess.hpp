#pragma once

#include "text/charset_labels.hpp"

#include <string_view>

namespace wireroom::text {

/// A guess for bytes that nothing describes, or that are not what they are said to be: encodings
/// of East Asia, Cyrillic, Greek, Hebrew, Arabic and Thai when most of what is not ASCII stands in
/// runs, else those of Latin letters (`guess_latin`). nullptr when nothing is clear, which means
/// windows-1252 as in browsers. Looks at 64 KiB from the first byte beyond ASCII on, and at what
/// the document says of its language. Deterministic.
const Charset* guess_charset(std::string_view bytes);

}  // namespace wireroom::text
