#pragma once

#include <string_view>

/// Words that are numbers, as data: English, Ukrainian, Russian, German, French, Spanish, Polish,
/// Italian, Portuguese, Dutch, Czech, Turkish, Swedish, Arabic, Hebrew, Korean. Folded.
namespace wireroom::dedup {

/// A number that is written out, in digits or, where it is none in particular, in English
/// (`dozens`); empty for other words.
std::string_view written_number(std::string_view word);

/// The same for one, which is an article as well, and for numbers that are other words too (`due`,
/// `sept`): they count only where little else gave way.
std::string_view article_number(std::string_view word);

}  // namespace wireroom::dedup
