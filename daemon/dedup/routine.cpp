#include "dedup/routine.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/align.hpp"
#include "dedup/compare.hpp"
#include "dedup/editors_note.hpp"
#include "dedup/line.hpp"
#include "dedup/number_words.hpp"
#include "dedup/score.hpp"
#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace wireroom::dedup {
namespace {

// Longer lines are text: a sentence that three stories tell is news three times.
constexpr double kMostLabelledWords = 25;
constexpr double kMostBareWords = 12;
// Paragraphs that other stories have word for word may be longer: `About the author`.
constexpr double kMostSharedWords = 70;
// Items that share a changed sentence before it is the feed's and not the news'.
constexpr std::size_t kManySentences = 5;
constexpr std::size_t kMostSampleBytes = 160;
// Steps for aligning one edited line.
constexpr std::size_t kLineWork = 100'000;

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

/// Words of a line, two characters of scripts without spaces for one.
double length_of(std::string_view folded) {
    double length = 0;
    for (const auto word : text::words(folded)) {
        const bool character = word.size() >= 3 &&
                               static_cast<unsigned char>(word.front()) >= 0xE0 && word.size() <= 4;
        length += character ? 0.5 : 1;
    }
    return length;
}

/// What stands before a colon near the beginning of a short line: `points` of `points: 12`.
std::string label(std::string_view folded) {
    const auto colon = folded.find(':');
    // NOLINTNEXTLINE(misc-redundant-expression): npos says what is meant
    return colon == std::string_view::npos || colon > 40 || folded.size() > 240
               ? std::string()
               : masked(folded.substr(0, colon));
}

/// A line that a page is furnished with: short, and a label or no sentence at all.
bool is_furniture_like(std::string_view folded) {
    const auto length = length_of(folded);
    return !ends_as_sentence(folded) &&
           length <= (label(folded).empty() ? kMostBareWords : kMostLabelledWords);
}

std::string sample_of(std::string_view folded) {
    return printable(folded, kMostSampleBytes - 4);
}

std::uint64_t hash_of(std::string_view kind, std::string_view what) {
    return hash64(std::string(kind) + ' ' + std::string(what));
}

FurnitureMark label_mark(std::string_view folded) {
    return {hash_of("label", label(folded)), "label", sample_of(folded)};
}

FurnitureMark line_mark(std::string_view folded) {
    return {hash_of("line", masked(folded)), "line", sample_of(folded)};
}

FurnitureMark paragraph_mark(std::string_view folded) {
    return {hash_of("paragraph", folded), "paragraph", sample_of(folded)};
}

/// The numbers of a line, as one value.
std::uint64_t value_of(std::string_view folded) {
    const auto words = text::words(folded);
    std::string all;
    for (const auto& number : numbers_between(words, 0, words.size())) {
        all += number + ' ';
    }
    return hash64(all);
}

/// Labels of lines that went and came again with other words behind them (`Up next: …`). Notes are
/// never furniture by their label alone, and sentences say something behind it.
std::set<std::string> swapped_labels(
    const NormalText& before, const NormalText& after, const Comparison& texts
) {
    std::set<std::string> gone;
    for (const auto index : texts.removed) {
        gone.insert(label(before.blocks[index]));
    }
    std::set<std::string> swapped;
    for (const auto index : texts.added) {
        auto name = label(after.blocks[index]);
        if (!name.empty() && gone.contains(name) && !is_editors_note(after.blocks[index])) {
            swapped.insert(std::move(name));
        }
    }
    return swapped;
}

/// Each paragraph of a text once.
void count_blocks(const NormalText& text, std::unordered_map<std::uint64_t, std::size_t>& counts) {
    std::unordered_set<std::uint64_t> blocks;
    for (const auto& block : text.blocks) {
        if (blocks.insert(hash64(block)).second) {
            ++counts[hash64(block)];
        }
    }
}

}  // namespace

