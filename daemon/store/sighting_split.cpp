#include "store/sighting_split.hpp"

#include "dedup/decide.hpp"
#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/shared_rows.hpp"
#include "store/story_id.hpp"
#include "store/story_tags.hpp"
#include "store/verdicts.hpp"
#include "store/watcher.hpp"

#include <algorithm>
#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kSelectChosen = R"(
SELECT sighting.id, sighting.story_id, sighting.feed_id, sighting.guid, sighting.guid_key,
       sighting.url, sighting.url_key, sighting.key_rules, sighting.first_seen_ms,
       sighting.published_ms
FROM sighting
JOIN feed ON feed.id = sighting.feed_id
WHERE (sighting.story_id = :root
       OR sighting.story_id IN (SELECT id FROM story WHERE merged_into = :root))
  AND (:feed = '' OR feed.id = (SELECT id
                                FROM feed
                                WHERE name = :feed
                                ORDER BY retired_ms IS NOT NULL, id DESC
                                LIMIT 1))
  AND (:guid = '' OR sighting.guid = :guid)
  AND (:url = '' OR sighting.url = :url)
ORDER BY sighting.id)";

constexpr const char* kCountSightings = R"(
SELECT count(*)
FROM sighting
WHERE story_id = :story)";

/// The newest text of a story that was made from what a sighting's feed shows now.
constexpr const char* kShownRevision = R"(
SELECT max(revision.number)
FROM present_item
JOIN revision ON revision.story_id = :story AND revision.raw_hash = present_item.raw_hash
WHERE present_item.feed_id = :feed AND present_item.sighting_id = :sighting)";

/// No feed carries what is withdrawn, hence none of its sightings either.
constexpr const char* kCopyStory = R"(
INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms, updated_ms,
                   published_ms, withdrawn_ms, initial)
SELECT :public_id, outlet, 1, 1, :seen, :seen, :seen, ifnull(:published, published_ms),
       withdrawn_ms, initial
FROM story
WHERE id = :from)";

constexpr const char* kCopyRevision = R"(
INSERT INTO revision (story_id, number, seen_ms, title, url, content_id, body_hash, title_body_hash,
                      text_key, title_body_h64, tokens, text_rules, raw_hash, summary, authors,
                      tags, attachments, image, banner_image, language, published_ms, modified_ms,
                      change)
SELECT :story, 1, :seen, title, iif(:url = '', url, :url), content_id, body_hash, title_body_hash,
       text_key, title_body_h64, tokens, text_rules, raw_hash, summary, authors,
       tags, attachments, image, banner_image, language, ifnull(:published, published_ms),
       modified_ms, NULL
FROM revision
WHERE story_id = :from AND number = :number)";

constexpr const char* kMoveSighting = R"(
UPDATE sighting
SET story_id = :story, text_hash = NULL
WHERE id = :sighting)";

constexpr const char* kGuidStays = R"(
SELECT 1
FROM sighting
WHERE story_id = :from AND feed_id = :feed AND guid_key = :guid
LIMIT 1)";

constexpr const char* kDeleteGuid = R"(
DELETE FROM feed_guid
WHERE feed_id = :feed AND guid_h64 = :hash AND story_id = :from AND guid = :guid)";

constexpr const char* kKeyStays = R"(
SELECT 1
FROM sighting
WHERE story_id = :from AND url_key = :key
LIMIT 1)";

constexpr const char* kDeleteKey = R"(
DELETE FROM url_key
WHERE key_h64 = :hash AND story_id = :from AND key = :key)";

constexpr const char* kSightingsOf = R"(
SELECT id, feed_id
FROM sighting
WHERE story_id = :story
ORDER BY id DESC
LIMIT 1000)";

/// 0 = it cannot be told.
int shown_revision(
    Connection& connection, std::int64_t story, std::int64_t feed, std::int64_t sighting
) {
    Query query(connection, kShownRevision);
    query.bind(":story", story).bind(":feed", feed).bind(":sighting", sighting);
    return query.step() && !query.null(0) ? static_cast<int>(query.integer(0)) : 0;
}

std::int64_t copy_story(
    Connection& connection,
    const StoryRef& from,
    int number,
    const ChosenSighting& first,
    const std::string& id,
    Timestamp now
) {
    Query(connection, kCopyStory)
        .bind(":public_id", id)
        .bind(":from", from.row)
        .bind(":seen", first.first_seen)
        .bind(":published", first.published)
        .run();
    const auto story = connection.last_insert_id();
    add_reader_item(connection, story, now);
    Query(connection, kCopyRevision)
        .bind(":story", story)
        .bind(":from", from.row)
        .bind(":number", static_cast<std::int64_t>(number))
        .bind(":seen", first.first_seen)
        .bind(":url", first.url)
        .bind(":published", first.published)
        .run();
    take_tags_of(connection, story, 1);
    return story;
}

/// The guid leads to the new story from now on, and to the old one no longer, unless another of its
/// sightings has it.
void move_guid(
    Connection& connection, std::int64_t from, std::int64_t story, const ChosenSighting& sighting
) {
    if (sighting.guid_key.empty()) {
        return;
    }
    add_guid(connection, sighting.feed, sighting.guid_key, story);
    bool stays = false;
    {
        Query query(connection, kGuidStays);
        query.bind(":from", from).bind(":feed", sighting.feed).bind(":guid", sighting.guid_key);
        stays = query.step();
    }
    if (!stays) {
        Query(connection, kDeleteGuid)
            .bind(":feed", sighting.feed)
            .bind_hash(":hash", hash64(sighting.guid_key))
            .bind(":from", from)
            .bind(":guid", sighting.guid_key)
            .run();
    }
}

