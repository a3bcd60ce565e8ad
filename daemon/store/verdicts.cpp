#include "store/verdicts.hpp"

#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/sighting_split.hpp"
#include "store/sql_verdict.hpp"
#include "store/watcher.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace wireroom::store {
namespace {

using Status = model::VerdictResult::Status;

std::vector<std::int64_t> with_merged(Connection& connection, std::int64_t root) {
    auto rows = load_merged(connection, root);
    rows.insert(rows.begin(), root);
    return rows;
}

void point(Connection& connection, std::int64_t story, std::optional<std::int64_t> root) {
    Query(connection, sql::kPointMerged).bind(":story", story).bind(":root", root).run();
}

/// A feed that carries both of two groups counts them once while they are one.
void count_common_feeds(
    Connection& connection,
    const std::vector<std::int64_t>& one,
    const std::vector<std::int64_t>& other,
    int by
) {
    const auto of_other = feeds_of(connection, other);
    for (const auto feed : feeds_of(connection, one)) {
        if (std::ranges::binary_search(of_other, feed)) {
            change_story_count(connection, feed, by);
        }
    }
}

model::VerdictResult done(Connection& connection, std::string message, std::string story) {
    return {
        .status = Status::kDone,
        .message = std::move(message),
        .story = std::move(story),
        .head_seq = read_head_seq(connection),
    };
}

/// The story and those of a group that were merged into it, directly or by way of each other,
/// before it went into the group's root.
std::vector<std::int64_t> branch_of(Connection& connection, std::int64_t root, std::int64_t story) {
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> children;
    {
        Query query(connection, sql::kMergedWithParents);
        query.bind(":root", root);
        while (query.step()) {
            children[query.null(1) ? root : query.integer(1)].push_back(query.integer(0));
        }
    }
    std::vector<std::int64_t> branch{story};
    for (std::size_t i = 0; i < branch.size(); ++i) {
        const auto found = children.find(branch[i]);
        if (found != children.end()) {
            const auto next = std::exchange(found->second, {});
            branch.insert(branch.end(), next.begin(), next.end());
        }
    }
    return branch;
}

/// Monitors of feeds and groups see both as they are now, without a word.
void settle_both(
    Connection& connection, const Monitors& monitors, std::int64_t one, std::int64_t other
) {
    const auto watches = those_that_look_at_feeds(monitors.watches);
    settle_story(connection, monitors.codec, watches, one);
    settle_story(connection, monitors.codec, watches, other);
}

/// Undoes the merge of one story.
model::VerdictResult take_out(
    Connection& connection, const Monitors& monitors, const StoryRef& story, Timestamp now
) {
    const auto root = load_story_ref(connection, story.merged_into);
    const auto branch = branch_of(connection, root.row, story.row);
    point(connection, story.row, std::nullopt);
    for (const auto row : branch) {
        if (row != story.row) {
            point(connection, row, story.row);
        }
    }
    count_common_feeds(connection, branch, with_merged(connection, root.row), +1);
    settle_both(connection, monitors, story.row, root.row);
    save_verdict(connection, "split", story.row, root.row, now);
    append_event(
        connection,
        {.time = now,
         .type = "story.split",
         .story = story.row,
         .revision = story.revision,
         .data = member_data("from", root.id)}
    );
    return done(
        connection, "story " + story.id + " is no part of " + root.id + " any more", story.id
    );
}

}  // namespace

model::VerdictResult refused(Status status, std::string message) {
    return {.status = status, .message = std::move(message), .story = {}};
}

model::VerdictResult not_there(Connection& connection, const std::string& public_id) {
    Query query(connection, sql::kRemovedStory);
    query.bind(":id", public_id);
    if (query.step()) {
        return refused(
            Status::kGone,
            "story " + public_id + " was removed on " + format_rfc3339(query.time(0)) +
                "; nothing of it is left"
        );
    }
    return refused(Status::kNotFound, "there is no story " + public_id);
}

