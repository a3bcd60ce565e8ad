#pragma once

#include "cli/output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {

enum class Paint { kPlain, kBold, kDim, kRed, kGreen, kYellow, kCyan };

/// `text` in a colour (ECMA-48 SGR) when the look has colours, else as it is.
std::string paint(std::string_view text, Paint paint, const Look& look);

/// One cell of a table.
struct Cell {
    std::string text;  ///< printable, on one line
    Paint paint = Paint::kPlain;
};

struct Column {
    std::string title;
    bool right = false;  ///< numbers: never cut
    bool whole = false;  ///< never cut either: what people copy
    int kept = 0;  ///< columns that it keeps as long as others can be cut; 0 = no more than they
    bool spare = false;  ///< left out, the last first, where even then a kept one would be cut
};

/// How much of a name is kept in front of what describes it.
inline constexpr int kNameColumns = 32;

/// Rows as aligned columns two spaces apart, under bold titles, cut to the width: the last column
/// down to 20 columns, then the others down to 8, the widest first, then the last down to 8, then
/// what was to be kept. Wider than a terminal that is narrower than that. In a pipe: tabs, no
/// titles, nothing cut.
std::string render_table(
    const std::vector<Column>& columns,
    const std::vector<std::vector<Cell>>& rows,
    bool titles,
    const Look& look
);

/// A line wrapped at its spaces to `width` columns, all but the first behind `indent` spaces; a
/// word that is wider than that is cut. Colours have no width. `line` and the answer end in a line
/// feed.
std::string hang(std::string_view line, int width, int indent);

}  // namespace wireroom::cli
