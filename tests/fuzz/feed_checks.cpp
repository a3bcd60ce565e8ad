#include "fuzz/feed_checks.hpp"

#include "dedup/prepare.hpp"
#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"
#include "fuzz/check.hpp"
#include "support/html_judge.hpp"
#include "text/html.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace wireroom::fuzz {
namespace {

namespace json = boost::json;

constexpr std::string_view kUrl = "https://example.org/blog/feed.xml";

void check_urls(const model::Item& item, const feed::Limits& limits) {
    for (const auto* url : {&item.url, &item.external_url, &item.image, &item.banner_image}) {
        demand_line(*url, "a URL is a line");
        demand(url->size() <= 3 * limits.max_url_bytes + 100, "a URL keeps to its limit", *url);
    }
    for (const auto& attachment : item.attachments) {
        demand_line(attachment.url, "an attachment's URL is a line");
        demand_line(attachment.mime_type, "an attachment's type is a line");
        demand_line(attachment.title, "an attachment's title is a line");
    }
}

void check_authors(const std::vector<model::Author>& authors) {
    for (const auto& author : authors) {
        demand_line(author.name, "an author's name is a line");
        demand_line(author.url, "an author's URL is a line");
        demand_line(author.avatar, "an avatar is a line");
        demand(
            !author.name.empty() || !author.url.empty() || !author.avatar.empty(),
            "an author says something"
        );
    }
}

void check_item(const model::Item& item, const feed::Limits& limits) {
    demand_utf8(item.id, "an id is UTF-8");
    demand_line(item.title, "an item's title is a line");
    demand(item.title.size() <= limits.max_title_bytes, "a title keeps to its limit", item.title);
    demand_line(item.language, "a language is a line");
    demand_utf8(item.content.value, "content is UTF-8");
    demand_utf8(item.summary.value, "a summary is UTF-8");
    demand(item.content.value.size() <= limits.max_content_bytes, "content keeps to its limit");
    demand(item.raw_hash != 0, "an item has a raw hash");
    demand(item.tags.size() <= limits.max_categories, "tags keep to their limit");
    demand(item.attachments.size() <= limits.max_enclosures, "attachments keep to their limit");
    demand(item.authors.size() <= limits.max_authors, "authors keep to their limit");
    for (const auto& tag : item.tags) {
        demand_line(tag, "a tag is a line");
        demand(!tag.empty(), "a tag says something");
    }
    check_authors(item.authors);
    check_urls(item, limits);
}

void check_feed_level(const feed::ParsedFeed& feed, const feed::Limits& limits) {
    for (const auto* line :
         {&feed.title,
          &feed.description,
          &feed.home_page_url,
          &feed.feed_url,
          &feed.icon,
          &feed.favicon,
          &feed.language,
          &feed.next_url,
          &feed.format,
          &feed.encoding}) {
        demand_line(*line, "the feed's texts are lines");
    }
    check_authors(feed.authors);
    for (const auto& problem : feed.problems) {
        demand_line(problem, "a problem is a line");
    }
    demand(feed.items.size() <= limits.max_items, "items keep to their limit");
}

/// What a worker makes of an item.
void check_prepared(const model::Item& item) {
    const auto prepared = dedup::prepare(item, kUrl);
    const auto fault = fault_of(prepared.content_html);
    demand(fault.empty(), "a body is safe: " + fault, prepared.content_html);
    demand_text(prepared.content_html, "a body has no controls");
    demand_text(prepared.content_text, "a text has no controls");
    demand_text(prepared.summary, "a summary has no controls");
    const auto again = text::sanitise(prepared.content_html, {});
    demand(again.html == prepared.content_html, "a body stays what it is", prepared.content_html);
    demand(again.text == prepared.content_text, "a text stays what it is", prepared.content_html);
}

void check_written(const feed::ParsedFeed& feed, bool raw_html) {
    const auto written = feed::to_json_feed(feed, raw_html);
    demand_utf8(written, "JSON Feed is UTF-8");
    for (const char c : written) {
        demand(static_cast<unsigned char>(c) >= 0x20, "JSON Feed is a line", written);
    }
    json::error_code error;
    const auto value = json::parse(written, error);
    demand(!error, "JSON Feed is JSON", written);
    const auto& items = value.at("items").as_array();
    demand(items.size() == feed.items.size(), "JSON Feed has every item", written);
    for (const auto& item : items) {
        demand(!item.at("id").as_string().empty(), "an item of JSON Feed has an id", written);
        const auto& object = item.as_object();
        demand(
            object.contains("content_html") || object.contains("content_text"),
            "an item of JSON Feed has content",
            written
        );
    }

    const auto again = feed::parse(written, "application/feed+json", kUrl);
    demand(again.has_value(), "JSON Feed can be read again", written);
    demand(again->items.size() == feed.items.size(), "read again it has every item", written);
    for (std::size_t i = 0; i < feed.items.size(); ++i) {
        const auto& before = feed.items[i];
        const auto& after = again->items[i];
        demand(before.id.empty() || before.id == after.id, "an id stays what it is", written);
        demand(before.title == after.title, "a title stays what it is", written);
        demand(before.url == after.url, "a link stays what it is", written);
        demand(before.date_published == after.date_published, "a date stays", written);
        demand(before.date_modified == after.date_modified, "a time of change stays", written);
    }
}

}  // namespace

void check_feed(std::string_view document) {
    const feed::Limits limits;
    const auto feed = feed::parse(document, {}, kUrl);
    if (!feed) {
        demand_line(feed.error().message, "an error is a line");
        demand(!feed.error().message.empty(), "an error says something");
        return;
    }
    check_feed_level(*feed, limits);
    for (const auto& item : feed->items) {
        check_item(item, limits);
    }
    constexpr std::size_t kPrepared = 4;  // more of the same would only be slow
    for (std::size_t i = 0; i < std::min(feed->items.size(), kPrepared); ++i) {
        check_prepared(feed->items[i]);
    }
    check_written(*feed, false);
    check_written(*feed, true);
}

}  // namespace wireroom::fuzz
