#include "feed/shown.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// Elements that are seen without a text in them.
constexpr auto kSeen = std::to_array<std::string_view>(
    {"audio", "embed", "iframe", "img", "image", "math", "object", "picture", "video"}
);

/// Elements whose texts are not shown.
constexpr auto kUnseen =
    std::to_array<std::string_view>({"noscript", "script", "style", "svg", "template", "title"});

/// Spaces as HTML writes them.
constexpr auto kSpaces = std::to_array<std::string_view>(
    {"&nbsp;", "&#160;", "&#xa0;", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"}
);

std::string_view name_at(std::string_view tag) {
    std::size_t length = 0;
    while (length < tag.size() && to_lower(tag[length]) >= 'a' && to_lower(tag[length]) <= 'z') {
        ++length;
    }
    return tag.substr(0, length);
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::any_of(names, [&](auto one) { return iequals(one, name); });
}

/// The position behind `</name` and its `>`, from `at` on; the end where there is none.
std::size_t behind_element(std::string_view html, std::string_view name, std::size_t at) {
    while ((at = html.find("</", at)) != kEnd) {
        at += 2;
        if (iequals(name_at(html.substr(at)), name)) {
            at = html.find('>', at);
            return at == kEnd ? html.size() : at + 1;
        }
    }
    return html.size();
}

}  // namespace

bool shows_anything(const model::Markup& markup) {
    const std::string_view text = markup.value;
    if (markup.type == model::Markup::Type::kText) {
        return !trim(text).empty();
    }
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (is_space(rest.front())) {
            ++at;
            continue;
        }
        const auto* space = std::ranges::find_if(kSpaces, [&](auto one) {
            return iequals(rest.substr(0, one.size()), one);
        });
        if (space != kSpaces.end()) {
            at += space->size();
            continue;
        }
        if (rest.front() != '<' || rest.size() < 2) {
            return true;
        }
        if (rest.starts_with("<!--")) {
            const auto end = text.find("-->", at + 4);
            at = end == kEnd ? text.size() : end + 3;
            continue;
        }
        const bool closing = rest[1] == '/';
        const auto name = name_at(rest.substr(closing ? 2 : 1));
        if (name.empty() && rest[1] != '!' && rest[1] != '?') {
            return !closing;
        }
        if (!closing && is_one_of(name, kSeen)) {
            return true;
        }
        const auto end = text.find('>', at);
        at = end == kEnd ? text.size() : end + 1;
        if (!closing && is_one_of(name, kUnseen)) {
            at = behind_element(text, name, at);
        }
    }
    return false;
}

}  // namespace wireroom::feed
