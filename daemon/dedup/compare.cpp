#include "dedup/compare.hpp"

#include "base/hash.hpp"
#include "dedup/align.hpp"
#include "dedup/line.hpp"
#include "dedup/number_words.hpp"
#include "dedup/pairing.hpp"
#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

// Paragraphs share at least this much of the longer one's words to be one edited paragraph.
constexpr double kSameParagraph = 0.5;
// Of a new or lost paragraph at least this much must be nowhere in the other text.
constexpr double kFresh = 0.5;
// Pairing looks at so many combinations before it goes by rare phrases.
constexpr std::size_t kMostPairs = 2'000;
// Steps for aligning the words of one pair of texts: 500 differing words, or more in long runs.
constexpr std::size_t kWordWork = 300'000;

std::vector<std::uint64_t> hashes(const std::vector<std::string>& blocks) {
    std::vector<std::uint64_t> result;
    result.reserve(blocks.size());
    for (const auto& block : blocks) {
        result.push_back(hash64(block));
    }
    return result;
}

/// Blocks that stand on both sides of the differing runs only moved.
void drop_moved(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::vector<std::size_t>& removed,
    std::vector<std::size_t>& added
) {
    std::unordered_map<std::uint64_t, int> moved;
    for (const auto index : removed) {
        ++moved[before[index]];
    }
    std::unordered_map<std::uint64_t, int> taken;
    std::erase_if(added, [&](std::size_t index) {
        auto& left = moved[after[index]];
        if (left == 0) {
            return false;
        }
        --left;
        ++taken[after[index]];
        return true;
    });
    std::erase_if(removed, [&](std::size_t index) {
        auto& left = taken[before[index]];
        if (left == 0) {
            return false;
        }
        --left;
        return true;
    });
}

/// Lines at either end of a text in which only figures moved: stamps and counters of a language
/// whose words for them are not known.
void drop_stamps(const NormalText& before, const NormalText& after, Comparison& result) {
    constexpr std::size_t kEnds = 2;
    const auto at_an_end = [](const NormalText& text, std::size_t index) {
        return text.blocks.size() > 1 && (index < kEnds || index + kEnds >= text.blocks.size());
    };
    std::erase_if(result.added, [&](std::size_t added) {
        const auto shape =
            at_an_end(after, added) ? stamp_shape(after.blocks[added]) : std::string();
        if (shape.empty()) {
            return false;
        }
        const auto old = std::ranges::find_if(result.removed, [&](std::size_t removed) {
            return at_an_end(before, removed) && stamp_shape(before.blocks[removed]) == shape;
        });
        if (old == result.removed.end()) {
            return false;
        }
        result.removed.erase(old);
        return true;
    });
}

/// Most of the text are links: a list of links, or a teaser that leads to its article.
bool is_mostly_links(const NormalText& text) {
    std::size_t linked = 0;
    std::size_t all = 0;
    for (const auto& block : text.blocks) {
        const auto words = text::count_words(block);
        all += words;
        linked += std::ranges::binary_search(text.links, hash64(block)) ? words : 0;
    }
    return linked * 2 > all;
}

/// What links to other stories say: few words and no sentence.
bool is_headline_like(std::string_view block) {
    constexpr std::size_t kMostHeadlineWords = 20;
    if (text::count_words(block) > kMostHeadlineWords || block.ends_with('.') ||
        block.find("。") != std::string_view::npos) {
        return false;
    }
    for (auto at = block.find_first_of(".!?"); at != std::string_view::npos;
         at = block.find_first_of(".!?", at + 1)) {
        if (at + 1 < block.size() && block[at + 1] == ' ') {
            return false;
        }
    }
    return true;
}

/// One paragraph with other numbers in it.
bool differ_in_numbers(const std::string& a, const std::string& b) {
    const auto numbers = [](const std::string& block) {
        const auto words = text::words(block);
        return numbers_between(words, 0, words.size());
    };
    const auto sorted_words = [](const std::string& block) {
        auto words = word_hashes(block);
        std::ranges::sort(words);
        return words;
    };
    return numbers(a) != numbers(b) &&
           sorted_overlap(sorted_words(a), sorted_words(b)) >= kSameParagraph;
}

