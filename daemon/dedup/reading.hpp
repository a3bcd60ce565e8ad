#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"

#include <string>

namespace wireroom::dedup {

/// What the text of an item says beside the texts that its story has had.
struct Reading {
    bool fresh =
        false;  ///< a text that the story never had: a revision unless the feed's furniture did it
    int revision = 0;           ///< when not fresh: the known revision that is current now
    bool continues = false;     ///< fresh, and the current text is a beginning of it
    bool grown_teaser = false;  ///< fresh, and the known text was a beginning of it that said so
    bool unread = false;        ///< fresh, and not compared: the document has too much that is
    Reason reason;
};

/// Reads one item against its story: known text, teaser, pay wall, mojibake, another feed's
/// wrapping, or something new.
Reading read_text(const Snapshot& snapshot, KnownTexts& texts, std::size_t item, std::size_t story);

}  // namespace wireroom::dedup
