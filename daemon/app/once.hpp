#pragma once

#include "app/poller.hpp"
#include "schedule/schedule.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace wireroom::app {

/// `wireroomd --once`: polls every feed exactly once, whatever its schedule says, and prints a line
/// for each to standard output. Polls of one host follow one another; hosts run side by side, at
/// most `concurrency`.
/// @return the number of feeds that failed.
boost::asio::awaitable<int> poll_once(
    boost::asio::any_io_executor loop,
    Poller& poller,
    std::vector<model::Feed> feeds,
    schedule::Limits limits
);

}  // namespace wireroom::app
