#pragma once

#include "async/run_on.hpp"
#include "serve/server.hpp"
#include "support/memory_archive.hpp"
#include "support/raw_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <future>
#include <thread>

namespace wireroom::serve {

/// Asks the archive on the reader's thread; a function of its own, so that nothing is captured.
inline net::awaitable<Answer> answer_from(
    net::any_io_executor reader, test::MemoryArchive* archive, Request request, int streams
) {
    co_return co_await async::run_on(reader, [=] {
        return answer(request, *archive, {.running = true, .streams = streams});
    });
}

inline net::awaitable<PagePtr> page_from(
    net::any_io_executor reader, test::MemoryArchive* archive, EventQuery query
) {
    co_return co_await async::run_on(reader, [=] {
        return PagePtr(std::make_shared<RenderedPage>(render_page(*archive, query)));
    });
}

/// A server on a socket in a folder of its own, with its loop in a thread, over an archive in
/// memory.
class ServerTest : public testing::Test {
protected:
    ServerTest() {
        std::string name = "/tmp/wireroom-serve-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        path_ = folder_ / "w.sock";
    }

    ~ServerTest() override {
        stop();
        readers_.join();
        std::filesystem::remove_all(folder_);
    }

    void start() {
        if (options_.endpoints.empty()) {
            options_.endpoints.push_back({.path = path_});
        }
        const auto reader = readers_.get_executor();
        Backend backend{
            .answer =
                [this, reader](Request request) {
                    return answer_from(reader, &archive_, std::move(request), server_->streams());
                },
            .page = [this, reader](EventQuery query
                    ) { return page_from(reader, &archive_, std::move(query)); },
            .command = command_};
        server_ = std::make_unique<Server>(loop_.get_executor(), options_, std::move(backend));
        ended_ = net::co_spawn(loop_, server_->run(), net::use_future);
        thread_ = std::thread([this] { loop_.run(); });
    }

    /// Ends the server as SIGTERM does and waits for it.
    void stop() {
        if (!thread_.joinable()) {
            return;
        }
        net::post(loop_, [this] { server_->stop(); });
        ended_.get();
        thread_.join();
        server_.reset();
    }

    test::RawClient client() const { return test::RawClient(path_); }

    /// Adds an event and tells the server, as the store does after a commit.
    std::int64_t publish(const std::string& type = "story.new", const std::string& text = "x") {
        model::Event event;
        event.type = type;
        event.feed = "ki";
        event.story = model::Story{};
        event.story->content_text = text;
        const auto seq = archive_.add(std::move(event));
        if (server_) {
            net::post(loop_, [this, seq] { server_->advanced(seq); });
        }
        return seq;
    }

    int streams() {
        return net::post(loop_, net::use_future([this] { return server_->streams(); })).get();
    }

    /// Asks the loop until it says so; each question is a turn of the loop.
    bool comes_to(int wanted_streams) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (streams() != wanted_streams) {
            if (std::chrono::steady_clock::now() > until) {
                return false;
            }
            std::this_thread::yield();
        }
        return true;
    }

    std::filesystem::path folder_;
    std::string path_;
    ServerOptions options_;
    test::MemoryArchive archive_;
    std::function<net::awaitable<Reply>(Command)> command_;
    net::io_context loop_;
    net::thread_pool readers_{2};  ///< as the daemon has
    std::unique_ptr<Server> server_;
    std::future<void> ended_;
    std::thread thread_;
};

}  // namespace wireroom::serve
