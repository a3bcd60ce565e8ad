#pragma once

#include "feed/problems.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace wireroom::feed {

/// One kind of fault in a document.
struct SeenFault {
    std::size_t count = 0;
    std::size_t at = 0;  ///< offset of the first
};

/// Adds one line for each kind that was seen to `problems`, in the order of their first places:
/// `bare & taken literally (3 times, first at 12:34)`. Linear in the text.
/// @param words_of  what is said of a kind
void report_faults(
    std::span<const SeenFault> seen,
    std::string_view (*words_of)(std::size_t kind),
    std::string_view text,
    Problems& problems
);

/// Faults of one document, each kind with its number and its first place. Noting one is cheap and
/// allocates nothing: a hostile document may have a million.
/// @tparam Fault  an enum that ends in `kCount`; `words_of(Fault)` says what is told of each.
template <class Fault>
class Faults {
public:
    /// @param at  offset in the text that `report` is given.
    void note(Fault fault, std::size_t at) {
        auto& seen = seen_[static_cast<std::size_t>(fault)];
        if (seen.count++ == 0) {
            seen.at = at;
        }
    }

    std::size_t count(Fault fault) const { return seen_[static_cast<std::size_t>(fault)].count; }

    /// See `report_faults`.
    void report(std::string_view text, Problems& problems) const {
        const auto words = [](std::size_t kind) { return words_of(static_cast<Fault>(kind)); };
        report_faults(seen_, words, text, problems);
    }

private:
    std::array<SeenFault, static_cast<std::size_t>(Fault::kCount)> seen_{};
};

/// Where an offset stands as a text editor says it: line and character, both from 1.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Linear in `at`. CR LF, LF and a lone CR end lines; a column is a character, not a byte.
Place place_of(std::string_view text, std::size_t at);

}  // namespace wireroom::feed
