#pragma once

#include "base/time.hpp"
#include "cli/json.hpp"
#include "cli/output.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What the client shows to people, from what the daemon says: pure, JSON in, text out. Every byte
// that may come from a feed passes `printable` or `terminal_safe` (base/text.hpp). Texts end in a
// line feed unless they say otherwise.
namespace wireroom::cli {

/// `wireroom status`.
/// @param elsewhere  a daemon runs, but was not found, and its store was read.
std::string render_status(const JsonObject& status, const Look& look, bool elsewhere = false);

/// What `wireroom status` adds to it: where that was learnt. Empty without a path.
std::string render_place(std::string_view label, std::string_view path, const Look& look);

/// `wireroom feeds`: a table on a terminal; in a pipe lines of name, state, stories, last_poll,
/// last_success, next_poll, next_poll_reason, failures, last_status, url, last_error. Below a table
/// in which an error was cut it says where the whole of it is.
std::string render_feeds(const std::vector<JsonObject>& feeds, const Look& look);

/// `wireroom why FEED`.
/// @param status  of the daemon: what holds up every feed. May be empty.
std::string render_why(const JsonObject& feed, const JsonObject& status, const Look& look);

/// `wireroom monitor list`: a table on a terminal; in a pipe lines of name, stories, last_matched,
/// on, query.
std::string render_monitors(const std::vector<JsonObject>& monitors, const Look& look);

/// `wireroom monitor test`: a table of the matches and how far was looked; in a pipe lines of id,
/// time, revision, title, url.
std::string render_query_test(const JsonObject& answer, const Look& look);
/// How far `monitor test` looked, in a sentence without an end.
std::string describe_query_test(const JsonObject& answer, const Look& look);

/// The query and a caret under the place of its fault, two lines of at most `width` columns.
/// @param column  in bytes, from 1.
std::string point_at(std::string_view query, std::size_t column, int width);

/// One feed of `wireroom refresh`: `lantern: 3 new, 1 revised; next poll in 1 h`.
/// @param waited  whether the polls were waited for.
std::string render_refreshed(const JsonObject& result, bool waited, const Look& look);
/// Whether that poll ended well.
bool refreshed_well(const JsonObject& result);

/// What `wireroom reload` changed, a line each.
std::string render_changes(const std::vector<JsonObject>& changes, const Look& look);
/// One fault of the configuration: `file:line:col: message; suggestion`.
std::string render_fault(const JsonObject& fault);

/// One page of `wireroom stories`: a table on a terminal (`first` prints its head); in a pipe lines
/// of id, time, feeds, revision, title, url.
/// @param time_key  the member that the stories are ordered by: `first_seen` or `date_published`…
std::string render_stories(
    const std::vector<JsonObject>& stories, std::string_view time_key, bool first, const Look& look
);

/// `wireroom show ID`, with the revisions when the story has them as a member.
std::string render_story(const JsonObject& story, const Look& look);

/// `wireroom diff ID`: paragraphs wrapped at the width, `+` and `-` before those that came and
/// went.
std::string render_diff(const JsonObject& diff, const Look& look);

/// Titles of stories by id; an empty one is not known.
using StoryTitles = std::map<std::string, std::string, std::less<>>;

/// `wireroom explain ID`: at most 80 columns, but for guids and addresses, which stay whole.
/// @param titles  of the other stories that it speaks of, as far as they are known.
std::string render_explanation(
    const JsonObject& explanation, const StoryTitles& titles, const Look& look
);
/// The ids of those other stories, each once, as far as `render_explanation` shows them.
std::vector<std::string> stories_in(const JsonObject& explanation);

/// `following 12 feeds, 2 failing (wireroom feeds --failing); Ctrl-C ends`, of the daemon's status.
/// Without a line feed.
std::string describe_following(const JsonObject& status);

/// One event of the log on one line; empty for `stream.*` lines.
std::string render_event(const JsonObject& event, const Look& look);

// Parts, for the above. None ends in a line feed.

/// A member that is an object with a name, or the name itself.
std::string_view name_in(const JsonObject& object, std::string_view key);

/// `expanded (material): +28 words`, of an event's or a revision's `change`; empty for an empty
/// one.
std::string describe_change(const JsonObject& change);
/// What a feed's guids are worth: `guids: volatile; …`. Empty when that is not known.
/// @param pins  of the feed: what the configuration says goes first.
std::string describe_guids(std::string_view mode, const JsonObject& pins);
/// The same of its links.
std::string describe_links(std::string_view mode, const JsonObject& pins);
/// What of the recognition of texts is switched off for a feed; mostly empty.
std::vector<std::string> describe_switches(const JsonObject& pins);
/// `5 min ago`, `in 2 h`, `now`, `just now`; the text itself when it is no time; `–` when empty.
std::string describe_time(std::string_view rfc3339, const Look& look);
/// The same for what is to happen then: in the past it is `now`, or after a minute `overdue`.
std::string describe_due(std::string_view rfc3339, const Look& look);
/// `text` with its RFC 3339 times (UTC, milliseconds) in the user's zone.
std::string localise_times(std::string_view text, const Look& look);
/// A feed's error without the `fetch URL: ` in front, where the feed is named beside it.
std::string_view bare_error(std::string_view error, std::string_view url);
/// `2025-04-11 14:02` in the user's zone, with seconds on demand.
std::string local_time(Timestamp time, bool seconds, const Look& look);
/// `12,345`.
std::string group_digits(std::int64_t number);

}  // namespace wireroom::cli
