#include "store/explanations.hpp"

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/pins.hpp"
#include "store/sql_explain.hpp"
#include "store/sql_verdict.hpp"
#include "store/store.hpp"
#include "store/story_group.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace wireroom::store {
namespace {

constexpr std::int64_t kMaxSightings = 1000;
constexpr std::int64_t kMaxKeys = 200;
constexpr std::int64_t kMaxMembers = 100;
constexpr std::int64_t kMaxVerdicts = 200;
constexpr std::int64_t kMaxFeeds = 1000;
constexpr std::int64_t kMaxFurniture = 20;

template <class Enum>
const char* name_of_value(std::int64_t value, Enum last, const std::string& row) {
    if (value < 0 || value > static_cast<std::int64_t>(last)) {
        throw StoreError(row + " holds the unknown value " + std::to_string(value));
    }
    return dedup::name_of(static_cast<Enum>(value));
}

/// Reads one story and what belongs to it.
class Explainer {
public:
    Explainer(Connection& connection, std::int64_t story)
        : connection_(connection), story_(story) {}

    void explain(model::Explanation& explanation) {
        explanation.sightings = load_sightings();
        explanation.keys = load_keys();
        explanation.feeds = load_feeds();
        explanation.verdicts = load_verdicts();
        if (!explanation.cluster.empty()) {
            explanation.members = load_members(explanation.cluster);
        }
    }

private:
    /// Reasons and verdicts name the same few stories again and again.
    const std::string& public_id(std::int64_t story) {
        const auto [entry, is_new] = ids_.try_emplace(story);
        if (is_new) {
            entry->second = public_id_of(connection_, story);
        }
        return entry->second;
    }

    std::vector<model::Explanation::Sighting> load_sightings() {
        std::vector<model::Explanation::Sighting> sightings;
        Query query(connection_, sql::kExplainedSightings);
        query.bind(":story", story_).bind(":limit", kMaxSightings);
        while (query.step()) {
            auto& sighting = sightings.emplace_back();
            sighting.feed = query.bytes(0);
            sighting.guid = query.bytes(1);
            sighting.url = query.bytes(2);
            sighting.first_seen = query.time(3);
            sighting.gone = !query.null(4);
            if (query.integer(5) != story_) {
                sighting.merged_from = public_id(query.integer(5));
            }
            if (!query.null(6)) {
                read_decision(query, sighting);
            }
        }
        return sightings;
    }

    void read_decision(const Query& query, model::Explanation::Sighting& sighting) {
        const auto row = "the decision about sighting " + std::to_string(query.integer(10));
        sighting.time = query.time(6);
        sighting.verdict = name_of_value(query.integer(7), dedup::Verdict::kRemoved, row);
        sighting.rung = name_of_value(query.integer(8), dedup::Rung::kOperator, row);
        for (auto& reason : decode_reasons(query.bytes(9), row)) {
            sighting.reasons.push_back(
                {.code = std::move(reason.code),
                 .story = reason.story ? public_id(static_cast<std::int64_t>(*reason.story))
                                       : std::string(),
                 .text = std::move(reason.text),
                 .since = reason.since}
            );
        }
    }

    std::vector<model::Explanation::Key> load_keys() {
        std::vector<model::Explanation::Key> keys;
        {
            Query query(connection_, sql::kExplainedUrlKeys);
            query.bind(":story", story_).bind(":limit", kMaxKeys);
            while (query.step()) {
                keys.push_back({.kind = "url", .feed = {}, .value = query.bytes(0)});
            }
        }
        const auto left = kMaxKeys - static_cast<std::int64_t>(keys.size());
        Query query(connection_, sql::kExplainedGuids);
        query.bind(":story", story_).bind(":limit", left);
        while (query.step()) {
            keys.push_back({.kind = "guid", .feed = query.bytes(0), .value = query.bytes(1)});
        }
        return keys;
    }

