#include "store/shared_rows.hpp"

#include "base/hash.hpp"
#include "store/codec.hpp"
#include "store/story_tags.hpp"

namespace wireroom::store {
namespace {

constexpr const char* kInsertReaderItem = R"(
INSERT INTO reader_item (story_id, reissue, created_ms)
VALUES (:story, 0, :now))";

constexpr const char* kPointStory = R"(
UPDATE story
SET revision = :number
WHERE id = :story)";

constexpr const char* kInsertGuid = R"(
INSERT OR IGNORE INTO feed_guid (feed_id, guid_h64, story_id, guid)
VALUES (:feed, :hash, :story, :guid))";

constexpr const char* kInsertUrlKey = R"(
INSERT OR IGNORE INTO url_key (key_h64, story_id, key, key_rules)
VALUES (:hash, :story, :key, :rules))";

constexpr const char* kReplaceDecision = R"(
INSERT OR REPLACE INTO decision (sighting_id, time_ms, verdict, rung, reasons)
VALUES (:sighting, :now, :verdict, :rung, :reasons))";

constexpr const char* kRewriteReasons = R"(
UPDATE decision
SET reasons = :reasons
WHERE sighting_id = :sighting)";

}  // namespace

void add_reader_item(Connection& connection, std::int64_t story, Timestamp now) {
    Query(connection, kInsertReaderItem).bind(":story", story).bind(":now", now).run();
}

void point_story(Connection& connection, std::int64_t story, int number) {
    Query(connection, kPointStory)
        .bind(":story", story)
        .bind(":number", static_cast<std::int64_t>(number))
        .run();
    take_tags_of(connection, story, number);
}

void add_guid(
    Connection& connection, std::int64_t feed, const std::string& guid, std::int64_t story
) {
    Query(connection, kInsertGuid)
        .bind(":feed", feed)
        .bind_hash(":hash", hash64(guid))
        .bind(":story", story)
        .bind(":guid", guid)
        .run();
}

void add_url_key(
    Connection& connection, const std::string& key, std::int64_t rules, std::int64_t story
) {
    Query(connection, kInsertUrlKey)
        .bind_hash(":hash", hash64(key))
        .bind(":story", story)
        .bind(":key", key)
        .bind(":rules", rules)
        .run();
}

void replace_decision(
    Connection& connection, const DecisionRow& row, const std::vector<dedup::Reason>& reasons
) {
    Query(connection, kReplaceDecision)
        .bind(":sighting", row.sighting)
        .bind(":now", row.time)
        .bind(":verdict", static_cast<std::int64_t>(row.verdict))
        .bind(":rung", static_cast<std::int64_t>(row.rung))
        .bind(":reasons", encode_reasons(reasons))
        .run();
}

void rewrite_reasons(
    Connection& connection, std::int64_t sighting, const std::vector<dedup::Reason>& reasons
) {
    Query(connection, kRewriteReasons)
        .bind(":sighting", sighting)
        .bind(":reasons", encode_reasons(reasons))
        .run();
}

}  // namespace wireroom::store
