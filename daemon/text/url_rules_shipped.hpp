#pragma once

#include <string_view>

namespace wireroom::text {

/// The text of config/url-rules.txt, compiled in.
std::string_view shipped_url_rules();

}  // namespace wireroom::text
