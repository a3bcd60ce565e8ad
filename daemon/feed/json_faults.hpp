#pragma once

#include "feed/faults.hpp"

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

/// For whoever reads a list of problems.
std::string_view words_of(JsonFault fault);

using JsonFaults = Faults<JsonFault>;

}  // namespace wireroom::feed
