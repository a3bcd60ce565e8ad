#include "store/backtest.hpp"

#include "store/monitor_table.hpp"
#include "store/revision_subject.hpp"
#include "store/sql_monitor.hpp"
#include "store/store.hpp"
#include "store/story_rows.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <vector>

namespace wireroom::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kMaxHits = 1000;

const std::string& select_hit() {
    static const std::string kSql = std::string("SELECT") + kStoryColumns + R"(
FROM story
JOIN revision ON revision.story_id = story.id AND revision.number = :number
LEFT JOIN story AS original ON original.id = story.copy_of
WHERE story.id = :story)";
    return kSql;
}

struct Match {
    std::int64_t story = 0;
    int number = 1;
    Timestamp time{};
    bool initial = false;

    /// Newest first.
    bool operator<(const Match& other) const {
        return time != other.time ? time > other.time : story > other.story;
    }
};

struct SeenRevision {
    int number = 1;
    Timestamp seen{};
};

class Test {
public:
    Test(
        Connection& connection,
        TextCodec& codec,
        const monitor::Query& query,
        Timestamp since,
        const BacktestLimits& limits
    )
        : connection_(connection),
          codec_(codec),
          query_(query),
          since_(since),
          left_(limits.revisions),
          deadline_(SteadyClock::now() + limits.time) {}

    bool exhausted() const { return left_ <= 0 || SteadyClock::now() >= deadline_; }

    /// The first revision in the window that makes the story a match. @return nothing also when the
    /// test ended half-way: then `exhausted`
    std::optional<SeenRevision> first_match(std::int64_t story) {
        const auto revisions = load_revisions_of(story);  // newest first
        monitor::Subject feeds;
        if (query_.looks_at_feeds()) {
            load_subject_feeds(connection_, story, feeds);
        }
        bool matched = false;  // by the revision before
        for (auto at = revisions.rbegin(); at != revisions.rend(); ++at) {
            if (exhausted()) {
                return std::nullopt;
            }
            const bool matches = look_at(story, at->number, feeds);
            if (matches && !matched && at->seen >= since_) {
                return *at;
            }
            matched = matches;
        }
        return std::nullopt;
    }

    std::int64_t looked_at() const { return looked_at_; }

private:
    /// Those in the window, and the one before it: whether the story matched already. Nothing when
    /// there are more than may still be looked at: then `exhausted`.
    std::vector<SeenRevision> load_revisions_of(std::int64_t story) {
        std::vector<SeenRevision> revisions;
        Query query(connection_, sql::kTestedRevisions);
        query.bind(":story", story).bind(":limit", left_);
        while (query.step()) {
            revisions.push_back({static_cast<int>(query.integer(0)), query.time(1)});
            if (revisions.back().seen < since_) {
                return revisions;
            }
        }
        if (!revisions.empty() && revisions.back().number > 1) {
            left_ = 0;
            revisions.clear();
        }
        return revisions;
    }

    bool look_at(std::int64_t story, int number, const monitor::Subject& feeds) {
        --left_;
        ++looked_at_;
        auto subject = load_subject(connection_, codec_, story, number);
        subject.feeds = feeds.feeds;
        subject.groups = feeds.groups;
        return query_.matches(monitor::Document(subject));
    }

    Connection& connection_;
    TextCodec& codec_;
    const monitor::Query& query_;
    Timestamp since_;
    std::int64_t left_;
    SteadyClock::time_point deadline_;
    std::int64_t looked_at_ = 0;
};

QueryTest::Hit load_hit(Connection& connection, const Match& match) {
    Query query(connection, select_hit());
    query.bind(":story", match.story).bind(":number", static_cast<std::int64_t>(match.number));
    if (!query.step()) {
        throw StoreError(
            "revision " + std::to_string(match.number) + " of story row " +
            std::to_string(match.story) + " is referred to but missing; run wireroom verify"
        );
    }
    auto row = read_story_row(query, 0);
    load_sightings(connection, row);
    return {.story = std::move(row.story), .time = match.time, .initial = match.initial};
}

}  // namespace

QueryTest backtest(
    Connection& connection,
    TextCodec& codec,
    const monitor::Query& query,
    Timestamp since,
    int limit,
    const BacktestLimits& limits
) {
    const auto wanted = static_cast<std::size_t>(std::clamp(limit, 1, kMaxHits));
    Test test(connection, codec, query, since, limits);
    QueryTest result;
    std::priority_queue<Match> newest;  // the oldest of them on top
    std::optional<Timestamp> complete_to;
    {
        Query stories(connection, sql::kTestedStories);
        stories.bind(":since", since);
        while (stories.step()) {
            // A story matched at its last revision or before, so whoever comes now is older.
            const auto revised = stories.time(1);
            const bool full = newest.size() == wanted && newest.top().time >= revised;
            if (full || test.exhausted()) {
                result.back_to = complete_to.value_or(revised);
                break;
            }
            const auto story = stories.integer(0);
            const auto match = test.first_match(story);
            if (!match && test.exhausted()) {
                result.back_to = complete_to.value_or(revised);
                break;
            }
            complete_to = revised;
            if (match) {
                newest.push(
                    {.story = story,
                     .number = match->number,
                     .time = match->seen,
                     .initial = match->number == 1 && stories.integer(2) != 0}
                );
            }
            if (newest.size() > wanted) {
                newest.pop();
            }
        }
    }
    result.looked_at = test.looked_at();
    for (; !newest.empty(); newest.pop()) {
        result.hits.push_back(load_hit(connection, newest.top()));
    }
    std::ranges::reverse(result.hits);
    return result;
}

}  // namespace wireroom::store
