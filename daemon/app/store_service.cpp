#include "app/store_service.hpp"

#include "async/run_on.hpp"

namespace wireroom::app {

namespace net = boost::asio;

StoreService::StoreService(const std::string& path)
    : path_(path), store_(std::make_unique<store::Store>(path)) {}

StoreService::~StoreService() {
    thread_.join();
    store_.reset();
}

net::awaitable<std::vector<model::Feed>> StoreService::configure(
    model::Subscriptions wanted, Timestamp now
) {
    co_return co_await async::run_on(
        thread_.get_executor(),
        [this, wanted = std::move(wanted), now] { return store_->configure(wanted, now); }
    );
}

net::awaitable<bool> StoreService::match_backlog(int limit) {
    co_return co_await async::run_on(thread_.get_executor(), [this, limit] {
        return store_->match_backlog(limit);
    });
}

net::awaitable<void> StoreService::ping() {
    co_await async::run_on(thread_.get_executor(), [this] { store_->ping(); });
}

net::awaitable<std::int64_t> StoreService::head_seq() {
    co_return co_await async::run_on(thread_.get_executor(), [this] { return store_->head_seq(); });
}

net::awaitable<std::vector<std::uint64_t>> StoreService::known_raw_hashes(model::FeedId feed) {
    co_return co_await async::run_on(thread_.get_executor(), [this, feed] {
        return store_->known_raw_hashes(feed);
    });
}

net::awaitable<store::PollReport> StoreService::commit(store::PollCommit poll) {
    co_return co_await async::run_on(
        thread_.get_executor(),
        [this, poll = std::move(poll)]() mutable { return store_->commit(std::move(poll)); }
    );
}

net::awaitable<model::VerdictResult> StoreService::pass(
    model::VerdictRequest verdict, Timestamp now
) {
    co_return co_await async::run_on(
        thread_.get_executor(),
        [this, verdict = std::move(verdict), now] { return store_->pass(verdict, now); }
    );
}

net::awaitable<void> StoreService::save_schedules(
    std::vector<std::pair<model::FeedId, model::ScheduleState>> schedules
) {
    co_await async::run_on(thread_.get_executor(), [this, schedules = std::move(schedules)] {
        store_->save_schedules(schedules);
    });
}

}  // namespace wireroom::app
