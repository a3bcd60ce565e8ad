#include "base/text.hpp"
#include "feed/element.hpp"
#include "feed/titles.hpp"
#include "feed/xml_tree.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace wireroom::feed {
namespace {

std::optional<int> number_of(std::string_view text, int most) {
    text = trim(text);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end == text.data() || value < 0 || value > most) {
        return std::nullopt;
    }
    return value;
}

void map_enclosure(const Element& element, ItemDraft& item) {
    model::Attachment attachment;
    attachment.url = element.url("url");
    if (attachment.url.empty()) {
        attachment.url = element.url("href");
    }
    if (attachment.url.empty()) {
        attachment.url = element.url();
    }
    attachment.mime_type = attribute_of(element.node, "type");
    attachment.size_in_bytes = size_of(attribute_of(element.node, "length"));
    attachment.duration_in_seconds = duration_of(attribute_of(element.node, "duration"));
    if (is_image_file(attachment.mime_type, attachment.url)) {
        item.image.offer(rank::kMediaText, attachment.url);
    }
    add_attachment(item.attachments, std::move(attachment), element.context);
}

void map_guid(const Element& element, ItemDraft& item) {
    // Mark-up inside of an id is part of it.
    const auto& context = element.context;
    auto id = has_elements(element.node) ? inner_html(element.node, context.texts, {}, false)
                                         : element.text();
    const bool permalink = !iequals(attribute_of(element.node, "isPermaLink"), "false");
    item.offer_id(
        element.tag == Tag::kGuid ? rank::kOwn : rank::kThird, std::move(id), permalink, context
    );
}

/// A technical contact is somebody only when it has a name.
void add_keeper(const Element& element, FeedDraft& feed) {
    auto person = person_of(element);
    if (person.name.find('@') == std::string::npos) {
        add_author(feed.keepers, std::move(person), element.context);
    }
}

/// `<link rel="hub" href="…"/>` of Atom, written without its namespace.
bool is_atom_link(const Element& element) {
    return !attribute_of(element.node, "rel").empty() &&
           !attribute_of(element.node, "href").empty() && element.text().empty();
}

void map_link(const Element& element, int rank, RankedText& link) {
    if (link.wants(rank)) {
        auto url = element.url();
        link.offer(rank, url.empty() ? element.url("href") : std::move(url));
    }
}

/// `<image><url>…</url></image>`, `<image href="…">` or a bare URL.
std::string image_url(const Element& element) {
    const auto& context = element.context;
    for (const auto& child : element.node.children()) {
        if (child.type() == pugi::node_element && element.scope.name_of(child).tag == Tag::kUrl) {
            return url_of(text_of(child, context.texts), element.base, context);
        }
    }
    for (const auto* attribute : {"href", "url", "rdf:resource", "resource"}) {
        if (auto url = element.url(attribute); !url.empty()) {
            return url;
        }
    }
    return has_elements(element.node) ? std::string() : element.url();
}

void map_category(const Element& element, std::vector<std::string>& tags) {
    std::string pieces;
    std::string_view tag;
    if (has_elements(element.node)) {
        pieces = element.html().value;
        tag = pieces;
    } else {
        tag = element.text(pieces);
    }
    for (const auto* attribute : {"label", "term", "text"}) {
        if (trim(tag).empty()) {
            tag = attribute_of(element.node, attribute);
        }
    }
    add_tag(tags, tag, element.context);
}

void map_cloud(const Element& element, FeedDraft& feed) {
    const auto domain = attribute_of(element.node, "domain");
    const auto port = attribute_of(element.node, "port");
    const auto path = attribute_of(element.node, "path");
    if (domain.empty() || feed.hubs.size() >= element.context.limits.max_enclosures) {
        return;
    }
    const auto* scheme = port == "443" ? "https" : "http";
    const auto* slash = path.starts_with('/') ? "" : "/";
    const bool default_port = port.empty() || port == "80" || port == "443" || port == "0";
    const auto url = fmt::format(
        "{}://{}{}{}{}{}",
        scheme,
        domain,
        default_port ? "" : ":",
        default_port ? "" : port,
        slash,
        path
    );
    if (auto absolute = url_of(url, element.base, element.context); !absolute.empty()) {
        feed.hubs.push_back({"rssCloud", std::move(absolute)});
    }
}

void map_skip_hours(const Element& element, FeedDraft& feed) {
    for (const auto& hour : element.node.children()) {
        // RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23.
        if (const auto value = number_of(text_of(hour, element.context.texts), 24)) {
            feed.hints.skip_hours.push_back(*value % 24);
        }
    }
    std::ranges::sort(feed.hints.skip_hours);
    const auto rest = std::ranges::unique(feed.hints.skip_hours);
    feed.hints.skip_hours.erase(rest.begin(), rest.end());
}

