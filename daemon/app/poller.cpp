#include "app/poller.hpp"

#include "async/run_on.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "dedup/prepare.hpp"
#include "feed/parse.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <unordered_set>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;
using model::Outcome;

/// The state of one poll on its way to the store.
struct PollAttempt {
    PollSummary summary;
    store::PollCommit commit;
    schedule::PollResult result;
    model::ScheduleState before;
    bool no_byte_came = false;       ///< the failure may be the machine's, not the feed's
    bool doubtful = false;           ///< a server was reached, but perhaps not the feed's
    std::uint64_t html_instead = 0;  ///< hash of a web page that came where a feed stood; 0 = none
};

namespace {

/// A parsed document with its unchanged items told apart, as a worker returns it.
struct Parsed {
    std::optional<feed::ParsedFeed> feed;
    std::optional<feed::ParseError> error;
    std::uint64_t body_hash = 0;
};

Parsed parse_body(const fetch::Response& response) {
    Parsed out{.body_hash = hash64(response.body)};
    auto parsed = feed::parse(response.body, response.content_type, response.url);
    if (parsed) {
        out.feed = std::move(*parsed);
    } else {
        out.error = parsed.error();
    }
    return out;
}

/// Splits the items into those whose raw bytes are known and those that need work, and prepares the
/// latter.
store::PollCommit::Document prepare_document(
    feed::ParsedFeed parsed, const std::vector<std::uint64_t>& known, const std::string& feed_url
) {
    store::PollCommit::Document document{
        .title = std::move(parsed.title),
        .home_page_url = std::move(parsed.home_page_url),
        .language = std::move(parsed.language),
        .complete = parsed.complete,
    };
    const std::unordered_set<std::uint64_t> known_hashes(known.begin(), known.end());
    for (auto& item : parsed.items) {
        if (known_hashes.contains(item.raw_hash)) {
            document.unchanged_hashes.push_back(item.raw_hash);
        } else {
            document.items.push_back(dedup::prepare(std::move(item), feed_url));
        }
    }
    return document;
}

Outcome outcome_of_status(int status) {
    switch (status) {
        case 401:
        case 403:
            return Outcome::kForbidden;
        case 410:
            return Outcome::kGone;
        case 429:
            return Outcome::kRateLimited;
        default:
            return status >= 500 ? Outcome::kServerError : Outcome::kClientError;
    }
}

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

namespace {

/// What the document asks of pollers, beside what the answer's headers ask.
model::PollHints merge_hints(const model::PollHints& answer, model::PollHints document) {
    document.fresh_for = answer.fresh_for;
    document.retry_after = answer.retry_after;
    return document;
}

}  // namespace

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

net::awaitable<void> Poller::read_answer(Attempt& attempt, fetch::Response response) {
    auto& feed = attempt.summary.feed;
    attempt.commit.status = response.status;
    attempt.result.hints = response.hints;
    if (response.status == 200) {
        co_await read_document(attempt, std::move(response));
        co_return;
    }
    if (response.status == 304) {
        // RFC 9111 section 4.3.4: a 304 may carry new validators, and it may leave out those that
        // did not change.
        if (!response.etag.empty()) {
            attempt.commit.etag = response.etag;
        }
        if (!response.last_modified.empty()) {
            attempt.commit.last_modified = response.last_modified;
        }
        attempt.result.outcome = Outcome::kUnchanged;
        attempt.result.has_validators = true;
        co_return;
    }
    attempt.result.outcome = outcome_of_status(response.status);
    attempt.commit.error =
        fmt::format("fetch {}: HTTP status {}", mask_userinfo(feed.spec.url), response.status);
}

net::awaitable<void> Poller::read_document(Attempt& attempt, fetch::Response response) {
    auto& feed = attempt.summary.feed;
    attempt.result.hints_replaced = true;
    attempt.result.has_validators = !response.etag.empty() || !response.last_modified.empty();
    const auto answer_hints = response.hints;
    const auto etag = response.etag;
    const auto last_modified = response.last_modified;
    const auto url = response.url;

    if (hash64(response.body) == feed.body_hash && feed.body_hash != 0) {
        attempt.commit.etag = etag;
        attempt.commit.last_modified = last_modified;
        attempt.result.outcome = Outcome::kUnchanged;
        attempt.result.hints = merge_hints(answer_hints, feed.schedule.hints);
        co_return;
    }
    auto parsed = co_await async::run_on(workers_, [response = std::move(response)] {
        return parse_body(response);
    });
    if (parsed.error || !parsed.feed) {
        // A validator of something unusable would make the next answer a 304 to nothing.
        attempt.commit.etag.clear();
        attempt.commit.last_modified.clear();
        attempt.commit.body_hash = 0;
        attempt.result.has_validators = false;
        attempt.result.outcome = Outcome::kClientError;
        attempt.commit.error = fmt::format(
            "parse {}: {}", mask_userinfo(feed.spec.url), parsed.error ? parsed.error->message : ""
        );
        if (parsed.error && parsed.error->kind == feed::ParseFault::kHtml && feed.last_success) {
            attempt.html_instead = parsed.body_hash;
        }
        co_return;
    }
    attempt.result.hints = merge_hints(answer_hints, parsed.feed->hints);
    attempt.result.outcome = Outcome::kUpdated;
    if (parsed.feed->expired) {
        attempt.result.outcome = Outcome::kGone;
        attempt.commit.error = fmt::format(
            "parse {}: the feed says that it has expired", mask_userinfo(feed.spec.url)
        );
    }
    auto known = co_await store_.known_raw_hashes(feed.id);
    attempt.commit.document = co_await async::run_on(
        workers_,
        [parsed = std::move(*parsed.feed), known = std::move(known), url]() mutable {
            return prepare_document(std::move(parsed), known, url);
        }
    );
    attempt.commit.etag = etag;
    attempt.commit.last_modified = last_modified;
    attempt.commit.body_hash = parsed.body_hash;
}

void Poller::note_fault(Attempt& attempt, const fetch::FetchError& error) {
    using fetch::FetchFault;
    attempt.commit.error = error.message;
    attempt.result.outcome = Outcome::kNetworkError;
    switch (error.kind) {
        case FetchFault::kDns:
            attempt.result.outcome = Outcome::kDnsError;
            attempt.no_byte_came = true;
            break;
        case FetchFault::kConnect:
            attempt.no_byte_came = true;
            break;
        case FetchFault::kMachine:
        case FetchFault::kCancelled:
            attempt.summary.ours = true;
            break;
        case FetchFault::kAddressDenied:
        case FetchFault::kTls:
            attempt.doubtful = true;  // what a captive portal looks like to https
            break;
        case FetchFault::kProtocol:
        case FetchFault::kTooLarge:
        case FetchFault::kCoding:
            // The answer was incomplete or undecodable: the validators we hold are still those of
            // what is stored, but a server that mixed up its answers must be asked for the whole
            // thing.
            attempt.commit.etag.clear();
            attempt.commit.last_modified.clear();
            attempt.commit.body_hash = 0;
            break;
        default:
            break;
    }
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
