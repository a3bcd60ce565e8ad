#include "base/text.hpp"
#include "dedup/compare.hpp"
#include "text/fold.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::dedup {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// The upper halves of the two code pages that feeds are misread in most, from 0x80 on; 0 =
/// undefined.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};
constexpr std::array<char32_t, 64> kWindows1251 = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x98,   0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
};

std::optional<std::uint8_t> byte_1252(char32_t point) {
    if (point >= 0xA0 && point <= 0xFF) {
        return static_cast<std::uint8_t>(point);
    }
    for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
        if (kWindows1252[i] == point) {
            return static_cast<std::uint8_t>(0x80 + i);
        }
    }
    return std::nullopt;
}

std::optional<std::uint8_t> byte_1251(char32_t point) {
    if (point >= 0x410 && point <= 0x44F) {
        return static_cast<std::uint8_t>(0xC0 + (point - 0x410));
    }
    for (std::size_t i = 0; i < kWindows1251.size(); ++i) {
        if (kWindows1251[i] == point) {
            return static_cast<std::uint8_t>(0x80 + i);
        }
    }
    return std::nullopt;
}

std::u32string points_of(std::string_view utf8) {
    std::u32string result;
    result.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto c = text::decode_at(utf8, at);
        result.push_back(c.valid ? c.value : kReplacement);
        at += c.bytes;
    }
    return result;
}

/// How many characters at `at` are left of a misread sequence whose last byte was a control or a
/// no-break space and went: `â€` of a closing quote, `Ã` of `à`. 0 = none.
template <class ToByte>
std::size_t lost_tail(const std::u32string& text, std::size_t at, ToByte to_byte) {
    const auto lead = text[at] < 0x80 ? std::nullopt : to_byte(text[at]);
    const auto next =
        at + 1 < text.size() && text[at + 1] >= 0x80 ? to_byte(text[at + 1]) : std::nullopt;
    if (lead && *lead == 0xE2 && next && *next == 0x80) {
        return 2;
    }
    const bool ends_here = at + 1 == text.size() || text[at + 1] == U' ';
    return lead && *lead == 0xC3 && ends_here ? 1 : 0;
}

/// Replaces every run of characters whose code page bytes are one valid UTF-8 sequence.
template <class ToByte>
std::u32string repair(const std::u32string& text, ToByte to_byte) {
    std::u32string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = text[i] < 0x80 ? std::nullopt : to_byte(text[i]);
        const std::size_t length = !lead || *lead < 0xC2 ? 0
                                   : *lead < 0xE0        ? 2
                                   : *lead < 0xF0        ? 3
                                   : *lead < 0xF5        ? 4
                                                         : 0;
        bool valid = length > 0 && i + length <= text.size();
        char32_t point = valid && lead ? static_cast<char32_t>(*lead & (0xFFU >> (length + 1))) : 0;
        for (std::size_t k = 1; valid && k < length; ++k) {
            const auto next = to_byte(text[i + k]);
            valid = next && (*next & 0xC0U) == 0x80U;
            if (valid) {
                point = (point << 6U) | (*next & 0x3FU);
            }
        }
        if (valid && point >= 0x80 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF)) {
            result.push_back(point);
            i += length;
        } else if (const auto broken = lost_tail(text, i, to_byte); broken > 0) {
            result.push_back(kReplacement);
            i += broken;
        } else {
            result.push_back(text[i]);
            ++i;
        }
    }
    return result;
}

std::string utf8_of(const std::u32string& points) {
    std::string result;
    result.reserve(points.size() * 2);
    for (const auto point : points) {
        text::append_utf8(result, point);
    }
    return result;
}

/// Equal when runs of U+FFFD stand for up to four characters each, or for up to four lost bytes.
bool equal_but_replaced(const std::u32string& broken, const std::u32string& whole) {
    constexpr std::size_t kMostLost = 4;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < broken.size()) {
        if (broken[i] != kReplacement) {
            if (k >= whole.size() || broken[i] != whole[k]) {
                return false;
            }
            ++i;
            ++k;
            continue;
        }
        std::size_t run = 0;
        while (i < broken.size() && broken[i] == kReplacement) {
            ++i;
            ++run;
        }
        if (i == broken.size()) {
            return whole.size() - k <= run * kMostLost;
        }
        // The next three readable characters say where the text goes on.
        std::size_t readable = 1;
        while (readable < 3 && i + readable < broken.size() && broken[i + readable] != kReplacement
        ) {
            ++readable;
        }
        const auto resumed = whole.find(broken.substr(i, readable), k);
        if (resumed == std::u32string::npos || resumed - k > run * kMostLost) {
            return false;
        }
        k = resumed;
    }
    return k == whole.size();
}

bool has_replacement(const std::u32string& text) {
    return text.find(kReplacement) != std::u32string::npos;
}

}  // namespace

std::string repair_mojibake(std::string_view utf8) {
    // Whatever was misread has bytes above ASCII; most texts are spared the rest.
    if (std::ranges::all_of(utf8, [](char byte) {
            return static_cast<unsigned char>(byte) < 0x80;
        })) {
        return std::string(utf8);
    }
    const auto points = points_of(utf8);
    auto western = repair(points, byte_1252);
    auto cyrillic = repair(points, byte_1251);
    // The page that explains more of the text is the one it was misread in.
    const auto& better = cyrillic.size() < western.size() ? cyrillic : western;
    return better.size() < points.size() ? utf8_of(better) : std::string(utf8);
}

bool same_but_mojibake(std::string_view before_plain, std::string_view after_plain) {
    const auto before = text::fold(repair_mojibake(before_plain));
    const auto after = text::fold(repair_mojibake(after_plain));
    if (before == after) {
        return true;
    }
    if (before.find(text::kReplacement) == std::string::npos &&
        after.find(text::kReplacement) == std::string::npos) {
        return false;
    }
    const auto points_before = points_of(before);
    const auto points_after = points_of(after);
    return (has_replacement(points_before) && equal_but_replaced(points_before, points_after)) ||
           (has_replacement(points_after) && equal_but_replaced(points_after, points_before));
}

}  // namespace wireroom::dedup
