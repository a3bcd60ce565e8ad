#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/feed.hpp"
#include "model/item.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// JSON Feed 1.1 `hubs` entry: where to subscribe for pushes.
struct Hub {
    std::string type;  ///< `WebSub` or `rssCloud`, or what a JSON feed says
    std::string url;   ///< absolute

    bool operator==(const Hub&) const = default;
};

/// An entry that the publisher says is deleted (RFC 6721 `at:deleted-entry`).
struct Deletion {
    std::string id;  ///< of the entry, byte for byte
    std::optional<Timestamp> when;

    bool operator==(const Deletion&) const = default;
};

/// One feed document, decoded and mapped: what the publisher wrote, not sanitised, not judged.
/// Texts are valid UTF-8; URLs are absolute wherever any base was known.
struct ParsedFeed {
    /// `rss-2.0`, `rss-1.0`, `rss-0.94` … `rss-0.90`, `atom-1.0`, `atom-0.3`, `json-1.1`,
    /// `json-1.0`, `cdf`.
    std::string format;
    std::string encoding;     ///< of the bytes, as decoded: `utf-8`, `windows-1252`, …
    std::string title;        ///< plain text on one line; may be empty
    std::string description;  ///< plain text on one line; may be empty
    std::string home_page_url;
    std::string feed_url;  ///< what the document says its own URL is; may be empty or wrong
    std::string icon;
    std::string favicon;
    std::string language;  ///< BCP 47 as written
    std::string
        next_url;  ///< the next page of a paged or archived feed (RFC 5005, JSON Feed `next_url`)
    std::vector<model::Author> authors;
    std::vector<Hub> hubs;
    bool expired = false;               ///< JSON Feed: never poll again
    bool complete = false;              ///< RFC 5005 `fh:complete`: what is absent was removed
    model::PollHints hints;             ///< ttl, update_period, skip_hours, skip_days
    std::vector<std::string> problems;  ///< one line for every tolerated fault, in the order found
    std::vector<model::Item> items;     ///< in document order
    std::vector<Deletion> deleted;      ///< in document order
};

enum class ParseFault {
    kEmpty,     ///< nothing but white space
    kNotAFeed,  ///< readable, but no feed that we know
    kHtml,      ///< a web page; discovery may find the feed
    kBroken,    ///< a feed, but nothing of it could be saved
    kTooDeep,   ///< JSON or an OPML list nested deeper than the limits allow
    kTooLarge,  ///< more bytes than the limits allow
};
using ParseError = Error<ParseFault>;

/// What one document may cost. Values over a limit are cut or left out and named in `problems`;
/// only too many bytes or levels refuse the document.
struct Limits {
    std::size_t max_bytes = 32U << 20U;  ///< of the document
    std::size_t max_items = 2000;        ///< the newest are kept
    std::size_t max_title_bytes = 1024;  ///< also of names and tags
    std::size_t max_url_bytes = 4096;    ///< a longer URL is left out
    std::size_t max_content_bytes = 1U << 20U;
    std::size_t max_categories = 64;   ///< per item
    std::size_t max_enclosures = 32;   ///< per item
    std::size_t max_authors = 64;      ///< per item
    std::size_t max_depth = 256;       ///< of XML elements and JSON values
    std::size_t max_attributes = 256;  ///< per element
};

/// Parses one feed document of any supported format: RSS 0.90 to 2.0, RSS 1.0, Atom 0.3 and 1.0,
/// JSON Feed 1.0 and 1.1. The type is found by looking at the bytes; broken XML goes through a
/// repair stage. Linear in the size of the body, never processes a DTD, never recurses on the depth
/// of the input. Pure; safe from any thread.
/// @param body          raw bytes as received, after content decoding (gzip, br).
/// @param content_type  value of the HTTP header, may be empty: only its charset matters.
/// @param base_url      absolute URL the document came from after redirects; may be empty.
/// @return the feed, with every tolerated fault listed in `problems`; or why nothing could be used.
Result<ParsedFeed, ParseError> parse(
    std::string_view body,
    std::string_view content_type,
    std::string_view base_url,
    const Limits& limits = {}
);

}  // namespace wireroom::feed
