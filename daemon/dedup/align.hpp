#pragma once

#include <cstddef>
#include <cstdint>
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

/// Aligns two sequences of hashes with the fewest insertions and removals (Myers 1986), common ends
/// first. Same and differing runs alternate and cover both sequences in order. Time O((n + m)·d),
/// memory O(d²) with d at most 700: when either bound is reached, the middle is one differing run.
std::vector<Run> align(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t work = kAlignWork
);

/// Share of the longer sequence's elements that the other has too, whatever their order: 0 to 1.
double overlap(std::vector<std::uint64_t> a, std::vector<std::uint64_t> b);

}  // namespace wireroom::dedup
