#include "feed/parse.hpp"

#include "feed/json_feed.hpp"
#include "feed/problems.hpp"
#include "feed/sniff.hpp"
#include "feed/xml_feed.hpp"
#include "text/charset.hpp"

#include <fmt/format.h>

namespace wireroom::feed {

Result<ParsedFeed, ParseError> parse(
    std::string_view body,
    std::string_view content_type,
    std::string_view base_url,
    const Limits& limits
) {
    if (body.size() > limits.max_bytes) {
        return ParseError(
            ParseFault::kTooLarge,
            fmt::format("document of {} bytes; at most {} are read", body.size(), limits.max_bytes)
        );
    }
    if (sniff_bytes(body) == Kind::kBinary) {
        return ParseError(ParseFault::kNotAFeed, "a binary or compressed file, not a feed");
    }
    auto decoded = text::decode(body, content_type);
    Problems problems;
    for (auto& problem : decoded.problems) {
        problems.add(std::move(problem));
    }
    const auto read = [&]() -> Result<ParsedFeed, ParseError> {
        switch (sniff_text(decoded.text)) {
            case Kind::kEmpty:
                return ParseError(ParseFault::kEmpty, "an empty document");
            case Kind::kJson:
                return parse_json_feed(decoded.text, base_url, limits, problems);
            case Kind::kMarkup:
                return parse_xml_feed(decoded.text, base_url, limits, problems);
            default:
                return ParseError(ParseFault::kNotAFeed, "plain text, not a feed");
        }
    };
    auto feed = read();
    if (feed) {
        feed->encoding = std::move(decoded.encoding);
        feed->problems = problems.take();
    }
    return feed;
}

}  // namespace wireroom::feed
