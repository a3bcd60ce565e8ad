#include "store/sketch_table.hpp"

#include "base/log.hpp"
#include "store/sql_near.hpp"

#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kInsertSketch = R"(
INSERT OR REPLACE INTO sketch (story_id, shingles, hashes)
VALUES (:story, :shingles, :hashes))";

constexpr const char* kInsertKey = R"(
INSERT OR IGNORE INTO sketch_key (hash, story_id)
VALUES (:hash, :story))";

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

dedup::Sketch load_sketch(Connection& connection, std::int64_t story) {
    Query query(connection, sql::kSketch);
    query.bind(":story", story);
    if (!query.step()) {
        return {};
    }
    return decode_sketch(story, query.integer(0), query.bytes(1));
}

void remove_sketch(Connection& connection, std::int64_t story) {
    const auto known = load_sketch(connection, story);
    for (const auto key : dedup::sketch_keys(known)) {
        Query(connection, sql::kDropSketchKey)
            .bind(":hash", static_cast<std::int64_t>(key))
            .bind(":story", story)
            .run();
    }
    Query(connection, sql::kDropSketch).bind(":story", story).run();
}

void add_sketch(Connection& connection, std::int64_t story, const dedup::Sketch& sketch) {
    if (sketch.hashes.empty()) {
        return;
    }
    Query(connection, kInsertSketch)
        .bind(":story", story)
        .bind(":shingles", static_cast<std::int64_t>(sketch.shingles))
        .bind_blob(":hashes", encode_hashes(sketch.hashes))
        .run();
    for (const auto key : dedup::sketch_keys(sketch)) {
        Query(connection, kInsertKey)
            .bind(":hash", static_cast<std::int64_t>(key))
            .bind(":story", story)
            .run();
    }
}

void replace_sketch(Connection& connection, std::int64_t story, const dedup::Sketch& sketch) {
    const auto known = load_sketch(connection, story);
    if (known == sketch) {
        return;
    }
    remove_sketch(connection, story);
    add_sketch(connection, story, sketch);
}

std::vector<std::int64_t> stories_with_key(Connection& connection, std::uint32_t key) {
    std::vector<std::int64_t> stories;
    Query query(connection, sql::kStoriesBySketchKey);
    query.bind(":hash", static_cast<std::int64_t>(key))
        .bind(":limit", static_cast<std::int64_t>(kMostPerSketchKey + 1));
    while (query.step()) {
        stories.push_back(query.integer(0));
    }
    if (stories.size() > kMostPerSketchKey) {
        stories.clear();
    }
    return stories;
}

int drop_old_sketches(Connection& connection, Timestamp now, int limit) {
    const auto is_old = [&](Timestamp first_seen) {
        return first_seen < now - kSketchLife || first_seen > now + std::chrono::days(1);
    };
    std::vector<std::int64_t> old;
    {
        // Rows rise with time: the walk ends at the first young one.
        Query query(connection, sql::kOldestSketches);
        query.bind(":limit", static_cast<std::int64_t>(limit));
        while (query.step() && is_old(query.time(1))) {
            old.push_back(query.integer(0));
        }
    }
    for (const auto story : old) {
        remove_sketch(connection, story);
    }
    return static_cast<int>(old.size());
}

}  // namespace wireroom::store