/// Headlines of other stories that stand between or behind the paragraphs, by index. The first
/// paragraph is the story's own, be it a link, and so is one whose number changed.
std::vector<std::size_t> headlines(
    const NormalText& text,
    const std::vector<std::uint64_t>& hashes,
    const std::vector<std::size_t>& some,
    const NormalText& other,
    const std::vector<std::size_t>& some_other
) {
    std::vector<std::size_t> result;
    if (text.links.empty() || some.empty() || is_mostly_links(text)) {
        return result;
    }
    for (const auto index : some) {
        if (index > 0 && std::ranges::binary_search(text.links, hashes[index]) &&
            is_headline_like(text.blocks[index])) {
            result.push_back(index);
        }
    }
    if (result.size() * some_other.size() > kMostPairs) {
        result.clear();
    }
    std::erase_if(result, [&](std::size_t index) {
        return std::ranges::any_of(some_other, [&](std::size_t theirs) {
            return differ_in_numbers(text.blocks[index], other.blocks[theirs]);
        });
    });
    return result;
}

void drop_links(
    const NormalText& before,
    const std::vector<std::uint64_t>& hashes_before,
    const NormalText& after,
    const std::vector<std::uint64_t>& hashes_after,
    Comparison& result
) {
    const auto drop = [](std::vector<std::size_t>& some, const std::vector<std::size_t>& dropped) {
        std::erase_if(some, [&](std::size_t index) {
            return std::ranges::binary_search(dropped, index);
        });
    };
    const auto gone = headlines(before, hashes_before, result.removed, after, result.added);
    const auto come = headlines(after, hashes_after, result.added, before, result.removed);
    drop(result.removed, gone);
    drop(result.added, come);
}

/// Too many to try each with each: pairs in order, by rare phrases.
void pair_many(const NormalText& before, const NormalText& after, Comparison& result) {
    const auto words_of_each = [](const NormalText& text, const std::vector<std::size_t>& indexes) {
        std::vector<std::vector<std::uint64_t>> words;
        words.reserve(indexes.size());
        for (const auto index : indexes) {
            words.push_back(word_hashes(text.blocks[index]));
        }
        return words;
    };
    const auto pairs = pair_paragraphs(
        words_of_each(before, result.removed), words_of_each(after, result.added), kSameParagraph
    );
    std::vector<bool> removed_taken(result.removed.size());
    std::vector<bool> added_taken(result.added.size());
    for (const auto& [from, to] : pairs) {
        result.edited.emplace_back(result.removed[from], result.added[to]);
        removed_taken[from] = true;
        added_taken[to] = true;
    }
    const auto drop = [](std::vector<std::size_t>& indexes, const std::vector<bool>& taken) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            if (!taken[i]) {
                indexes[kept++] = indexes[i];
            }
        }
        indexes.resize(kept);
    };
    drop(result.removed, removed_taken);
    drop(result.added, added_taken);
}

void pair_edited(const NormalText& before, const NormalText& after, Comparison& result) {
    if (result.removed.size() * result.added.size() > kMostPairs) {
        pair_many(before, after, result);
        return;
    }
    struct Pair {
        double overlap;
        std::size_t removed;
        std::size_t added;
    };
    const auto sorted_words = [](const std::string& block) {
        auto words = word_hashes(block);
        std::ranges::sort(words);
        return words;
    };
    std::vector<std::vector<std::uint64_t>> added_words;
    added_words.reserve(result.added.size());
    for (const auto index : result.added) {
        added_words.push_back(sorted_words(after.blocks[index]));
    }
    std::vector<Pair> pairs;
    for (const auto removed : result.removed) {
        const auto words = sorted_words(before.blocks[removed]);
        for (std::size_t i = 0; i < result.added.size(); ++i) {
            const auto share = sorted_overlap(words, added_words[i]);
            if (share >= kSameParagraph) {
                pairs.push_back({share, removed, result.added[i]});
            }
        }
    }
    std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) {
        return a.overlap > b.overlap;
    });
    for (const auto& pair : pairs) {
        const auto removed = std::ranges::find(result.removed, pair.removed);
        const auto added = std::ranges::find(result.added, pair.added);
        if (removed != result.removed.end() && added != result.added.end()) {
            result.edited.emplace_back(pair.removed, pair.added);
            result.removed.erase(removed);
            result.added.erase(added);
        }
    }
    std::ranges::sort(result.edited, {}, &std::pair<std::size_t, std::size_t>::second);
}

std::vector<std::string_view> words_of(
    const NormalText& text, const std::vector<std::size_t>& indexes
) {
    std::vector<std::string_view> result;
    for (const auto index : indexes) {
        const auto words = text::words(text.blocks[index]);
        result.insert(result.end(), words.begin(), words.end());
    }
    return result;
}

