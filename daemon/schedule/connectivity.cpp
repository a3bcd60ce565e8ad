#include "schedule/connectivity.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::schedule {

void Connectivity::watch(const std::set<std::string>& hosts) {
    watched_ = hosts.size();
    std::erase_if(down_, [&](const std::string& host) { return !hosts.contains(host); });
    std::erase_if(outage_, [&](const std::string& host) { return !hosts.contains(host); });
    std::erase_if(silent_, [&](const auto& entry) { return !hosts.contains(entry.first); });
}

/// How many hosts must be silent for the machine to be offline: at least one, at most kHosts.
std::size_t Connectivity::deciding_hosts() const {
    if (!watched_) {
        return kHosts;
    }
    const auto others = *watched_ > down_.size() ? *watched_ - down_.size() : 1;
    return std::min(others, kHosts);
}

void Connectivity::begin_offline(Timestamp now) {
    offline_ = true;
    since_ = now;
    probe_ = now + kProbeEvery;
    vain_probes_ = 0;
    portal_ = {};
}

void Connectivity::remember_as_down(const std::string& host) {
    if (down_.size() < kMaxRun) {
        down_.insert(host);
    }
}

Connectivity::Verdict Connectivity::no_answer(const std::string& host, Timestamp now) {
    Verdict verdict;
    if (offline_) {
        verdict.counts = false;
        if (silent_.size() < kHosts) {
            silent_.try_emplace(host, 0);
        }
        // Polls that were under way when the machine went offline are no probes, but count as such:
        // there are few of them, and patience is no exact science.
        if (silent_.size() < kHosts && ++vain_probes_ >= kPatience) {
            for (const auto& [silent, failures] : silent_) {
                remember_as_down(silent);
            }
            silent_.clear();
            offline_ = false;
            verdict.counts = true;
            verdict.turn = Turn::kGivenUp;
        }
        return verdict;
    }
    if (down_.contains(host) || (down_.size() >= kMaxRun && !silent_.contains(host))) {
        return verdict;
    }
    const int failures = ++silent_[host];
    if (silent_.size() >= deciding_hosts()) {
        begin_offline(now);
        verdict.counts = false;
        verdict.turn = Turn::kOffline;
    } else if (failures >= kPatience) {
        silent_.erase(host);
        remember_as_down(host);
    } else {
        verdict.counts = false;
    }
    return verdict;
}

Connectivity::Verdict Connectivity::html_instead(
    Restore asked, const std::string& host, std::uint64_t page_hash, Timestamp now
) {
    Verdict verdict;
    if (offline_) {
        verdict.counts = false;
        return verdict;
    }
    if (page_hash != portal_.page) {
        portal_ = {};
        portal_.page = page_hash;
    }
    portal_.hosts.insert(host);
    if (portal_.hosts.size() < kHosts) {
        // One feed may fail twice before three hosts did: its oldest state is the one to go back
        // to, unless it moved in between.
        const auto known = std::ranges::find(portal_.failures, asked.feed, &Restore::feed);
        if (known != portal_.failures.end()) {
            if (known->url != asked.url) {
                *known = std::move(asked);
            }
        } else if (portal_.failures.size() < kMaxRun) {
            portal_.failures.push_back(std::move(asked));
        }
        return verdict;
    }
    verdict.counts = false;
    verdict.turn = Turn::kOffline;
    verdict.restore = std::move(portal_.failures);
    for (const auto& portal_host : portal_.hosts) {
        silent_.try_emplace(portal_host, 0);
    }
    begin_offline(now);
    return verdict;
}

Connectivity::Turn Connectivity::answered(const std::string& host) {
    portal_ = {};
    down_.erase(host);
    outage_.erase(host);
    silent_.erase(host);
    for (const auto& [silent, failures] : silent_) {
        if (!offline_ || outage_.erase(silent) > 0) {
            remember_as_down(silent);
        } else if (outage_.size() < kMaxRun) {
            outage_.insert(silent);
        }
    }
    silent_.clear();
    return std::exchange(offline_, false) ? Turn::kOnline : Turn::kNone;
}

bool Connectivity::may_poll(Timestamp now) {
    if (!offline_) {
        return true;
    }
    if (now < probe_ &&
        probe_ - now <= kProbeEvery) {  // a probe further off means that the clock went back
        return false;
    }
    probe_ = now + kProbeEvery;
    return true;
}

}  // namespace wireroom::schedule
