#include "store/sketches.hpp"

#include "base/log.hpp"
#include "store/sql_near.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kInsertSketch = R"(
INSERT OR REPLACE INTO sketch (story_id, shingles, hashes)
VALUES (:story, :shingles, :hashes))";

constexpr const char* kAllSketches = R"(
SELECT story_id, shingles, hashes
FROM sketch
ORDER BY story_id)";

/// Big-endian, so that a dump of the table reads like the numbers.
std::string encode_hashes(const std::vector<std::uint32_t>& hashes) {
    std::string bytes;
    bytes.reserve(hashes.size() * sizeof(std::uint32_t));
    for (const auto hash : hashes) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(hash >> static_cast<unsigned>(shift) & 0xFFU);
        }
    }
    return bytes;
}

}  // namespace

dedup::Sketch decode_sketch(std::int64_t story, std::int64_t shingles, std::string_view blob) {
    const auto count = blob.size() / sizeof(std::uint32_t);
    const bool whole = blob.size() % sizeof(std::uint32_t) == 0 && count > 0 &&
                       count <= dedup::kSketchHashes &&
                       shingles >= static_cast<std::int64_t>(count) && shingles <= UINT32_MAX;
    if (!whole) {
        log::error("store.damaged", {{"row", "sketch " + std::to_string(story)}});
        return {};
    }
    dedup::Sketch sketch{.shingles = static_cast<std::uint32_t>(shingles), .hashes = {}};
    sketch.hashes.reserve(count);
    for (std::size_t i = 0; i < blob.size(); i += sizeof(std::uint32_t)) {
        std::uint32_t hash = 0;
        for (std::size_t k = 0; k < sizeof(std::uint32_t); ++k) {
            hash = hash << 8U | static_cast<unsigned char>(blob[i + k]);
        }
        sketch.hashes.push_back(hash);
    }
    return sketch;
}

Sketches::Sketches(Connection& connection) : connection_(connection) {
    Query query(connection, kAllSketches);
    while (query.step()) {
        const auto story = query.integer(0);
        const auto sketch = decode_sketch(story, query.integer(1), query.bytes(2));
        for (const auto key : dedup::sketch_keys(sketch)) {
            keys_.add(key, story);
        }
        ++count_;
    }
}

void Sketches::add(std::int64_t story, const dedup::Sketch& sketch) {
    if (sketch.hashes.empty()) {
        return;
    }
    Query(connection_, kInsertSketch)
        .bind(":story", story)
        .bind(":shingles", static_cast<std::int64_t>(sketch.shingles))
        .bind_blob(":hashes", encode_hashes(sketch.hashes))
        .run();
    changes_.push_back({.added = true, .story = story, .sketch = sketch});
}

void Sketches::replace(std::int64_t story, const dedup::Sketch& sketch) {
    auto known = load(story);
    if (known == sketch) {
        return;
    }
    drop(story, std::move(known));
    add(story, sketch);
}

void Sketches::remove(std::int64_t story) {
    drop(story, load(story));
}

dedup::Sketch Sketches::load(std::int64_t story) const {
    Query query(connection_, sql::kSketch);
    query.bind(":story", story);
    if (!query.step()) {
        return {};
    }
    return decode_sketch(story, query.integer(0), query.bytes(1));
}

void Sketches::drop(std::int64_t story, dedup::Sketch sketch) {
    if (Query(connection_, sql::kDropSketch).bind(":story", story).run() > 0) {
        changes_.push_back({.added = false, .story = story, .sketch = std::move(sketch)});
    }
}

std::vector<std::int64_t> Sketches::stories_with_key(std::uint32_t key) const {
    return keys_.stories_with(key);
}

int Sketches::drop_old(Timestamp now, int limit) {
    const auto is_old = [&](Timestamp first_seen) {
        return first_seen < now - kSketchLife || first_seen > now + std::chrono::days(1);
    };
    const auto beyond = count_ > kMostSketches ? count_ - kMostSketches : 0;
    std::vector<Change> old;
    {
        // Rows rise with time: the walk ends at the first young one.
        Query query(connection_, sql::kOldestSketches);
        query.bind(":limit", static_cast<std::int64_t>(limit));
        while (query.step() && (old.size() < beyond || is_old(query.time(1)))) {
            const auto story = query.integer(0);
            old.push_back(
                {.story = story, .sketch = decode_sketch(story, query.integer(2), query.bytes(3))}
            );
        }
    }
    if (!old.empty()) {  // nothing stands before them
        Query(connection_, sql::kDropSketchesUpTo).bind(":story", old.back().story).run();
    }
    std::ranges::move(old, std::back_inserter(changes_));
    return static_cast<int>(old.size());
}

void Sketches::keep() {
    for (const auto& [added, story, sketch] : changes_) {
        for (const auto key : dedup::sketch_keys(sketch)) {
            if (added) {
                keys_.add(key, story);
            } else {
                keys_.remove(key, story);
            }
        }
        count_ += added ? 1 : static_cast<std::size_t>(-1);
    }
    changes_.clear();
}

void Sketches::undo() {
    changes_.clear();
}

}  // namespace wireroom::store
