#pragma once

#include <string>
#include <string_view>

namespace wireroom::text {

/// Version of the rules behind `CanonicalUrl::key`, those in config/url-rules.txt included; see
/// `key_rules()` in text/url_rules.hpp.
inline constexpr int kKeyRules = 3;

struct CanonicalUrl {
    std::string url;  ///< to open: WHATWG serialisation, wrappers and trackers removed, fragment
                      ///< kept, host in ASCII
    std::string key;  ///< to compare, never fetched: equal keys are one page; empty when there is
                      ///< nothing usable
};

/// What page a URL from a feed means. Relative references resolve against `base`. Opaque URLs
/// (`tag:`, `urn:`, `mailto:`) keep themselves. The key of the resulting `url` is the same key
/// again. Never throws; linear.
CanonicalUrl canonical_url(std::string_view url, std::string_view base = {});

/// The publisher of a page: the registrable domain of the key's host (private suffixes included).
/// Empty for opaque keys.
std::string outlet(std::string_view key);

/// True when the key names a host only: path `/`, no query, no fragment.
bool is_home_page(std::string_view key);

/// A URL that can be asked for: host by IDNA (UTS 46) in ASCII, the rest repaired (base/url.hpp)
/// but not changed.
std::string ascii_url(std::string_view url);

}  // namespace wireroom::text
