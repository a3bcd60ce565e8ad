#include "base/text.hpp"
#include "feed/date.hpp"
#include "feed/element.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

#include <charconv>

namespace wireroom::feed {
namespace {

using model::Markup;

/// Media RSS text: plain unless it says otherwise, but line feeds in it are meant.
Markup media_text(const Element& element) {
    auto markup = element.html();
    const bool html =
        iequals(attribute_of(element.node, "type"), "html") || has_elements(element.node);
    const bool looks_like_html =
        markup.value.find('<') != std::string::npos || markup.value.find('&') != std::string::npos;
    markup.type = html || looks_like_html ? Markup::Type::kHtml : Markup::Type::kText;
    return markup;
}

/// Podcast summaries are read as HTML when they hold any; else their line feeds are meant.
Markup podcast_text(const Element& element) {
    return media_text(element);
}

bool is_avatar(std::string_view url) {
    return url.find("gravatar.com/avatar") != std::string_view::npos;
}

bool is_image(const Element& media) {
    return iequals(attribute_of(media.node, "medium"), "image") ||
           to_lower(attribute_of(media.node, "type")).starts_with("image/");
}

void map_media(const Element& element, ItemDraft& item);

/// `media:content`, alone or in a `media:group`, with what it holds.
void map_media_content(const Element& element, ItemDraft& item) {
    model::Attachment attachment;
    attachment.url = element.url("url");
    attachment.mime_type = attribute_of(element.node, "type");
    attachment.size_in_bytes = size_of(attribute_of(element.node, "fileSize"));
    attachment.duration_in_seconds = duration_of(attribute_of(element.node, "duration"));
    if (is_image(element) && is_avatar(attachment.url)) {
        return;  // a big blog host adds its writer's face to every item
    }
    if (is_image(element)) {
        item.image.offer(rank::kPodcast, attachment.url);
    }
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.ns == Ns::kMedia && child.tag == Tag::kTitle) {
            attachment.title = child.line();
        } else if (child.ns == Ns::kMedia && child.tag != Tag::kContent && child.tag != Tag::kGroup) {
            map_media(child, item);
        }
    });
    add_attachment(item.attachments, std::move(attachment), element.context);
}

void map_media_group(const Element& element, ItemDraft& item) {
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.ns == Ns::kMedia &&
            child.tag != Tag::kGroup) {  // a group in a group has no meaning
            map_media(child, item);
        }
    });
}

void map_media(const Element& element, ItemDraft& item) {
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
            item.title.offer(rank::kMedia, element.line());
            break;
        case Tag::kDescription:
            item.teaser.offer(rank::kMedia, media_text(element));
            break;
        case Tag::kText:
            item.teaser.offer(rank::kMediaText, media_text(element));
            break;
        case Tag::kCategory:
            add_tag(item.tags, element.text(), element.context);
            break;
        case Tag::kKeywords:
            add_tags(item.tags, element.text(), element.context);
            break;
        default:
            break;
    }
}

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

std::string podcast_image(const Element& element) {
    for (const auto* attribute : {"href", "url"}) {
        if (auto url = element.url(attribute); !url.empty()) {
            return url;
        }
    }
    return element.url();
}