void move_url_key(
    Connection& connection, std::int64_t from, std::int64_t story, const ChosenSighting& sighting
) {
    if (sighting.url_key.empty()) {
        return;
    }
    add_url_key(connection, sighting.url_key, sighting.key_rules, story);
    bool stays = false;
    {
        Query query(connection, kKeyStays);
        query.bind(":from", from).bind(":key", sighting.url_key);
        stays = query.step();
    }
    if (!stays) {
        Query(connection, kDeleteKey)
            .bind_hash(":hash", hash64(sighting.url_key))
            .bind(":from", from)
            .bind(":key", sighting.url_key)
            .run();
    }
}

void explain_split(
    Connection& connection, const StoryRef& from, const ChosenSighting& sighting, Timestamp now
) {
    const dedup::Reason reason{
        .code = "split",
        .story = static_cast<dedup::StoryKey>(from.row),
        .text = "an operator said that it is a story of its own"};
    replace_decision(
        connection,
        {.sighting = sighting.row,
         .time = now,
         .verdict = dedup::Verdict::kNewStory,
         .rung = dedup::Rung::kOperator},
        {reason}
    );
}

/// What the feeds show of the story now: the newest of its texts among theirs.
int revision_shown_by_others(Connection& connection, std::int64_t story) {
    std::vector<std::pair<std::int64_t, std::int64_t>> sightings;
    {
        Query query(connection, kSightingsOf);
        query.bind(":story", story);
        while (query.step()) {
            sightings.emplace_back(query.integer(0), query.integer(1));
        }
    }
    int newest = 0;
    for (const auto& [sighting, feed] : sightings) {
        newest = std::max(newest, shown_revision(connection, story, feed, sighting));
    }
    return newest;
}

/// When the current text was that of the sighting that left, the story shows what is left of it.
void settle_rest(Connection& connection, const StoryRef& from, int left_with) {
    if (left_with != from.revision) {
        return;
    }
    const int shown = revision_shown_by_others(connection, from.row);
    if (shown == 0 || shown == from.revision) {
        return;
    }
    point_story(connection, from.row, shown);
}

}  // namespace

std::vector<ChosenSighting> choose_sightings(
    Connection& connection, std::int64_t root, const model::SightingChoice& choice
) {
    std::vector<ChosenSighting> chosen;
    Query query(connection, kSelectChosen);
    query.bind(":root", root)
        .bind(":feed", choice.feed)
        .bind(":guid", choice.guid)
        .bind(":url", choice.url);
    while (query.step()) {
        chosen.push_back(
            {.row = query.integer(0),
             .story = query.integer(1),
             .feed = query.integer(2),
             .guid = query.bytes(3),
             .guid_key = query.bytes(4),
             .url = query.bytes(5),
             .url_key = query.bytes(6),
             .key_rules = query.integer(7),
             .first_seen = query.time(8),
             .published = query.optional_time(9)}
        );
    }
    return chosen;
}

std::int64_t count_sightings(Connection& connection, std::int64_t story) {
    Query query(connection, kCountSightings);
    query.bind(":story", story);
    query.step();
    return query.integer(0);
}

StoryRef make_own_story(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::vector<Watch>& watches,
    const StoryRef& from,
    const std::vector<ChosenSighting>& sightings,
    Timestamp now
) {
    const auto& first = sightings.front();
    int shown = 0;
    for (const auto& sighting : sightings) {
        shown = std::max(shown, shown_revision(connection, from.row, first.feed, sighting.row));
    }
    const int number = shown == 0 ? from.revision : shown;
    const auto id = new_story_id(now);
    const auto story = copy_story(connection, from, number, first, id, now);
    if (number == newest_revision(connection, from.row)) {  // whose sketch it is
        sketches.add(story, sketches.load(from.row));
    }
    for (const auto& sighting : sightings) {
        Query(connection, kMoveSighting)
            .bind(":story", story)
            .bind(":sighting", sighting.row)
            .run();
        explain_split(connection, from, sighting, now);
    }
    move_guid(connection, from.row, story, first);
    move_url_key(connection, from.row, story, first);
    auto rest = load_merged(connection, from.row);
    rest.push_back(from.row);
    const auto still = feeds_of(connection, rest);
    if (std::ranges::binary_search(still, first.feed)) {
        change_story_count(connection, first.feed, +1);
    }
    settle_rest(connection, from, shown);
    settle_story(connection, codec, all_of(watches), story);
    settle_story(connection, codec, those_that_look_at_feeds(watches), from.row);
    save_verdict(connection, "split", story, from.row, now);
    append_event(
        connection,
        {.time = now,
         .type = "story.split",
         .story = story,
         .revision = 1,
         .feed = static_cast<model::FeedId>(first.feed),
         .data = member_data("from", from.id)}
    );
    return {.row = story, .id = id, .merged_into = 0, .revision = 1};
}

}  // namespace wireroom::store
