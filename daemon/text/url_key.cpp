#include "text/url_key.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "text/url_parts.hpp"
#include "text/url_rules.hpp"
#include "text/url_unwrap.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace wireroom::text {
namespace {

bool is_tracking(const rules::Page& page, const QueryPair& pair) {
    const auto name = to_lower(query_text(pair.name));
    return rules::is_dropped(
        page, name, pair.whole.substr(std::min(pair.name.size() + 1, pair.whole.size()))
    );
}

std::string without_trackers(const rules::Page& page, std::string_view query) {
    std::string out;
    for (const auto& pair : pairs_of(query)) {
        if (!is_tracking(page, pair)) {
            out += out.empty() ? "" : "&";
            out += pair.whole;
        }
    }
    return out;
}

/// A list of pairs without the trackers that publishers write into fragments.
std::string without_marks(const rules::Page& page, std::string_view list) {
    std::string out;
    for (const auto part : split(list, '&')) {
        const auto name = to_lower(part.substr(0, part.find('=')));
        if (part.size() == name.size() || !rules::is_dropped_mark(page, name)) {
            out += out.empty() ? "" : "&";
            out += part;
        }
    }
    return out;
}

/// `xtor=RSS-1&story=1` → `story=1`; `post-1?utm_source=rss` → `post-1`; anything that is not a
/// list of pairs stays.
std::string without_fragment_trackers(const rules::Page& page, std::string_view fragment) {
    const auto mark = fragment.find('?');
    auto out = without_marks(page, fragment.substr(0, mark));
    if (mark != std::string_view::npos) {
        const auto rest = without_marks(page, fragment.substr(mark + 1));
        out += rest.empty() ? "" : "?" + rest;
    }
    return out;
}

bool is_index_page(std::string_view segment) {
    if (!segment.starts_with('i') && !segment.starts_with('d') && !segment.starts_with('I') &&
        !segment.starts_with('D')) {
        return false;
    }
    constexpr auto kNames = std::to_array<std::string_view>(
        {"index.html",
         "index.htm",
         "index.shtml",
         "index.xhtml",
         "index.php",
         "index.asp",
         "index.aspx",
         "index.jsp",
         "default.asp",
         "default.aspx",
         "default.htm",
         "default.html"}
    );
    return std::ranges::find(kNames, to_lower(segment)) != kNames.end();
}

/// A path without what servers add to the page's name: slashes, `index.html`, `amp`.
std::string_view without_page_name(std::string_view path) {
    const auto drop_slash = [&] {
        while (path.size() > 1 && path.ends_with('/')) {
            path.remove_suffix(1);
        }
    };
    const auto last_segment = [&] { return path.substr(path.rfind('/') + 1); };
    drop_slash();
    if (is_index_page(last_segment())) {
        path.remove_suffix(last_segment().size());
        drop_slash();
    }
    if ((last_segment() == "amp" && path.size() > 4) ||
        (last_segment().ends_with(".amp") && last_segment().size() > 4)) {
        path.remove_suffix(4);
    } else if (last_segment().ends_with(".amp.html") && last_segment().size() > 9) {
        path.remove_suffix(9);
    }
    drop_slash();
    return path.empty() ? "/" : path;
}

std::string key_path(std::string_view raw) {
    auto path = normal_encoding(raw);
    for (auto at = to_lower(path).find(";jsessionid="); at != std::string::npos;
         at = to_lower(path).find(";jsessionid=")) {
        path.erase(at, std::min(path.find_first_of("/;", at + 1), path.size()) - at);
    }
    std::string single;
    for (const char c : path) {
        const bool doubled = c == '/' && single.ends_with('/') && !single.ends_with(":/");
        if (!doubled) {
            single += c;
        }
    }
    return std::string(without_page_name(single));
}

std::string key_query(const rules::Page& page, std::string_view query) {
    std::vector<std::pair<std::string, std::string>> parts;
    const auto clean = without_trackers(page, query);
    for (const auto& pair : pairs_of(clean)) {
        std::string plain(pair.whole);
        std::size_t plus = 0;
        while ((plus = plain.find('+', plus)) != std::string::npos) {
            plain.replace(plus, 1, "%20");
        }
        auto whole = normal_encoding(plain);
        auto name = whole.substr(0, whole.find('='));
        parts.emplace_back(std::move(name), std::move(whole));
    }
    std::ranges::stable_sort(parts, {}, [](const auto& part) -> const std::string& {
        return part.first;
    });
    std::string out;
    for (const auto& [name, whole] : parts) {
        out += out.empty() ? "" : "&";
        out += whole;
    }
    return out;
}

std::string key_fragment(std::string_view fragment) {
    fragment = fragment.substr(0, fragment.find(":~:"));
    const bool more = fragment.starts_with("more-") && fragment.size() > 5 &&
                      std::ranges::all_of(fragment.substr(5), is_digit);
    return more || fragment == "respond" ? std::string() : normal_encoding(fragment);
}

std::string key_of(UrlParts parts) {
    parts.host = key_host(parts.host);
    rules::apply_aliases(parts);
    std::string key = "//" + parts.host;
    if (!parts.port.empty()) {
        key += ':' + parts.port;
    }
    key += key_path(parts.path);
    if (const auto query = key_query({parts.host, parts.path}, parts.query); !query.empty()) {
        key += '?' + query;
    }
    if (const auto fragment = key_fragment(parts.fragment); !fragment.empty()) {
        key += '#' + fragment;
    }
    return key;
}

/// Illegal characters encoded, the rest as written: a second pass changes nothing.
std::string repaired_part(std::string_view part) {
    auto out = repair_url("?" + std::string(part));
    return out.substr(1);
}

/// Wrappers and trackers off, until nothing changes: what they hid may itself end in white space or
/// be one.
UrlParts settle(UrlParts parts) {
    for (int round = 0; round < 8; ++round) {
        parts = unwrapped(std::move(parts));
        const auto host = key_host(parts.host);
        const rules::Page page{host, parts.path};
        parts.query = without_trackers(page, repaired_part(parts.query));
        parts.fragment = without_fragment_trackers(page, repaired_part(parts.fragment));
        const auto joined = join_url(parts);
        const auto trimmed = trimmed_url(joined);
        auto again = trimmed == joined ? std::nullopt : split_url(trimmed);
        if (!again) {
            break;
        }
        parts = *std::move(again);
    }
    return parts;
}

CanonicalUrl opaque(std::string_view url) {
    constexpr auto kUseless =
        std::to_array<std::string_view>({"javascript", "data", "blob", "about", "vbscript", "file"}
        );
    const auto length = scheme_length(url);
    auto scheme = to_lower(url.substr(0, length));
    if (std::ranges::find(kUseless, scheme) != kUseless.end() || url.size() <= length + 1) {
        return {};
    }
    auto out = scheme + repair_url(url).substr(length);
    if (iequals(std::string_view(out).substr(0, 9), "urn:uuid:")) {
        out = to_lower(out);
    }
    return {out, out};
}

/// What the addresses of a host have in common.
struct HostFacts {
    std::string host;
    std::string key;        ///< as keys have it
    bool is_plain = false;  ///< no rule is about its pages
    unsigned rules = 0;     ///< the rules in force when this was found
};

/// The links of one document nearly all lead to one host: the last one is remembered.
const HostFacts& facts_of(std::string_view host) {
    thread_local HostFacts facts;
    if (facts.host != host || facts.rules != rules::generation()) {
        auto key = key_host(host);
        const bool is_plain = host != kGoogleNews && !rules::mentions_pages_of(host, key);
        facts = {std::string(host), std::move(key), is_plain, rules::generation()};
    }
    return facts;
}

using ByteSet = std::array<bool, 256>;

constexpr ByteSet bytes_of(std::string_view marks) {
    ByteSet set{};
    for (std::size_t byte = 0; byte < set.size(); ++byte) {
        const bool digit = byte >= '0' && byte <= '9';
        set[byte] = digit || (byte >= 'a' && byte <= 'z');
    }
    for (const char c : marks) {
        set[static_cast<std::uint8_t>(c)] = true;
    }
    return set;
}

bool all_of(std::string_view text, const ByteSet& set) {
    return std::ranges::all_of(text, [&](char c) { return set[static_cast<std::uint8_t>(c)]; });
}

/// The canonical form of a web address in which nothing has to be resolved, encoded, left out or
/// looked up: most links of most feeds. Nothing when in doubt.
std::optional<CanonicalUrl> plain_url(std::string_view url) {
    static constexpr auto kHost = bytes_of(".-");
    static constexpr auto kPath = bytes_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ/-_.~+,!$*()@=:");
    const std::size_t start = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
    if (start == 0 || url.size() >= kMaxUrlBytes) {
        return std::nullopt;
    }
    const auto end = std::min(url.find('/', start), url.size());
    const auto host = url.substr(start, end - start);
    const auto path = end < url.size() ? url.substr(end) : std::string_view("/");
    char last = '\0';
    const bool odd_path = !std::ranges::all_of(path, [&](char c) {
        const char before = std::exchange(last, c);
        return kPath[static_cast<std::uint8_t>(c)] && (before != '/' || (c != '/' && c != '.'));
    });
    if (odd_path || host.empty() || host.ends_with('.') || !all_of(host, kHost) ||
        host.find("xn--") != std::string_view::npos) {
        return std::nullopt;
    }
    const auto& facts = facts_of(host);
    if (!facts.is_plain) {
        return std::nullopt;
    }
    CanonicalUrl out;
    out.url.reserve(url.size() + 1);
    out.url.append(url.substr(0, end)).append(path);
    const auto page = without_page_name(path);
    out.key.reserve(facts.key.size() + page.size() + 2);
    out.key.append("//").append(facts.key).append(page);
    return out;
}

}  // namespace

