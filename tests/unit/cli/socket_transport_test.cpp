#include "cli/socket_transport.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace wireroom::cli {
namespace {

/// A Unix server that answers its n-th connection with the n-th script: pieces of bytes, each sent
/// by itself, then the end of the connection. It reads one request first.
class ScriptedServer {
public:
    using Script = std::vector<std::string>;

    /// @param hold  not −1: connections stay open until this descriptor has something to read.
    explicit ScriptedServer(std::vector<Script> scripts, int hold = -1) : hold_(hold) {
        std::string pattern = testing::TempDir() + "wireroom-cli-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
        path_ = folder_ + "/s.sock";
        listener_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.copy(address.sun_path, path_.size());
        EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listener_, 8), 0);
        thread_ = std::thread([this, scripts = std::move(scripts)] { serve(scripts); });
    }

    ~ScriptedServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        std::filesystem::remove_all(folder_);
    }

    const std::string& path() const { return path_; }
    /// The requests as they came; complete once the server is gone or the answer is read.
    std::string requests() const { return requests_; }

private:
    void serve(const std::vector<Script>& scripts) {
        for (const auto& script : scripts) {
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) {
                return;
            }
            std::array<char, 4096> bytes{};
            std::string request;
            while (request.find("\r\n\r\n") == std::string::npos) {
                const auto count = ::recv(client, bytes.data(), bytes.size(), 0);
                if (count <= 0) {
                    break;
                }
                request.append(bytes.data(), static_cast<std::size_t>(count));
            }
            requests_ += request;
            for (const auto& piece : script) {
                ::send(client, piece.data(), piece.size(), MSG_NOSIGNAL);
            }
            if (hold_ >= 0) {
                char byte = 0;
                [[maybe_unused]] const auto count = ::read(hold_, &byte, 1);
            }
            ::close(client);
        }
    }

    std::string folder_;
    std::string path_;
    std::string requests_;
    int listener_ = -1;
    int hold_;
    std::thread thread_;
};

constexpr Patience kImpatient{
    .answer = std::chrono::milliseconds(50), .stream = std::chrono::milliseconds(50)};

std::unique_ptr<SocketTransport> open(const ScriptedServer& server, Patience patience = {}) {
    auto transport = SocketTransport::open(server.path(), patience);
    EXPECT_TRUE(transport) << (transport ? "" : transport.error().message);
    return transport ? std::move(*transport) : nullptr;
}

/// One character a piece: every place where a message may be cut.
ScriptedServer::Script in_single_bytes(const std::string& text) {
    ScriptedServer::Script script;
    for (const char c : text) {
        script.emplace_back(1, c);
    }
    return script;
}

const std::string kChunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

TEST(SocketTransport, SendsOneRequestAndReadsTheAnswerByItsLength) {
    ScriptedServer server(
        {{"HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\n"
          "Wireroom-Cursor: e-4\r\nContent-Length: 2\r\n\r\n{}and more"}}
    );
    const auto transport = open(server);

    const auto reply =
        transport->ask({.path = "/v1/feeds/ä b", .query = {{"after", "e-1"}, {"q", "a&b=c"}}});

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->content_type, "application/problem+json");
    EXPECT_EQ(reply->body, "{}");
    EXPECT_EQ(
        server.requests(),
        "GET /v1/feeds/%C3%A4%20b?after=e-1&q=a%26b%3Dc HTTP/1.1\r\nHost: localhost\r\n"
        "User-Agent: wireroom/" WIREROOM_VERSION "\r\nConnection: close\r\n\r\n"
    );
}

TEST(SocketTransport, ReadsChunksThatAreCutAnywhere) {
    ScriptedServer server(
        {in_single_bytes(kChunkedHead + "5\r\n{\"a\":\r\n3;x=y\r\n1}\n\r\n0\r\nTrailer: t\r\n\r\n")}
    );

    const auto reply = open(server)->ask({.path = "/v1/status"});

    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply->body, "{\"a\":1}\n");
}

TEST(SocketTransport, HandsOutTheLinesOfAStream) {
    ScriptedServer server(
        {{kChunkedHead + "4\r\na\nb", "\n\r\n", "2\r\nc", "c\r\n1\r\n\n\r\n0\r\n\r\n"}}
    );
    std::vector<std::string> lines;

    const auto reply = open(server)->stream(
        {.path = "/v1/events"},
        [&](std::string_view line) {
            lines.emplace_back(line);
            return true;
        },
        {}
    );

    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(lines, (std::vector<std::string>{"a", "b", "cc"}));
}

TEST(SocketTransport, AStreamEndsWhenTheSinkWantsNoMore) {
    ScriptedServer server({{kChunkedHead + "6\r\na\nb\nc\n\r\n"}});
    int count = 0;

    const auto reply = open(server)->stream(
        {.path = "/v1/events"}, [&](std::string_view) { return ++count < 2; }, {}
    );

    EXPECT_TRUE(reply);
    EXPECT_EQ(count, 2);
}

