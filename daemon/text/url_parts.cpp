#include "text/url_parts.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace wireroom::text {
namespace {

bool is_hex(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

bool is_alphanumeric(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

bool is_unreserved(char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

std::uint8_t hex_value(char c) {
    return static_cast<std::uint8_t>(is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10);
}

bool is_escape(std::string_view text, std::size_t at) {
    return text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
}

char escaped_byte(std::string_view text, std::size_t at) {
    return static_cast<char>(hex_value(text[at + 1]) << 4U | hex_value(text[at + 2]));
}

void append_encoded(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<std::uint8_t>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
}

bool is_ascii(std::string_view text) {
    return ascii_prefix(text) == text.size();
}

std::string composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    static const auto* const kComposer = icu::Normalizer2::getNFCInstance(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    kComposer->normalizeUTF8(
        0,
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
        sink,
        nullptr,
        status
    );
    return out;
}

/// RFC 3986 section 5.2.4, with the encoded dots that browsers take for dots.
std::string without_dot_segments(std::string_view path) {
    std::vector<std::string_view> kept;
    const auto segments = split(path.substr(1), '/');
    bool directory = false;
    for (const auto segment : segments) {
        std::string dots;
        for (std::size_t at = 0; at < segment.size() && dots.size() < 3;) {
            const bool encoded = is_escape(segment, at) && escaped_byte(segment, at) == '.';
            dots += encoded ? '.' : segment[at] == '.' ? '.' : 'x';
            at += encoded ? 3 : 1;
        }
        directory = dots == "." || dots == "..";
        if (dots == ".." && !kept.empty()) {
            kept.pop_back();
        } else if (!directory) {
            kept.push_back(segment);
        }
    }
    std::string out;
    for (const auto segment : kept) {
        out += '/';
        out += segment;
    }
    if (directory || out.empty()) {
        out += '/';
    }
    return out;
}

bool is_host_char(char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '!' || c == '$' ||
           c == '\'' || c == '(' || c == ')' || c == '*' || c == '+' || c == ',' || c == ';' ||
           c == '=' || c == '~';
}

}  // namespace

std::string percent_decoded(std::string_view part) {
    std::string out;
    out.reserve(part.size());
    for (std::size_t at = 0; at < part.size(); ++at) {
        if (is_escape(part, at)) {
            out += escaped_byte(part, at);
            at += 2;
        } else {
            out += part[at];
        }
    }
    return out;
}

std::string trimmed_url(std::string_view url) {
    std::string out;
    out.reserve(url.size());
    for (const char c : url) {
        if (c != '\t' && c != '\r' && c != '\n') {
            out += c;
        }
    }
    const auto is_edge = [](char c) { return static_cast<std::uint8_t>(c) <= 0x20; };
    out.erase(0, static_cast<std::size_t>(std::ranges::find_if_not(out, is_edge) - out.begin()));
    while (true) {
        const auto tail = std::string_view(out).substr(out.size() >= 3 ? out.size() - 3 : 0);
        if (!out.empty() && is_edge(out.back())) {
            out.pop_back();
        } else if (tail == "%20" || tail == "%09" || iequals(tail, "%0A") || iequals(tail, "%0D")) {
            out.resize(out.size() - 3);
        } else {
            return out;
        }
    }
}

std::size_t scheme_length(std::string_view url) {
    const auto colon = url.find(':');
    if (colon == std::string_view::npos || colon == 0 || is_digit(url[0])) {
        return 0;
    }
    const bool legal = std::ranges::all_of(url.substr(0, colon), [](char c) {
        return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
    });
    return legal ? colon : 0;
}

std::optional<std::string> ascii_host(std::string_view host) {
    auto decoded = percent_decoded(host);
    if (decoded.starts_with('[') && decoded.ends_with(']')) {
        const auto address = to_lower(std::string_view(decoded).substr(1, decoded.size() - 2));
        const bool legal = std::ranges::all_of(address, [](char c) {
            return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
        });
        return legal && !address.empty() ? std::optional("[" + address + "]") : std::nullopt;
    }
    std::string out;
    if (is_ascii(decoded) && to_lower(decoded).find("xn--") == std::string::npos) {
        out = to_lower(decoded);
    } else {
        UErrorCode status = U_ZERO_ERROR;
        static const std::unique_ptr<const icu::IDNA> kIdna(icu::IDNA::createUTS46Instance(
            UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, status
        ));
        if (kIdna == nullptr || valid_utf8_prefix(decoded) != decoded.size()) {
            return std::nullopt;
        }
        icu::IDNAInfo info;
        icu::StringByteSink<std::string> sink(&out);
        status = U_ZERO_ERROR;
        kIdna->nameToASCII_UTF8(
            icu::StringPiece(decoded.data(), static_cast<std::int32_t>(decoded.size())),
            sink,
            info,
            status
        );
        // WHATWG: hyphens and lengths are the registry's business.
        constexpr std::uint32_t kTolerated =
            UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4 |
            UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;
        if (U_FAILURE(status) != 0 || (info.getErrors() & ~kTolerated) != 0) {
            return std::nullopt;
        }
    }
    while (out.ends_with('.')) {
        out.pop_back();
    }
    const bool legal = !out.empty() && std::ranges::all_of(out, is_host_char);
    return legal ? std::optional(out) : std::nullopt;
}

std::string normal_encoding(std::string_view part) {
    // Only what may be decoded is decoded, so the bytes that are still encoded can stay as they
    // are.
    std::string decoded;
    decoded.reserve(part.size());
    for (std::size_t at = 0; at < part.size(); ++at) {
        if (!is_escape(part, at)) {
            decoded += part[at];
            continue;
        }
        const char byte = escaped_byte(part, at);
        if (is_unreserved(byte) || static_cast<std::uint8_t>(byte) >= 0x80) {
            decoded += byte;
        } else {
            append_encoded(decoded, byte);
        }
        at += 2;
    }
    if (!is_ascii(decoded) && valid_utf8_prefix(decoded) == decoded.size()) {
        decoded = composed(decoded);
    }
    std::string out;
    out.reserve(decoded.size());
    for (std::size_t at = 0; at < decoded.size(); ++at) {
        const char c = decoded[at];
        constexpr std::string_view kIllegal = "\"<>\\^`{|}[]";
        const bool bare_percent = c == '%' && !is_escape(decoded, at);
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte <= 0x20 || byte >= 0x7F || bare_percent ||
            kIllegal.find(c) != std::string_view::npos) {
            append_encoded(out, c);
        } else {
            out += c;
        }
    }
    return out;
}

std::optional<UrlParts> split_url(std::string_view url) {
    UrlParts parts;
    const auto scheme = scheme_length(url);
    parts.scheme = to_lower(url.substr(0, scheme));
    if (parts.scheme != "http" && parts.scheme != "https") {
        return std::nullopt;
    }
    std::string text(url.substr(scheme + 1));
    std::ranges::replace(
        text.begin(),
        text.begin() + static_cast<std::ptrdiff_t>(std::min(text.find_first_of("?#"), text.size())),
        '\\',
        '/'
    );
    std::string_view rest(text);
    rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
    if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
        parts.fragment = rest.substr(hash + 1);
        rest = rest.substr(0, hash);
    }
    if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
        parts.query = rest.substr(mark + 1);
        rest = rest.substr(0, mark);
    }
    const auto slash = std::min(rest.find('/'), rest.size());
    auto authority = rest.substr(0, slash);
    authority.remove_prefix(
        authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1
    );
    const auto colon = authority.find(
        ':', authority.rfind(']') == std::string_view::npos ? 0 : authority.rfind(']')
    );
    if (colon != std::string_view::npos) {
        parts.port = authority.substr(colon + 1);
        parts.port.erase(0, std::min(parts.port.find_first_not_of('0'), parts.port.size()));
        authority = authority.substr(0, colon);
        if (parts.port.size() > 5 || !std::ranges::all_of(parts.port, is_digit)) {
            return std::nullopt;
        }
        if (parts.port == (parts.scheme == "https" ? "443" : "80")) {
            parts.port.clear();
        }
    }
    const auto host = ascii_host(authority);
    if (!host) {
        return std::nullopt;
    }
    parts.host = *host;
    const auto path = rest.substr(slash);
    parts.path = without_dot_segments(path.empty() ? "/" : repair_url(path));
    return parts;
}

