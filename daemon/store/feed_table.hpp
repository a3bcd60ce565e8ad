#pragma once

#include "dedup/decide.hpp"
#include "model/feed.hpp"
#include "store/connection.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

/// What a commit needs to know of its feed beforehand.
struct FeedRow {
    model::FeedId id{};
    std::string name;
    std::string url;
    bool retired = false;
    model::FeedState state = model::FeedState::kNew;
    bool had_success = false;  ///< some poll brought a document
    int last_status = 0;
    std::string last_error;
    std::string title;
    std::string home_page_url;
    std::string language;
    model::ScheduleState schedule;
    dedup::FeedModes modes;
    model::DedupPins pins;
};

/// Nothing for an unknown id.
std::optional<FeedRow> load_feed_row(Connection& connection, model::FeedId id);

/// All feeds with their state, by id.
std::vector<model::Feed> load_feeds(Connection& connection, bool with_retired);

/// A retired feed keeps what it had.
void save_schedule(Connection& connection, model::FeedId id, const model::ScheduleState& schedule);

/// Health, validators and schedule after a poll: the one row that a 304 writes.
void save_poll(
    Connection& connection, const PollCommit& poll, const model::ScheduleState& schedule
);

/// What a document says of its feed; writes only what differs from `known`.
void save_document(
    Connection& connection,
    const FeedRow& known,
    const PollCommit::Document& document,
    const dedup::FeedModes& modes,
    Timestamp now
);

void save_moved(Connection& connection, model::FeedId id, const std::string& url);

}  // namespace wireroom::store
