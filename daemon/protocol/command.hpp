#pragma once

#include "base/time.hpp"
#include "model/subscriptions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::protocol {

/// How far a poll that an operator asked for has come.
struct PollResult {
    std::string feed;  ///< its name
    bool done = false;
    // The next six are known, and told, when it is done.
    std::string outcome;  ///< `model::name_of(Outcome)`
    int status = 0;       ///< HTTP status; 0 = no answer
    int items = 0;        ///< in the document
    int new_stories = 0;
    int revised = 0;
    int sighted = 0;
    std::string error;  ///< one line: why it failed, or cannot begin; empty when all is well
    /// When it is polled next; while it is not done, when its host may be asked.
    std::optional<Timestamp> next_poll;
};

/// `{"feeds":[{"feed","done","outcome","status","items","new","revised","sighted","error",
/// "next_poll"}]}`: `outcome` to `sighted` only when `done` is true; `status`, `error` and
/// `next_poll` only when there is one.
std::string render_refresh(const std::vector<PollResult>& results);

/// One fault of a configuration, and where it stands.
struct ConfigFault {
    std::string file;
    int line = 0;    ///< from 1; 0 = of the file as a whole
    int column = 0;  ///< from 1; 0 = of the line as a whole
    std::string message;
    std::string suggestion;  ///< may be empty
};

/// `{"file","changes":[{"subject","kind","name","member","from","to","needs_restart"}]}`: `member`,
/// `from` and `to` only when there is one, `needs_restart` only when it is true. Passwords in the
/// URLs of feeds read `***`.
/// @param file the configuration that was read.
std::string render_reload(const std::string& file, const std::vector<model::ConfigChange>& changes);

/// The 409 problem (RFC 9457) of a reload that was refused, with `"faults":[{"file","line",
/// "column","message","suggestion"}]` when the file has faults; `line`, `column` and `suggestion`
/// only when there is one.
std::string render_reload_refusal(std::string_view detail, const std::vector<ConfigFault>& faults);

}  // namespace wireroom::protocol
