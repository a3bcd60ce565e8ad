#include "store/feed_table.hpp"

#include "store/codec.hpp"
#include "store/pins.hpp"

#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kSelectFeedRow = R"(
SELECT name, url, retired_ms IS NOT NULL, state, first_success_ms IS NOT NULL, last_status,
       last_error, title, home_page_url, language, guid_mode, link_mode,
       next_due_ms, due_reason, failures, failing_since_ms, polls, mean_gap_s, last_new_ms, hints,
       dedup
FROM feed
WHERE id = :id)";

constexpr const char* kSelectFeeds = R"(
SELECT id, name, url, groups, interval_s, retired_ms IS NOT NULL, state, title, home_page_url,
       etag, last_modified, body_hash, last_poll_ms, last_success_ms, last_status, last_error,
       stories,
       next_due_ms, due_reason, failures, failing_since_ms, polls, mean_gap_s, last_new_ms, hints,
       guid_mode, link_mode, dedup
FROM feed
WHERE retired_ms IS NULL OR :with_retired
ORDER BY id)";

constexpr const char* kUpdateSchedule = R"(
UPDATE feed
SET next_due_ms = :next_due, due_reason = :reason, failures = :failures,
    failing_since_ms = :failing_since, polls = :polls, mean_gap_s = :mean_gap,
    last_new_ms = :last_new, hints = :hints
WHERE id = :id AND retired_ms IS NULL)";

constexpr const char* kUpdatePoll = R"(
UPDATE feed
SET state = :state, last_status = :status, last_error = :error, etag = :etag,
    last_modified = :last_modified, body_hash = :body_hash, last_poll_ms = :now,
    last_success_ms = iif(:success, :now, last_success_ms),
    next_due_ms = :next_due, due_reason = :reason, failures = :failures,
    failing_since_ms = :failing_since, polls = :polls, mean_gap_s = :mean_gap,
    last_new_ms = :last_new, hints = :hints
WHERE id = :id)";

constexpr const char* kUpdateDocument = R"(
UPDATE feed
SET title = :title, home_page_url = :home_page_url, language = :language,
    guid_mode = :guid_mode, link_mode = :link_mode,
    first_success_ms = ifnull(first_success_ms, :now)
WHERE id = :id)";

constexpr const char* kUpdateUrl = "UPDATE feed SET url = :url WHERE id = :id";

constexpr model::FeedState kStates[] = {
    model::FeedState::kNew,
    model::FeedState::kOk,
    model::FeedState::kFailing,
    model::FeedState::kGone,
};

model::FeedState state_of(const std::string& name, std::int64_t id) {
    for (const auto state : kStates) {
        if (name == model::name_of(state)) {
            return state;
        }
    }
    throw StoreError("feed " + std::to_string(id) + " has the unknown state " + name);
}

template <class Enum>
Enum enum_of(std::int64_t value, Enum last, std::string_view row) {
    if (value < 0 || value > static_cast<std::int64_t>(last)) {
        throw StoreError(std::string(row) + " holds the unknown value " + std::to_string(value));
    }
    return static_cast<Enum>(value);
}

/// The two columns of modes from `column` on.
dedup::FeedModes read_modes(const Query& query, int column, const std::string& row) {
    return {
        .guid = enum_of(query.integer(column), dedup::GuidMode::kRecycled, row),
        .link = enum_of(query.integer(column + 1), dedup::LinkMode::kHome, row),
    };
}

/// The eight schedule columns from `column` on.
model::ScheduleState read_schedule(const Query& query, int column, const std::string& row) {
    return {
        .next_due = query.time(column),
        .reason = enum_of(query.integer(column + 1), model::DueReason::kSpread, row),
        .failures = static_cast<int>(query.integer(column + 2)),
        .failing_since = query.optional_time(column + 3),
        .polls = query.integer(column + 4),
        .mean_gap = std::chrono::seconds(query.integer(column + 5)),
        .last_new = query.optional_time(column + 6),
        .hints = decode_hints(query.bytes(column + 7), row),
    };
}

void bind_schedule(Query& query, const model::ScheduleState& schedule) {
    query.bind(":next_due", schedule.next_due)
        .bind(":reason", static_cast<std::int64_t>(schedule.reason))
        .bind(":failures", static_cast<std::int64_t>(schedule.failures))
        .bind(":failing_since", schedule.failing_since)
        .bind(":polls", schedule.polls)
        .bind(":mean_gap", std::int64_t{schedule.mean_gap.count()})
        .bind(":last_new", schedule.last_new)
        .bind(":hints", encode_hints(schedule.hints));
}

std::int64_t row_of(model::FeedId id) {
    return static_cast<std::int64_t>(id);
}

}  // namespace

