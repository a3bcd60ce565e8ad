#pragma once

#include "model/event.hpp"
#include "model/explanation.hpp"
#include "model/feed.hpp"
#include "model/monitor.hpp"
#include "model/story.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

/// Order of a story listing, newest first.
enum class StoryOrder { kSeen, kPublished, kRevised };

struct StoryQuery {
    StoryOrder order = StoryOrder::kSeen;
    std::string feed;   ///< name; empty = all
    std::string group;  ///< empty = all
    std::string tag;
    std::string monitor;             ///< name: stories whose newest text matches
    std::optional<Timestamp> since;  ///< of the ordering time, inclusive
    std::optional<Timestamp> until;  ///< exclusive
    bool with_content = true;
    int limit = 50;  ///< at most 1,000
    /// Keyset: continue after this (time, story row); empty = from the start. Opaque: comes from
    /// `StoryPage::next`.
    std::string after;
};

struct StoryPage {
    std::vector<model::Story> stories;
    /// Empty at the end. Set also when the page has fewer stories than asked for: it ends behind
    /// 4 MiB of texts.
    std::string next;
};

/// May hold fewer rows than asked for: it ends behind 4 MiB of texts. `last_seq` tells.
struct EventPage {
    std::vector<model::Event> events;
    std::int64_t last_seq =
        0;  ///< the last row looked at: the next page starts after it; `after` when there was none
    std::int64_t head_seq = 0;
};

struct EventQuery {
    std::int64_t after = 0;          ///< exclusive
    int limit = 500;                 ///< rows looked at, 1–1,000
    std::vector<std::string> types;  ///< empty = all
    std::string feed;                ///< name; empty = all
    std::string monitor;  ///< name: only its `monitor.matched` and `monitor.unmatched`; empty = all
    bool content_for_all = false;  ///< the story's content also in events other than `story.new`
};

struct Counts {
    std::int64_t feeds = 0;
    std::int64_t failing = 0;
    std::int64_t stories = 0;
    std::int64_t revisions = 0;
    std::int64_t events = 0;
    std::int64_t monitors = 0;
};

/// What a query would have found: see `Reader::test_query`.
struct QueryTest {
    struct Hit {
        model::Story story;  ///< without content; title, URL and `revision` are the matching text's
        Timestamp time{};    ///< when that revision was seen: when the monitor would have fired
        bool initial = false;  ///< backlog: the event would have been `initial`
    };
    std::vector<Hit> hits;       ///< newest first, at most `limit`: the first match of each story
    std::int64_t looked_at = 0;  ///< revisions
    std::optional<Timestamp> back_to;  ///< set when the look ended early: nothing older was seen
};

/// A read-only connection. Not thread-safe: one for each thread. Every member sees one consistent
/// state of the store.
class Reader {
public:
    /// @throws StoreError there is no database, it is no wireroom database or of another version,
    /// or this user may not read it. With the daemon down and no `-wal` beside it the file is
    /// opened as immutable.
    explicit Reader(const std::string& path);
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    std::string epoch();
    std::int64_t head_seq();
    /// The number of the oldest event kept; head_seq() + 1 when there is none.
    std::int64_t oldest_seq();
    Counts counts();

    std::vector<model::Feed> feeds(bool with_retired = false);
    /// @throws std::invalid_argument `query.after` is no `StoryPage::next`.
    StoryPage stories(const StoryQuery& query);
    /// The whole story with sightings and content; nothing for an unknown id.
    std::optional<model::Story> story(const std::string& id);
    /// Oldest first, with content.
    std::vector<model::Revision> revisions(const std::string& id);
    std::optional<model::Revision> revision(const std::string& id, int number);
    /// Events in the order of the log; stories rendered as of the event's revision, with content,
    /// sightings and groups in `story.new` (in all, when the query says so).
    EventPage events(const EventQuery& query);
    /// In the order of their names; dropped ones are not there.
    std::vector<model::Monitor> monitors();
    /// The time of a monitor's last event, of its making when it has none. Nothing for an unknown
    /// name. Counts nothing.
    std::optional<Timestamp> monitor_changed(const std::string& name);
    /// When `query` would have matched the revisions seen since `since`, newest first: at most
    /// `limit` hits, 20,000 revisions and two seconds. @throws std::invalid_argument the query does
    /// not compile.
    QueryTest test_query(const std::string& query, Timestamp since, int limit);
    /// Where a story is that `story` does not know.
    model::StoryPlace place(const std::string& id);
    /// Why these sightings are one story; nothing for an unknown id, and for one that is merged.
    std::optional<model::Explanation> explain(const std::string& id);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::store
