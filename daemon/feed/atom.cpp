#include "base/text.hpp"
#include "feed/element.hpp"
#include "feed/titles.hpp"
#include "feed/xml_tree.hpp"
#include "text/html.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace wireroom::feed {
namespace {

using model::Markup;

/// A relation is one name or its address (RFC 4287 section 4.2.7.2); some write several, as in
/// HTML: `alternate nofollow`.
bool has_rel(std::string_view rel, std::string_view wanted) {
    constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
    while (true) {
        if (rel.starts_with(kRegistry)) {
            rel.remove_prefix(kRegistry.size());
        }
        const auto space = rel.find(' ');
        if (iequals(rel.substr(0, space), wanted)) {
            return true;
        }
        if (space == std::string_view::npos) {
            return false;
        }
        rel.remove_prefix(space + 1);
    }
}

int alternate_rank(std::string_view type) {
    const auto lowered = to_lower(type);
    const bool page = lowered.empty() || lowered.starts_with("text/html") ||
                      lowered.starts_with("application/xhtml");
    return page ? rank::kAlternateHtml : rank::kAlternate;
}

/// A link's address: `href`, else what older generators put inside.
std::string href_of(const Element& element) {
    auto url = element.url("href");
    return url.empty() ? element.url() : url;
}

void map_item_link(const Element& element, ItemDraft& item) {
    const auto rel = attribute_of(element.node, "rel");
    const auto type = attribute_of(element.node, "type");
    if (rel.empty() || has_rel(rel, "alternate")) {
        if (item.link.wants(alternate_rank(type))) {
            item.link.offer(alternate_rank(type), href_of(element));
        }
    } else if (has_rel(rel, "enclosure")) {
        model::Attachment attachment;
        attachment.url = href_of(element);
        attachment.mime_type = type;
        attachment.size_in_bytes = size_of(attribute_of(element.node, "length"));
        attachment.title = line_of(
            {std::string(attribute_of(element.node, "title")), Markup::Type::kText, {}},
            element.context
        );
        if (is_image_file(type, attachment.url)) {
            item.image.offer(rank::kMediaText, attachment.url);
        }
        add_attachment(item.attachments, std::move(attachment), element.context);
    } else if (has_rel(rel, "related") || has_rel(rel, "via")) {
        item.external_link.offer(
            has_rel(rel, "related") ? rank::kOwn : rank::kThird, href_of(element)
        );
    } else if (has_rel(rel, "self")) {
        item.self.offer(rank::kOwn, href_of(element));
    } else if (has_rel(rel, "image")) {
        item.image.offer(rank::kThird, href_of(element));
    }
}

void map_feed_link(const Element& element, FeedDraft& feed) {
    const auto rel = attribute_of(element.node, "rel");
    if (rel.empty() || has_rel(rel, "alternate")) {
        feed.home_page.offer(alternate_rank(attribute_of(element.node, "type")), href_of(element));
    } else if (has_rel(rel, "self")) {
        // An empty reference means "this document" (RFC 3986 section 4.4), which xml:base may name.
        auto url = href_of(element);
        if (url.empty() && is_http_url(element.base)) {
            url = url_of(element.base, {}, element.context);
        }
        feed.self.offer(rank::kOwn, std::move(url));
    } else if (has_rel(rel, "hub")) {
        Hub hub{"WebSub", href_of(element)};
        const bool known = std::ranges::find(feed.hubs, hub) != feed.hubs.end();
        if (!hub.url.empty() && !known &&
            feed.hubs.size() < element.context.limits.max_enclosures) {
            feed.hubs.push_back(std::move(hub));
        }
    } else if (has_rel(rel, "next")) {
        feed.next.offer(rank::kOwn, href_of(element));
    } else if (has_rel(rel, "prev-archive")) {
        feed.next.offer(rank::kSecond, href_of(element));
    } else if (has_rel(rel, "image") || has_rel(rel, "icon")) {
        feed.icon.offer(rank::kThird, href_of(element));
    }
}

void map_category(const Element& element, std::vector<std::string>& tags) {
    auto tag = attribute_of(element.node, "label");
    if (tag.empty()) {
        tag = attribute_of(element.node, "term");
    }
    add_tag(tags, tag.empty() ? element.text() : std::string(tag), element.context);
}

void map_id(const Element& element, ItemDraft& item) {
    // An atom:id that is a URL says where the entry is only when nothing else does.
    item.offer_id(rank::kSecond, element.text(), true, element.context);
}

/// Where a copied entry comes from. Its title is not ours; its alternate link is a reference, and
/// its authors hold where the entry has none (RFC 4287 section 4.1.2).
void map_source(const Element& element, ItemDraft& item) {
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.tag == Tag::kLink) {
            const auto rel = attribute_of(child.node, "rel");
            if (rel.empty() || has_rel(rel, "alternate")) {
                item.external_link.offer(rank::kPodcast, href_of(child));
            }
        } else if (child.tag == Tag::kAuthor) {
            add_author(item.other_authors, person_of(child), child.context);
        }
    });
}

