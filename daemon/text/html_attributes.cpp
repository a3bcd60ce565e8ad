#include "text/html_attributes.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "text/html_references.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace wireroom::text {
namespace {

constexpr std::size_t kMaxDataImage = 64U << 10U;
constexpr std::size_t kMaxAttributeText = 4096;

/// Bytes that need a second look: `&`, CR, other controls, and the leads of C1 (C2), ALM (D8) and
/// bidi marks (E2).
constexpr std::array<bool, 256> special_bytes() {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) {
        table[byte] = byte != '\t' && byte != '\n';
    }
    table['&'] = table[0x7F] = table[0xC2] = table[0xD8] = table[0xE2] = true;
    return table;
}
constexpr auto kSpecial = special_bytes();

bool is_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    append_escaped_value(out, value);
    out += '"';
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
                             is_unicode_space(c.value) || c.value == 0x200B || c.value == 0xFEFF ||
                             c.value == 0xAD;
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

/// A whole number of at most five digits, `px` behind it allowed; empty otherwise.
std::string_view number(std::string_view value) {
    value = trim(value);
    const auto digits = value.substr(0, value.find_first_not_of("0123456789"));
    const auto unit = trim(value.substr(digits.size()));
    return !digits.empty() && digits.size() <= 5 && (unit.empty() || iequals(unit, "px")) ? digits
                                                                                          : "";
}

bool is_token(std::string_view value, std::string_view marks) {
    return !value.empty() && value.size() <= 80 && std::ranges::all_of(value, [&](char c) {
        return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    });
}

bool one_of(std::string_view value, std::string_view list) {
    return is_token(value, "") && list.find(" " + to_lower(value) + " ") != std::string_view::npos;
}

/// The safe form of a value that is no URL; false when the attribute goes.
bool safe_value(std::string_view name, std::string& value) {
    if (name == "width" || name == "height" || name == "colspan" || name == "rowspan" ||
        name == "span" || name == "start" || name == "value") {
        value = std::string(number(value));
        return !value.empty();
    }
    if (name == "controls" || name == "open" || name == "reversed") {
        value.clear();
        return true;
    }
    if (name == "lang" || name == "hreflang") {
        return is_token(value, "-");
    }
    if (name == "dir") {
        return one_of(value, " ltr rtl auto ");
    }
    if (name == "scope") {
        return one_of(value, " row col rowgroup colgroup ");
    }
    if (name == "type") {
        return is_token(value, "/.+-;=, ");
    }
    return value.size() <= kMaxAttributeText;  // alt, title, datetime
}

bool is_url_attribute(std::string_view name) {
    return name == "href" || name == "src" || name == "cite" || name == "poster";
}

/// `related-posts` → ` related posts `; camel case is left alone.
std::string class_words(std::string_view value) {
    std::string words = " ";
    for (const char c : value) {
        words += is_letter(c) || is_digit(c) ? to_lower(c) : ' ';
    }
    return words + ' ';
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c != '&' && c != '<' && c != '>') {
            continue;
        }
        out += text.substr(from, at - from);
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
        from = at + 1;
    }
    out += text.substr(from);
}

void append_escaped_value(std::string& out, std::string_view value) {
    for (auto at = value.find_first_of("\"`"); at != std::string_view::npos;
         at = value.find_first_of("\"`")) {
        append_escaped(out, value.substr(0, at));
        out += value[at] == '"' ? "&quot;" : "&#96;";  // old browsers take a backtick for a quote
        value.remove_prefix(at + 1);
    }
    append_escaped(out, value);
}

std::string_view clean_text(std::string_view text, bool references, std::string& scratch) {
    const auto dirty =
        std::ranges::find_if(text, [](char c) { return kSpecial[static_cast<std::uint8_t>(c)]; });
    if (dirty == text.end()) {
        return text;
    }
    std::string decoded;
    if (references && text.find('&') != std::string_view::npos) {
        decoded = decode_all_references(text, ReferenceContext::kText);
        text = decoded;
    }
    scratch.clear();
    for (std::size_t at = 0; at < text.size();) {
        const auto run = std::ranges::find_if(text.substr(at), [](char c) {
            return c != '&' && kSpecial[static_cast<std::uint8_t>(c)];
        });
        const auto length = static_cast<std::size_t>(run - text.substr(at).begin());
        scratch += text.substr(at, length);
        at += length;
        if (at >= text.size()) {
            break;
        }
        const auto c = decode_at(text, at);
        if (c.value == '\r') {
            scratch += '\n';
            at += text.substr(at + 1).starts_with('\n') ? 1 : 0;
        } else if (c.valid && (c.value == 0x2028 || c.value == 0x2029)) {
            scratch += '\n';
        } else if (!c.valid) {
            scratch += kReplacement;
        } else if (!is_hidden_control(c.value)) {
            scratch += text.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return scratch;
}

bool says_furniture(const std::vector<RawAttribute>& attributes) {
    constexpr auto kWords = std::to_array<std::string_view>(
        {" ad ",
         " ads ",
         " advert ",
         " advertisement ",
         " adsbygoogle ",
         " promo ",
         " related ",
         " share ",
         " sharing ",
         " sharedaddy ",
         " social ",
         " newsletter ",
         " readmore ",
         " read more ",
         " wireroom furniture "}
    );
    return std::ranges::any_of(attributes, [&](const RawAttribute& attribute) {
        if (!iequals(attribute.name, "class") && !iequals(attribute.name, "id")) {
            return false;
        }
        const auto words = class_words(attribute.value.substr(0, 512));
        return std::ranges::any_of(kWords, [&](std::string_view word) {
            return words.find(word) != std::string::npos;
        });
    });
}

std::string safe_link(std::string_view reference, std::string_view base_url) {
    if (reference.size() > kMaxUrlBytes) {
        return {};
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

SafeTag safe_attributes(
    const Element& element, const std::vector<RawAttribute>& attributes, std::string_view base_url
) {
    SafeTag tag;
    std::string seen = " ";
    std::string width;
    std::string height;
    for (const auto& raw : attributes) {
        const auto name = to_lower(raw.name);
        const auto padded = " " + name + " ";
        const bool allowed = name == "lang" || name == "dir" ||
                             element.attributes.find(padded) != std::string_view::npos;
        if (!is_token(name, "") || !allowed || seen.find(padded) != std::string::npos) {
            continue;
        }
        seen += name;
        seen += ' ';
        auto decoded = decode_all_references(raw.value, ReferenceContext::kAttribute);
        if (is_url_attribute(name)) {
            const bool inline_image =
                element.role == Role::kImage && name == "src" && is_data_image(trim(decoded));
            const auto url =
                inline_image ? std::string(trim(decoded)) : safe_link(decoded, base_url);
            if (url.empty()) {
                continue;
            }
            append_attribute(tag.attributes, name, url);
            tag.has_source = tag.has_source || name == "src";
            continue;
        }
        std::string scratch;
        std::string value(clean_text(decoded, false, scratch));
        if (!safe_value(name, value)) {
            continue;
        }
        (name == "width"    ? width
         : name == "height" ? height
         : name == "alt"    ? tag.alt
                            : scratch) = value;
        append_attribute(tag.attributes, name, value);
    }
    const auto tiny = [](std::string_view size) { return size == "0" || size == "1"; };
    tag.is_pixel = element.role == Role::kImage && tiny(width) && tiny(height);
    return tag;
}

}  // namespace wireroom::text
