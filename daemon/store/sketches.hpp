#pragma once

#include "base/time.hpp"
#include "dedup/sketch.hpp"
#include "store/connection.hpp"
#include "store/sketch_keys.hpp"

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
/// As many are kept: those of the newest stories. Their keys take 16 MB of memory.
inline constexpr std::size_t kMostSketches = 100'000;

/// What near texts are found by: the sketches of the newest texts, in the database, and their keys,
/// in memory. What a transaction changes is to be kept or undone with it.
class Sketches {
public:
    /// Reads all there are. @param connection of the writer; must outlive the object
    explicit Sketches(Connection& connection);

    /// Stores the sketch of a new story's text with its keys; nothing when it is empty.
    void add(std::int64_t story, const dedup::Sketch& sketch);

    /// The same in place of the sketch before. An empty one only takes that one away.
    void replace(std::int64_t story, const dedup::Sketch& sketch);

    /// Nothing is wrong with a story that has none.
    void remove(std::int64_t story);

    /// Empty when the story has none.
    dedup::Sketch load(std::int64_t story) const;

    /// The stories that have this key, the newest first, as of the last transaction that was kept;
    /// none when too many do.
    std::vector<std::int64_t> stories_with_key(std::uint32_t key) const;

    /// Takes away the sketches of stories that were first seen longer ago than `kSketchLife`, or in
    /// the future, by a clock that was wrong, and the oldest beyond `kMostSketches`; at most
    /// `limit`. @return how many
    int drop_old(Timestamp now, int limit);

    /// The transaction was committed.
    void keep();
    /// The transaction was rolled back.
    void undo();

private:
    struct Change {
        bool added = false;
        std::int64_t story = 0;
        dedup::Sketch sketch;
    };

    void drop(std::int64_t story, dedup::Sketch sketch);

    Connection& connection_;
    SketchKeys keys_;
    std::size_t count_ = 0;
    std::vector<Change> changes_;  ///< of this transaction, in their order
};

/// What the columns hold. Empty when that is no sketch, with a line in the log: a damaged one must
/// not keep a feed from being polled.
dedup::Sketch decode_sketch(std::int64_t story, std::int64_t shingles, std::string_view blob);

}  // namespace wireroom::store
