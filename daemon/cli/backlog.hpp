#pragma once

#include "cli/json.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace wireroom::cli {

/// Folds what is no news into one line: the stories that a feed's first poll finds, and which of
/// them a monitor matches (`kyiv-independent: 50 stories, 3 match peskov`). Pure.
///
/// A poll is one transaction, so that a feed's backlog stands in one piece in the log: it is
/// complete when an event of another feed comes, or nothing for a while. Holds the ids of one such
/// piece.
class Backlog {
public:
    /// @param monitor  of `follow --monitor`: all that is told are its matches. Empty = feeds.
    explicit Backlog(std::string monitor = {}) : monitor_(std::move(monitor)) {}

    /// Whether this event is folded: `story.new`, `story.sighted` and `monitor.matched` that are
    /// initial, and `feed.added`, which its stories tell.
    static bool folds(const JsonObject& event);

    /// Takes an event that `folds`.
    /// @return what was complete before it, in lines; mostly empty.
    std::string add(const JsonObject& event);

    /// What is there, in lines, and forgets it; empty when there is nothing.
    std::string take();

private:
    std::string monitor_;
    std::string feed_;  ///< whose backlog is being taken
    std::set<std::string, std::less<>> fresh_;
    std::set<std::string, std::less<>> known_;  ///< other feeds brought them before
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> matches_;
};

}  // namespace wireroom::cli
