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

/// Turns the bytes of a document into UTF-8. What decides, in this order: a byte order mark; the
/// pattern of UTF-16, UTF-32 or EBCDIC; the charset parameter of `content_type` (RFC 7303 section
/// 3; may be empty); the XML declaration; UTF-8 when the bytes are valid; a guess where most of the
/// text is in another script; windows-1252. A label that the bytes contradict is not believed
/// (XML 1.0, appendix F), above all when they are valid UTF-8. Labels are those of the WHATWG
/// Encoding Standard (`iso-8859-1` means windows-1252) and of IANA's code pages; UTF-7 is none.
/// Single wrong bytes in UTF-8 are read as windows-1252; what means nothing at all is left out.
/// U+FFFD comes out only where it went in. Linear in the input; never fails.
/// docs/encodings-and-dates.md has the reasons.
Decoded decode(std::string_view bytes, std::string_view content_type);

/// The same without a copy where the bytes are the text already, as nearly all are.
/// @return a view of `bytes`, or of `out.text`, which is empty otherwise.
std::string_view decode(std::string_view bytes, std::string_view content_type, Decoded& out);

}  // namespace wireroom::text
