#include "serve/hub.hpp"

namespace wireroom::serve {
namespace {

/// Who foreign users are under systemd's PrivateUsers=yes: everybody at once, so no limit by user.
constexpr uid_t kNobody = 65534;

/// By Load. Answers are a fraction of what the service may use; one waits for its slowest reader.
constexpr std::array<std::size_t, 3> kMostLoads = {std::size_t{64} << 20U, 64, 16};

}  // namespace

Hub::Share::Share(std::shared_ptr<Hub> hub, Load load, std::size_t amount)
    : hub_(std::move(hub)), load_(load), amount_(amount) {
    hub_->loads_[static_cast<std::size_t>(load_)] += amount_;
}

Hub::Share::~Share() {
    hub_->loads_[static_cast<std::size_t>(load_)] -= amount_;
}

std::unique_ptr<Hub::Share> Hub::take_share(Load load, std::size_t amount) {
    const auto at = static_cast<std::size_t>(load);
    if (loads_[at] != 0 && loads_[at] + amount > kMostLoads[at]) {
        return nullptr;
    }
    return std::make_unique<Share>(shared_from_this(), load, amount);
}

Hub::Seat::Seat(std::shared_ptr<Hub> hub, ConnectionPtr connection)
    : hub_(std::move(hub)), connection_(std::move(connection)) {
    hub_->streams_.insert(connection_);
    ++hub_->streams_of_[connection_->uid()];
}

Hub::Seat::~Seat() {
    hub_->streams_.erase(connection_);
    const auto count = hub_->streams_of_.find(connection_->uid());
    if (--count->second == 0) {
        hub_->streams_of_.erase(count);
    }
}

std::unique_ptr<Hub::Seat> Hub::take_seat(const ConnectionPtr& connection) {
    const auto mine = streams_of_.find(connection->uid());
    const int taken = mine == streams_of_.end() ? 0 : mine->second;
    const bool too_many = streams() >= options_.streams;
    const bool too_many_mine = connection->uid() != kNobody && taken >= options_.streams_per_uid;
    if (too_many || too_many_mine) {
        return nullptr;
    }
    return std::make_unique<Seat>(shared_from_this(), connection);
}

Hub::Turn::Turn(std::shared_ptr<Hub> hub) : hub_(std::move(hub)) {
    hub_->turn_taken_ = true;
}

Hub::Turn::~Turn() {
    hub_->turn_taken_ = false;
    hub_->turn_ended_.ring();
}

net::awaitable<std::unique_ptr<Hub::Turn>> Hub::take_turn(std::shared_ptr<Hub> hub) {
    while (hub->turn_taken_) {
        co_await hub->turn_ended_.wait();
    }
    co_return std::make_unique<Turn>(std::move(hub));
}

void Hub::advanced() {
    pages_.advanced();
    for (const auto& connection : streams_) {
        connection->wake();
    }
}

void Hub::rewritten() {
    pages_.clear();
    advanced();
}

void Hub::stop() {
    stopping_ = true;
    for (const auto& connection : connections_) {
        connection->wake();
        connection->close_if_idle();
    }
}

void Hub::close_all() {
    for (const auto& connection : connections_) {
        connection->close();
    }
}

}  // namespace wireroom::serve
