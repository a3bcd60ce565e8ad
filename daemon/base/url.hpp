#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom {

enum class UrlFault { kSyntax, kScheme, kHost, kTooLong };
using UrlError = Error<UrlFault>;

/// The parts of an absolute http or https URL that a client needs to ask for it (RFC 9110
/// section 4.2).
struct HttpUrl {
    bool secure = false;     ///< https
    std::string host;        ///< lower case; an IPv6 literal without its brackets; never empty
    std::uint16_t port = 0;  ///< explicit or the scheme's default
    std::string
        userinfo;  ///< `user:password`, percent-encoded as written; usually empty; never log it
    std::string target;  ///< origin-form: path and query, at least `/`; no fragment
};

/// The longest URL that is followed or stored, in bytes.
inline constexpr std::size_t kMaxUrlBytes = 8192;

/// Repairs what browsers repair and RFC 3986 forbids: white space at the ends, inner TAB/CR/LF,
/// backslashes in http(s) URLs, raw non-ASCII and other illegal characters (percent-encoded as
/// UTF-8). Does not resolve or change anything else.
std::string repair_url(std::string_view url);

/// `reference` resolved against `base` (RFC 3986 section 5.2), both repaired first.
/// @return the absolute URL; nothing when there is no base for a relative reference, or either is
/// beyond repair.
std::optional<std::string> resolve_url(std::string_view base, std::string_view reference);

/// Splits an absolute http(s) URL (repaired first) for a request.
/// Errors: kSyntax, kScheme (not http or https), kHost (none), kTooLong (over kMaxUrlBytes).
Result<HttpUrl, UrlError> parse_http_url(std::string_view url);

/// `scheme://host[:port]`, the port only when it is not the default: what credentials and
/// permissions are tied to.
std::string origin(const HttpUrl& url);

/// The URL with any userinfo replaced by `***`, for logs and the API.
std::string mask_userinfo(std::string_view url);

/// The registrable domain of a lower-case ASCII host by the public suffix list, private suffixes
/// (github.io, substack.com) included; the host itself for IP addresses, single labels and
/// suffixes.
std::string registrable_domain(std::string_view host);

}  // namespace wireroom
