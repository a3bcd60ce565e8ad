#include "base/spelling.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace wireroom {
namespace {

constexpr std::size_t kLongestWord = 40;

/// Optimal string alignment: Levenshtein's distance with swapped neighbours as one edit.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> before(width);
    std::vector<std::size_t> above(width);
    std::vector<std::size_t> row(width);
    for (std::size_t j = 0; j < width; ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before = above;
        above = row;
        row[0] = i;
        for (std::size_t j = 1; j < width; ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
    }
    return row.back();
}

/// Edits that a word of this many bytes can take and still be recognised.
std::size_t most_edits(std::size_t length) {
    return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

}  // namespace

std::optional<std::string_view> closest(
    std::string_view word, const std::vector<std::string_view>& known
) {
    if (word.size() > kLongestWord) {
        return std::nullopt;
    }
    const auto lower = to_lower(word);
    std::optional<std::string_view> best;
    std::size_t fewest = most_edits(word.size()) + 1;
    for (const auto candidate : known) {
        if (const auto edits = edit_distance(lower, candidate); edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

}  // namespace wireroom
