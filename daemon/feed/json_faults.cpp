#include "feed/json_faults.hpp"

#include "feed/xml_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace wireroom::feed {
namespace {

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

}  // namespace

void JsonFaults::report(std::string_view text, Problems& problems) const {
    std::vector<std::size_t> kinds;
    for (std::size_t kind = 0; kind < seen_.size(); ++kind) {
        if (seen_[kind].count > 0) {
            kinds.push_back(kind);
        }
    }
    std::ranges::stable_sort(kinds, {}, [this](std::size_t kind) { return seen_[kind].at; });
    Place place;
    std::size_t done = 0;
    for (const auto kind : kinds) {
        // From place to place, so that any number of them costs one pass.
        const auto next = std::min(seen_[kind].at, text.size());
        const auto step = place_of(text.substr(done), next - done);
        place.column = step.line == 1 ? place.column + step.column - 1 : step.column;
        place.line += step.line - 1;
        done = next;
        const auto words = words_of(static_cast<JsonFault>(kind));
        const auto count = seen_[kind].count;
        problems.add(
            count == 1 ? fmt::format("{} (at {}:{})", words, place.line, place.column)
                       : fmt::format(
                             "{} ({} times, first at {}:{})", words, count, place.line, place.column
                         )
        );
    }
}

}  // namespace wireroom::feed
