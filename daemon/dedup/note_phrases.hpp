#pragma once

#include <string_view>
#include <vector>

/// What editors' notes are recognised by, as data: patterns of dedup/phrase.hpp. English,
/// Ukrainian, Russian, German, French, Spanish, Polish, Chinese, Arabic, Japanese, Korean, Italian,
/// Portuguese, Dutch, Czech, Turkish, Hebrew, Swedish; the `more_` tables have thirty languages
/// beyond. An operator adds to them with dedup/note_rules.hpp.
namespace wireroom::dedup::notes {

/// What a note begins with at the head of a paragraph or a bracket.
const std::vector<std::string_view>& labels();
/// What a note says, at the head of any sentence.
const std::vector<std::string_view>& sentences();
/// Wire agencies' marks, only behind an opening bracket: `(Adds comment from …)`.
const std::vector<std::string_view>& bracketed();
/// Sentences that take a story back.
const std::vector<std::string_view>& withdrawals();
/// Those of them that can mean no other story: `this`, `our`, never a post.
const std::vector<std::string_view>& own_withdrawals();
/// How the title of a withdrawn story begins.
const std::vector<std::string_view>& withdrawn_titles();
/// Beginnings of words that make a note a correction.
const std::vector<std::string_view>& correction_stems();
/// The same for languages that are written without spaces: anywhere in the note.
const std::vector<std::string_view>& correction_parts();

/// What belongs to these tables in further languages.
const std::vector<std::string_view>& more_labels();
const std::vector<std::string_view>& more_sentences();
const std::vector<std::string_view>& more_withdrawals();
const std::vector<std::string_view>& more_correction_stems();

}  // namespace wireroom::dedup::notes
