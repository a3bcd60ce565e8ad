#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// Appends text between tags: `&`, `<` and `>` become references.
void append_escaped(std::string& out, std::string_view text);

/// Appends the value of an attribute: quotes and backticks become references, too.
void append_escaped_value(std::string& out, std::string_view value);

/// Decoded text without hidden controls, line ends as LF. `scratch` holds the result when it
/// differs from `text`.
std::string_view clean_text(std::string_view text, bool references, std::string& scratch);

}  // namespace wireroom::text
