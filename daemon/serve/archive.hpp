#pragma once

#include "model/event.hpp"
#include "model/explanation.hpp"
#include "model/feed.hpp"
#include "model/monitor.hpp"
#include "model/story.hpp"
#include "protocol/diff.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::serve {

enum class StoryOrder { kSeen, kPublished, kRevised };

struct StoryQuery {
    StoryOrder order = StoryOrder::kSeen;
    std::string feed;
    std::string group;
    std::string tag;
    std::string monitor;             ///< name: stories whose newest text matches
    std::optional<Timestamp> since;  ///< of the ordering time, inclusive
    std::optional<Timestamp> until;  ///< exclusive
    int limit = 50;                  ///< 1–1,000
    std::string after;               ///< opaque, from `StoryPage::next`
    bool with_content = true;
};

struct StoryPage {
    std::vector<model::Story> stories;
    std::string next;  ///< empty at the end
};

struct EventQuery {
    std::int64_t after = 0;          ///< exclusive
    int limit = 500;                 ///< rows looked at, 1–1,000
    std::vector<std::string> types;  ///< empty = all
    std::string feed;                ///< name; empty = all
    std::string monitor;             ///< name: only the events of this monitor; empty = all
    std::string lang;                ///< BCP 47 prefix of the story's language; empty = all
    bool content_for_all = false;

    bool operator==(const EventQuery&) const = default;
};

struct EventPage {
    std::vector<model::Event> events;
    std::int64_t last_seq = 0;  ///< the last row looked at, matched or not
    std::int64_t head_seq = 0;
};

/// What a topic query would have found.
struct QueryTest {
    struct Hit {
        model::Story story;  ///< without content; as of the matching revision
        Timestamp time{};    ///< when the monitor would have fired
        bool initial = false;
    };
    std::vector<Hit> hits;             ///< newest first
    std::int64_t looked_at = 0;        ///< revisions
    std::optional<Timestamp> back_to;  ///< set when the look ended early: nothing older was seen
};

/// Where the log begins and ends, and of which store it is.
struct LogState {
    std::string epoch;
    std::int64_t oldest_seq = 0;  ///< of the oldest event kept; head_seq + 1 when there is none
    std::int64_t head_seq = 0;
};

struct Counts {
    std::int64_t feeds = 0;
    std::int64_t failing = 0;
    std::int64_t stories = 0;
    std::int64_t revisions = 0;
    std::int64_t events = 0;
    std::int64_t monitors = 0;
};

/// What the API tells of: `app` implements it over the store. Called on one thread at a time (a
/// reader thread, or the client's own). Throws std::runtime_error with a sentence when the store
/// cannot be read.
class Archive {
public:
    virtual ~Archive() = default;

    virtual LogState log() = 0;
    virtual Counts counts() = 0;
    virtual std::vector<model::Feed> feeds(bool with_retired) = 0;
    /// One sentence: when the feed's next poll is, and why then. May be empty.
    virtual std::string why_next_poll(const model::Feed& feed) = 0;
    /// Throws std::invalid_argument when `query.after` is no place: clients may send anything.
    virtual StoryPage stories(const StoryQuery& query) = 0;
    virtual std::optional<model::Story> story(const std::string& id) = 0;
    /// Where a story is that `story` does not know: merged into another, or removed.
    virtual model::StoryPlace place(const std::string& id) = 0;
    /// Why these sightings are one story; nothing for an unknown id, and for one that is merged.
    virtual std::optional<model::Explanation> explain(const std::string& id) = 0;
    /// Oldest first, with content; empty for an unknown story.
    virtual std::vector<model::Revision> revisions(const std::string& id) = 0;
    virtual std::optional<model::Revision> revision(const std::string& id, int number) = 0;
    /// The words between two texts of one story.
    virtual protocol::StoryDiff diff(
        const model::Revision& before, const model::Revision& after
    ) = 0;
    /// `lang` need not be looked at: whoever renders the page does.
    virtual EventPage events(const EventQuery& query) = 0;
    /// Counts what each of them matches.
    virtual std::vector<model::Monitor> monitors() = 0;
    /// When a monitor last told of a story, or was made; nothing when there is none of this name.
    virtual std::optional<Timestamp> monitor_changed(const std::string& name) = 0;
    /// Throws std::invalid_argument, with a sentence that names the column, when the query does not
    /// compile.
    virtual QueryTest test_query(const std::string& query, Timestamp since, int limit) = 0;
};

}  // namespace wireroom::serve
