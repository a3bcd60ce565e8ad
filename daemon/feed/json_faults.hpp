#pragma once

#include "feed/problems.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wireroom::feed {

/// What can be wrong with JSON text and is read all the same. `docs/broken-documents.md` explains
/// each.
enum class JsonFault : std::uint8_t {
    kTextBefore,
    kWrapped,
    kComment,
    kExtraComma,
    kMissingComma,
    kMissingColon,
    kMissingValue,
    kRawControl,
    kBareQuote,
    kSingleQuotes,
    kBadEscape,
    kLoneSurrogate,
    kBareWord,
    kStray,
    kCrossed,
    kTruncated,
    kDroppedItem,
    kDroppedMember,
    kJunkAfter,
    kCount,
};

/// Faults of one document, each kind with its number and its first place; see `XmlFaults`.
class JsonFaults {
public:
    /// @param at  offset in the text that `report` is given.
    void note(JsonFault fault, std::size_t at) {
        auto& seen = seen_[static_cast<std::size_t>(fault)];
        if (seen.count++ == 0) {
            seen.at = at;
        }
    }

    std::size_t count(JsonFault fault) const {
        return seen_[static_cast<std::size_t>(fault)].count;
    }

    /// Adds one line for each kind to `problems`, in the order of their first places:
    /// `comma without an element ignored (3 times, first at 12:34)`. Linear in the text.
    void report(std::string_view text, Problems& problems) const;

private:
    struct Seen {
        std::size_t count = 0;
        std::size_t at = 0;
    };
    std::array<Seen, static_cast<std::size_t>(JsonFault::kCount)> seen_{};
};

}  // namespace wireroom::feed
