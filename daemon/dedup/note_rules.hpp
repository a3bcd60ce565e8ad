#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// One line of a file of note rules that is no rule.
struct NoteRuleFault {
    std::size_t line = 0;  ///< from 1
    std::string message;   ///< one sentence: what stands there and what may stand there
};

struct NoteRuleFaults {
    std::vector<NoteRuleFault> faults;  ///< by line, at least one, at most 20

    /// For Boost.System alone, as in base/result.hpp.
    NoteRuleFaults() {}
    explicit NoteRuleFaults(std::vector<NoteRuleFault> all) : faults(std::move(all)) {}
};
[[noreturn]] void throw_exception_from_error(
    const NoteRuleFaults& error, const boost::source_location& where
);

/// Phrases of editors' notes that an operator adds to ours: one rule a line, `KIND: PHRASE`. Blank
/// lines and lines that begin with `#` are skipped. At most 500 rules, a phrase of at most 400
/// bytes and 24 elements.
///
///   `label: WORDS`       what a note begins with, at the head of a paragraph or a bracket
///   `sentence: WORDS`    what a note says, at the head of any sentence of a paragraph
///   `bracket: WORDS`     the same, only behind an opening bracket: `(Adds quote)`
///   `withdrawn: WORDS`   a sentence that takes the story back
///   `withdrawn-title: WORDS`  how the title of such a story begins
///   `correction: STEM`   a note with a word that begins so corrects; any other note adds
///
/// Phrases are patterns over words (dedup/phrase.hpp): upper and lower case are one, so are all
/// quotes and dashes.
///   `a|b`  one of them  ·  `two_words`  in a row  ·  `x?`  may be missing  ·  `x:`  a colon, dash
///   or the end follows  ·  `#`  a number  ·  `@`  a date  ·  `...`  anything, at most twice and
///   not first.
///
///   # The Varnhold Herald
///   label: from_the_night_desk:
///   sentence: this|our story|report has been? put_right
class NoteRules {
public:
    /// How many rules a file may hold.
    static constexpr std::size_t kMost = 500;

    NoteRules() = default;

    /// @param text UTF-8, as the file holds it; a byte order mark and CR LF are tolerated.
    static Result<NoteRules, NoteRuleFaults> parse(std::string_view text);

    std::size_t size() const;

    /// The phrases of each kind, as written.
    struct Phrases {
        std::vector<std::string> labels;
        std::vector<std::string> sentences;
        std::vector<std::string> bracketed;
        std::vector<std::string> withdrawals;
        std::vector<std::string> withdrawn_titles;
        std::vector<std::string> correction_stems;  ///< folded
    };
    const Phrases& phrases() const { return phrases_; }

private:
    Phrases phrases_;
};

/// Makes these rules known to the whole process, beside ours; rules installed before are forgotten.
/// Call it before any other thread is started: nothing guards the tables.
void install_notes(const NoteRules& rules);

}  // namespace wireroom::dedup
