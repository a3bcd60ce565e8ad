#include "store/explanations.hpp"

#include "dedup/decide.hpp"
#include "store/codec.hpp"
#include "store/store.hpp"

#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kSelectDecisions = R"(
SELECT feed.name, sighting.guid, sighting.url, decision.time_ms, decision.verdict, decision.rung,
       decision.reasons, sighting.id
FROM story
JOIN sighting ON sighting.story_id = story.id
JOIN feed ON feed.id = sighting.feed_id
JOIN decision ON decision.sighting_id = sighting.id
WHERE story.public_id = :id
ORDER BY sighting.id
LIMIT 1000)";

constexpr const char* kSelectPublicId = "SELECT public_id FROM story WHERE id = :story";

/// A story that a reason names may have been removed since.
std::string public_id_of(Connection& connection, dedup::StoryKey story) {
    Query query(connection, kSelectPublicId);
    query.bind(":story", static_cast<std::int64_t>(story));
    return query.step() ? query.bytes(0) : std::string();
}

}  // namespace

std::vector<Explanation> load_explanations(Connection& connection, const std::string& public_id) {
    std::vector<Explanation> explanations;
    Query query(connection, kSelectDecisions);
    query.bind(":id", public_id);
    while (query.step()) {
        const auto row = "the decision about sighting " + std::to_string(query.integer(7));
        const auto verdict = query.integer(4);
        const auto rung = query.integer(5);
        if (verdict > static_cast<int>(dedup::Verdict::kTwin) ||
            rung > static_cast<int>(dedup::Rung::kOperator)) {
            throw StoreError(row + " holds an unknown verdict");
        }
        Explanation explanation{
            .feed = query.bytes(0),
            .guid = query.bytes(1),
            .url = query.bytes(2),
            .time = query.time(3),
            .verdict = dedup::name_of(static_cast<dedup::Verdict>(verdict)),
            .rung = dedup::name_of(static_cast<dedup::Rung>(rung)),
        };
        for (auto& reason : decode_reasons(query.bytes(6), row)) {
            explanation.reasons.push_back(
                {.code = std::move(reason.code),
                 .story = reason.story ? public_id_of(connection, *reason.story) : std::string(),
                 .text = std::move(reason.text)}
            );
        }
        explanations.push_back(std::move(explanation));
    }
    return explanations;
}

}  // namespace wireroom::store
