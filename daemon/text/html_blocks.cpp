#include "text/html_blocks.hpp"

#include "base/text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace wireroom::text {
namespace {

// Deeper nesting is shown like this one: a prefix must not multiply the text.
constexpr std::size_t kMaxShownDepth = 4;

std::size_t& decreased(std::size_t& depth) {
    return depth = depth > 0 ? depth - 1 : 0;
}

/// ASCII that is no white space.
constexpr bool is_plain(char c) {
    return c > ' ';
}

/// Without white space behind and without empty lines in front; indentation of the first line
/// stays.
std::string without_blank_ends(std::string_view lines) {
    while (!lines.empty() && is_space(lines.back())) {
        lines.remove_suffix(1);
    }
    lines.remove_prefix(std::min(lines.find_first_not_of('\n'), lines.size()));
    return std::string(lines);
}

}  // namespace

void BlockBuilder::enter(const Element& element) {
    switch (element.role) {
        case Role::kBlock:
        case Role::kParagraph:
        case Role::kDefinition:
            boundary();
            break;
        case Role::kHeading:
            flush();
            ++headings_;
            break;
        case Role::kItem:
            flush();
            ++items_;
            item_fresh_ = true;
            break;
        case Role::kQuote:
            flush();
            ++quotes_;
            break;
        case Role::kPre:
            flush();
            ++pre_;
            break;
        case Role::kCaption:
        case Role::kFigureCaption:
            flush();
            ++captions_;
            break;
        case Role::kCell:
            ++cells_;
            row_broken_ = false;
            cell_ended_ = !line_.empty();
            break;
        case Role::kList:
        case Role::kTable:
        case Role::kSection:
        case Role::kRow:
            flush();
            break;
        default:
            break;
    }
}

void BlockBuilder::leave(const Element& element) {
    switch (element.role) {
        case Role::kBlock:
        case Role::kParagraph:
        case Role::kDefinition:
            boundary();
            break;
        case Role::kHeading:
            flush();
            decreased(headings_);
            break;
        case Role::kItem:
            flush();
            decreased(items_);
            item_fresh_ = false;
            break;
        case Role::kQuote:
            flush();
            decreased(quotes_);
            break;
        case Role::kPre:
            flush();
            decreased(pre_);
            break;
        case Role::kCaption:
        case Role::kFigureCaption:
            flush();
            decreased(captions_);
            break;
        case Role::kCell:
            decreased(cells_);
            break;
        case Role::kList:
        case Role::kTable:
        case Role::kSection:
        case Role::kRow:
            flush();
            break;
        default:
            break;
    }
}

void BlockBuilder::enter_furniture() {
    flush();
    ++furniture_;
}

void BlockBuilder::leave_furniture() {
    flush();
    decreased(furniture_);
}

/// The end of a block: inside a table cell it counts only when more text of the same cell follows,
/// so that a row of one-paragraph cells stays a row and a layout table falls into paragraphs.
void BlockBuilder::boundary() {
    if (cells_ > 0 && kind_ != Block::Kind::kPreformatted) {
        row_broken_ = row_broken_ || !line_.empty();
        space_ = true;
        return;
    }
    flush();
}

void BlockBuilder::begin_if_empty() {
    if (cell_ended_ && !line_.empty()) {
        line_ += " | ";
        space_ = false;
    } else if (row_broken_ && !line_.empty()) {
        kind_ = Block::Kind::kParagraph;
        flush();
    }
    cell_ended_ = row_broken_ = false;
    if (!line_.empty()) {
        return;
    }
    space_ = false;
    kind_ = pre_ > 0        ? Block::Kind::kPreformatted
            : headings_ > 0 ? Block::Kind::kHeading
            : captions_ > 0 ? Block::Kind::kCaption
            : cells_ > 0    ? Block::Kind::kTableRow
            : items_ > 0    ? Block::Kind::kListItem
            : quotes_ > 0   ? Block::Kind::kQuote
                            : Block::Kind::kParagraph;
}

void BlockBuilder::text(std::string_view cleaned) {
    if (pre_ > 0 && !cleaned.empty()) {
        begin_if_empty();
        line_ += cleaned;
        breaks_ = 0;
        return;
    }
    append_collapsed(cleaned);
}

