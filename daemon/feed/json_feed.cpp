#include "feed/json_feed.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "feed/date.hpp"
#include "feed/draft.hpp"
#include "feed/faults.hpp"
#include "feed/fields.hpp"
#include "feed/json_repair.hpp"
#include "feed/newest.hpp"
#include "text/html.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cmath>

namespace wireroom::feed {
namespace {

namespace json = boost::json;
using model::Markup;

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

/// A member's value; nothing for null and absent members.
const json::value* member(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(json::string_view(name.data(), name.size()));
    return found != nullptr && !found->is_null() ? found : nullptr;
}

/// A value as text: strings as they are, numbers without an exponent where they have none; nothing
/// for what is neither, and for numbers that no double holds.
std::optional<std::string> text_of(const json::value& value) {
    if (value.is_string()) {
        return std::string(view(value.get_string()));
    }
    if (value.is_double()) {
        const auto number = value.get_double();
        return std::isfinite(number) ? std::optional(fmt::format("{}", number)) : std::nullopt;
    }
    return value.is_number() ? std::optional(json::serialize(value)) : std::nullopt;
}

/// A member as text; empty when it is absent or no text.
std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = member(object, name);
    return value == nullptr ? std::string() : text_of(*value).value_or(std::string());
}

/// The elements of an array member; one lone value counts as an array of one.
std::vector<const json::value*> elements(const json::object& object, std::string_view name) {
    std::vector<const json::value*> list;
    const auto* value = member(object, name);
    if (value != nullptr && value->is_array()) {
        for (const auto& element : value->get_array()) {
            list.push_back(&element);
        }
    } else if (value != nullptr) {
        list.push_back(value);
    }
    return list;
}

std::optional<double> positive(const json::object& object, std::string_view name, double most) {
    const auto* value = member(object, name);
    if (value == nullptr) {
        return std::nullopt;
    }
    const auto number = value->is_number() ? std::optional(value->to_number<double>())
                                           : duration_of(text_of(object, name));
    return number && *number > 0 && *number <= most ? number : std::nullopt;
}

/// Reads one document; see `parse_json_feed`.
class JsonFeed {
public:
    JsonFeed(std::string_view base_url, const Limits& limits, Problems& problems)
        : document_url_(base_url), context_{limits, problems} {}

    ParsedFeed run(const json::object& document) {
        const auto version = text_of(document, "version");
        feed_.format =
            version.ends_with("/1") || version.ends_with("/1.0") ? "json-1.0" : "json-1.1";
        feed_.feed_url = url_of(text(document, "feed_url"), document_url_, context_);
        if (document_url_.empty() && is_http_url(feed_.feed_url)) {
            document_url_ = feed_.feed_url;  // better than no base at all
        }
        base_ = document_url_;
        feed_.title = line(document, "title");
        feed_.description = line(document, "description");
        feed_.home_page_url = url_of(text(document, "home_page_url"), document_url_, context_);
        if (is_http_url(feed_.home_page_url)) {
            base_ = feed_.home_page_url;
        }
        feed_.next_url = url_of(text(document, "next_url"), document_url_, context_);
        feed_.icon = url(document, "icon");
        feed_.favicon = url(document, "favicon");
        feed_.language = line(document, "language");
        const auto* expired = member(document, "expired");
        feed_.expired = expired != nullptr && expired->is_bool() && expired->get_bool();
        feed_.authors = authors(document);
        read_hubs(document);
        read_items(document);
        return std::move(feed_);
    }

private:
    /// A member as text; one of a wrong type is a problem, not a refusal.
    std::string text(const json::object& object, std::string_view name) const {
        const auto* value = member(object, name);
        auto text = value == nullptr ? std::string() : text_of(*value);
        if (!text) {
            context_.problems.add(fmt::format("\"{}\" is not a text; ignored", name));
        }
        return text.value_or(std::string());
    }

    std::string line(const json::object& object, std::string_view name) const {
        return line_of({text(object, name), Markup::Type::kText, {}}, context_);
    }

