#include "base/text.hpp"
#include "feed/element.hpp"
#include "feed/titles.hpp"
#include "feed/xml_scan.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

namespace wireroom::feed {
namespace {

/// iTunes categories name themselves in an attribute and nest their subcategories. One level is all
/// there is.
void map_itunes_categories(const Element& element, std::vector<std::string>& tags) {
    add_tag(tags, attribute_of(element.node, "text"), element.context);
    if (!has_elements(element.node)) {
        add_tag(tags, element.text(), element.context);
        return;
    }
    for (const auto& child : element.node.children()) {
        if (child.type() == pugi::node_element) {
            add_tag(tags, attribute_of(child, "text"), element.context);
        }
    }
}

/// `podcast:alternateEnclosure`: its first source that can be downloaded.
void map_alternate_enclosure(const Element& element, ItemDraft& item) {
    model::Attachment attachment;
    for (const auto& child : element.node.children()) {
        if (attachment.url.empty() && tag_of(local_name(child.name())) == Tag::kSource) {
            const auto uri = attribute_of(child, "uri");
            if (is_http_url(uri)) {
                attachment.url = url_of(uri, element.base, element.context);
            }
        }
    }
    attachment.mime_type = attribute_of(element.node, "type");
    attachment.size_in_bytes = size_of(attribute_of(element.node, "length"));
    attachment.title = line_of(
        {std::string(attribute_of(element.node, "title")), model::Markup::Type::kText, {}},
        element.context
    );
    add_attachment(item.alternatives, std::move(attachment), element.context);
}

/// The first, which is the largest by convention, of `podcast:images srcset="URL 1500w, URL 600w"`.
std::string first_of_srcset(const Element& element) {
    auto list = attribute_of(element.node, "srcset");
    list = trim(list.substr(0, list.find(',')));
    return url_of(list.substr(0, list.find_first_of(" \t\r\n")), element.base, element.context);
}

}  // namespace

std::string podcast_image(const Element& element) {
    for (const auto* attribute : {"href", "url"}) {
        if (auto url = element.url(attribute); !url.empty()) {
            return url;
        }
    }
    return element.url();
}

void map_person(const Element& element, std::vector<model::Author>& authors) {
    // The crew cuts and mixes; only its writers are authors, as is whoever is heard.
    const auto group = to_lower(attribute_of(element.node, "group"));
    if (!group.empty() && group != "cast" && group != "writing") {
        return;
    }
    model::Author author;
    author.name = element.line();
    author.url = element.url("href");
    author.avatar = element.url("img");
    if (!author.name.empty()) {
        add_author(authors, std::move(author), element.context);
    }
}

void map_podcast_item(const Element& element, ItemDraft& item) {
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(item.title, rank::kPodcast, element.html(), element.context);
            break;
        case Tag::kSummary:
        case Tag::kDescription:
            item.teaser.offer(rank::kPodcast, module_text(element));
            break;
        case Tag::kSubtitle:
            item.subtitle.offer(rank::kOwn, module_text(element));
            break;
        case Tag::kAuthor:
            add_author(item.authors, person_of(element), element.context);
            break;
        case Tag::kImage:
            item.image.offer(rank::kOwn, podcast_image(element));
            break;
        case Tag::kLink:
            if (iequals(attribute_of(element.node, "rel"), "image")) {
                item.image.offer(rank::kOwn, element.url("href"));
            }
            break;
        case Tag::kPerson:
            map_person(element, item.authors);
            break;
        case Tag::kAlternateEnclosure:
            map_alternate_enclosure(element, item);
            break;
        case Tag::kImages:
            item.image.offer(rank::kPodcast, first_of_srcset(element));
            break;
        case Tag::kKeywords:
            add_tags(item.tags, element.text(), element.context);
            break;
        case Tag::kCategory:
            map_itunes_categories(element, item.tags);
            break;
        case Tag::kDuration:
            item.duration = item.duration ? item.duration : duration_of(element.text());
            break;
        default:
            break;
    }
}

}  // namespace wireroom::feed
