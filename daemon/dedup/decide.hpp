#pragma once

#include "dedup/effort.hpp"
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
    /// Title and body as the feed gave them last, a revision or not (`Fingerprint::title_body`).
    std::optional<Digest> text = std::nullopt;
    int text_rules = 0;  ///< of `text`
};

/// One stored text of a story.
struct KnownRevision {
    int number = 1;
    std::string title;
    std::string content_html;  ///< sanitised; empty when the store left it out (see
                               ///< `KnownStory::revisions`)
    bool has_content = true;
    Fingerprint print;
    std::uint64_t raw_hash = 0;  ///< of the item that it was made from; 0 = unknown
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
    /// Texts of stories that an operator merged into this one: known, never current, their numbers
    /// without meaning here.
    std::vector<KnownRevision> merged_texts;
    Sketch sketch;  ///< of its newest text; empty when it is too old or too short
};

/// The stories that share a key with one item, by rung; indexes into `Snapshot::stories`.
struct Candidates {
    std::vector<std::size_t> by_guid;  ///< this feed gave them this guid
    std::vector<std::size_t> by_url;   ///< any feed gave them this URL key
    std::vector<std::size_t> by_text;  ///< they have a revision with this title_body or body hash
    /// Same outlet and time, or a shared sketch; filled in by `Surroundings::find_near`.
    std::vector<std::size_t> by_near;
    /// Reached through a key of a story that an operator merged into it: no rule may refuse them.
    std::vector<std::size_t> by_operator;
    /// The item's keys are those of a story that was removed: it does not come back.
    bool removed = false;
};

/// A line that changes, comes and goes in a feed without a meaning.
struct FurnitureMark {
    std::uint64_t hash = 0;  ///< of what it is recognised by
    std::string kind;        ///< `line`, `label`, `paragraph`
    std::string sample;      ///< one folded line of it, for people; at most 160 bytes
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
    model::DedupPins pins;
    std::vector<FurnitureMark> furniture;  ///< what the feed's furniture has turned out to be
    std::vector<PreparedItem> items;       ///< in document order, without the unchanged ones
    std::vector<Candidates> candidates;    ///< one for each of `items`
    std::vector<PresentItem> unchanged;    ///< the rest of the document
    std::vector<KnownStory> stories;       ///< every candidate, once
};

enum class Verdict {
    kNewStory,     ///< no known story is this one
    kNewRevision,  ///< a known story with a text that it never had
    kSighting,     ///< a known story and text under a new feed, guid or URL
    kUnchanged,    ///< a known story, text and sighting; only the raw bytes differ
    kTwin,         ///< the same link and text as an earlier item of this very document
    kRemoved,      ///< the story was removed and does not come back: nothing is stored
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
    /// When it came to hold, if that was after the verdict; the store fills it in.
    std::optional<Timestamp> since = std::nullopt;
};

struct Decision {
    Verdict verdict = Verdict::kNewStory;
    std::optional<std::size_t>
        story;             ///< index into `Snapshot::stories`; none for new stories and twins
    std::size_t twin = 0;  ///< for kTwin: index of the earlier item
    /// For kNewStory: another outlet's story that this is nearly a copy of, by index into
    /// `Snapshot::stories`; or another new item of this document.
    std::optional<std::size_t> copy_of;
    std::optional<std::size_t> copy_of_item;
    SightingKey sighting{};  ///< the row that this item continues; 0 = a new one
    Rung rung = Rung::kNone;
    int revision = 0;  ///< the known revision that is current now; 0 = the new one
    std::optional<model::Change> change;  ///< for kNewRevision, from the revision that was current
    std::vector<Reason> reasons;          ///< never empty
    /// From here on `reasons` tell about the item's text, and no more about which story it is.
    std::size_t about_text = 0;
};

struct Judgement {
    std::vector<Decision> decisions;       ///< one for each of `Snapshot::items`
    FeedModes modes;                       ///< what the feed's keys are worth now
    std::vector<FurnitureMark> furniture;  ///< learned from this document, known ones met again too
};

/// What deciding may ask for on its way, because few documents need it. Implemented by the store,
/// over the snapshot that is being judged.
class Surroundings {
public:
    virtual ~Surroundings() = default;

    /// No key has placed these items. Adds the stories that may be near them to
    /// `Snapshot::stories`, and fills in their `Candidates::by_near`, the likeliest first. Called
    /// at most once for a document.
    virtual void find_near(const std::vector<std::size_t>& items) = 0;

    /// Sanitised HTML of the current texts of other stories that the feed carries now, newest
    /// first, at most `limit`. Called at most once for a document.
    virtual std::vector<std::string> other_texts(std::size_t limit) = 0;
};

/// Decides for each item of a document what it is. Pure: no clock, no store; the same snapshot
/// gives the same judgement, and the order of its items does not change which items share a story.
/// Never drops an item.
/// @param surroundings asked on the way; without it the snapshot is all that is known.
Judgement decide(const Snapshot& snapshot, Surroundings* surroundings = nullptr);
/// @param effort  what comparing may cost; the other one gives it `Effort::kOfDocument`.
Judgement decide(const Snapshot& snapshot, Surroundings* surroundings, Effort& effort);

}  // namespace wireroom::dedup
