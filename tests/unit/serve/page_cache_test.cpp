#include "serve/page_cache.hpp"

#include "async/doorbell.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>

namespace wireroom::serve {
namespace {

/// What the log told when it was asked, a page that ends before its head.
class Pages {
public:
    std::string text = "before";
    bool held = false;  ///< a fetch has read, and waits for end() with what it has

    PagePtr get() {
        auto page = ask();
        return page.get();
    }
    /// Goes as far as it can without end().
    std::future<PagePtr> ask() {
        auto page = net::co_spawn(loop_, cache_.get(EventQuery()), net::use_future);
        run();
        return page;
    }
    /// Whoever is held goes on.
    void end() {
        held = false;
        end_.ring();
        run();
    }
    PageCache& cache() { return cache_; }

private:
    /// Everything that can be done now: a timer that nobody rings is no reason to wait.
    void run() {
        loop_.restart();
        loop_.poll();
    }
    net::awaitable<PagePtr> fetch(EventQuery /*query*/) {
        auto page = std::make_shared<RenderedPage>();
        page->text = text;
        page->last_seq = 1;
        page->head_seq = 2;
        if (held) {
            co_await end_.wait_beyond(0);
        }
        co_return page;
    }

    net::io_context loop_;
    async::Doorbell end_{loop_.get_executor()};
    PageCache cache_{[this](EventQuery query) { return fetch(std::move(query)); }};
};

TEST(PageCache, WhatEndsBeforeTheHeadStaysAsItWas) {
    Pages pages;
    pages.get();
    pages.text = "after";

    pages.cache().advanced();

    EXPECT_EQ(pages.get()->text, "before");
    EXPECT_EQ(pages.cache().fetches(), 1U);
}

TEST(PageCache, AfterAChangeOfWhatWasToldNothingOldIsGiven) {
    Pages pages;
    pages.get();
    pages.text = "after";

    pages.cache().clear();

    EXPECT_EQ(pages.get()->text, "after");
    EXPECT_EQ(pages.get()->text, "after");
    EXPECT_EQ(pages.cache().fetches(), 2U);
}

TEST(PageCache, WhatIsReadDuringSuchAChangeIsGivenToThoseWhoAskedBefore) {
    const std::string before(1024 * 1024 + 1, 'x');  // as much as is kept: it must not count
    Pages pages;
    pages.text = before;
    pages.held = true;
    auto asked = pages.ask();
    auto shared = pages.ask();
    pages.text = "after";

    pages.cache().clear();
    pages.end();

    EXPECT_TRUE(asked.get()->text == before);
    EXPECT_TRUE(shared.get()->text == before);
    EXPECT_EQ(pages.cache().fetches(), 1U);
    EXPECT_EQ(pages.get()->text, "after");
    EXPECT_EQ(pages.get()->text, "after");
    EXPECT_EQ(pages.cache().fetches(), 2U);
}

}  // namespace
}  // namespace wireroom::serve
