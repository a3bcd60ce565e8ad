#pragma once

#include "base/time.hpp"
#include "dedup/sketch.hpp"
#include "store/connection.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wireroom::store {

/// A story that is older is not recognised by likeness any more.
inline constexpr auto kSketchReach = std::chrono::days(7);
/// Sketches of stories that were first seen longer ago go.
inline constexpr auto kSketchLife = std::chrono::days(8);
/// A key that more stories have says nothing about any of them.
inline constexpr std::size_t kMostPerSketchKey = 64;

/// Stores the sketch of a new story's text with its keys; nothing when it is empty.
void add_sketch(Connection& connection, std::int64_t story, const dedup::Sketch& sketch);

/// The same in place of the sketch before. An empty one only takes that one away.
void replace_sketch(Connection& connection, std::int64_t story, const dedup::Sketch& sketch);

/// Nothing is wrong with a story that has none.
void remove_sketch(Connection& connection, std::int64_t story);

/// Empty when the story has none.
dedup::Sketch load_sketch(Connection& connection, std::int64_t story);

/// The stories that have this key, the newest first; none when too many do.
std::vector<std::int64_t> stories_with_key(Connection& connection, std::uint32_t key);

/// Takes away the sketches of stories that were first seen longer ago than `kSketchLife`, or in the
/// future, by a clock that was wrong; at most `limit`. @return how many
int drop_old_sketches(Connection& connection, Timestamp now, int limit);

/// What the columns hold. Empty when that is no sketch, with a line in the log: a damaged one must
/// not keep a feed from being polled.
dedup::Sketch decode_sketch(std::int64_t story, std::int64_t shingles, std::string_view blob);

}  // namespace wireroom::store