    /// A URL; a number is none.
    std::string url(const json::object& object, std::string_view name) const {
        const auto* value = member(object, name);
        if (value != nullptr && !value->is_string()) {
            context_.problems.add(fmt::format("\"{}\" is not a URL; ignored", name));
            return {};
        }
        return url_of(text_of(object, name), base_, context_);
    }

    std::vector<model::Author> authors(const json::object& object) const {
        std::vector<model::Author> list;
        for (const auto* name : {"authors", "author"}) {  // 1.1, 1.0
            for (const auto* element : elements(object, name)) {
                if (element->is_string()) {
                    add_author(
                        list, {person_name(view(element->get_string()), context_), {}, {}}, context_
                    );
                } else if (element->is_object()) {
                    const auto& author = element->get_object();
                    add_author(
                        list,
                        {line(author, "name"), url(author, "url"), url(author, "avatar")},
                        context_
                    );
                }
            }
        }
        return list;
    }

    void read_hubs(const json::object& document) {
        for (const auto* element : elements(document, "hubs")) {
            if (element->is_object() && feed_.hubs.size() < context_.limits.max_enclosures) {
                Hub hub{line(element->get_object(), "type"), url(element->get_object(), "url")};
                if (!hub.url.empty()) {
                    feed_.hubs.push_back(std::move(hub));
                }
            }
        }
    }

    void read_items(const json::object& document) {
        if (member(document, "items") == nullptr) {
            context_.problems.add("no items");
        }
        std::vector<const json::object*> items;
        for (const auto* element : elements(document, "items")) {
            if (element->is_object()) {
                items.push_back(&element->get_object());
            } else {
                context_.problems.add("an item that is no object was left out");
            }
        }
        const auto most = context_.limits.max_items;
        if (items.size() > most) {
            context_.problems.add(
                fmt::format("{} items; the newest {} are kept", items.size(), most)
            );
            keep_newest(items, most, [](const json::object* item) {
                const auto published = parse_date(text_of(*item, "date_published"));
                return published ? published : parse_date(text_of(*item, "date_modified"));
            });
        }
        feed_.items.reserve(items.size());
        for (const auto* item : items) {
            feed_.items.push_back(read_item(*item));
        }
    }

    model::Item read_item(const json::object& object) const {
        ItemDraft draft;
        draft.offer_id(rank::kOwn, text(object, "id"), true, context_);
        draft.title.offer(rank::kOwn, line(object, "title"));
        draft.link.offer(rank::kPlainLink, url(object, "url"));
        draft.external_link.offer(rank::kOwn, url(object, "external_url"));
        draft.full.offer(rank::kOwn, {text(object, "content_html"), Markup::Type::kHtml, base_});
        draft.full.offer(rank::kSecond, {text(object, "content_text"), Markup::Type::kText, base_});
        draft.teaser.offer(rank::kOwn, {text(object, "summary"), Markup::Type::kText, base_});
        draft.image.offer(rank::kOwn, url(object, "image"));
        draft.banner.offer(rank::kOwn, url(object, "banner_image"));
        draft.language.offer(rank::kOwn, line(object, "language"));
        offer_date(draft.published, rank::kOwn, text(object, "date_published"), draft);
        offer_date(draft.modified, rank::kOwn, text(object, "date_modified"), draft);
        draft.authors = authors(object);
        read_tags(object, draft);
        for (const auto* element : elements(object, "attachments")) {
            if (element->is_object()) {
                read_attachment(element->get_object(), draft);
            } else if (element->is_string()) {
                add_attachment(
                    draft.attachments,
                    {url_of(view(element->get_string()), base_, context_), {}, {}, {}, {}},
                    context_
                );
            }
        }
        auto item = draft.finish(base_, context_);
        item.raw_hash = hash64(json::serialize(object));
        return item;
    }

    /// An array of texts; where it is one text, a list with commas.
    void read_tags(const json::object& object, ItemDraft& draft) const {
        const auto* list = member(object, "tags");
        if (list != nullptr && list->is_string()) {
            add_tags(draft.tags, view(list->get_string()), context_);
            return;
        }
        for (const auto* tag : elements(object, "tags")) {
            // Plain text: a reference in it is meant.
            const auto line =
                line_of({text_of(*tag).value_or(std::string()), Markup::Type::kText, {}}, context_);
            if (!line.empty() && draft.tags.size() < context_.limits.max_categories &&
                std::ranges::find(draft.tags, line) == draft.tags.end()) {
                draft.tags.push_back(line);
            }
        }
    }

