#pragma once

#include "dedup/decide.hpp"

#include <vector>

namespace wireroom::dedup {

/// What one document says of the worth of its own guids and links. One flag for each item.
struct Survey {
    std::vector<bool> guid_doubled;  ///< its guid stands on another link with another text
    std::vector<bool> link_shared;   ///< its link stands at another text
    std::vector<bool> link_home;     ///< its link is the home page
    bool guids_doubled = false;      ///< any, also among the unchanged items
    bool links_shared = false;
    bool links_home = false;  ///< two different items have the home page as their link
    /// When its new and changed items were published, ascending; an item that the document says
    /// twice counts once. Filled in when the twins are known.
    std::vector<Timestamp> dates;
};

Survey survey(const Snapshot& snapshot);

/// Whether the publisher says when on its day this was. Feeds that give the day alone put all of a
/// day's items at one moment: midnight, or the hour that other days' items have too.
/// @param dates of the document's items, `date` among them
bool has_time_of_day(const std::vector<Timestamp>& dates, Timestamp date);

/// True when the story has had this item's title and text, by the hashes under the current rules.
bool has_text(const KnownStory& story, const Fingerprint& print);

}  // namespace wireroom::dedup
