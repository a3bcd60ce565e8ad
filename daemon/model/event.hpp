#pragma once

#include "model/story.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace wireroom::model {

/// A place in the event log: everything up to and including `seq` has been read. On the wire
/// `"<epoch>-<seq>"`.
struct Cursor {
    std::string epoch;  ///< of the store, random; a restored backup has another
    std::int64_t seq = 0;

    bool operator==(const Cursor&) const = default;
};

std::string format_cursor(const Cursor& cursor);
/// Parses the wire form; nothing for anything else. A bare number is not a cursor (the client adds
/// the epoch).
std::optional<Cursor> parse_cursor(const std::string& text);

/// One row of the event log with what it refers to, read for rendering.
struct Event {
    std::int64_t seq = 0;
    Timestamp time{};
    std::string type;      ///< `story.new`, `story.revised`, `story.sighted`, `feed.failing`, …
    bool initial = false;  ///< backlog, not news
    bool purged = false;   ///< what it refers to is gone
    std::string feed;      ///< name; may be empty
    std::string feed_url;
    std::optional<Story> story;  ///< as of `revision`: title, URL and content are that revision's
    int revision = 0;
    std::optional<Change> change;  ///< of `story.revised`
    std::string data;              ///< JSON object with the type's extra members; may be empty
};

}  // namespace wireroom::model
