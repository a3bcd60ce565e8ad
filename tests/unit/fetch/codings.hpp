#pragma once

#include <zlib.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace wireroom::fetch {

/// One gzip member, for tests.
inline std::string gzip(std::string_view text, int level = 9) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("deflateInit2");
    }
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    std::string input(text);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// A brotli stream of one stored block (RFC 7932 section 9.2) and an empty last one, for tests.
/// @param text 1 to 65,536 bytes.
inline std::string brotli(std::string_view text) {
    // Bit 0: window of 16 bits; 1: not last; 2–3: four nibbles; 4–19: length − 1; 20: stored.
    const auto head = static_cast<unsigned>((text.size() - 1) << 4U | 1U << 20U);
    std::string out;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        out += static_cast<char>(head >> shift & 0xFFU);
    }
    out += text;
    out += '\x03';  // last, empty
    return out;
}

}  // namespace wireroom::fetch
