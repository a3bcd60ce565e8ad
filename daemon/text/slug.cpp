#include "text/slug.hpp"

#include "base/text.hpp"
#include "text/fold.hpp"
#include "text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace wireroom::text {
namespace {

/// A title is a line; more of it would only be cut.
constexpr std::size_t kMaxTitleBytes = 1024;

/// Latin letters that Unicode does not take apart, folded.
std::string_view latin(char32_t c) {
    static constexpr std::array kLetters = std::to_array<std::pair<char32_t, std::string_view>>({
        {0xE6, "ae"},
        {0xF0, "d"},
        {0xF8, "o"},
        {0xFE, "th"},
        {0x111, "d"},
        {0x127, "h"},
        {0x131, "i"},
        {0x142, "l"},
        {0x153, "oe"},
        {0x167, "t"},
    });
    const auto* const found =
        std::ranges::find(kLetters, c, &std::pair<char32_t, std::string_view>::first);
    return found == kLetters.end() ? std::string_view() : found->second;
}

/// Letters and their marks apart.
std::string decomposed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const auto* const kNormaliser = icu::Normalizer2::getNFKDInstance(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    kNormaliser->normalizeUTF8(
        0,
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
        sink,
        nullptr,
        status
    );
    return out;
}

bool is_sign(char32_t c) {
    return (c >= 0xA1 && c <= 0xBF) || c == 0xD7 || c == 0xF7 || (c >= 0x300 && c <= 0x36F) ||
           (c >= 0x2000 && c <= 0x2BFF) || (c >= 0xFE00 && c <= 0xFE0F) || c >= 0x1F000;
}

}  // namespace

std::string slug(std::string_view title) {
    const auto text = decomposed(fold(title.substr(0, kMaxTitleBytes)));
    std::string out;
    std::size_t kept = 0;
    std::size_t lost = 0;
    bool gap = false;
    const auto put = [&](std::string_view letters) {
        if (gap && !out.empty()) {
            out += '-';
        }
        gap = false;
        out += letters;
        ++kept;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto c = decode_at(text, at);
        const auto letters = latin(c.value);
        if ((c.value >= 'a' && c.value <= 'z') || (c.value >= '0' && c.value <= '9')) {
            put(std::string_view(text).substr(at, 1));
        } else if (!letters.empty()) {
            put(letters);
        } else if (c.value >= 0x80 && !is_sign(c.value)) {
            ++lost;
            gap = true;
        } else if (c.value != '\'' && !(c.value >= 0x300 && c.value <= 0x36F)) {
            // "Trump's" is one word, and a mark belongs to the letter before it.
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