Routine::Routine(const std::vector<FurnitureMark>& known, std::size_t items, Effort& effort)
    : items_(items), effort_(&effort) {
    for (const auto& mark : known) {
        known_.emplace(mark.hash, mark);
    }
}

Routine::Edit Routine::edit_of(
    std::string_view field, std::string_view before, std::string_view after
) const {
    Edit edit;
    const std::string prefix(field);
    const auto old_mask = masked(before);
    const auto new_mask = masked(after);
    const bool body = field == "body ";
    edit.line = hash64(prefix + "line " + old_mask + " => " + new_mask);
    edit.value = value_of(after);
    edit.sentence = !body || !is_furniture_like(before) || !is_furniture_like(after);
    if (!edit.sentence) {
        if (old_mask == new_mask) {
            edit.teaches.push_back(line_mark(after));
        } else {
            edit.teaches = {paragraph_mark(before), paragraph_mark(after)};
        }
        if (const auto name = label(after); !name.empty() && name == label(before)) {
            edit.label = hash64(prefix + "label " + name);
            edit.label_teaches = label_mark(after);
        }
    }
    if (const auto score = body ? std::string() : score_around(before, after); !score.empty()) {
        edit.score = hash_of("score", score);
    }
    const auto old_words = text::words(before);
    const auto new_words = text::words(after);
    const auto slice =
        [](const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
            std::string result;
            for (auto i = begin; i < std::min(end, begin + 12); ++i) {
                result += masked(words[i]) + ' ';
            }
            return result;
        };
    for (const auto& run : align_by(*effort_, word_hashes(before), word_hashes(after), kLineWork)) {
        if (run.same) {
            continue;
        }
        // Two words on either side tell `12 points by` from `12 people`.
        const auto from = run.after_begin >= 2 ? run.after_begin - 2 : 0;
        const auto to = std::min(run.after_end + 2, new_words.size());
        edit.passages.push_back(hash64(
            prefix + "passage " + slice(new_words, from, run.after_begin) + "[" +
            slice(old_words, run.before_begin, run.before_end) + "|" +
            slice(new_words, run.after_begin, run.after_end) + "] " +
            slice(new_words, run.after_end, to)
        ));
    }
    return edit;
}

void Routine::count(
    std::uint64_t mark, std::uint64_t value, bool sentence, std::vector<FurnitureMark> teaches
) {
    auto& tally = tallies_[mark];
    ++tally.items;
    tally.values.insert(value);
    tally.sentence = tally.sentence || sentence;
    for (auto& taught : teaches) {
        if (tally.teaches.size() < 8) {
            tally.teaches.push_back(std::move(taught));
        }
    }
}

bool Routine::is_large_share(std::size_t items, std::size_t least) const {
    return items >= least && items * 2 >= items_;
}

bool Routine::is_routine(std::uint64_t mark) const {
    const auto found = tallies_.find(mark);
    if (found == tallies_.end() || found->second.items < kMany) {
        return false;
    }
    const auto& tally = found->second;
    // Tolls of one event rise to the same number everywhere; counters each have their own.
    return !tally.sentence || tally.values.size() == tally.items ||
           is_large_share(tally.items, kManySentences);
}

bool Routine::is_routine(const Edit& edit) const {
    if (is_routine(edit.line) || (edit.label != 0 && is_routine(edit.label))) {
        return true;
    }
    return !edit.passages.empty() && std::ranges::all_of(edit.passages, [&](std::uint64_t mark) {
        const auto found = tallies_.find(mark);
        return found != tallies_.end() &&
               (edit.sentence ? is_large_share(found->second.items, kManySentences)
                              : found->second.items >= kMany);
    });
}

bool Routine::is_score(const Edit& edit) const {
    if (edit.score == 0) {
        return false;
    }
    const auto found = tallies_.find(edit.score);
    return found != tallies_.end() && is_large_share(found->second.items, kMany) &&
           found->second.values.size() > 1;
}