    std::vector<model::Explanation::Feed> load_feeds() {
        std::vector<model::Explanation::Feed> feeds;
        Query query(connection_, sql::kExplainedFeeds);
        query.bind(":story", story_).bind(":limit", kMaxFeeds);
        while (query.step()) {
            const auto row = "feed " + std::to_string(query.integer(0));
            feeds.push_back(
                {.name = query.bytes(1),
                 .guid_mode = name_of_value(query.integer(2), dedup::GuidMode::kRecycled, row),
                 .link_mode = name_of_value(query.integer(3), dedup::LinkMode::kHome, row),
                 .pins = decode_pins(query.bytes(4), row),
                 .furniture = load_furniture_of(query.integer(0))}
            );
        }
        return feeds;
    }

    std::vector<model::Explanation::Feed::Furniture> load_furniture_of(std::int64_t feed) {
        std::vector<model::Explanation::Feed::Furniture> furniture;
        Query query(connection_, sql::kExplainedFurniture);
        query.bind(":feed", feed).bind(":limit", kMaxFurniture);
        while (query.step()) {
            furniture.push_back(
                {.kind = query.bytes(0), .sample = query.bytes(1), .last_seen = query.time(2)}
            );
        }
        return furniture;
    }

    /// The newest ones, oldest first.
    std::vector<model::Explanation::Verdict> load_verdicts() {
        std::vector<model::Explanation::Verdict> verdicts;
        Query query(connection_, sql::kExplainedVerdicts);
        query.bind(":story", story_).bind(":limit", kMaxVerdicts);
        while (query.step()) {
            verdicts.push_back(
                {.kind = query.bytes(0),
                 .time = query.time(1),
                 .story = public_id(query.integer(2)),
                 .other = public_id(query.integer(3))}
            );
        }
        std::ranges::reverse(verdicts);
        return verdicts;
    }

    std::vector<std::string> load_members(const std::string& cluster) {
        std::vector<std::string> members;
        Query query(connection_, sql::kExplainedMembers);
        query.bind(":cluster", cluster).bind(":story", story_).bind(":limit", kMaxMembers);
        while (query.step()) {
            members.push_back(query.bytes(0));
        }
        return members;
    }

    Connection& connection_;
    std::int64_t story_;
    std::unordered_map<std::int64_t, std::string> ids_;
};

/// The story that this one is a copy of, where it stands now. A story is no copy of itself, even
/// when an operator made it and its original one.
std::string original_of(Connection& connection, std::int64_t original, std::int64_t story) {
    Query query(connection, sql::kOriginalOf);
    query.bind(":story", original);
    return query.step() && query.integer(1) != story ? query.bytes(0) : std::string();
}

}  // namespace

std::optional<model::Explanation> load_explanation(
    Connection& connection, const std::string& public_id
) {
    model::Explanation explanation;
    std::int64_t story = 0;
    std::int64_t original = 0;
    {
        Query query(connection, sql::kExplainedStory);
        query.bind(":id", public_id);
        if (!query.step()) {
            return std::nullopt;
        }
        story = query.integer(0);
        explanation.id = query.bytes(1);
        explanation.title = query.bytes(2);
        explanation.revision = static_cast<int>(query.integer(3));
        explanation.revisions = static_cast<int>(query.integer(4));
        explanation.outlet = query.bytes(5);
        explanation.cluster = query.bytes(6);
        original = query.integer(7);
    }
    if (original != 0) {
        explanation.copy_of = original_of(connection, original, story);
    }
    Explainer(connection, story).explain(explanation);
    return explanation;
}

model::StoryPlace load_place(Connection& connection, const std::string& public_id) {
    {
        Query query(connection, sql::kPlaceOfStory);
        query.bind(":id", public_id);
        if (query.step()) {
            const bool merged = !query.null(0);
            return {
                .kind = merged ? model::StoryPlace::Kind::kMerged : model::StoryPlace::Kind::kHere,
                .into = query.bytes(0),
                .removed = {},
                .reason = {}};
        }
    }
    Query query(connection, sql::kRemovedStory);
    query.bind(":id", public_id);
    if (!query.step()) {
        return {};
    }
    return {
        .kind = model::StoryPlace::Kind::kRemoved,
        .into = {},
        .removed = query.time(0),
        .reason = query.bytes(1)};
}

}  // namespace wireroom::store
