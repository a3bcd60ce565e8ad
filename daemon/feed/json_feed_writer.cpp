#include "feed/json_feed_writer.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "text/html.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <cmath>

namespace wireroom::feed {
namespace {

namespace json = boost::json;
using model::Markup;

void set(json::object& object, std::string_view name, std::string_view value) {
    if (!value.empty()) {
        object.emplace(
            json::string_view(name.data(), name.size()),
            json::string_view(value.data(), value.size())
        );
    }
}

/// JSON Feed demands a type for every attachment: the publisher's, else what the URL's ending says.
std::string mime_type_of(const model::Attachment& attachment) {
    struct Known {
        std::string_view ending;
        std::string_view type;
    };
    static constexpr std::array kKnown = std::to_array<Known>({
        {".mp3", "audio/mpeg"},
        {".m4a", "audio/mp4"},
        {".aac", "audio/aac"},
        {".ogg", "audio/ogg"},
        {".oga", "audio/ogg"},
        {".opus", "audio/ogg"},
        {".flac", "audio/flac"},
        {".wav", "audio/wav"},
        {".mp4", "video/mp4"},
        {".m4v", "video/mp4"},
        {".webm", "video/webm"},
        {".mov", "video/quicktime"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".png", "image/png"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".svg", "image/svg+xml"},
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".epub", "application/epub+zip"},
        {".torrent", "application/x-bittorrent"},
    });
    if (!attachment.mime_type.empty()) {
        return attachment.mime_type;
    }
    const auto path = to_lower(attachment.url.substr(0, attachment.url.find_first_of("?#")));
    for (const auto& known : kKnown) {
        if (path.ends_with(known.ending)) {
            return std::string(known.type);
        }
    }
    return "application/octet-stream";
}

json::array authors_json(const std::vector<model::Author>& authors) {
    json::array list;
    for (const auto& author : authors) {
        json::object object;
        set(object, "name", author.name);
        set(object, "url", author.url);
        set(object, "avatar", author.avatar);
        list.push_back(std::move(object));
    }
    return list;
}

/// Whole numbers without an exponent or a fraction: `3723`, not `3.723E3`.
json::value number_json(double value) {
    const bool whole = value >= 0 && value < 1e15 && std::floor(value) == value;
    return whole ? json::value(static_cast<std::uint64_t>(value)) : json::value(value);
}

json::array attachments_json(const std::vector<model::Attachment>& attachments) {
    json::array list;
    for (const auto& attachment : attachments) {
        json::object object;
        set(object, "url", attachment.url);
        set(object, "mime_type", mime_type_of(attachment));
        set(object, "title", attachment.title);
        if (attachment.size_in_bytes) {
            object.emplace("size_in_bytes", *attachment.size_in_bytes);
        }
        if (attachment.duration_in_seconds) {
            object.emplace("duration_in_seconds", number_json(*attachment.duration_in_seconds));
        }
        list.push_back(std::move(object));
    }
    return list;
}

/// Never empty: the publisher's id, the URL, or a hash of what the item says.
std::string id_of(const model::Item& item) {
    if (!item.id.empty()) {
        return item.id;
    }
    if (!item.url.empty()) {
        return item.url;
    }
    auto hash = hash64(item.title);
    hash = hash64(item.content.value, hash);
    for (const auto& attachment : item.attachments) {
        hash = hash64(attachment.url, hash);
    }
    return fmt::format("hash:{:016x}", hash);
}

text::Document document_of(const Markup& markup) {
    return markup.type == Markup::Type::kHtml ? text::sanitise(markup.value, markup.base)
                                              : text::from_plain_text(markup.value);
}

json::object item_json(const model::Item& item, bool raw_html) {
    json::object object;
    set(object, "id", id_of(item));
    set(object, "url", item.url);
    set(object, "external_url", item.external_url);
    set(object, "title", item.title);
    const auto body = document_of(item.content);
    const bool raw = raw_html && item.content.type == Markup::Type::kHtml;
    set(object, "content_html", raw ? item.content.value : body.html);
    // One of the two must be there, also when the body is empty.
    object.emplace("content_text", body.text);
    if (!item.summary.value.empty()) {
        set(object, "summary", document_of(item.summary).text);
    }
    set(object, "image", item.image);
    set(object, "banner_image", item.banner_image);
    if (item.date_published) {
        set(object, "date_published", format_rfc3339(*item.date_published));
    }
    if (item.date_modified) {
        set(object, "date_modified", format_rfc3339(*item.date_modified));
    }
    if (!item.authors.empty()) {
        object.emplace("authors", authors_json(item.authors));
    }
    if (!item.tags.empty()) {
        object.emplace("tags", json::array(item.tags.begin(), item.tags.end()));
    }
    set(object, "language", item.language);
    if (!item.attachments.empty()) {
        object.emplace("attachments", attachments_json(item.attachments));
    }
    return object;
}

json::object hints_json(const model::PollHints& hints) {
    json::object object;
    if (hints.ttl) {
        object.emplace("ttl", std::chrono::duration_cast<std::chrono::minutes>(*hints.ttl).count());
    }
    if (hints.update_period) {
        object.emplace("update_period", hints.update_period->count());
    }
    if (!hints.skip_hours.empty()) {
        object.emplace("skip_hours", json::array(hints.skip_hours.begin(), hints.skip_hours.end()));
    }
    if (!hints.skip_days.empty()) {
        object.emplace("skip_days", json::array(hints.skip_days.begin(), hints.skip_days.end()));
    }
    return object;
}

json::array deleted_json(const std::vector<Deletion>& deletions) {
    json::array array;
    for (const auto& deletion : deletions) {
        json::object entry;
        entry.emplace("id", deletion.id);
        if (deletion.when) {
            entry.emplace("when", format_rfc3339(*deletion.when));
        }
        array.push_back(std::move(entry));
    }
    return array;
}

json::object extension_json(const ParsedFeed& feed) {
    json::object object;
    set(object, "format", feed.format);
    set(object, "encoding", feed.encoding);
    object.emplace("hints", hints_json(feed.hints));
    if (feed.complete) {
        object.emplace("complete", true);
    }
    if (!feed.deleted.empty()) {
        object.emplace("deleted", deleted_json(feed.deleted));
    }
    object.emplace("problems", json::array(feed.problems.begin(), feed.problems.end()));
    return object;
}

}  // namespace

std::string to_json_feed(const ParsedFeed& feed, bool raw_html) {
    json::object object;
    object.emplace("version", "https://jsonfeed.org/version/1.1");
    object.emplace("title", feed.title);
    set(object, "home_page_url", feed.home_page_url);
    set(object, "feed_url", feed.feed_url);
    set(object, "description", feed.description);
    set(object, "next_url", feed.next_url);
    set(object, "icon", feed.icon);
    set(object, "favicon", feed.favicon);
    if (!feed.authors.empty()) {
        object.emplace("authors", authors_json(feed.authors));
    }
    set(object, "language", feed.language);
    if (feed.expired) {
        object.emplace("expired", true);
    }
    if (!feed.hubs.empty()) {
        json::array hubs;
        for (const auto& hub : feed.hubs) {
            json::object entry;
            set(entry, "type", hub.type);
            set(entry, "url", hub.url);
            hubs.push_back(std::move(entry));
        }
        object.emplace("hubs", std::move(hubs));
    }
    object.emplace("_wireroom", extension_json(feed));
    json::array items;
    items.reserve(feed.items.size());
    for (const auto& item : feed.items) {
        items.push_back(item_json(item, raw_html));
    }
    object.emplace("items", std::move(items));
    return json::serialize(object);
}

}  // namespace wireroom::feed
