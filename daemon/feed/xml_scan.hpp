#pragma once

#include "feed/parse.hpp"
#include "feed/xml_entities.hpp"
#include "feed/xml_faults.hpp"
#include "feed/xml_texts.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// One `item` or `entry` element as it stands in the text.
struct ItemRegion {
    std::size_t name_at = 0;  ///< offset of the element's name in the mark-up, behind its `<`
    std::uint64_t hash = 0;   ///< XXH3 from its `<` to the end of its end tag
};

/// What one pass over XML text finds without building a tree.
struct XmlScan {
    bool has_root = false;  ///< an element whose local name is rss, feed, RDF (or channel, entry)
    bool is_html = false;   ///< an `html`, `head` or `body` element, or an HTML doctype
    bool inline_markup = false;  ///< elements in which white space between elements is text
    bool bad_reference =
        false;  ///< references that only HTML knows or XML forbids: need the repair stage
    bool misleading = false;  ///< faults over which a tree would be built, but not the one meant
    bool too_deep = false;    ///< over Limits::max_depth
    bool too_many_attributes = false;  ///< over Limits::max_attributes on one element
    bool too_many_nodes = false;       ///< over kMaxNodes
    std::string_view doctype;          ///< with its internal subset; empty when there is none
    std::vector<ItemRegion> items;     ///< by offset
    XmlTexts texts;  ///< of the document, with its mark-up: for a tree, unless it needs repair
    bool nested_items = false;  ///< an item or entry somewhere inside of another
    XmlFaults faults;  ///< what pugixml lets pass; worth nothing when it lets not pass the rest

    /// True when no tree of the text may be built or believed.
    bool needs_repair() const {
        return bad_reference || misleading || too_deep || too_many_attributes || too_many_nodes;
    }
};

/// The elements and attributes of one document for which a tree is built: 24 bytes of mark-up a
/// node make a 32 MiB document, while the tree takes 40 to 64 bytes for each.
inline constexpr std::size_t kMaxNodes = 1'500'000;

/// Linear in the text, no allocation but what it returns: pugixml has no limits of its
/// own and never complains about references, so this pass decides whether its tree may be built and
/// believed.
XmlScan scan_xml(std::string_view text, const Limits& limits);

/// True when a start tag of a feed's root stands anywhere in the text, be it in what looks like a
/// comment. For documents in which `scan_xml` finds none.
bool mentions_root(std::string_view text);

/// What stands behind an `&`.
struct Reference {
    enum class Type {
        kBare,      ///< no reference
        kUnknown,   ///< a name that neither XML nor HTML has
        kXml,       ///< predefined or numeric, as XML has it
        kHtml,      ///< only HTML knows it: by its name, or by a capital X
        kRemapped,  ///< numeric, a C1 control: windows-1252 is meant (HTML section 13.2.5.80)
        kPair,      ///< two numeric ones: the halves of one character in UTF-16
        kIllegal,   ///< numeric, a character that XML forbids
    };
    Type type = Type::kBare;
    std::size_t length = 1;  ///< with `&` and `;`; 1 for kBare and kUnknown: only the `&`
};

/// Classifies the reference at the front of `text`, which begins with `&`. Looks at most 40 bytes
/// ahead, and behind the zeros that a number may begin with.
Reference classify_reference(std::string_view text);

/// One of the five references that XML itself names (XML 1.0 section 4.6).
struct PredefinedReference {
    char character = '\0';
    std::size_t length = 0;  ///< 0 for any other
};

/// What stands behind the `&` at the front of `text`. Nearly all references of escaped HTML are of
/// these: here, so that they cost no call.
[[gnu::always_inline]] constexpr PredefinedReference predefined_reference(std::string_view text) {
    switch (text.size() < 4 ? '\0' : text[1]) {
        case 'l':
            return text[2] == 't' && text[3] == ';' ? PredefinedReference{'<', 4}
                                                    : PredefinedReference();
        case 'g':
            return text[2] == 't' && text[3] == ';' ? PredefinedReference{'>', 4}
                                                    : PredefinedReference();
        case 'q':
            return text.starts_with("&quot;") ? PredefinedReference{'"', 6} : PredefinedReference();
        case 'a':
            return text.starts_with("&amp;")    ? PredefinedReference{'&', 5}
                   : text.starts_with("&apos;") ? PredefinedReference{'\'', 6}
                                                : PredefinedReference();
        default:
            return {};
    }
}

/// True for bytes that may stand in an XML name (every non-ASCII byte does).
constexpr bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == ':' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

/// True for bytes that may begin an XML name.
constexpr bool is_name_start(char c) {
    return is_name_byte(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.';
}

/// True for the local names of elements that a feed begins with: rss, feed, RDF, channel, entry, in
/// any letters.
bool is_root_name(std::string_view local);

/// True for `item` and `entry`, in any letters; `local` is a name without its prefix.
bool is_item_name(std::string_view local);

/// The name without its prefix.
std::string_view local_name(std::string_view name);

/// The part of a name before its colon; empty when there is none.
std::string_view name_prefix(std::string_view name);

/// Which prefixes a document has declared so far, whatever the element: enough to tell a publisher
/// that one is missing. Remembers 64; where there are more, every prefix counts as declared.
class Prefixes {
public:
    /// An attribute's name; of interest are those that begin with `xmlns:`.
    void declare(std::string_view attribute) {
        if (attribute.starts_with("xmlns:")) {
            remember(attribute.substr(6));
        }
    }

    bool declared(std::string_view prefix) const;

private:
    void remember(std::string_view prefix);

    std::vector<std::string_view> known_;
    bool full_ = false;
};

/// True for `<?xml …?>` as XML 1.0 section 2.8 has it; `inside` is what stands between the marks.
bool is_good_declaration(std::string_view inside);

}  // namespace wireroom::feed
