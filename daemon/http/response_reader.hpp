#pragma once

#include "base/result.hpp"
#include "http/head.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::http {

/// What one response may measure.
struct ResponseLimits {
    std::size_t header_bytes = 64U << 10U;  ///< of each head and of the trailer
    std::size_t header_fields = 256;
    std::uint64_t body_bytes = 16ULL << 20U;  ///< of a 200, as received, without chunk framing
    int interim_answers = 20;                 ///< 1xx before the answer
};

/// Reads one HTTP/1.x response to a GET from bytes as they come: no socket, no waiting (RFC 9112).
/// Invariant: it holds at most one head and one piece of framing; body bytes leave with the call
/// that brought them. Framing is Beast's parser: two different Content-Lengths, lengths that
/// overflow and bad chunks are errors.
class ResponseReader {
public:
    explicit ResponseReader(const ResponseLimits& limits);
    ~ResponseReader();
    ResponseReader(const ResponseReader&) = delete;
    ResponseReader& operator=(const ResponseReader&) = delete;
    ResponseReader(ResponseReader&&) = delete;
    ResponseReader& operator=(ResponseReader&&) = delete;

    /// Takes the next received bytes and appends what belongs to the body to `body`.
    /// What follows a complete response is ignored and makes `has_excess` true. Errors: kProtocol,
    /// kTooLarge.
    Result<void, HttpError> put(std::string_view bytes, std::string& body);

    /// The connection has ended. Error: kProtocol, unless that is how this body ends or the
    /// response is complete.
    Result<void, HttpError> end();

    /// The head of the final answer is there: `status` and `fields` are valid.
    bool has_head() const;
    /// The whole response is there.
    bool is_complete() const;
    /// The server sent more than the response: the connection is of no more use.
    bool has_excess() const;

    int status() const;
    const Fields& fields() const;
    const std::vector<std::string>& notes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::http
