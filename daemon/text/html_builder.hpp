#pragma once

#include "text/html.hpp"
#include "text/html_attributes.hpp"
#include "text/html_blocks.hpp"
#include "text/html_elements.hpp"
#include "text/html_text.hpp"
#include "text/html_tokens.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// Builds safe HTML from foreign HTML in one pass: a stack of open elements with the end-tag rules
/// of the HTML standard's tree construction (implied ends, formatting that outlives its block,
/// table structure), of which every element is written out as it opens and closes. Invariant:
/// `html_` has exactly the elements of `open_` open. Tables get the row and the cell that misplaced
/// content lacks, where the standard moves it in front of the table.
class HtmlBuilder {
public:
    HtmlBuilder(std::string_view html, std::string_view base_url)
        : tokens_(html),
          base_url_(base_url),
          most_(std::min(kMaxHtmlBytes, kFreeGrowth + kMaxGrowth * html.size())) {}

    /// @return nothing when the document is beyond the limits of html.hpp.
    std::optional<Document> build();

    /// True when blocks had to be split: the output may mean something slightly different when it
    /// is read again.
    bool irregular() const { return irregular_; }

private:
    struct Open {
        const Element* element;
        std::size_t tag_at;    ///< where its start tag stands in `html_`
        std::size_t tag_size;  ///< 0: unwrapped, not written
        bool furniture;
        bool implied;  ///< not in the source: does not count for the depth
        bool embed;    ///< a link that stands for an embedded page
    };
    struct Pending {
        const Element* element;
        std::string tag;
        bool furniture;
    };

    void start(const HtmlToken& token);
    void start_void(const Element& element, const HtmlToken& token);
    void start_image(const Element& element, const HtmlToken& token);
    void start_embed(const HtmlToken& token);
    void start_unwrapped(const HtmlToken& token);
    void start_table_part(const Element& element, const HtmlToken& token);
    void end(std::string_view name);
    void end_formatting(const Element& element);
    void end_table_part(const Element& element);
    void text(std::string_view raw, bool references);

    void begin_skipping(const Element& element, const HtmlToken& token);
    bool begin_line_numbers(const Element& element, const HtmlToken& token);
    void skip(const HtmlToken& token);
    /// True when the token ends the line numbers that are being dropped, and is none of them.
    bool skip_line_numbers(const HtmlToken& token);
    void skip_fallback(const HtmlToken& token);
    void end_recording();
    /// True when the token is part of what the drawing that is being dropped calls itself.
    bool name_drawing(const HtmlToken& token);

    void push(const Element& element, const HtmlToken& token);
    void push_implied(std::string_view name);
    void push_tag(
        const Element& element,
        std::string_view tag,
        bool furniture,
        bool implied,
        const ListMark& mark = {}
    );
    void pop();
    /// Closes open elements until `size` are left; formatting among them is opened again in front
    /// of the next text.
    void close_to(std::size_t size, bool keep_formatting);
    void close_paragraph();
    void close_item(const Element& element);
    void reopen();
    void leave_table_frame();
    /// Index of the innermost open element that satisfies, not looking out of the current table
    /// cell; or kNone.
    template <class Predicate>
    std::size_t find_open(Predicate predicate) const {
        for (auto at = open_.size(); at > 0;) {
            --at;
            if (predicate(*open_[at].element)) {
                return at;
            }
            if (is_scope(open_[at].element->role)) {
                return kNone;
            }
        }
        return kNone;
    }
    std::size_t innermost_table() const;
    bool in_table_frame() const;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    /// What formatting that outlives its block may add to the output in all.
    static constexpr std::size_t kMaxReopenedBytes = 64U << 10U;

    /// What absolute links and escapes may add: ten bytes of relative link under a base of 8 KiB
    /// must not become 8 KiB each.
    static constexpr std::size_t kFreeGrowth = 64U << 10U;
    static constexpr std::size_t kMaxGrowth = 8;

    HtmlTokenizer tokens_;
    std::string_view base_url_;
    std::size_t most_;  ///< bytes of output
    std::string html_;
    BlockBuilder blocks_;
    std::vector<Open> open_;
    std::vector<Pending> pending_;
    std::size_t depth_ = 0;
    std::size_t reopened_bytes_ = 0;
    bool over_limit_ = false;
    bool irregular_ = false;
    bool pre_begins_ =
        false;  ///< the next text token may begin with the line end that parsers drop
    std::size_t pre_text_at_ =
        static_cast<std::size_t>(-1);    ///< `html_` ends with the last pre start tag at this size
    const Element* skipping_ = nullptr;  ///< element whose content is being dropped
    std::size_t skip_depth_ = 0;
    bool skip_numbers_ = false;     ///< only line numbers are being dropped
    bool nameable_ = false;         ///< a drawing is being dropped, and no shape was seen yet
    std::string naming_;            ///< its element whose text is kept; empty when none
    std::size_t preformatted_ = 0;  ///< open elements
    bool in_noscript_ = false;
    bool last_in_noscript_ = false;  ///< of the image written last
    std::string last_image_;         ///< address of the image written last
    std::string picture_sources_;    ///< srcset of the picture's first usable source
    std::string recording_;          ///< first address of the audio or video that is open
    std::string scratch_;
};

}  // namespace wireroom::text
