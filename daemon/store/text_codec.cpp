#include "store/codec.hpp"
#include "store/store.hpp"

#include <zstd.h>

#include <string>

namespace wireroom::store {
namespace {

/// Of some thousand bytes of HTML and its text, level 3 makes 1 to 4 % less for a third more time.
constexpr int kLevel = 1;
/// No text is longer: feeds are limited to far less. Keeps a damaged size from taking the memory.
constexpr std::int64_t kMaxTextBytes = std::int64_t{1} << 28;

[[noreturn]] void fail(std::string_view row, std::string_view what) {
    throw StoreError(
        "the stored text of " + std::string(row) + " is damaged (" + std::string(what) +
        "); run wireroom verify"
    );
}

}  // namespace

struct TextCodec::Contexts {
    ZSTD_CCtx* compression = ZSTD_createCCtx();
    ZSTD_DCtx* decompression = ZSTD_createDCtx();

    Contexts() = default;
    Contexts(const Contexts&) = delete;
    Contexts& operator=(const Contexts&) = delete;
    ~Contexts() {
        ZSTD_freeCCtx(compression);
        ZSTD_freeDCtx(decompression);
    }
};

TextCodec::TextCodec() : contexts_(std::make_unique<Contexts>()) {
    auto* context = contexts_->compression;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
}

TextCodec::~TextCodec() = default;

std::string TextCodec::compress(std::string_view html, std::string_view text) {
    std::string both;
    both.reserve(html.size() + text.size());
    both.append(html).append(text);
    std::string frame(ZSTD_compressBound(both.size()), '\0');
    const auto size = ZSTD_compress2(
        contexts_->compression, frame.data(), frame.size(), both.data(), both.size()
    );
    if (ZSTD_isError(size) != 0) {
        throw StoreError(std::string("zstd cannot compress: ") + ZSTD_getErrorName(size));
    }
    frame.resize(size);
    return frame;
}

StoredText TextCodec::decompress(
    std::string_view frame, std::int64_t html_size, std::int64_t text_size, std::string_view row
) {
    const bool sane = html_size >= 0 && html_size <= kMaxTextBytes && text_size >= 0 &&
                      text_size <= kMaxTextBytes;
    if (!sane) {
        fail(row, "impossible size");
    }
    StoredText stored;
    stored.html.resize(static_cast<std::size_t>(html_size + text_size));
    const auto size = ZSTD_decompressDCtx(
        contexts_->decompression, stored.html.data(), stored.html.size(), frame.data(), frame.size()
    );
    if (ZSTD_isError(size) != 0) {
        fail(row, ZSTD_getErrorName(size));
    }
    if (size != stored.html.size()) {
        fail(row, "another size than stated");
    }
    stored.text = stored.html.substr(static_cast<std::size_t>(html_size));
    stored.html.resize(static_cast<std::size_t>(html_size));
    return stored;
}

}  // namespace wireroom::store
