#include "dedup/change.hpp"
#include "dedup/compare.hpp"
#include "dedup/editors_note.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace wireroom::dedup {
namespace {

// Titles with less in common than this are two titles.
constexpr double kSameTitle = 0.60;

bool says_withdrawn(const NormalText& text) {
    return is_withdrawn_title(text.title) || std::ranges::any_of(text.blocks, is_withdrawal);
}

/// The newer text says that the story was withdrawn, and the older one did not.
bool was_withdrawn(const NormalText& before, const NormalText& after) {
    // What stands in both says it in both, or in neither.
    const std::unordered_set<std::string_view> known(before.blocks.begin(), before.blocks.end());
    const bool now = is_withdrawn_title(after.title) ||
                     std::ranges::any_of(after.blocks, [&](const std::string& block) {
                         return !known.contains(block) && is_withdrawal(block);
                     });
    return now && !says_withdrawn(before);
}

struct TitleChange {
    bool changed = false;
    bool rewritten = false;  ///< other words, not spelling and not a label around it
    bool number = false;
    int added = 0;
    int removed = 0;
};

TitleChange compare_titles(const NormalText& before, const NormalText& after, Effort& effort) {
    TitleChange change;
    if (before.title == after.title) {
        return change;
    }
    change.changed = true;
    const auto words = compare_words(text::words(before.title), text::words(after.title), effort);
    change.added = words.added;
    change.removed = words.removed;
    if (before.title.empty() || after.title.empty()) {
        return change;
    }
    change.number = words.number_changed || (numbers(before.title) != numbers(after.title) &&
                                             words.added > 0 && words.removed > 0);
    change.rewritten = !same_but_spelling(before.title, after.title, effort) &&
                       !is_wrapped(before.title, after.title) &&
                       !is_wrapped(after.title, before.title);
    return change;
}

/// The first paragraph says something else now: more than spelling.
bool lead_changed(const NormalText& before, const NormalText& after, Effort& effort) {
    if (before.blocks.empty() || after.blocks.empty()) {
        return false;
    }
    const auto& old_lead = before.blocks.front();
    const auto& lead = after.blocks.front();
    return old_lead != lead && !same_but_spelling(old_lead, lead, effort) &&
           std::ranges::find(after.blocks, old_lead) == after.blocks.end();
}

/// The words of a paragraph as one value: punctuation does not make another note.
std::uint64_t said_by(std::string_view folded) {
    std::uint64_t hash = 0;
    for (const auto word : word_hashes(folded)) {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 29U;
    }
    return hash;
}

/// A note that the older text does not have, not even in another spelling.
std::optional<EditorsNote> new_note(
    const NormalText& before, std::string_view after_text, Effort& effort
) {
    // The first note of the text is the newest as a rule; an older one may stand before or after
    // it.
    constexpr std::size_t kMostNotes = 50;
    std::unordered_set<std::uint64_t> known;
    std::vector<std::string_view> old_notes;
    // Few texts have a note.
    const auto look_back = [&] {
        for (const auto& block : before.blocks) {
            known.insert(said_by(block));
            if (old_notes.size() < kMostNotes && is_editors_note(block)) {
                old_notes.emplace_back(block);
            }
        }
    };
    std::size_t from = 0;
    while (from < after_text.size()) {
        const auto end = std::min(after_text.find('\n', from), after_text.size());
        const auto paragraph = after_text.substr(from, end - from);
        from = end + 1;
        auto note = find_editors_note(paragraph);
        if (!note) {
            continue;
        }
        if (known.empty()) {
            look_back();
        }
        const auto folded = text::fold(paragraph);
        const auto is_old = [&](std::string_view old_note) {
            return !effort.take(old_note.size() + folded.size()) ||
                   same_but_spelling(old_note, folded, effort);
        };
        if (known.contains(said_by(folded)) || std::ranges::any_of(old_notes, is_old)) {
            continue;
        }
        return note;
    }
    return std::nullopt;
}

}  // namespace

model::Change classify(
    const NormalText& before, const NormalText& after, std::string_view after_text
) {
    Effort effort;
    return classify(before, after, compare_texts(before, after, effort), after_text, effort);
}

model::Change classify(
    const NormalText& before,
    const NormalText& after,
    const Comparison& texts,
    std::string_view after_text,
    Effort& effort
) {
    model::Change change;
    const auto title = compare_titles(before, after, effort);
    const auto note = new_note(before, after_text, effort);
    const auto why = [&](Why reason) {
        change.why.emplace_back(kWhyCodes.at(static_cast<std::size_t>(reason)));
    };

    const auto is_long = [](const NormalText& text, std::size_t index) {
        return text::count_words(text.blocks[index]) >= kMaterialParagraphWords;
    };
    std::size_t long_added = 0;
    for (const auto index : texts.added) {
        // The note is the note, not news of its own.
        long_added += is_long(after, index) && !is_editors_note(after.blocks[index]) ? 1U : 0U;
    }
    const auto long_removed =
        static_cast<std::size_t>(std::ranges::count_if(texts.removed, [&](std::size_t index) {
            return is_long(before, index);
        }));
    const int moved = std::max(texts.words.added, texts.words.removed);
    const auto longest = [&] { return std::max(word_count(before), word_count(after)); };
    const bool ratio = moved >= kMaterialWords &&
                       moved >= static_cast<int>(kMaterialShare * static_cast<double>(longest()));
    const bool withdrawn = was_withdrawn(before, after);
    const bool title_rewrite =
        title.rewritten && (headline_similarity(before.title, after.title) < kSameTitle ||
                            lead_changed(before, after, effort));

    if (withdrawn) {
        why(Why::kRetraction);
    }
    if (note) {
        why(Why::kEditorsNote);
    }
    if (title.number) {
        why(Why::kTitleNumber);
    }
    if (texts.words.number_changed) {
        why(Why::kNumber);
    }
    if (long_added > 0) {
        why(Why::kNewParagraph);
    }
    if (long_removed > 0) {
        why(Why::kParagraphRemoved);
    }
    if (ratio) {
        why(Why::kChangedRatio);
    }
    if (title_rewrite) {
        why(Why::kTitleRewrite);
    }

    change.material = !change.why.empty();
    change.words_added = texts.words.added + title.added;
    change.words_removed = texts.words.removed + title.removed;
    change.paragraphs_added = static_cast<int>(texts.added.size());
    change.paragraphs_removed = static_cast<int>(texts.removed.size());
    if (note) {
        change.note = note->text;
    }
    if (title.changed) {
        change.fields.emplace_back("title");
    }
    if (before.blocks != after.blocks) {
        change.fields.emplace_back("content");
    }

    const bool grown = texts.words.added > texts.words.removed;
    const bool body_material = long_added > 0 || long_removed > 0 || ratio;
    if (withdrawn || (note && note->kind == NoteKind::kRetraction)) {
        change.kind = model::ChangeKind::kRetracted;
    } else if ((note && note->kind == NoteKind::kCorrection) || title.number || texts.words.number_changed) {
        change.kind = model::ChangeKind::kCorrected;
        // NOLINTNEXTLINE(bugprone-branch-clone): the order of the questions is the rule
    } else if ((body_material && grown) || (note && !(body_material && !grown))) {
        change.kind = model::ChangeKind::kExpanded;
    } else if (body_material && !grown && texts.words.removed > texts.words.added) {
        change.kind = model::ChangeKind::kShortened;
    } else if (title.rewritten) {
        change.kind = model::ChangeKind::kRetitled;
    } else if (body_material) {
        change.kind = model::ChangeKind::kExpanded;
    }
    return change;
}

}  // namespace wireroom::dedup
