#include "store/story_loader.hpp"

#include "base/log.hpp"
#include "store/sql_hot.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::store {
namespace {

/// Aliases and sightings of one story that are looked at; a feed may give it a new link every hour.
constexpr std::int64_t kMaxAliases = 512;
/// Revisions that are loaded with their text; see KnownStory::revisions.
constexpr std::size_t kRevisionsWithContent = 16;
/// Bytes of texts in memory, above which the rest come with their newest one alone, and with none.
constexpr std::size_t kManyBytes = 32U << 20U;
constexpr std::size_t kMostBytes = 64U << 20U;
/// Stories merged into one that are looked at: each was an operator's work.
constexpr std::size_t kMaxMerged = 64;

/// A revision as stored, its text not loaded yet.
struct RevisionRow {
    dedup::KnownRevision revision;
    std::int64_t content = 0;  ///< row; 0 = purged
    std::int64_t seen_ms = 0;
};

/// Newest first.
std::vector<RevisionRow> read_revisions(Connection& connection, std::int64_t story) {
    std::vector<RevisionRow> rows;
    Query query(connection, sql::kKnownRevisions);
    query.bind(":story", story);
    while (query.step()) {
        rows.push_back(
            {.revision =
                 {.number = static_cast<int>(query.integer(0)),
                  .title = query.bytes(1),
                  .has_content = false,
                  .print =
                      {.body = query.digest(2),
                       .title_body = query.digest(3),
                       .tokens = static_cast<int>(query.integer(4)),
                       .text_rules = static_cast<int>(query.integer(5))},
                  .raw_hash = query.hash(7)},
             .content = query.null(6) ? 0 : query.integer(6),
             .seen_ms = query.integer(8)}
        );
    }
    return rows;
}

}  // namespace

StoryLoader::StoryLoader(Connection& connection, TextCodec& codec, dedup::Snapshot& snapshot)
    : connection_(connection), codec_(codec), snapshot_(snapshot) {
    // All at once: one look-up a document, where each candidate of each item would need its own.
    Query query(connection, sql::kMergedPairs);
    while (query.step()) {
        roots_.emplace(query.integer(0), query.integer(1));
        auto& parts = parts_[query.integer(1)];
        if (parts.size() < kMaxMerged) {
            parts.push_back(query.integer(0));
        }
    }
}

std::int64_t StoryLoader::root_of(std::int64_t row) const {
    const auto found = roots_.find(row);
    return found == roots_.end() ? row : found->second;
}

std::size_t StoryLoader::place_of(std::int64_t root) {
    const auto [known, is_new] = index_.emplace(root, snapshot_.stories.size());
    if (is_new) {
        snapshot_.stories.emplace_back().key = static_cast<dedup::StoryKey>(root);
    }
    return known->second;
}

void StoryLoader::load_new() {
    for (; loaded_ < snapshot_.stories.size(); ++loaded_) {
        load(snapshot_.stories[loaded_]);
    }
}

std::int64_t StoryLoader::merged_owner_of(dedup::SightingKey sighting) const {
    const auto found = owners_.find(static_cast<std::int64_t>(sighting));
    return found == owners_.end() ? 0 : found->second;
}

void StoryLoader::load(dedup::KnownStory& story) {
    const auto row = static_cast<std::int64_t>(story.key);
    load_head(story, row);
    load_keys(story, row);
    load_sightings(story, row);
    load_revisions(story, row);
    if (has_parts(row)) {
        load_merged(story, row);
    }
}

void StoryLoader::load_head(dedup::KnownStory& story, std::int64_t row) {
    Query query(connection_, sql::kKnownStory);
    query.bind(":story", row);
    if (!query.step()) {
        throw StoreError("story " + std::to_string(row) + " is referred to but missing");
    }
    story.outlet = query.bytes(0);
    story.current = static_cast<int>(query.integer(1));
    story.published = query.optional_time(2);
    story.first_seen = query.time(3);
    if (!query.null(4)) {
        withdrawn_.insert(row);
    }
}