std::string join_url(const UrlParts& parts) {
    std::string out = parts.scheme + "://" + parts.host;
    if (!parts.port.empty()) {
        out += ':' + parts.port;
    }
    out += parts.path;
    if (!parts.query.empty()) {
        out += '?' + parts.query;
    }
    if (!parts.fragment.empty()) {
        out += '#' + parts.fragment;
    }
    return out;
}

std::string key_host(std::string_view host) {
    constexpr auto kPrefixes = std::to_array<std::string_view>({"m", "mobile", "amp", "wap"});
    const auto is_prefix = [&](std::string_view label) {
        const bool www = label.starts_with("www") &&
                         (label.size() == 3 || (label.size() == 4 && is_digit(label[3])));
        return www || std::ranges::find(kPrefixes, label) != kPrefixes.end();
    };
    const auto domain = registrable_domain(host);
    for (int round = 0; round < 2; ++round) {
        const auto dot = host.find('.');
        if (dot == std::string_view::npos || host.size() <= domain.size() ||
            !is_prefix(host.substr(0, dot))) {
            break;
        }
        host.remove_prefix(dot + 1);
    }
    // en.m.example.org, as the encyclopaedias do it
    const auto first = host.find('.');
    const auto second = first == std::string_view::npos ? first : host.find('.', first + 1);
    if (second != std::string_view::npos && first <= 3 &&
        host.size() - second - 1 >= domain.size()) {
        const auto middle = host.substr(first + 1, second - first - 1);
        if (middle == "m" || middle == "mobile") {
            return std::string(host.substr(0, first)) + std::string(host.substr(second));
        }
    }
    return std::string(host);
}

}  // namespace wireroom::text
