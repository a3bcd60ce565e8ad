#include "serve/page_cache.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace wireroom::serve {
namespace {

/// What the log told when it was asked, a page that ends before its head.
class Pages {
public:
    std::string text = "before";

    PagePtr get() {
        auto page = net::co_spawn(loop_, cache_.get(EventQuery()), net::use_future);
        loop_.restart();
        loop_.run();
        return page.get();
    }
    PageCache& cache() { return cache_; }

private:
    net::awaitable<PagePtr> fetch(EventQuery /*query*/) {
        auto page = std::make_shared<RenderedPage>();
        page->text = text;
        page->last_seq = 1;
        page->head_seq = 2;
        co_return page;
    }

    net::io_context loop_;
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

}  // namespace
}  // namespace wireroom::serve
