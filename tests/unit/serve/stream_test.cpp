// The event log as clients read it, over a real socket.
#include "server_fixture.hpp"

#include <boost/json.hpp>
#include <sys/resource.h>

#include <fstream>

namespace wireroom::serve {
namespace {

using test::RawClient;

class Streams : public ServerTest {
protected:
    /// Opens a stream and reads its head and first line.
    RawClient open(const std::string& target, const std::string& fields = {}) {
        auto client = this->client();
        client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
        head_ = client.read_through("\r\n\r\n");
        EXPECT_TRUE(head_.starts_with("HTTP/1.1 200 OK\r\n")) << head_;
        first_ = client.read_chunk();
        return client;
    }

    std::string head_;
    std::string first_;
};

std::int64_t seq_of(const std::string& line) {
    return boost::json::parse(line).at("seq").as_int64();
}

std::string type_of(const std::string& line) {
    return std::string(boost::json::parse(line).at("type").as_string());
}

/// All lines of a chunked NDJSON stream up to its end.
std::vector<std::string> lines_to_end(RawClient& client) {
    std::string text;
    for (auto chunk = client.read_chunk(); !chunk.empty(); chunk = client.read_chunk()) {
        text += chunk;
    }
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

TEST_F(Streams, BeginWithACheckpointAndEndAtTheHead) {
    start();
    for (int i = 0; i < 3; ++i) {
        publish();
    }

    auto client = open("/v1/events?after=e1-1");
    const auto lines = lines_to_end(client);

    EXPECT_NE(head_.find("Content-Type: application/x-ndjson\r\n"), std::string::npos);
    EXPECT_NE(head_.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    EXPECT_EQ(first_, "{\"cursor\":\"e1-1\",\"seq\":1,\"type\":\"stream.checkpoint\"}\n");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(seq_of(lines[0]), 2);
    EXPECT_EQ(type_of(lines[1]), "story.new");
    EXPECT_EQ(lines[2], R"({"cursor":"e1-3","seq":3,"type":"stream.checkpoint"})");
    client.send("GET /healthz HTTP/1.1\r\n\r\n");
    EXPECT_EQ(client.read_answer().status(), 200) << "the connection goes on";
}

TEST_F(Streams, TellAnEventAsSoonAsItIsCommitted) {
    start();
    auto client = open("/v1/events?follow=1");

    for (int i = 1; i <= 20; ++i) {
        publish();
        const auto line = client.read_chunk();
        EXPECT_EQ(seq_of(line), i);
    }
    EXPECT_EQ(streams(), 1);
}

TEST_F(Streams, ReadOncePerCommitHoweverManyFollow) {
    options_.streams_per_uid = 100;
    start();
    std::vector<RawClient> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(open("/v1/events?follow=1"));
    }
    publish();
    for (auto& client : clients) {
        client.read_chunk();
    }
    const int before = archive_.reads();

    publish();
    for (auto& client : clients) {
        EXPECT_EQ(seq_of(client.read_chunk()), 2);
    }

    EXPECT_LE(archive_.reads() - before, 2);
}

TEST_F(Streams, TellWhoeverComesLaterWhatHappenedSince) {
    start();
    publish();
    auto first = open("/v1/events?after=begin");
    ASSERT_EQ(lines_to_end(first).size(), 2U);
    publish();

    auto second = open("/v1/events?after=begin");
    const auto lines = lines_to_end(second);
    auto third = open("/v1/events?after=begin&follow=1");
    const auto followed = third.read_chunk();

    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(seq_of(lines[1]), 2);
    EXPECT_NE(followed.find("\"seq\":2,"), std::string::npos) << followed;
}

TEST_F(Streams, AreUnchunkedForHttp10) {
    start();
    publish();
    auto client = this->client();

    client.send("GET /v1/events HTTP/1.0\r\n\r\n");

    const auto all = client.read_to_end();
    const auto body = all.substr(all.find("\r\n\r\n") + 4);
    EXPECT_EQ(all.find("Transfer-Encoding"), std::string::npos);
    EXPECT_TRUE(body.starts_with(R"({"cursor":"e1-0")")) << body;
    EXPECT_TRUE(body.ends_with("\"stream.checkpoint\"}\n")) << body;
    EXPECT_EQ(std::ranges::count(body, '\n'), 3);
}

TEST_F(Streams, GoOnWhenTheClientEndsItsSendingHalf) {
    start();
    auto client = this->client();
    client.send("GET /v1/events?follow=1 HTTP/1.0\r\n\r\n");
    client.shut_down_sending();
    client.read_through("stream.checkpoint\"}\n");

    publish();

    EXPECT_EQ(seq_of(client.read_through("\n")), 1);
}

TEST_F(Streams, SpeakServerSentEvents) {
    start();
    publish();
    publish();

    auto client = open(
        "/v1/events?follow=1&after=begin", "Accept: text/event-stream\r\nLast-Event-ID: e1-1\r\n"
    );

    EXPECT_NE(head_.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_EQ(
        first_,
        "id: e1-1\nevent: stream.checkpoint\n"
        "data: {\"cursor\":\"e1-1\",\"seq\":1,\"type\":\"stream.checkpoint\"}\n\n"
    );
    const auto event = client.read_chunk();
    EXPECT_TRUE(event.starts_with("id: e1-2\nevent: story.new\ndata: {\"cursor\":\"e1-2\""))
        << event;
    EXPECT_TRUE(event.ends_with("}\n\n"));
}

TEST_F(Streams, SendHeartbeatsThatAreCheckpoints) {
    start();
    auto lines = open("/v1/events?follow=1&heartbeat=1");
    auto events = open("/v1/events?follow=1&heartbeat=1", "Accept: text/event-stream\r\n");

    EXPECT_EQ(
        lines.read_chunk(), "{\"cursor\":\"e1-0\",\"seq\":0,\"type\":\"stream.checkpoint\"}\n"
    );
    EXPECT_TRUE(events.read_chunk().starts_with(": heartbeat\n\nid: e1-0\n"));
}

TEST_F(Streams, GivePagesWithACursor) {
    start();
    for (int i = 0; i < 5; ++i) {
        publish();
    }
    auto client = this->client();
    std::string after = "begin";
    std::vector<std::size_t> lines;

    for (int page = 0; page < 4; ++page) {
        client.send("GET /v1/events?limit=2&after=" + after + " HTTP/1.1\r\n\r\n");
        const auto answer = client.read_answer();
        const auto at = answer.head.find("Wireroom-Cursor: ");
        ASSERT_NE(at, std::string::npos);
        after = answer.head.substr(at + 17, answer.head.find('\r', at) - at - 17);
        lines.push_back(static_cast<std::size_t>(std::ranges::count(answer.body, '\n')));
    }

    EXPECT_EQ(after, "e1-5");
    EXPECT_EQ(lines, (std::vector<std::size_t>{4, 4, 3, 2})) << "with a checkpoint at both ends";
}

TEST_F(Streams, HoldALongPollUntilSomethingHappens) {
    start();
    auto client = this->client();
    client.send("GET /v1/events?after=now&wait=300&types=story.revised HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(comes_to(1));

    publish("story.new");
    publish("story.revised");
    const auto answer = client.read_answer();

    EXPECT_NE(answer.body.find("\"type\":\"story.revised\""), std::string::npos);
    EXPECT_EQ(answer.body.find("\"type\":\"story.new\""), std::string::npos);
    EXPECT_NE(answer.head.find("Wireroom-Cursor: e1-2\r\n"), std::string::npos);
    client.send("GET /healthz HTTP/1.1\r\n\r\n");
    EXPECT_EQ(client.read_answer().status(), 200);
    EXPECT_TRUE(comes_to(0));
}

TEST_F(Streams, AnswerALongPollThatWaitedInVainHoweverShortTheIdleTime) {
    options_.idle = std::chrono::milliseconds(100);
    start();
    auto client = this->client();

    client.send("GET /v1/events?after=now&wait=1 HTTP/1.1\r\n\r\n");

    EXPECT_EQ(std::ranges::count(client.read_answer().body, '\n'), 2);
}

TEST_F(Streams, KeepWhatIsSentDuringALongPoll) {
    start();
    auto client = this->client();
    client.send("GET /v1/events?after=now&wait=300 HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(comes_to(1));
    client.send("GET /healthz HTTP/1.1\r\n\r\n");

    publish();

    EXPECT_EQ(client.read_answer().status(), 200);
    EXPECT_EQ(client.read_answer().body, R"({"status":"ok"})");
}

TEST_F(Streams, TellTheirPlaceWhileNothingMatches) {
    for (int i = 0; i < 2600; ++i) {
        publish("story.sighted");
    }
    publish("story.new");
    start();

    auto client = open("/v1/events?types=story.new");
    const auto lines = lines_to_end(client);

    std::int64_t told = 0;
    for (const auto& line : lines) {
        EXPECT_LE(seq_of(line) - told, 1000);
        told = seq_of(line);
    }
    EXPECT_EQ(type_of(lines[lines.size() - 2]), "story.new");
    EXPECT_EQ(told, 2601);
}

TEST_F(Streams, TellEveryMonitorItsOwn) {
    for (const auto* name : {"peskov", "ferry"}) {
        model::Event event;
        event.type = "monitor.matched";
        event.data = std::string(R"({"monitor":")") + name + R"(","first":true})";
        archive_.add(std::move(event));
    }
    start();

    for (const std::string name : {"peskov", "ferry", "nobody"}) {
        auto client = open("/v1/events?monitor=" + name);
        auto lines = lines_to_end(client);

        lines.pop_back();
        ASSERT_EQ(lines.size(), name == "nobody" ? 0U : 1U) << name;
        for (const auto& line : lines) {
            EXPECT_EQ(boost::json::parse(line).at("monitor").as_string(), name);
            EXPECT_EQ(boost::json::parse(line).at("first"), true);
        }
    }
}

TEST_F(Streams, TellOfAGapFirst) {
    for (int i = 0; i < 9; ++i) {
        publish();
    }
    archive_.prune(6);
    start();

    auto client = open("/v1/events?after=e1-2&on_gap=skip");

    const auto gap = first_.substr(first_.find('\n') + 1);
    EXPECT_EQ(
        gap,
        "{\"cursor\":\"e1-6\",\"seq\":6,\"type\":\"stream.gap\",\"from\":\"e1-2\",\"to\":\"e1-6\","
        "\"reason\":\"retention\"}\n"
    );
    EXPECT_EQ(seq_of(lines_to_end(client).front()), 7);
}

TEST_F(Streams, RefuseMoreThanAUserMayHave) {
    options_.streams_per_uid = 2;
    start();
    auto first = open("/v1/events?follow=1");
    auto second = open("/v1/events?follow=1");
    auto third = client();

    third.send("GET /v1/events?follow=1 HTTP/1.1\r\n\r\nGET /v1/events?limit=5 HTTP/1.1\r\n\r\n");
    const auto refused = third.read_answer();
    EXPECT_EQ(refused.status(), 429);
    EXPECT_NE(refused.head.find("Retry-After: 10\r\n"), std::string::npos);
    EXPECT_EQ(third.read_answer().status(), 200) << "a page is no stream";

    first.leave();
    ASSERT_TRUE(comes_to(1)) << "a client that leaves at the head gives its place back";
    auto again = open("/v1/events?follow=1");
    publish();
    EXPECT_EQ(seq_of(again.read_chunk()), 1);
    EXPECT_EQ(seq_of(second.read_chunk()), 1);
}

TEST_F(Streams, RefuseMoreThanThereMayBe) {
    options_.streams = 1;
    start();
    auto first = open("/v1/events?follow=1");
    auto second = client();

    second.send("GET /v1/events HTTP/1.1\r\n\r\n");

    EXPECT_EQ(second.read_answer().status(), 429);
}

TEST_F(Streams, NoticeThatALongPollerLeft) {
    start();
    {
        auto client = this->client();
        client.send("GET /v1/events?after=now&wait=300 HTTP/1.1\r\n\r\n");
        ASSERT_TRUE(comes_to(1));
    }
    EXPECT_TRUE(comes_to(0));
}

// The address sanitizer keeps freed memory for a while: then resident memory says nothing.
#if defined(__SANITIZE_ADDRESS__)
#define WIREROOM_TEST_ASAN
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WIREROOM_TEST_ASAN
#endif
#endif
#ifdef WIREROOM_TEST_ASAN
constexpr bool kMemoryIsOurs = false;
#else
constexpr bool kMemoryIsOurs = true;
#endif

long resident_kib() {
    std::ifstream status("/proc/self/statm");
    long total = 0;
    long resident = 0;
    status >> total >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

TEST_F(Streams, HoldLittleForAReaderThatIsBehindAndLoseNothing) {
    constexpr int kEvents = 15'000;
    for (int i = 0; i < kEvents; ++i) {
        publish("story.new", std::string(1000, 'x'));  // 22 MB rendered
    }
    options_.streams_per_uid = 30;
    start();
    std::vector<RawClient> stopped;
    for (int i = 0; i < 20; ++i) {
        stopped.push_back(open("/v1/events?follow=1&after=begin"));
    }
    auto reader = open("/v1/events?limit=1000&follow=1&after=begin");
    const auto before = resident_kib();
    std::string text;
    std::int64_t expected = 1;
    // Somebody else reads it all meanwhile.
    auto quick = client();
    std::string after = "begin";
    while (after != "e1-" + std::to_string(kEvents)) {
        quick.send("GET /v1/events?limit=1000&after=" + after + " HTTP/1.1\r\n\r\n");
        const auto answer = quick.read_answer();
        const auto at = answer.head.find("Wireroom-Cursor: ");
        after = answer.head.substr(at + 17, answer.head.find('\r', at) - at - 17);
    }
    const auto grown = resident_kib() - before;

    for (auto& slow : stopped) {
        slow.leave();
    }
    for (auto chunk = reader.read_chunk(); !chunk.empty(); chunk = reader.read_chunk()) {
        text += chunk;
    }
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        const auto line = text.substr(at, end - at);
        if (type_of(line) == "story.new") {
            ASSERT_EQ(seq_of(line), expected++);
        }
        at = end + 1;
    }

    EXPECT_EQ(expected, 1001);
    EXPECT_TRUE(!kMemoryIsOurs || grown < 15 * 1024)
        << grown << " KiB for twenty stopped readers of a 22 MB log";
}

TEST_F(Streams, GiveAllOfALongLogToASlowReader) {
    constexpr int kEvents = 5000;
    for (int i = 0; i < kEvents; ++i) {
        publish("story.new", std::string(static_cast<std::size_t>(i % 997) * 3, 'x'));
    }
    start();
    auto client = open("/v1/events?after=begin");

    const auto lines = lines_to_end(client);

    ASSERT_EQ(lines.size(), kEvents + 1U);
    for (std::size_t i = 0; i < kEvents; ++i) {
        ASSERT_EQ(seq_of(lines[i]), static_cast<std::int64_t>(i + 1));
    }
}

TEST_F(Streams, CloseAReaderThatTakesNothing) {
    for (int i = 0; i < 5000; ++i) {
        publish("story.new", std::string(1000, 'x'));
    }
    options_.stall = std::chrono::milliseconds(50);
    start();

    auto client = open("/v1/events?follow=1&after=begin");

    EXPECT_TRUE(comes_to(0));
    client.read_to_end();
}

TEST_F(Streams, SayThatTheServerStops) {
    start();
    publish();
    auto client = open("/v1/events?follow=1");
    auto poller = this->client();
    poller.send("GET /v1/events?after=now&wait=300 HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(comes_to(2));

    stop();

    EXPECT_EQ(
        client.read_chunk(),
        "{\"cursor\":\"e1-1\",\"seq\":1,\"type\":\"stream.closed\",\"reason\":\"shutting down\"}\n"
    );
    EXPECT_EQ(client.read_chunk(), "");
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_EQ(poller.read_answer().status(), 200);
}

TEST_F(Streams, CutOffAStoppedReaderAtTheEndOfTheGrace) {
    for (int i = 0; i < 5000; ++i) {
        publish("story.new", std::string(1000, 'x'));
    }
    options_.grace = std::chrono::milliseconds(50);
    start();
    auto client = open("/v1/events?follow=1&after=begin");

    stop();

    client.read_to_end();
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Streams, EndWhenTheServerIsDestroyedUnasked) {
    start();
    auto client = open("/v1/events?follow=1");
    auto idle = this->client();

    net::post(loop_, net::use_future([this] { server_.reset(); })).get();

    EXPECT_THROW(ended_.get(), boost::system::system_error);
    client.read_to_end();
    idle.read_to_end();
    thread_.join();
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Streams, SayThatTheStoreFailed) {
    start();
    auto client = open("/v1/events?follow=1");
    net::post(readers_, net::use_future([this] { archive_.failure = "the disk is gone"; })).get();

    publish();

    EXPECT_EQ(type_of(client.read_chunk()), "stream.closed");
    EXPECT_EQ(client.read_chunk(), "");
}

}  // namespace
}  // namespace wireroom::serve
