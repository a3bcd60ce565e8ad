#include "app/poller.hpp"

#include "app/poll_attempt.hpp"
#include "base/url.hpp"

#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;
using model::Outcome;

namespace {

/// A host whose reachability says nothing about the way to the internet.
bool is_local_host(const std::string& host) {
    boost::system::error_code not_an_address;
    const auto address = net::ip::make_address(host, not_an_address);
    if (!not_an_address) {
        return !fetch::is_public(address);
    }
    return host == "localhost" || host.find('.') == std::string::npos;
}

}  // namespace

std::string public_host(const std::string& url) {
    const auto parsed = parse_http_url(url);
    return parsed && !is_local_host(parsed->host) ? parsed->host : std::string();
}

Poller::Poller(
    fetch::Fetcher& fetcher,
    StoreService& store,
    net::any_io_executor workers,
    const Clock& clock,
    schedule::Policy policy
)
    : fetcher_(fetcher),
      store_(store),
      workers_(std::move(workers)),
      clock_(clock),
      policy_(policy) {}

net::awaitable<PollSummary> Poller::poll(model::Feed feed) {
    const auto started = std::chrono::steady_clock::now();
    const auto shared = std::make_shared<Attempt>();
    Attempt& attempt = *shared;
    attempt.before = feed.schedule;
    attempt.result.conditional = !feed.etag.empty() || !feed.last_modified.empty();
    attempt.commit.feed = feed.id;
    attempt.commit.etag = feed.etag;
    attempt.commit.last_modified = feed.last_modified;
    attempt.commit.body_hash = feed.body_hash;
    fetch::Request request;
    request.url = feed.spec.url;
    request.etag = feed.etag;
    request.last_modified = feed.last_modified;
    request.allow_own_origin = true;
    attempt.summary.feed = std::move(feed);

    auto response = co_await fetcher_.fetch(std::move(request));
    if (response) {
        co_await read_answer(attempt, std::move(*response));
    } else {
        note_fault(attempt, response.error());
    }

    judge_connectivity(attempt);
    if (!attempt.summary.restore.empty()) {
        co_await put_back(attempt);
    }
    if (attempt.summary.counted) {
        co_await store_result(attempt);
    }
    attempt.summary.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started
    );
    if (!attempt.summary.counted && attempt.no_byte_came && !connectivity_.offline()) {
        auto summary = attempt.summary;
        summary.held_back = shared;
        co_return summary;
    }
    co_return std::move(attempt.summary);
}

/// Undoes earlier failures, but none of a feed that has moved since: its schedule was another
/// server's.
net::awaitable<void> Poller::put_back(Attempt& attempt) {
    std::vector<schedule::Connectivity::Restore> restores;
    std::vector<std::pair<model::FeedId, model::ScheduleState>> schedules;
    restores.reserve(attempt.summary.restore.size());
    schedules.reserve(attempt.summary.restore.size());
    for (auto& restore : attempt.summary.restore) {
        if (admission_) {
            model::Feed feed;
            feed.id = restore.feed;
            feed.spec.url = restore.url;
            const auto spec = co_await admission_(std::move(feed));
            if (!spec) {
                continue;
            }
        }
        schedules.emplace_back(restore.feed, restore.before);
        restores.push_back(std::move(restore));
    }
    attempt.summary.restore = std::move(restores);
    if (!schedules.empty()) {
        co_await store_.save_schedules(std::move(schedules));
    }
}

net::awaitable<PollSummary> Poller::count(std::shared_ptr<Attempt> held_back) {
    held_back->summary.counted = true;
    co_await store_result(*held_back);
    co_return std::move(held_back->summary);
}

net::awaitable<void> Poller::store_result(Attempt& attempt) {
    auto& summary = attempt.summary;
    if (admission_) {
        auto spec = co_await admission_(summary.feed);
        if (!spec) {
            summary.counted = false;
            summary.dropped = true;
            co_return;
        }
        summary.feed.spec = std::move(*spec);
    }
    co_await commit(attempt);
}

void Poller::judge_connectivity(Attempt& attempt) {
    auto& summary = attempt.summary;
    summary.outcome = attempt.result.outcome;
    summary.error = attempt.commit.error;
    const auto& feed = summary.feed;
    if (summary.ours) {
        summary.counted = false;
        return;
    }
    const auto host = public_host(feed.spec.url);
    summary.public_host = !host.empty();
    if (host.empty()) {
        return;  // says nothing about the way out
    }
    if (attempt.doubtful) {
        summary.counted = !connectivity_.offline();
        return;
    }
    schedule::Connectivity::Verdict verdict;
    if (attempt.no_byte_came) {
        verdict = connectivity_.no_answer(host, clock_.now());
    } else if (attempt.html_instead != 0) {
        verdict = connectivity_.html_instead(
            {.feed = feed.id, .url = feed.spec.url, .before = attempt.before},
            host,
            attempt.html_instead,
            clock_.now()
        );
    } else {
        verdict.turn = connectivity_.answered(host);
    }
    summary.turn = verdict.turn;
    summary.restore = std::move(verdict.restore);
    summary.counted = verdict.counts;
}

net::awaitable<void> Poller::commit(Attempt& attempt) {
    auto& feed = attempt.summary.feed;
    auto& commit = attempt.commit;
    const auto now = clock_.now();
    commit.now = now;
    const bool good = attempt.result.outcome == Outcome::kUpdated ||
                      attempt.result.outcome == Outcome::kUnchanged;
    const auto failed = schedule::next(
        policy_,
        {.url = feed.spec.url, .interval = feed.spec.interval},
        attempt.before,
        attempt.result,
        now
    );
    commit.state = good                        ? model::FeedState::kOk
                   : schedule::stopped(failed) ? model::FeedState::kGone
                                               : model::FeedState::kFailing;
    commit.schedule =
        [policy = policy_,
         traits = schedule::FeedTraits{.url = feed.spec.url, .interval = feed.spec.interval},
         before = attempt.before,
         result = attempt.result,
         now](int new_stories) mutable {
            result.new_stories = new_stories;
            if (result.outcome == Outcome::kUpdated && new_stories == 0) {
                result.outcome = Outcome::kUnchanged;
            }
            return schedule::next(policy, traits, before, result, now);
        };
    if (!good) {
        commit.outcome = attempt.result.outcome;
    }
    feed.state = commit.state;
    feed.etag = commit.etag;
    feed.last_modified = commit.last_modified;
    feed.body_hash = commit.body_hash;
    feed.last_poll = now;
    feed.last_status = commit.status;
    feed.last_error = commit.error;
    if (good) {
        feed.last_success = now;
    }
    attempt.summary.report = co_await store_.commit(std::move(commit));
    if (attempt.summary.report.retired) {
        attempt.summary.counted = false;
        attempt.summary.dropped = true;
        co_return;
    }
    feed.schedule = attempt.summary.report.schedule;
    if (!attempt.summary.report.acknowledged) {
        feed.etag.clear();
        feed.last_modified.clear();
        feed.body_hash = 0;
    }
    if (attempt.result.outcome == Outcome::kUpdated && attempt.summary.report.new_stories == 0 &&
        attempt.summary.report.revised == 0) {
        attempt.summary.outcome = Outcome::kUnchanged;
    }
}

}  // namespace wireroom::app