    void read_attachment(const json::object& object, ItemDraft& draft) const {
        model::Attachment attachment;
        attachment.url = url(object, "url");
        attachment.mime_type = text(object, "mime_type");
        attachment.title = line(object, "title");
        if (const auto size = positive(object, "size_in_bytes", 9e15)) {
            attachment.size_in_bytes = static_cast<std::uint64_t>(*size);
        }
        attachment.duration_in_seconds = positive(object, "duration_in_seconds", 1e9);
        add_attachment(draft.attachments, std::move(attachment), context_);
    }

    std::string document_url_;
    std::string base_;
    Context context_;
    ParsedFeed feed_;
};

/// A document, or why it is none.
struct JsonText {
    json::value value;
    std::string fault;      ///< of the strict parser; empty when it had none
    bool too_deep = false;  ///< `value` is nothing
    bool cut = false;       ///< the text ended too early
};

/// @return where the parser stopped.
std::size_t parse_strictly(
    std::string_view text, std::size_t depth, json::value& value, boost::system::error_code& error
) {
    json::parse_options options;
    options.max_depth = depth;
    json::parser parser({}, options);
    const auto end = parser.write_some(text.data(), text.size(), error);
    if (error) {
        return end;
    }
    const auto rest = trim(text.substr(end));
    if (!rest.empty()) {
        error = json::error::extra_data;
        return static_cast<std::size_t>(rest.data() - text.data());
    }
    value = parser.release();
    return text.size();
}

/// Strictly first; what fails so is repaired.
JsonText read_json(std::string_view text, std::size_t depth, Problems& problems) {
    JsonText read;
    boost::system::error_code error;
    const auto stop = parse_strictly(text, depth, read.value, error);
    if (!error) {
        return read;
    }
    if (error == json::error::too_deep) {
        read.too_deep = true;
        return read;
    }
    const auto [line, column] = place_of(text, stop);
    read.fault = fmt::format("at {}:{}: {}", line, column, error.message());
    JsonFaults faults;
    const auto repaired = repair_json(text, depth, faults);
    read.too_deep = !repaired && text.find('{') != std::string_view::npos;
    if (repaired) {
        problems.add(fmt::format("broken JSON ({})", read.fault));
        faults.report(text, problems);
        read.cut = faults.count(JsonFault::kTruncated) != 0;
        error = {};
        parse_strictly(*repaired, depth, read.value, error);
    }
    return read;
}

}  // namespace

Result<ParsedFeed, ParseError> parse_json_feed(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
) {
    const auto read = read_json(text, limits.max_depth, problems);
    if (read.too_deep) {
        return ParseError(
            ParseFault::kTooDeep, fmt::format("JSON nested deeper than {} levels", limits.max_depth)
        );
    }
    const auto broken = [&] {
        return ParseError(ParseFault::kBroken, fmt::format("broken JSON: {}", read.fault));
    };
    const auto* document = read.value.if_object();
    if (document == nullptr) {
        return read.fault.empty()
                   ? ParseError(ParseFault::kNotAFeed, "JSON, but no feed: not an object")
                   : broken();
    }
    const bool declared =
        text_of(*document, "version").find("jsonfeed.org/version/") != std::string::npos;
    const auto* items = member(*document, "items");
    const bool shaped =
        items != nullptr && items->is_array() && member(*document, "title") != nullptr;
    if (read.cut && document->size() < 2) {
        return broken();  // a version says nothing
    }
    if (!declared && !shaped) {
        return read.cut ? broken()
                        : ParseError(
                              ParseFault::kNotAFeed,
                              "JSON, but no feed: neither a version nor title and items"
                          );
    }
    if (!declared) {
        problems.add("JSON Feed without its version");
    }
    return JsonFeed(base_url, limits, problems).run(*document);
}

}  // namespace wireroom::feed
