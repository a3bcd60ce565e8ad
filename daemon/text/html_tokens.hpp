#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

struct RawAttribute {
    std::string_view name;   ///< as written
    std::string_view value;  ///< as written, without its quotes; references not decoded
};

/// What the tokenizer found; every view points into its input.
struct HtmlToken {
    enum class Kind { kText, kStart, kEnd, kRawText, kEof };

    Kind kind = Kind::kEof;
    std::string_view text;  ///< kText: with references; kRawText: literal; tags: from `<` to `>`
    std::string name;       ///< tags: lower case
    std::vector<RawAttribute> attributes;
    bool self_closing = false;
};

/// Splits HTML into tags and texts as the HTML standard does (section 13.2.5); comments,
/// declarations and processing instructions vanish. The content of script, style and the like is
/// one kRawText token behind its start tag; when such an element is never closed only script and
/// style swallow the rest. Linear in the input, whatever it is.
class HtmlTokenizer {
public:
    explicit HtmlTokenizer(std::string_view html) : html_(html) {}

    /// The next token; its views live as long as the input, its strings until the next call.
    const HtmlToken& next();

    /// What follows the start tag that came last is mark-up, whatever its element is in HTML: the
    /// title of a drawing is no raw text.
    void expect_markup() { raw_.clear(); }

    /// True when an end tag of this (lower-case) name stands somewhere behind the current position.
    bool closes_later(std::string_view name);

private:
    struct EndTag {
        std::string name;
        std::size_t at = 0;  ///< position of the next `</name`; npos when there is none
    };

    bool markup_at_cursor() const;
    bool read_tag();
    void read_attributes();
    bool skip_declaration();
    void read_raw_text();
    std::size_t find_end_tag(std::string_view name);

    std::string_view html_;
    std::size_t at_ = 0;
    std::string raw_;  ///< element whose raw text comes next; empty when none
    std::vector<EndTag> end_tags_;
    HtmlToken token_;
};

}  // namespace wireroom::text
