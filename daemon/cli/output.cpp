#include "cli/output.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <utility>

namespace wireroom::cli {
namespace {

constexpr std::size_t kBufferBytes = 64U << 10U;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? std::string_view() : std::string_view(value);
}

int terminal_width() {
    int columns = 0;
    const auto text = environment("COLUMNS");
    std::from_chars(text.data(), text.data() + text.size(), columns);
    winsize size{};
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        columns = size.ws_col;
    }
    return columns < 20 || columns > 1000 ? 80 : columns;
}

std::chrono::seconds local_offset(Timestamp time) {
    const std::time_t seconds = to_ms(std::chrono::floor<std::chrono::seconds>(time)) / 1000;
    std::tm local{};
    if (localtime_r(&seconds, &local) == nullptr) {
        return std::chrono::seconds(0);
    }
    return std::chrono::seconds(local.tm_gmtoff);
}

}  // namespace

Timestamp wall_clock() {
    // The daemon's testing aid: with it the client speaks of the same "now". A scaled clock is the
    // daemon's own affair.
    if (environment("WIREROOM_CLOCK_SCALE").empty()) {
        if (const auto pinned = parse_rfc3339(environment("WIREROOM_NOW"))) {
            return *pinned;
        }
    }
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Look detect_look() {
    Look look;
    look.terminal = isatty(STDOUT_FILENO) == 1;
    look.colour = look.terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    look.width = look.terminal ? terminal_width() : 80;
    look.now = wall_clock();
    look.utc_offset = local_offset;
    return look;
}

Output::Output(Sink sink) : sink_(std::move(sink)) {}

void Output::write(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= kBufferBytes) {
        flush();
    }
}

void Output::line(std::string_view text) {
    write(text);
    write("\n");
}

void Output::flush() {
    const auto text = std::exchange(buffer_, {});
    if (!text.empty()) {
        sink_(text);
    }
}

void Output::probe() {
    sink_({});
}

void write_all(int fd, std::string_view text) {
    if (text.empty()) {
        pollfd entry{.fd = fd, .events = 0, .revents = 0};
        if (::poll(&entry, 1, 0) > 0 && (entry.revents & (POLLERR | POLLHUP)) != 0) {
            throw OutputClosed();
        }
    }
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            throw OutputClosed();
        } else if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "write standard output");
        }
    }
}

}  // namespace wireroom::cli
