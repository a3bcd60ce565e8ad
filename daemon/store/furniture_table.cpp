#include "store/furniture_table.hpp"

#include "store/sql_hot.hpp"

#include <algorithm>

namespace wireroom::store {
namespace {

/// The line that shows a mark goes with the story that it was one of; the next one takes its place.
constexpr const char* kUpsertMark = R"(
INSERT INTO furniture (feed_id, mark, kind, sample, first_ms, last_ms)
VALUES (:feed, :mark, :kind, :sample, :now, :now)
ON CONFLICT (feed_id, mark) DO UPDATE
SET last_ms = excluded.last_ms, sample = iif(sample = '', excluded.sample, sample)
WHERE last_ms < excluded.last_ms)";

/// At most a few hundred rows, read only behind a full table.
constexpr const char* kDropOldest = R"(
DELETE FROM furniture
WHERE feed_id = :feed
  AND mark IN (SELECT mark
               FROM furniture
               WHERE feed_id = :feed
               ORDER BY last_ms DESC, mark
               LIMIT -1 OFFSET :kept))";

}  // namespace

std::vector<dedup::FurnitureMark> load_furniture(Connection& connection, model::FeedId feed) {
    std::vector<dedup::FurnitureMark> marks;
    Query query(connection, sql::kFurniture);
    query.bind(":feed", static_cast<std::int64_t>(feed))
        .bind(":limit", static_cast<std::int64_t>(kMostFurniture));
    while (query.step()) {
        marks.push_back({.hash = query.hash(0), .kind = query.bytes(1), .sample = query.bytes(2)});
    }
    return marks;
}

void save_furniture(
    Connection& connection,
    model::FeedId feed,
    const std::vector<dedup::FurnitureMark>& marks,
    Timestamp now
) {
    if (marks.empty()) {
        return;
    }
    const auto count = std::min(marks.size(), kMostFurniture);
    for (std::size_t i = 0; i < count; ++i) {
        Query(connection, kUpsertMark)
            .bind(":feed", static_cast<std::int64_t>(feed))
            .bind_hash(":mark", marks[i].hash)
            .bind(":kind", marks[i].kind)
            .bind(":sample", marks[i].sample)
            .bind(":now", now)
            .run();
    }
    Query(connection, kDropOldest)
        .bind(":feed", static_cast<std::int64_t>(feed))
        .bind(":kept", static_cast<std::int64_t>(kMostFurniture))
        .run();
}

}  // namespace wireroom::store
