#pragma once

#include "fetch/decoder.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::fetch {

/// One content coding being undone: bytes in, bytes out, nothing kept but the decompressor's
/// window.
class DecodeStage {
public:
    DecodeStage() = default;
    virtual ~DecodeStage() = default;
    DecodeStage(const DecodeStage&) = delete;
    DecodeStage& operator=(const DecodeStage&) = delete;
    DecodeStage(DecodeStage&&) = delete;
    DecodeStage& operator=(DecodeStage&&) = delete;

    /// Decodes from the front of `input` into `out`, at most `capacity` bytes.
    /// @return bytes written; 0 means that more input is needed (all of `input` was used then).
    virtual Result<std::size_t, DecodeError> read(
        std::string_view& input, char* out, std::size_t capacity
    ) = 0;

    /// The input has ended: writes what was held back (at most 2 bytes), or says that something is
    /// missing.
    virtual Result<std::size_t, DecodeError> finish(char* out) = 0;

    /// False when the bytes pass as they are.
    virtual bool is_decompressing() const { return true; }

    std::vector<std::string> notes;
};

enum class Gzip { kDeclared, kUndeclared };

/// gzip, several members; without its magic number at the front the bytes pass as they are.
/// @param declared a note is left when the bytes are not what the field says, or the field does not
/// say what they are.
std::unique_ptr<DecodeStage> make_gzip_stage(Gzip declared);

/// Brotli (RFC 7932), windows of at most 16 MiB.
std::unique_ptr<DecodeStage> make_brotli_stage();

}  // namespace wireroom::fetch
