#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wireroom::schedule {

/// Whether the machine is on the network, judged from polls alone: offline is not a feed's fault.
///
/// When no byte of an answer came, it may be the server that is down or our own line. What tells
/// them apart is whether another host answers:
/// - A host's failure is **held back** at first: it counts against no feed, and the feed is tried
///   again after a minute.
/// - When another host has answered since, the host is known to be down: from then on its failures
///   count, until it answers.
/// - So is a host that was silent in an outage, and has been silent until after it another host
///   answered for the second time. After one outage alone nobody is under suspicion.
/// - When `kHosts` hosts have failed and none answered in between, the machine is **offline**: no
///   failure counts, and there is one probe a minute until anything answers.
/// - Fewer hosts decide where there are fewer: hosts that are watched and not known to be down.
///   Such a judgement is a guess, and a server that is down must not hide behind it: after
///   `kPatience` probes in vain it is given up, and the failures of these hosts count. A host that
///   fails `kPatience` times while nobody else is asked counts likewise.
///
/// Patience is a number of attempts, not a time: a machine that slept for a night has not tried.
/// Three hosts that answer with one and the same HTML page where feeds stood (a captive portal) are
/// offline too. Lives on the loop thread; reads no clock. Memory is bounded: at most `kMaxRun`
/// hosts are known to be down; the failures of any further host count at once.
class Connectivity {
public:
    static constexpr std::size_t kHosts = 3;
    static constexpr std::size_t kMaxRun = 256;
    static constexpr int kPatience = 30;
    static constexpr std::chrono::seconds kProbeEvery{60};

    /// A feed's schedule from before a failure that turned out to be the machine's.
    struct Restore {
        model::FeedId feed{};
        std::string
            url;  ///< that was polled: the state is worth nothing to a feed that moved since
        model::ScheduleState before;
    };

    /// What a poll changed.
    enum class Turn {
        kNone,
        kOffline,  ///< the machine is offline from now on
        kOnline,   ///< and is back: call `Schedule::spread_overdue`
        kGivenUp,  ///< it was taken for offline, on the word of fewer than `kHosts` hosts
    };

    struct Verdict {
        bool counts =
            true;  ///< on the feed's ladder; when false, leave its stored schedule as it was
        Turn turn = Turn::kNone;
        std::vector<Restore> restore;  ///< put these back: portal pages that were counted before
                                       ///< the portal was recognised
    };

    /// Names the hosts that are polled, without those on loopback or a private network. What is
    /// known of others is forgotten. Before the first call any number is assumed.
    void watch(const std::set<std::string>& hosts);

    /// A poll failed before any byte of an answer came: no route, no resolver, connect failed. Not
    /// for a refused connection and not for hosts on loopback or a private network: these say
    /// nothing about the way out.
    /// @param host  name without port.
    Verdict no_answer(const std::string& host, Timestamp now);

    /// An HTML page came where a feed stood before. Counts until the portal is recognised.
    /// @param asked      the feed as it was when the poll started.
    /// @param page_hash  of its body, or of whatever tells that two pages are the same.
    Verdict html_instead(
        Restore asked, const std::string& host, std::uint64_t page_hash, Timestamp now
    );

    /// A host answered: a feed, a 304, an HTTP error. @return kOnline when this ended an offline
    /// phase, else kNone.
    Turn answered(const std::string& host);

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
    std::size_t deciding_hosts() const;
    void begin_offline(Timestamp now);
    void remember_as_down(const std::string& host);

    std::optional<std::size_t> watched_;  ///< number of hosts
    std::map<std::string, int> silent_;   ///< failures held back, by host; at most kHosts hosts
    std::set<std::string> down_;          ///< hosts that were silent while others answered
    std::set<std::string> outage_;  ///< hosts that were silent in an outage, and not heard since
    int vain_probes_ = 0;

    struct Portal {
        std::uint64_t page = 0;
        std::set<std::string> hosts;
        std::vector<Restore> failures;
    };
    Portal portal_;

    bool offline_ = false;
    Timestamp since_{};
    Timestamp probe_{};
};

}  // namespace wireroom::schedule
