#include "feed/parse.hpp"

#include "feed/json_feed.hpp"
#include "feed/json_repair.hpp"
#include "feed/problems.hpp"
#include "feed/sniff.hpp"
#include "feed/xml_feed.hpp"
#include "feed/xml_scan.hpp"
#include "text/charset.hpp"
#include "text/html.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace wireroom::feed {
namespace {

/// C1 controls (U+0080 to U+009F) are windows-1252 text that somebody took for ISO-8859-1: what
/// HTML does for references to them is done for the characters themselves.
/// @return the text, or what it became in `out`.
std::string_view read_c1_as_windows_1252(
    std::string_view text, std::string& out, Problems& problems
) {
    const auto next = [&](std::size_t from) {
        for (auto at = text.find('\xC2', from); at != std::string::npos;
             at = text.find('\xC2', at + 1)) {
            const auto second =
                at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
            if (second >= 0x80 && second <= 0x9F) {
                return at;
            }
        }
        return std::string::npos;
    };
    auto at = next(0);
    if (at == std::string::npos) {
        return text;
    }
    problems.add("C1 controls read as windows-1252");
    std::size_t done = 0;
    for (; at != std::string::npos; at = next(done)) {
        out.append(text.substr(done, at - done));
        out +=
            text::decode_references(fmt::format("&#{};", static_cast<unsigned char>(text[at + 1])));
        done = at + 2;
    }
    return out.append(text.substr(done));
}

/// `[12:00] Notice: …` or `{"debug":1}` before a feed in XML looks like JSON.
Result<ParsedFeed, ParseError> read_json_or_markup(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
) {
    auto as_markup = problems;
    auto feed = parse_json_feed(text, base_url, limits, problems);
    if (feed || feed.error().kind == ParseFault::kTooDeep || !mentions_root(text)) {
        return feed;
    }
    auto second = parse_xml_feed(text, base_url, limits, as_markup);
    if (second) {
        problems = std::move(as_markup);
        return second;
    }
    return feed;
}

/// `<br /><b>Warning</b>: …` before a JSON Feed looks like mark-up.
Result<ParsedFeed, ParseError> read_markup_or_json(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
) {
    auto as_json = problems;
    auto feed = parse_xml_feed(text, base_url, limits, problems);
    if (feed || feed.error().kind != ParseFault::kNotAFeed || !ends_as_json_feed(text)) {
        return feed;
    }
    auto second = parse_json_feed(text, base_url, limits, as_json);
    if (second) {
        problems = std::move(as_json);
        return second;
    }
    return feed;
}

}  // namespace

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
    text::Decoded decoded;
    auto text = text::decode(body, content_type, decoded);
    Problems problems;
    for (auto& problem : decoded.problems) {
        problems.add(std::move(problem));
    }
    std::string patched;
    text = read_c1_as_windows_1252(text, patched, problems);
    const auto read = [&]() -> Result<ParsedFeed, ParseError> {
        switch (sniff_text(text)) {
            case Kind::kEmpty:
                return ParseError(ParseFault::kEmpty, "an empty document");
            case Kind::kJson:
                return read_json_or_markup(text, base_url, limits, problems);
            case Kind::kMarkup:
                return read_markup_or_json(text, base_url, limits, problems);
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
