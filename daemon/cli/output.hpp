#pragma once

#include "base/time.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace wireroom::cli {

/// Whom we write for, as far as the looks depend on it.
struct Look {
    bool terminal = false;  ///< aligned columns and relative times; else tabs and full times
    bool colour = false;
    int width = 80;  ///< columns
    Timestamp now{};
    /// What a wall clock in the user's zone shows more than UTC at that instant.
    std::function<std::chrono::seconds(Timestamp)> utc_offset = [](Timestamp) {
        return std::chrono::seconds(0);
    };
};

/// Looks at standard output and the environment: COLUMNS, NO_COLOR, TERM, TZ, WIREROOM_NOW.
Look detect_look();

/// The time, or what WIREROOM_NOW pins it to (the daemon's testing aid, without its scale).
Timestamp wall_clock();

/// Thrown when the reader of our output has gone; not a failure (`wireroom stories | head -1`).
struct OutputClosed {};

/// Standard output, buffered; or any other sink in tests. Not thread-safe.
class Output {
public:
    using Sink = std::function<void(std::string_view)>;

    explicit Output(Sink sink);

    /// Throws what the sink throws: OutputClosed, or std::system_error when a disk is full.
    void write(std::string_view text);
    void line(std::string_view text);
    void flush();
    /// Finds out whether the reader has gone (OutputClosed) without writing anything: the sink gets
    /// an empty text.
    void probe();

private:
    Sink sink_;
    std::string buffer_;
};

/// Writes all of it to a file descriptor; for an empty text only looks whether its reader is there.
/// Throws OutputClosed on EPIPE, else std::system_error.
void write_all(int fd, std::string_view text);

}  // namespace wireroom::cli
