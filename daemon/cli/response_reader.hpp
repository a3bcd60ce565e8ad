#pragma once

#include "cli/transport.hpp"
#include "serve/message.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom::cli {

/// Reads one HTTP/1.1 response from pieces of any size (RFC 9112): body by length, in chunks, or up
/// to the end of the connection. Does no input itself.
class ResponseReader {
public:
    /// @param max_body_bytes  a longer body is a fault; 0 = no limit, for streams whose body is
    /// taken away with `take_body` as it comes.
    explicit ResponseReader(std::size_t max_body_bytes);
    ~ResponseReader();

    /// Takes the next bytes. @return what is wrong with them, in words; nothing when all is well.
    std::optional<std::string> put(std::string_view bytes);
    /// The connection ended. @return why that is too early; nothing when the response is complete.
    std::optional<std::string> end();

    bool head_done() const;  ///< status and headers are known
    bool done() const;       ///< the whole response is here

    /// What has come so far; status and headers only once `head_done`.
    const serve::Reply& reply() const { return reply_; }
    /// The body that has come since the last call.
    std::string take_body();
    /// Status, headers, and what `take_body` has left.
    serve::Reply take_reply();

private:
    struct Parser;

    std::unique_ptr<Parser> parser_;
    serve::Reply reply_;
    std::string pending_;  ///< bytes that the parser wants to see again with more behind them
};

/// Cuts a stream into lines, however it comes in.
class LineSplitter {
public:
    explicit LineSplitter(std::size_t max_line_bytes) : max_line_bytes_(max_line_bytes) {}

    /// Hands every line that `bytes` completes to `sink`; empty lines are left out.
    /// @return false when the sink wants no more.
    bool put(std::string_view bytes, const LineSink& sink);
    /// A line was longer than allowed.
    bool overflowed() const { return rest_.size() > max_line_bytes_; }

private:
    std::size_t max_line_bytes_;
    std::string rest_;
};

}  // namespace wireroom::cli
