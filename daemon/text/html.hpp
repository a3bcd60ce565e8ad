#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// One readable block of a body: what the deduplicator compares and a person reads as a paragraph.
struct Block {
    enum class Kind { kParagraph, kHeading, kListItem, kQuote, kPreformatted, kTableRow, kCaption };

    std::string text;  ///< one line, not empty; only kPreformatted keeps its line feeds
    Kind kind = Kind::kParagraph;
    /// Inside nav, aside or form, or an element whose class or id says advertisement, promotion,
    /// related, share, social, newsletter or read-more.
    bool furniture = false;
    bool linked = false;  ///< every word of it stands in a link

    bool operator==(const Block&) const = default;
};

/// A body made safe, in three views of the same content; docs/html.md has the rules. No view
/// carries C0, DEL or C1 controls (TAB and LF aside) or bidi embeddings, overrides and isolates.
struct Document {
    std::string html;  ///< only allowed elements, attributes and URLs; well-formed; stable under a
                       ///< second pass
    std::string
        text;  ///< for reading: blank lines between blocks, `- ` or `1. ` before list items,
               ///< `> ` before quotes, alternative texts and addresses of embeds in brackets
    std::vector<Block> blocks;  ///< in document order; the words of the article alone
};

/// Limits beyond which a body is not read as HTML: it becomes its text. So it does when its links,
/// made absolute, would multiply it.
inline constexpr std::size_t kMaxHtmlBytes = 1U << 20U;
inline constexpr std::size_t kMaxHtmlDepth =
    512;  ///< open elements; void and implied-end elements do not count
inline constexpr std::size_t kMaxHtmlAttributes = 256;  ///< on one tag

/// Sanitises foreign HTML by allow-list, from the parsed tree. Relative URLs resolve against
/// `base_url` (absolute, or empty: then they stay relative). Scripts, styles, forms' controls, SVG
/// and MathML are dropped with their content, event handlers and styles always, tracking pixels,
/// too, and URLs unless http, https or mailto (or a small data: image in `img`). Frames become
/// links. Any byte string is welcome; linear time by the limits above.
Document sanitise(std::string_view html, std::string_view base_url);

/// Plain text as a document: escaped, one paragraph per blank line.
Document from_plain_text(std::string_view text);

/// The three views of HTML that `sanitise` made; `html` comes back unchanged.
Document from_stored_html(std::string_view sanitised_html);

/// A title: one level of mark-up and character references decoded, on one line, without controls.
std::string html_to_line(std::string_view html);

/// Runs of white space (Unicode's, no-break spaces included) as one space, none at the ends. Zero
/// width spaces stay only inside of words, byte order marks nowhere; joiners are letters' own.
std::string collapse_space(std::string_view utf8);

/// True for a line without mark-up, references, controls and superfluous white space, which
/// `html_to_line` and `collapse_space` leave as it is: most titles and names. False when in doubt.
bool is_settled_line(std::string_view utf8);

/// HTML character references, named and numeric, decoded once. Mark-up is left alone; an unknown
/// reference stays as it is.
std::string decode_references(std::string_view text);

}  // namespace wireroom::text
