#pragma once

#include "feed/parse.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// One subscription of an OPML list, as it stands there.
struct OpmlFeed {
    std::string title;  ///< `title`, else `text`: plain text on one line; may be empty
    std::string url;    ///< `xmlUrl` without space at the ends, `feed:` in front of it taken off;
                        ///< not checked
    std::vector<std::string> groups;  ///< the folders around it, outermost first, each once
    int line = 0;    ///< of the outline, from 1; 0 = not known (a repaired document)
    int column = 0;  ///< from 1, in bytes of the decoded text
};

/// An OPML subscription list.
struct Opml {
    std::vector<OpmlFeed> feeds;        ///< in document order
    std::vector<std::string> problems;  ///< one line for every tolerated fault
};

/// At most so many feeds are read of one list.
inline constexpr std::size_t kMaxOpmlFeeds = 100'000;
/// A feed has at most so many groups, each of at most so many bytes.
inline constexpr std::size_t kMaxOpmlGroups = 16;
inline constexpr std::size_t kMaxOpmlGroupBytes = 64;

/// Reads a subscription list in OPML 1.0, 1.1 or 2.0. A feed is an `outline` with an `xmlUrl`,
/// whatever its `type` and however the attribute's name is capitalised; an outline without one is
/// a folder, whose `title` or `text` becomes a group of the feeds inside of it. Outlines with
/// `isComment="true"` are left out with all that is in them, lists in other places
/// (`type="include"`) are named in `problems` and not read, `category` is ignored. Encodings and
/// broken mark-up are treated as in feeds, but a list that is too deep or too large to be read to
/// its end is refused: a feed that is missed is one that its reader loses. Linear, never recurses,
/// never processes a DTD. Pure. Errors: kEmpty, kNotAFeed (no OPML), kHtml (a web page), kBroken,
/// kTooDeep, kTooLarge.
Result<Opml, ParseError> parse_opml(std::string_view body, const Limits& limits = {});

}  // namespace wireroom::feed
