#include "feed/shown.hpp"

#include "base/text.hpp"
#include "text/html.hpp"
#include "text/html_tokens.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace wireroom::feed {
namespace {

/// Elements that are seen without a text in them.
constexpr auto kSeen = std::to_array<std::string_view>(
    {"audio", "embed", "iframe", "img", "image", "math", "object", "picture", "video"}
);

/// Elements whose texts are not shown.
constexpr auto kUnseen =
    std::to_array<std::string_view>({"noscript", "script", "style", "svg", "template", "title"});

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

bool is_shown(std::string_view text) {
    text = trim(text);
    const char first = text.empty() ? ' ' : to_lower(text.front());
    const bool word = is_digit(first) || (first >= 'a' && first <= 'z');  // as in nearly all
    return word || !text::html_to_line(text).empty();
}

}  // namespace

bool shows_anything(const model::Markup& markup) {
    if (markup.type == model::Markup::Type::kText) {
        return !trim(markup.value).empty();
    }
    text::HtmlTokenizer tokens(markup.value);
    std::string unseen;  // the element around, when nothing in it is shown
    while (true) {
        const auto& token = tokens.next();
        using enum text::HtmlToken::Kind;
        switch (token.kind) {
            case kEof:
                return false;
            case kEnd:
                if (token.name == unseen) {
                    unseen.clear();
                }
                break;
            case kStart:
                if (!unseen.empty()) {
                    break;
                }
                if (is_one_of(token.name, kSeen)) {
                    return true;
                }
                if (is_one_of(token.name, kUnseen) && !token.self_closing) {
                    unseen = token.name;
                }
                break;
            case kText:
            case kRawText:
                if (unseen.empty() && is_shown(token.text)) {
                    return true;
                }
                break;
        }
    }
}

}  // namespace wireroom::feed
