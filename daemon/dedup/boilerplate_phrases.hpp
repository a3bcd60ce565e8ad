#pragma once

#include <string_view>
#include <vector>

/// What paragraphs that are no text are recognised by, as data: patterns of dedup/phrase.hpp over a
/// whole paragraph. Hashes of texts depend on these tables: phrases are never added to an older
/// version's, but to a new one's, and `text::kTextRules` is raised.
namespace wireroom::dedup::boilerplate {

// Rules 1: English, Ukrainian, Russian, German, French, Spanish, Polish, Chinese, Arabic.

const std::vector<std::string_view>& noise();
const std::vector<std::string_view>& read_more();
const std::vector<std::string_view>& wall();

// Added by rules 2: Japanese, Korean, Italian, Portuguese, Dutch, Czech, Turkish, Hebrew, Swedish.

const std::vector<std::string_view>& noise_since_2();
/// And of Thai, Vietnamese, Malay, Hindi, Persian and more languages of Europe.
const std::vector<std::string_view>& more_noise_since_2();
const std::vector<std::string_view>& read_more_since_2();
const std::vector<std::string_view>& wall_since_2();

}  // namespace wireroom::dedup::boilerplate
