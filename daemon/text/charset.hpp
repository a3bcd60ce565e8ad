#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// A document as text, and how it was read.
struct Decoded {
    std::string
        text;  ///< valid UTF-8 without NUL, C0 controls other than TAB, LF, CR, and byte order mark
    std::string
        encoding;  ///< lower-case name of what was used: `utf-8`, `windows-1251`, `utf-16le`, …
    std::vector<std::string> problems;  ///< one sentence for each tolerated fault, printable
};

/// Turns the bytes of a feed document into UTF-8. What decides, in this order: a byte order mark,
/// the charset parameter of `content_type` (RFC 7303 section 3; may be empty), the pattern of a
/// UTF-16 or UTF-32 document without a mark, the XML declaration when the bytes can be what it says
/// (XML 1.0, appendix F), UTF-8 when the bytes are valid, windows-1252. Labels are those of the
/// WHATWG Encoding Standard (`iso-8859-1` means windows-1252). Bytes that mean nothing in the
/// chosen encoding become U+FFFD. Linear in the input; never fails.
Decoded decode(std::string_view bytes, std::string_view content_type);

}  // namespace wireroom::text
