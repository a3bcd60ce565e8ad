#pragma once

#include "async/net.hpp"
#include "fetch/decoder.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wireroom::fetch {

/// A response body being collected: piece by piece decoded, small ones in place, large coded ones
/// on a worker, so that a bomb never holds the loop. Belongs to the loop's thread.
class Body {
public:
    Body(Decoder decoder, net::any_io_executor workers);

    /// Takes the next received bytes. Errors: those of the decoder. After cancellation (thrown) the
    /// body is of no more use.
    net::awaitable<Result<void, DecodeError>> take(std::string piece);

    /// After the last piece. Errors: those of the decoder.
    Result<void, DecodeError> finish();

    /// The decoded body; leaves nothing behind.
    std::string release();

    const std::vector<std::string>& notes() const;

private:
    struct State;
    std::shared_ptr<State> state_;  ///< shared with a worker whose waiter may have left
    net::any_io_executor workers_;
};

}  // namespace wireroom::fetch
