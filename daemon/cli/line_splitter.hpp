#pragma once

#include "cli/transport.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::cli {

/// Cuts a stream into lines, however it comes in.
class LineSplitter {
public:
    explicit LineSplitter(std::size_t max_line_bytes) : max_line_bytes_(max_line_bytes) {}

    /// Hands every line that `bytes` completes to `sink`, without its line break; empty lines are
    /// left out.
    /// @return false when the sink wants no more.
    bool put(std::string_view bytes, const LineSink& sink);
    /// A line is longer than allowed.
    bool overflowed() const { return rest_.size() > max_line_bytes_; }

private:
    std::size_t max_line_bytes_;
    std::string rest_;  ///< of a line whose end has not come
};

}  // namespace wireroom::cli
