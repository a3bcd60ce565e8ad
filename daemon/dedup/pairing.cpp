#include "dedup/pairing.hpp"

#include "dedup/align.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

constexpr std::size_t kMostExact = 60;
// A phrase that more paragraphs have says little about any.
constexpr std::size_t kRare = 6;
// Paragraphs that one is compared with at most.
constexpr std::size_t kMostCompared = 3;

using Words = std::vector<std::vector<std::uint64_t>>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

Pairs exactly(const Words& before, const Words& after, double least) {
    const auto n = before.size();
    const auto m = after.size();
    std::vector<std::vector<double>> likeness(n, std::vector<double>(m, 0));
    std::vector<std::vector<double>> best(n + 1, std::vector<double>(m + 1, 0));
    for (auto i = n; i-- > 0;) {
        for (auto k = m; k-- > 0;) {
            likeness[i][k] = sorted_overlap(before[i], after[k]);
            best[i][k] = std::max(best[i + 1][k], best[i][k + 1]);
            if (likeness[i][k] >= least) {
                best[i][k] = std::max(best[i][k], likeness[i][k] + best[i + 1][k + 1]);
            }
        }
    }
    Pairs pairs;
    for (std::size_t i = 0, k = 0; i < n && k < m;) {
        if (likeness[i][k] >= least && best[i][k] == likeness[i][k] + best[i + 1][k + 1]) {
            pairs.emplace_back(i++, k++);
        } else if (best[i][k] == best[i + 1][k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return pairs;
}

/// Three words in a row, wherever they stand in a paragraph.
Words phrases_of(const Words& paragraphs) {
    constexpr std::size_t kLength = 3;
    Words result;
    result.reserve(paragraphs.size());
    for (const auto& words : paragraphs) {
        const auto length = std::min(kLength, words.size());
        auto& phrases = result.emplace_back();
        phrases.reserve(words.size());
        for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
            std::uint64_t hash = 0;
            for (std::size_t k = 0; k < length; ++k) {
                hash = (hash ^ words[i + k]) * 0x9E3779B97F4A7C15ULL;
                hash ^= hash >> 29U;
            }
            phrases.push_back(hash);
        }
    }
    return result;
}

/// @param old_phrases, new_phrases  what the same paragraphs are found by.
Pairs by_rare_phrases(
    const Words& before,
    const Words& after,
    const Words& old_phrases,
    const Words& new_phrases,
    double least
) {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
    for (std::size_t k = 0; k < after.size(); ++k) {
        for (const auto phrase : new_phrases[k]) {
            auto& list = holders[phrase];
            if (list.size() <= kRare && (list.empty() || list.back() != k)) {
                list.push_back(k);
            }
        }
    }
    Pairs pairs;
    std::unordered_map<std::size_t, std::size_t> votes;
    for (std::size_t i = 0; i < before.size(); ++i) {
        votes.clear();
        for (const auto phrase : old_phrases[i]) {
            const auto found = holders.find(phrase);
            if (found != holders.end() && found->second.size() <= kRare) {
                for (const auto k : found->second) {
                    ++votes[k];
                }
            }
        }
        // The place where it would stand if all had kept their order is worth a look too.
        std::vector<std::pair<std::size_t, std::size_t>> candidates = {
            {before[i].size() + 1, i * after.size() / before.size()}};
        for (const auto& [k, count] : votes) {
            candidates.emplace_back(count, k);
        }
        const auto compared = std::min(candidates.size(), kMostCompared);
        std::ranges::partial_sort(
            candidates, candidates.begin() + static_cast<std::ptrdiff_t>(compared), std::greater<>()
        );
        double best = least;
        auto chosen = after.size();
        for (std::size_t c = 0; c < compared; ++c) {
            const auto likeness = sorted_overlap(before[i], after[candidates[c].second]);
            if (likeness > best || (likeness == best && chosen == after.size())) {
                best = likeness;
                chosen = candidates[c].second;
            }
        }
        if (chosen < after.size()) {
            pairs.emplace_back(i, chosen);
        }
    }
    return longest_in_order(pairs);
}

}  // namespace

Pairs pair_paragraphs(Words before, Words after, double least) {
    if (before.empty() || after.empty()) {
        return {};
    }
    const bool few = before.size() <= kMostExact && after.size() <= kMostExact;
    const auto old_phrases = few ? Words() : phrases_of(before);
    const auto new_phrases = few ? Words() : phrases_of(after);
    for (auto* side : {&before, &after}) {
        for (auto& words : *side) {
            std::ranges::sort(words);
        }
    }
    return few ? exactly(before, after, least)
               : by_rare_phrases(before, after, old_phrases, new_phrases, least);
}

}  // namespace wireroom::dedup
