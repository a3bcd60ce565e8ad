#include "fetch/connect.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::fetch {
namespace {

using namespace std::chrono_literals;
using net::ip::tcp;

std::vector<net::ip::address> addresses(const std::vector<std::string>& texts) {
    std::vector<net::ip::address> out;
    for (const auto& text : texts) {
        out.push_back(net::ip::make_address(text));
    }
    return out;
}

TEST(Interleave, AlternatesFamiliesBeginningWithTheFirst) {
    EXPECT_EQ(
        interleave(addresses({"::1", "::2", "::3", "127.0.0.1", "127.0.0.2"})),
        addresses({"::1", "127.0.0.1", "::2", "127.0.0.2", "::3"})
    );
    EXPECT_EQ(
        interleave(addresses({"127.0.0.1", "::1", "127.0.0.2"})),
        addresses({"127.0.0.1", "::1", "127.0.0.2"})
    );
    EXPECT_EQ(interleave({}), addresses({}));
}

using Connected = std::optional<Result<tcp::socket, ConnectError>>;

net::awaitable<void> run(
    std::vector<std::string> hosts,
    std::uint16_t port,
    std::chrono::milliseconds limit,
    std::chrono::milliseconds delay,
    Connected* out
) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    auto result = co_await connect_any(addresses(hosts), port, deadline, delay);
    out->emplace(std::move(result));
}

/// A port of 127.0.0.2 at which nothing is ever accepted: its queue is full, so that further
/// attempts hang. The same port of 127.0.0.1 accepts.
class HappyEyeballs : public testing::Test {
protected:
    HappyEyeballs() {
        mute.listen(0);
        for (auto& socket : fillers) {
            socket.async_connect(mute.local_endpoint(), [](const boost::system::error_code&) {});
        }
        io.poll();
    }

    Connected connect(const std::vector<std::string>& hosts, std::chrono::milliseconds limit) {
        Connected result;
        net::co_spawn(
            io,
            run(hosts, live.local_endpoint().port(), limit, 10ms, &result),
            [](const std::exception_ptr&) {}
        );
        const auto end = std::chrono::steady_clock::now() + 10s;
        io.restart();
        while (!result && std::chrono::steady_clock::now() < end) {
            io.run_one_for(100ms);
        }
        return result;
    }

    net::io_context io;
    tcp::acceptor live{io, tcp::endpoint(net::ip::make_address("127.0.0.1"), 0)};
    tcp::acceptor mute = [this] {
        tcp::acceptor acceptor(io);
        acceptor.open(tcp::v4());
        acceptor.bind(
            tcp::endpoint(net::ip::make_address("127.0.0.2"), live.local_endpoint().port())
        );
        return acceptor;
    }();
    std::vector<tcp::socket> fillers = [this] {
        std::vector<tcp::socket> out;
        for (int i = 0; i < 4; ++i) {
            out.emplace_back(io);
        }
        return out;
    }();
};

TEST_F(HappyEyeballs, AMuteAddressDelaysTheNextOneOnlyShortly) {
    const auto result = connect({"127.0.0.2", "127.0.0.1"}, 8s);

    ASSERT_TRUE(result && *result);
    EXPECT_EQ((*result)->remote_endpoint().address().to_string(), "127.0.0.1");
}

TEST_F(HappyEyeballs, ARefusalIsFollowedByTheNextAddress) {
    const auto result = connect({"127.0.0.3", "127.0.0.1"}, 8s);

    ASSERT_TRUE(result && *result);
    EXPECT_EQ((*result)->remote_endpoint().address().to_string(), "127.0.0.1");
}

TEST_F(HappyEyeballs, TheDeadlineHoldsForAllTogether) {
    const auto result = connect({"127.0.0.2"}, 50ms);

    ASSERT_TRUE(result);
    ASSERT_FALSE(*result);
    EXPECT_EQ(result->error().kind, ConnectFault::kTimeout);
}

TEST_F(HappyEyeballs, WhenAllRefuseEachIsNamed) {
    const auto result = connect({"127.0.0.3", "127.0.0.4"}, 8s);

    ASSERT_TRUE(result);
    ASSERT_FALSE(*result);
    EXPECT_EQ(result->error().kind, ConnectFault::kRefused);
    EXPECT_NE(result->error().message.find("127.0.0.3:"), std::string::npos)
        << result->error().message;
    EXPECT_NE(result->error().message.find("127.0.0.4:"), std::string::npos)
        << result->error().message;
}

}  // namespace
}  // namespace wireroom::fetch