/// `三` became `十三`: what came is a part of a number whose other characters stayed.
void widen_numeral(
    const std::vector<std::string_view>& before,
    const std::vector<std::string_view>& after,
    Run& run
) {
    for (auto i = run.before_begin; i < run.before_end; ++i) {
        if (!is_numeral(before[i])) {
            return;
        }
    }
    for (auto i = run.after_begin; i < run.after_end; ++i) {
        if (!is_numeral(after[i])) {
            return;
        }
    }
    while (run.before_begin > 0 && run.after_begin > 0 &&
           is_numeral(before[run.before_begin - 1]) &&
           before[run.before_begin - 1] == after[run.after_begin - 1]) {
        --run.before_begin;
        --run.after_begin;
    }
    while (run.before_end < before.size() && run.after_end < after.size() &&
           is_numeral(before[run.before_end]) && before[run.before_end] == after[run.after_end]) {
        ++run.before_end;
        ++run.after_end;
    }
}

}  // namespace

WordDiff compare_words(
    const std::vector<std::string_view>& before, const std::vector<std::string_view>& after
) {
    Effort effort;
    return compare_words(before, after, effort);
}

WordDiff compare_words(
    const std::vector<std::string_view>& before,
    const std::vector<std::string_view>& after,
    Effort& effort
) {
    // A rewritten passage has other numbers too; a correction changes few words around its number.
    constexpr std::size_t kMostAroundNumber = 8;
    WordDiff result;
    std::vector<std::uint64_t> hashes_before;
    std::vector<std::uint64_t> hashes_after;
    hashes_before.reserve(before.size());
    hashes_after.reserve(after.size());
    for (const auto word : before) {
        hashes_before.push_back(hash64(word));
    }
    for (const auto word : after) {
        hashes_after.push_back(hash64(word));
    }
    for (auto run : align_by(effort, hashes_before, hashes_after, kWordWork)) {
        if (run.same) {
            continue;
        }
        result.removed += static_cast<int>(run.before_end - run.before_begin);
        result.added += static_cast<int>(run.after_end - run.after_begin);
        widen_numeral(before, after, run);
        const auto removed = run.before_end - run.before_begin;
        const auto added = run.after_end - run.after_begin;
        if (removed == 0 || added == 0 || removed > kMostAroundNumber ||
            added > kMostAroundNumber) {
            continue;
        }
        const auto old_numbers = numbers_between(before, run.before_begin, run.before_end);
        const auto new_numbers = numbers_between(after, run.after_begin, run.after_end);
        std::string old_digits;
        std::string new_digits;
        for (const auto& number : old_numbers) {
            old_digits += number;
        }
        for (const auto& number : new_numbers) {
            new_digits += number;
        }
        // `25,000` became `25 000`: one number in two words.
        if (!old_numbers.empty() && !new_numbers.empty() && old_digits != new_digits) {
            result.number_changed = true;
        }
    }
    return result;
}

Comparison compare_texts(const NormalText& before, const NormalText& after) {
    Effort effort;
    return compare_texts(before, after, effort);
}

Comparison compare_texts(const NormalText& before, const NormalText& after, Effort& effort) {
    Comparison result;
    const auto hashes_before = hashes(before.blocks);
    const auto hashes_after = hashes(after.blocks);
    for (const auto& run : align_by(effort, hashes_before, hashes_after, kAlignWork)) {
        if (run.same) {
            continue;
        }
        for (auto i = run.before_begin; i < run.before_end; ++i) {
            result.removed.push_back(i);
        }
        for (auto i = run.after_begin; i < run.after_end; ++i) {
            result.added.push_back(i);
        }
    }
    drop_moved(hashes_before, hashes_after, result.removed, result.added);
    drop_links(before, hashes_before, after, hashes_after, result);
    drop_stamps(before, after, result);
    // Words go over paragraph ends: what was split or joined has no new words.
    result.words =
        compare_words(words_of(before, result.removed), words_of(after, result.added), effort);
    pair_edited(before, after, result);
    if (!result.added.empty()) {
        const Shingles old(before);
        std::erase_if(result.added, [&](std::size_t index) {
            return covered(Shingles(after.blocks[index]), old) > 1 - kFresh;
        });
    }
    if (!result.removed.empty()) {
        const Shingles fresh(after);
        std::erase_if(result.removed, [&](std::size_t index) {
            return covered(Shingles(before.blocks[index]), fresh) > 1 - kFresh;
        });
    }
    return result;
}

}  // namespace wireroom::dedup