void StoryLoader::load_keys(dedup::KnownStory& story, std::int64_t row) {
    const auto add = [](std::vector<std::string>& keys, std::string key) {
        if (std::ranges::find(keys, key) == keys.end()) {
            keys.push_back(std::move(key));
        }
    };
    {
        Query query(connection_, sql::kKnownUrlKeys);
        query.bind(":story", row).bind(":limit", kMaxAliases);
        while (query.step()) {
            add(story.url_keys, query.bytes(0));
        }
    }
    Query query(connection_, sql::kKnownGuids);
    query.bind(":story", row)
        .bind(":feed", static_cast<std::int64_t>(snapshot_.feed))
        .bind(":limit", kMaxAliases);
    while (query.step()) {
        add(story.guids, query.bytes(0));
    }
}

void StoryLoader::load_sightings(dedup::KnownStory& story, std::int64_t row) {
    Query query(connection_, sql::kKnownSightings);
    query.bind(":story", row).bind(":limit", kMaxAliases);
    while (query.step()) {
        story.sightings.push_back(
            {.key = static_cast<dedup::SightingKey>(query.integer(0)),
             .feed = static_cast<model::FeedId>(query.integer(1)),
             .guid = query.bytes(2),
             .url_key = query.bytes(3),
             .gone = !query.null(4),
             .published = query.optional_time(5),
             .enclosures =
                 decode_strings(query.bytes(6), "sighting " + std::to_string(query.integer(0))),
             .text = query.null(7) ? std::nullopt : std::optional(query.digest(7)),
             .text_rules = static_cast<int>(query.integer(8))}
        );
    }
}

void StoryLoader::load_revisions(dedup::KnownStory& story, std::int64_t row) {
    for (auto& stored : read_revisions(connection_, row)) {
        if (story.revisions.size() < revisions_with_content()) {
            load_content(stored.revision, stored.content);
        }
        story.revisions.push_back(std::move(stored.revision));
    }
    std::ranges::reverse(story.revisions);  // oldest first
}

/// Their rows stay theirs, so that the verdict can be taken back; for deciding they are the root's.
void StoryLoader::load_merged(dedup::KnownStory& story, std::int64_t row) {
    std::vector<RevisionRow> texts;
    for (const auto other : parts_.at(row)) {
        load_keys(story, other);
        const auto own = story.sightings.size();
        load_sightings(story, other);
        for (auto i = own; i < story.sightings.size(); ++i) {
            owners_.emplace(static_cast<std::int64_t>(story.sightings[i].key), other);
        }
        std::ranges::move(read_revisions(connection_, other), std::back_inserter(texts));
    }
    std::ranges::stable_sort(texts, std::ranges::greater{}, &RevisionRow::seen_ms);
    texts.resize(std::min(texts.size(), revisions_with_content()));
    for (auto& stored : texts) {
        load_content(stored.revision, stored.content);
        story.merged_texts.push_back(std::move(stored.revision));
    }
}

/// A document may name thousands of stories, and each may have had long texts.
std::size_t StoryLoader::revisions_with_content() const {
    return bytes_ < kManyBytes ? kRevisionsWithContent : bytes_ < kMostBytes ? 1 : 0;
}

/// A damaged text must not keep the feed from being polled for ever: decided without it.
void StoryLoader::load_content(dedup::KnownRevision& revision, std::int64_t content) {
    if (content == 0) {
        return;
    }
    Query query(connection_, sql::kContent);
    query.bind(":content", content);
    if (!query.step()) {
        return;
    }
    const auto row = "content " + std::to_string(content);
    try {
        revision.content_html =
            codec_.decompress(query.bytes(2), query.integer(0), query.integer(1), row).html;
        revision.has_content = true;
        bytes_ += revision.content_html.size();
    } catch (const StoreError& error) {
        log::error("store.damaged", {{"row", row}, {"error", error.what()}});
    }
}

}  // namespace wireroom::store
