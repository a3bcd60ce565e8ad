#pragma once

#include "feed/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// One outermost `item` or `entry` element as it stands in the text.
struct ItemRegion {
    std::size_t name_at = 0;  ///< offset of the element's name, behind its `<`
    std::uint64_t hash = 0;   ///< XXH3 from its `<` to the end of its end tag
};

/// What one pass over XML text finds without building a tree.
struct XmlScan {
    bool has_root = false;  ///< an element whose local name is rss, feed, RDF (or channel, entry)
    bool is_html = false;   ///< an `html`, `head` or `body` element, or an HTML doctype
    bool inline_markup = false;  ///< elements in which white space between elements is text
    bool bad_reference =
        false;  ///< references that only HTML knows or XML forbids: need the repair stage
    bool bare_ampersand = false;       ///< an `&` that begins no reference: read literally
    bool leading_junk = false;         ///< something other than white space before the first `<`
    bool trailing_junk = false;        ///< something other than comments behind the root element
    bool leading_space = false;        ///< white space before the XML declaration
    bool too_deep = false;             ///< over Limits::max_depth
    bool too_many_attributes = false;  ///< over Limits::max_attributes on one element
    bool too_many_nodes = false;       ///< over kMaxNodes
    std::vector<ItemRegion> items;     ///< by offset
};

/// The elements and attributes of one document for which a tree is built: 24 bytes of mark-up a
/// node make a 32 MiB document, while the tree takes 40 to 64 bytes for each.
inline constexpr std::size_t kMaxNodes = 1'500'000;

/// Linear in the text, no allocation but the regions: pugixml has no limits of its own and never
/// complains about references, so this pass decides whether its tree may be built and believed.
XmlScan scan_xml(std::string_view text, const Limits& limits);

/// What stands behind an `&`.
struct Reference {
    enum class Type {
        kBare,      ///< no reference
        kXml,       ///< predefined or numeric, as XML has it
        kHtml,      ///< named by HTML alone
        kRemapped,  ///< numeric, a C1 control: windows-1252 is meant (HTML section 13.2.5.80)
        kIllegal,   ///< numeric, a character that XML forbids
    };
    Type type = Type::kBare;
    std::size_t length = 1;  ///< with `&` and `;`
};

/// Classifies the reference at the front of `text`, which begins with `&`. Looks at most 40 bytes
/// ahead.
Reference classify_reference(std::string_view text);

/// True for bytes that may stand in an XML name (every non-ASCII byte does).
constexpr bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == ':' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

/// True for bytes that may begin an XML name.
constexpr bool is_name_start(char c) {
    return is_name_byte(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.';
}

/// The name without its prefix.
std::string_view local_name(std::string_view name);

/// The offset behind a `<!DOCTYPE …>` that begins at `at`, with or without an internal subset.
std::size_t skip_doctype(std::string_view text, std::size_t at);

}  // namespace wireroom::feed
