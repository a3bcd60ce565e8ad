#include "schedule/connectivity.hpp"

#include <utility>

namespace wireroom::schedule {

void Connectivity::Run::clear() {
    hosts.clear();
    failures.clear();
}

Connectivity::Verdict Connectivity::note(
    Run& run,
    model::FeedId feed,
    const std::string& host,
    const model::ScheduleState& before,
    Timestamp now
) {
    Verdict verdict;
    if (offline_) {
        verdict.counts = false;
        return verdict;
    }
    run.hosts.insert(host);
    if (run.hosts.size() < kHosts) {
        // One feed may fail twice before three hosts did: its oldest state is the one to go back
        // to.
        bool known = false;
        for (const auto& failure : run.failures) {
            known = known || failure.feed == feed;
        }
        if (!known && run.failures.size() < kMaxRun) {
            run.failures.push_back({feed, before});
        }
        return verdict;
    }
    offline_ = true;
    since_ = now;
    probe_ = now + kProbeEvery;
    verdict.counts = false;
    for (auto& failure : run.failures) {
        // The caller drops this poll's own result; what it stored for the feed's earlier failure
        // goes back all the same.
        verdict.restore.push_back(std::move(failure));
    }
    silent_.clear();
    portal_.clear();
    return verdict;
}

Connectivity::Verdict Connectivity::no_answer(
    model::FeedId feed, const std::string& host, const model::ScheduleState& before, Timestamp now
) {
    return note(silent_, feed, host, before, now);
}

Connectivity::Verdict Connectivity::html_instead(
    model::FeedId feed,
    const std::string& host,
    std::uint64_t page_hash,
    const model::ScheduleState& before,
    Timestamp now
) {
    if (page_hash != portal_page_) {
        portal_.clear();
        portal_page_ = page_hash;
    }
    return note(portal_, feed, host, before, now);
}

bool Connectivity::answered() {
    silent_.clear();
    portal_.clear();
    return std::exchange(offline_, false);
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
