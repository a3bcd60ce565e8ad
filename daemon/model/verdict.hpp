#pragma once

#include <cstdint>
#include <string>

namespace wireroom::model {

/// One sighting of a story, by as much of it as tells it from the others: every member that is not
/// empty must be equal to it.
struct SightingChoice {
    std::string feed;  ///< name
    std::string guid;  ///< byte for byte
    std::string url;

    bool empty() const { return feed.empty() && guid.empty() && url.empty(); }
};

/// What an operator decides about stories. Remembered; wins over the rules from then on.
struct VerdictRequest {
    enum class Kind {
        kMerge,  ///< `story` is the same as `into`, and goes on as a part of it
        kSplit,  ///< a story that was merged into another comes out again, as it was; or `sighting`
                 ///< of `story` is a story of its own
        kForget,  ///< all texts, names and addresses of `story` go; it does not come back
    };
    Kind kind = Kind::kMerge;
    std::string story;        ///< public id
    std::string into;         ///< public id; for kMerge
    SightingChoice sighting;  ///< for kSplit; empty = undo the merge of `story`
};

/// What became of it.
struct VerdictResult {
    enum class Status {
        kDone,
        kNotFound,  ///< no such story or sighting
        kGone,      ///< the story was removed
        kConflict,  ///< it cannot be so: merged into itself, the only sighting, …
    };
    Status status = Status::kDone;
    std::string message;        ///< one sentence: what was done, or why it was not and what may be
    std::string story;          ///< public id of the story to look at now; empty after kForget
    std::int64_t head_seq = 0;  ///< of the event log
};

}  // namespace wireroom::model