void BlockBuilder::append_collapsed(std::string_view words) {
    const auto space_at = [&](std::size_t at) -> std::size_t {
        const auto byte = static_cast<std::uint8_t>(words[at]);
        if (byte < 0x80) {
            return is_space(words[at]) ? 1 : 0;
        }
        if (byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)) {
            return 0;
        }
        const auto c = decode_at(words, at);
        return c.valid && is_unicode_space(c.value) ? c.bytes : 0;
    };
    for (std::size_t at = 0; at < words.size();) {
        const auto start = at;
        while (at < words.size() && (is_plain(words[at]) || space_at(at) == 0)) {
            ++at;
        }
        if (at > start) {
            begin_if_empty();
            if (space_ && !line_.empty() && line_.back() != '\n') {
                line_ += ' ';
            }
            space_ = false;
            breaks_ = 0;
            line_ += words.substr(start, at - start);
        }
        for (auto bytes = at < words.size() ? space_at(at) : 0; bytes > 0;
             bytes = at < words.size() ? space_at(at) : 0) {
            space_ = true;
            at += bytes;
        }
    }
}

void BlockBuilder::line_break() {
    if (line_.empty()) {
        return;
    }
    if (pre_ > 0) {
        line_ += '\n';
        return;
    }
    ++breaks_;
    if (breaks_ > 1) {
        boundary();  // two in a row are how many editors write a paragraph
    } else if (cells_ == 0) {
        line_ += '\n';
        space_ = false;
    } else {
        space_ = true;
    }
}

void BlockBuilder::alternative_text(std::string_view alt) {
    if (trim(alt).empty()) {
        return;
    }
    begin_if_empty();
    const auto start = line_.size();
    append_collapsed("[");
    append_collapsed(alt);
    append_collapsed("]");
    alts_.emplace_back(start, line_.size());
}

/// The line without alternative texts, which are attributes and so no part of what is compared.
std::string BlockBuilder::block_text() const {
    std::string out;
    out.reserve(line_.size());
    std::size_t at = 0;
    for (const auto& [from, to] : alts_) {
        out += std::string_view(line_).substr(at, from - at);
        at = to;
    }
    out += std::string_view(line_).substr(at);
    if (kind_ == Block::Kind::kPreformatted) {
        return out;
    }
    return alts_.empty() && out.find('\n') == std::string::npos ? out : collapse_space(out);
}

void BlockBuilder::flush() {
    if (!line_.empty()) {
        auto block = without_blank_ends(block_text());
        if (!block.empty()) {
            blocks_.push_back({std::move(block), kind_, furniture_ > 0});
        }
        const auto lines = without_blank_ends(line_);
        if (!lines.empty()) {
            append_readable(lines);
        }
    }
    line_.clear();
    alts_.clear();
    breaks_ = 0;
    space_ = cell_ended_ = row_broken_ = false;
}

void BlockBuilder::append_readable(std::string_view lines) {
    std::string prefix;
    for (std::size_t depth = 0; depth < std::min(quotes_, kMaxShownDepth); ++depth) {
        prefix += "> ";
    }
    std::string first = prefix;
    if (items_ > 0) {
        const std::string indent(2 * (std::min(items_, kMaxShownDepth) - 1), ' ');
        first += indent + (item_fresh_ ? "- " : "  ");
        prefix += indent + "  ";
    }
    const bool tight = last_kind_ == kind_ && ((kind_ == Block::Kind::kListItem && item_fresh_) ||
                                               kind_ == Block::Kind::kTableRow);
    if (!readable_.empty()) {
        readable_ += tight ? "\n" : "\n\n";
    }
    item_fresh_ = false;
    last_kind_ = kind_;
    bool at_first = true;
    for (const auto line : split(lines, '\n')) {
        readable_ += at_first ? first : "\n" + prefix;
        readable_ += line;
        at_first = false;
    }
}

void BlockBuilder::finish(Document& document) {
    flush();
    if (std::ranges::all_of(blocks_, &Block::furniture)) {
        std::ranges::for_each(blocks_, [](Block& block) { block.furniture = false; });
    }
    document.blocks = std::move(blocks_);
    document.text = std::move(readable_);
}

}  // namespace wireroom::text
