#pragma once

#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace wireroom::feed {

/// The first offset from `at` on at which one of three bytes stands, else the size of the text.
/// What `find_first_of` does, sixteen bytes at a step where the machine can: the passes over XML
/// text spend their time here.
inline std::size_t find_any(std::string_view text, std::size_t at, char a, char b, char c) {
#if defined(__SSE2__)
    const auto first = _mm_set1_epi8(a);
    const auto second = _mm_set1_epi8(b);
    const auto third = _mm_set1_epi8(c);
    for (; at + 16 <= text.size(); at += 16) {
        // The load is of any alignment: the cast says nothing about it.
        const auto bytes =
            _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(text.data() + at))
            );
        const auto hits = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second)),
            _mm_cmpeq_epi8(bytes, third)
        );
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
        if (mask != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(mask));
        }
    }
#endif
    while (at < text.size() && text[at] != a && text[at] != b && text[at] != c) {
        ++at;
    }
    return at;
}

/// How many bytes `copy_until` may write behind what it copies.
inline constexpr std::size_t kCopyOverhang = 16;

/// Copies the text from `at` on up to the first of two bytes, which is not copied, and moves `out`
/// behind the copy.
/// @return where that byte stands, else the size of the text.
inline std::size_t copy_until(std::string_view text, std::size_t at, char a, char b, char*& out) {
#if defined(__SSE2__)
    const auto first = _mm_set1_epi8(a);
    const auto second = _mm_set1_epi8(b);
    for (; at + 16 <= text.size(); at += 16, out += 16) {
        const auto bytes =
            _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(text.data() + at))
            );
        _mm_storeu_si128(static_cast<__m128i*>(static_cast<void*>(out)), bytes);
        const auto hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
        if (mask != 0) {
            const auto length = std::countr_zero(mask);
            out += length;
            return at + static_cast<std::size_t>(length);
        }
    }
#endif
    while (at < text.size() && text[at] != a && text[at] != b) {
        *out++ = text[at++];
    }
    return at;
}

/// `find` that gives the size of the text where there is nothing.
inline std::size_t find_or_end(std::string_view text, std::string_view what, std::size_t at) {
    const auto found = text.find(what, at);
    return found == std::string_view::npos ? text.size() : found;
}

/// True when `what` stands at `at`.
inline bool stands_at(std::string_view text, std::size_t at, std::string_view what) {
    return at <= text.size() && text.substr(at, what.size()) == what;
}

/// A mark that is searched for from place to place: each search goes on where the last one
/// ended, so that a thousand openings without an end cost one.
class Mark {
public:
    explicit Mark(std::string_view mark) : mark_(mark) {}

    std::size_t find(std::string_view text, std::size_t from) {
        if (found_ < from || !searched_) {
            found_ = text.find(mark_, from);
            searched_ = true;
        }
        return found_;
    }

private:
    std::string_view mark_;
    std::size_t found_ = 0;
    bool searched_ = false;
};

}  // namespace wireroom::feed
