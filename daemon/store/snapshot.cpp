#include "store/snapshot.hpp"

#include "base/log.hpp"
#include "store/sql_hot.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace wireroom::store {
namespace {

/// A key that more stories share says little about any; the newest are the likely ones.
constexpr std::int64_t kMaxCandidates = 32;
/// Aliases and sightings of one story that are looked at; a feed may give it a new link every hour.
constexpr std::int64_t kMaxAliases = 512;
/// Revisions that are loaded with their text; see KnownStory::revisions.
constexpr int kRevisionsWithContent = 16;

class Loader {
public:
    Loader(Connection& connection, TextCodec& codec, dedup::Snapshot& snapshot)
        : connection_(connection), codec_(codec), snapshot_(snapshot) {}

    dedup::Candidates candidates(const dedup::PreparedItem& item) {
        dedup::Candidates found;
        if (!item.guid.empty()) {
            Query query(connection_, sql::kStoriesByGuid);
            query.bind(":feed", static_cast<std::int64_t>(snapshot_.feed))
                .bind_hash(":hash", hash64(item.guid));
            collect(query, found.by_guid, [&] { return query.bytes(1) == item.guid; });
        }
        if (!item.url_key.empty()) {
            Query query(connection_, sql::kStoriesByUrlKey);
            query.bind_hash(":hash", hash64(item.url_key));
            collect(query, found.by_url, [&] { return query.bytes(1) == item.url_key; });
        }
        {
            Query query(connection_, sql::kStoriesByTitleBody);
            query.bind_hash(":hash", short_hash(item.print.title_body));
            collect(query, found.by_text, [&] { return query.digest(1) == item.print.title_body; });
        }
        if (item.print.tokens > 0) {
            Query query(connection_, sql::kStoriesByBody);
            query.bind_hash(":hash", short_hash(item.print.body));
            collect(query, found.by_text, [&] { return query.digest(1) == item.print.body; });
        }
        return found;
    }

    /// Fills in what `candidates` found so far only by row.
    void load_stories() {
        for (auto& story : snapshot_.stories) {
            load(story);
        }
    }

private:
    template <class Verify>
    void collect(Query& query, std::vector<std::size_t>& into, Verify verify) {
        query.bind(":limit", kMaxCandidates);
        while (query.step()) {
            if (!verify()) {
                continue;
            }
            const auto row = query.integer(0);
            const auto [known, is_new] = index_.emplace(row, snapshot_.stories.size());
            if (is_new) {
                snapshot_.stories.emplace_back().key = static_cast<dedup::StoryKey>(row);
            }
            if (std::ranges::find(into, known->second) == into.end()) {
                into.push_back(known->second);
            }
        }
    }

    void load(dedup::KnownStory& story) {
        const auto row = static_cast<std::int64_t>(story.key);
        load_head(story, row);
        load_keys(story, row);
        load_sightings(story, row);
        load_revisions(story, row);
    }

    void load_head(dedup::KnownStory& story, std::int64_t row) {
        Query query(connection_, sql::kKnownStory);
        query.bind(":story", row);
        if (!query.step()) {
            throw StoreError("story " + std::to_string(row) + " is referred to but missing");
        }
        story.outlet = query.bytes(0);
        story.current = static_cast<int>(query.integer(1));
        story.published = query.optional_time(2);
        story.first_seen = query.time(3);
    }

    void load_keys(dedup::KnownStory& story, std::int64_t row) {
        {
            Query query(connection_, sql::kKnownUrlKeys);
            query.bind(":story", row).bind(":limit", kMaxAliases);
            while (query.step()) {
                story.url_keys.push_back(query.bytes(0));
            }
        }
        Query query(connection_, sql::kKnownGuids);
        query.bind(":story", row)
            .bind(":feed", static_cast<std::int64_t>(snapshot_.feed))
            .bind(":limit", kMaxAliases);
        while (query.step()) {
            story.guids.push_back(query.bytes(0));
        }
    }

    void load_sightings(dedup::KnownStory& story, std::int64_t row) {
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
                     decode_strings(query.bytes(6), "sighting " + std::to_string(query.integer(0)))}
            );
        }
    }

    void load_revisions(dedup::KnownStory& story, std::int64_t row) {
        Query query(connection_, sql::kKnownRevisions);
        query.bind(":story", row);
        while (query.step()) {
            dedup::KnownRevision revision{
                .number = static_cast<int>(query.integer(0)),
                .title = query.bytes(1),
                .has_content = false,
                .print =
                    {.body = query.digest(2),
                     .title_body = query.digest(3),
                     .tokens = static_cast<int>(query.integer(4)),
                     .text_rules = static_cast<int>(query.integer(5))},
            };
            if (story.revisions.size() < kRevisionsWithContent && !query.null(6)) {
                load_content(revision, query.integer(6));
            }
            story.revisions.push_back(std::move(revision));
        }
        std::ranges::reverse(story.revisions);  // oldest first
    }

    /// A damaged text must not keep the feed from being polled for ever: decided without it.
    void load_content(dedup::KnownRevision& revision, std::int64_t content) {
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
        } catch (const StoreError& error) {
            log::error("store.damaged", {{"row", row}, {"error", error.what()}});
        }
    }

    Connection& connection_;
    TextCodec& codec_;
    dedup::Snapshot& snapshot_;
    std::unordered_map<std::int64_t, std::size_t> index_;  ///< story row → index in the snapshot
};

}  // namespace

std::uint64_t short_hash(const Digest& digest) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < sizeof hash; ++i) {
        hash = hash << 8U | digest[i];
    }
    return hash;
}

std::vector<PresentRow> load_present(Connection& connection, model::FeedId feed) {
    std::vector<PresentRow> rows;
    Query query(connection, sql::kPresentItems);
    query.bind(":feed", static_cast<std::int64_t>(feed));
    while (query.step()) {
        rows.push_back(
            {.raw_hash = query.hash(0),
             .sighting = query.integer(1),
             .story = query.integer(2),
             .guid_key = query.bytes(3),
             .url_key = query.bytes(4)}
        );
    }
    return rows;
}

std::vector<std::uint64_t> load_raw_hashes(Connection& connection, model::FeedId feed) {
    std::vector<std::uint64_t> hashes;
    Query query(connection, sql::kRawHashes);
    query.bind(":feed", static_cast<std::int64_t>(feed));
    while (query.step()) {
        hashes.push_back(query.hash(0));
    }
    return hashes;
}

dedup::Snapshot load_snapshot(
    Connection& connection,
    TextCodec& codec,
    const FeedRow& feed,
    Timestamp now,
    std::vector<dedup::PreparedItem> items,
    std::span<const PresentRow> unchanged
) {
    dedup::Snapshot snapshot{
        .feed = feed.id, .now = now, .modes = feed.modes, .items = std::move(items)};
    Loader loader(connection, codec, snapshot);
    snapshot.candidates.reserve(snapshot.items.size());
    for (const auto& item : snapshot.items) {
        snapshot.candidates.push_back(loader.candidates(item));
    }
    loader.load_stories();

    std::unordered_set<std::int64_t> seen;
    for (const auto& row : unchanged) {
        if (seen.insert(row.sighting).second) {  // an item listed twice stands there once
            snapshot.unchanged.push_back(
                {.story = static_cast<dedup::StoryKey>(row.story),
                 .sighting = static_cast<dedup::SightingKey>(row.sighting),
                 .guid = row.guid_key,
                 .url_key = row.url_key}
            );
        }
    }
    return snapshot;
}

}  // namespace wireroom::store
