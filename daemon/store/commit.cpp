#include "store/commit.hpp"

#include "base/log.hpp"
#include "store/apply.hpp"
#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/feed_table.hpp"
#include "store/furniture_table.hpp"
#include "store/presence.hpp"
#include "store/reverts.hpp"
#include "store/snapshot.hpp"
#include "store/withdrawals.hpp"

#include <algorithm>
#include <string>

namespace wireroom::store {
namespace {

/// Sketches that grew too old and go with one poll; more when it brings more.
constexpr int kMostSketchesDropped = 64;

std::vector<PlacedItem> placed_items(
    const std::vector<dedup::PreparedItem>& items, const std::vector<std::int64_t>& sightings
) {
    std::vector<PlacedItem> placed;
    placed.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        placed.push_back(
            {.raw_hash = items[i].item.raw_hash,
             .sighting = sightings[i],
             .guid_key = items[i].guid,
             .published = items[i].item.date_published}
        );
    }
    return placed;
}

/// Decides and writes the document. @return false when the caller claimed an item as unchanged
/// that the store does not know (any more).
bool commit_document(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::vector<Watch>& watches,
    const FeedRow& feed,
    const PollCommit& poll,
    PollCommit::Document& document,
    PollReport& report
) {
    const auto presence =
        split_present(load_present(connection, feed.id), document.unchanged_hashes);
    report.items = static_cast<int>(document.items.size() + document.unchanged_hashes.size());
    report.unchanged = static_cast<int>(document.unchanged_hashes.size());

    auto modes = feed.modes;
    std::vector<PlacedItem> placed;
    if (!document.items.empty()) {
        StoredSurroundings surroundings(
            connection,
            codec,
            sketches,
            feed,
            poll.now,
            std::move(document.items),
            presence.unchanged,
            presence.others
        );
        const auto judgement = dedup::decide(surroundings.snapshot(), &surroundings);
        modes = judgement.modes;
        Watcher watcher(connection, codec, watches, feed.id, poll.now);
        Applier applier(
            connection, codec, sketches, watcher, feed, surroundings, judgement, document.language
        );
        const auto sightings = applier.run(report);
        placed = placed_items(surroundings.snapshot().items, sightings);
        save_furniture(connection, feed.id, judgement.furniture, poll.now);
        sketches.drop_old(poll.now, std::max(kMostSketchesDropped, report.new_stories));
    }
    report.gone = save_presence(connection, feed.id, poll.now, presence, placed);
    if (!placed.empty() || !presence.unchanged.empty()) {  // an emptied feed confirms nothing
        report.withdrawn += confirm_vanished(connection, feed, poll.now);
    }
    report.withdrawn += find_withdrawn(connection, feed, poll.now, document, presence, placed);
    save_document(connection, feed, document, modes, poll.now);
    return presence.all_known;
}

/// For a poll whose caller does not say how it ended.
model::Outcome outcome_of(int status) {
    switch (status) {
        case 0:
            return model::Outcome::kNetworkError;
        case 401:
        case 403:
            return model::Outcome::kForbidden;
        case 410:
            return model::Outcome::kGone;
        case 429:
            return model::Outcome::kRateLimited;
        default:
            return status >= 500 ? model::Outcome::kServerError : model::Outcome::kClientError;
    }
}

bool is_failing(model::FeedState state) {
    return state == model::FeedState::kFailing || state == model::FeedState::kGone;
}

/// The events of a feed whose health changed, told once and not at every poll.
void append_health_events(
    Connection& connection,
    const FeedRow& feed,
    const PollCommit& poll,
    const model::ScheduleState& schedule
) {
    const auto append = [&](const char* type, const FailureNote& note) {
        append_event(
            connection, {.time = poll.now, .type = type, .feed = feed.id, .data = error_data(note)}
        );
    };
    if (is_failing(poll.state) && poll.state != feed.state) {
        const auto outcome = poll.outcome.value_or(outcome_of(poll.status));
        append(
            poll.state == model::FeedState::kGone ? "feed.gone" : "feed.failing",
            {.kind = model::name_of(outcome),
             .http = poll.status,
             .message = poll.error,
             .since = schedule.failing_since,
             .failures = schedule.failures,
             .next_poll = schedule.next_due}
        );
    }
    if (!is_failing(poll.state) && is_failing(feed.state)) {
        append(
            "feed.recovered",
            {.kind = model::name_of(outcome_of(feed.last_status)),
             .http = feed.last_status,
             .message = feed.last_error,
             .since = feed.schedule.failing_since,
             .failures = feed.schedule.failures,
             .next_poll = schedule.next_due}
        );
    }
}

}  // namespace

PollReport commit_poll(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::vector<Watch>& watches,
    PollCommit poll
) {
    const auto feed = load_feed_row(connection, poll.feed);
    if (!feed) {
        throw StoreError(
            "a poll of the unknown feed " + std::to_string(static_cast<std::int64_t>(poll.feed))
        );
    }
    PollReport report;
    const auto next_schedule = [&] {
        return poll.schedule ? poll.schedule(report.new_stories) : feed->schedule;
    };
    if (feed->retired) {  // while the poll was under way: it is nobody's any more
        report.retired = true;
        report.schedule = feed->schedule;
        report.head_seq = read_head_seq(connection);
        return report;
    }
    if (poll.document) {
        report.acknowledged = commit_document(
            connection, codec, sketches, watches, *feed, poll, *poll.document, report
        );
    } else if (poll.error.empty()) {  // the same document still, without what vanished from it
        report.withdrawn += confirm_vanished(connection, *feed, poll.now);
    }
    if (poll.error.empty()) {
        tell_reverted(connection, *feed, poll.now);
    }
    report.schedule = next_schedule();
    if (!report.acknowledged) {
        // Some item is neither known nor here. Without validators the next poll brings it again.
        poll.etag.clear();
        poll.last_modified.clear();
        poll.body_hash = 0;
        log::warning("store.unknown-items", {{"feed", feed->name}});
    }
    save_poll(connection, poll, report.schedule);
    if (!poll.moved_to.empty() && poll.moved_to != feed->url) {
        save_moved(connection, poll.feed, poll.moved_to);
        append_event(
            connection,
            {.time = poll.now,
             .type = "feed.moved",
             .feed = poll.feed,
             .data = moved_data(feed->url, poll.moved_to)}
        );
    }
    append_health_events(connection, *feed, poll, report.schedule);
    report.head_seq = read_head_seq(connection);
    return report;
}

}  // namespace wireroom::store
