#pragma once

#include "text/charset_labels.hpp"

#include <string>
#include <string_view>

namespace wireroom::text {

/// The `charset` parameter of a Content-Type (RFC 9110 section 8.3.2); empty when there is none.
std::string_view charset_parameter(std::string_view content_type);

/// The `encoding` of an XML declaration near the front of ASCII-like bytes; white space, a comment
/// or junk may stand before it. Empty when there is none.
std::string_view xml_encoding(std::string_view bytes);

/// The same for a document in any EBCDIC: `<?xml` is `4C 6F A7 94` in all of them, and letters,
/// digits and quotes are the same, too (XML 1.0, appendix F). Empty when it is not one.
std::string ebcdic_encoding(std::string_view bytes);
bool is_ebcdic(std::string_view bytes);

/// A byte order mark at the front.
struct ByteOrderMark {
    std::size_t bytes = 0;
    const Charset* charset = nullptr;  ///< nullptr when there is none
};
ByteOrderMark byte_order_mark(std::string_view bytes);

/// UTF-16 or UTF-32 without a mark shows in where the zero bytes of the first ASCII characters
/// stand (XML 1.0, appendix F; RFC 4627 section 3). Every document that is read here begins with
/// white space, `<`, `{` or `[`. nullptr when the bytes are read one by one.
const Charset* wide_by_pattern(std::string_view bytes);

}  // namespace wireroom::text
