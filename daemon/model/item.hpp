#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::model {

/// JSON Feed 1.1 `author`; RFC 4287 person construct. At least one member is not empty.
struct Author {
    std::string name;
    std::string url;
    std::string avatar;

    bool operator==(const Author&) const = default;
};

/// JSON Feed 1.1 `attachment`; RSS enclosure; Media RSS content.
struct Attachment {
    std::string url;        ///< absolute
    std::string mime_type;  ///< as the publisher says it; may be empty
    std::string title;
    std::optional<std::uint64_t> size_in_bytes;
    std::optional<double> duration_in_seconds;

    bool operator==(const Attachment&) const = default;
};

/// A text of a document and what it is; never sanitised here.
struct Markup {
    enum class Type { kText, kHtml };
    std::string value;  ///< UTF-8; XHTML constructs are serialised as HTML
    Type type = Type::kHtml;
    std::string base;  ///< absolute URL that relative links inside resolve against; may be empty
};

/// One entry of one feed document, as the publisher wrote it: decoded and mapped, not sanitised,
/// not judged.
struct Item {
    std::string
        id;  ///< `guid`, `atom:id`, `rdf:about` or JSON Feed `id`, byte for byte; may be empty
    bool id_is_permalink = false;  ///< an RSS guid that may serve as the link
    std::string url;               ///< where a person reads it, absolute; may be empty
    std::string
        external_url;   ///< JSON Feed `external_url`, RSS `source`: a reference, never identity
    std::string title;  ///< plain text on one line; may be empty
    Markup content;     ///< the full text when there is one, else the summary
    Markup summary;     ///< only when it stands beside a full text
    std::string image;
    std::string banner_image;
    std::string language;  ///< BCP 47 as written; empty when the feed's holds
    std::vector<std::string> tags;
    std::vector<Author> authors;
    std::vector<Attachment> attachments;
    std::optional<Timestamp> date_published;  ///< nothing rather than a guess
    std::optional<Timestamp> date_modified;
    std::uint64_t raw_hash = 0;  ///< XXH3 over everything in this item and nothing outside of it
};

}  // namespace wireroom::model
