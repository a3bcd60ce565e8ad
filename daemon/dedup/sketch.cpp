#include "dedup/sketch.hpp"

#include "dedup/similarity.hpp"

#include <algorithm>
#include <limits>

namespace wireroom::dedup {
namespace {

/// Up to here a sketch knows every hash of its text.
std::uint32_t known_up_to(const Sketch& sketch) {
    return sketch.shingles <= kSketchHashes || sketch.hashes.empty()
               ? std::numeric_limits<std::uint32_t>::max()
               : sketch.hashes.back();
}

std::size_t count_up_to(const Sketch& sketch, std::uint32_t limit) {
    return static_cast<std::size_t>(
        std::ranges::upper_bound(sketch.hashes, limit) - sketch.hashes.begin()
    );
}

}  // namespace

Sketch sketch_of(const Shingles& shingles) {
    if (shingles.words() < kSketchedTokens) {
        return {};
    }
    Sketch sketch{.shingles = static_cast<std::uint32_t>(shingles.size())};
    sketch.hashes.reserve(std::min(shingles.size(), kSketchHashes));
    for (const auto hash : shingles.hashes()) {
        if (sketch.hashes.size() == kSketchHashes) {
            break;
        }
        // The upper half keeps the order.
        sketch.hashes.push_back(static_cast<std::uint32_t>(hash >> 32U));
    }
    return sketch;
}

std::span<const std::uint32_t> sketch_keys(const Sketch& sketch) {
    return std::span(sketch.hashes).first(std::min(sketch.hashes.size(), kSketchKeys));
}

Likeness likeness(const Sketch& a, const Sketch& b) {
    if (a.hashes.empty() || b.hashes.empty()) {
        return {};
    }
    // Below this both texts show all they have: a fair sample of either.
    const auto limit = std::min(known_up_to(a), known_up_to(b));
    const auto in_a = count_up_to(a, limit);
    const auto in_b = count_up_to(b, limit);
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < in_a && j < in_b;) {
        if (a.hashes[i] < b.hashes[j]) {
            ++i;
        } else if (b.hashes[j] < a.hashes[i]) {
            ++j;
        } else {
            ++common;
            ++i;
            ++j;
        }
    }
    const auto smaller = a.shingles < b.shingles   ? in_a
                         : b.shingles < a.shingles ? in_b
                                                   : std::min(in_a, in_b);
    Likeness result{.sample = smaller};
    // A flash beside a long article may show nothing in so small a sample: neither like nor unlike.
    result.containment =
        smaller == 0 ? 0.5
                     : std::min(1.0, static_cast<double>(common) / static_cast<double>(smaller));
    const auto either = in_a + in_b - common;
    result.jaccard = either == 0 ? 0 : static_cast<double>(common) / static_cast<double>(either);
    return result;
}

}  // namespace wireroom::dedup
