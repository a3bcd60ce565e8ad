#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wireroom::cli {

/// How the client ends; documented in `wireroom --help` and wireroom(1).
enum ExitCode : int {
    kExitOk = 0,
    kExitFailed = 1,       ///< nothing found, or what was asked did not succeed
    kExitUsage = 2,        ///< the command line or the configuration is wrong
    kExitUnreachable = 3,  ///< no daemon answers and the store may not be read
};

/// What `follow --type` takes: every type of the log, as docs/api.md has them.
inline constexpr std::array<std::string_view, 16> kEventTypes = {
    "story.new",
    "story.revised",
    "story.sighted",
    "story.withdrawn",
    "story.reverted",
    "story.merged",
    "story.split",
    "story.removed",
    "monitor.matched",
    "monitor.unmatched",
    "feed.added",
    "feed.removed",
    "feed.moved",
    "feed.failing",
    "feed.gone",
    "feed.recovered",
};

struct StatusVerb {};

struct FeedsVerb {
    bool failing = false;
};

struct WhyVerb {
    std::string feed;  ///< name, id or URL
};

struct StoriesVerb {
    std::string feed;
    std::string group;
    std::string tag;
    std::string monitor;
    std::string since;        ///< as written: RFC 3339, a date, or an age such as `3d`
    std::int64_t limit = 50;  ///< 0 = all
    std::string order;        ///< `seen`, `published`, `revised`
};

struct ShowVerb {
    std::string id;
    bool revisions = false;
};

struct DiffVerb {
    std::string id;
    std::optional<int> from;  ///< revision numbers; without them the last change
    std::optional<int> to;
};

struct ExplainVerb {
    std::string id;
};

struct MergeVerb {
    std::string id;
    std::string into;  ///< id
};

/// Without any of feed, guid and url: undo the merge of the story.
struct SplitVerb {
    std::string id;
    std::string feed;  ///< name, id or URL
    std::string guid;
    std::string url;
};

struct ForgetVerb {
    std::string id;
    bool yes = false;  ///< do not ask
};

struct EventsVerb {
    std::string since;  ///< a seq, a cursor, `begin` or `now`
    bool follow = false;
};

struct FollowVerb {
    std::string after = "now";  ///< a cursor, a seq, `begin` or `now`
    std::string feed;
    std::string type;
    std::string monitor;
};

struct RefreshVerb {
    std::vector<std::string> feeds;  ///< names, ids or URLs; empty = all
    bool no_wait = false;
};

struct ReloadVerb {
    bool force = false;
};

struct MonitorListVerb {};

struct MonitorTestVerb {
    std::string query;
    std::string last = "30d";  ///< an age: `90min`, `12h`, `30d`
    std::int64_t limit = 50;   ///< 1–1000
};

struct ExportVerb {};

struct CheckVerb {
    std::string file;  ///< empty = the configuration that would be used
};

struct CompletionVerb {
    std::string shell;  ///< `bash`, `zsh`, `fish`
};

/// What people may look for and this version does not do: it says what to do instead.
struct AbsentVerb {
    std::string word;  ///< `add`, `remove`, `import`
};

struct ParseVerb {
    std::string file;  ///< `-` = standard input
    std::string url;   ///< what relative references resolve against
    std::string content_type;
    bool raw_html = false;
};

struct CanonVerb {};

using Verb = std::variant<
    StatusVerb,
    FeedsVerb,
    WhyVerb,
    StoriesVerb,
    ShowVerb,
    DiffVerb,
    ExplainVerb,
    MergeVerb,
    SplitVerb,
    ForgetVerb,
    EventsVerb,
    FollowVerb,
    RefreshVerb,
    ReloadVerb,
    MonitorListVerb,
    MonitorTestVerb,
    ExportVerb,
    CheckVerb,
    CompletionVerb,
    ParseVerb,
    CanonVerb,
    AbsentVerb>;

/// One call of the program.
struct Invocation {
    std::string config;  ///< `--config`; empty = where configurations usually are
    std::string socket;  ///< `--socket`; empty = where sockets usually are
    bool json = false;
    Verb verb;
};

/// The command line was answered by itself: help, the version, or what is wrong with it.
struct EarlyExit {
    int code = kExitOk;
    /// For standard output when `code` is 0, else for standard error: one line without its end, or
    /// a text that ends in a line feed.
    std::string text;
};

/// Reads the command line. `given` is without the program's name.
std::variant<Invocation, EarlyExit> parse_options(std::span<const std::string> given);

}  // namespace wireroom::cli
