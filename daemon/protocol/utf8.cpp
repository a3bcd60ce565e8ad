#include "protocol/utf8.hpp"

#include <cstdint>

namespace wireroom::protocol {

std::size_t utf8_length(std::string_view text) {
    const auto byte_at = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const auto lead = byte_at(0);
    const auto continues = [&](std::size_t at, unsigned low, unsigned high) {
        return at < text.size() && byte_at(at) >= low && byte_at(at) <= high;
    };
    if (lead >= 0xC2 && lead <= 0xDF) {
        return continues(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        const bool whole =
            continues(1, low, high) && continues(2, 0x80, 0xBF) && continues(3, 0x80, 0xBF);
        return whole ? 4 : 0;
    }
    return 0;
}

}  // namespace wireroom::protocol
