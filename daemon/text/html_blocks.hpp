#pragma once

#include "text/html.hpp"
#include "text/html_elements.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::text {

/// What numbers the items of a list: `start` of an ol, `value` of a li.
struct ListMark {
    std::optional<int> number;
    bool reversed = false;
};

/// Collects the readable text of a document while it is walked: the blocks for comparing and the
/// text for reading. The caller reports elements as they open and close, and cleaned text in
/// between. The text for reading has more than the blocks: numbers, quotation marks, alternative
/// texts and addresses of recordings, none of which is a word of the article.
class BlockBuilder {
public:
    void enter(const Element& element, const ListMark& mark = {});
    void leave(const Element& element);
    void enter_furniture();
    void leave_furniture();
    /// What stands in an embed is for reading only, and its address follows.
    void enter_embed(std::string_view url);
    void leave_embed();
    void text(std::string_view cleaned);
    void line_break();
    void alternative_text(std::string_view alt);
    /// A recording: `kind` is audio or video; `url` may be empty.
    void recording(std::string_view kind, std::string_view url);
    void rule();

    /// Moves the result into `document`. When everything is furniture, nothing is: such a class was
    /// put on the article.
    void finish(Document& document);

private:
    struct List {
        bool ordered = false;
        bool reversed = false;
        int next = 1;
    };

    void enter_item(const ListMark& mark);
    void leave_inline(const Element& element);
    void boundary();
    void flush();
    void reset_line();
    void begin_if_empty();
    void append_collapsed(std::string_view words);
    void append_preformatted(std::string_view lines);
    void append_readable(std::string_view lines, bool alone);
    void decorate(std::string_view marks, bool closing);
    void note(std::string_view words);
    void end_super();
    std::string block_text() const;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::vector<Block> blocks_;
    std::string readable_;
    std::string line_;  ///< the block in the making; LF where the source says br
    std::vector<std::pair<std::size_t, std::size_t>>
        notes_;  ///< ranges of `line_` that are for reading only, in order
    std::vector<List> lists_;
    std::vector<std::size_t> indents_;  ///< of the open li and dd
    std::string marker_;                ///< of the item that `item_fresh_` speaks of
    std::string embed_url_;
    std::string last_note_;         ///< the last block of `readable_`, if it was a note alone
    std::size_t last_note_at_ = 0;  ///< where its separator begins
    std::size_t embed_at_ = kNone;  ///< in `line_`
    std::size_t super_at_ = kNone;  ///< in `line_`
    Block::Kind kind_ = Block::Kind::kParagraph;
    Block::Kind last_kind_ = Block::Kind::kParagraph;
    bool space_ = false;         ///< white space seen behind `line_`
    bool broken_ = false;        ///< `line_` has line feeds
    bool item_fresh_ = false;    ///< the next block is the first of its list item or definition
    bool cell_ended_ = false;    ///< the next text of the row stands in another cell
    bool row_broken_ = false;    ///< a block ended inside the current cell
    bool super_linked_ = false;  ///< the sup in the making is a link: a note's number
    bool unlinked_ = false;      ///< `line_` has words outside of links
    bool ruby_opened_ = false;   ///< a parenthesis was put before the reading
    bool rule_ = false;          ///< a rule stands before the next block
    std::size_t breaks_ = 0;     ///< br in a row
    std::size_t furniture_ = 0;  ///< depths of open elements
    std::size_t pre_ = 0;
    std::size_t headings_ = 0;
    std::size_t captions_ = 0;
    std::size_t cells_ = 0;
    std::size_t items_ = 0;
    std::size_t quotes_ = 0;
    std::size_t links_ = 0;
};

}  // namespace wireroom::text
