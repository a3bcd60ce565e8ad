#include "feed/titles.hpp"

#include "base/text.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// A text that cannot hold an image needs no tree to know it.
bool may_hold_image(std::string_view html) {
    for (auto at = html.find('<'); at != kEnd; at = html.find('<', at + 1)) {
        if (iequals(html.substr(at + 1, 3), "img")) {
            return true;
        }
    }
    return false;
}

/// An attribute's value in a tag that the sanitiser wrote: `name="value"`, quotes in it escaped.
std::string_view written_attribute(std::string_view tag, std::string_view name) {
    const auto at = tag.find(" " + std::string(name) + "=\"");
    if (at == kEnd) {
        return {};
    }
    tag.remove_prefix(at + name.size() + 3);
    return tag.substr(0, tag.find('"'));
}

}  // namespace

std::string picture_line(const model::Markup& markup, const Context& context) {
    const auto most = context.limits.max_title_bytes;
    const auto value =
        std::string_view(markup.value).substr(0, std::max<std::size_t>(most * 16, 4096));
    if (markup.type != model::Markup::Type::kHtml || !may_hold_image(value)) {
        return {};
    }
    const auto html = text::sanitise(value, markup.base).html;
    std::string words;
    std::string pictures;
    std::string_view rest = html;
    for (auto at = rest.find("<img "); at != kEnd; at = rest.find("<img ")) {
        rest.remove_prefix(at);
        // The sanitiser escapes `>` and quotes in values.
        const auto tag = rest.substr(0, rest.find('>'));
        rest.remove_prefix(tag.size());
        const auto alt = text::html_to_line(written_attribute(tag, "alt"));
        if (!alt.empty()) {
            words.append(words.empty() ? "" : " ").append(alt);
        }
        const auto source = written_attribute(tag, "src");
        if (is_http_url(source)) {
            auto picture = "<img src=\"" + std::string(source) + "\">";
            // Half a tag is no picture.
            if (pictures.size() + picture.size() < most) {
                pictures.append(pictures.empty() ? "" : " ").append(picture);
            }
        }
    }
    return words.empty() ? pictures : cut(std::move(words), most);
}

void offer_title(RankedText& title, int rank, const model::Markup& markup, const Context& context) {
    if (!title.wants(rank)) {
        return;
    }
    auto line = line_of(markup, context);
    if (!line.empty()) {
        title.offer(rank, std::move(line));
    } else if (title.wants(rank + rank::kPicture)) {
        title.offer(rank + rank::kPicture, picture_line(markup, context));
    }
}

}  // namespace wireroom::feed
