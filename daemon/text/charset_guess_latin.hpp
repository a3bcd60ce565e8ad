#pragma once

#include "text/charset_labels.hpp"

#include <string_view>

namespace wireroom::text {

/// The encoding of text in Latin letters of which most are ASCII: windows-1250, ISO-8859-2,
/// windows-1254 or windows-1257 when the letters beyond ASCII and their neighbours are clearly
/// those of a language that is written in it; nullptr otherwise, which means windows-1252. What the
/// document says about its language (`<language>`, `xml:lang`) counts much, the country of its
/// links a little.
/// @param bytes  the document; its first 16 KiB are searched for its language.
const Charset* guess_latin(std::string_view bytes);

}  // namespace wireroom::text
