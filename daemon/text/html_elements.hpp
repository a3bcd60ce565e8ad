#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace wireroom::text {

/// What the sanitiser does with an element.
enum class Action : std::uint8_t {
    kKeep,         ///< emitted, under `emit_as`
    kUnwrap,       ///< the tags vanish, the content stays
    kDropContent,  ///< tags and content vanish
};

/// What an element means for the tree and for the readable text.
enum class Role : std::uint8_t {
    kInline,
    kQuotation,   ///< q
    kSuper,       ///< sup
    kFormatting,  ///< survives the end of its block (HTML standard section 13.2.4.3)
    kVoid,
    kMedia,  ///< audio, video: only `source` inside
    kBlock,
    kParagraph,
    kHeading,
    kList,
    kItem,        ///< li
    kDefinition,  ///< dt, dd
    kQuote,
    kPre,
    kTable,
    kSection,  ///< thead, tbody, tfoot
    kColumns,  ///< colgroup
    kColumn,   ///< col
    kRow,
    kCell,
    kCaption,  ///< table caption
    kFigureCaption,
    kRuby,  ///< rt, rp
    kRule,  ///< hr
    kBreak,
    kImage,
    kEmbed,  ///< iframe, embed: become a link to what they show
};

/// Attributes that may be written; a set of them is a mask of `bit_of`.
enum class Attribute : std::uint8_t {
    kAlt,
    kCite,
    kColspan,
    kControls,
    kDatetime,
    kDir,
    kHeight,
    kHref,
    kHreflang,
    kLang,
    kOpen,
    kPoster,
    kReversed,
    kRowspan,
    kScope,
    kSpan,
    kSrc,
    kStart,
    kTitle,
    kType,
    kValue,
    kWidth,
    kNone,
};
inline constexpr auto kAttributeNames = std::to_array<std::string_view>(
    {"alt",      "cite",  "colspan", "controls", "datetime", "dir",     "height", "href",
     "hreflang", "lang",  "open",    "poster",   "reversed", "rowspan", "scope",  "span",
     "src",      "start", "title",   "type",     "value",    "width"}
);

constexpr std::uint32_t bit_of(Attribute attribute) {
    return 1U << static_cast<unsigned>(attribute);
}
template <class... More>
constexpr std::uint32_t bits_of(More... attributes) {
    return (0U | ... | bit_of(attributes));
}

struct Element {
    std::string_view name;
    Action action = Action::kKeep;
    Role role = Role::kInline;
    std::uint32_t attributes = 0;   ///< the allowed ones beside lang and dir
    std::string_view emit_as = {};  ///< empty: `name`
    bool furniture = false;         ///< by its nature

    std::string_view output_name() const { return emit_as.empty() ? name : emit_as; }
};

/// The element of that lower-case name; nullptr for names that HTML does not know.
const Element* find_element(std::string_view name);

/// True for roles that have no end tag.
constexpr bool is_void(Role role) {
    return role == Role::kVoid || role == Role::kRule || role == Role::kBreak ||
           role == Role::kImage || role == Role::kColumn;
}

/// True for `td`, `th`, `caption` and `table`: end tags do not reach across them.
constexpr bool is_scope(Role role) {
    return role == Role::kCell || role == Role::kCaption || role == Role::kTable;
}

/// True for parts of a table that hold no text of their own.
constexpr bool is_table_frame(Role role) {
    return role == Role::kTable || role == Role::kSection || role == Role::kRow ||
           role == Role::kColumns;
}

/// True for everything that begins a block of text.
constexpr bool is_block(Role role) {
    return role >= Role::kBlock && role <= Role::kFigureCaption;
}

/// True for start tags before which an open paragraph ends.
constexpr bool closes_paragraph(Role role) {
    return (role >= Role::kBlock && role <= Role::kTable) || role == Role::kFigureCaption ||
           role == Role::kRule;
}

/// True for elements whose nesting is limited: those that do not end by themselves.
constexpr bool counts_for_depth(Role role) {
    return role <= Role::kMedia
               ? !is_void(role)
               : role == Role::kBlock || role == Role::kHeading || role == Role::kList ||
                     role == Role::kQuote || role == Role::kPre || role == Role::kTable ||
                     role == Role::kFigureCaption;
}

}  // namespace wireroom::text
