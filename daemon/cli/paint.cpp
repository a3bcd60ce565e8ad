#include "cli/paint.hpp"

#include "cli/width.hpp"

#include <algorithm>

namespace wireroom::cli {
namespace {

constexpr int kGap = 2;
constexpr int kLeastLastColumn = 20;
constexpr int kLeastColumn = 8;

std::string_view sgr(Paint paint) {
    switch (paint) {
        case Paint::kPlain:
            return {};
        case Paint::kBold:
            return "\x1b[1m";
        case Paint::kDim:
            return "\x1b[2m";
        case Paint::kRed:
            return "\x1b[31m";
        case Paint::kGreen:
            return "\x1b[32m";
        case Paint::kYellow:
            return "\x1b[33m";
        case Paint::kCyan:
            return "\x1b[36m";
    }
    return {};
}

std::string tab_separated(const std::vector<std::vector<Cell>>& rows) {
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += i == 0 ? "" : "\t";
            out += row[i].text;
        }
        out += '\n';
    }
    return out;
}

/// Columns that each column of the table gets.
std::vector<int> fitting_widths(
    const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows, int width
) {
    std::vector<int> widths;
    int excess = -width;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        int widest = display_width(columns[i].title);
        for (const auto& row : rows) {
            widest = std::max(widest, display_width(row[i].text));
        }
        widths.push_back(widest);
        excess += widest + (i > 0 ? kGap : 0);
    }
    const auto shrink = [&](std::size_t column, int least) {
        const int less = std::clamp(excess, 0, std::max(0, widths[column] - least));
        widths[column] -= less;
        excess -= less;
    };
    shrink(columns.size() - 1, kLeastLastColumn);
    while (excess > 0) {
        std::size_t widest = columns.size();
        for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
            const bool may = !columns[i].right && !columns[i].whole && widths[i] > kLeastColumn;
            if (may && (widest == columns.size() || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest == columns.size()) {
            break;
        }
        shrink(widest, widths[widest] - 1);
    }
    shrink(columns.size() - 1, kLeastColumn);
    return widths;
}

}  // namespace

std::string paint(std::string_view text, Paint paint, const Look& look) {
    const auto code = look.colour ? sgr(paint) : std::string_view();
    if (code.empty() || text.empty()) {
        return std::string(text);
    }
    return std::string(code).append(text).append("\x1b[0m");
}

std::string render_table(
    const std::vector<Column>& columns,
    const std::vector<std::vector<Cell>>& rows,
    bool titles,
    const Look& look
) {
    if (!look.terminal) {
        return tab_separated(rows);
    }
    const auto widths = fitting_widths(columns, rows, look.width);
    std::string out;
    const auto add_line = [&](const auto& cell_at) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Cell& cell = cell_at(i);
            const bool last = i + 1 == columns.size();
            const auto text = fit(cell.text, widths[i]);
            const int space = std::max(0, widths[i] - display_width(text));
            const std::string filler(static_cast<std::size_t>(space), ' ');
            out += columns[i].right ? filler : "";
            out += paint(text, cell.paint, look);
            if (!last) {
                out += (columns[i].right ? "" : filler) + std::string(kGap, ' ');
            }
        }
        out += '\n';
    };
    if (titles) {
        std::vector<Cell> heads;
        for (const auto& column : columns) {
            heads.push_back({column.title, Paint::kBold});
        }
        add_line([&](std::size_t i) -> const Cell& { return heads[i]; });
    }
    for (const auto& row : rows) {
        add_line([&](std::size_t i) -> const Cell& { return row[i]; });
    }
    return out;
}

}  // namespace wireroom::cli
