#include "feed/xml_entities.hpp"

#include "base/text.hpp"
#include "feed/xml_bytes.hpp"
#include "feed/xml_scan.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <optional>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) {
        ++at;
    }
    return at;
}

std::string_view name_at(std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && is_name_byte(text[end])) {
        ++end;
    }
    return text.substr(at, end - at);
}

bool is_predefined(std::string_view name) {
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

/// What an entity's value stands for when it is plain text; nothing for any other value.
std::optional<std::string> plain_text(std::string_view value) {
    if (value.size() > Entities::kMaxBytes || value.find_first_of("<%") != kEnd) {
        return std::nullopt;
    }
    for (auto at = value.find('&'); at != kEnd; at = value.find('&', at + 1)) {
        const auto type = classify_reference(value.substr(at)).type;
        if (type != Reference::Type::kXml && type != Reference::Type::kRemapped) {
            return std::nullopt;
        }
    }
    return text::decode_references(value);
}

/// Where what begins with the `<` at `at` ends, as far as references are concerned: tags are
/// looked into, the rest is passed over.
std::size_t behind_opaque(std::string_view text, std::size_t at, bool& had_doctype) {
    const auto past = [&](std::string_view mark, std::size_t from) {
        return std::min(find_or_end(text, mark, from) + mark.size(), text.size());
    };
    if (stands_at(text, at, "<!--")) {
        return past("-->", at + 4);
    }
    if (stands_at(text, at, "<![CDATA[")) {
        return past("]]>", at + 9);
    }
    if (stands_at(text, at, "<?")) {
        return past("?>", at + 2);
    }
    if (stands_at(text, at, "<!")) {
        // Only one is searched for its end with all that belongs to it: there may be a flood.
        at = had_doctype ? past(">", at) : skip_doctype(text, at);
        had_doctype = true;
        return at;
    }
    return at + 1;
}

/// The offset of the `>` that ends the declaration at `at`: not one in quotes.
std::size_t end_of_declaration(std::string_view text, std::size_t at) {
    while ((at = find_any(text, at, '>', '"', '\'')) < text.size() && text[at] != '>') {
        at = std::min(find_or_end(text, text.substr(at, 1), at + 1) + 1, text.size());
    }
    return at;
}

}  // namespace

void append_as_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&apos;";
                break;
            default:
                out += c;
        }
    }
}

Entities::Entities(std::string_view doctype) {
    std::size_t at = std::min<std::size_t>(doctype.size(), 2);  // behind the `<!` of its own
    while (texts_.size() < kMost && (at = doctype.find("<!", at)) != kEnd) {
        if (stands_at(doctype, at, "<!--")) {
            at = find_or_end(doctype, "-->", at + 4);
            continue;
        }
        const auto end = end_of_declaration(doctype, at);
        constexpr std::string_view kStart = "<!ENTITY";
        if (stands_at(doctype, at, kStart)) {
            declare(doctype.substr(at + kStart.size(), end - at - kStart.size()));
        }
        at = end;
    }
}

/// Reads ` name "value">`. Values that stand elsewhere (SYSTEM, PUBLIC) are never fetched, and
/// parameter entities (`% name`) never used.
void Entities::declare(std::string_view declaration) {
    auto at = skip_space(declaration, 0);
    const auto name = name_at(declaration, at);
    if (at == 0 || name.empty() || name.size() > 64 || is_predefined(name)) {
        return;
    }
    at = skip_space(declaration, at + name.size());
    const char quote = at < declaration.size() ? declaration[at] : '\0';
    const auto end = quote == '"' || quote == '\'' ? declaration.find(quote, at + 1) : kEnd;
    if (end == kEnd) {
        return;
    }
    if (auto text = plain_text(declaration.substr(at + 1, end - at - 1))) {
        texts_.try_emplace(std::string(name), std::move(*text));
    }
}

const std::string* Entities::find(std::string_view name) const {
    const auto found = texts_.find(name);
    return found == texts_.end() ? nullptr : &found->second;
}

std::string expand_entities(std::string_view text, const Entities& entities, XmlFaults& faults) {
    std::string out;
    out.reserve(text.size() + Entities::kMaxTotal);
    std::size_t done = 0;
    std::size_t added = 0;
    std::size_t at = 0;
    bool had_doctype = false;
    while ((at = find_any(text, at, '<', '&', '&')) < text.size()) {
        if (text[at] == '<') {
            at = behind_opaque(text, at, had_doctype);
            continue;
        }
        const auto name = name_at(text.substr(0, std::min(text.size(), at + 66)), at + 1);
        const auto end = at + 1 + name.size();
        const auto* value =
            name.empty() || end >= text.size() || text[end] != ';' ? nullptr : entities.find(name);
        if (value == nullptr) {
            ++at;
            continue;
        }
        if (added + value->size() > Entities::kMaxTotal) {
            faults.note(XmlFault::kEntityLimits, at);
            at = end;
            continue;
        }
        added += value->size();
        out.append(text.substr(done, at - done));
        append_as_text(out, *value);
        at = done = end + 1;
    }
    out.append(text.substr(done));
    return out;
}

std::size_t skip_doctype(std::string_view text, std::size_t at) {
    const auto start = at;
    std::size_t brackets = 0;
    for (at = std::min(at + 2, text.size()); at < text.size();) {
        at = text.find_first_of("\"'[]>-?", at);
        if (at == kEnd) {
            break;
        }
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = text.find(c, at + 1);
            if (at == kEnd) {
                break;
            }
        } else if (c == '-' && at >= 3 && text.substr(at - 2, 4) == "<!--") {
            at = text.find("-->", at + 2);
            if (at == kEnd) {
                break;
            }
            at += 2;
        } else if (c == '?' && text[at - 1] == '<') {
            at = text.find("?>", at + 1);
            if (at == kEnd) {
                break;
            }
            ++at;
        } else if (c == '[') {
            ++brackets;
        } else if (c == ']') {
            brackets -= brackets > 0 ? 1 : 0;
        } else if (c == '>' && brackets == 0) {
            return at + 1;
        }
        ++at;
    }
    return std::min(find_or_end(text, ">", start) + 1, text.size());
}

}  // namespace wireroom::feed
