#include "store/event_log.hpp"

#include "store/store.hpp"

namespace wireroom::store {
namespace {

constexpr const char* kInsertEvent = R"(
INSERT INTO event (time_ms, type, story_id, revision, feed_id, initial, data)
VALUES (:time, :type, :story, :revision, :feed, :initial, :data))";

constexpr const char* kSelectHead = "SELECT seq FROM sqlite_sequence WHERE name = 'event'";

constexpr const char* kSelectOldest = "SELECT min(seq) FROM event";

constexpr const char* kSelectEpoch = "SELECT epoch FROM meta WHERE id = 1";

}  // namespace

void append_event(Connection& connection, const NewEvent& event) {
    Query query(connection, kInsertEvent);
    query.bind(":time", event.time)
        .bind(":type", std::string(event.type))
        .bind(":story", event.story)
        .bind(":revision", event.revision)
        .bind(":initial", std::int64_t{event.initial});
    if (event.feed) {
        query.bind(":feed", static_cast<std::int64_t>(*event.feed));
    }
    if (!event.data.empty()) {
        query.bind(":data", event.data);
    }
    query.run();
}

std::int64_t read_head_seq(Connection& connection) {
    Query query(connection, kSelectHead);
    return query.step() ? query.integer(0) : 0;
}

std::int64_t read_oldest_seq(Connection& connection) {
    {
        Query query(connection, kSelectOldest);
        if (query.step() && !query.null(0)) {
            return query.integer(0);
        }
    }
    return read_head_seq(connection) + 1;
}

std::string read_epoch(Connection& connection) {
    Query query(connection, kSelectEpoch);
    if (!query.step()) {
        throw StoreError("the database has no epoch; run wireroom verify");
    }
    return query.bytes(0);
}

}  // namespace wireroom::store
