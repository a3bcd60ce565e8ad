#pragma once

#include "dedup/effort.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace wireroom::dedup {

/// A run of equal fate in an alignment of two sequences: `before[before_begin, before_end)` against
/// `after[after_begin, after_end)`. When `same` both runs have one length; otherwise either may be
/// empty.
struct Run {
    bool same = false;
    std::size_t before_begin = 0;
    std::size_t before_end = 0;
    std::size_t after_begin = 0;
    std::size_t after_end = 0;

    bool operator==(const Run&) const = default;
};

/// Steps that one alignment may take before what is left counts as replaced.
inline constexpr std::size_t kAlignWork = 2'000'000;

/// Aligns two sequences of hashes, common ends first: with the fewest insertions and removals
/// (Myers 1986) where that takes at most 700 of them and the given steps, else between elements
/// that each side has once. Same and differing runs alternate and cover both sequences in order.
/// Time O((n + m)·log n) and the steps, memory O(n + m) and a few megabytes.
std::vector<Run> align(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t work = kAlignWork
);

/// The same with steps that several alignments share: those that were taken are subtracted.
std::vector<Run> align_within(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t& work
);

/// The same with at most `most` steps that are borrowed.
std::vector<Run> align_by(
    Effort& effort,
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t most
);

/// The longest part of pairs with ascending first members in which the second ones ascend too.
std::vector<std::pair<std::size_t, std::size_t>> longest_in_order(
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs
);

/// Share of the longer sequence's elements that the other has too, 0 to 1; 0 when both are empty.
/// @pre both are ascending
double sorted_overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace wireroom::dedup
