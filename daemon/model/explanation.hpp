#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wireroom::model {

/// Why some items are one story, for whoever asks.
struct Explanation {
    /// One step of the way to a verdict.
    struct Reason {
        std::string code;   ///< stable, e.g. `guid-hit`, `url-refused-briefing`
        std::string story;  ///< public id of the story it is about; empty = none
        std::string text;   ///< one sentence, with figures and thresholds
        std::optional<Timestamp> since = std::nullopt;  ///< if it came to hold after the verdict
    };

    /// One feed carrying the story, and the last verdict about it that was more than "unchanged".
    struct Sighting {
        std::string feed;  ///< name
        std::string guid;
        std::string url;
        Timestamp first_seen{};
        bool gone = false;
        std::string merged_from;  ///< public id of the story that an operator merged in with it
        Timestamp time{};         ///< of the verdict
        std::string verdict;      ///< `dedup::name_of(Verdict)`
        std::string rung;         ///< `dedup::name_of(Rung)`
        std::vector<Reason> reasons;
    };

    /// A key that finds the story.
    struct Key {
        std::string kind;  ///< `guid` or `url`
        std::string feed;  ///< name, for guids: they hold within it
        std::string value;
    };

    /// What a feed that carries the story has taught.
    struct Feed {
        std::string name;
        std::string guid_mode;  ///< as in model::Feed
        std::string link_mode;
        DedupPins pins;
        struct Furniture {
            std::string kind;
            std::string sample;  ///< one line
            Timestamp last_seen{};
        };
        std::vector<Furniture> furniture;  ///< newest first, at most 20
    };

    /// A verdict of the operator.
    struct Verdict {
        std::string kind;  ///< `merge` or `split`
        Timestamp time{};
        std::string story;  ///< public id: went into the other, or came out of it
        std::string other;
    };

    std::string id;
    std::string title;
    int revision = 1;
    int revisions = 1;
    std::string outlet;
    std::string cluster;               ///< empty = none
    std::string copy_of;               ///< public id; empty = none
    std::vector<std::string> members;  ///< public ids of the cluster's other stories, at most 100
    std::vector<Key> keys;             ///< at most 200
    std::vector<Sighting> sightings;   ///< oldest first, at most 1,000
    std::vector<Feed> feeds;
    std::vector<Verdict> verdicts;  ///< oldest first
};

/// Where a story is that cannot be shown under its id.
struct StoryPlace {
    enum class Kind { kUnknown, kHere, kMerged, kRemoved };
    Kind kind = Kind::kUnknown;
    std::string into;  ///< kMerged: public id
    std::optional<Timestamp> removed;
    std::string reason;  ///< kRemoved: `purge` or `retention`
};

}  // namespace wireroom::model
