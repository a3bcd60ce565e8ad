#include "text/url_unwrap.hpp"

#include "base/text.hpp"
#include "text/url_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace wireroom::text {
namespace {

constexpr int kMaxUnwrapped = 3;

std::string base64url_decoded(std::string_view text) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = kDigits.find(c);
        if (value == std::string_view::npos) {
            break;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(static_cast<std::uint8_t>(bits >> count));
        }
    }
    return out;
}

/// Google News ids of the older kind hold the URL: a protocol buffer 08 13 22 <length> <url>.
std::optional<std::string> google_news_target(const UrlParts& parts) {
    const auto at = parts.path.find("/CBM");
    if (parts.host != kGoogleNews || at == std::string::npos) {
        return std::nullopt;
    }
    const auto bytes = base64url_decoded(std::string_view(parts.path).substr(at + 1));
    if (!bytes.starts_with("\x08\x13\x22")) {
        return std::nullopt;
    }
    std::size_t length = 0;
    std::size_t from = 3;
    for (unsigned shift = 0; from < bytes.size() && shift < 21; shift += 7) {
        const auto byte = static_cast<std::uint8_t>(bytes[from++]);
        length |= static_cast<std::size_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            break;
        }
    }
    const auto url = std::string_view(bytes).substr(std::min(from, bytes.size()), length);
    return url.starts_with("http://") || url.starts_with("https://")
               ? std::optional(std::string(url))
               : std::nullopt;
}

/// Where a redirecting page leads to, when its URL says so.
std::optional<std::string> wrapped(const UrlParts& parts) {
    auto target = google_news_target(parts);
    return target ? std::move(target) : rules::wrapped_url(parts);
}

}  // namespace

std::vector<QueryPair> pairs_of(std::string_view query) {
    std::vector<QueryPair> pairs;
    for (const auto part : split(query, '&')) {
        if (!part.empty()) {
            pairs.push_back({part.substr(0, part.find('=')), part});
        }
    }
    return pairs;
}

/// A query component as text; `+` is a space there.
std::string query_text(std::string_view encoded) {
    std::string plain(encoded);
    std::ranges::replace(plain, '+', ' ');
    return percent_decoded(plain);
}

UrlParts unwrapped(UrlParts parts) {
    auto original = parts;
    for (int level = 0; level <= kMaxUnwrapped; ++level) {
        const auto target = wrapped(parts);
        if (!target) {
            return parts;
        }
        auto inner = split_url(*target);
        if (!inner) {
            return parts;
        }
        parts = *std::move(inner);
    }
    return original;  // deeper than any honest link: taken as it is
}

}  // namespace wireroom::text
