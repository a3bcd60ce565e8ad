#pragma once

#include <string>
#include <string_view>

namespace wireroom::dedup {

/// Addresses that are stored already, for whoever keeps their keys.

/// The rules that make URL keys now: equal names, equal keys.
std::string url_key_rules();

/// What `PreparedItem::key_rules` of items is now.
int url_key_version();

/// The URL key of an address in the form of `PreparedItem::url`, under the rules of now.
std::string url_key_of(std::string_view url);

/// Whether a URL key is that of a home page: it tells no stories apart.
bool is_home_key(std::string_view url_key);

}  // namespace wireroom::dedup