void map_podcast(const Element& element, ItemDraft& item) {
    switch (element.tag) {
        case Tag::kTitle:
            item.title.offer(rank::kPodcast, element.line());
            break;
        case Tag::kSummary:
        case Tag::kDescription:
            item.teaser.offer(rank::kPodcast, podcast_text(element));
            break;
        case Tag::kSubtitle:
            item.teaser.offer(rank::kPodcastShort, podcast_text(element));
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

void map_dublin_core(const Element& element, ItemDraft& item) {
    const bool terms = element.ns == Ns::kDcTerms;
    switch (element.tag) {
        case Tag::kTitle:
            item.title.offer(rank::kThird, element.line());
            break;
        case Tag::kCreator:
        case Tag::kAuthor:
            add_author(item.authors, person_of(element), element.context);
            break;
        case Tag::kDate:
            offer_date(item.published, rank::kSecond, element.text(), item);
            break;
        case Tag::kIssued:
        case Tag::kAvailable:
        case Tag::kCreated:
            offer_date(
                item.published,
                element.tag == Tag::kCreated ? rank::kPodcast : rank::kThird,
                element.text(),
                item
            );
            break;
        case Tag::kModified:
            offer_date(item.modified, rank::kSecond, element.text(), item);
            break;
        case Tag::kSubject:
            add_tag(item.tags, element.text(), element.context);
            break;
        case Tag::kDescription:
        case Tag::kAbstract:
            item.teaser.offer(terms ? rank::kThird : rank::kSecond, element.html());
            break;
        case Tag::kLanguage:
            item.language.offer(rank::kSecond, element.line());
            break;
        default:
            break;
    }
}

/// RFC 6721 section 3: `<at:deleted-entry ref="ID" when="DATE">`.
void map_deletion(const Element& element, FeedDraft& feed) {
    const auto& context = element.context;
    const auto id = trim(attribute_of(element.node, "ref"));
    if (id.empty() || id.size() > context.limits.max_url_bytes) {
        context.problems.add("a deletion without a usable ref ignored");
    } else if (feed.deleted.size() >= context.limits.max_items) {
        context.problems.add("more deletions than items are read; the first are kept");
    } else {
        feed.deleted.push_back({std::string(id), parse_date(attribute_of(element.node, "when"))});
    }
}

}  // namespace

void map_module_item(const Element& element, ItemDraft& item) {
    switch (element.ns) {
        case Ns::kContent:
            if (element.tag == Tag::kEncoded) {
                item.full.offer(rank::kOwn, element.html());
            }
            break;
        case Ns::kDc:
        case Ns::kDcTerms:
            map_dublin_core(element, item);
            break;
        case Ns::kMedia:
            map_media(element, item);
            break;
        case Ns::kItunes:
        case Ns::kGooglePlay:
            map_podcast(element, item);
            break;
        case Ns::kFeedburner:
            if (element.tag == Tag::kOrigLink) {
                item.link.offer(rank::kOrigLink, element.url());
            }
            break;
        case Ns::kXhtml:
            if (element.tag == Tag::kBody || element.tag == Tag::kDiv) {
                item.full.offer(rank::kSecond, element.html());
            }
            break;
        default:
            break;
    }
}

void map_module_feed(const Element& element, FeedDraft& feed) {
    const bool podcast = element.ns == Ns::kItunes || element.ns == Ns::kGooglePlay;
    const bool dublin_core = element.ns == Ns::kDc || element.ns == Ns::kDcTerms;
    switch (element.tag) {
        case Tag::kTitle:
            if (dublin_core || podcast) {
                feed.title.offer(dublin_core ? rank::kThird : rank::kPodcast, element.line());
            }
            break;
        case Tag::kDescription:
        case Tag::kSummary:
        case Tag::kSubtitle:
            if (dublin_core || podcast) {
                const bool brief = element.tag == Tag::kSubtitle;
                feed.description.offer(
                    dublin_core ? rank::kThird : (brief ? rank::kPodcastShort : rank::kPodcast),
                    element.line()
                );
            }
            break;
        case Tag::kAuthor:
        case Tag::kCreator:
            if (dublin_core || podcast) {
                add_author(feed.authors, person_of(element), element.context);
            }
            break;
        case Tag::kOwner:
            if (podcast && feed.authors.empty()) {
                add_author(feed.authors, person_of(element), element.context);
            }
            break;
        case Tag::kImage:
            if (podcast) {
                feed.icon.offer(rank::kSecond, podcast_image(element));
            }
            break;
        case Tag::kThumbnail:
        case Tag::kContent:
            if (element.ns == Ns::kMedia) {
                const bool image = element.tag == Tag::kThumbnail || is_image(element);
                feed.icon.offer(rank::kMedia, image ? element.url("url") : std::string());
            }
            break;
        case Tag::kLink:
            if (podcast && iequals(attribute_of(element.node, "rel"), "image")) {
                feed.icon.offer(rank::kSecond, element.url("href"));
            }
            break;
        case Tag::kIcon:
        case Tag::kLogo:
            if (element.ns == Ns::kWebfeeds) {
                (element.tag == Tag::kIcon ? feed.favicon : feed.icon)
                    .offer(rank::kThird, element.url());
            }
            break;
        case Tag::kLanguage:
            if (dublin_core) {
                feed.language.offer(rank::kSecond, element.line());
            }
            break;
        case Tag::kUpdatePeriod:
            if (element.ns == Ns::kSyndication) {
                feed.update_period = to_lower(element.line());
            }
            break;
        case Tag::kUpdateFrequency:
            if (element.ns == Ns::kSyndication) {
                const auto text = element.text();
                int value = 0;
                std::from_chars(text.data(), text.data() + text.size(), value);
                feed.update_frequency = value > 0 && value <= 3600 ? value : 0;
            }
            break;
        case Tag::kDeletedEntry:
            if (element.ns == Ns::kTombstones) {
                map_deletion(element, feed);
            }
            break;
        case Tag::kComplete:
            feed.complete = feed.complete || element.ns == Ns::kHistory;
            break;
        default:
            break;
    }
}

}  // namespace wireroom::feed
