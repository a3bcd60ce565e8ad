#include "serve/page_cache.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <ranges>

namespace wireroom::serve {
namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;
constexpr std::size_t kMaxEntries = 64;

}  // namespace

net::awaitable<PagePtr> PageCache::get(EventQuery query) {
    auto entry = find(query);
    if (entry) {
        while (!entry->done) {
            co_await entry->finished.async_wait(net::as_tuple(net::use_awaitable));
        }
    } else {
        const auto executor = co_await net::this_coro::executor;
        entry = std::make_shared<Entry>(executor, query, generation_);
        entries_.push_back(entry);
        ++fetches_;
        try {
            entry->page = co_await fetch_(std::move(query));
        } catch (...) {
            entry->failure = std::current_exception();
        }
        finish(entry);
    }
    if (entry->failure) {
        std::rethrow_exception(entry->failure);
    }
    co_return entry->page;
}

void PageCache::clear() {
    // Those on their way may hold what is gone; who waits for them asked before it went.
    entries_.clear();
    bytes_ = 0;
    ++generation_;
}

std::shared_ptr<PageCache::Entry> PageCache::find(const EventQuery& query) const {
    for (const auto& entry : entries_ | std::views::reverse) {
        const bool fresh = entry->generation == generation_;
        // What ends before the log did can only be what it was; what reached its head has become
        // longer since.
        const bool is_full = entry->done && !entry->page->at_head();
        if ((fresh || is_full) && entry->query == query) {
            return entry;
        }
    }
    return nullptr;
}

void PageCache::finish(const std::shared_ptr<Entry>& entry) {
    entry->done = true;
    entry->finished.cancel();
    if (entry->failure) {
        std::erase(entries_, entry);
        return;
    }
    if (std::ranges::find(entries_, entry) == entries_.end()) {
        return;  // cleared meanwhile
    }
    bytes_ += entry->page->text.size();
    trim();
}

/// Oldest first; one that is on its way stays, others may be waiting for it.
void PageCache::trim() {
    while (bytes_ > kMaxBytes || entries_.size() > kMaxEntries) {
        const auto oldest =
            std::ranges::find_if(entries_, [](const auto& entry) { return entry->done; });
        if (oldest == entries_.end()) {
            return;
        }
        bytes_ -= (*oldest)->page->text.size();
        entries_.erase(oldest);
    }
}

}  // namespace wireroom::serve
