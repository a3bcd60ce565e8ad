#pragma once

#include "dedup/prepare.hpp"
#include "model/feed.hpp"
#include "model/story.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::dedup {

/// A story's row in the store.
enum class StoryKey : std::int64_t {};
/// A sighting's row in the store; 0 = none yet.
enum class SightingKey : std::int64_t {};

/// What a feed's guids and links have turned out to be worth. Learned, stored with the feed, shown
/// to the operator.
enum class GuidMode { kTrusted, kDuplicated, kVolatile, kRecycled };
enum class LinkMode { kUnique, kShared, kHome };
const char* name_of(GuidMode mode);
const char* name_of(LinkMode mode);
struct FeedModes {
    GuidMode guid = GuidMode::kTrusted;
    LinkMode link = LinkMode::kUnique;

    bool operator==(const FeedModes&) const = default;
};

/// One feed carrying a story, as stored.
struct KnownSighting {
    SightingKey key{};
    model::FeedId feed{};
    std::string guid;  ///< in the compared form
    std::string url_key;
    bool gone = false;
    std::optional<Timestamp> published;
    std::vector<std::string> enclosures;  ///< attachment URLs
};

/// One stored text of a story.
struct KnownRevision {
    int number = 1;
    std::string title;
    std::string content_html;  ///< sanitised; empty when the store left it out (see
                               ///< `KnownStory::revisions`)
    bool has_content = true;
    Fingerprint print;
};

/// A story that some item of the snapshot may belong to.
struct KnownStory {
    StoryKey key{};
    std::string outlet;
    int current = 1;  ///< number of the current revision
    std::optional<Timestamp> published;
    Timestamp first_seen{};
    std::vector<std::string> url_keys;  ///< every key it was ever seen under
    std::vector<std::string>
        guids;  ///< every guid that this snapshot's feed ever gave it, compared form
    std::vector<KnownSighting> sightings;  ///< in all feeds
    std::vector<KnownRevision> revisions;  ///< all numbers and hashes; the newest 16 with content
};

/// The stories that share a key with one item, by rung; indexes into `Snapshot::stories`.
struct Candidates {
    std::vector<std::size_t> by_guid;  ///< this feed gave them this guid
    std::vector<std::size_t> by_url;   ///< any feed gave them this URL key
    std::vector<std::size_t> by_text;  ///< they have a revision with this title_body or body hash
    std::vector<std::size_t>
        by_near;  ///< same outlet and time, or a shared sketch; empty until that rung exists
};

/// An item whose raw bytes were seen at the feed's last poll already: it needs no decision, but it
/// is present.
struct PresentItem {
    StoryKey story{};
    SightingKey sighting{};
    std::string guid;
    std::string url_key;
};

/// One document of one feed, and what the store knows that bears on it.
struct Snapshot {
    model::FeedId feed{};
    Timestamp now{};
    FeedModes modes;
    std::vector<PreparedItem> items;     ///< in document order, without the unchanged ones
    std::vector<Candidates> candidates;  ///< one for each of `items`
    std::vector<PresentItem> unchanged;  ///< the rest of the document
    std::vector<KnownStory> stories;     ///< every candidate, once
};

enum class Verdict {
    kNewStory,     ///< no known story is this one
    kNewRevision,  ///< a known story with a text that it never had
    kSighting,     ///< a known story and text under a new feed, guid or URL
    kUnchanged,    ///< a known story, text and sighting; only the raw bytes differ
    kTwin,         ///< the same link and text as an earlier item of this very document
};

/// The key that found the story.
enum class Rung { kNone, kGuid, kAlias, kUrl, kText, kNear, kOperator };
const char* name_of(Verdict verdict);
/// `guid|alias|url|content|near|operator`, the `by` of `story.sighted`.
const char* name_of(Rung rung);

/// One step of the way to a verdict, for `explain`: which rule, about which story, with which
/// figures, in words.
struct Reason {
    std::string code;  ///< stable, e.g. `guid-hit`, `guid-refused-recycled`, `url-refused-briefing`
    std::optional<StoryKey> story;
    std::string text;  ///< one sentence
};

struct Decision {
    Verdict verdict = Verdict::kNewStory;
    std::optional<std::size_t>
        story;               ///< index into `Snapshot::stories`; none for new stories and twins
    std::size_t twin = 0;    ///< for kTwin: index of the earlier item
    SightingKey sighting{};  ///< the row that this item continues; 0 = a new one
    Rung rung = Rung::kNone;
    int revision = 0;  ///< the known revision that is current now; 0 = the new one
    std::optional<model::Change> change;  ///< for kNewRevision, from the revision that was current
    std::vector<Reason> reasons;          ///< never empty
};

struct Judgement {
    std::vector<Decision> decisions;  ///< one for each of `Snapshot::items`
    FeedModes modes;                  ///< what the feed's keys are worth now
};

/// Decides for each item of a document what it is. Pure: no clock, no store; the same snapshot
/// gives the same judgement, and the order of its items does not change which items share a story.
/// Never drops an item.
Judgement decide(const Snapshot& snapshot);

}  // namespace wireroom::dedup
