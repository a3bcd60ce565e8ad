#include "store/event_page.hpp"

#include "base/url.hpp"
#include "store/event_log.hpp"
#include "store/monitor_table.hpp"
#include "store/story_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::store {
namespace {

constexpr int kMaxRows = 1000;
/// Where the story's columns begin in `event_page_sql`.
constexpr int kStoryAt = 11;

bool wanted(const EventQuery& query, const model::Event& event) {
    const bool type =
        query.types.empty() || std::ranges::find(query.types, event.type) != query.types.end();
    return type && (query.feed.empty() || query.feed == event.feed);
}

model::Event read_event(const Query& row) {
    model::Event event{
        .seq = row.integer(0),
        .time = row.time(1),
        .type = row.bytes(2),
        .initial = row.integer(3) != 0,
        .feed = row.bytes(6),
        .feed_url = mask_userinfo(row.bytes(7)),
        .data = row.bytes(8),
    };
    if (!row.null(5)) {
        event.revision = static_cast<int>(row.integer(5));
    }
    if (!row.null(9)) {
        event.change = decode_change(row.bytes(9), "event " + std::to_string(event.seq));
    }
    return event;
}

/// Put together from constants only.
std::string page_sql(const char* filter) {
    return std::string(R"(
SELECT event.seq, event.time_ms, event.type, event.initial, event.story_id, event.revision,
       feed.name, feed.url, event.data,
       iif(event.type = 'story.revised' OR (event.monitor IS NOT NULL
                                            AND json_extract(event.data, '$.previous') > 0),
           revision.change, NULL),
       removed_story.public_id,)") +
           kStoryColumns + R"(
FROM event
LEFT JOIN feed ON feed.id = event.feed_id
LEFT JOIN story ON story.id = event.story_id
LEFT JOIN revision ON revision.story_id = event.story_id
                  AND revision.number = ifnull(event.revision, story.revision)
LEFT JOIN story AS original ON original.id = story.copy_of
LEFT JOIN removed_story ON removed_story.story_id = event.story_id
WHERE event.seq > :after)" +
           filter + R"(
ORDER BY event.seq
LIMIT :limit)";
}

}  // namespace

const std::string& event_page_sql(bool by_monitor) {
    static const std::string kAll = page_sql("");
    static const std::string kOfMonitor = page_sql(" AND event.monitor = :monitor");
    return by_monitor ? kOfMonitor : kAll;
}

EventPage load_events(Connection& connection, TextCodec& codec, const EventQuery& query) {
    EventPage page{.last_seq = query.after, .head_seq = read_head_seq(connection)};
    const auto limit = static_cast<std::int64_t>(std::clamp(query.limit, 1, kMaxRows));
    const bool by_monitor = !query.monitor.empty();
    Query rows(connection, event_page_sql(by_monitor));
    rows.bind(":after", query.after).bind(":limit", limit);
    if (by_monitor) {
        rows.bind(":monitor", query.monitor);
    }
    std::vector<std::int64_t> stories;                           // rows of those on the page
    std::vector<std::pair<std::size_t, std::int64_t>> story_of;  // event on the page → story
    std::size_t bytes = 0;
    std::int64_t looked_at = 0;
    bool more = true;
    while (bytes < kMaxPageTextBytes && (more = rows.step())) {
        ++looked_at;
        page.last_seq = rows.integer(0);
        auto event = read_event(rows);
        if (!wanted(query, event)) {
            continue;
        }
        const bool tells_story = !rows.null(4);
        const bool found = !rows.null(kStoryAt) && !rows.null(kStoryAt + 7);
        event.purged = tells_story && !found;
        if (event.purged && !rows.null(10)) {  // its id is all that may be told of it
            event.story.emplace().id = rows.bytes(10);
        }
        if (tells_story && found) {
            auto row = read_story_row(rows, kStoryAt);
            event.purged = row.content == 0;
            if (event.type == "story.new" || query.content_for_all) {
                load_text(connection, codec, row);
                load_sightings(connection, row);
            }
            bytes += text_bytes(row.story);
            event.story = std::move(row.story);
            stories.push_back(row.id);
            story_of.emplace_back(page.events.size(), row.id);
        }
        page.events.push_back(std::move(event));
    }
    if (by_monitor && !more && looked_at < limit) {
        // The rest of the log is another's: nobody need look at it again.
        page.last_seq = std::max(page.last_seq, page.head_seq);
    }
    const auto names = load_monitor_names(connection, std::move(stories));
    for (const auto& [event, story] : story_of) {
        auto& shown = page.events[event].story;
        if (const auto found = names.find(story); shown && found != names.end()) {
            shown->monitors = found->second;
        }
    }
    return page;
}

}  // namespace wireroom::store
