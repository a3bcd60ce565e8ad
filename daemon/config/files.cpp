#include "config/files.hpp"

#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace wireroom::config {

namespace {

FileError unreadable(int error) {
    return {
        error == ENOENT ? FileFault::kMissing : FileFault::kUnreadable,
        "cannot be read: " + std::generic_category().message(error)};
}

/// Whoever reads the configuration from a pipe, `--config <(…)`, writes it at once. A daemon must
/// not wait for ever for a file that has become one.
constexpr std::chrono::seconds kPipePatience{5};

class OpenFile {
public:
    explicit OpenFile(const std::string& path)
        : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        struct stat info {};
        is_pipe_ = fd_ >= 0 && ::fstat(fd_, &info) == 0 && S_ISFIFO(info.st_mode);
    }
    ~OpenFile() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    /// Negative: `errno` says why.
    int fd() const { return fd_; }

    /// Waits for a pipe; other files always have something to say, if only that they end.
    bool has_more() const {
        pollfd watched{.fd = fd_, .events = POLLIN, .revents = 0};
        constexpr auto kLimit = std::chrono::milliseconds(kPipePatience).count();
        return !is_pipe_ || ::poll(&watched, 1, static_cast<int>(kLimit)) > 0;
    }

private:
    int fd_;
    bool is_pipe_ = false;
};

/// glob(3) hands nothing to its error function but this.
thread_local int glob_error = 0;

int note_glob_error(const char* /*path*/, int error) {
    // A folder that is not there holds no file; any other trouble hides files that were meant.
    if (error == ENOENT || error == ENOTDIR) {
        return 0;
    }
    glob_error = error;
    return 1;
}

}  // namespace

FileError too_large(std::size_t max_bytes) {
    return {FileFault::kTooLarge, "is larger than " + std::to_string(max_bytes >> 20U) + " MiB"};
}

Result<std::string, FileError> read_file(
    const std::string& path, std::size_t max_bytes, bool any_kind
) {
    struct stat info {};
    if (!any_kind && ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
        return FileError(
            FileFault::kUnreadable,
            S_ISDIR(info.st_mode) ? "cannot be read: Is a directory" : "is not a regular file"
        );
    }
    const OpenFile file(path);
    if (file.fd() < 0) {
        return unreadable(errno);
    }
    std::string text;
    constexpr std::size_t kStep = 64U << 10U;
    while (text.size() <= max_bytes) {
        if (!file.has_more()) {
            return FileError(
                FileFault::kUnreadable,
                "cannot be read: it is a pipe, and nothing came through it for " +
                    std::to_string(kPipePatience.count()) + " s"
            );
        }
        const auto size = text.size();
        text.resize(std::min(size + kStep + size, max_bytes + 1));
        const auto count = ::read(file.fd(), text.data() + size, text.size() - size);
        text.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count < 0 && errno != EINTR) {
            return unreadable(errno);
        }
        if (count == 0) {
            break;
        }
    }
    if (text.size() > max_bytes) {
        return too_large(max_bytes);
    }
    return text;
}

bool is_pattern(std::string_view pattern) {
    return pattern.find_first_of("*?[") != std::string_view::npos;
}

Result<std::vector<std::string>, FileError> find_files(
    const std::string& folder, const std::string& pattern, std::size_t most
) {
    std::string full;
    if (!pattern.starts_with('/')) {
        for (const char c : folder) {
            if (std::string_view("*?[]\\").find(c) != std::string_view::npos) {
                full += '\\';
            }
            full += c;
        }
    }
    full += pattern;
    glob_t found{};
    const std::unique_ptr<glob_t, decltype(&globfree)> owner(&found, &globfree);
    glob_error = EIO;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): without "~" only the locale is shared, never changed
    const int result = ::glob(full.c_str(), GLOB_NOSORT, note_glob_error, &found);
    if (result == GLOB_NOSPACE) {
        throw std::bad_alloc();
    }
    if (result == GLOB_ABORTED) {
        return unreadable(glob_error);
    }
    std::vector<std::string> files;
    for (std::size_t i = 0; result == 0 && i < found.gl_pathc; ++i) {
        files.emplace_back(found.gl_pathv[i]);
    }
    std::ranges::sort(files);
    if (files.size() > most + 1) {
        files.resize(most + 1);
    }
    return files;
}

}  // namespace wireroom::config