/// Nothing when it is the whole text.
std::optional<NormalText> Routine::without_known(const NormalText& text) {
    if (known_.empty()) {
        return std::nullopt;
    }
    const auto is_known = [&](const std::string& block) {
        auto found = known_.find(paragraph_mark(block).hash);
        if (found == known_.end() && is_furniture_like(block)) {
            found = known_.find(line_mark(block).hash);
            if (found == known_.end() && !label(block).empty()) {
                found = known_.find(label_mark(block).hash);
            }
        }
        if (found == known_.end() || is_editors_note(block)) {
            return false;
        }
        learn(found->second);
        return true;
    };
    if (std::ranges::none_of(text.blocks, is_known)) {
        return std::nullopt;
    }
    NormalText result = text;
    std::erase_if(result.blocks, is_known);
    return result;
}

Routine::Pair Routine::compared(const NormalText& before, const NormalText& after) {
    Pair pair(before, after);
    pair.before_ = without_known(before);
    pair.after_ = without_known(after);
    pair.texts_ = compare_texts(pair.before(), pair.after(), *effort_);
    if (pair.before().title != pair.after().title) {
        pair.title_.push_back(edit_of("title ", pair.before().title, pair.after().title));
    }
    for (const auto& [from, to] : pair.texts_.edited) {
        pair.edits_.push_back(edit_of("body ", pair.before().blocks[from], pair.after().blocks[to])
        );
    }
    return pair;
}

void Routine::see(const NormalText& text) {
    count_blocks(text, blocks_);
}

void Routine::see_other(const NormalText& text) {
    count_blocks(text, other_blocks_);
}

Routine::Pair Routine::add(const NormalText& old_text, const NormalText& new_text) {
    auto pair = compared(old_text, new_text);
    const auto& before = pair.before();
    const auto& after = pair.after();
    const auto& texts = pair.texts();
    std::unordered_set<std::uint64_t> counted;  // an item counts once for each change
    const auto take = [&](std::uint64_t mark,
                          std::uint64_t value,
                          bool sentence,
                          std::vector<FurnitureMark> teaches) {
        if (counted.insert(mark).second) {
            count(mark, value, sentence, std::move(teaches));
        }
    };
    const auto take_edit = [&](Edit& edit) {
        take(edit.line, edit.value, edit.sentence, std::move(edit.teaches));
        if (edit.label != 0) {
            take(edit.label, edit.value, false, {std::move(edit.label_teaches)});
        }
        if (edit.score != 0) {
            take(edit.score, edit.value, true, {});
        }
        for (const auto passage : edit.passages) {
            take(passage, edit.value, edit.sentence, {});
        }
    };
    const auto take_line = [&](const char* fate, const std::string& block) {
        const bool brief = length_of(block) <= kMostLabelledWords && !is_editors_note(block);
        take(
            hash64(fate + masked(block)),
            0,
            false,
            brief ? std::vector<FurnitureMark>{paragraph_mark(block)} : std::vector<FurnitureMark>{}
        );
        wants_others_ = wants_others_ || length_of(block) <= kMostSharedWords;
    };
    std::ranges::for_each(pair.title_, take_edit);
    std::ranges::for_each(pair.edits_, take_edit);
    for (const auto index : texts.added) {
        take_line("added ", after.blocks[index]);
    }
    for (const auto index : texts.removed) {
        take_line("removed ", before.blocks[index]);
    }
    const auto swapped = swapped_labels(before, after, texts);
    for (const auto index : texts.added) {
        const auto& block = after.blocks[index];
        if (const auto name = label(block); swapped.contains(name)) {
            const bool brief = length_of(block) <= kMostLabelledWords;
            take(
                hash64("swapped " + name),
                0,
                false,
                brief ? std::vector<FurnitureMark>{label_mark(block)} : std::vector<FurnitureMark>{}
            );
        }
    }
    return pair;
}

bool Routine::moved_in_many(const char* fate, const std::string& block) const {
    const auto found = tallies_.find(hash64(fate + masked(block)));
    if (found == tallies_.end()) {
        return false;
    }
    // Three stories may well be corrected in one hour, with the same words.
    return is_editors_note(block) ? is_large_share(found->second.items, kMany)
                                  : found->second.items >= kMany;
}

