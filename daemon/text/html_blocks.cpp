#include "text/html_blocks.hpp"

#include "base/text.hpp"

#include <algorithm>

// What opens and closes in a document, told to the block in the making; html_readable.cpp has how
// the words of a block are put together.

namespace wireroom::text {
namespace {

std::size_t& decreased(std::size_t& depth) {
    return depth = depth > 0 ? depth - 1 : 0;
}

}  // namespace

void BlockBuilder::enter(const Element& element, const ListMark& mark) {
    switch (element.role) {
        case Role::kFormatting:
            if (element.name == "a") {
                ++links_;
                super_linked_ = true;
            }
            break;
        case Role::kQuotation:
            decorate("“", false);
            break;
        case Role::kSuper:
            super_at_ = cell_ended_ || row_broken_ ? kNone : line_.size();
            super_linked_ = links_ > 0;
            break;
        case Role::kRuby:
            if (element.name == "rt" && !line_.empty() && !line_.ends_with('(') &&
                !line_.ends_with("（")) {
                decorate("(", false);
                ruby_opened_ = true;
            }
            break;
        case Role::kBlock:
        case Role::kParagraph:
            boundary();
            break;
        case Role::kDefinition:
            boundary();
            if (element.name == "dd") {
                indents_.push_back(2);
                marker_ = "  ";
                item_fresh_ = true;
            }
            break;
        case Role::kHeading:
            flush();
            ++headings_;
            break;
        case Role::kItem:
            flush();
            enter_item(mark);
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
            flush();
            // Counting down needs the length of the list, unless it says where it starts.
            lists_.push_back(
                {element.name == "ol" && (!mark.reversed || mark.number.has_value()),
                 mark.reversed,
                 mark.number.value_or(1)}
            );
            break;
        case Role::kTable:
        case Role::kSection:
        case Role::kRow:
            flush();
            break;
        default:
            break;
    }
}

void BlockBuilder::enter_item(const ListMark& mark) {
    marker_ = "- ";
    if (!lists_.empty() && lists_.back().ordered) {
        auto& list = lists_.back();
        const int number = mark.number.value_or(list.next);
        list.next = number + (list.reversed ? -1 : 1);
        marker_ = std::to_string(number) + ". ";
    }
    indents_.push_back(marker_.size());
    ++items_;
    item_fresh_ = true;
}

void BlockBuilder::leave(const Element& element) {
    switch (element.role) {
        case Role::kFormatting:
        case Role::kQuotation:
        case Role::kSuper:
        case Role::kRuby:
            leave_inline(element);
            break;
        case Role::kBlock:
        case Role::kParagraph:
            boundary();
            break;
        case Role::kDefinition:
            boundary();
            if (element.name == "dd" && !indents_.empty()) {
                indents_.pop_back();
                item_fresh_ = false;
            }
            break;
        case Role::kHeading:
            flush();
            decreased(headings_);
            break;
        case Role::kItem:
            flush();
            decreased(items_);
            if (!indents_.empty()) {
                indents_.pop_back();
            }
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
            flush();
            if (!lists_.empty()) {
                lists_.pop_back();
            }
            break;
        case Role::kTable:
        case Role::kSection:
        case Role::kRow:
            flush();
            break;
        default:
            break;
    }
}

void BlockBuilder::leave_inline(const Element& element) {
    if (element.role == Role::kFormatting) {
        if (element.name == "a") {
            decreased(links_);
        }
    } else if (element.role == Role::kQuotation) {
        decorate("”", true);
    } else if (element.role == Role::kSuper) {
        end_super();
    } else if (ruby_opened_ && element.name == "rt") {
        decorate(")", true);
        ruby_opened_ = false;
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

void BlockBuilder::enter_embed(std::string_view url) {
    embed_at_ = kNone;
    if (pre_ > 0) {
        return;
    }
    embed_url_ = url;
    decorate("[", false);
    embed_at_ = line_.size() - 1;
}

void BlockBuilder::leave_embed() {
    if (embed_at_ == kNone || embed_at_ >= line_.size()) {
        return;
    }
    const bool bare = embed_at_ + 1 == line_.size();
    line_ += (bare || embed_url_.empty() ? "" : ": ") + embed_url_ + "]";
    while (!notes_.empty() && notes_.back().first >= embed_at_) {
        notes_.pop_back();
    }
    notes_.emplace_back(embed_at_, line_.size());
    embed_at_ = kNone;
    space_ = false;
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
        broken_ = true;
        space_ = false;
    } else {
        space_ = true;
    }
}

void BlockBuilder::rule() {
    flush();
    rule_ = !readable_.empty();
}

void BlockBuilder::flush() {
    if (!line_.empty()) {
        auto block = block_text();
        const bool alone = block.empty();
        if (!alone) {
            blocks_.push_back({std::move(block), kind_, furniture_ > 0, !unlinked_});
        }
        append_readable(line_, alone);
    }
    reset_line();
}

void BlockBuilder::reset_line() {
    line_.clear();
    notes_.clear();
    breaks_ = 0;
    embed_at_ = super_at_ = kNone;
    space_ = broken_ = cell_ended_ = row_broken_ = ruby_opened_ = unlinked_ = false;
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
