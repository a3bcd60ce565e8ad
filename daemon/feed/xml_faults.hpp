#pragma once

#include "feed/problems.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wireroom::feed {

/// What can be wrong with XML text and is read all the same. `docs/broken-documents.md` explains
/// each.
enum class XmlFault : std::uint8_t {
    kTextBefore,
    kMarkupBefore,
    kSpaceBefore,
    kLateDeclaration,
    kBadDeclaration,
    kWebPage,
    kBareAmpersand,
    kUnknownEntity,
    kHtmlEntity,
    kC1Reference,
    kPairedReferences,
    kIllegalReference,
    kEntityLimits,
    kBareLess,
    kLessInValue,
    kUnquotedValue,
    kNoValue,
    kNoSpace,
    kOpenQuote,
    kDuplicateAttribute,
    kStrayInTag,
    kOpenTag,
    kTextEndMark,
    kNestedCdata,
    kSwallowedCdata,
    kOpenCdata,
    kDashesInComment,
    kOpenComment,
    kOpenInstruction,
    kVoidElement,
    kOpenItem,
    kCrossed,
    kEndTagCase,
    kStrayEndTag,
    kUndeclaredPrefix,
    kTooDeep,
    kTooManyAttributes,
    kTooManyNodes,
    kTruncated,
    kDroppedItem,
    kDroppedElement,
    kSecondRoot,
    kJunkAfter,
    kCount,
};

/// Faults of one document, each kind with its number and its first place. Noting one is cheap and
/// allocates nothing: a hostile document may have a million.
class XmlFaults {
public:
    /// @param at  offset in the text that `report` is given.
    void note(XmlFault fault, std::size_t at) {
        auto& seen = seen_[static_cast<std::size_t>(fault)];
        if (seen.count++ == 0) {
            seen.at = at;
        }
    }

    std::size_t count(XmlFault fault) const { return seen_[static_cast<std::size_t>(fault)].count; }

    /// Adds one line for each kind to `problems`, in the order of their first places:
    /// `bare & taken literally (3 times, first at 12:34)`.
    void report(std::string_view text, Problems& problems) const;

private:
    struct Seen {
        std::size_t count = 0;
        std::size_t at = 0;
    };
    std::array<Seen, static_cast<std::size_t>(XmlFault::kCount)> seen_{};
};

/// Where an offset stands as a text editor says it: line and character, both from 1.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Linear in `at`. CR LF, LF and a lone CR end lines; a column is a character, not a byte.
Place place_of(std::string_view text, std::size_t at);

}  // namespace wireroom::feed
