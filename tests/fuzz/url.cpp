// Canonical URLs and their keys, and what a client asks for. The first line of the input is the
// base.

#include "base/url.hpp"

#include "fuzz/check.hpp"
#include "text/url_key.hpp"

#include <string>

namespace wireroom::fuzz {
namespace {

void check_canonical(const text::CanonicalUrl& canonical) {
    demand_utf8(canonical.url, "a canonical URL is UTF-8");
    demand_utf8(canonical.key, "a key is UTF-8");
    const auto again = text::canonical_url(canonical.url);
    demand(again.key == canonical.key, "the key of a canonical URL is its key", canonical.url);
    demand(again.url == canonical.url, "a canonical URL stays what it is", canonical.url);
    demand_line(text::outlet(canonical.key), "an outlet is a line");
    demand(!text::is_home_page(canonical.key) || !canonical.key.empty(), "a home page has a key");
}

void check_requested(std::string_view url) {
    const auto parts = parse_http_url(url);
    if (!parts) {
        demand(!parts.error().message.empty(), "an error says something");
        return;
    }
    demand(!parts->host.empty(), "a URL to ask for has a host");
    demand(parts->target.starts_with('/'), "a target begins with a slash", parts->target);
    for (const auto* part : {&parts->host, &parts->target, &parts->userinfo}) {
        for (const char c : *part) {
            const bool unicode = static_cast<unsigned char>(c) >= 0x80;
            // What is not ASCII in a host is IDNA's, or refused when it is asked for.
            const bool allowed = unicode ? part == &parts->host : c > 0x20 && c != 0x7F;
            demand(allowed, "a request line is visible ASCII", *part);
        }
    }
    const auto masked = parse_http_url(mask_userinfo(url));
    demand(masked.has_value(), "a masked URL is a URL", url);
    demand(
        masked->userinfo == "***" || (masked->userinfo.empty() && parts->userinfo.empty()),
        "credentials are masked",
        url
    );
    const auto again = parse_http_url(origin(*parts) + parts->target);
    demand(again.has_value(), "an origin and a target are a URL", parts->target);
    demand(again->host == parts->host, "a host stays what it is", parts->host);
    demand(again->port == parts->port, "a port stays what it is", parts->host);
    demand(again->target == parts->target, "a target stays what it is", parts->target);
}

}  // namespace

void check(std::string_view input) {
    const auto base = take_line(input);
    check_canonical(text::canonical_url(input));
    check_canonical(text::canonical_url(input, base));
    check_requested(input);
    if (const auto resolved = resolve_url(base, input)) {
        check_requested(*resolved);
    }
    const auto repaired = repair_url(input);
    demand(repair_url(repaired) == repaired, "a repaired URL stays what it is", repaired);
    check_requested(text::ascii_url(input));
}

}  // namespace wireroom::fuzz
