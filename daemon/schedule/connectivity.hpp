#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wireroom::schedule {

/// Whether the machine is on the network, judged from polls alone: offline is not a feed's fault.
/// Offline begins when polls of three different hosts in a row fail before any byte came, or three
/// hosts answer with one and the same HTML page where feeds stood (a captive portal); it ends with
/// the first real answer. Lives on the loop thread; reads no clock. Memory is bounded: at most
/// `kMaxRun` failures are remembered.
class Connectivity {
public:
    static constexpr std::size_t kHosts = 3;
    static constexpr std::size_t kMaxRun = 256;
    static constexpr std::chrono::seconds kProbeEvery{60};

    /// A feed's schedule from before a failure that turned out to be the machine's.
    struct Restore {
        model::FeedId feed{};
        model::ScheduleState before;
    };

    struct Verdict {
        bool counts =
            true;  ///< on the feed's ladder; when false, leave its stored schedule as it was
        std::vector<Restore> restore;  ///< put these back: earlier failures of the run that has
                                       ///< just become "offline"
    };

    /// A poll failed before any byte of an answer came: no route, no resolver, connect failed. Not
    /// for a refused connection and not for hosts on loopback or a private network: these say
    /// nothing about the way out.
    /// @param host    name without port.
    /// @param before  the feed's schedule when the poll started.
    Verdict no_answer(
        model::FeedId feed,
        const std::string& host,
        const model::ScheduleState& before,
        Timestamp now
    );

    /// An HTML page came where a feed stood before.
    /// @param page_hash  of its body, or of whatever tells that two pages are the same.
    Verdict html_instead(
        model::FeedId feed,
        const std::string& host,
        std::uint64_t page_hash,
        const model::ScheduleState& before,
        Timestamp now
    );

    /// A server answered: a feed, a 304, an HTTP error.
    /// @return whether this ended an offline phase: call `Schedule::spread_overdue` then.
    bool answered();

    bool offline() const { return offline_; }
    std::optional<Timestamp> offline_since() const {
        return offline_ ? std::optional(since_) : std::nullopt;
    }

    /// When the next probe may start; nothing while online.
    std::optional<Timestamp> next_probe() const {
        return offline_ ? std::optional(probe_) : std::nullopt;
    }

    /// Whether a poll may start now: always while online, once a minute while offline (true takes
    /// that probe).
    bool may_poll(Timestamp now);

private:
    struct Run {
        std::set<std::string> hosts;
        std::vector<Restore> failures;
        void clear();
    };

    Verdict note(
        Run& run,
        model::FeedId feed,
        const std::string& host,
        const model::ScheduleState& before,
        Timestamp now
    );

    Run silent_;
    Run portal_;
    std::uint64_t portal_page_ = 0;
    bool offline_ = false;
    Timestamp since_{};
    Timestamp probe_{};
};

}  // namespace wireroom::schedule
