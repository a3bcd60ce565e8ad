#include "feed/fields.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "feed/xml_scan.hpp"
#include "text/charset.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
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

bool is_ascii_letter(char c) {
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
    for (std::size_t i = start; i < url.size(); ++i) {
        const char c = url[i];
        if (is_digit(c) || is_ascii_letter(c)) {
            continue;
        }
        const bool dot_segment = c == '/' && i + 1 < url.size() && url[i + 1] == '.';
        const bool second_hash = c == '#' && std::exchange(fragment, true);
        constexpr std::string_view kPlain = "/-_.?=~+,!$*()@#";
        if (kPlain.find(c) == kEnd || dot_segment || second_hash) {
            const bool parameter = c == '&' && no_references;
            if (!parameter) {
                return false;
            }
        }
    }
    return true;
}

bool looks_like_address(std::string_view text) {
    const auto at = text.find('@');
    return at != kEnd && at > 0 && at + 1 < text.size() && text.find_first_of(" \t\r\n") == kEnd;
}

}  // namespace

std::string cut(std::string text, std::size_t max_bytes) {
    if (text.size() > max_bytes) {
        while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0U) == 0x80U) {
            --max_bytes;
        }
        text.resize(max_bytes);
    }
    return text;
}

std::string line_of(const model::Markup& markup, const Context& context) {
    // Mark-up around a title is never longer than this; reading more would be work for what is cut
    // anyway.
    const auto most = std::max<std::size_t>(context.limits.max_title_bytes * 16, 4096);
    const auto value = std::string_view(markup.value).substr(0, most);
    auto line = markup.type == model::Markup::Type::kHtml ? text::html_to_line(value)
                                                          : text::collapse_space(value);
    if (line.size() > context.limits.max_title_bytes) {
        context.problems.add("a title, name or tag over the limit was cut");
    }
    return cut(std::move(line), context.limits.max_title_bytes);
}

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
    auto reference = decode_terminated(raw);
    std::erase_if(reference, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
    reference = with_scheme(std::string(trim(reference)), base);
    auto url = resolve_url(base, reference).value_or(repair_url(reference));
    const auto scheme = scheme_of(url);
    if (url.size() > context.limits.max_url_bytes || (!scheme.empty() && !is_openable(scheme))) {
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

std::string person_name(std::string_view text, const Context& context) {
    const auto line = line_of({std::string(text), model::Markup::Type::kHtml, {}}, context);
    std::string_view rest = line;
    // `Name <mail>` loses its address as mark-up when it was escaped once too little; look at the
    // raw text as well.
    if (const auto open = text.find('<'); open != kEnd) {
        const auto close = text.find('>', open);
        if (close != kEnd && looks_like_address(text.substr(open + 1, close - open - 1)) &&
            trim(rest).empty()) {
            return std::string(trim(text.substr(open + 1, close - open - 1)));
        }
    }
    for (const auto& [open, close] : {std::pair('(', ')'), std::pair('<', '>')}) {
        const auto start = rest.find(open);
        const auto end = rest.rfind(close);
        if (start == kEnd || end == kEnd || end < start || end + 1 != trim(rest).size()) {
            continue;
        }
        const auto before = trim(rest.substr(0, start));
        const auto inside = trim(rest.substr(start + 1, end - start - 1));
        if (looks_like_address(inside)) {
            return std::string(before.empty() ? inside : before);
        }
        if (!inside.empty() &&
            (looks_like_address(before) || before.empty() || before == "hidden")) {
            return std::string(inside);
        }
    }
    if (const auto space = rest.find(' ');
        space != kEnd && looks_like_address(rest.substr(0, space))) {
        return std::string(trim(rest.substr(space)));  // `mail Name`
    }
    return std::string(trim(rest));
}

void add_author(std::vector<model::Author>& authors, model::Author author, const Context& context) {
    if (author.name.empty() && author.url.empty() && author.avatar.empty()) {
        return;
    }
    for (auto& known : authors) {
        const bool same = author.name.empty() ? known.url == author.url && !author.url.empty()
                                              : iequals(known.name, author.name);
        if (same && (known.url.empty() || author.url.empty() || known.url == author.url)) {
            known.url = known.url.empty() ? author.url : known.url;
            known.avatar = known.avatar.empty() ? author.avatar : known.avatar;
            return;
        }
    }
    if (authors.size() >= context.limits.max_authors) {
        context.problems.add("authors over the limit were left out");
        return;
    }
    authors.push_back(std::move(author));
}

void add_tag(std::vector<std::string>& tags, std::string_view tag, const Context& context) {
    auto line = line_of({std::string(tag), model::Markup::Type::kHtml, {}}, context);
    if (line.empty() || std::ranges::find(tags, line) != tags.end()) {
        return;
    }
    if (tags.size() >= context.limits.max_categories) {
        context.problems.add("tags over the limit were left out");
        return;
    }
    tags.push_back(std::move(line));
}

void add_tags(std::vector<std::string>& tags, std::string_view list, const Context& context) {
    for (const auto part : split(list.substr(0, context.limits.max_title_bytes * 16), ',')) {
        if (tags.size() >= context.limits.max_categories) {
            context.problems.add("tags over the limit were left out");
            return;
        }
        add_tag(tags, part, context);
    }
}

void add_attachment(
    std::vector<model::Attachment>& list, model::Attachment attachment, const Context& context
) {
    if (attachment.url.empty()) {
        return;
    }
    const auto known = std::ranges::find(list, attachment.url, &model::Attachment::url);
    if (known != list.end()) {
        known->mime_type = known->mime_type.empty() ? attachment.mime_type : known->mime_type;
        known->title = known->title.empty() ? attachment.title : known->title;
        known->size_in_bytes =
            known->size_in_bytes ? known->size_in_bytes : attachment.size_in_bytes;
        known->duration_in_seconds = known->duration_in_seconds ? known->duration_in_seconds
                                                                : attachment.duration_in_seconds;
        return;
    }
    if (list.size() >= context.limits.max_enclosures) {
        context.problems.add("enclosures over the limit were left out");
        return;
    }
    attachment.mime_type = cut(text::collapse_space(attachment.mime_type.substr(0, 256)), 128);
    list.push_back(std::move(attachment));
}

std::optional<std::uint64_t> size_of(std::string_view text) {
    text = trim(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value == 0 ||
        value > (1ULL << 53U)) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> duration_of(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > 24) {
        return std::nullopt;
    }
    double seconds = 0;
    for (const auto part : split(text, ':')) {
        double value = 0;
        const auto piece = trim(part);
        const auto [end, error] = std::from_chars(
            piece.data(), piece.data() + piece.size(), value, std::chars_format::fixed
        );
        if (error != std::errc() || end != piece.data() + piece.size() || !(value >= 0) ||
            value > 1e9) {
            return std::nullopt;
        }
        seconds = seconds * 60 + value;
    }
    return seconds > 0 && seconds < 1e9 ? std::optional(seconds) : std::nullopt;
}

std::optional<std::string> decode_base64(std::string_view text) {
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (is_space(c) || c == '=') {
            continue;
        }
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z') {
            value = static_cast<std::uint32_t>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        } else if (is_digit(c)) {
            value = static_cast<std::uint32_t>(c - '0' + 52);
        } else if (c == '+' || c == '-') {
            value = 62;
        } else if (c == '/' || c == '_') {
            value = 63;
        } else {
            return std::nullopt;
        }
        bits = (bits << 6U) | value;
        if (++count == 4) {
            out += static_cast<char>(bits >> 16U);
            out += static_cast<char>(bits >> 8U);
            out += static_cast<char>(bits);
            count = 0;
            bits = 0;
        }
    }
    if (count == 1) {
        return std::nullopt;
    }
    if (count >= 2) {
        bits <<= 6U * static_cast<unsigned>(4 - count);
        out += static_cast<char>(bits >> 16U);
        if (count == 3) {
            out += static_cast<char>(bits >> 8U);
        }
    }
    const bool binary = std::ranges::any_of(out, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && !is_space(c);
    });
    return binary ? std::nullopt : std::optional(text::decode(out, {}).text);
}

}  // namespace wireroom::feed
