#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {

/// Columns that `text` takes on a terminal: 2 for wide characters (East Asian Width F and W), 0 for
/// combining and invisible ones. `text` is UTF-8 without control characters.
int display_width(std::string_view text);

/// `text` cut to at most `width` columns, with `…` for what is missing; never in mid-character.
std::string fit(std::string_view text, int width);

/// `text` with spaces behind it up to `width` columns; unchanged when it is wider.
std::string pad(std::string_view text, int width);
/// The same with the spaces in front: for numbers.
std::string pad_left(std::string_view text, int width);

/// A piece of a text, in bytes.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Range&) const = default;
};

/// Where the lines of one paragraph are when no line is to be wider than `width` columns: breaks by
/// Unicode line breaking (UAX 14), white space at a break belongs to no line, an unbreakable word
/// that is wider is cut. A line feed always breaks. At least one line.
std::vector<Range> wrap_ranges(std::string_view paragraph, int width);

/// Paragraphs (separated by line feeds) wrapped to `width` columns, each line behind `indent`, each
/// ended by a line feed.
std::string wrap(std::string_view text, int width, std::string_view indent = {});

}  // namespace wireroom::cli
