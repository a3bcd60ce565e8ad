#include "server_fixture.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

namespace wireroom::serve {
namespace {

using testing::HasSubstr;
using testing::Throws;
using testing::ThrowsMessage;

class Endpoints : public ServerTest {
protected:
    std::unique_ptr<Server> serve(Endpoint endpoint) {
        ServerOptions options;
        options.endpoints = {std::move(endpoint)};
        return std::make_unique<Server>(loop_.get_executor(), options, Backend{});
    }

    static mode_t mode_of(const std::string& path) {
        struct stat file {};
        EXPECT_EQ(::lstat(path.c_str(), &file), 0) << path;
        return file.st_mode & 07777U;
    }

    /// A listening socket at `path`, whoever made it.
    static int listen_at(const std::string& path) {
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        EXPECT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        EXPECT_EQ(::listen(fd, 8), 0);
        return fd;
    }
};

TEST_F(Endpoints, MakeFolderAndFileForUsAlone) {
    const auto path = (folder_ / "run/deep/w.sock").string();

    const auto server = serve({.path = path});

    EXPECT_EQ(mode_of(path), 0600U);
    EXPECT_EQ(mode_of(folder_ / "run"), 0700U);
    EXPECT_EQ(mode_of(folder_ / "run/deep"), 0700U);
}

TEST_F(Endpoints, HaveTheModeThatWasAskedForWhateverTheUmask) {
    const auto before = ::umask(0077);

    const auto server = serve({.path = path_, .mode = 0660});

    ::umask(before);
    EXPECT_EQ(mode_of(path_), 0660U);
}

TEST_F(Endpoints, GoAwayWithTheServer) {
    serve({.path = path_}).reset();

    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Endpoints, LeaveAFileAloneThatIsNotOursAnyMore) {
    auto server = serve({.path = path_});
    std::filesystem::remove(path_);
    const int other = listen_at(path_);

    server.reset();

    EXPECT_TRUE(std::filesystem::exists(path_));
    ::close(other);
}

TEST_F(Endpoints, ReplaceAFileThatNobodyListensBehind) {
    ::close(listen_at(path_));
    ASSERT_TRUE(std::filesystem::exists(path_));

    const auto server = serve({.path = path_});

    EXPECT_NO_THROW(test::RawClient{path_});
}

TEST_F(Endpoints, NameTheProcessThatListensThere) {
    const int other = listen_at(path_);

    EXPECT_THAT(
        [&] { serve({.path = path_}); },
        ThrowsMessage<std::runtime_error>(
            HasSubstr("process " + std::to_string(::getpid()) + " listens there already")
        )
    );
    EXPECT_TRUE(std::filesystem::exists(path_));
    ::close(other);
}

TEST_F(Endpoints, NeverRemoveAFileThatIsNoSocket) {
    std::ofstream(path_) << "precious";

    EXPECT_THAT(
        [&] { serve({.path = path_}); },
        ThrowsMessage<std::runtime_error>(HasSubstr("it is no socket"))
    );
    EXPECT_EQ(std::filesystem::file_size(path_), 8U);
}

TEST_F(Endpoints, SayThatAPathIsTooLong) {
    const auto longest =
        folder_.string() + "/" + std::string(107 - folder_.string().size() - 1, 's');

    EXPECT_NO_THROW(serve({.path = longest}));
    EXPECT_THAT(
        [&] { serve({.path = longest + "s"}); },
        ThrowsMessage<std::runtime_error>(HasSubstr("1 to 107 bytes, this one has 108"))
    );
    EXPECT_THROW(serve({.path = ""}), std::runtime_error);
}

TEST_F(Endpoints, SayThatThereIsNoSuchGroup) {
    EXPECT_THAT(
        [&] { serve({.path = path_, .group = "no-such-group-here"}); },
        ThrowsMessage<std::runtime_error>(HasSubstr("there is no group no-such-group-here"))
    );
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Endpoints, BindAllOrNone) {
    ServerOptions options;
    options.endpoints = {{.path = path_}, {.path = "/proc/no/such/place"}};

    EXPECT_THROW(Server(loop_.get_executor(), options, Backend{}), std::runtime_error);

    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Endpoints, ServeAnInheritedSocketAndLeaveItsFile) {
    options_.endpoints = {{.fd = listen_at(path_)}};
    start();
    auto client = this->client();

    client.send("GET /healthz HTTP/1.1\r\n\r\n");

    EXPECT_EQ(client.read_answer().status(), 200);
    stop();
    EXPECT_TRUE(std::filesystem::exists(path_));
}

TEST_F(Endpoints, RefuseDescriptorsThatDoNotListen) {
    const int plain = ::socket(AF_UNIX, SOCK_STREAM, 0);

    for (const int fd : {plain, 0, 12345}) {
        EXPECT_THAT(
            [&] { serve({.fd = fd}); },
            ThrowsMessage<std::runtime_error>(HasSubstr("is no listening Unix socket"))
        );
    }
    ::close(plain);
}

}  // namespace
}  // namespace wireroom::serve
