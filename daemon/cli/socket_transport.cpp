#include "cli/socket_transport.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/line_splitter.hpp"
#include "http/response_reader.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

namespace wireroom::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMaxAnswerBytes = 256U << 20U;
constexpr std::size_t kMaxLineBytes = 16U << 20U;

std::string reason(int error) {
    return std::generic_category().message(error);
}

/// Closes a descriptor at the end of a scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

private:
    int fd_;
};

Result<int, Error<SocketFault>> connect_to(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        return Error(SocketFault::kBroken, "the socket's path is too long: " + printable(path));
    }
    path.copy(address.sun_path, path.size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.get() < 0) {
        return Error(SocketFault::kBroken, "cannot make a socket: " + reason(errno));
    }
    // A full accept queue makes connect() wait; a daemon that accepts nothing is no daemon.
    const timeval limit{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(socket.get(), generic, sizeof address) != 0) {
        const int error = errno;
        const auto text = "connect " + printable(path) + ": " + reason(error);
        if (error == ENOENT || error == ECONNREFUSED || error == ENOTDIR) {
            return Error(SocketFault::kAbsent, text);
        }
        if (error == EACCES || error == EPERM) {
            return Error(SocketFault::kRefused, text);
        }
        return Error(SocketFault::kBroken, text);
    }
    return socket.release();
}

bool send_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        if (sent > 0) {
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    return true;
}

/// Waits until there is something to read. @return false after `limit` of silence.
bool wait_readable(int fd, milliseconds limit) {
    const auto deadline = steady_clock::now() + limit;
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
        pollfd entry{.fd = fd, .events = POLLIN, .revents = 0};
        const int ready =
            ::poll(&entry, 1, static_cast<int>(std::max(left, milliseconds(0)).count()));
        if (ready > 0) {
            return true;
        }
        if (ready == 0 || errno != EINTR) {
            return false;
        }
    }
}

/// A header value has no line breaks; a cursor that has some is nonsense that the daemon refuses.
std::string header_value(std::string_view text) {
    return printable(text, 4096);
}

serve::Reply reply_of(const http::ResponseReader& reader, std::string body) {
    serve::Reply reply{
        .status = reader.status(), .content_type = {}, .headers = {}, .body = std::move(body)};
    for (const auto& field : reader.fields().all()) {
        if (iequals(field.name, "Content-Type")) {
            reply.content_type = field.value;
        }
        reply.headers.emplace_back(field.name, field.value);
    }
    return reply;
}

}  // namespace

std::string render_request(const serve::Request& request) {
    std::string text = request.method + " ";
    text += serve::percent_encode(request.path, "-._~/:@!$,;");
    char separator = '?';
    for (const auto& [name, value] : request.query) {
        text += std::exchange(separator, '&');
        text += serve::percent_encode(name);
        text += '=';
        text += serve::percent_encode(value, "-._~:,");
    }
    text += " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: wireroom/" WIREROOM_VERSION
            "\r\nConnection: close\r\n";
    if (!request.last_event_id.empty()) {
        text += "Last-Event-ID: " + header_value(request.last_event_id) + "\r\n";
    }
    if (request.method == "GET") {
        return text + "\r\n";
    }
    return text + "Content-Type: application/json\r\nContent-Length: " +
           std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
}

Result<std::unique_ptr<SocketTransport>, Error<SocketFault>> SocketTransport::open(
    const std::string& path, Patience patience
) {
    auto fd = connect_to(path);
    if (!fd) {
        return fd.error();
    }
    return std::unique_ptr<SocketTransport>(new SocketTransport(path, patience, *fd));
}

SocketTransport::SocketTransport(std::string path, Patience patience, int fd)
    : path_(std::move(path)), patience_(patience), fd_(fd) {}

SocketTransport::~SocketTransport() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

Result<int, ClientError> SocketTransport::take_connection() {
    if (fd_ >= 0) {
        return std::exchange(fd_, -1);
    }
    auto fd = connect_to(path_);
    if (!fd) {
        return ClientError(ClientFault::kUnreachable, fd.error().message);
    }
    return *fd;
}

Result<serve::Reply, ClientError> SocketTransport::ask(const serve::Request& request) {
    return stream(request, nullptr, nullptr);
}

Result<serve::Reply, ClientError> SocketTransport::stream(
    const serve::Request& request, const LineSink& sink, const IdleCall& idle
) {
    const auto connection = take_connection();
    if (!connection) {
        return connection.error();
    }
    const Descriptor socket(*connection);
    const auto lost = [&](const std::string& why) {
        return ClientError(
            ClientFault::kLost, request.method + " " + printable(request.path) + ": " + why
        );
    };
    // When this fails the daemon may have answered all the same: a refusal, before it closed.
    const bool sent = send_all(socket.get(), render_request(request));

    // Only a 200 counts against the reader's limit; of a stream nothing is kept.
    constexpr auto kEndless = std::numeric_limits<std::uint64_t>::max();
    http::ResponseReader reader({.body_bytes = sink ? kEndless : kMaxAnswerBytes});
    LineSplitter lines(kMaxLineBytes);
    std::string body;
    std::array<char, 64U << 10U> bytes{};
    while (true) {
        const bool streaming = sink && reader.has_head() && reader.status() == 200;
        const auto limit = streaming ? patience_.stream : patience_.answer;
        const bool listens = streaming && idle && kIdleAfter < limit;
        if (listens && !wait_readable(socket.get(), kIdleAfter) && !idle()) {
            return reply_of(reader, {});
        }
        if (!wait_readable(socket.get(), limit)) {
            return lost("the daemon said nothing for " + describe_duration(limit));
        }
        const auto count = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        const bool ended = count <= 0;
        const std::string_view piece(bytes.data(), ended ? 0 : static_cast<std::size_t>(count));
        const auto read = ended ? reader.end() : reader.put(piece, body);
        if (!read) {
            return lost(ended && !sent ? "the daemon closed the connection" : read.error().message);
        }
        if (sink && reader.has_head() && reader.status() == 200) {
            if (!lines.put(std::exchange(body, {}), sink)) {
                return reply_of(reader, {});
            }
            if (lines.overflowed()) {
                return lost("a line of the stream is longer than 16 MiB");
            }
        }
        if (body.size() > kMaxAnswerBytes) {
            return lost("the answer is longer than 256 MiB");
        }
        if (ended || reader.is_complete()) {
            return reply_of(reader, std::move(body));
        }
    }
}

}  // namespace wireroom::cli
