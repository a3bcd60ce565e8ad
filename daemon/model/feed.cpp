#include "model/feed.hpp"

namespace wireroom::model {

const char* name_of(DedupPins::Key key) {
    switch (key) {
        case DedupPins::Key::kTrust:
            return "trust";
        case DedupPins::Key::kIgnore:
            return "ignore";
        case DedupPins::Key::kAuto:
            break;
    }
    return "auto";
}

const char* name_of(FeedState state) {
    switch (state) {
        case FeedState::kNew:
            return "new";
        case FeedState::kOk:
            return "ok";
        case FeedState::kFailing:
            return "failing";
        case FeedState::kGone:
            return "gone";
        case FeedState::kRetired:
            return "retired";
    }
    return "";
}

const char* name_of(DueReason reason) {
    switch (reason) {
        case DueReason::kNever:
            return "never-polled";
        case DueReason::kInterval:
            return "interval";
        case DueReason::kFloor:
            return "floor";
        case DueReason::kRhythm:
            return "rhythm";
        case DueReason::kFreshness:
            return "freshness";
        case DueReason::kTtl:
            return "ttl";
        case DueReason::kRetryAfter:
            return "retry-after";
        case DueReason::kBackoff:
            return "back-off";
        case DueReason::kSkipHours:
            return "skip-hours";
        case DueReason::kGone:
            return "gone";
        case DueReason::kSpread:
            return "spread";
    }
    return "";
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kUpdated:
            return "updated";
        case Outcome::kUnchanged:
            return "unchanged";
        case Outcome::kClientError:
            return "client-error";
        case Outcome::kForbidden:
            return "forbidden";
        case Outcome::kRateLimited:
            return "rate-limited";
        case Outcome::kGone:
            return "gone";
        case Outcome::kServerError:
            return "server-error";
        case Outcome::kNetworkError:
            return "network-error";
        case Outcome::kDnsError:
            return "dns-error";
    }
    return "";
}

}  // namespace wireroom::model