bool is_html_type(std::string_view type) {
    return type == "html" || type.starts_with("text/html") ||
           type.starts_with("application/xhtml+xml");
}

/// Atom 0.3 `multipart/alternative`: several forms of one text; the HTML one, else the first.
void map_alternatives(const Element& element, ItemDraft& item) {
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        if (child.tag == Tag::kContent) {
            const bool html = is_html_type(to_lower(attribute_of(child.node, "type")));
            item.full.offer(html ? rank::kOwn : rank::kSecond, atom_text(child));
        }
    });
}

void map_content(const Element& element, ItemDraft& item) {
    const auto type = to_lower(attribute_of(element.node, "type"));
    if (auto source = element.url("src"); !source.empty()) {
        const bool page = alternate_rank(type) == rank::kAlternateHtml;
        if (page) {
            item.link.offer(rank::kContentSource, source);
        } else {
            add_attachment(
                item.attachments, {source, type, {}, std::nullopt, std::nullopt}, element.context
            );
        }
        return;
    }
    if (type.starts_with("multipart/")) {
        map_alternatives(element, item);
    } else {
        item.full.offer(rank::kOwn, atom_text(element));
    }
}

/// True for HTML by its look: what begins with a tag, or has one that ends an element.
bool looks_like_html(std::string_view text) {
    const auto is_name = [](char c) { return to_lower(c) >= 'a' && to_lower(c) <= 'z'; };
    text = trim(text);
    const bool begins = text.size() > 2 && text.front() == '<' && is_name(text[1]) &&
                        text.find('>') != std::string_view::npos;
    for (auto at = text.find("</"); !begins && at != std::string_view::npos;
         at = text.find("</", at + 2)) {
        if (at + 2 < text.size() && is_name(text[at + 2])) {
            return true;
        }
    }
    return begins;
}

bool is_xml_type(std::string_view type) {
    return type == "xhtml" || type.ends_with("+xml") || type.ends_with("/xml");
}

/// `<uri>https://…</uri>`, `<foaf:homepage rdf:resource="https://…"/>`.
std::string page_of(const Element& element) {
    auto url = element.url();
    return url.empty() ? element.url("rdf:resource") : url;
}

/// A link in a person: to a picture of it, else to its page.
void map_person_link(const Element& link, model::Author& author) {
    const auto rel = attribute_of(link.node, "rel");
    if (has_rel(rel, "avatar") || has_rel(rel, "photo")) {
        author.avatar = author.avatar.empty() ? href_of(link) : author.avatar;
    } else if (rel.empty() || has_rel(rel, "alternate")) {
        author.url = author.url.empty() ? href_of(link) : author.url;
    }
}

void map_person_part(const Element& child, model::Author& author, std::string& email) {
    switch (child.tag) {
        case Tag::kName:
            author.name =
                author.name.empty() ? person_name(child.text(), child.context) : author.name;
            break;
        case Tag::kEmail:
            email = line_of({child.text(), Markup::Type::kText, {}}, child.context);
            break;
        case Tag::kUri:
        case Tag::kUrl:
            author.url = author.url.empty() ? page_of(child) : author.url;
            break;
        case Tag::kImage:
        case Tag::kThumbnail:
            for (const auto* attribute : {"src", "url", "href"}) {
                author.avatar = author.avatar.empty() ? child.url(attribute) : author.avatar;
            }
            author.avatar = author.avatar.empty() ? child.url() : author.avatar;
            break;
        case Tag::kLink:
            map_person_link(child, author);
            break;
        default:
            break;
    }
}

}  // namespace

