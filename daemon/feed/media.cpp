#include "base/text.hpp"
#include "feed/element.hpp"
#include "feed/titles.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

namespace wireroom::feed {
namespace {

bool is_avatar(std::string_view url) {
    return url.find("gravatar.com/avatar") != std::string_view::npos;
}

/// `media:content`, alone or in a `media:group`, with what it holds.
void map_media_content(const Element& element, ItemDraft& item) {
    model::Attachment attachment;
    attachment.url = element.url("url");
    attachment.mime_type = attribute_of(element.node, "type");
    attachment.size_in_bytes = size_of(attribute_of(element.node, "fileSize"));
    attachment.duration_in_seconds = duration_of(attribute_of(element.node, "duration"));
    if (is_media_image(element) && is_avatar(attachment.url)) {
        return;  // a big blog host adds its writer's face to every item
    }
    if (is_media_image(element)) {
        item.image.offer(rank::kPodcast, attachment.url);
    }
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.ns == Ns::kMedia && child.tag == Tag::kTitle) {
            attachment.title = child.line();
        } else if (child.ns == Ns::kMedia && child.tag != Tag::kContent && child.tag != Tag::kGroup && child.tag != Tag::kCredit) {
            map_media_item(child, item);
        }
    });
    add_attachment(item.attachments, std::move(attachment), element.context);
}

/// Who wrote or sent it, where the item itself names nobody. Other roles, and credits inside of a
/// medium, are about pictures: a photographer is no writer.
void map_credit(const Element& element, ItemDraft& item) {
    const auto role = to_lower(attribute_of(element.node, "role"));
    if (role == "author" || role == "owner" || role == "uploader") {
        add_author(item.other_authors, person_of(element), element.context);
    }
}

void map_media_group(const Element& element, ItemDraft& item) {
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.ns == Ns::kMedia &&
            child.tag != Tag::kGroup) {  // a group in a group has no meaning
            map_media_item(child, item);
        }
    });
}

}  // namespace

/// Media RSS text: plain unless it says otherwise, but line feeds in it are meant.
model::Markup module_text(const Element& element) {
    auto markup = element.html();
    const bool html =
        iequals(attribute_of(element.node, "type"), "html") || has_elements(element.node);
    const bool looks_like_html =
        markup.value.find('<') != std::string::npos || markup.value.find('&') != std::string::npos;
    markup.type = html || looks_like_html ? model::Markup::Type::kHtml : model::Markup::Type::kText;
    return markup;
}

bool is_media_image(const Element& media) {
    const auto medium = attribute_of(media.node, "medium");
    return medium.empty() ? is_image_file(attribute_of(media.node, "type"), media.url("url"))
                          : iequals(medium, "image");
}

void map_media_item(const Element& element, ItemDraft& item) {
    switch (element.tag) {
        case Tag::kContent:
            map_media_content(element, item);
            break;
        case Tag::kGroup:
            map_media_group(element, item);
            break;
        case Tag::kThumbnail: {
            auto url = element.url("url");
            item.image.offer(rank::kSecond, url.empty() ? element.url() : std::move(url));
            break;
        }
        case Tag::kTitle:
            offer_title(item.title, rank::kMedia, element.html(), element.context);
            break;
        case Tag::kDescription:
            item.teaser.offer(rank::kMedia, module_text(element));
            break;
        case Tag::kText:
            item.teaser.offer(rank::kMediaText, module_text(element));
            break;
        case Tag::kCredit:
            map_credit(element, item);
            break;
        case Tag::kPlayer:
            item.link.offer(rank::kPlayer, element.url("url"));
            break;
        case Tag::kCategory: {
            const auto text = element.text();
            add_tag(
                item.tags,
                text.empty() ? attribute_of(element.node, "label") : std::string_view(text),
                element.context
            );
            break;
        }
        case Tag::kKeywords:
            add_tags(item.tags, element.text(), element.context);
            break;
        default:
            break;
    }
}

}  // namespace wireroom::feed
