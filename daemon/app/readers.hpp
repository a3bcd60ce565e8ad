#pragma once

#include "app/store_archive.hpp"
#include "serve/page.hpp"
#include "serve/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <string>

namespace wireroom::app {

/// Answers the API's questions on reader threads, each with a read-only connection of its own, so
/// that a page never waits behind a commit. Called on the loop.
class Readers {
public:
    /// @param status asked on the loop for each request.
    Readers(std::string store_path, std::function<serve::DaemonStatus()> status);
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    serve::Backend backend();

private:
    StoreArchive& archive() const;

    std::string store_path_;
    std::function<serve::DaemonStatus()> status_;
    boost::asio::thread_pool threads_{2};
};

}  // namespace wireroom::app
