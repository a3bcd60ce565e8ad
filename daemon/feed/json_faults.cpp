#include "feed/json_faults.hpp"

namespace wireroom::feed {

std::string_view words_of(JsonFault fault) {
    switch (fault) {
        case JsonFault::kTextBefore:
            return "text before the document ignored";
        case JsonFault::kWrapped:
            return "the document stands in a call, which is ignored";
        case JsonFault::kComment:
            return "comment ignored";
        case JsonFault::kExtraComma:
            return "comma without an element ignored";
        case JsonFault::kMissingComma:
            return "missing comma added";
        case JsonFault::kMissingColon:
            return "missing colon added";
        case JsonFault::kMissingValue:
            return "name without a value dropped";
        case JsonFault::kRawControl:
            return "line feed or tab in a string taken literally";
        case JsonFault::kBareQuote:
            return "quotation mark inside of a string taken literally";
        case JsonFault::kSingleQuotes:
            return "string in single quotes";
        case JsonFault::kBadEscape:
            return "escape that JSON does not know decoded or taken literally";
        case JsonFault::kLoneSurrogate:
            return "half of a character dropped";
        case JsonFault::kBareWord:
            return "word without quotes";
        case JsonFault::kStray:
            return "stray character dropped";
        case JsonFault::kCrossed:
            return "unclosed or crossed brackets closed";
        case JsonFault::kTruncated:
            return "the document ends before its outermost bracket does";
        case JsonFault::kDroppedItem:
            return "incomplete last item dropped";
        case JsonFault::kDroppedMember:
            return "incomplete last member dropped";
        case JsonFault::kJunkAfter:
            return "text after the document ignored";
        case JsonFault::kCount:
            break;
    }
    return "fault";
}

}  // namespace wireroom::feed
