#include "dedup/editors_note.hpp"

#include "base/text.hpp"
#include "dedup/boilerplate.hpp"
#include "dedup/change.hpp"
#include "dedup/note_phrases.hpp"
#include "dedup/note_rules.hpp"
#include "dedup/phrase_table.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace wireroom::dedup {

namespace {

constexpr std::size_t kMostNoteBytes = 600;
constexpr std::size_t kMostNoteWords = 120;
// A paragraph is looked through for sentences only so far: notes stand at its beginning or are
// short.
constexpr std::size_t kMostParagraphBytes = 4000;

struct Tables {
    PhraseTable labels{notes::labels()};
    PhraseTable sentences{notes::sentences()};
    PhraseTable bracketed{notes::bracketed()};
    PhraseTable withdrawals{notes::withdrawals()};
    PhraseTable own_withdrawals{notes::own_withdrawals()};
    PhraseTable withdrawn_titles{notes::withdrawn_titles()};
    std::vector<std::string> stems;
    std::vector<std::string> parts;

    explicit Tables(const NoteRules& added) {
        add(labels, notes::more_labels());
        add(sentences, notes::more_sentences());
        add(withdrawals, notes::more_withdrawals());
        for (const auto* list : {&notes::correction_stems(), &notes::more_correction_stems()}) {
            for (const auto stem : *list) {
                stems.push_back(text::fold(stem));
            }
        }
        const auto& more = added.phrases();
        add(labels, more.labels);
        add(sentences, more.sentences);
        add(bracketed, more.bracketed);
        add(withdrawals, more.withdrawals);
        add(withdrawn_titles, more.withdrawn_titles);
        for (const auto part : notes::correction_parts()) {
            parts.push_back(text::fold(part));
        }
        for (const auto& stem : more.correction_stems) {
            (text::words(stem).size() == 1 ? stems : parts).push_back(stem);
        }
    }

private:
    static void add(PhraseTable& table, const auto& phrases) {
        for (const auto& phrase : phrases) {
            table.add(phrase);
        }
    }
};

/// The tables in force; made when first asked for, and anew by `install_notes`.
std::unique_ptr<const Tables>& installed() {
    static std::unique_ptr<const Tables> tables = std::make_unique<const Tables>(NoteRules());
    return tables;
}

const Tables& tables() {
    return *installed();
}

/// A sentence or a bracket begins with this word.
bool begins_sentence(const WordedText& text, std::size_t word) {
    if (word == 0) {
        return true;
    }
    const auto* end = text.words[word - 1].data() + text.words[word - 1].size();
    const std::string_view gap(end, static_cast<std::size_t>(text.words[word].data() - end));
    if (gap == " ") {
        return false;  // as between nearly all words
    }
    for (const auto* mark :
         {".", "!", "?", "(", "[", "。", "؟", "*", ";", "【", "〔", "《", "۔", "।"}) {
        if (gap.find(mark) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

bool in_brackets(const WordedText& text, std::size_t word) {
    const auto at = static_cast<std::size_t>(text.words[word].data() - text.folded.data());
    const auto before = text.folded.substr(0, at);
    return before.ends_with('(') || before.ends_with('[') || before.ends_with("【") ||
           before.ends_with("〔") || before.ends_with("《");
}

enum class Found { kNone, kNote, kWithdrawal };

/// Where in a folded paragraph a note begins, as the number of its word.
Found note_at(const WordedText& text, std::size_t word) {
    const auto& table = tables();
    if (!begins_sentence(text, word) || text.words.size() - word > kMostNoteWords) {
        return Found::kNone;
    }
    if (table.withdrawals.matches(text, word)) {
        return Found::kWithdrawal;
    }
    const bool note =
        (word == 0 || in_brackets(text, word) ? table.labels.matches(text, word) : false) ||
        table.sentences.matches(text, word) ||
        (in_brackets(text, word) && table.bracketed.matches(text, word));
    return note ? Found::kNote : Found::kNone;
}

/// Where what a note says begins: behind its label and the label's colon, or where it has none.
std::size_t behind_label(const WordedText& text, std::size_t note) {
    const auto label = tables().labels.match(text, note);
    auto word = label.value_or(note);
    // `Editor's note, April 11:` and `Update (10:32 a.m.):` have a date before the colon.
    constexpr std::size_t kMostBetween = 8;
    const auto last = std::min(word + kMostBetween, text.words.size());
    for (auto at = word; label && at < last && !begins_sentence(text, at); ++at) {
        if (text.marked_after(at - 1)) {
            return at;
        }
    }
    return word;
}

/// The first word of the next sentence; the initials of `U.S.` and `a.m.` end none.
std::size_t next_sentence(const WordedText& text, std::size_t word) {
    for (++word; word < text.words.size(); ++word) {
        const auto last = text.words[word - 1];
        const bool initial = last.size() == 1 && !is_digit(last.front());
        const bool inside = last.data() + last.size() + 1 == text.words[word].data() &&
                            *(text.words[word].data() - 1) == '.';
        if (!initial && !inside && begins_sentence(text, word)) {
            break;
        }
    }
    return word;
}

/// The note goes on, directly behind its label or in its next sentence, to say that the story was
/// withdrawn. `The post has been removed` in the next sentence is some other post: there the note
/// must speak of its own story and of nothing else.
bool takes_back(const WordedText& text, std::size_t note) {
    const auto word = behind_label(text, note);
    if (word >= text.words.size()) {
        return false;
    }
    if (tables().withdrawals.matches(text, word)) {
        return true;
    }
    const auto next = next_sentence(text, word);
    const auto end =
        next < text.words.size() ? tables().own_withdrawals.match(text, next) : std::nullopt;
    return end && (*end == text.words.size() || begins_sentence(text, *end));
}

std::pair<Found, std::size_t> find_in(const WordedText& text) {
    if (text.words.size() < 2 || text.folded.size() > kMostParagraphBytes) {
        return {Found::kNone, 0};
    }
    for (std::size_t word = 0; word < text.words.size(); ++word) {
        const auto found = note_at(text, word);
        if (found != Found::kNone) {
            return {takes_back(text, word) ? Found::kWithdrawal : found, word};
        }
    }
    return {Found::kNone, 0};
}

NoteKind kind_of(Found found, const WordedText& note) {
    if (found == Found::kWithdrawal) {
        return NoteKind::kRetraction;
    }
    for (const auto word : note.words) {
        for (const auto& stem : tables().stems) {
            if (word.starts_with(stem)) {
                return NoteKind::kCorrection;
            }
        }
    }
    for (const auto& part : tables().parts) {
        if (note.folded.find(part) != std::string_view::npos) {
            return NoteKind::kCorrection;
        }
    }
    return NoteKind::kUpdate;
}

/// The paragraph as written from its n-th sentence on, when the note does not begin it.
std::string quote(std::string_view paragraph, std::size_t from_word) {
    std::string_view rest = paragraph;
    if (from_word > 0) {
        // Folding may join or split words, so the place is looked for from the end, by count.
        const auto written = worded(paragraph);
        const auto folded = text::fold(paragraph);
        const auto folded_words = worded(folded).words.size();
        if (folded_words == written.words.size() && from_word < written.words.size()) {
            rest = paragraph.substr(
                static_cast<std::size_t>(written.words[from_word].data() - paragraph.data())
            );
        }
    }
    rest = trim(rest);
    while (rest.starts_with("> ") || rest.starts_with("- ")) {
        rest = trim(rest.substr(2));
    }
    return printable(rest, kMostNoteBytes);
}

}  // namespace

std::optional<EditorsNote> find_editors_note(std::string_view plain_text) {
    for (auto paragraph : split(plain_text, '\n')) {
        paragraph = trim(paragraph);
        if (paragraph.size() < 6 || paragraph.size() > kMostParagraphBytes) {
            continue;
        }
        const auto folded = text::fold(paragraph);
        const auto text = worded(folded);
        const auto [found, word] = find_in(text);
        if (found == Found::kNone || furniture(folded) == Furniture::kNoise) {
            continue;
        }
        return EditorsNote{quote(paragraph, word), kind_of(found, text)};
    }
    return std::nullopt;
}

std::optional<std::string> editors_note(std::string_view content_text) {
    auto note = find_editors_note(content_text);
    return note ? std::optional(std::move(note->text)) : std::nullopt;
}

bool is_editors_note(std::string_view folded_block) {
    return find_in(worded(folded_block)).first != Found::kNone &&
           furniture(folded_block) != Furniture::kNoise;
}

bool is_withdrawal(std::string_view folded_block) {
    return find_in(worded(folded_block)).first == Found::kWithdrawal;
}

bool is_withdrawn_title(std::string_view folded_title) {
    return tables().withdrawn_titles.matches(worded(folded_title), 0);
}

void install_notes(const NoteRules& rules) {
    installed() = std::make_unique<const Tables>(rules);
}

}  // namespace wireroom::dedup
