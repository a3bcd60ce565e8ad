#include "cli/width.hpp"

#include "base/text.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace wireroom::cli {
namespace {

constexpr UChar32 kZeroWidthJoiner = 0x200D;

int width_of(UChar32 c) {
    if (c < 0x300) {
        return 1;  // the first combining mark is U+0300; terminals show a soft hyphen
    }
    switch (u_charType(c)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
            return 0;
        case U_FORMAT_CHAR:
            // The Arabic number sign and its like stand in front of digits, visibly.
            return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK) ? 1 : 0;
        default:
            break;
    }
    if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF)) {
        return 0;  // Hangul medial vowels and final consonants join the syllable before them
    }
    const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

/// Walks over the characters of a text with the columns that each adds.
class Walker {
public:
    explicit Walker(std::string_view text) : text_(text) {}

    bool done() const { return at_ >= text_.size(); }
    std::size_t position() const { return at_; }

    /// Steps over one character.
    int step() {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
        auto at = static_cast<std::int64_t>(at_);
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, static_cast<std::int64_t>(text_.size()), c);
        at_ = static_cast<std::size_t>(at);
        // An emoji behind a joiner is drawn into the one before.
        const int width = joined_ ? 0 : width_of(c);
        joined_ = c == kZeroWidthJoiner;
        return width;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    bool joined_ = false;
};

/// The line break opportunities of a text, in bytes, ascending, the end included.
std::vector<std::size_t> break_opportunities(std::string_view text) {
    std::vector<std::size_t> breaks;
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        // The common case needs no dictionaries: break behind white space.
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (is_space(text[i - 1]) && !is_space(text[i])) {
                breaks.push_back(i);
            }
        }
        breaks.push_back(text.size());
        return breaks;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, decltype(&utext_close)> source(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
        &utext_close
    );
    const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> iterator(
        ubrk_open(UBRK_LINE, "", nullptr, 0, &status), &ubrk_close
    );
    if (U_SUCCESS(status)) {
        ubrk_setUText(iterator.get(), source.get(), &status);
    }
    if (U_SUCCESS(status)) {
        for (auto at = ubrk_next(iterator.get()); at != UBRK_DONE; at = ubrk_next(iterator.get())) {
            breaks.push_back(static_cast<std::size_t>(at));
        }
    }
    if (breaks.empty() || breaks.back() != text.size()) {
        breaks.push_back(text.size());
    }
    return breaks;
}

/// `range` of `text` without the white space at its end.
Range without_trailing_space(std::string_view text, Range range) {
    while (range.end > range.begin && is_space(text[range.end - 1])) {
        --range.end;
    }
    return range;
}

/// Lines of a text without line feeds, appended to `lines` with `offset` added.
void wrap_line(std::string_view text, int width, std::size_t offset, std::vector<Range>& lines) {
    Range line;    // what fits so far
    int used = 0;  // columns of `line` with the space behind it
    const auto finish = [&](std::size_t next) {
        const auto range = without_trailing_space(text, line);
        lines.push_back({range.begin + offset, range.end + offset});
        line = {next, next};
        used = 0;
    };
    std::size_t begin = 0;
    for (const auto end : break_opportunities(text)) {
        const auto word = without_trailing_space(text, {begin, end});
        const auto columns = display_width(text.substr(word.begin, word.end - word.begin));
        if (used > 0 && used + columns > width) {
            finish(begin);
        }
        if (columns > width) {
            Walker walker(text.substr(word.begin, word.end - word.begin));
            while (!walker.done()) {
                const auto start = word.begin + walker.position();
                const int step = walker.step();
                if (used > 0 && used + step > width) {
                    line.end = start;
                    finish(start);
                }
                used += step;
            }
            used += static_cast<int>(end - word.end);
        } else {
            used += columns + static_cast<int>(end - word.end);
        }
        line.end = end;
        begin = end;
    }
    finish(text.size());
}

}  // namespace

int display_width(std::string_view text) {
    int width = 0;
    for (Walker walker(text); !walker.done();) {
        width += walker.step();
    }
    return width;
}

std::string fit(std::string_view text, int width) {
    int used = 0;
    std::size_t room_for_mark = 0;  // bytes that leave a column for the ellipsis
    for (Walker walker(text); !walker.done();) {
        used += walker.step();
        if (used > width) {
            std::string cut(text.substr(0, room_for_mark));
            return width > 0 ? cut + "…" : cut;
        }
        if (used <= width - 1) {
            room_for_mark = walker.position();
        }
    }
    return std::string(text);
}

std::string pad(std::string_view text, int width) {
    const int missing = width - display_width(text);
    return std::string(text) + std::string(static_cast<std::size_t>(std::max(0, missing)), ' ');
}

std::string pad_left(std::string_view text, int width) {
    const int missing = width - display_width(text);
    return std::string(static_cast<std::size_t>(std::max(0, missing)), ' ') + std::string(text);
}

std::vector<Range> wrap_ranges(std::string_view paragraph, int width) {
    std::vector<Range> lines;
    std::size_t offset = 0;
    for (const auto line : split(paragraph, '\n')) {
        wrap_line(line, std::max(width, 2), offset, lines);
        offset += line.size() + 1;
    }
    return lines;
}

std::string wrap(std::string_view text, int width, std::string_view indent) {
    std::string out;
    for (const auto& range : wrap_ranges(text, width - display_width(indent))) {
        const auto line = text.substr(range.begin, range.end - range.begin);
        if (!line.empty()) {
            out += indent;
            out += line;
        }
        out += '\n';
    }
    return out;
}

}  // namespace wireroom::cli
