#include "store/watcher.hpp"

#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/revision_subject.hpp"
#include "store/sql_hot.hpp"
#include "store/sql_monitor.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace wireroom::store {
namespace {

constexpr const char* kSettleMatch = R"(
INSERT INTO monitor_match (monitor_id, story_id, first_revision, first_ms, matching)
SELECT :watch, story_id, number, seen_ms, 1
FROM revision
WHERE story_id = :story AND number = :revision
ON CONFLICT (monitor_id, story_id) DO UPDATE
SET matching = 1
WHERE matching = 0)";

constexpr const char* kSettleNoMatch = R"(
UPDATE monitor_match
SET matching = 0
WHERE monitor_id = :watch AND story_id = :story AND matching = 1)";

/// Members of a cluster that a monitor has matched, as far as it takes to know who was first.
constexpr std::int64_t kMostMembers = 1000;

bool looks_at_feeds(const Watch& watch) {
    return watch.query.looks_at_feeds();
}

void settle(
    Connection& connection, const Watch& watch, std::int64_t story, int revision, bool matches
) {
    Query query(connection, matches ? kSettleMatch : kSettleNoMatch);
    query.bind(":watch", watch.id).bind(":story", story);
    if (matches) {
        query.bind(":revision", static_cast<std::int64_t>(revision));
    }
    query.run();
}

}  // namespace

int newest_revision(Connection& connection, std::int64_t story) {
    Query query(connection, sql::kNewestRevision);
    query.bind(":story", story);
    return query.step() ? static_cast<int>(query.integer(0)) : 0;
}

std::vector<const Watch*> all_of(const std::vector<Watch>& watches) {
    std::vector<const Watch*> all;
    all.reserve(watches.size());
    for (const auto& watch : watches) {
        all.push_back(&watch);
    }
    return all;
}

std::vector<const Watch*> those_that_look_at_feeds(const std::vector<Watch>& watches) {
    auto some = all_of(watches);
    std::erase_if(some, [](const Watch* watch) { return !looks_at_feeds(*watch); });
    return some;
}

std::size_t settle_story(
    Connection& connection,
    TextCodec& codec,
    std::span<const Watch* const> watches,
    std::int64_t story
) {
    const int revision = newest_revision(connection, story);
    if (revision == 0 || watches.empty()) {
        return 0;
    }
    auto subject = load_subject(connection, codec, story, revision);
    if (std::ranges::any_of(watches, [](const Watch* watch) { return looks_at_feeds(*watch); })) {
        load_subject_feeds(connection, story, subject);
    }
    const monitor::Document document(subject);
    for (const auto* watch : watches) {
        settle(connection, *watch, story, revision, watch->query.matches(document));
    }
    return subject.title.size() + subject.text.size();
}

Watcher::Watcher(
    Connection& connection,
    TextCodec& codec,
    const std::vector<Watch>& watches,
    model::FeedId feed,
    Timestamp now
)
    : connection_(connection),
      codec_(codec),
      watches_(watches),
      feed_(feed),
      now_(now),
      some_look_at_feeds_(std::ranges::any_of(watches, looks_at_feeds)) {}

void Watcher::before_change(std::int64_t story) {
    std::vector<const Watch*> behind;
    for (const auto& watch : watches_) {
        if (watch.unseen_up_to >= story) {
            behind.push_back(&watch);
        }
    }
    settle_story(connection_, codec_, behind, story);
}

void Watcher::revised(const Change& what, const dedup::PreparedItem& item) {
    if (watches_.empty()) {
        return;
    }
    monitor::Subject subject{
        .title = item.title,
        .text = item.content_text,
        .tags = item.item.tags,
        .feeds = {},
        .groups = {}};
    if (some_look_at_feeds_) {
        load_subject_feeds(connection_, what.story, subject);
    }
    const monitor::Document document(subject);
    const auto states = states_of(what.story);
    for (std::size_t i = 0; i < watches_.size(); ++i) {
        judge(watches_[i], states[i], watches_[i].query.matches(document), what);
    }
}

