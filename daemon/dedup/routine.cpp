#include "dedup/routine.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/align.hpp"
#include "dedup/compare.hpp"
#include "dedup/editors_note.hpp"
#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace wireroom::dedup {
namespace {

using Marks = std::unordered_set<std::string>;

/// Folded text with every run of digits as one `#`.
std::string masked(std::string_view folded) {
    std::string result;
    for (const auto word : text::words(folded)) {
        if (!result.empty()) {
            result.push_back(' ');
        }
        if (is_number_word(word)) {
            result.push_back('#');
            continue;
        }
        bool digits = false;
        for (const char c : word) {
            if (!is_digit(c)) {
                result.push_back(c);
            } else if (!digits) {
                result.push_back('#');
            }
            digits = is_digit(c);
        }
    }
    return result;
}

/// `points` of `points: 12`: what stands before a colon near the beginning of a short line.
std::string label(std::string_view folded) {
    const auto colon = folded.find(':');
    // NOLINTNEXTLINE(misc-redundant-expression): npos says what is meant
    return colon == std::string_view::npos || colon > 40 || folded.size() > 240
               ? std::string()
               : masked(folded.substr(0, colon));
}

/// What marks an edited line: the whole of it, its label, and each changed passage with the words
/// around it. Enough of the second kind make the line routine, any of the first.
struct LineMarks {
    Marks whole;
    std::vector<std::string> passages;
};

LineMarks marks_of_edit(std::string_view field, std::string_view before, std::string_view after) {
    LineMarks marks;
    const std::string prefix(field);
    marks.whole.insert(prefix + "line " + masked(before) + " => " + masked(after));
    if (const auto name = label(after); !name.empty() && name == label(before)) {
        marks.whole.insert(prefix + "label " + name);
    }
    const auto old_words = text::words(before);
    const auto new_words = text::words(after);
    std::vector<std::uint64_t> old_hashes;
    std::vector<std::uint64_t> new_hashes;
    old_hashes.reserve(old_words.size());
    new_hashes.reserve(new_words.size());
    for (const auto word : old_words) {
        old_hashes.push_back(hash64(word));
    }
    for (const auto word : new_words) {
        new_hashes.push_back(hash64(word));
    }
    const auto slice =
        [](const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
            std::string result;
            for (auto i = begin; i < std::min(end, begin + 12); ++i) {
                result += masked(words[i]) + ' ';
            }
            return result;
        };
    for (const auto& run : align(old_hashes, new_hashes)) {
        if (run.same) {
            continue;
        }
        // Two words on either side tell `12 points by` from `12 people`.
        const auto from = run.after_begin >= 2 ? run.after_begin - 2 : 0;
        const auto to = std::min(run.after_end + 2, new_words.size());
        marks.passages.push_back(
            prefix + "passage " + slice(new_words, from, run.after_begin) + "[" +
            slice(old_words, run.before_begin, run.before_end) + "|" +
            slice(new_words, run.after_begin, run.after_end) + "] " +
            slice(new_words, run.after_end, to)
        );
    }
    return marks;
}

std::string mark_of_line(const char* fate, std::string_view block) {
    return std::string(fate) + masked(block);
}

/// Labels of lines that went and came again with other words behind them (`Up next: …`). Notes are
/// never routine by their label alone.
Marks swapped_labels(const NormalText& before, const NormalText& after, const Comparison& texts) {
    Marks gone;
    for (const auto index : texts.removed) {
        gone.insert(label(before.blocks[index]));
    }
    Marks swapped;
    for (const auto index : texts.added) {
        const auto name = label(after.blocks[index]);
        if (!name.empty() && gone.contains(name) && !is_editors_note(after.blocks[index])) {
            swapped.insert(name);
        }
    }
    return swapped;
}

}  // namespace

void Routine::see(const NormalText& text) {
    Marks blocks(text.blocks.begin(), text.blocks.end());
    for (const auto& block : blocks) {
        ++blocks_[hash64(block)];
    }
}

void Routine::add(const NormalText& before, const NormalText& after) {
    const auto texts = compare_texts(before, after);
    Marks marks;
    const auto take = [&](const LineMarks& line) {
        marks.insert(line.whole.begin(), line.whole.end());
        marks.insert(line.passages.begin(), line.passages.end());
    };
    if (before.title != after.title) {
        take(marks_of_edit("title ", before.title, after.title));
    }
    for (const auto& [from, to] : texts.edited) {
        take(marks_of_edit("body ", before.blocks[from], after.blocks[to]));
    }
    for (const auto index : texts.added) {
        marks.insert(mark_of_line("added ", after.blocks[index]));
    }
    for (const auto index : texts.removed) {
        marks.insert(mark_of_line("removed ", before.blocks[index]));
    }
    for (const auto& name : swapped_labels(before, after, texts)) {
        marks.insert("swapped " + name);
    }
    for (const auto& mark : marks) {
        ++marks_[hash64(mark)];
    }
}

Routine::Stripped Routine::strip(const NormalText& before, const NormalText& after) const {
    const auto texts = compare_texts(before, after);
    const auto many = [&](const Marks& marks) {
        return std::ranges::any_of(marks, [&](const std::string& mark) {
            const auto found = marks_.find(hash64(mark));
            return found != marks_.end() && found->second >= kMany;
        });
    };
    const auto routine_edit = [&](const LineMarks& line) {
        return many(line.whole) ||
               (!line.passages.empty() &&
                std::ranges::all_of(line.passages, [&](const std::string& mark) {
                    return many({mark});
                }));
    };
    const auto everywhere = [&](const std::string& block) {
        const auto found = blocks_.find(hash64(block));
        return found != blocks_.end() && found->second >= kMany;
    };

    Stripped result{before, after};
    if (before.title != after.title &&
        routine_edit(marks_of_edit("title ", before.title, after.title))) {
        result.after.title = before.title;
    }
    for (const auto& [from, to] : texts.edited) {
        if (routine_edit(marks_of_edit("body ", before.blocks[from], after.blocks[to]))) {
            result.after.blocks[to] = before.blocks[from];
        }
    }
    const auto swapped = swapped_labels(before, after, texts);
    const auto routine_label = [&](const std::string& block) {
        const auto name = label(block);
        return swapped.contains(name) && many({"swapped " + name});
    };
    // From the back, so that the indexes stay right.
    for (const auto index : std::vector(texts.added.rbegin(), texts.added.rend())) {
        if (many({mark_of_line("added ", after.blocks[index])}) ||
            routine_label(after.blocks[index]) || everywhere(after.blocks[index])) {
            result.after.blocks.erase(
                result.after.blocks.begin() + static_cast<std::ptrdiff_t>(index)
            );
        }
    }
    for (const auto index : std::vector(texts.removed.rbegin(), texts.removed.rend())) {
        if (many({mark_of_line("removed ", before.blocks[index])}) ||
            routine_label(before.blocks[index])) {
            result.before.blocks.erase(
                result.before.blocks.begin() + static_cast<std::ptrdiff_t>(index)
            );
        }
    }
    return result;
}

}  // namespace wireroom::dedup
