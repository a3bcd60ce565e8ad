#include "fetch/cache_control.hpp"

#include "base/text.hpp"
#include "http/date.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wireroom::fetch {
namespace {

using std::chrono::seconds;

/// delta-seconds (RFC 9111 section 1.2.2), huge ones clamped.
std::optional<std::int64_t> delta_seconds(std::string_view text) {
    constexpr std::int64_t kEnough = 1LL << 31;
    if (text.empty() || !std::ranges::all_of(text, is_digit)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text) {
        value = std::min(kEnough, value * 10 + (c - '0'));
    }
    return value;
}

std::string_view unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        return text.substr(1, text.size() - 2);
    }
    return text;
}

/// Cuts the first directive off a Cache-Control value; commas within quotes do not part.
std::string_view next_directive(std::string_view& rest) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < rest.size(); ++end) {
        if (rest[end] == '"') {
            quoted = !quoted;
        } else if (rest[end] == '\\' && quoted) {
            ++end;
        } else if (rest[end] == ',' && !quoted) {
            break;
        }
    }
    const auto directive = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    return trim(directive);
}

struct Directives {
    bool revalidate = false;  ///< no-cache or no-store
    bool has_max_age = false;
    std::optional<std::int64_t> max_age;  ///< the first valid one
};

Directives directives_of(std::string_view cache_control) {
    Directives out;
    while (!cache_control.empty()) {
        const auto directive = next_directive(cache_control);
        const auto equals = directive.find('=');
        const auto name = trim(directive.substr(0, equals));
        if (iequals(name, "no-store") ||
            (iequals(name, "no-cache") && equals == std::string_view::npos)) {
            out.revalidate = true;  // no-cache="field" speaks of that field alone
        }
        if (iequals(name, "max-age")) {
            out.has_max_age = true;
            const auto value = equals == std::string_view::npos ? std::string_view()
                                                                : directive.substr(equals + 1);
            if (!out.max_age) {
                out.max_age = delta_seconds(unquoted(trim(value)));
            }
        }
    }
    return out;
}

seconds clamped(std::int64_t value) {
    return std::clamp(seconds(value), seconds(0), kMaxHint);
}

std::optional<seconds> fresh_for(const http::Fields& fields, Timestamp now) {
    const auto directives = directives_of(fields.joined("Cache-Control"));
    const auto* expires = fields.find("Expires");
    if (directives.revalidate) {
        return seconds(0);
    }
    std::optional<std::int64_t> lifetime;
    if (directives.has_max_age) {
        lifetime = directives.max_age.value_or(0);
    } else if (expires != nullptr) {
        const auto* date = fields.find("Date");
        const auto from = date != nullptr ? http::parse_http_date(*date, now) : std::nullopt;
        const auto until = http::parse_http_date(*expires, now);
        lifetime = until ? std::chrono::floor<seconds>(*until - from.value_or(now)).count() : 0;
    }
    if (!lifetime) {
        return std::nullopt;
    }
    const auto* age = fields.find("Age");
    return clamped(*lifetime - (age != nullptr ? delta_seconds(*age).value_or(0) : 0));
}

std::optional<seconds> retry_after(int status, const http::Fields& fields, Timestamp now) {
    const auto* value = fields.find("Retry-After");
    if (value == nullptr || !(status == 429 || status == 503 || (status >= 300 && status < 400))) {
        return std::nullopt;
    }
    if (const auto delta = delta_seconds(*value)) {
        return *delta > 0 ? std::optional(clamped(*delta)) : std::nullopt;
    }
    const auto until = http::parse_http_date(*value, now);
    if (!until) {
        return std::nullopt;
    }
    const auto* date = fields.find("Date");
    const auto from = date != nullptr ? http::parse_http_date(*date, now) : std::nullopt;
    const auto wait = std::chrono::ceil<seconds>(*until - from.value_or(now));
    return wait > seconds(0) ? std::optional(clamped(wait.count())) : std::nullopt;
}

}  // namespace

model::PollHints hints_of(int status, const http::Fields& fields, Timestamp now) {
    model::PollHints hints;
    hints.fresh_for = fresh_for(fields, now);
    hints.retry_after = retry_after(status, fields, now);
    return hints;
}

}  // namespace wireroom::fetch
