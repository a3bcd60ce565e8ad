#include "app/readers.hpp"

#include "async/run_on.hpp"

#include <memory>
#include <utility>

namespace wireroom::app {

namespace net = boost::asio;

namespace {

/// @param readers, status taken by value where they live on; the pool outlives every task on it.
net::awaitable<serve::Answer> answer_on(
    net::any_io_executor threads,
    std::function<serve::Archive&()> archive,
    serve::DaemonStatus status,
    serve::Request request
) {
    co_return co_await async::run_on(
        threads,
        [archive = std::move(archive), status = std::move(status), request = std::move(request)] {
            return serve::answer(request, archive(), status);
        }
    );
}

net::awaitable<serve::PagePtr> page_on(
    net::any_io_executor threads, std::function<serve::Archive&()> archive, serve::EventQuery query
) {
    co_return co_await async::run_on(
        threads,
        [archive = std::move(archive), query = std::move(query)] {
            return serve::PagePtr(
                std::make_shared<serve::RenderedPage>(serve::render_page(archive(), query))
            );
        }
    );
}

}  // namespace

Readers::Readers(std::string store_path, std::function<serve::DaemonStatus()> status)
    : store_path_(std::move(store_path)), status_(std::move(status)) {}

Readers::~Readers() {
    threads_.join();
}

StoreArchive& Readers::archive() const {
    // One connection a thread, opened at its first question; a process has one store.
    thread_local std::unique_ptr<StoreArchive> connection;
    if (!connection) {
        connection = std::make_unique<StoreArchive>(store_path_);
    }
    return *connection;
}

serve::Backend Readers::backend() {
    const std::function<serve::Archive&()> archive = [this]() -> serve::Archive& {
        return this->archive();
    };
    return {
        .answer =
            [this, archive](serve::Request request) {
                return answer_on(threads_.get_executor(), archive, status_(), std::move(request));
            },
        .page = [this, archive](serve::EventQuery query
                ) { return page_on(threads_.get_executor(), archive, std::move(query)); },
    };
}

}  // namespace wireroom::app
