#include "text/html_tokens.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace wireroom::text {
namespace {

using namespace std::string_view_literals;

constexpr auto kRawElements = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
);

bool is_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

bool ends_name(char c) {
    return is_space(c) || c == '/' || c == '>';
}

}  // namespace

bool HtmlTokenizer::markup_at_cursor() const {
    if (html_[at_] != '<' || at_ + 1 >= html_.size()) {
        return false;
    }
    const char next = html_[at_ + 1];
    return is_letter(next) || next == '!' || next == '?' || next == '/';
}

const HtmlToken& HtmlTokenizer::next() {
    if (!raw_.empty()) {
        read_raw_text();
        return token_;
    }
    while (at_ < html_.size()) {
        if (markup_at_cursor()) {
            if (skip_declaration()) {
                continue;
            }
            if (read_tag()) {
                return token_;
            }
            continue;
        }
        const auto start = at_;
        do {
            const auto open = html_.find('<', at_ + 1);
            at_ = std::min(open, html_.size());
        } while (at_ < html_.size() && !markup_at_cursor());
        token_.kind = HtmlToken::Kind::kText;
        token_.text = html_.substr(start, at_ - start);
        return token_;
    }
    token_.kind = HtmlToken::Kind::kEof;
    token_.text = {};
    return token_;
}

/// Comments, doctypes, processing instructions, CDATA marks and end tags without a name.
bool HtmlTokenizer::skip_declaration() {
    const auto rest = html_.substr(at_);
    if (is_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_letter(rest[2]))) {
        return false;
    }
    std::size_t end = 0;
    if (rest.starts_with("<!-->") || rest.starts_with("<!--->")) {
        end = rest.find('>') + 1;
    } else if (rest.starts_with("<!--")) {
        end = rest.find("--", 4);
        while (end != std::string_view::npos) {
            const auto after = rest.substr(end + 2, 2);
            if (after.starts_with('>') || after == "!>") {
                end += after.starts_with('>') ? 3 : 4;
                break;
            }
            end = rest.find("--", end + 1);
        }
    } else if (rest.starts_with("<![CDATA[")) {
        // Only foreign content has CDATA sections, but feeds nest them by mistake: their content is
        // text.
        end = 9;
    } else {
        const auto close = rest.find('>');
        end = close == std::string_view::npos ? close : close + 1;
    }
    at_ = end == std::string_view::npos ? html_.size() : at_ + end;
    return true;
}

bool HtmlTokenizer::read_tag() {
    const auto start = at_;
    const bool end_tag = html_[at_ + 1] == '/';
    at_ += end_tag ? 2 : 1;
    const auto name_start = at_;
    while (at_ < html_.size() && !ends_name(html_[at_])) {
        ++at_;
    }
    token_.name.assign(html_.substr(name_start, at_ - name_start));
    std::ranges::transform(token_.name, token_.name.begin(), [](char c) { return to_lower(c); });
    read_attributes();
    if (at_ >= html_.size()) {
        return false;  // a tag that the end of the input cuts off is no tag
    }
    ++at_;
    token_.kind = end_tag ? HtmlToken::Kind::kEnd : HtmlToken::Kind::kStart;
    token_.text = html_.substr(start, at_ - start);
    if (!end_tag && std::ranges::binary_search(kRawElements, token_.name)) {
        const bool swallows =
            token_.name == "script" || token_.name == "style" || token_.name == "plaintext";
        if (swallows || closes_later(token_.name)) {
            raw_ = token_.name;
        }
    }
    return true;
}

/// Leaves the cursor on the `>` of the tag, or at the end of the input.
void HtmlTokenizer::read_attributes() {
    token_.attributes.clear();
    token_.self_closing = false;
    while (at_ < html_.size() && html_[at_] != '>') {
        if (is_space(html_[at_]) || html_[at_] == '/') {
            token_.self_closing = html_[at_] == '/';
            ++at_;
            continue;
        }
        token_.self_closing = false;
        RawAttribute attribute;
        const auto name_start = at_;
        ++at_;  // a name may begin with `=`
        while (at_ < html_.size() && !ends_name(html_[at_]) && html_[at_] != '=') {
            ++at_;
        }
        attribute.name = html_.substr(name_start, at_ - name_start);
        auto value = at_;
        while (value < html_.size() && is_space(html_[value])) {
            ++value;
        }
        if (value < html_.size() && html_[value] == '=') {
            ++value;
            while (value < html_.size() && is_space(html_[value])) {
                ++value;
            }
            if (value < html_.size() && (html_[value] == '"' || html_[value] == '\'')) {
                const auto close = std::min(html_.find(html_[value], value + 1), html_.size());
                attribute.value = html_.substr(value + 1, close - value - 1);
                at_ = std::min(close + 1, html_.size());
            } else {
                const auto close =
                    std::min(html_.find_first_of(" \t\n\r\f\v>"sv, value), html_.size());
                attribute.value = html_.substr(value, close - value);
                at_ = close;
            }
        }
        token_.attributes.push_back(attribute);
    }
}

void HtmlTokenizer::read_raw_text() {
    const auto end =
        raw_ == "plaintext" ? html_.size() : std::min(find_end_tag(raw_), html_.size());
    token_.kind = HtmlToken::Kind::kRawText;
    token_.text = html_.substr(at_, end - at_);
    token_.name = raw_;
    at_ = end;
    raw_.clear();
}

bool HtmlTokenizer::closes_later(std::string_view name) {
    return find_end_tag(name) != std::string_view::npos;
}

/// Positions only grow, so each name's next end tag is looked for once per stretch: linear over the
/// whole input.
std::size_t HtmlTokenizer::find_end_tag(std::string_view name) {
    auto known = std::ranges::find(end_tags_, name, &EndTag::name);
    if (known == end_tags_.end()) {
        end_tags_.push_back({std::string(name), 0});
        known = end_tags_.end() - 1;
    } else if (known->at >= at_) {
        return known->at;
    }
    for (auto at = html_.find("</", at_); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
        const auto after = at + 2 + name.size();
        if (after < html_.size() && ends_name(html_[after]) &&
            iequals(html_.substr(at + 2, name.size()), name)) {
            known->at = at;
            return at;
        }
    }
    known->at = std::string_view::npos;
    return known->at;
}

}  // namespace wireroom::text
