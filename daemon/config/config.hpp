#pragma once

#include "model/feed.hpp"
#include "model/subscriptions.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::config {

/// How hard one host (name and port) may be asked.
struct HostLimits {
    int connections = 1;                      ///< 1–1000
    std::chrono::milliseconds spacing{1000};  ///< between two polls; up to 1 d

    bool operator==(const HostLimits&) const = default;
};

/// What of wireroom.yaml this version knows, with its defaults. Paths are absolute or empty (not
/// configured: see config/paths.hpp); durations and numbers are within the ranges that
/// wireroom.yaml(5) states.
struct Config {
    struct Fetch {
        std::string
            contact;  ///< for the User-Agent: visible ASCII without parentheses; may be empty
        int concurrency = 32;
        std::chrono::seconds floor = std::chrono::hours(1);
        std::chrono::seconds floor_without_validators = std::chrono::hours(24);
        HostLimits per_host;
        struct PerAddress {
            int connections = 4;
            bool operator==(const PerAddress&) const = default;
        } per_address;
        /// Exceptions, by `host` or `host:port`; lower case, IPv6 in brackets only when a port
        /// follows.
        std::map<std::string, HostLimits, std::less<>> hosts;
        std::vector<std::string>
            allow_private;  ///< networks as `10.0.0.0/8`, `fd00::/8`: valid, no host bits
        std::string ca_file;

        bool operator==(const Fetch&) const = default;
    } fetch;

    struct Store {
        std::string path;
        std::string retention = "none";

        bool operator==(const Store&) const = default;
    } store;

    struct Socket {
        std::string path;
        std::string operator_path;
        int streams = 256;
        int streams_per_uid = 32;

        bool operator==(const Socket&) const = default;
    } socket;

    /// The operator's rules, besides ours. Read at start; what another reading finds needs a
    /// restart.
    struct Dedup {
        std::string url_rules;       ///< path of rules about URLs (text/url_rules.hpp)
        std::string notes;           ///< path of phrases of editors' notes
        std::string url_rules_text;  ///< what the files hold: checked
        std::string notes_text;

        bool operator==(const Dedup&) const = default;
    } dedup;

    std::vector<model::FeedSpec> feeds;  ///< names and URLs are unique; in the order of the file
    std::vector<model::MonitorSpec> monitors;  ///< names are unique; every query compiles
    std::string file;                          ///< where this was read from
    /// Further files that were read, `include` first, then OPML; named as `file` is: from the
    /// working folder, or absolute.
    std::vector<std::string> included;
};

/// One thing wrong with a configuration, in whichever of its files.
struct Fault {
    std::string file;
    int line = 0;    ///< from 1; 0 = the file as a whole
    int column = 0;  ///< from 1, in bytes
    std::string message;
    std::string suggestion;  ///< `did you mean "interval"?`, or other advice; may be empty
};

/// `config/wireroom.yaml:12:5: unknown key "intervall" in feeds[3]; did you mean "interval"?`,
/// without control characters.
std::string format(const Fault& fault);

/// The configuration, to be used only when `faults` is empty; or all that is wrong with it: the
/// main file first, then the included ones, each in its order (at most kMaxFaults, the last of
/// which then says that there are more).
struct Loaded {
    Config config;
    std::vector<Fault> faults;
    /// What was left out without harm to the rest: outlines of OPML lists that are no feeds for us.
    /// Bounded as faults are.
    std::vector<Fault> warnings;

    bool ok() const { return faults.empty(); }
};

inline constexpr std::size_t kMaxFileBytes = 4U << 20U;    ///< of one YAML file
inline constexpr std::size_t kMaxListBytes = 32U << 20U;   ///< of one OPML list
inline constexpr std::size_t kMaxTotalBytes = 64U << 20U;  ///< of all files together
inline constexpr std::size_t kMaxFiles = 1'000;            ///< that are included, with OPML lists
inline constexpr std::size_t kMaxFeeds = 100'000;          ///< in all files
inline constexpr std::size_t kMaxMonitors = 1'000;         ///< each looks at every new revision
inline constexpr std::size_t kMaxFaults = 200;

/// What a reload changes: feeds first, then monitors, then settings; in each what is new or other
/// in the order of `after`, then what is gone in the order of `before`. Empty when both mean the
/// same. A feed of both is found as the store finds it: by name and URL, by URL, by name. Passwords
/// in URLs are masked.
std::vector<model::ConfigChange> difference(const Config& before, const Config& after);

/// The whole configuration in force as YAML that `load` reads to the same `Config` from any folder:
/// every key with its value, defaults included, `include` and OPML lists resolved; passwords in
/// URLs are kept. What is not set stands in a comment. Paths that are no UTF-8 cannot be said.
std::string print(const Config& config);

/// What is wrong with a text of rules that a module knows which this one does not.
struct RuleFault {
    int line = 0;  ///< from 1; 0 = the text as a whole
    std::string message;
};
using RuleCheck = std::function<std::vector<RuleFault>(std::string_view text)>;

/// Reads and checks a file and what it includes. Everything wrong with them, a missing file
/// included, is a fault; only a lack of memory throws. May take long (many files, a slow disk).
/// @param check_notes  judges the file of `dedup.notes`; without it that is only read.
Loaded load(const std::string& path, const RuleCheck& check_notes = {});

/// Reads only where things are, for clients: `store` and `socket` of the main file. What is wrong
/// elsewhere in it is not judged, other files are not opened: a fault in a feed, or a list that
/// only the daemon may read, keeps nobody from asking the daemon.
Loaded load_places(const std::string& path);

/// Reads only `dedup` of the main file, with the files of rules that it names.
Loaded load_rules(const std::string& path, const RuleCheck& check_notes = {});

/// The same as `load` for a text. `file` names it in faults, and its folder is where relative paths
/// start.
Loaded parse(std::string_view yaml, const std::string& file, const RuleCheck& check_notes = {});

}  // namespace wireroom::config
