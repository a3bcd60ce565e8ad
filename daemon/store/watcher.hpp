#pragma once

#include "dedup/prepare.hpp"
#include "model/story.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/monitor_table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wireroom::store {

/// The monitors' view of one story: of its newest revision, and of the feeds that carry it. A story
/// that points back to an older text is still judged by its newest, so flapping changes nothing.

/// Silently brings what these monitors hold of a story into line with what is stored of it.
/// @return how many bytes of text were looked at
std::size_t settle_story(
    Connection& connection,
    TextCodec& codec,
    std::span<const Watch* const> watches,
    std::int64_t story
);

/// For `settle_story`.
std::vector<const Watch*> all_of(const std::vector<Watch>& watches);
/// What a verdict changes is which feeds carry a story, unless it made one.
std::vector<const Watch*> those_that_look_at_feeds(const std::vector<Watch>& watches);

/// The number of a story's newest revision; 0 = there is none.
int newest_revision(Connection& connection, std::int64_t story);

/// Runs the monitors over what one poll changes, inside its transaction, and appends their events.
/// Costs nothing when there are none. One object for one document.
class Watcher {
public:
    /// What happened to a story.
    struct Change {
        std::int64_t story = 0;
        int revision = 1;                       ///< its newest
        const model::Change* change = nullptr;  ///< when that revision is what happened
        int previous = 0;                       ///< and which one was current before; 0 = none
        bool initial = false;                   ///< as the story's own event
    };

    /// All references must outlive the object.
    Watcher(
        Connection& connection,
        TextCodec& codec,
        const std::vector<Watch>& watches,
        model::FeedId feed,
        Timestamp now
    );

    /// To be called before a known story changes: monitors that have not come to it on their way
    /// through the backlog look at it now, so that what it matched before is not news.
    void before_change(std::int64_t story);

    /// A new story or revision is stored, its sighting and event too.
    void revised(const Change& what, const dedup::PreparedItem& item);

    /// Another feed carries the story; only monitors that look at feeds care.
    void sighted(const Change& what);

private:
    enum class State { kNever, kMatching, kNoLonger };

    std::vector<State> states_of(std::int64_t story);
    void judge(const Watch& watch, State before, bool matches, const Change& what);
    std::string told_of_cluster(const Watch& watch, std::int64_t story, bool first_match);
    void tell(const Watch& watch, const Change& what, std::optional<bool> first);

    Connection& connection_;
    TextCodec& codec_;
    const std::vector<Watch>& watches_;
    model::FeedId feed_;
    Timestamp now_;
    bool some_look_at_feeds_ = false;
};

}  // namespace wireroom::store
