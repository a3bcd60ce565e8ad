#pragma once

#include "dedup/decide.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::store {

/// Rows of a story that polls write, and verdicts too. All inside the caller's transaction.

/// The id that reader APIs know a new story by.
void add_reader_item(Connection& connection, std::int64_t story, Timestamp now);

/// Makes an older revision the current one again, with its tags.
void point_story(Connection& connection, std::int64_t story, int number);

/// The guid finds the story in this feed from now on. A second time changes nothing.
void add_guid(
    Connection& connection, std::int64_t feed, const std::string& guid, std::int64_t story
);

/// The URL key finds the story from now on. A second time changes nothing.
/// @param rules that made the key
void add_url_key(
    Connection& connection, const std::string& key, std::int64_t rules, std::int64_t story
);

/// Why a sighting belongs to its story.
struct DecisionRow {
    std::int64_t sighting = 0;
    Timestamp time{};
    dedup::Verdict verdict = dedup::Verdict::kNewStory;
    dedup::Rung rung = dedup::Rung::kNone;
};
void replace_decision(
    Connection& connection, const DecisionRow& row, const std::vector<dedup::Reason>& reasons
);
/// The decision stays, and what is told of it changes.
void rewrite_reasons(
    Connection& connection, std::int64_t sighting, const std::vector<dedup::Reason>& reasons
);

}  // namespace wireroom::store
