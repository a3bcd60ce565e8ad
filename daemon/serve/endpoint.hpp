#pragma once

#include "serve/server.hpp"

#include <sys/types.h>

#include <string>

namespace wireroom::serve {

/// A listening Unix socket and the file that it made.
/// Invariant: the file is removed by whoever bound it, and only while it is still the same file.
class Listener {
public:
    /// Binds or adopts. @throws std::runtime_error as `Server::Server` says.
    explicit Listener(const Endpoint& endpoint);
    ~Listener();
    Listener(Listener&& other) noexcept;
    Listener& operator=(Listener&&) = delete;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Hands the descriptor over; non-blocking, close-on-exec.
    int release();

    bool is_operator() const { return is_operator_; }

private:
    void adopt(int fd);
    void bind_path(const Endpoint& endpoint);

    int fd_ = -1;
    std::string path_;  ///< of the file that we made; empty for an inherited socket
    dev_t device_ = 0;
    ino_t inode_ = 0;
    bool is_operator_ = false;
};

}  // namespace wireroom::serve