void save_verdict(
    Connection& connection, const char* kind, std::int64_t story, std::int64_t other, Timestamp now
) {
    Query(connection, sql::kInsertVerdict)
        .bind(":now", now)
        .bind(":kind", std::string(kind))
        .bind(":story", story)
        .bind(":other", other)
        .run();
}

model::VerdictResult merge_stories(
    Connection& connection,
    const Monitors& monitors,
    const model::VerdictRequest& request,
    Timestamp now
) {
    const auto story = find_story_ref(connection, request.story);
    if (!story) {
        return not_there(connection, request.story);
    }
    const auto named = find_story_ref(connection, request.into);
    if (!named) {
        return not_there(connection, request.into);
    }
    const auto target =
        named->merged_into == 0 ? *named : load_story_ref(connection, named->merged_into);
    if (story->row == named->row) {
        return refused(Status::kConflict, "a story cannot be merged into itself");
    }
    if (story->merged_into == target.row) {  // asked twice: the answer may have been lost
        return done(
            connection, "story " + story->id + " is a part of " + target.id + " already", target.id
        );
    }
    if (story->row == target.row) {
        return refused(
            Status::kConflict,
            "story " + named->id + " is a part of " + story->id +
                " already; to have it the other way round split it off first"
        );
    }
    if (story->merged_into != 0) {
        const auto root = load_story_ref(connection, story->merged_into);
        return refused(
            Status::kConflict,
            "story " + story->id + " is a part of " + root.id +
                "; split it off first, or merge the whole of " + root.id
        );
    }

    const auto coming = with_merged(connection, story->row);
    count_common_feeds(connection, coming, with_merged(connection, target.row), -1);
    for (const auto row : coming) {
        point(connection, row, target.row);
    }
    settle_both(connection, monitors, story->row, target.row);
    save_verdict(connection, "merge", story->row, target.row, now);
    append_event(
        connection,
        {.time = now,
         .type = "story.merged",
         .story = story->row,
         .revision = story->revision,
         .data = member_data("into", target.id)}
    );
    return done(
        connection, "story " + story->id + " is a part of " + target.id + " now", target.id
    );
}

model::VerdictResult split_story(
    Connection& connection,
    Sketches& sketches,
    const Monitors& monitors,
    const model::VerdictRequest& request,
    Timestamp now
) {
    auto story = find_story_ref(connection, request.story);
    if (!story) {
        return not_there(connection, request.story);
    }
    if (request.sighting.empty()) {
        if (story->merged_into == 0) {
            return refused(
                Status::kConflict,
                "story " + story->id +
                    " is not merged into another; to take one of its sightings out, say which "
                    "one: by feed, guid or URL"
            );
        }
        return take_out(connection, monitors, *story, now);
    }
    if (story->merged_into != 0) {
        story = load_story_ref(connection, story->merged_into);
    }
    const auto chosen = choose_sightings(connection, story->row, request.sighting);
    if (chosen.empty()) {
        return refused(
            Status::kNotFound,
            "story " + story->id + " has no such sighting; its explanation lists those it has"
        );
    }
    const auto owner = chosen.front().story;
    const bool of_one_story =
        std::ranges::all_of(chosen, [&](const ChosenSighting& one) { return one.story == owner; });
    if (of_one_story && owner != story->row) {
        return take_out(connection, monitors, load_story_ref(connection, owner), now);
    }
    const bool one_place = std::ranges::all_of(chosen, [&](const ChosenSighting& one) {
        return one.same_place(chosen.front());
    });
    if (!of_one_story || !one_place) {
        return refused(
            Status::kConflict,
            std::to_string(chosen.size()) + " sightings of story " + story->id +
                " fit; name feed, guid or URL so that one does"
        );
    }
    if (count_sightings(connection, story->row) == static_cast<std::int64_t>(chosen.size())) {
        return refused(
            Status::kConflict,
            "this is the only sighting of story " + story->id +
                " itself: there is nothing to split it from"
        );
    }
    const auto made =
        make_own_story(connection, monitors.codec, sketches, monitors.watches, *story, chosen, now);
    return done(connection, "the sighting is a story of its own now: " + made.id, made.id);
}

}  // namespace wireroom::store