Markup atom_text(const Element& element) {
    const auto type = to_lower(attribute_of(element.node, "type"));
    const auto mode = to_lower(attribute_of(element.node, "mode"));
    if (has_elements(element.node)) {
        return {
            inner_html(element.node, element.context.texts, element.base, true),
            Markup::Type::kHtml,
            element.base};
    }
    auto text = element.text();
    const bool plain = type.empty() || type == "text" || type.starts_with("text/");
    const bool encoded =
        !plain && !is_html_type(type) && !is_xml_type(type) && type.find('/') != std::string::npos;
    if (mode == "base64" || (mode.empty() && encoded)) {
        // RFC 4287 section 4.1.3.3: any other media type is base 64. Only text makes sense as a
        // body.
        const auto decoded = decode_base64(text);
        if (decoded) {
            const bool as_text = type.starts_with("text/plain");
            return {*decoded, as_text ? Markup::Type::kText : Markup::Type::kHtml, element.base};
        }
        if (encoded) {
            return {};
        }
    }
    if (is_html_type(type) && (type != "application/xhtml+xml" || mode == "escaped")) {
        return {std::move(text), Markup::Type::kHtml, element.base};
    }
    // XHTML is elements (RFC 4287 section 3.1.1.3). Where there are none somebody escaped them.
    const bool xhtml = type == "xhtml" || type.starts_with("application/xhtml");
    if (xhtml && looks_like_html(text)) {
        return {std::move(text), Markup::Type::kHtml, element.base};
    }
    if (mode == "escaped" && type.empty() && text.find('<') != std::string::npos) {
        return {std::move(text), Markup::Type::kHtml, element.base};
    }
    return {std::move(text), Markup::Type::kText, element.base};
}

model::Author person_of(const Element& element) {
    if (!has_elements(element.node)) {
        return person_in(element.text(), element.context);
    }
    model::Author author;
    std::string email;
    const Scope inside(element.scope, element.node);
    for_each_child(element.node, inside, element.base, element.context, [&](const Element& child) {
        const bool wrapper = child.tag == Tag::kUnknown || child.tag == Tag::kPerson;
        if (wrapper && has_elements(child.node)) {
            // `<dc:creator><foaf:Person><foaf:name>…`: one level of wrapping.
            const Scope wrapped(child.scope, child.node);
            for_each_child(
                child.node,
                wrapped,
                child.base,
                child.context,
                [&](const Element& inner) { map_person_part(inner, author, email); }
            );
        } else {
            map_person_part(child, author, email);
        }
    });
    if (author.name.empty()) {
        author.name = email;
    }
    if (author.name.empty() && author.url.empty()) {
        author.name = person_name(element.text(), element.context);
    }
    return author;
}

void map_atom_item(const Element& element, ItemDraft& item) {
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(item.title, rank::kSecond, atom_text(element), element.context);
            break;
        case Tag::kLink:
            map_item_link(element, item);
            break;
        case Tag::kId:
            map_id(element, item);
            break;
        case Tag::kContent:
            map_content(element, item);
            break;
        case Tag::kSummary:
            // Beside an RSS description it is the second to speak.
            item.teaser.offer(
                element.ns == Ns::kCore ? rank::kOwn : rank::kSecond, atom_text(element)
            );
            break;
        case Tag::kPublished:
        case Tag::kIssued:
            offer_date(item.published, rank::kOwn, element, item);
            break;
        case Tag::kCreated:
            offer_date(item.published, rank::kThird, element.text(), item);
            break;
        case Tag::kUpdated:
        case Tag::kModified:
            offer_date(item.modified, rank::kOwn, element, item);
            break;
        case Tag::kAuthor:
            add_author(item.authors, person_of(element), element.context);
            break;
        case Tag::kCategory:
            map_category(element, item.tags);
            break;
        case Tag::kSource:
            map_source(element, item);
            break;
        default:
            break;
    }
}

void map_atom_feed(const Element& element, FeedDraft& feed) {
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(feed.title, rank::kSecond, atom_text(element), element.context);
            break;
        case Tag::kSubtitle:
        case Tag::kTagline:
            offer_title(feed.description, rank::kSecond, atom_text(element), element.context);
            break;
        case Tag::kLink:
            map_feed_link(element, feed);
            break;
        case Tag::kLogo:
            feed.icon.offer(rank::kOwn, element.url());
            break;
        case Tag::kIcon:
            feed.favicon.offer(rank::kOwn, element.url());
            break;
        case Tag::kAuthor:
            add_author(feed.authors, person_of(element), element.context);
            break;
        default:
            break;
    }
}

}  // namespace wireroom::feed
