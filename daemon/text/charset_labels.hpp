#pragma once

#include <string_view>

namespace wireroom::text {

/// What the bytes of an encoding look like: what a label may be believed about.
enum class CharsetKind {
    kUtf8,
    kUtf16,
    kUtf32,
    kSingle,    ///< one byte a character, ASCII below 0x80
    kMulti,     ///< one to four bytes a character, ASCII below 0x80
    kStateful,  ///< escape sequences, every byte below 0x80
    kEbcdic,    ///< one byte a character, not ASCII
};

/// An encoding of the WHATWG Encoding Standard (section 4.2), or an older one that documents still
/// declare.
struct Charset {
    std::string_view name;       ///< lower case, as reported
    std::string_view converter;  ///< ICU's name of it; empty for UTF-8 and for `tables` of our own
    CharsetKind kind = CharsetKind::kSingle;
};

/// The encoding that a label means, by the WHATWG table and then by IANA's names (white space, case
/// and the kind of dash do not matter); nullptr when unknown. UTF-7 and the like are unknown: they
/// hide mark-up from whoever looks at the bytes.
const Charset* charset_by_label(std::string_view label);

/// U+0080 to U+00FF's places in an encoding that ICU does not have: 128 UTF-16 units, 0 for
/// bytes that mean nothing; empty for all others.
std::u16string_view own_table(const Charset& charset);

}  // namespace wireroom::text