CanonicalUrl canonical_url(std::string_view url, std::string_view base) {
    if (url.size() > kMaxUrlBytes) {
        return {};
    }
    if (auto plain = plain_url(url)) {
        return *std::move(plain);
    }
    auto text = trimmed_url(url);
    // `feed:https://…` and `feed://…` are how browsers were told to subscribe.
    std::size_t prefixes = 0;
    while (iequals(std::string_view(text).substr(prefixes, 5), "feed:")) {
        prefixes += 5;
    }
    if (prefixes > 0) {
        text = (text.compare(prefixes, 2, "//") == 0 ? "http:" : "") + text.substr(prefixes);
    }
    const auto length = scheme_length(text);
    const auto scheme = to_lower(std::string_view(text).substr(0, length));
    const bool web = scheme == "http" || scheme == "https";
    if (length > 0 && !web) {
        return opaque(text);
    }
    if (length == 0) {
        std::ranges::replace(
            text.begin(),
            text.begin() +
                static_cast<std::ptrdiff_t>(std::min(text.find_first_of("?#"), text.size())),
            '\\',
            '/'
        );
        if (text.starts_with("//") && base.empty()) {
            text = "https:" + text;
        } else {
            const auto resolved = text.empty() ? std::nullopt : resolve_url(base, text);
            if (!resolved) {
                return {};
            }
            text = *resolved;
        }
    }
    for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at)) {
        text.erase(at + 1, 4);
    }
    auto parts = split_url(text);
    if (!parts) {
        return {};
    }
    auto settled = settle(*std::move(parts));
    CanonicalUrl out;
    out.url = join_url(settled);
    if (out.url.size() > kMaxUrlBytes) {
        return {};
    }
    out.key = key_of(std::move(settled));
    return out;
}