void map_skip_days(const Element& element, FeedDraft& feed) {
    static constexpr std::array kDays = std::to_array<std::string_view>(
        {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
    );
    for (const auto& day : element.node.children()) {
        const auto name = to_lower(trim(text_of(day, element.context.texts)));
        const auto* found = std::ranges::find(kDays, std::string_view(name));
        if (found != kDays.end()) {
            feed.hints.skip_days.push_back(static_cast<int>(found - kDays.begin()));
        }
    }
    std::ranges::sort(feed.hints.skip_days);
    const auto rest = std::ranges::unique(feed.hints.skip_days);
    feed.hints.skip_days.erase(rest.begin(), rest.end());
}

}  // namespace

void map_rss_item(const Element& element, ItemDraft& item) {
    const auto& context = element.context;
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(item.title, rank::kOwn, element);
            break;
        case Tag::kLink:
            if (is_atom_link(element)) {
                map_atom_item(element, item);
            } else {
                map_link(element, rank::kPlainLink, item.link);
            }
            break;
        case Tag::kGuid:
        case Tag::kId:
            map_guid(element, item);
            break;
        case Tag::kDescription:
            item.teaser.offer(rank::kOwn, element.html());
            break;
        case Tag::kSummary:
        case Tag::kAbstract:
            item.brief.offer(rank::kOwn, element.html());
            break;
        case Tag::kFullitem:
        case Tag::kBody:
        case Tag::kEncoded:
            item.full.offer(rank::kSecond, element.html());
            break;
        case Tag::kContent:
            // No RSS element; without a type it is HTML as everything in RSS is.
            item.full.offer(
                rank::kThird,
                attribute_of(element.node, "type").empty() ? element.html() : atom_text(element)
            );
            break;
        case Tag::kPubDate:
            offer_date(item.published, rank::kOwn, element, item);
            break;
        case Tag::kPublished:
        case Tag::kDate:
        case Tag::kIssued:
            offer_date(item.published, rank::kSecond, element, item);
            break;
        case Tag::kUpdated:
        case Tag::kModified:
            offer_date(item.modified, rank::kOwn, element, item);
            break;
        case Tag::kLastBuildDate:
            offer_date(item.modified, rank::kThird, element, item);
            break;
        case Tag::kAuthor:
        case Tag::kCreator:
        case Tag::kManagingEditor:
            add_author(item.authors, person_of(element), context);
            break;
        case Tag::kCategory:
        case Tag::kTag:
            map_category(element, item.tags);
            break;
        case Tag::kTags:
            for (const auto& child : element.node.children()) {
                if (child.type() == pugi::node_element) {
                    add_tag(item.tags, text_of(child, context.texts), context);
                }
            }
            if (!has_elements(element.node)) {
                add_tags(item.tags, element.text(), context);
            }
            break;
        case Tag::kKeywords:
            add_tags(item.tags, element.text(), context);
            break;
        case Tag::kEnclosure:
            map_enclosure(element, item);
            break;
        case Tag::kImage:
        case Tag::kThumbnail:
            item.image.offer(rank::kThird, image_url(element));
            break;
        case Tag::kSource:
            item.external_link.offer(rank::kSecond, element.url("url"));
            break;
        case Tag::kLanguage:
            item.language.offer(rank::kOwn, element.line());
            break;
        default:
            break;
    }
}

void map_rss_feed(const Element& element, FeedDraft& feed) {
    switch (element.tag) {
        case Tag::kTitle:
            offer_title(feed.title, rank::kOwn, element.html(), element.context);
            break;
        case Tag::kDescription:
        case Tag::kTagline:
        case Tag::kSubtitle:
            offer_title(
                feed.description,
                element.tag == Tag::kDescription ? rank::kOwn : rank::kThird,
                element.html(),
                element.context
            );
            break;
        case Tag::kLink:
            if (is_atom_link(element)) {
                map_atom_feed(element, feed);
            } else {
                map_link(element, rank::kOwn, feed.home_page);
            }
            break;
        case Tag::kLanguage:
            feed.language.offer(rank::kOwn, element.line());
            break;
        case Tag::kImage:
        case Tag::kLogo:
            // RSS 1.0 only names an image in its channel; what it is stands beside it.
            feed.icon.offer(
                attribute_of(element.node, "rdf:resource").empty() ? rank::kOwn : rank::kSecond,
                image_url(element)
            );
            break;
        case Tag::kWebMaster:
            add_keeper(element, feed);
            break;
        case Tag::kIcon:
            feed.favicon.offer(rank::kOwn, element.url());
            break;
        case Tag::kManagingEditor:
        case Tag::kAuthor:
        case Tag::kCreator:
            add_author(feed.authors, person_of(element), element.context);
            break;
        case Tag::kTtl:
            if (const auto minutes = number_of(element.text(), 10'000'000);
                minutes && *minutes > 0) {
                feed.hints.ttl = std::chrono::minutes(*minutes);
            }
            break;
        case Tag::kSkipHours:
            map_skip_hours(element, feed);
            break;
        case Tag::kSkipDays:
            map_skip_days(element, feed);
            break;
        case Tag::kCloud:
            map_cloud(element, feed);
            break;
        default:
            break;
    }
}

}  // namespace wireroom::feed
