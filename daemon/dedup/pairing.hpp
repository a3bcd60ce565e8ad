#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace wireroom::dedup {

/// Which paragraphs of two texts are one paragraph that was edited: pairs of indexes in order, each
/// with at least `least` of the longer one's words in common, as alike in sum as possible. Exact
/// for groups of up to 60 against 60; larger ones are paired by rare phrases, in linear time.
/// @param before, after  hashes of each paragraph's words, in order.
std::vector<std::pair<std::size_t, std::size_t>> pair_paragraphs(
    std::vector<std::vector<std::uint64_t>> before,
    std::vector<std::vector<std::uint64_t>> after,
    double least
);

}  // namespace wireroom::dedup
