#pragma once

#include "model/feed.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace wireroom::store {

/// One row to append to the log.
struct NewEvent {
    Timestamp time{};
    const char* type = "";
    std::optional<std::int64_t> story;  ///< row
    std::optional<std::int64_t> revision;
    std::optional<model::FeedId> feed;
    bool initial = false;
    std::string data;  ///< JSON object; empty = none
};

void append_event(Connection& connection, const NewEvent& event);

/// The number of the last event ever written, also when it was pruned since; 0 = none.
std::int64_t read_head_seq(Connection& connection);

/// The number of the oldest event kept; head + 1 when there is none.
std::int64_t read_oldest_seq(Connection& connection);

std::string read_epoch(Connection& connection);

}  // namespace wireroom::store
