#pragma once

#include "base/time.hpp"
#include "model/story.hpp"

#include <string>
#include <vector>

namespace wireroom::protocol {

/// The feed that a story was found in.
struct AtomSource {
    std::string id;             ///< an IRI, for ever
    std::string title;          ///< the publisher's, or its name with us
    std::string home_page_url;  ///< may be empty
};

struct AtomEntry {
    model::Story story;
    AtomSource source;
};

/// What an output feed says of itself, and its stories.
struct AtomFeed {
    std::string id;  ///< an IRI, for ever
    std::string title;
    std::string self;     ///< where it is found: a reference
    Timestamp updated{};  ///< not before this, whatever the entries say
    std::vector<AtomEntry> entries;
};

/// When a story last changed in a way that readers are told of: a cosmetic revision does not count.
Timestamp updated_of(const model::Story& story);
/// When the feed last did.
Timestamp updated_of(const AtomFeed& feed);

/// An Atom 1.0 feed (RFC 4287), newest first by `updated_of`. An entry's id is
/// `urn:wireroom:story:ID`, for ever; each entry has an author, the publisher when nobody signed.
/// Whatever bytes the stories hold, the answer is well-formed XML in UTF-8. The same feed is the
/// same bytes.
std::string render_atom(const AtomFeed& feed);

}  // namespace wireroom::protocol
