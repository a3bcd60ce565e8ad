#define ZLIB_CONST  // zlib does not write to its input
#include "fetch/decode_stage.hpp"

#include "base/text.hpp"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace wireroom::fetch {
namespace {

constexpr std::string_view kMagic = "\x1f\x8b";
constexpr std::size_t kMaxInputStep = 1U << 20U;  // zlib counts in 32 bits

class GzipStage final : public DecodeStage {
public:
    explicit GzipStage(Gzip declared) : declared_(declared) {}
    ~GzipStage() override {
        if (ready_) {
            inflateEnd(&stream_);
        }
    }
    GzipStage(const GzipStage&) = delete;
    GzipStage& operator=(const GzipStage&) = delete;
    GzipStage(GzipStage&&) = delete;
    GzipStage& operator=(GzipStage&&) = delete;

    Result<std::size_t, DecodeError> read(std::string_view& input, char* out, std::size_t capacity)
        override {
        while (true) {
            switch (state_) {
                case State::kStart:
                case State::kBetween:
                    if (!take_magic(input)) {
                        return std::size_t{0};
                    }
                    break;
                case State::kPlain:
                    return copy(input, out, capacity);
                case State::kGarbage:
                    input = {};
                    return std::size_t{0};
                case State::kMember: {
                    auto written = inflate_some(input, out, capacity);
                    if (!written || *written > 0 || state_ == State::kMember) {
                        return written;
                    }
                    break;  // a member ended without output: look at what follows
                }
            }
        }
    }

    Result<std::size_t, DecodeError> finish(char* out) override {
        switch (state_) {
            case State::kStart:  // an empty body, or one of a single byte
                std::ranges::copy(held_, out);
                return held_.size();
            case State::kMember:
                return DecodeError(DecodeFault::kTruncated, "gzip stream ends before its end");
            default:
                return std::size_t{0};
        }
    }

    bool is_decompressing() const override {
        return state_ != State::kPlain && state_ != State::kStart;
    }

private:
    enum class State {
        kStart,    ///< before the first two bytes
        kMember,   ///< in a gzip member
        kBetween,  ///< behind a member, before the next two bytes
        kPlain,    ///< not gzip at all
        kGarbage,  ///< behind the last member
    };

    /// Collects two bytes and decides by them. @return false when they are not there yet.
    bool take_magic(std::string_view& input) {
        while (held_.size() < kMagic.size() && !input.empty()) {
            held_ += input.front();
            input.remove_prefix(1);
        }
        if (held_.size() < kMagic.size() && kMagic.starts_with(held_)) {
            return false;
        }
        const bool gzip = held_ == kMagic;
        if (state_ == State::kBetween) {
            state_ = gzip ? State::kMember : State::kGarbage;
            if (!gzip) {
                notes.emplace_back("bytes behind the gzip stream were ignored");
                held_.clear();
            }
        } else {
            state_ = gzip ? State::kMember : State::kPlain;
            if (gzip && declared_ == Gzip::kUndeclared) {
                notes.emplace_back("gzip without Content-Encoding was decoded");
            } else if (!gzip && declared_ == Gzip::kDeclared) {
                notes.emplace_back("Content-Encoding says gzip, the body is not");
            }
        }
        if (gzip) {
            start_member();
        }
        return true;
    }

    void start_member() {
        const int code = ready_ ? inflateReset(&stream_) : inflateInit2(&stream_, 15 + 16);
        if (code == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        ready_ = true;
    }

    Result<std::size_t, DecodeError> copy(
        std::string_view& input, char* out, std::size_t capacity
    ) {
        if (!held_.empty()) {
            const auto size = held_.copy(out, capacity);
            held_.erase(0, size);
            return size;
        }
        const auto size = std::min(input.size(), capacity);
        std::memcpy(out, input.data(), size);
        input.remove_prefix(size);
        return size;
    }

    Result<std::size_t, DecodeError> inflate_some(
        std::string_view& input, char* out, std::size_t capacity
    ) {
        std::size_t written = 0;
        while (written < capacity) {
            const bool from_held = !held_.empty();  // the magic number itself
            const std::string_view source =
                from_held ? std::string_view(held_) : input.substr(0, kMaxInputStep);
            stream_.next_in = reinterpret_cast<z_const Bytef*>(source.data());
            stream_.avail_in = static_cast<uInt>(source.size());
            stream_.next_out = reinterpret_cast<Bytef*>(out + written);
            const auto room = std::min(capacity - written, kMaxInputStep);
            stream_.avail_out = static_cast<uInt>(room);
            const int code = inflate(&stream_, Z_NO_FLUSH);
            const auto used = source.size() - stream_.avail_in;
            written += room - stream_.avail_out;
            if (from_held) {
                held_.erase(0, used);
            } else {
                input.remove_prefix(used);
            }
            if (code == Z_STREAM_END) {
                state_ = State::kBetween;
                return written;
            }
            if (code == Z_MEM_ERROR) {
                throw std::bad_alloc();
            }
            if (code != Z_OK && code != Z_BUF_ERROR) {
                const auto* reason = stream_.msg != nullptr ? stream_.msg : "bad data";
                return DecodeError(DecodeFault::kBroken, fmt::format("gzip: {}", reason));
            }
            if (stream_.avail_out > 0 && held_.empty() && input.empty()) {
                return written;  // wants more
            }
            if (code == Z_BUF_ERROR && used == 0 && stream_.avail_out == room) {
                return DecodeError(DecodeFault::kBroken, "gzip: no progress");
            }
        }
        return written;
    }

    const Gzip declared_;
    State state_ = State::kStart;
    std::string held_;  ///< the first bytes until they are known
    z_stream stream_{};
    bool ready_ = false;
};

class BrotliStage final : public DecodeStage {
public:
    BrotliStage()
        : state_(
              BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance
          ) {
        if (!state_) {
            throw std::bad_alloc();
        }
    }

    Result<std::size_t, DecodeError> read(std::string_view& input, char* out, std::size_t capacity)
        override {
        if (ended_) {
            if (!input.empty() && notes.empty()) {
                notes.emplace_back("bytes behind the brotli stream were ignored");
            }
            input = {};
            return std::size_t{0};
        }
        started_ = started_ || !input.empty();
        auto available_in = input.size();
        const auto* next_in = reinterpret_cast<const std::uint8_t*>(input.data());
        auto available_out = capacity;
        auto* next_out = reinterpret_cast<std::uint8_t*>(out);
        const auto result = BrotliDecoderDecompressStream(
            state_.get(), &available_in, &next_in, &available_out, &next_out, nullptr
        );
        input.remove_prefix(input.size() - available_in);
        const auto written = capacity - available_out;
        if (result == BROTLI_DECODER_RESULT_ERROR) {
            const auto* reason = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state_.get()));
            return DecodeError(DecodeFault::kBroken, fmt::format("br: {}", to_lower(reason)));
        }
        ended_ = result == BROTLI_DECODER_RESULT_SUCCESS;
        if (ended_ && written == 0) {
            return read(input, out, capacity);  // once: `ended_` is set
        }
        return written;
    }

    Result<std::size_t, DecodeError> finish(char* /*out*/) override {
        if (started_ && !ended_) {
            return DecodeError(DecodeFault::kTruncated, "brotli stream ends before its end");
        }
        return std::size_t{0};
    }

private:
    std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state_;
    bool started_ = false;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<DecodeStage> make_gzip_stage(Gzip declared) {
    return std::make_unique<GzipStage>(declared);
}

std::unique_ptr<DecodeStage> make_brotli_stage() {
    return std::make_unique<BrotliStage>();
}

}  // namespace wireroom::fetch