TEST(SocketTransport, TellsOnceThatAStreamIsIdle) {
    // The server keeps the connection until it is told to stop: nothing but idleness can end this.
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(::pipe(ends.data()), 0);
    ScriptedServer server({{kChunkedHead + "2\r\na\n\r\n"}}, ends[0]);
    std::vector<std::string> heard;

    const auto reply = open(server, Patience{})
                           ->stream(
                               {.path = "/v1/events"},
                               [&](std::string_view line) {
                                   heard.emplace_back(line);
                                   return true;
                               },
                               [&] {
                                   heard.emplace_back("idle");
                                   return false;
                               }
                           );
    ::close(ends[1]);

    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(heard, (std::vector<std::string>{"a", "idle"}));
}

TEST(SocketTransport, ARefusedStreamIsAnAnswerWithItsBody) {
    ScriptedServer server({{"HTTP/1.1 410 Gone\r\nContent-Length: 7\r\n\r\n{\"a\":1}"}});
    int count = 0;

    const auto reply = open(server)->stream(
        {.path = "/v1/events"},
        [&](std::string_view) {
            ++count;
            return true;
        },
        {}
    );

    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 410);
    EXPECT_EQ(reply->body, "{\"a\":1}");
    EXPECT_EQ(count, 0);
}

TEST(SocketTransport, AnAnswerThatIsCutOrNoHttpIsALoss) {
    const ScriptedServer::Script wrong[] = {
        {},
        {"HTTP/1.1 20"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"},
        {kChunkedHead + "9\r\nabc"},
        {kChunkedHead + "zz\r\nabc\r\n"},
        {"SSH-2.0-OpenSSH_9.2\r\n"},
    };
    for (const auto& script : wrong) {
        ScriptedServer server({script});

        const auto reply = open(server)->ask({.path = "/v1/status"});

        ASSERT_FALSE(reply);
        EXPECT_EQ(reply.error().kind, ClientFault::kLost) << reply.error().message;
        EXPECT_TRUE(reply.error().message.starts_with("GET /v1/status: ")) << reply.error().message;
    }
}

TEST(SocketTransport, EveryQuestionIsAConnectionOfItsOwn) {
    const ScriptedServer::Script answer = {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"};
    ScriptedServer server({answer, answer, answer});
    const auto transport = open(server);

    for (int i = 0; i < 3; ++i) {
        const auto reply = transport->ask({.path = "/v1/status"});
        ASSERT_TRUE(reply) << reply.error().message;
        EXPECT_EQ(reply->body, "1");
    }
}

TEST(SocketTransport, ASilentDaemonIsALoss) {
    // Bound and listening, but nobody ever accepts: the kernel completes the connection.
    ScriptedServer server({});
    const auto transport = open(server, kImpatient);

    const auto reply = transport->ask({.path = "/v1/status"});

    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().message, "GET /v1/status: the daemon said nothing for 50 ms");
}

TEST(SocketTransport, TellsAnAbsentSocketFromABrokenPath) {
    const auto absent = SocketTransport::open(testing::TempDir() + "no-such-folder/s.sock");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().kind, SocketFault::kAbsent);

    const auto too_long = SocketTransport::open(std::string(200, 'a'));
    ASSERT_FALSE(too_long);
    EXPECT_EQ(too_long.error().kind, SocketFault::kBroken);
}

TEST(SocketTransport, ASocketThatNobodyListensAtIsAbsent) {
    std::string path;
    {
        ScriptedServer server({});
        path = server.path() + ".left";
        std::filesystem::rename(server.path(), path);
        std::filesystem::rename(path, testing::TempDir() + "left.sock");
    }
    path = testing::TempDir() + "left.sock";

    const auto stale = SocketTransport::open(path);

    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, SocketFault::kAbsent);
    std::filesystem::remove(path);
}

TEST(RenderRequest, ACommandHasItsBody) {
    EXPECT_EQ(
        render_request({.method = "POST", .path = "/v1/reload", .body = "{\"force\":true}"}),
        "POST /v1/reload HTTP/1.1\r\nHost: localhost\r\nUser-Agent: wireroom/" WIREROOM_VERSION
        "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n"
        "{\"force\":true}"
    );
}

TEST(RenderRequest, KeepsLineBreaksOutOfTheHead) {
    const auto text = render_request(
        {.path = "/v1/stories/a\r\nX: y",
         .query = {{"a\n", "\r\n"}},
         .last_event_id = "e-1\r\nX: y"}
    );

    EXPECT_TRUE(text.starts_with("GET /v1/stories/a%0D%0AX:%20y?a%0A=%0D%0A HTTP/1.1\r\n")) << text;
    EXPECT_EQ(text.find("\nX:"), std::string::npos);
}

}  // namespace
}  // namespace wireroom::cli
