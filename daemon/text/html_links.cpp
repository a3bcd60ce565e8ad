#include "text/html_links.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace wireroom::text {
namespace {

constexpr std::size_t kMaxDataImage = 64U << 10U;

bool is_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

/// Everything before the first `:` that could be a scheme, with what browsers ignore there taken
/// out. Empty when the reference has none.
std::string scheme_of(std::string_view reference) {
    std::string scheme;
    for (std::size_t at = 0; at < reference.size();) {
        const auto c = decode_at(reference, at);
        at += c.bytes;
        if (c.value == ':' && c.valid) {
            return scheme.empty() ? ":" : scheme;
        }
        if (c.valid && (c.value == '/' || c.value == '?' || c.value == '#' || c.value == '\\')) {
            return {};
        }
        const bool ignored = !c.valid || c.value <= 0x20 || is_hidden_control(c.value) ||
                             is_unicode_space(c.value) || c.value == 0x200B || c.value == 0x200E ||
                             c.value == 0x200F || c.value == 0xFEFF || c.value == 0xAD;
        if (!ignored) {
            scheme += c.value < 0x80 ? to_lower(static_cast<char>(c.value)) : '?';
        }
        if (scheme.size() > 32) {
            return "?";  // longer than any scheme: a colon behind it is not one, but it is not
                         // worth the doubt
        }
    }
    return {};
}

enum : std::uint8_t { kHostByte = 1, kPathByte = 2, kTailByte = 4 };

/// Where a byte may stand in a URL that resolving would return as it is.
constexpr std::array<std::uint8_t, 256> kPlainBytes = [] {
    std::array<std::uint8_t, 256> table{};
    const auto allow = [&](std::string_view bytes, unsigned where) {
        for (const char c : bytes) {
            table[static_cast<std::uint8_t>(c)] |= static_cast<std::uint8_t>(where);
        }
    };
    allow("abcdefghijklmnopqrstuvwxyz0123456789-.", kHostByte | kPathByte | kTailByte);
    allow("ABCDEFGHIJKLMNOPQRSTUVWXYZ_~!$'()*+,;=:@&/", kPathByte | kTailByte);
    allow("?", kTailByte);
    return table;
}();

/// True for an absolute URL of the plainest kind, which needs neither repair nor resolving: most.
bool is_plain_url(std::string_view url) {
    std::size_t at = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
    if (at == 0 || at >= url.size()) {
        return false;
    }
    const auto run = [&](std::uint8_t kind) {
        const auto start = at;
        while (at < url.size() && (kPlainBytes[static_cast<std::uint8_t>(url[at])] & kind) != 0) {
            ++at;
        }
        return url.substr(start, at - start);
    };
    if (run(kHostByte).empty() || at == url.size() || url[at] != '/') {
        return false;
    }
    const auto path = run(kPathByte);
    if (path.find("/.") != std::string_view::npos || path.find("//") != std::string_view::npos) {
        return false;
    }
    if (at < url.size() && url[at] == '?') {
        run(kTailByte);
    }
    if (at < url.size() && url[at] == '#') {
        ++at;
        run(kTailByte);
    }
    return at == url.size();
}

}  // namespace

bool is_data_image(std::string_view url) {
    constexpr auto kPrefixes = std::to_array<std::string_view>(
        {"data:image/png;base64,",
         "data:image/gif;base64,",
         "data:image/jpeg;base64,",
         "data:image/webp;base64,"}
    );
    const auto prefix = std::ranges::find_if(kPrefixes, [&](std::string_view p) {
        return iequals(url.substr(0, p.size()), p);
    });
    return prefix != kPrefixes.end() && url.size() <= kMaxDataImage &&
           std::ranges::all_of(url.substr(prefix->size()), [](char c) {
               return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '=';
           });
}

bool belongs_to(std::string_view host, std::string_view owner) {
    return host == owner || (host.size() > owner.size() && host.ends_with(owner) &&
                             host[host.size() - owner.size() - 1] == '.');
}

std::string safe_link(std::string_view reference, std::string_view base_url) {
    if (reference.size() > kMaxUrlBytes) {
        return {};
    }
    if (is_plain_url(reference)) {
        return std::string(reference);
    }
    const auto scheme = scheme_of(reference);
    if (scheme == "mailto") {
        auto repaired = repair_url(reference);
        return iequals(repaired.substr(0, 7), "mailto:") ? repaired : std::string();
    }
    if (!scheme.empty() && scheme != "http" && scheme != "https") {
        return {};
    }
    if (scheme.empty() && base_url.empty()) {
        auto repaired = repair_url(reference);
        return scheme_of(repaired).empty() ? repaired : std::string();
    }
    auto resolved = resolve_url(base_url, reference);
    const bool web =
        resolved && (resolved->starts_with("https://") || resolved->starts_with("http://"));
    return web && resolved->size() <= kMaxUrlBytes ? *resolved : std::string();
}

}  // namespace wireroom::text
