// What an answer, or none, says of the feed: the middle of a poll, between the request and the
// store.
#include "app/poll_attempt.hpp"
#include "app/poller.hpp"
#include "async/run_on.hpp"
#include "base/hash.hpp"
#include "base/url.hpp"
#include "dedup/prepare.hpp"
#include "feed/parse.hpp"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;
using model::Outcome;

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
    document.deleted_guids.reserve(parsed.deleted.size());
    for (const auto& deletion : parsed.deleted) {
        document.deleted_guids.push_back(dedup::compared_guid(deletion.id));
    }
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

/// What the document asks of pollers, beside what the answer's headers ask.
model::PollHints merge_hints(const model::PollHints& answer, model::PollHints document) {
    document.fresh_for = answer.fresh_for;
    document.retry_after = answer.retry_after;
    return document;
}

}  // namespace

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

}  // namespace wireroom::app
