#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wireroom::dedup {

/// What an editor's note says was done.
enum class NoteKind { kUpdate, kCorrection, kRetraction };

struct EditorsNote {
    std::string text;  ///< as written, on one line, at most 600 bytes
    NoteKind kind = NoteKind::kUpdate;
};

/// The first editor's note of a plain text (paragraphs separated by line feeds), by the tables of
/// note_phrases.hpp and what the operator added. A paragraph, or the sentence of one that begins
/// the note.
std::optional<EditorsNote> find_editors_note(std::string_view plain_text);

/// One folded paragraph is (or ends in) an editor's note.
bool is_editors_note(std::string_view folded_block);

/// A title that begins with a withdrawal (`WITHDRAWN: …`), folded.
bool is_withdrawn_title(std::string_view folded_title);

/// A folded paragraph that says that the story was withdrawn.
bool is_withdrawal(std::string_view folded_block);

}  // namespace wireroom::dedup
