#include "protocol/atom.hpp"

#include "base/text.hpp"
#include "protocol/xml.hpp"

#include <algorithm>
#include <set>

namespace wireroom::protocol {
namespace {

void add_link(pugi::xml_node parent, std::string_view rel, std::string_view href) {
    auto link = parent.append_child("link");
    add_attribute(link, "rel", rel);
    add_attribute(link, "href", href);
}

void add_author(pugi::xml_node entry, const model::Author& author) {
    auto person = entry.append_child("author");
    add_element(person, "name", author.name.empty() ? author.url : author.name);
    if (!author.url.empty()) {
        add_element(person, "uri", author.url);
    }
}

/// RFC 4287 section 4.1.2: an entry without an author would need one in its feed, and that one
/// would be us.
void add_authors(pugi::xml_node entry, const AtomEntry& from) {
    bool signed_by_someone = false;
    for (const auto& author : from.story.authors) {
        if (!author.name.empty() || !author.url.empty()) {
            add_author(entry, author);
            signed_by_someone = true;
        }
    }
    if (!signed_by_someone) {
        add_author(entry, {.name = from.source.title, .url = {}, .avatar = {}});
    }
}

void add_categories(pugi::xml_node entry, const std::vector<std::string>& tags) {
    std::set<std::string_view> seen;
    for (const auto& tag : tags) {
        if (!tag.empty() && seen.insert(tag).second) {
            add_attribute(entry.append_child("category"), "term", tag);
        }
    }
}

void add_enclosures(pugi::xml_node entry, const std::vector<model::Attachment>& attachments) {
    for (const auto& attachment : attachments) {
        if (attachment.url.empty()) {
            continue;
        }
        add_link(entry, "enclosure", attachment.url);
        auto link = entry.last_child();
        add_optional_attribute(link, "type", attachment.mime_type);
        add_optional_attribute(link, "title", attachment.title);
        if (attachment.size_in_bytes) {
            add_attribute(link, "length", std::to_string(*attachment.size_in_bytes));
        }
    }
}

/// Without a link there has to be a content (RFC 4287 section 4.1.2), be it empty. A summary that
/// repeats the content would be shown twice.
void add_texts(pugi::xml_node entry, const model::Story& story) {
    if (!story.summary.empty() && story.summary != story.content_text) {
        add_element(entry, "summary", story.summary);
    }
    if (!story.content_html.empty() || story.url.empty()) {
        add_attribute(add_element(entry, "content", story.content_html), "type", "html");
    }
}

void add_source(pugi::xml_node entry, const AtomSource& source) {
    auto element = entry.append_child("source");
    add_element(element, "id", source.id);
    add_element(element, "title", source.title);
    if (!source.home_page_url.empty()) {
        add_link(element, "alternate", source.home_page_url);
    }
}

/// Publishers write anything into it; `xml:lang` takes words of letters and digits.
bool is_language(std::string_view tag) {
    return !tag.empty() && tag.size() <= 64 && std::ranges::all_of(tag, [](char c) {
        const char lower = to_lower(c);
        return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-';
    });
}

void add_entry(pugi::xml_node feed, const AtomEntry& from) {
    const auto& story = from.story;
    auto entry = feed.append_child("entry");
    if (is_language(story.language)) {
        add_attribute(entry, "xml:lang", story.language);
    }
    add_element(entry, "id", "urn:wireroom:story:" + story.id);
    add_element(entry, "title", story.title);
    if (!story.url.empty()) {
        add_link(entry, "alternate", story.url);
    }
    add_element(
        entry, "published", format_rfc3339(story.date_published.value_or(story.first_seen))
    );
    add_element(entry, "updated", format_rfc3339(updated_of(story)));
    add_authors(entry, from);
    add_categories(entry, story.tags);
    add_enclosures(entry, story.attachments);
    add_texts(entry, story);
    add_source(entry, from.source);
}

}  // namespace

Timestamp updated_of(const model::Story& story) {
    return std::max(story.updated, story.first_seen);
}

Timestamp updated_of(const AtomFeed& feed) {
    auto newest = feed.updated;
    for (const auto& entry : feed.entries) {
        newest = std::max(newest, updated_of(entry.story));
    }
    return newest;
}

std::string render_atom(const AtomFeed& feed) {
    std::vector<const AtomEntry*> entries;
    entries.reserve(feed.entries.size());
    for (const auto& entry : feed.entries) {
        entries.push_back(&entry);
    }
    std::ranges::stable_sort(entries, std::ranges::greater(), [](const AtomEntry* entry) {
        return updated_of(entry->story);
    });

    pugi::xml_document document;
    auto root = document.append_child("feed");
    add_attribute(root, "xmlns", "http://www.w3.org/2005/Atom");
    add_element(root, "id", feed.id);
    add_element(root, "title", feed.title);
    add_element(root, "updated", format_rfc3339(updated_of(feed)));
    add_link(root, "self", feed.self);
    add_attribute(add_element(root, "generator", "wireroom"), "version", WIREROOM_VERSION);
    for (const auto* entry : entries) {
        add_entry(root, *entry);
    }
    return write_xml(document);
}

}  // namespace wireroom::protocol
