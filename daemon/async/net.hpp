#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace wireroom {

/// The project's name for Boost.Asio.
namespace net = boost::asio;

}  // namespace wireroom
