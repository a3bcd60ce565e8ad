#include "serve/endpoint.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

namespace wireroom::serve {
namespace {

constexpr int kBacklog = 512;

[[noreturn]] void fail(const std::string& what, int error) {
    throw std::runtime_error(fmt::format("{}: {}", what, std::generic_category().message(error)));
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof(address.sun_path)) {
        throw std::runtime_error(fmt::format(
            "listen on {}: the path of a Unix socket has 1 to {} bytes, this one has {}; set "
            "socket.path to a shorter one",
            printable(path),
            sizeof(address.sun_path) - 1,
            path.size()
        ));
    }
    path.copy(address.sun_path, path.size());
    return address;
}

/// The C interface wants the general address type.
const sockaddr* general(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

int open_socket(const std::string& what) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        fail(what, errno);
    }
    return fd;
}

/// Folders that are missing are made for us alone; those that are there are left as they are.
void make_folders(const std::filesystem::path& folder) {
    if (folder.empty() || std::filesystem::exists(folder)) {
        return;
    }
    make_folders(folder.parent_path());  // as deep as a path of 107 bytes can be
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        fail(fmt::format("make folder {}", printable(folder.native())), errno);
    }
}

/// A file that nobody listens behind any more is removed; anything else is left alone.
void remove_stale(const std::string& path, const sockaddr_un& address, const std::string& what) {
    struct stat file {};
    if (::lstat(path.c_str(), &file) != 0) {
        if (errno == ENOENT) {
            return;
        }
        fail(what, errno);
    }
    if (!S_ISSOCK(file.st_mode)) {
        throw std::runtime_error(what + ": there is a file of that name, and it is no socket");
    }
    const int probe = open_socket(what);
    const bool answered = ::connect(probe, general(address), sizeof(address)) == 0;
    const int error = answered ? 0 : errno;
    ucred peer{};
    socklen_t size = sizeof(peer);
    const bool known = answered && ::getsockopt(probe, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
    ::close(probe);
    if (answered || error == EAGAIN) {  // EAGAIN: it listens, and its queue is full
        const auto who = known ? fmt::format("process {}", peer.pid) : std::string("a process");
        throw std::runtime_error(fmt::format("{}: {} listens there already", what, who));
    }
    if (error != ECONNREFUSED) {
        fail(what, error);
    }
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        fail(what, errno);
    }
}

gid_t group_id(const std::string& name) {
    std::vector<char> buffer(16384);
    group entry{};
    group* found = nullptr;
    const int error = ::getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (found == nullptr) {
        throw std::runtime_error(fmt::format(
            "there is no group {}{}",
            printable(name),
            error == 0 ? "" : ": " + std::generic_category().message(error)
        ));
    }
    return found->gr_gid;
}

}  // namespace

Listener::Listener(const Endpoint& endpoint) : is_operator_(endpoint.is_operator) {
    if (endpoint.fd >= 0) {
        adopt(endpoint.fd);
    } else {
        try {
            bind_path(endpoint);
        } catch (...) {
            if (fd_ >= 0) {
                ::close(fd_);
            }
            if (!path_.empty()) {
                ::unlink(path_.c_str());
            }
            throw;
        }
    }
}

Listener::Listener(Listener&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::exchange(other.path_, {})),
      device_(other.device_),
      inode_(other.inode_),
      is_operator_(other.is_operator_) {}

Listener::~Listener() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
    struct stat file {};
    if (!path_.empty() && ::lstat(path_.c_str(), &file) == 0 && file.st_dev == device_ &&
        file.st_ino == inode_) {
        ::unlink(path_.c_str());
    }
}

int Listener::release() {
    return std::exchange(fd_, -1);
}

void Listener::adopt(int fd) {
    int domain = 0;
    int type = 0;
    int listening = 0;
    socklen_t size = sizeof(int);
    const bool known = ::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 &&
                       ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
                       ::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0;
    if (!known || domain != AF_UNIX || type != SOCK_STREAM || listening == 0) {
        throw std::runtime_error(
            fmt::format("descriptor {} was passed to us and is no listening Unix socket", fd)
        );
    }
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
        ::fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) {
        fail(fmt::format("take over descriptor {}", fd), errno);
    }
    fd_ = fd;
}

void Listener::bind_path(const Endpoint& endpoint) {
    const auto what = fmt::format("listen on {}", printable(endpoint.path));
    const auto address = address_of(endpoint.path);
    const std::optional<gid_t> group =
        endpoint.group.empty() ? std::nullopt : std::optional(group_id(endpoint.group));
    make_folders(std::filesystem::path(endpoint.path).parent_path());
    remove_stale(endpoint.path, address, what);
    fd_ = open_socket(what);
    // Linux gives the file the mode of the descriptor, so that it is never open to others before
    // chmod comes.
    if (::fchmod(fd_, 0600) != 0 || ::bind(fd_, general(address), sizeof(address)) != 0) {
        fail(what, errno);
    }
    path_ = endpoint.path;
    struct stat file {};
    if (::lstat(path_.c_str(), &file) != 0) {
        fail(what, errno);
    }
    device_ = file.st_dev;
    inode_ = file.st_ino;
    if (group && ::chown(path_.c_str(), static_cast<uid_t>(-1), *group) != 0) {
        fail(fmt::format("give {} to group {}", printable(path_), endpoint.group), errno);
    }
    if (::chmod(path_.c_str(), static_cast<mode_t>(endpoint.mode)) != 0 ||
        ::listen(fd_, kBacklog) != 0) {
        fail(what, errno);
    }
}

}  // namespace wireroom::serve
