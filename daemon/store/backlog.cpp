#include "store/backlog.hpp"

#include "store/sql_monitor.hpp"
#include "store/watcher.hpp"

#include <algorithm>
#include <cstdint>

namespace wireroom::store {
namespace {

/// A step ends early behind so many bytes of texts, so that no poll waits long for the store.
constexpr std::size_t kMaxStepTextBytes = std::size_t{4} << 20;
/// So many queries over a text cost about what making the text ready for them does.
constexpr std::size_t kQueriesPerReading = 50;
/// Matches of dropped monitors that go in one step.
constexpr std::int64_t kMaxSwept = 5000;

bool is_behind(const Watch& watch) {
    return watch.unseen_up_to > 0;
}

std::vector<std::int64_t> next_stories(
    Connection& connection, std::int64_t position, std::int64_t limit
) {
    std::vector<std::int64_t> stories;
    Query query(connection, sql::kBacklogStories);
    query.bind(":position", position).bind(":limit", limit);
    while (query.step()) {
        stories.push_back(query.integer(0));
    }
    return stories;
}

void move_down(Connection& connection, std::vector<Watch>& watches, std::int64_t position) {
    for (auto& watch : watches) {
        if (watch.unseen_up_to > position) {
            watch.unseen_up_to = position;
            save_backlog_position(connection, watch);
        }
    }
}

}  // namespace

bool has_backlog(Connection& connection, const std::vector<Watch>& watches) {
    return std::ranges::any_of(watches, is_behind) || any_dropped(connection);
}

bool match_backlog_step(
    Connection& connection, TextCodec& codec, std::vector<Watch>& watches, int limit
) {
    const bool more_dropped = sweep_dropped(connection, kMaxSwept);
    std::int64_t position = 0;
    for (const auto& watch : watches) {
        position = std::max(position, watch.unseen_up_to);
    }
    if (position == 0) {
        return more_dropped;
    }
    const auto wanted = static_cast<std::size_t>(std::max(limit, 1));
    const auto stories = next_stories(connection, position, static_cast<std::int64_t>(wanted));
    const bool last = stories.size() < wanted;
    std::size_t done = 0;
    std::size_t bytes = 0;
    for (; done < stories.size() && bytes < kMaxStepTextBytes; ++done) {
        std::vector<const Watch*> behind;
        for (const auto& watch : watches) {
            if (watch.unseen_up_to >= stories[done]) {
                behind.push_back(&watch);
            }
        }
        bytes += settle_story(connection, codec, behind, stories[done]) *
                 (1 + behind.size() / kQueriesPerReading);
    }
    const bool finished = last && done == stories.size();
    move_down(connection, watches, finished ? 0 : stories[done - 1] - 1);
    return more_dropped || std::ranges::any_of(watches, is_behind);
}

}  // namespace wireroom::store
