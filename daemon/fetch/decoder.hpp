#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::fetch {

enum class DecodeFault {
    kUnknown,    ///< a coding that we did not ask for and do not know, or more than two
    kBroken,     ///< not what it says: bad data, wrong checksum or length
    kTruncated,  ///< ends before its end
    kTooLarge,   ///< over the decoded limit
    kBomb,       ///< over the ratio
};
using DecodeError = Error<DecodeFault>;

/// What decoding may yield.
struct DecodeLimits {
    std::uint64_t decoded_bytes = 32ULL << 20U;  ///< at most, at each stage
    std::uint64_t ratio = 200;  ///< decoded to received, once `ratio_after` bytes were decoded
    std::uint64_t ratio_after = 1ULL << 20U;
};

/// Undoes Content-Encoding while the bytes arrive (RFC 9110 section 8.4): gzip, x-gzip, br, at most
/// two on top of each other.
///
/// Servers lie about gzip in both directions: what says gzip and is not (no magic number) passes as
/// it is, and what is gzip without saying so is decoded; both leave a note. Several gzip members
/// are one body (RFC 1952 section 2.2), what follows the last one is ignored. Invariant: memory
/// does not depend on the size of the body; limits hold before the bytes are kept.
class Decoder {
public:
    /// @param content_encoding the field's value, several fields joined by commas; may be empty.
    /// Errors: kUnknown.
    static Result<Decoder, DecodeError> create(
        std::string_view content_encoding, const DecodeLimits& limits
    );

    ~Decoder();
    Decoder(Decoder&& other) noexcept;
    Decoder& operator=(Decoder&& other) noexcept;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// Decodes some of `input` and appends it to `out`, about `budget` bytes in one call.
    /// @param input the next received bytes; what was used is removed from its front. Hand in the
    /// rest again.
    /// @return true when all of `input` is used and nothing more can be said about it; false when
    /// the budget was reached. Errors: kBroken, kTooLarge, kBomb; after an error the decoder is of
    /// no more use.
    Result<bool, DecodeError> decode(std::string_view& input, std::string& out, std::size_t budget);

    /// To be called once after the last byte; appends what was held back. Errors: kTruncated, and
    /// those of `decode`.
    Result<void, DecodeError> finish(std::string& out);

    /// True when the bytes really pass through a decompressor (known after the first two).
    bool is_decompressing() const;

    /// Tolerated lies, one plain line each.
    const std::vector<std::string>& notes() const;

private:
    struct Impl;
    explicit Decoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace wireroom::fetch