std::string outlet(std::string_view key) {
    if (!key.starts_with("//")) {
        return {};
    }
    const auto authority = key.substr(2, key.find_first_of("/?#", 2) - 2);
    const auto host = authority.starts_with('[') ? authority.substr(1, authority.find(']') - 1)
                                                 : authority.substr(0, authority.find(':'));
    return registrable_domain(host);
}

bool is_home_page(std::string_view key) {
    return key.starts_with("//") && key.find_first_of("/?#", 2) == key.size() - 1 &&
           key.ends_with('/');
}

std::string ascii_url(std::string_view url) {
    auto repaired = repair_url(url);
    const auto scheme = scheme_length(repaired);
    if (scheme == 0 || repaired.compare(scheme, 3, "://") != 0) {
        return repaired;
    }
    const auto start = scheme + 3;
    const auto end = std::min(repaired.find_first_of("/?#", start), repaired.size());
    const std::string_view authority = std::string_view(repaired).substr(start, end - start);
    const auto at = authority.rfind('@');
    const auto user = at == std::string_view::npos ? 0 : at + 1;
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? user : bracket);
    const auto host =
        authority.substr(user, colon == std::string_view::npos ? colon : colon - user);
    const auto ascii = ascii_host(host);
    if (!ascii) {
        return repaired;
    }
    return repaired.substr(0, start) + std::string(authority.substr(0, user)) + *ascii +
           std::string(authority.substr(user + host.size())) + repaired.substr(end);
}

}  // namespace wireroom::text