void Watcher::sighted(const Change& what) {
    if (!some_look_at_feeds_) {
        return;
    }
    auto subject = load_subject(connection_, codec_, what.story, what.revision);
    load_subject_feeds(connection_, what.story, subject);
    const monitor::Document document(subject);
    const auto states = states_of(what.story);
    for (std::size_t i = 0; i < watches_.size(); ++i) {
        if (looks_at_feeds(watches_[i])) {
            judge(watches_[i], states[i], watches_[i].query.matches(document), what);
        }
    }
}

/// Of each monitor, in their order.
std::vector<Watcher::State> Watcher::states_of(std::int64_t story) {
    std::vector<State> states(watches_.size(), State::kNever);
    Query query(connection_, sql::kMatchesOfStory);
    query.bind(":story", story);
    while (query.step()) {
        const auto watch = std::ranges::find(watches_, query.integer(0), &Watch::id);
        if (watch != watches_.end()) {  // a dropped one's rows may still be there
            states[static_cast<std::size_t>(watch - watches_.begin())] =
                query.integer(1) != 0 ? State::kMatching : State::kNoLonger;
        }
    }
    return states;
}

void Watcher::judge(const Watch& watch, State before, bool matches, const Change& what) {
    if (before == State::kNever) {
        if (matches) {
            Query(connection_, sql::kInsertMatch)
                .bind(":watch", watch.id)
                .bind(":story", what.story)
                .bind(":revision", static_cast<std::int64_t>(what.revision))
                .bind(":now", now_)
                .run();
            tell(watch, what, true);
        }
        return;
    }
    if (matches != (before == State::kMatching)) {
        Query(connection_, sql::kSetMatching)
            .bind(":watch", watch.id)
            .bind(":story", what.story)
            .bind(":matching", std::int64_t{matches})
            .run();
        tell(watch, what, matches ? std::optional(false) : std::nullopt);
        return;
    }
    const bool material = matches && what.change != nullptr && what.change->material;
    if (material &&
        std::ranges::find(watch.kinds, model::name_of(what.change->kind)) != watch.kinds.end()) {
        tell(watch, what, false);
    }
}

/// The first story of the cluster when the monitor has told of another of its members before; else
/// empty. @param first_match the story's own match is as new as its event
std::string Watcher::told_of_cluster(const Watch& watch, std::int64_t story, bool first_match) {
    std::string cluster;
    {
        Query query(connection_, sql::kClusterOfStory);
        query.bind(":story", story);
        if (!query.step()) {
            return {};
        }
        cluster = query.bytes(0);
    }
    // The one that the monitor came to first is told of like any story; all others are its copies.
    std::optional<std::pair<std::int64_t, std::int64_t>> earliest;
    Query query(connection_, sql::kClusterMatches);
    query.bind(":cluster", cluster).bind(":watch", watch.id).bind(":limit", kMostMembers);
    while (query.step()) {
        if (first_match && query.integer(0) == story) {
            continue;
        }
        const auto match = std::pair(query.integer(1), query.integer(0));
        earliest = earliest ? std::min(*earliest, match) : match;
    }
    return earliest && earliest->second != story ? cluster : std::string();
}

/// @param first of a match; none = the story matches no longer.
void Watcher::tell(const Watch& watch, const Change& what, std::optional<bool> first) {
    if (first) {
        save_last_matched(connection_, watch.id, now_);
    }
    append_event(
        connection_,
        {.time = now_,
         .type = first ? "monitor.matched" : "monitor.unmatched",
         .story = what.story,
         .revision = what.revision,
         .feed = feed_,
         .initial = what.initial,
         .data = monitor_data(
             watch.name,
             first,
             what.previous,
             first ? told_of_cluster(watch, what.story, *first) : std::string()
         )}
    );
}

}  // namespace wireroom::store
