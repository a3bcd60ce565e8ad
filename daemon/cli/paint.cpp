#include "cli/paint.hpp"

#include "cli/width.hpp"

#include <algorithm>
#include <utility>

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
    const auto least_of = [&](std::size_t column) {
        return std::max(kLeastColumn, std::min(columns[column].kept, widths[column]));
    };
    const auto shrink = [&](std::size_t column, int least) {
        const int less = std::clamp(excess, 0, std::max(0, widths[column] - least));
        widths[column] -= less;
        excess -= less;
    };
    shrink(columns.size() - 1, kLeastLastColumn);
    const auto shrink_widest = [&](const auto& least) {
        while (excess > 0) {
            std::size_t widest = columns.size();
            for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
                const bool may = !columns[i].right && !columns[i].whole && widths[i] > least(i);
                if (may && (widest == columns.size() || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest == columns.size()) {
                break;
            }
            shrink(widest, widths[widest] - 1);
        }
    };
    shrink_widest(least_of);
    shrink(columns.size() - 1, kLeastColumn);
    shrink_widest([](std::size_t) { return kLeastColumn; });
    return widths;
}

/// Which columns are shown: all, without spare ones as long as a kept one would be cut.
std::vector<std::size_t> shown_columns(
    const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows, int width
) {
    std::vector<std::size_t> shown;
    std::vector<int> least;
    int needed = -kGap;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        int widest = display_width(columns[i].title);
        for (const auto& row : rows) {
            widest = std::max(widest, display_width(row[i].text));
        }
        const bool cuttable = !columns[i].right && !columns[i].whole;
        least.push_back(
            cuttable ? std::min(widest, std::max(columns[i].kept, kLeastColumn)) : widest
        );
        shown.push_back(i);
        needed += least.back() + kGap;
    }
    for (auto i = columns.size(); i-- > 0 && needed > width;) {
        if (columns[i].spare) {
            std::erase(shown, i);
            needed -= least[i] + kGap;
        }
    }
    return shown;
}

constexpr std::string_view kEscape = "\x1b[";

/// Where the colour code at `at` ends; `at` when none stands there.
std::size_t behind_code(std::string_view text, std::size_t at) {
    if (text.substr(at, kEscape.size()) != kEscape) {
        return at;
    }
    const auto end = text.find('m', at);
    return end == std::string_view::npos ? at : end + 1;
}

/// A word without its colour codes.
std::string bare(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        if (const auto next = behind_code(word, at); next > at) {
            at = next;
        } else {
            out += word[at++];
        }
    }
    return out;
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
    const auto shown = shown_columns(columns, rows, look.width);
    if (shown.size() < columns.size()) {
        std::vector<Column> fewer;
        fewer.reserve(shown.size());
        for (const auto i : shown) {
            fewer.push_back(columns[i]);
        }
        std::vector<std::vector<Cell>> shorter;
        for (const auto& row : rows) {
            auto& line = shorter.emplace_back();
            for (const auto i : shown) {
                line.push_back(row[i]);
            }
        }
        return render_table(fewer, shorter, titles, look);
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
        heads.reserve(columns.size());
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

std::string hang(std::string_view line, int width, int indent) {
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
    }
    const auto margin = std::string(static_cast<std::size_t>(indent), ' ');
    const int room = std::max(width - indent, kLeastColumn);
    std::string out;
    int left = std::max(width, kLeastColumn);
    const auto begin_line = [&] {
        out += "\n" + margin;
        left = room;
    };
    for (std::size_t at = 0; at < line.size();) {
        const auto word_at = std::min(line.find_first_not_of(' ', at), line.size());
        const auto end = std::min(line.find(' ', word_at), line.size());
        const auto word = line.substr(word_at, end - word_at);
        const auto text = bare(word);
        const int gap = static_cast<int>(word_at - at);
        const int columns = display_width(text);
        at = end;
        if (gap + columns <= left) {
            out.append(static_cast<std::size_t>(gap), ' ').append(word);
            left -= gap + columns;
            continue;
        }
        if (columns <= room) {
            begin_line();
            out += word;
            left -= columns;
            continue;
        }
        // Too wide for any line: languages without spaces, addresses. It begins where there is room
        // for some of it. Its colours stand around it.
        const auto text_at = word.find(text);
        if (gap + kLeastColumn > left) {
            begin_line();
        } else {
            out.append(static_cast<std::size_t>(gap), ' ');
            left -= gap;
        }
        std::string_view rest = text;
        out += text_at == std::string_view::npos ? word.substr(0, 0) : word.substr(0, text_at);
        const auto first = wrap_ranges(rest, left).front();
        out += rest.substr(first.begin, first.end - first.begin);
        rest.remove_prefix(first.end);
        for (const auto& range : wrap_ranges(rest, room)) {
            const auto piece = rest.substr(range.begin, range.end - range.begin);
            begin_line();
            out += piece;
            left -= display_width(piece);
        }
        if (text_at != std::string_view::npos) {
            out += word.substr(text_at + text.size());
        }
    }
    return out + "\n";
}

}  // namespace wireroom::cli
