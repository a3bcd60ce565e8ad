#pragma once

#include <string_view>

namespace wireroom::feed {

/// What the bytes of a document look like, whatever the server calls them.
enum class Kind {
    kEmpty,   ///< nothing but white space
    kBinary,  ///< a compressed or other binary file
    kJson,    ///< begins as a JSON object or array
    kMarkup,  ///< has mark-up somewhere
    kText,    ///< anything else
};

/// Looks at raw bytes: an empty body and the magic numbers of files that are no text. Constant
/// time.
Kind sniff_bytes(std::string_view body);

/// Looks at decoded text (after `sniff_bytes`).
Kind sniff_text(std::string_view text);

}  // namespace wireroom::feed
