// Requests that carry something, and answers that carry nothing.
#include "async/doorbell.hpp"
#include "server_fixture.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <mutex>

namespace wireroom::serve {
namespace {

using test::RawClient;

/// Tells what it was asked, in its own words.
net::awaitable<Reply> repeat(Command command) {
    if (const auto* refresh = std::get_if<RefreshCommand>(&command)) {
        co_return Reply{
            .status = refresh->wait.count() > 0 ? 200 : 202,
            .headers = {},
            .body = refresh->feeds.empty() ? "all" : refresh->feeds.front()};
    }
    if (const auto* verdict = std::get_if<model::VerdictRequest>(&command)) {
        co_return Reply{.headers = {}, .body = verdict->story + ">" + verdict->into};
    }
    const bool force = std::get<ReloadCommand>(command).force;
    co_return Reply{.headers = {}, .body = force ? "forced" : "reloaded"};
}

net::awaitable<Reply> fail(Command /*command*/) {
    throw std::runtime_error("the disk is gone");
    co_return Reply{};
}

/// Says that it has begun, and never ends by itself.
net::awaitable<Reply> hold(async::Doorbell* never, std::promise<void>* begun) {
    begun->set_value();
    co_await never->wait_beyond(0);
    co_return Reply{};
}

/// Says when `count` have begun, and ends with them all.
net::awaitable<Reply> hold_many(async::Doorbell* end, std::promise<void>* begun, int* count) {
    if (--*count == 0) {
        begun->set_value();
    }
    co_await end->wait_beyond(0);
    co_return Reply{};
}

/// `json` with blanks behind it.
std::string padded(std::string json, std::size_t size) {
    json.resize(size, ' ');
    return json;
}

std::string post(const std::string& target, const std::string& body = {}) {
    return "POST " + target + " HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

class CommandServer : public ServerTest {
protected:
    CommandServer() {
        options_.endpoints.push_back({.path = path_, .is_operator = true});
        model::Feed feed;
        feed.spec.name = "ki";
        archive_.all_feeds = {feed};
        command_ = repeat;
    }
};

TEST_F(CommandServer, CarriesOutWhatOperatorsAsk) {
    start();
    auto client = this->client();

    client.send(
        post("/v1/feeds/ki/refresh") + post("/v1/feeds/refresh?wait=1", "ignored") +
        post("/v1/reload") + post("/v1/reload", R"({"force":true})") +
        post("/v1/stories/abc/merge", R"({"into":"def"})") +
        "DELETE /v1/stories/abc HTTP/1.1\r\n\r\n"
        "GET /healthz HTTP/1.1\r\n\r\n"
    );

    const auto one = client.read_answer();
    EXPECT_EQ(one.status(), 202);
    EXPECT_EQ(one.body, "ki");
    const auto all = client.read_answer();
    EXPECT_EQ(all.status(), 200);
    EXPECT_EQ(all.body, "all");
    EXPECT_EQ(client.read_answer().body, "reloaded");
    EXPECT_EQ(client.read_answer().body, "forced");
    EXPECT_EQ(client.read_answer().body, "abc>def");
    EXPECT_EQ(client.read_answer().body, "abc>");
    EXPECT_EQ(client.read_answer().body, R"({"status":"ok"})");
}

TEST_F(CommandServer, LeavesTheBodyOfARequestToItsRoute) {
    start();
    auto client = this->client();

    client.send(
        "POST /v1/monitors/test HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
        "8\r\n{\"query\"\r\n5\r\n:\"x\"}\r\n0\r\n\r\n"
        "GET /healthz HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello" +
        post("/v1/monitors/test", "no JSON") + post("/v1/monitors/test", R"({"query":"y"})")
    );

    EXPECT_EQ(client.read_answer().status(), 200);
    EXPECT_EQ(client.read_answer().status(), 200);
    EXPECT_EQ(client.read_answer().status(), 400);
    EXPECT_EQ(boost::json::parse(client.read_answer().body).at("query"), "y");
    ASSERT_EQ(archive_.asked_tests.size(), 2U);
    EXPECT_EQ(archive_.asked_tests[0].query, "x");
}

TEST_F(CommandServer, RefusesCommandsOnTheReadersSocket) {
    options_.endpoints[0].is_operator = false;
    start();
    auto client = this->client();

    client.send(post("/v1/reload") + "GET /healthz HTTP/1.1\r\n\r\n");

    EXPECT_EQ(client.read_answer().status(), 403);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(CommandServer, SaysThatACommandFailed) {
    command_ = fail;
    start();
    auto client = this->client();

    client.send(post("/v1/reload") + "GET /healthz HTTP/1.1\r\n\r\n");

    const auto failed = client.read_answer();
    EXPECT_EQ(failed.status(), 503);
    EXPECT_EQ(boost::json::parse(failed.body).at("detail"), "the disk is gone");
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(CommandServer, SaysThatNobodyTakesCommands) {
    command_ = nullptr;
    start();
    auto client = this->client();

    client.send(post("/v1/reload"));

    EXPECT_EQ(client.read_answer().status(), 503);
}

TEST_F(CommandServer, StopsWhileACommandIsUnderWay) {
    async::Doorbell never(loop_.get_executor());
    std::promise<void> begun;
    command_ = [&](Command /*command*/) { return hold(&never, &begun); };
    options_.grace = std::chrono::milliseconds(1);
    start();
    auto client = this->client();
    client.send(post("/v1/feeds/refresh?wait=300"));
    begun.get_future().get();

    stop();

    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(CommandServer, RefusesMoreCommandsThanItCanHold) {
    constexpr int kMost = 64;
    async::Doorbell end(loop_.get_executor());
    std::promise<void> begun;
    int left = kMost;
    command_ = [&](Command /*command*/) { return hold_many(&end, &begun, &left); };
    start();
    std::vector<RawClient> waiting;
    for (int i = 0; i < kMost; ++i) {
        waiting.push_back(client());
        waiting.back().send(post("/v1/reload"));
    }
    begun.get_future().get();

    auto other = client();
    other.send(post("/v1/reload") + "GET /healthz HTTP/1.1\r\n\r\n");
    const auto refused = other.read_answer();

    EXPECT_EQ(refused.status(), 429);
    EXPECT_NE(refused.head.find("\r\nRetry-After: 2\r\n"), std::string::npos) << refused.head;
    EXPECT_EQ(
        boost::json::parse(refused.body).at("detail"),
        "too many commands are being carried out; try again in a moment"
    );
    EXPECT_EQ(other.read_answer().status(), 200) << "its connection stays";
    net::post(loop_, [&] { end.ring(); });
    for (auto& one : waiting) {
        EXPECT_EQ(one.read_answer().status(), 200);
    }
    other.send(post("/v1/reload"));
    EXPECT_EQ(other.read_answer().status(), 200) << "there is room again";
    stop();
}

TEST_F(CommandServer, RefusesMoreTestsThanItCanHold) {
    constexpr std::size_t kMost = 16;
    std::promise<void> done;
    auto end = done.get_future().share();
    archive_.during_test = [&] { end.wait(); };
    start();
    std::vector<RawClient> testing;
    for (std::size_t i = 0; i <= kMost; ++i) {
        testing.push_back(client());
        testing.back().send(post("/v1/monitors/test", R"({"query":"x"})"));
    }

    // One hears at once, whichever came last; nobody else before the first test has ended.
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    auto refused = testing.end();
    while (refused == testing.end() && std::chrono::steady_clock::now() < until) {
        refused = std::ranges::find_if(testing, [](const auto& one) {
            return one.hears_within(std::chrono::milliseconds(1));
        });
    }
    done.set_value();

    ASSERT_NE(refused, testing.end());
    const auto answer = refused->read_answer();
    EXPECT_EQ(answer.status(), 429);
    EXPECT_NE(answer.head.find("\r\nRetry-After: 2\r\n"), std::string::npos) << answer.head;
    for (auto one = testing.begin(); one != testing.end(); ++one) {
        if (one != refused) {
            EXPECT_EQ(one->read_answer().status(), 200);
        }
    }
    EXPECT_EQ(archive_.asked_tests.size(), kMost);
}

TEST_F(CommandServer, TakesLongerBodiesFromOperators) {
    constexpr std::size_t kMost = 1024 * 1024;
    start();
    auto client = this->client();

    client.send(post("/v1/reload", padded(R"({"force":true})", kMost)));
    EXPECT_EQ(client.read_answer().body, "forced");
    client.send("POST /v1/reload HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n");
    const auto refused = client.read_answer();

    EXPECT_EQ(refused.status(), 413);
    EXPECT_EQ(
        boost::json::parse(refused.body).at("detail"),
        "the body of a request has at most 1048576 bytes"
    );
}

TEST_F(CommandServer, TakesShorterBodiesFromReaders) {
    constexpr std::size_t kMost = 64 * 1024;
    options_.endpoints[0].is_operator = false;
    start();
    auto client = this->client();

    client.send(post("/v1/monitors/test", padded(R"({"query":"x"})", kMost)));
    EXPECT_EQ(client.read_answer().status(), 200);
    client.send("POST /v1/monitors/test HTTP/1.1\r\nContent-Length: 65537\r\n\r\n");

    EXPECT_EQ(client.read_answer().status(), 413);
}

TEST_F(CommandServer, KeepsAReaderFreeWhileQueriesAreTested) {
    std::promise<void> done;
    auto end = done.get_future().share();
    std::promise<void> begun;
    std::once_flag once;
    archive_.during_test = [&] {
        std::call_once(once, [&] { begun.set_value(); });
        end.wait();
    };
    start();
    std::vector<RawClient> testing;
    for (int i = 0; i < 5; ++i) {
        testing.push_back(client());
        testing.back().send(post("/v1/monitors/test", R"({"query":"x"})"));
    }
    begun.get_future().get();

    auto other = client();
    other.send("GET /v1/status HTTP/1.1\r\n\r\n");
    const bool answered = other.hears_within(std::chrono::seconds(10));
    done.set_value();

    EXPECT_TRUE(answered);
    for (auto& one : testing) {
        EXPECT_EQ(one.read_answer().status(), 200);
    }
    EXPECT_EQ(archive_.asked_tests.size(), 5U);
}

TEST_F(CommandServer, SendsNothingWithA304) {
    start();
    auto client = this->client();

    client.send("GET /feeds/all.atom HTTP/1.1\r\n\r\n");
    const auto first = client.read_answer();
    const auto begin = first.head.find("ETag: ") + 6;
    const auto etag = first.head.substr(begin, first.head.find("\r\n", begin) - begin);
    client.send(
        "GET /feeds/all.atom HTTP/1.1\r\nIf-None-Match: \"x\"\r\nIf-None-Match: " + etag +
        "\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n" +
        "GET /healthz HTTP/1.1\r\n\r\n"
    );
    const auto unchanged = client.read_through("\r\n\r\n");

    EXPECT_TRUE(first.body.starts_with("<?xml")) << first.body;
    EXPECT_TRUE(unchanged.starts_with("HTTP/1.1 304 Not Modified\r\n")) << unchanged;
    EXPECT_NE(unchanged.find("ETag: " + etag), std::string::npos);
    EXPECT_EQ(unchanged.find("Content-Length"), std::string::npos);
    EXPECT_EQ(unchanged.find("Content-Type"), std::string::npos);
    EXPECT_EQ(client.read_answer().body, R"({"status":"ok"})");
}

}  // namespace
}  // namespace wireroom::serve
