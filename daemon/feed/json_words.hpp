#pragma once

#include <string_view>

namespace wireroom::feed {

/// What a word without quotes means in text that is nearly JSON: itself when it is a number or a
/// literal of JSON, the literal that it is in another language (`None`, `undefined`, `True`);
/// nothing for other words, which are texts.
std::string_view json_word(std::string_view word);

}  // namespace wireroom::feed
