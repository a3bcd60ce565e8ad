#include "base/text.hpp"
#include "feed/date.hpp"
#include "feed/element.hpp"
#include "feed/titles.hpp"
#include "feed/xml_scan.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

#include <charconv>

namespace wireroom::feed {
namespace {

void map_dublin_core(const Element& element, ItemDraft& item) {
    const bool terms = element.ns == Ns::kDcTerms;
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(item.title, rank::kThird, element.html(), element.context);
            break;
        case Tag::kIdentifier:
            item.offer_id(rank::kPodcastShort, element.text(), false, element.context);
            break;
        case Tag::kSource:
            if (is_http_url(element.text())) {
                item.external_link.offer(rank::kPodcastShort, element.url());
            }
            break;
        case Tag::kCreator:
        case Tag::kAuthor:
            add_author(item.authors, person_of(element), element.context);
            break;
        case Tag::kDate:
            offer_date(item.published, rank::kSecond, element, item);
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

/// One form of a text in `content:items`: `content:format` says what it is, `rdf:value` is it.
void map_content_form(const Element& element, const pugi::xml_node& form, ItemDraft& item) {
    bool html = true;
    for (const auto& part : form.children()) {
        const auto name = local_name(part.name());
        if (name == "format") {
            html = attribute_of(part, "rdf:resource").find("html") != std::string_view::npos;
        } else if (name == "value") {
            model::Markup markup{{}, model::Markup::Type::kHtml, element.base};
            if (has_elements(part)) {
                markup.value = inner_html(part, element.context.texts, element.base, true);
            } else {
                markup.value = text_of(part, element.context.texts);
                markup.type = html ? model::Markup::Type::kHtml : model::Markup::Type::kText;
            }
            item.full.offer(html ? rank::kSecond : rank::kThird, std::move(markup));
        }
    }
}

/// The content module before `content:encoded`: a bag of list items, each a form of the text.
void map_content_items(const Element& element, ItemDraft& item) {
    for (const auto& bag : element.node.children()) {
        for (const auto& entry : bag.children()) {
            for (const auto& form : entry.children()) {
                map_content_form(element, form, item);
            }
        }
    }
}

/// A body that stands in the item piece by piece, `<xhtml:p>…</xhtml:p><xhtml:p>…`.
void collect_xhtml(const Element& element, ItemDraft& item) {
    if (item.pieces.value.size() < element.context.limits.max_content_bytes) {
        const auto name = std::string(local_name(element.node.name()));
        auto inside = inner_html(element.node, element.context.texts, element.base, false);
        item.pieces.value.append("<").append(name).append(">").append(inside);
        item.pieces.value.append("</").append(name).append(">");
        item.pieces.base = element.base;
    }
}

/// RFC 4685 section 3: what the entry answers is what it is about.
void map_in_reply_to(const Element& element, ItemDraft& item) {
    for (const auto* attribute : {"href", "ref"}) {
        if (is_http_url(attribute_of(element.node, attribute))) {
            item.external_link.offer(rank::kPodcast, element.url(attribute));
        }
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
            } else if (element.tag == Tag::kItems) {
                map_content_items(element, item);
            }
            break;
        case Ns::kDc:
        case Ns::kDcTerms:
            map_dublin_core(element, item);
            break;
        case Ns::kMedia:
            map_media_item(element, item);
            break;
        case Ns::kItunes:
        case Ns::kGooglePlay:
        case Ns::kPodcast:
            map_podcast_item(element, item);
            break;
        case Ns::kFeedburner:
            if (element.tag == Tag::kOrigLink) {
                item.link.offer(rank::kOrigLink, element.url());
            } else if (element.tag == Tag::kOrigEnclosureLink) {
                item.orig_enclosure.offer(rank::kOwn, element.url());
            }
            break;
        case Ns::kSlash:
            if (element.tag == Tag::kSection) {
                add_tag(item.tags, element.text(), element.context);
            }
            break;
        case Ns::kPrism:
            if (element.tag == Tag::kPublished) {
                offer_date(item.published, rank::kMedia, element.text(), item);
            }
            break;
        case Ns::kThreading:
            if (element.tag == Tag::kInReplyTo) {
                map_in_reply_to(element, item);
            }
            break;
        case Ns::kXhtml:
            if (element.tag == Tag::kBody || element.tag == Tag::kDiv) {
                item.full.offer(rank::kSecond, element.html());
            } else {
                collect_xhtml(element, item);
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
                offer_title(
                    feed.title,
                    dublin_core ? rank::kThird : rank::kPodcast,
                    element.html(),
                    element.context
                );
            }
            break;
        case Tag::kDescription:
        case Tag::kSummary:
        case Tag::kSubtitle:
            if (dublin_core || podcast) {
                const bool brief = element.tag == Tag::kSubtitle;
                offer_title(
                    feed.description,
                    dublin_core ? rank::kThird : (brief ? rank::kPodcastShort : rank::kPodcast),
                    element.html(),
                    element.context
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
            if (podcast) {
                add_author(feed.keepers, person_of(element), element.context);
            }
            break;
        case Tag::kPerson:
            if (element.ns == Ns::kPodcast) {
                map_person(element, feed.authors);
            }
            break;
        case Tag::kNewFeedUrl:
            if (podcast) {
                feed.self.offer(rank::kThird, element.url());
            }
            break;
        case Tag::kImage:
            if (podcast || element.ns == Ns::kPodcast) {
                feed.icon.offer(rank::kSecond, podcast_image(element));
            }
            break;
        case Tag::kThumbnail:
        case Tag::kContent:
            if (element.ns == Ns::kMedia) {
                const bool image = element.tag == Tag::kThumbnail || is_media_image(element);
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
