// Requests as clients and attackers write them, over a real socket.
#include "server_fixture.hpp"

#include <boost/json.hpp>

namespace wireroom::serve {
namespace {

using test::RawClient;

class HttpServer : public ServerTest {};

const std::string kStatus = "GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(HttpServer, AnswersAndKeepsTheConnection) {
    start();
    auto client = this->client();

    for (int i = 0; i < 3; ++i) {
        client.send(kStatus);
        const auto answer = client.read_answer();
        EXPECT_EQ(answer.status(), 200);
        EXPECT_NE(answer.head.find("Content-Type: application/json\r\n"), std::string::npos);
        EXPECT_EQ(boost::json::parse(answer.body).at("running"), true);
    }
}

TEST_F(HttpServer, AnswersPipelinedRequestsInTheirOrder) {
    start();
    auto client = this->client();

    client.send(
        "GET /v1/a HTTP/1.1\r\n\r\nGET /v1/status HTTP/1.1\r\n\r\n"
        "POST /v1/feeds HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
        "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"
    );

    EXPECT_EQ(client.read_answer().status(), 404);
    EXPECT_EQ(client.read_answer().status(), 200);
    EXPECT_EQ(client.read_answer().status(), 405);
    const auto last = client.read_answer();
    EXPECT_EQ(last.body, R"({"status":"ok"})");
    EXPECT_NE(last.head.find("Connection: close\r\n"), std::string::npos);
    EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(HttpServer, ReadsARequestThatComesByteByByte) {
    start();
    auto client = this->client();

    for (const char byte : kStatus) {
        ASSERT_TRUE(client.send({&byte, 1}));
    }

    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, LeavesTheBodyOutOfAnswersToHead) {
    start();
    auto client = this->client();

    client.send("HEAD /healthz HTTP/1.1\r\n\r\n");
    const auto head = client.read_through("\r\n\r\n");
    client.send("HEAD /v1/events?follow=1 HTTP/1.1\r\n\r\n" + kStatus);

    EXPECT_NE(head.find("Content-Length: 15\r\n"), std::string::npos);
    EXPECT_NE(client.read_through("\r\n\r\n").find("application/x-ndjson"), std::string::npos);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, ReadsChunkedBodiesAndAsksForThem) {
    start();
    auto client = this->client();

    client.send(
        "POST /v1/feeds HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
    );
    EXPECT_EQ(client.read_through("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("5;ext=1\r\nhello\r\n0\r\nTrailer: x\r\n\r\n" + kStatus);

    EXPECT_EQ(client.read_answer().status(), 405);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, ClosesAfterAnHttp10Answer) {
    start();
    auto client = this->client();

    client.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    const auto all = client.read_to_end();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(all.ends_with("\r\n\r\n{\"status\":\"ok\"}"));
}

TEST_F(HttpServer, RefusesMalformedRequestsAndGoesOn) {
    start();
    struct Case {
        const char* what;
        std::string bytes;
        int status;
    };
    const std::string post = "POST /v1/feeds HTTP/1.1\r\n";
    const Case cases[] = {
        {"garbage", "\x16\x03\x01 not http at all\r\n\r\n", 400},
        {"no version", "GET /v1/status\r\n\r\n", 400},
        {"next version", "GET / HTTP/2.0\r\n\r\n", 505},
        {"blank in a field name", "GET / HTTP/1.1\r\nA b: c\r\n\r\n", 400},
        {"NUL in a field", std::string("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 25), 400},
        {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n\r\n\r\n", 505},
        {"length is no number", post + "Content-Length: five\r\n\r\nhello", 400},
        {"negative length", post + "Content-Length: -1\r\n\r\n", 400},
        {"two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400},
        {"length and chunks",
         post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", 400},
        {"chunk too short",
         post + "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
         400},
        {"huge chunk", post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", 400},
        {"body too long", post + "Content-Length: 1048577\r\n\r\n", 413},
        {"body far too long", post + "Content-Length: 18446744073709551615\r\n\r\n", 413},
        {"line too long", "GET /" + std::string(8200, 'a') + " HTTP/1.1\r\n\r\n", 414},
        {"one field too long",
         "GET / HTTP/1.1\r\nA: " + std::string(70'000, 'a') + "\r\n\r\n",
         431},
        {"endless line", "GET /" + std::string(80'000, 'a'), 431},
        {"broken escape", "GET /%zz HTTP/1.1\r\n\r\n", 400},
        {"no path", "GET * HTTP/1.1\r\n\r\n", 400},
        {"absolute form", "GET http://x/v1/status HTTP/1.1\r\n\r\n", 400},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.what);
        auto client = this->client();
        client.send(one.bytes);
        const auto answer = client.read_answer();
        EXPECT_EQ(answer.status(), one.status) << answer.body;
        EXPECT_NE(answer.head.find("application/problem+json"), std::string::npos);
        EXPECT_EQ(client.read_to_end(), "");
    }

    auto client = this->client();
    client.send(kStatus);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, TakesABodyAndALineOfTheLargestSize) {
    start();
    auto client = this->client();
    const std::string target = "/" + std::string(8192 - 4 - 1 - 9, 'a');

    client.send("GET " + target + " HTTP/1.1\r\n\r\n");
    EXPECT_EQ(client.read_answer().status(), 404);
    client.send(
        "POST /v1/feeds HTTP/1.1\r\nContent-Length: 65536\r\n\r\n" + std::string(65536, 'b')
    );
    EXPECT_EQ(client.read_answer().status(), 405);
    client.send("POST /v1/feeds HTTP/1.1\r\nContent-Length: 65537\r\n\r\n");
    EXPECT_EQ(client.read_answer().status(), 413);
}

TEST_F(HttpServer, HoldsLargeAnswersOnlyUpToALimit) {
    model::Story large;
    large.id = "aaa";
    large.content_html.assign(1'000'000, 'x');
    archive_.all_stories.assign(8, large);
    start();
    const std::string ask = "GET /v1/stories HTTP/1.1\r\n\r\n";  // 4 MiB and a bit

    std::vector<test::RawClient> idle;
    for (int i = 0; i < 24; ++i) {
        idle.push_back(this->client());
        idle.back().send(ask);
    }
    auto late = this->client();
    late.send(ask);
    const auto refused = late.read_answer();
    idle.clear();
    int status = 0;
    for (int tries = 0; tries < 1000 && status != 200; ++tries) {  // they are noticed one by one
        late.send(ask);
        status = late.read_answer().status();
    }

    EXPECT_EQ(refused.status(), 503);
    EXPECT_NE(refused.head.find("\r\nRetry-After: 2\r\n"), std::string::npos) << refused.head;
    EXPECT_EQ(status, 200);
}

TEST_F(HttpServer, SurvivesClientsThatLeaveAnywhere) {
    start();
    const std::string request =
        "POST /v1/feeds HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    for (std::size_t length = 0; length <= request.size(); ++length) {
        this->client().send(std::string_view(request).substr(0, length));
    }

    auto client = this->client();
    client.send(kStatus);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, SurvivesRandomBytes) {
    start();
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::string bytes = round % 2 == 0 ? "GET /v1/status HTTP/1.1\r\n" : "";
        for (int i = 0; i < 200; ++i) {
            state = state * 1664525 + 1013904223;
            bytes += static_cast<char>(state >> 24U);
        }
        auto client = this->client();
        client.send(bytes + "\r\n\r\n");
        client.shut_down_sending();
        client.read_to_end();
    }

    auto client = this->client();
    client.send(kStatus);
    EXPECT_EQ(client.read_answer().status(), 200);
}

TEST_F(HttpServer, ClosesConnectionsThatSendNothingOrTooSlowly) {
    options_.idle = std::chrono::milliseconds(50);
    start();
    auto silent = client();
    auto slow = client();
    slow.send("GET /v1/sta");

    EXPECT_EQ(silent.read_to_end(), "");
    EXPECT_EQ(slow.read_to_end(), "");
}

TEST_F(HttpServer, SaysWhatIsWrongWithTheStore) {
    archive_.failure = "the disk is gone";
    start();
    auto client = this->client();

    client.send(kStatus + "GET /healthz HTTP/1.1\r\n\r\n");

    const auto answer = client.read_answer();
    EXPECT_EQ(answer.status(), 503);
    EXPECT_EQ(boost::json::parse(answer.body).at("detail"), "the disk is gone");
    EXPECT_EQ(client.read_answer().status(), 503);
}

TEST_F(HttpServer, EndsIdleConnectionsAtOnceWhenItStops) {
    start();
    auto idle = client();
    idle.send(kStatus);
    idle.read_answer();
    const auto before = std::chrono::steady_clock::now();

    stop();

    EXPECT_EQ(idle.read_to_end(), "");
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(900));
    EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace wireroom::serve
