#include "base/url.hpp"

#include "base/text.hpp"

#include <boost/url.hpp>
#include <fmt/format.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace wireroom {
namespace {

namespace urls = boost::urls;

bool is_hex(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

/// True for characters that RFC 3986 allows somewhere in a URL; the rest is percent-encoded.
bool is_url_char(char c) {
    constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=";
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
}

/// The length of `scheme:` at the front, or 0.
std::size_t scheme_length(std::string_view url) {
    if (url.empty() || to_lower(url.front()) < 'a' || to_lower(url.front()) > 'z') {
        return 0;
    }
    for (std::size_t i = 1; i < url.size(); ++i) {
        const char c = to_lower(url[i]);
        if (c == ':') {
            return i + 1;
        }
        if (!(is_digit(c) || (c >= 'a' && c <= 'z') || c == '+' || c == '-' || c == '.')) {
            return 0;
        }
    }
    return 0;
}

/// True when a decoded host has a character that no host can have (WHATWG URL, forbidden domain
/// code points): sent as it is, it would end a request's line or name another host.
bool has_forbidden(std::string_view host) {
    return std::ranges::any_of(host, [](char c) {
        constexpr std::string_view kForbidden = "\"#%/<>?@[\\]^`{|}\x7F";
        return (c >= 0 && c <= 0x20) || kForbidden.find(c) != std::string_view::npos;
    });
}

/// 1–65535; the default for an empty text.
std::optional<std::uint16_t> read_port(const std::string& text, std::uint16_t default_port) {
    if (text.empty()) {
        return default_port;
    }
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    return error == std::errc() && stop == end && port != 0 ? std::optional(port) : std::nullopt;
}

}  // namespace

std::string repair_url(std::string_view url) {
    while (!url.empty() && static_cast<unsigned char>(url.front()) <= 0x20) {
        url.remove_prefix(1);
    }
    while (!url.empty() && static_cast<unsigned char>(url.back()) <= 0x20) {
        url.remove_suffix(1);
    }
    const auto scheme = scheme_length(url);
    const bool web = scheme == 0 || iequals(url.substr(0, scheme), "http:") ||
                     iequals(url.substr(0, scheme), "https:");
    std::string out;
    out.reserve(url.size());
    bool before_query = true;
    bool in_fragment = false;
    const auto is_slash = [&](std::size_t i) {
        return i < url.size() && (url[i] == '/' || (url[i] == '\\' && web));
    };
    bool in_authority = is_slash(scheme) && is_slash(scheme + 1);
    for (std::size_t i = 0; i < url.size(); ++i) {
        char c = url[i];
        if (c == '\t' || c == '\r' || c == '\n') {
            continue;
        }
        if (c == '\\' && web && before_query) {
            c = '/';
        }
        if (c == '?') {
            before_query = false;
        }
        if (c == '#') {
            if (in_fragment) {
                append_encoded(out, c);
                continue;
            }
            before_query = false;
            in_fragment = true;
        }
        if (c == '%') {
            const bool escape = i + 2 < url.size() && is_hex(url[i + 1]) && is_hex(url[i + 2]);
            out += escape ? "%" : "%25";
            continue;
        }
        if (in_authority && i >= scheme + 2 && (c == '/' || c == '?' || c == '#')) {
            in_authority = false;
        }
        if ((c == '[' || c == ']') && !in_authority) {
            append_encoded(out, c);  // legal around an IPv6 address only
            continue;
        }
        if (is_url_char(c)) {
            out += c;
        } else {
            append_encoded(out, c);
        }
    }
    return out;
}

std::optional<std::string> resolve_url(std::string_view base, std::string_view reference) {
    auto repaired = repair_url(reference);
    const auto relative = urls::parse_uri_reference(repaired);
    if (!relative) {
        return std::nullopt;
    }
    if (relative->has_scheme() && !relative->has_authority()) {
        return repaired;  // mailto:, tag:, urn: and other opaque URLs are complete as they are
    }
    if (relative->has_scheme()) {
        urls::url absolute(*relative);
        absolute.normalize_scheme();
        absolute.normalize_path();
        return std::string(absolute.buffer());
    }
    const auto repaired_base = repair_url(base);
    const auto parsed_base = urls::parse_uri(repaired_base);
    if (!parsed_base) {
        return std::nullopt;
    }
    urls::url result;
    if (urls::resolve(*parsed_base, *relative, result).has_error()) {
        return std::nullopt;
    }
    // RFC 3986 section 5.2.4 lets `..` above the root vanish; the library keeps it.
    while (result.encoded_path().starts_with("/../") || result.encoded_path() == "/..") {
        const std::string path(result.encoded_path().substr(3));
        result.set_encoded_path(path.empty() ? "/" : path);
    }
    return std::string(result.buffer());
}

Result<HttpUrl, UrlError> parse_http_url(std::string_view url) {
    if (url.size() > kMaxUrlBytes) {
        return UrlError(
            UrlFault::kTooLong,
            fmt::format("URL of {} bytes; at most {} are followed", url.size(), kMaxUrlBytes)
        );
    }
    const auto repaired = repair_url(url);
    const auto parsed = urls::parse_uri(repaired);
    if (!parsed) {
        return UrlError(
            UrlFault::kSyntax, fmt::format("not an absolute URL: {}", printable(mask_userinfo(url)))
        );
    }
    HttpUrl out;
    if (parsed->scheme_id() == urls::scheme::https) {
        out.secure = true;
    } else if (parsed->scheme_id() != urls::scheme::http) {
        return UrlError(
            UrlFault::kScheme,
            fmt::format(
                "scheme '{}' is not http or https", printable(std::string(parsed->scheme()))
            )
        );
    }
    out.host = to_lower(parsed->host_address());
    if (out.host.empty()) {
        return UrlError(
            UrlFault::kHost, fmt::format("no host in URL: {}", printable(mask_userinfo(url)))
        );
    }
    // The library takes `https://a@b@c/` for the host b and the path @c; browsers ask c.
    const bool torn = !parsed->encoded_path().empty() && !parsed->encoded_path().starts_with('/');
    const bool colon = parsed->host_type() == urls::host_type::name &&
                       out.host.find(':') != std::string::npos;  // escaped, as in `a%3A80`
    if (torn || colon || has_forbidden(out.host)) {
        return UrlError(
            UrlFault::kHost,
            fmt::format("no host can have this name: {}", printable(mask_userinfo(url)))
        );
    }
    const auto port = read_port(std::string(parsed->port()), out.secure ? 443 : 80);
    if (!port) {
        return UrlError(
            UrlFault::kSyntax, fmt::format("bad port in URL: {}", printable(mask_userinfo(url)))
        );
    }
    out.port = *port;
    out.userinfo = std::string(parsed->encoded_userinfo());
    out.target = std::string(parsed->encoded_path());
    if (out.target.empty() || out.target.front() != '/') {
        out.target.insert(out.target.begin(), '/');
    }
    if (parsed->has_query()) {
        out.target += '?';
        out.target += std::string(parsed->encoded_query());
    }
    return out;
}

std::string origin(const HttpUrl& url) {
    const auto host =
        url.host.find(':') != std::string::npos ? fmt::format("[{}]", url.host) : url.host;
    const bool default_port = url.port == (url.secure ? 443 : 80);
    const auto* scheme = url.secure ? "https" : "http";
    return default_port ? fmt::format("{}://{}", scheme, host)
                        : fmt::format("{}://{}:{}", scheme, host, url.port);
}

std::string mask_userinfo(std::string_view url) {
    const auto scheme = scheme_length(url);
    if (url.substr(scheme, 2) != "//") {
        // What `parse_http_url` would repair first: backslashes, white space before or inside.
        const auto repaired = repair_url(url);
        const bool authority = repaired.compare(scheme_length(repaired), 2, "//") == 0;
        return authority ? mask_userinfo(repaired) : std::string(url);
    }
    const auto start = scheme + 2;
    const auto authority = url.substr(start, url.find_first_of("/?#\\", start) - start);
    const auto at = authority.rfind('@');
    if (at == std::string_view::npos) {
        return std::string(url);
    }
    return fmt::format("{}***{}", url.substr(0, start), url.substr(start + at));
}

std::string registrable_domain(std::string_view host) {
    std::string name(host);
    const bool address = name.find(':') != std::string::npos ||
                         std::ranges::all_of(name, [](char c) { return is_digit(c) || c == '.'; });
    if (address) {
        return name;
    }
    // Platforms whose subdomains are publishers of their own and that the packaged list does not
    // have (yet).
    constexpr std::array<std::string_view, 8> kPlatforms = {
        "beehiiv.com",
        "ghost.io",
        "hashnode.dev",
        "livejournal.com",
        "medium.com",
        "substack.com",
        "tumblr.com",
        "wordpress.com"};
    for (const auto platform : kPlatforms) {
        if (name.size() > platform.size() && name.ends_with(platform) &&
            name[name.size() - platform.size() - 1] == '.') {
            const auto label = name.rfind('.', name.size() - platform.size() - 2);
            const auto own = label == std::string::npos ? name : name.substr(label + 1);
            return own.starts_with("www.") ? std::string(platform) : own;
        }
    }
    const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
    return domain != nullptr ? std::string(domain) : name;
}

}  // namespace wireroom
