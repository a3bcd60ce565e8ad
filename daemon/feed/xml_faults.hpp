#pragma once

#include "feed/faults.hpp"

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

/// For whoever reads a list of problems.
std::string_view words_of(XmlFault fault);

using XmlFaults = Faults<XmlFault>;

}  // namespace wireroom::feed
