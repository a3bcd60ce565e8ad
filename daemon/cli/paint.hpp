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
    bool right = false;  ///< numbers
};

/// Rows as aligned columns two spaces apart, under bold titles; the last column is cut to what the
/// width leaves it (at least 20 columns). In a pipe: tabs, no titles, nothing cut.
std::string render_table(
    const std::vector<Column>& columns,
    const std::vector<std::vector<Cell>>& rows,
    bool titles,
    const Look& look
);

}  // namespace wireroom::cli