bool Routine::is_everywhere(const std::string& block) {
    const auto hash = hash64(block);
    const auto here = blocks_.find(hash);
    const auto there = other_blocks_.find(hash);
    const auto in_items = here == blocks_.end() ? 0 : here->second;
    if (is_editors_note(block)) {
        return is_large_share(in_items, kMany);
    }
    const bool shared = there != other_blocks_.end() && there->second >= kMany &&
                        length_of(block) <= kMostSharedWords;
    if (shared) {
        learn(paragraph_mark(block));
    }
    return shared || in_items >= kMany;
}

Routine::Stripped Routine::strip(const NormalText& before, const NormalText& after) {
    auto stripped = strip(compared(before, after));
    return stripped ? *std::move(stripped) : Stripped{before, after};
}

std::optional<Routine::Stripped> Routine::strip(const Pair& pair) {
    const auto& before = pair.before();
    const auto& after = pair.after();
    const auto& texts = pair.texts();
    const bool scored = !pair.title_.empty() && is_score(pair.title_.front());
    const bool same_title = scored || (!pair.title_.empty() && is_routine(pair.title_.front()));
    std::vector<std::pair<std::size_t, std::size_t>> evened;
    for (std::size_t i = 0; i < pair.edits_.size(); ++i) {
        if (is_routine(pair.edits_[i])) {
            evened.push_back(texts.edited[i]);
        }
    }
    const auto swapped = swapped_labels(before, after, texts);
    const auto goes = [&](const char* fate, const std::string& block) {
        if (moved_in_many(fate, block)) {
            return true;
        }
        const auto name = swapped.empty() ? std::string() : label(block);
        return (swapped.contains(name) && is_routine(hash64("swapped " + name))) ||
               is_everywhere(block);
    };
    std::vector<std::size_t> came;
    std::ranges::copy_if(texts.added, std::back_inserter(came), [&](std::size_t index) {
        return goes("added ", after.blocks[index]);
    });
    std::vector<std::size_t> went;
    std::ranges::copy_if(texts.removed, std::back_inserter(went), [&](std::size_t index) {
        return goes("removed ", before.blocks[index]);
    });
    if (!same_title && evened.empty() && came.empty() && went.empty() && !pair.before_ &&
        !pair.after_) {
        return std::nullopt;
    }
    Stripped result{before, after, true};
    if (same_title) {
        result.after.title = before.title;
    }
    for (const auto& [from, to] : evened) {
        result.after.blocks[to] = before.blocks[from];
    }
    const auto erase = [](std::vector<std::string>& blocks, const std::vector<std::size_t>& gone) {
        std::vector<bool> left(blocks.size(), true);
        for (const auto index : gone) {
            left[index] = false;
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (left[i]) {
                if (kept != i) {
                    blocks[kept] = std::move(blocks[i]);
                }
                ++kept;
            }
        }
        blocks.resize(kept);
    };
    erase(result.after.blocks, came);
    erase(result.before.blocks, went);
    return result;
}

void Routine::learn(FurnitureMark mark) {
    if (taught_.size() < kMostLearned) {
        taught_.emplace(mark.hash, std::move(mark));
    }
}

std::vector<FurnitureMark> Routine::marks() const {
    auto all = taught_;
    for (const auto& [hash, tally] : tallies_) {
        if (tally.sentence || tally.items < kMany) {
            continue;
        }
        for (const auto& mark : tally.teaches) {
            if (all.size() < kMostLearned) {
                all.emplace(mark.hash, mark);
            }
        }
    }
    std::vector<FurnitureMark> result;
    result.reserve(all.size());
    for (auto& [hash, mark] : all) {
        result.push_back(std::move(mark));
    }
    std::ranges::sort(result, {}, &FurnitureMark::hash);
    return result;
}

}  // namespace wireroom::dedup
