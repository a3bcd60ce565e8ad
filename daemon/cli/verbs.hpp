#pragma once

#include "base/time.hpp"
#include "cli/json.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/transport.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {

/// Connects to the operators' socket.
using OperatorDoor = std::function<Result<std::unique_ptr<Transport>, ClientError>()>;

/// What a verb that asks the daemon has at hand. References to objects that outlive it.
struct Session {
    Transport& transport;
    Output& out;
    const Look& look;
    bool json = false;
    std::string store = {};  ///< path of the store that is read; empty when the daemon is asked
    /// One line for standard error, without its line break.
    std::function<void(std::string_view)> tell = [](std::string_view) {};
    /// Now, for what takes long; without it `look.now`.
    std::function<Timestamp()> clock = {};
    std::function<void(std::chrono::milliseconds)> sleep = [](std::chrono::milliseconds) {};
    /// Lines for standard error as they are, each with its line break.
    std::function<void(std::string_view)> show = [](std::string_view) {};
    bool errors_on_terminal = false;  ///< standard error is a terminal
    /// Why a daemon that runs is not asked, for people; empty when it is, or none runs.
    std::string elsewhere = {};
};

/// What a verb that has the daemon do something has at hand: its answers are `out`'s, its errors
/// `show`'s and `tell`'s.
struct OperatorSession {
    OperatorDoor open;
    Output& out;
    const Look& look;
    bool json = false;
    std::function<void(std::string_view)> tell = [](std::string_view) {};
    std::function<void(std::string_view)> show = [](std::string_view) {};
    /// Asks a question and reads whether the answer is yes; nothing where nobody can be asked.
    std::function<std::optional<bool>(std::string_view question)> confirm =
        [](std::string_view) -> std::optional<bool> { return std::nullopt; };
};

// Each runs one verb and returns the exit code, or why it did not succeed. Plain text or JSON goes
// to the session's output.
Result<int, ClientError> run_verb(const StatusVerb& verb, Session& session);
Result<int, ClientError> run_verb(const FeedsVerb& verb, Session& session);
Result<int, ClientError> run_verb(const WhyVerb& verb, Session& session);
Result<int, ClientError> run_verb(const StoriesVerb& verb, Session& session);
/// Of a story that was merged into another, all three are about the other, and say so.
Result<int, ClientError> run_verb(const ShowVerb& verb, Session& session);
Result<int, ClientError> run_verb(const DiffVerb& verb, Session& session);
/// With the titles of the stories that it was not, as far as they can be had.
Result<int, ClientError> run_verb(const ExplainVerb& verb, Session& session);
Result<int, ClientError> run_verb(const EventsVerb& verb, Session& session);
/// Goes on for ever: a lost daemon is asked again from the last cursor, after pauses of 0.5 s to 30
/// s.
Result<int, ClientError> run_verb(const FollowVerb& verb, Session& session);

Result<int, ClientError> run_verb(const MonitorListVerb& verb, Session& session);
/// A query that does not compile is kUsage, and on a terminal shown with a caret under the place.
Result<int, ClientError> run_verb(const MonitorTestVerb& verb, Session& session);
Result<int, ClientError> run_verb(const ExportVerb& verb, Session& session);

/// How long `refresh` waits for the polls that it asked for.
inline constexpr std::chrono::seconds kRefreshWait{60};

/// One line a feed, in the order in which they were named. 1 when one of them failed, was refused,
/// or could not be polled while it was waited for.
Result<int, ClientError> run_verb(const RefreshVerb& verb, OperatorSession& session);
/// The difference, or every fault; 2 for faults.
Result<int, ClientError> run_verb(const ReloadVerb& verb, OperatorSession& session);
Result<int, ClientError> run_verb(const MergeVerb& verb, OperatorSession& session);
Result<int, ClientError> run_verb(const SplitVerb& verb, OperatorSession& session);
/// Asks before it deletes, unless `yes`: kUsage where nobody can be asked.
Result<int, ClientError> run_verb(const ForgetVerb& verb, OperatorSession& session);

/// `wireroom check`: 0, or 2 with every fault on standard error.
/// @param show  lines for standard error.
int check_config(
    const std::string& file,
    bool json,
    Output& out,
    const std::function<void(std::string_view)>& show
);

/// `wireroom completion`: the script for `bash`, `zsh` or `fish`.
std::string_view completion_script(std::string_view shell);

/// Reads pieces of input: at most `size` bytes to `data`; 0 at the end. Throws std::system_error.
using ByteSource = std::function<std::size_t(char* data, std::size_t size)>;

/// `wireroom parse`: a document of up to 32 MiB to one line of JSON Feed 1.1. Dates after `now` are
/// among its problems.
Result<int, ClientError> parse_document(
    const ParseVerb& verb, const ByteSource& in, Output& out, Timestamp now
);
/// `wireroom canon`: one line out for each line in, in order; bad lines say so, and make it 1.
int canonicalise(const ByteSource& in, Output& out);

// Parts, for the above and their tests.

/// A time on the command line: RFC 3339, a date (midnight in the user's zone), or an age: `90s`,
/// `15min`, `2h`, `3d`, `1w`. Nothing for anything else.
std::optional<Timestamp> parse_since(std::string_view text, const Look& look);
/// Asks and expects success: a problem document (RFC 9457) becomes an error, its detail the
/// message.
Result<serve::Reply, ClientError> ask_well(Transport& transport, const serve::Request& request);
/// What a problem document says. Errors of the request (400) are kUsage, 404 is kMissing, all
/// others are kFailed.
ClientError problem_of(const serve::Reply& reply);
/// The same error; when there is no such story, it says where stories are listed.
ClientError with_hint(ClientError error);
/// The name that a `FEED` of the command line (name, id or URL) stands for.
Result<std::string, ClientError> feed_name(Transport& transport, const std::string& feed);
/// Which of the daemon's event types `word` is not: says so, what was probably meant, and all that
/// there are.
ClientError no_event_type(std::string_view word);
/// Nothing, or that there is no such monitor: a mistyped one would be an empty list, or wait for
/// ever.
Result<void, ClientError> expect_monitor(Transport& transport, const std::string& name);
/// The daemon's JSON, byte for byte but for what would move a terminal's cursor.
std::string shown_json(std::string_view text, const Look& look);
/// Prints an answer that is one object: as it is with `--json`, else by `render`. An error is
/// handed on.
Result<int, ClientError> print_object(
    Session& session,
    const Result<serve::Reply, ClientError>& reply,
    const std::function<std::string(const JsonObject&)>& render
);
/// Each as one line of JSON.
void print_lines(Output& out, const std::vector<JsonObject>& objects);

}  // namespace wireroom::cli
