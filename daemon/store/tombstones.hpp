#pragma once

#include "dedup/decide.hpp"
#include "store/connection.hpp"

#include <string>

namespace wireroom::store {

/// Keys of removed stories: a feed that still carries one does not bring it back. Only hashes are
/// kept. Inside the caller's transaction.

/// Whether anything was ever removed by an operator: while nothing was, no item need be looked up.
bool any_tombstones(Connection& connection);

/// Whether a feed's guids, or its links, tell its items apart: only then is one of them enough to
/// keep an item out. A guid that is new at every poll keeps nothing out.
bool guids_identify(const dedup::FeedModes& modes, const model::DedupPins& pins);
bool links_identify(const dedup::FeedModes& modes, const model::DedupPins& pins);

/// What of an item leads to stories that are there.
struct Claims {
    bool key = false;   ///< its guid in this feed, or its URL key
    bool text = false;  ///< its very text
};

/// Whether an item of the snapshot's feed is a removed story's: it has its guid; or its address,
/// and no story that is there claims it by a key; or in that feed its very text, which no story
/// with one of its keys has. At most four look-ups by primary key.
bool is_removed(
    Connection& connection,
    const dedup::Snapshot& snapshot,
    const dedup::PreparedItem& item,
    Claims claims
);

/// Each writes one; a second time changes nothing.
void bury_guid(
    Connection& connection, model::FeedId feed, const std::string& guid_key, Timestamp now
);
/// @param url as stored with the sighting: holds when the rules for keys change. May be empty.
/// A home page names no story. @return whether the address keeps anything out now
bool bury_address(
    Connection& connection, const std::string& url_key, const std::string& url, Timestamp now
);
void bury_text(Connection& connection, model::FeedId feed, const Digest& title_body, Timestamp now);

}  // namespace wireroom::store
