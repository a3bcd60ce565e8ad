#include "base/text.hpp"
#include "base/url.hpp"
#include "feed/fields.hpp"
#include "feed/xml_scan.hpp"
#include "text/html.hpp"
#include "text/url_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// References with a semicolon, decoded once.
std::string decode_terminated(std::string_view text) {
    std::string out;
    while (true) {
        const auto at = text.find('&');
        out.append(text.substr(0, at));
        if (at == kEnd) {
            return out;
        }
        text.remove_prefix(at);
        const auto reference = classify_reference(text);
        const auto piece = text.substr(0, reference.length);
        out += reference.type == Reference::Type::kBare ? std::string(piece)
                                                        : text::decode_references(piece);
        text.remove_prefix(reference.length);
    }
}

/// The scheme at the front, lower case, without its colon; empty when there is none.
std::string scheme_of(std::string_view url) {
    const auto colon = url.find_first_of(":/?#");
    if (colon == kEnd || colon == 0 || url[colon] != ':' || to_lower(url.front()) < 'a' ||
        to_lower(url.front()) > 'z') {
        return {};
    }
    return to_lower(url.substr(0, colon));
}

/// What a reader may be offered to open or download.
bool is_openable(std::string_view scheme) {
    static constexpr std::array kSchemes = std::to_array<std::string_view>(
        {"http",
         "https",
         "ftp",
         "ftps",
         "mailto",
         "magnet",
         "gemini",
         "gopher",
         "news",
         "nntp",
         "irc",
         "xmpp",
         "tel"}
    );
    return std::ranges::find(kSchemes, scheme) != kSchemes.end();
}

constexpr bool is_ascii_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

/// `www.example.org/x`, or the base's host without a scheme, as an absolute URL.
std::string with_scheme(std::string reference, std::string_view base) {
    const bool relative =
        reference.empty() || std::string_view("/.#?").find(reference.front()) != kEnd;
    if (relative || !scheme_of(reference).empty()) {
        return reference;
    }
    const auto host = std::string_view(reference).substr(0, reference.find_first_of("/?#"));
    const auto from = parse_http_url(base);
    const bool known = from && iequals(host, from->host) && host.find('.') != kEnd;
    if (known || (host.size() > 7 && iequals(host.substr(0, 4), "www."))) {
        const bool plain = from && !from->secure;
        return (plain ? "http://" : "https://") + reference;
    }
    return reference;
}

/// True for an absolute http(s) URL that resolving and repairing would leave as it is: nine links
/// in ten. Says no when in doubt.
bool is_settled_url(std::string_view url) {
    const auto start = url.starts_with("https://") ? 8U : url.starts_with("http://") ? 7U : 0U;
    if (start == 0 || url.size() == start ||
        !(is_digit(url[start]) || is_ascii_letter(url[start]))) {
        return false;
    }
    const bool no_references = url.find(';') == kEnd;
    bool fragment = false;
    static constexpr auto kPlain = [] {
        std::array<bool, 256> plain{};
        for (std::size_t byte = 0; byte < plain.size(); ++byte) {
            const auto c = static_cast<char>(byte);
            plain[byte] = is_digit(c) || is_ascii_letter(c) ||
                          std::string_view("/-_.?=~+,!$*()@#").find(c) != kEnd;
        }
        return plain;
    }();
    for (std::size_t i = start; i < url.size(); ++i) {
        const char c = url[i];
        const bool dot_segment = c == '.' && url[i - 1] == '/';
        const bool second_hash = c == '#' && std::exchange(fragment, true);
        if (!kPlain[static_cast<unsigned char>(c)] || dot_segment || second_hash) {
            const bool parameter = c == '&' && no_references;
            if (!parameter) {
                return false;
            }
        }
    }
    return true;
}

/// Behind the schemes that only say "subscribe to this": `feed:https://…` is what it says,
/// `feed://host/…` is HTTP.
std::string_view without_feed_scheme(std::string_view url, std::string& made) {
    for (const std::string_view scheme : {"feed:", "itpc:", "pcast:"}) {
        if (!iequals(url.substr(0, scheme.size()), scheme)) {
            continue;
        }
        auto rest = url.substr(scheme.size());
        const auto behind = rest.starts_with("//") ? rest.substr(2) : rest;
        const auto inner = scheme_of(behind);
        if (inner == "http" || inner == "https") {
            return behind;
        }
        if (rest.starts_with("//")) {
            made = "http:" + std::string(rest);
            return made;
        }
    }
    return url;
}

/// A host outside of ASCII in the form that every program can look up (UTS 46): resolving has
/// percent-encoded it.
std::string with_ascii_host(std::string url) {
    const auto mark = url.find("://");
    if (mark == kEnd) {
        return url;  // `http:x`, which no base made whole
    }
    const auto start = mark + 3;
    const auto end = std::min(url.find_first_of("/?#", start), url.size());
    const auto authority = std::string_view(url).substr(start, end - start);
    if (authority.find('%') == kEnd) {
        return url;
    }
    const auto at = authority.rfind('@');
    const auto from = at == kEnd ? 0 : at + 1;
    const auto colon = authority.find(':', from);
    const auto host = authority.substr(from, colon == kEnd ? kEnd : colon - from);
    const auto ascii = text::ascii_host(host);
    return ascii ? url.replace(start + from, host.size(), *ascii) : url;
}

}  // namespace

std::string url_of(std::string_view raw, std::string_view base, const Context& context) {
    raw = trim(raw);
    if (raw.empty()) {
        return {};
    }
    if (raw.size() > context.limits.max_url_bytes) {
        context.problems.add("a URL over the limit was left out");
        return {};
    }
    if (is_settled_url(raw)) {
        return std::string(raw);
    }
    std::string made;
    raw = without_feed_scheme(raw, made);
    auto reference = decode_terminated(raw);
    std::erase_if(reference, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
    reference = with_scheme(std::string(trim(reference)), base);
    auto url = resolve_url(base, reference).value_or(repair_url(reference));
    const auto scheme = scheme_of(url);
    if (scheme == "http" || scheme == "https") {
        url = with_ascii_host(std::move(url));
    }
    // `http://` is what a form's field held before anybody wrote into it.
    const bool no_host = url.ends_with("://");
    if (url.size() > context.limits.max_url_bytes || no_host ||
        (!scheme.empty() && !is_openable(scheme))) {
        context.problems.add("a URL that is no address to open was left out");
        return {};
    }
    return url;
}

bool is_http_url(std::string_view url) {
    const auto scheme = scheme_of(url);
    return (scheme == "http" || scheme == "https") && url.substr(scheme.size(), 3) == "://" &&
           url.size() > scheme.size() + 3 && url.find_first_of(" \t\r\n") == kEnd;
}

bool is_image_file(std::string_view mime_type, std::string_view url) {
    if (!mime_type.empty()) {
        return iequals(mime_type.substr(0, 6), "image/");
    }
    static constexpr std::array kEndings =
        std::to_array<std::string_view>({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"});
    const auto path = url.substr(0, url.find_first_of("?#"));
    const auto ending = to_lower(path.substr(std::min(path.size(), path.rfind('.'))));
    return std::ranges::find(kEndings, std::string_view(ending)) != kEndings.end();
}

}  // namespace wireroom::feed
