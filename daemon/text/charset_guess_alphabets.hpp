#pragma once

#include "text/charset_labels.hpp"

#include <string_view>

namespace wireroom::text {

/// The encoding of text in Cyrillic, Greek or Hebrew letters, by how often these languages use
/// each; nullptr for other text.
/// @param bytes  most of them are the text: ASCII counts as white space.
const Charset* guess_alphabet(std::string_view bytes);

}  // namespace wireroom::text
