#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wireroom::test {

/// A blocking client of a Unix stream socket that sends and expects bytes as they are. Waits at
/// most ten seconds for anything, then throws.
class RawClient {
public:
    explicit RawClient(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        const timeval limit{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
        if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
            throw std::runtime_error("cannot connect to " + path);
        }
    }
    ~RawClient() { leave(); }
    RawClient(RawClient&& other) noexcept : fd_(other.fd_), received_(std::move(other.received_)) {
        other.fd_ = -1;
    }
    RawClient& operator=(RawClient&&) = delete;
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// @return false when the server does not take all of it.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Everything up to and including `mark`.
    std::string read_through(std::string_view mark) {
        while (true) {
            const auto at = received_.find(mark);
            if (at != std::string::npos) {
                return take(at + mark.size());
            }
            if (!read_more()) {
                throw std::runtime_error(
                    "the end came before \"" + std::string(mark) + "\", after: " + received_
                );
            }
        }
    }

    std::string read_exactly(std::size_t count) {
        while (received_.size() < count) {
            if (!read_more()) {
                throw std::runtime_error("the end came too early");
            }
        }
        return take(count);
    }

    /// Everything up to the end of the connection; a reset is an end.
    std::string read_to_end() {
        while (read_more()) {
        }
        return take(received_.size());
    }

    /// One answer with a Content-Length.
    struct Answer {
        std::string head;
        std::string body;
        int status() const { return std::stoi(head.substr(9, 3)); }
    };
    Answer read_answer() {
        Answer answer{.head = read_through("\r\n\r\n"), .body = {}};
        const std::string_view name = "Content-Length: ";
        const auto at = answer.head.find(name);
        if (at == std::string::npos) {
            throw std::runtime_error("no Content-Length in " + answer.head);
        }
        answer.body = read_exactly(std::stoul(answer.head.substr(at + name.size())));
        return answer;
    }

    /// One chunk of a chunked stream; empty at its end.
    std::string read_chunk() {
        const auto size = std::stoul(read_through("\r\n"), nullptr, 16);
        auto chunk = read_exactly(size);
        read_exactly(2);
        return chunk;
    }

    /// Ends the sending half.
    void shut_down_sending() { ::shutdown(fd_, SHUT_WR); }

    void leave() {
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }

    /// Whether something arrives within `limit`.
    bool hears_within(std::chrono::milliseconds limit) const {
        pollfd state{.fd = fd_, .events = POLLIN, .revents = 0};
        return !received_.empty() || ::poll(&state, 1, static_cast<int>(limit.count())) == 1;
    }

private:
    bool read_more() {
        char bytes[16384];
        const auto count = ::recv(fd_, bytes, sizeof(bytes), 0);
        if (count < 0 && errno != ECONNRESET) {
            throw std::runtime_error("nothing came within ten seconds; so far: " + received_);
        }
        if (count <= 0) {
            return false;
        }
        received_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    std::string take(std::size_t count) {
        auto taken = received_.substr(0, count);
        received_.erase(0, count);
        return taken;
    }

    int fd_;
    std::string received_;
};

}  // namespace wireroom::test
