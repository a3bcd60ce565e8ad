#include "fetch/body.hpp"

#include "async/run_on.hpp"

#include <limits>
#include <string_view>

namespace wireroom::fetch {
namespace {

/// Decoded on the loop per body: inflating this much takes about a millisecond, and most feeds are
/// no larger.
constexpr std::size_t kInPlace = 256U << 10U;

}  // namespace

struct Body::State {
    Decoder decoder;
    std::string decoded;
};

Body::Body(Decoder decoder, net::any_io_executor workers)
    : state_(std::make_shared<State>(State{std::move(decoder), {}})),
      workers_(std::move(workers)) {}

net::awaitable<Result<void, DecodeError>> Body::take(std::string piece) {
    const auto state = state_;
    std::string_view rest = piece;
    const bool plain = !state->decoder.is_decompressing();
    if (plain || state->decoded.size() < kInPlace) {
        const auto used_up = state->decoder.decode(rest, state->decoded, kInPlace);
        if (!used_up) {
            co_return used_up.error();
        }
        if (*used_up) {
            co_return Result<void, DecodeError>();
        }
    }
    auto left = std::string(rest);
    auto result = co_await async::run_on(
        workers_,
        [state, left = std::move(left)]() -> Result<void, DecodeError> {
            std::string_view input = left;
            const auto done = state->decoder.decode(
                input,
                state->decoded,
                std::numeric_limits<std::size_t>::max() - state->decoded.size()
            );
            if (!done) {
                return done.error();
            }
            return {};
        }
    );
    co_return result;
}

Result<void, DecodeError> Body::finish() {
    return state_->decoder.finish(state_->decoded);
}

std::string Body::release() {
    return std::move(state_->decoded);
}

const std::vector<std::string>& Body::notes() const {
    return state_->decoder.notes();
}

}  // namespace wireroom::fetch
