#include "feed/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace wireroom::feed {
namespace {

/// Walks from place to place, so that any number of them costs one pass.
class Walk {
public:
    explicit Walk(std::string_view text) : text_(text) {}

    Place to(std::size_t at) {
        for (at = std::min(at, text_.size()); at_ < at; ++at_) {
            const char c = text_[at_];
            const bool ends_line =
                c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'));
            if (ends_line) {
                ++place_.line;
                place_.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {
                ++place_.column;
            }
        }
        return place_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    Place place_;
};

}  // namespace

void report_faults(
    std::span<const SeenFault> seen,
    std::string_view (*words_of)(std::size_t kind),
    std::string_view text,
    Problems& problems
) {
    std::vector<std::size_t> kinds;
    for (std::size_t kind = 0; kind < seen.size(); ++kind) {
        if (seen[kind].count > 0) {
            kinds.push_back(kind);
        }
    }
    std::ranges::stable_sort(kinds, {}, [&](std::size_t kind) { return seen[kind].at; });
    Walk walk(text);
    for (const auto kind : kinds) {
        const auto [line, column] = walk.to(seen[kind].at);
        const auto words = words_of(kind);
        const auto count = seen[kind].count;
        problems.add(
            count == 1 ? fmt::format("{} (at {}:{})", words, line, column)
                       : fmt::format("{} ({} times, first at {}:{})", words, count, line, column)
        );
    }
}

Place place_of(std::string_view text, std::size_t at) {
    return Walk(text).to(at);
}

}  // namespace wireroom::feed
