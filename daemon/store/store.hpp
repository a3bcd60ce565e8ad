#pragma once

#include "dedup/decide.hpp"
#include "model/event.hpp"
#include "model/feed.hpp"
#include "model/subscriptions.hpp"
#include "model/verdict.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::store {

/// Why a database cannot be used: in words that say what to do. Thrown by `Store` and `Reader`.
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The items of a parsed document, and what it says of its feed.
struct PollDocument {
    std::string title;
    std::string home_page_url;
    std::string language;
    std::vector<dedup::PreparedItem> items;       ///< new and changed ones, in document order
    std::vector<std::uint64_t> unchanged_hashes;  ///< raw hashes of the others
    bool complete = false;                        ///< RFC 5005 fh:complete: absence is removal
    std::vector<std::string> deleted_guids;  ///< RFC 6721, in the compared form (dedup/prepare.hpp)
};

/// What a poll brought, ready to be committed in one transaction.
struct PollCommit {
    model::FeedId feed{};
    Timestamp now{};
    model::FeedState state = model::FeedState::kOk;  ///< after this poll
    int status = 0;                                  ///< HTTP status; 0 = no answer
    std::string error;                               ///< one line; empty = success
    /// Names the kind of failure in `feed.failing`; without it the HTTP status does.
    std::optional<model::Outcome> outcome;
    std::string etag;  ///< what the next request sends
    std::string last_modified;
    std::uint64_t body_hash = 0;
    /// The feed's schedule after this poll, with the next due time, given how many new stories it
    /// brought. Called once, on the store thread inside the transaction; pure.
    std::function<model::ScheduleState(int new_stories)> schedule;
    /// New URL of the feed after a confirmed permanent redirect; empty = none.
    std::string moved_to;

    /// Outside of this class so that `optional::emplace` sees its default constructor.
    using Document = PollDocument;
    /// Present when a document was parsed; absent after a 304, an equal body or a failure.
    std::optional<Document> document;
};

/// What a commit did.
struct PollReport {
    int items = 0;
    int new_stories = 0;
    int revised = 0;
    int sighted = 0;
    int unchanged = 0;
    model::ScheduleState schedule;  ///< as stored: what `PollCommit::schedule` returned
    int gone = 0;                   ///< sightings that left the document
    int withdrawn = 0;              ///< stories that were taken back
    std::int64_t head_seq = 0;      ///< of the event log after the commit
    /// False when an item that was claimed as known is not: the validators were dropped instead of
    /// stored, and the next request must not send them.
    bool acknowledged = true;
    /// The feed was retired while it was polled: nothing was stored, `schedule` is its own.
    bool retired = false;
};

/// The one writing connection. Not thread-safe: lives on the store thread. A process-wide lock file
/// beside the database keeps a second daemon out. Every public member is one transaction; a throw
/// leaves the database as it was.
class Store {
public:
    /// Opens or creates the database (and its folder, 0700), migrates it and takes the lock.
    /// @throws StoreError another daemon holds the store (its pid is named), the database is newer
    /// than this program (both numbers are named), it is no wireroom database, or it cannot be
    /// opened.
    explicit Store(const std::string& path);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Brings feeds and monitors into line with the configuration: adds, renames (same URL), moves
    /// (same name), revives, retires feeds; adds, changes and drops monitors. Events `feed.added`
    /// and `feed.removed` are written. A new or changed query knows no story until
    /// `match_backlog` has gone through those from before. @return all feeds that are not
    /// retired, with their state. @throws std::invalid_argument a query does not compile.
    std::vector<model::Feed> configure(const model::Subscriptions& wanted, Timestamp now);

    /// Looks for the matches of new and changed monitors among the next `limit` stories from
    /// before them, newest first. Without events: backlog is not news. @return whether there is
    /// more to look at.
    bool match_backlog(int limit);

    /// Reads one row: whether the store's thread and the database answer. Writes nothing.
    void ping();

    /// Raw hashes of the items that the feed's stored sightings were made from: items with one of
    /// these need no work.
    std::vector<std::uint64_t> known_raw_hashes(model::FeedId feed);

    /// Decides and stores one poll: items, revisions, sightings, events, validators and next due
    /// time, or nothing.
    PollReport commit(PollCommit poll);

    /// Carries out an operator's verdict about stories, and logs it: see model/verdict.hpp.
    model::VerdictResult pass(const model::VerdictRequest& request, Timestamp now);

    /// Stores only the schedule of feeds, e.g. after spreading overdue ones.
    void save_schedules(const std::vector<std::pair<model::FeedId, model::ScheduleState>>& schedules
    );

    std::string epoch() const;
    std::int64_t head_seq();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::store
