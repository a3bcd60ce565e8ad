#include "fetch/address_slots.hpp"

#include "async/task_group.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::fetch {
namespace {

const auto kAddress = net::ip::make_address("192.0.2.1");
const auto kOther = net::ip::make_address("192.0.2.2");

/// Takes a slot, says so, and keeps it until `open` is cancelled.
net::awaitable<void> hold(
    AddressSlots& slots,
    net::ip::address address,
    std::string name,
    std::vector<std::string>& said,
    net::steady_timer& open
) {
    const auto slot = co_await slots.take(address);
    said.push_back(name);
    boost::system::error_code opened;
    co_await open.async_wait(net::redirect_error(net::use_awaitable, opened));
}

struct AddressSlotsTest : testing::Test {
    net::io_context io;
    AddressSlots slots{2};
    std::vector<std::string> said;
    net::steady_timer first{io, net::steady_timer::time_point::max()};
    net::steady_timer rest{io, net::steady_timer::time_point::max()};
    async::TaskGroup early{io.get_executor()};
    async::TaskGroup late{io.get_executor()};

    void start(
        async::TaskGroup& group,
        const std::string& name,
        net::ip::address address,
        net::steady_timer& until
    ) {
        group.spawn(name, hold(slots, address, name, said, until));
        io.poll();
    }
    void TearDown() override {
        net::post(io, [this] {
            early.stop();
            late.stop();
        });
        io.restart();
        io.poll();
    }
};

TEST_F(AddressSlotsTest, OthersWaitInLineAndTakeOverInOrder) {
    start(early, "a", kAddress, first);
    start(early, "b", kAddress, rest);
    start(early, "c", kAddress, rest);
    start(early, "d", kAddress, rest);
    EXPECT_EQ(said, (std::vector<std::string>{"a", "b"}));

    first.cancel();
    io.restart();
    io.poll();
    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "c"}));

    rest.cancel();
    io.restart();
    io.poll();
    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST_F(AddressSlotsTest, AnotherAddressDoesNotWait) {
    start(early, "a", kAddress, first);
    start(early, "b", kAddress, first);
    start(early, "other", kOther, first);

    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "other"}));
}

TEST_F(AddressSlotsTest, WhoeverLeavesTheLineHoldsNobodyUp) {
    start(early, "a", kAddress, first);
    start(early, "b", kAddress, rest);
    start(late, "leaves", kAddress, rest);
    start(early, "stays", kAddress, rest);

    net::post(io, [this] { late.stop(); });
    io.restart();
    io.poll();
    first.cancel();
    io.restart();
    io.poll();

    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "stays"}));
}

TEST_F(AddressSlotsTest, ASlotGrantedToSomeoneWhoIsStoppedIsPassedOn) {
    start(early, "a", kAddress, first);
    start(early, "b", kAddress, rest);
    start(late, "stopped", kAddress, rest);
    start(early, "next", kAddress, rest);

    net::post(io, [this] {
        first.cancel();
        late.stop();
    });
    io.restart();
    io.poll();

    EXPECT_EQ(said.back(), "next");
}

TEST_F(AddressSlotsTest, AHigherLimitLetsInThoseWhoWait) {
    for (const char* name : {"a", "b", "c", "d", "e"}) {
        start(early, name, kAddress, rest);
    }

    slots.set_limit(4);
    io.restart();
    io.poll();

    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST_F(AddressSlotsTest, ALowerLimitHoldsOnceTheTakenSlotsHaveRunOut) {
    start(early, "a", kAddress, first);
    start(early, "b", kAddress, rest);
    start(early, "c", kAddress, rest);

    slots.set_limit(1);
    first.cancel();
    io.restart();
    io.poll();
    EXPECT_EQ(said, (std::vector<std::string>{"a", "b"})) << "b still has the only slot";

    rest.cancel();
    io.restart();
    io.poll();
    EXPECT_EQ(said, (std::vector<std::string>{"a", "b", "c"}));
}

}  // namespace
}  // namespace wireroom::fetch
