#include "text/slug.hpp"

#include "text/fold.hpp"
#include "text/unaccent.hpp"
#include "text/utf8.hpp"

namespace wireroom::text {
namespace {

/// A title is a line; more of it would only be cut.
constexpr std::size_t kMaxTitleBytes = 1024;

bool is_sign(char32_t c) {
    return (c >= 0xA1 && c <= 0xBF) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c >= 0x1F000;
}

}  // namespace

std::string slug(std::string_view title) {
    const auto text = unaccent(fold(title.substr(0, kMaxTitleBytes)));
    std::string out;
    std::size_t kept = 0;
    std::size_t lost = 0;
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = decode_at(text, at);
        if ((c.value >= 'a' && c.value <= 'z') || (c.value >= '0' && c.value <= '9')) {
            if (gap && !out.empty()) {
                out += '-';
            }
            gap = false;
            out += text[at];
            ++kept;
        } else if (c.value >= 0x80 && !is_sign(c.value)) {
            ++lost;
            gap = true;
        } else if (c.value != '\'') {
            // "Trump's" is one word.
            gap = true;
        }
        at += c.bytes;
    }
    if (lost > kept) {
        return {};
    }
    if (out.size() > kMaxSlugBytes) {
        const auto word_end = out.rfind('-', kMaxSlugBytes);
        out.resize(
            word_end != std::string::npos && word_end >= kMaxSlugBytes / 2 ? word_end
                                                                           : kMaxSlugBytes
        );
    }
    while (out.ends_with('-')) {
        out.pop_back();
    }
    return out;
}

}  // namespace wireroom::text
