#pragma once

#include "app/poller.hpp"
#include "schedule/policy.hpp"
#include "store/store.hpp"

#include <cstdint>

namespace wireroom::app {

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

}  // namespace wireroom::app