std::optional<FeedRow> load_feed_row(Connection& connection, model::FeedId id) {
    Query query(connection, kSelectFeedRow);
    query.bind(":id", row_of(id));
    if (!query.step()) {
        return std::nullopt;
    }
    const auto row = "feed " + std::to_string(row_of(id));
    return FeedRow{
        .id = id,
        .name = query.bytes(0),
        .url = query.bytes(1),
        .retired = query.integer(2) != 0,
        .state = state_of(query.bytes(3), row_of(id)),
        .had_success = query.integer(4) != 0,
        .last_status = static_cast<int>(query.integer(5)),
        .last_error = query.bytes(6),
        .title = query.bytes(7),
        .home_page_url = query.bytes(8),
        .language = query.bytes(9),
        .schedule = read_schedule(query, 12, row),
        .modes = read_modes(query, 10, row),
        .pins = decode_pins(query.bytes(20), row),
    };
}

std::vector<model::Feed> load_feeds(Connection& connection, bool with_retired) {
    std::vector<model::Feed> feeds;
    Query query(connection, kSelectFeeds);
    query.bind(":with_retired", std::int64_t{with_retired});
    while (query.step()) {
        model::Feed feed;
        feed.id = static_cast<model::FeedId>(query.integer(0));
        const auto row = "feed " + std::to_string(query.integer(0));
        feed.spec.name = query.bytes(1);
        feed.spec.url = query.bytes(2);
        feed.spec.groups = decode_strings(query.bytes(3), row);
        if (!query.null(4)) {
            feed.spec.interval = std::chrono::seconds(query.integer(4));
        }
        const bool retired = query.integer(5) != 0;
        feed.state =
            retired ? model::FeedState::kRetired : state_of(query.bytes(6), query.integer(0));
        feed.title = query.bytes(7);
        feed.home_page_url = query.bytes(8);
        feed.etag = query.bytes(9);
        feed.last_modified = query.bytes(10);
        feed.body_hash = query.hash(11);
        feed.last_poll = query.optional_time(12);
        feed.last_success = query.optional_time(13);
        feed.last_status = static_cast<int>(query.integer(14));
        feed.last_error = query.bytes(15);
        feed.stories = query.integer(16);
        feed.schedule = read_schedule(query, 17, row);
        const auto modes = read_modes(query, 25, row);
        feed.guid_mode = dedup::name_of(modes.guid);
        feed.link_mode = dedup::name_of(modes.link);
        feed.spec.dedup = decode_pins(query.bytes(27), row);
        feeds.push_back(std::move(feed));
    }
    return feeds;
}

void save_schedule(Connection& connection, model::FeedId id, const model::ScheduleState& schedule) {
    Query query(connection, kUpdateSchedule);
    bind_schedule(query, schedule);
    query.bind(":id", row_of(id)).run();
}

void save_poll(
    Connection& connection, const PollCommit& poll, const model::ScheduleState& schedule
) {
    // A poll of a retired feed never gets here, and "retired" is no health of its own.
    const auto state =
        poll.state == model::FeedState::kRetired ? model::FeedState::kOk : poll.state;
    Query query(connection, kUpdatePoll);
    bind_schedule(query, schedule);
    query.bind(":id", row_of(poll.feed))
        .bind(":state", std::string(model::name_of(state)))
        .bind(":status", static_cast<std::int64_t>(poll.status))
        .bind(":error", poll.error)
        .bind(":success", std::int64_t{poll.error.empty()})
        .bind_blob(":etag", poll.etag)
        .bind_blob(":last_modified", poll.last_modified)
        .bind_hash(":body_hash", poll.body_hash)
        .bind(":now", poll.now)
        .run();
}

void save_document(
    Connection& connection,
    const FeedRow& known,
    const PollCommit::Document& document,
    const dedup::FeedModes& modes,
    Timestamp now
) {
    const bool same = known.had_success && known.title == document.title &&
                      known.home_page_url == document.home_page_url &&
                      known.language == document.language && known.modes == modes;
    if (same) {
        return;
    }
    Query(connection, kUpdateDocument)
        .bind(":id", row_of(known.id))
        .bind(":title", document.title)
        .bind(":home_page_url", document.home_page_url)
        .bind(":language", document.language)
        .bind(":guid_mode", static_cast<std::int64_t>(modes.guid))
        .bind(":link_mode", static_cast<std::int64_t>(modes.link))
        .bind(":now", now)
        .run();
}

void save_moved(Connection& connection, model::FeedId id, const std::string& url) {
    Query(connection, kUpdateUrl).bind(":id", row_of(id)).bind(":url", url).run();
}

}  // namespace wireroom::store
