#pragma once

#include "app/poller.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace wireroom::app {

/// `wireroomd --once`: takes the configuration over, polls every feed exactly once, whatever its
/// schedule says, and prints a line for each to standard output. Hosts' limits hold. A feed whose
/// server did not answer counts as failing when another one, on the internet, did. Then new
/// monitors go through the stories from before them.
/// @param start for the store; the waits run on real time.
/// @return the number of feeds that failed.
boost::asio::awaitable<int> poll_all_once(
    boost::asio::any_io_executor loop,
    Poller& poller,
    StoreService& store,
    model::Subscriptions wanted,
    schedule::Limits limits,
    Timestamp start
);

}  // namespace wireroom::app
