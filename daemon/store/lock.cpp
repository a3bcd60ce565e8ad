#include "store/lock.hpp"

#include "store/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

namespace wireroom::store {
namespace {

std::string lock_path(const std::string& database_path) {
    return database_path + ".lock";
}

std::string describe(int error) {
    return std::generic_category().message(error);
}

struct flock whole_file() {
    struct flock region {};  // l_pid must be 0 for OFD locks
    region.l_type = F_WRLCK;
    region.l_whence = SEEK_SET;
    return region;
}

/// The pid that the holder wrote, or "unknown" while it has not yet.
std::string holder(int descriptor) {
    std::array<char, 16> text{};
    const auto size = ::pread(descriptor, text.data(), text.size(), 0);
    std::string pid;
    for (ssize_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i) {
        pid += text[i];
    }
    return pid.empty() ? "unknown" : pid;
}

}  // namespace

DaemonLock::DaemonLock(const std::string& database_path) {
    const auto path = lock_path(database_path);
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor_ < 0) {
        throw StoreError("cannot open the lock file " + path + ": " + describe(errno));
    }
    auto region = whole_file();
    if (::fcntl(descriptor_, F_OFD_SETLK, &region) != 0) {
        const int error = errno;
        const bool held = error == EAGAIN || error == EACCES;
        const auto message = held ? "another wireroomd (pid " + holder(descriptor_) +
                                        ") has the store " + database_path + " open"
                                  : "cannot lock " + path + ": " + describe(error);
        ::close(descriptor_);
        throw StoreError(message);
    }
    const auto pid = std::to_string(::getpid()) + "\n";
    // The pid is for people; the lock holds without it (a full disk must not keep us from
    // starting).
    if (::ftruncate(descriptor_, 0) == 0) {
        [[maybe_unused]] const auto written = ::pwrite(descriptor_, pid.data(), pid.size(), 0);
    }
}

DaemonLock::~DaemonLock() {
    ::close(descriptor_);
}

bool daemon_holds(const std::string& database_path) {
    const int descriptor = ::open(lock_path(database_path).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        // Without permission we cannot know; assuming a daemon is the answer that never reads a
        // database as immutable while somebody writes it.
        return errno != ENOENT;
    }
    auto region = whole_file();
    const bool known = ::fcntl(descriptor, F_OFD_GETLK, &region) == 0;
    ::close(descriptor);
    return !known || region.l_type != F_UNLCK;
}

std::optional<std::string> lock_holder(const std::string& database_path) {
    const int descriptor = ::open(lock_path(database_path).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return std::nullopt;
    }
    auto region = whole_file();
    const bool held = ::fcntl(descriptor, F_OFD_GETLK, &region) == 0 && region.l_type != F_UNLCK;
    auto pid = held ? std::optional(holder(descriptor)) : std::nullopt;
    ::close(descriptor);
    return pid;
}

}  // namespace wireroom::store
