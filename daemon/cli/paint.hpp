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
};

/// Rows as aligned columns two spaces apart, under bold titles, cut to the width: the last column
/// down to 20 columns, then the others down to 8, the widest first, then the last down to 8. Wider
/// than a terminal that is narrower than that. In a pipe: tabs, no titles, nothing cut.
std::string render_table(
    const std::vector<Column>& columns,
    const std::vector<std::vector<Cell>>& rows,
    bool titles,
    const Look& look
);

}  // namespace wireroom::cli
