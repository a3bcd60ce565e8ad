#include "store/tombstones.hpp"

#include "dedup/address.hpp"
#include "store/sql_removal.hpp"

namespace wireroom::store {
namespace {

/// What is hashed: kind, feed (0 = any) and key, apart by a byte that none of them holds.
Digest key_of(std::string_view kind, model::FeedId feed, std::string_view key) {
    std::string text(kind);
    text += '\0';
    text += std::to_string(static_cast<std::int64_t>(feed));
    text += '\0';
    text += key;
    return sha256_128(text);
}

Digest guid_tombstone(model::FeedId feed, std::string_view guid) {
    return key_of("guid", feed, guid);
}

Digest key_tombstone(std::string_view url_key) {
    return key_of("url", {}, url_key);
}

/// The address itself: a key that newer rules make differs from the one that was buried.
Digest link_tombstone(std::string_view url) {
    return key_of("link", {}, url);
}

Digest text_tombstone(model::FeedId feed, const Digest& title_body) {
    return key_of("text", feed, to_hex(title_body));
}

bool is_buried(Connection& connection, const Digest& key) {
    Query query(connection, sql::kTombstone);
    query.bind(":key", key);
    return query.step();
}

void bury(Connection& connection, const Digest& key, Timestamp now) {
    Query(connection, sql::kInsertTombstone).bind(":key", key).bind(":now", now).run();
}

}  // namespace

bool any_tombstones(Connection& connection) {
    return Query(connection, sql::kAnyTombstone).step();
}

bool guids_identify(const dedup::FeedModes& modes, const model::DedupPins& pins) {
    if (pins.guid != model::DedupPins::Key::kAuto) {
        return pins.guid == model::DedupPins::Key::kTrust;
    }
    return modes.guid == dedup::GuidMode::kTrusted;
}

bool links_identify(const dedup::FeedModes& modes, const model::DedupPins& pins) {
    if (pins.link != model::DedupPins::Key::kAuto) {
        return pins.link == model::DedupPins::Key::kTrust;
    }
    return modes.link == dedup::LinkMode::kUnique;
}

bool is_removed(
    Connection& connection,
    const dedup::Snapshot& snapshot,
    const dedup::PreparedItem& item,
    Claims claims
) {
    const bool by_guid = !item.guid.empty() && guids_identify(snapshot.modes, snapshot.pins);
    if (by_guid && is_buried(connection, guid_tombstone(snapshot.feed, item.guid))) {
        return true;
    }
    const bool by_link = !claims.key && !item.url_key.empty() &&
                         !dedup::is_home_key(item.url_key) &&
                         links_identify(snapshot.modes, snapshot.pins);
    if (by_link && (is_buried(connection, key_tombstone(item.url_key)) ||
                    is_buried(connection, link_tombstone(item.url)))) {
        return true;
    }
    if (claims.key && claims.text) {
        return false;  // another story says the same, and this is its item
    }
    return is_buried(connection, text_tombstone(snapshot.feed, item.print.title_body));
}

void bury_guid(
    Connection& connection, model::FeedId feed, const std::string& guid_key, Timestamp now
) {
    bury(connection, guid_tombstone(feed, guid_key), now);
}

bool bury_address(
    Connection& connection, const std::string& url_key, const std::string& url, Timestamp now
) {
    if (url_key.empty() || dedup::is_home_key(url_key)) {
        return false;
    }
    bury(connection, key_tombstone(url_key), now);
    if (!url.empty()) {
        bury(connection, link_tombstone(url), now);
    }
    return true;
}

void bury_text(
    Connection& connection, model::FeedId feed, const Digest& title_body, Timestamp now
) {
    bury(connection, text_tombstone(feed, title_body), now);
}

}  // namespace wireroom::store
