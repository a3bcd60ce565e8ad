#include "store/reverts.hpp"

#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/sql_hot.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;

constexpr auto kStands = 6h;
constexpr std::int64_t kStandsPolls = 3;
/// In place of a number of polls: it was told of. The row stays until the story has a new text, so
/// that slow flapping is told of once, too.
constexpr std::int64_t kTold = -1;

/// A text that was told of keeps its row; another one takes it over.
constexpr const char* kNotePending = R"(
INSERT INTO pending_revert (story_id, feed_id, revision, since_ms, polls)
VALUES (:story, :feed, :revision, :now, :polls)
ON CONFLICT (story_id) DO UPDATE
SET feed_id = excluded.feed_id, revision = excluded.revision, since_ms = excluded.since_ms,
    polls = excluded.polls
WHERE NOT (polls = :told AND revision = excluded.revision))";

constexpr const char* kDropPending = R"(
DELETE FROM pending_revert
WHERE story_id = :story AND polls <> :told)";

constexpr const char* kDropAll = R"(
DELETE FROM pending_revert
WHERE story_id = :story)";

constexpr const char* kMarkTold = R"(
UPDATE pending_revert
SET polls = :told
WHERE story_id = :story)";

}  // namespace

void note_pointed(
    Connection& connection,
    const FeedRow& feed,
    Timestamp now,
    std::int64_t story,
    int revision,
    int newest
) {
    if (revision >= newest) {
        Query(connection, kDropPending).bind(":story", story).bind(":told", kTold).run();
        return;
    }
    Query(connection, kNotePending)
        .bind(":story", story)
        .bind(":feed", static_cast<std::int64_t>(feed.id))
        .bind(":revision", static_cast<std::int64_t>(revision))
        .bind(":now", now)
        .bind(":polls", feed.schedule.polls)
        .bind(":told", kTold)
        .run();
}

void note_revised(Connection& connection, std::int64_t story) {
    Query(connection, kDropAll).bind(":story", story).run();
}

void tell_reverted(Connection& connection, const FeedRow& feed, Timestamp now) {
    std::vector<std::pair<std::int64_t, int>> due;
    {
        Query query(connection, sql::kPendingReverts);
        query.bind(":feed", static_cast<std::int64_t>(feed.id))
            .bind(":since", now - kStands)
            .bind(":polls", feed.schedule.polls - kStandsPolls);
        while (query.step()) {
            due.emplace_back(query.integer(0), static_cast<int>(query.integer(1)));
        }
    }
    for (const auto& [story, revision] : due) {
        Query(connection, kMarkTold).bind(":story", story).bind(":told", kTold).run();
        append_event(
            connection,
            {.time = now,
             .type = "story.reverted",
             .story = story,
             .revision = revision,
             .feed = feed.id,
             .data = reverted_data(revision)}
        );
    }
}

}  // namespace wireroom::store
