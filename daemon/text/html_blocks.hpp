#pragma once

#include "text/html.hpp"
#include "text/html_elements.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::text {

/// Collects the readable text of a document while it is walked: the blocks for comparing and the
/// text for reading. The caller reports elements as they open and close, and cleaned text in
/// between.
class BlockBuilder {
public:
    void enter(const Element& element);
    void leave(const Element& element);
    void enter_furniture();
    void leave_furniture();
    void text(std::string_view cleaned);
    void line_break();
    void alternative_text(std::string_view alt);
    void rule() { flush(); }

    /// Moves the result into `document`. When everything is furniture, nothing is: such a class was
    /// put on the article.
    void finish(Document& document);

private:
    void boundary();
    void flush();
    void begin_if_empty();
    void append_collapsed(std::string_view words);
    void append_readable(std::string_view lines);
    std::string block_text() const;

    std::vector<Block> blocks_;
    std::string readable_;
    std::string line_;  ///< the block in the making; LF where the source says br
    std::vector<std::pair<std::size_t, std::size_t>>
        alts_;  ///< ranges of `line_` that are alternative texts
    Block::Kind kind_ = Block::Kind::kParagraph;
    Block::Kind last_kind_ = Block::Kind::kParagraph;
    bool space_ = false;         ///< white space seen behind `line_`
    bool item_fresh_ = false;    ///< the next block is the first of its list item
    bool cell_ended_ = false;    ///< the next text of the row stands in another cell
    bool row_broken_ = false;    ///< a block ended inside the current cell
    std::size_t breaks_ = 0;     ///< br in a row
    std::size_t furniture_ = 0;  ///< depths of open elements
    std::size_t pre_ = 0;
    std::size_t headings_ = 0;
    std::size_t captions_ = 0;
    std::size_t cells_ = 0;
    std::size_t items_ = 0;
    std::size_t quotes_ = 0;
};

}  // namespace wireroom::text
