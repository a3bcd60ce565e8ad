#include "feed/fields.hpp"

#include "base/text.hpp"
#include "text/charset.hpp"
#include "text/html.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

bool looks_like_address(std::string_view text) {
    const auto at = text.find('@');
    return at != kEnd && at > 0 && at + 1 < text.size() && text.find_first_of(" \t\r\n") == kEnd;
}

/// `"Name"` and `'Name'` as mail programs write them.
std::string_view unquoted(std::string_view name) {
    name = trim(name);
    const bool quoted = name.size() > 2 && name.front() == name.back() &&
                        (name.front() == '"' || name.front() == '\'');
    return quoted ? trim(name.substr(1, name.size() - 2)) : name;
}

/// What is left of a name when the address at one of its ends is taken away: `Name, mail`,
/// `Name - mail`.
std::string_view without_separators(std::string_view name) {
    constexpr std::string_view kSeparators = ",;:-|/";
    while (!name.empty() && (is_space(name.back()) || kSeparators.find(name.back()) != kEnd)) {
        name.remove_suffix(1);
    }
    return unquoted(name);
}

/// One line of plain text: runs of white space as one space, hidden controls left out.
std::string plain_line(std::string_view value) {
    if (text::is_settled_line(value)) {
        return std::string(value);
    }
    std::string visible;
    visible.reserve(value.size());
    for (std::size_t at = 0; at < value.size();) {
        const auto c = text::decode_at(value, at);
        if (c.valid && !text::is_hidden_control(c.value)) {
            visible += value.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return text::collapse_space(visible);
}

/// `12,345,678`: digits with a comma before every three.
bool is_grouped(std::string_view text) {
    if (text.size() > 24 || text.find(',') == kEnd || text.find(',') == 0) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool comma = (text.size() - i) % 4 == 0;
        if (comma ? text[i] != ',' : !is_digit(text[i])) {
            return false;
        }
    }
    return true;
}

/// Seconds in one `h`, `minutes`, `sec`; 0 for other words.
int unit_of(const std::string& word) {
    struct Unit {
        std::string_view word;
        int seconds;
    };
    static constexpr std::array kUnits = std::to_array<Unit>({
        {"h", 3600},
        {"hr", 3600},
        {"hrs", 3600},
        {"hour", 3600},
        {"hours", 3600},
        {"m", 60},
        {"min", 60},
        {"mins", 60},
        {"minute", 60},
        {"minutes", 60},
        {"s", 1},
        {"sec", 1},
        {"secs", 1},
        {"second", 1},
        {"seconds", 1},
    });
    const auto* known = std::ranges::find(kUnits, std::string_view(word), &Unit::word);
    return known == kUnits.end() ? 0 : known->seconds;
}

/// `PT1H2M3S` (ISO 8601), `1h 2m`, `62 min.`: units that get smaller.
std::optional<double> duration_with_units(std::string_view text) {
    if (iequals(text.substr(0, 2), "pt")) {
        text.remove_prefix(2);
    }
    double seconds = 0;
    int last = 1 << 30U;
    while (!text.empty()) {
        double value = 0;
        const auto [end, error] = std::from_chars(
            text.data(), text.data() + text.size(), value, std::chars_format::fixed
        );
        if (error != std::errc() || !(value >= 0) || value > 1e9) {
            return std::nullopt;
        }
        text = trim(text.substr(static_cast<std::size_t>(end - text.data())));
        const auto letters = std::ranges::find_if(text, [](char c) {
            return to_lower(c) < 'a' || to_lower(c) > 'z';
        });
        const auto length = static_cast<std::size_t>(letters - text.begin());
        const auto unit = unit_of(to_lower(text.substr(0, length)));
        if (unit == 0 || unit >= last) {
            return std::nullopt;
        }
        last = unit;
        seconds += value * unit;
        text.remove_prefix(length);
        text.remove_prefix(!text.empty() && (text[0] == '.' || text[0] == ',') ? 1 : 0);
        text = trim(text);
    }
    return seconds > 0 && seconds < 1e9 ? std::optional(seconds) : std::nullopt;
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
    return line_of(markup.value, markup.type, context);
}

std::string line_of(std::string_view text, model::Markup::Type type, const Context& context) {
    // Mark-up around a title is never longer than this; reading more would be work for what is cut
    // anyway.
    const auto most = std::max<std::size_t>(context.limits.max_title_bytes * 16, 4096);
    const auto value = text.substr(0, most);
    auto line = type == model::Markup::Type::kHtml ? text::html_to_line(value) : plain_line(value);
    if (line.size() > context.limits.max_title_bytes) {
        context.problems.add("a title, name or tag over the limit was cut");
    }
    return cut(std::move(line), context.limits.max_title_bytes);
}

std::string person_name(std::string_view text, const Context& context) {
    const auto line = line_of(text, model::Markup::Type::kHtml, context);
    std::string_view rest = line;
    if (iequals(rest.substr(0, 7), "mailto:")) {
        rest.remove_prefix(7);
    }
    // `Name <mail>` loses its address as mark-up when it was escaped once too little; look at the
    // raw text as well.
    if (const auto open = text.find('<'); open != kEnd) {
        const auto close = text.find('>', open);
        if (close != kEnd && looks_like_address(text.substr(open + 1, close - open - 1)) &&
            trim(rest).empty()) {
            return std::string(trim(text.substr(open + 1, close - open - 1)));
        }
    }
    for (const auto& [open, close] :
         {std::pair('(', ')'), std::pair('<', '>'), std::pair('[', ']')}) {
        const auto start = rest.find(open);
        const auto end = rest.rfind(close);
        if (start == kEnd || end == kEnd || end < start || end + 1 != trim(rest).size()) {
            continue;
        }
        const auto before = trim(rest.substr(0, start));
        const auto inside = trim(rest.substr(start + 1, end - start - 1));
        if (looks_like_address(inside) || (inside.empty() && looks_like_address(before))) {
            return std::string(before.empty() ? inside : unquoted(before));
        }
        if (!inside.empty() &&
            (looks_like_address(before) || before.empty() || before == "hidden")) {
            return std::string(unquoted(inside));
        }
    }
    if (const auto space = rest.find(' ');
        space != kEnd && looks_like_address(rest.substr(0, space))) {
        return std::string(unquoted(rest.substr(space)));  // `mail Name`
    }
    if (const auto space = rest.rfind(' ');
        space != kEnd && looks_like_address(rest.substr(space + 1))) {
        const auto name = without_separators(rest.substr(0, space));  // `Name mail`
        return std::string(name.empty() ? rest.substr(space + 1) : name);
    }
    if (looks_like_address(rest)) {
        rest = rest.substr(0, rest.find('?'));  // `mail?subject=…` of a link
    }
    return std::string(unquoted(rest));
}

model::Author person_in(std::string_view text, const Context& context) {
    model::Author author;
    text = trim(text);
    const char end = text.empty() ? ' ' : text.back();
    if (end == ')' || end == '>') {
        // `Name (page)`, `Name <mail> (page)`, as package files write it.
        const auto open = text.rfind(end == ')' ? '(' : '<');
        const auto inside =
            open == kEnd ? std::string_view() : text.substr(open + 1, text.size() - open - 2);
        if (is_http_url(trim(inside))) {
            author.url = url_of(inside, {}, context);
            text = trim(text.substr(0, open));
        }
    }
    author.name = person_name(text, context);
    if (is_http_url(author.name) && author.url.empty()) {
        author.url = url_of(author.name, {}, context);
    }
    return author;
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
    auto line = line_of(tag, model::Markup::Type::kHtml, context);
    if (line.empty() || std::ranges::find(tags, line) != tags.end()) {
        return;
    }
    if (tags.size() >= context.limits.max_categories) {
        context.problems.add("tags over the limit were left out");
        return;
    }
    if (tags.empty()) {
        tags.reserve(4);  // few items have one alone
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
    attachment.mime_type = cut(plain_line(attachment.mime_type.substr(0, 256)), 128);
    list.push_back(std::move(attachment));
}

std::optional<std::uint64_t> size_of(std::string_view text) {
    text = trim(text);
    std::string plain;
    if (is_grouped(text)) {
        plain = text;
        std::erase(plain, ',');
        text = plain;
    }
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
    if (text.empty() || text.size() > 40 || std::ranges::count(text, ':') > 2) {
        return std::nullopt;
    }
    if (const auto seconds = duration_with_units(text)) {
        return seconds;
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
