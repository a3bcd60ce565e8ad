#pragma once

#include "config/faults.hpp"
#include "config/feeds.hpp"
#include "feed/opml.hpp"

#include <cstddef>

namespace wireroom::config {

/// Adds the feeds of a list. Their names are made of their titles, else of their hosts; one that is
/// in use already gets `-2`, `-3` … A feed whose URL is known keeps its name and interval, also
/// when it has none, and gains the groups. What cannot be polled is left out with a warning: lists
/// belong to other programs, and one odd line in them must not stop the daemon.
/// @param file      the list's number in `warnings`.
/// @param warnings  takes also what the parser tolerated.
/// @return false when there was no room for all of them.
bool add_opml_feeds(
    const feed::Opml& opml,
    const OpmlEntry& entry,
    FeedSet& feeds,
    FaultList& warnings,
    std::size_t file
);

}  // namespace wireroom::config
