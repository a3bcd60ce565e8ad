#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// The reference made absolute and safe to open: http, https or mailto. Without a base a relative
/// reference stays one. Empty when it is anything else.
std::string safe_link(std::string_view reference, std::string_view base_url);

/// True for a PNG, GIF, JPEG or WebP image written out in a `data:` URL of at most 64 KiB.
bool is_data_image(std::string_view url);

/// True when `host` is `owner` or one of its subdomains; both lower case.
bool belongs_to(std::string_view host, std::string_view owner);

}  // namespace wireroom::text
