#include "protocol/event.hpp"

#include "protocol/story_members.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace wireroom::protocol {
namespace {

/// Whether the row itself says `member`: then `data` cannot.
bool says(const model::Event& event, std::string_view member) {
    constexpr std::array<std::string_view, 6> kAlways = {
        "cursor", "seq", "time", "type", "initial", "purged"};
    return std::ranges::find(kAlways, member) != kAlways.end() ||
           (member == "story" && event.story) || (member == "feed" && !event.feed.empty()) ||
           (member == "revision" && event.revision > 0) || (member == "change" && event.change);
}

/// Nothing when `data` is no JSON object: a row from another version is no reason to lose its
/// event.
boost::json::object parse_data(const std::string& data) {
    boost::system::error_code error;
    auto value = boost::json::parse(data, error);
    return !error && value.is_object() ? std::move(value.get_object()) : boost::json::object();
}

void write_data(JsonWriter& json, const model::Event& event, const boost::json::object& data) {
    for (const auto& [name, value] : data) {
        const std::string_view member(name.data(), name.size());
        if (says(event, member)) {
            continue;
        }
        json.key(member);
        if (const auto* text = value.if_string()) {
            json.string(std::string_view(text->data(), text->size()));
        } else {
            json.raw(boost::json::serialize(value));
        }
    }
}

/// `{id,url,title,revision,feed}`: enough to tell what the event is about and to ask for more.
void write_name_plate(JsonWriter& json, const model::Story& story, const std::string& feed) {
    json.begin_object();
    json.member("id", story.id);
    json.member("url", story.url);
    json.member("title", story.title);
    json.key("revision").integer(story.revision);
    json.optional_member("feed", feed);
    json.end_object();
}

void write_story_members(
    JsonWriter& json, const model::Event& event, const boost::json::object& data, EventDetail detail
) {
    if (event.story) {
        json.key("story");
        if (event.type == "story.removed") {
            json.begin_object();
            json.member("id", event.story->id);  // nothing else is left of it
            json.end_object();
        } else if (detail == EventDetail::kContent || event.type == "story.new") {
            write_story(json, *event.story, {});
        } else {
            write_name_plate(json, *event.story, event.feed);
        }
    }
    if (event.revision > 0) {
        json.key("revision").integer(event.revision);
    }
    if (event.change) {
        // The revision that was current may be an older one than the last; then the row says which.
        if (event.revision > 1 && !data.contains("previous")) {
            json.key("previous").integer(event.revision - 1);
        }
        json.key("change");
        write_change(json, *event.change);
    }
}

void begin_stream_line(JsonWriter& json, std::string_view type, const model::Cursor& cursor) {
    json.begin_object();
    json.member("cursor", model::format_cursor(cursor));
    json.key("seq").integer(cursor.seq);
    json.member("type", type);
}

}  // namespace

std::string render_event(const model::Event& event, const std::string& epoch, EventDetail detail) {
    const auto data = event.data.empty() ? boost::json::object() : parse_data(event.data);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("cursor", model::format_cursor({.epoch = epoch, .seq = event.seq}));
    json.key("seq").integer(event.seq);
    json.key("time").time(event.time);
    json.member("type", event.type);
    json.key("initial").boolean(event.initial);
    if (event.purged) {
        json.key("purged").boolean(true);
    }
    write_story_members(json, event, data, detail);
    if (!event.feed.empty()) {
        json.key("feed").begin_object();
        json.member("name", event.feed).member("url", event.feed_url);
        json.end_object();
    }
    write_data(json, event, data);
    json.end_object();
    return out;
}

std::string render_checkpoint(const model::Cursor& cursor) {
    std::string out;
    JsonWriter json(out);
    begin_stream_line(json, "stream.checkpoint", cursor);
    json.end_object();
    return out;
}

std::string render_gap(std::string_view from, const model::Cursor& to, std::string_view reason) {
    std::string out;
    JsonWriter json(out);
    begin_stream_line(json, "stream.gap", to);
    json.member("from", from);
    json.member("to", model::format_cursor(to));
    json.member("reason", reason);
    json.end_object();
    return out;
}

std::string render_closed(const model::Cursor& cursor, std::string_view reason) {
    std::string out;
    JsonWriter json(out);
    begin_stream_line(json, "stream.closed", cursor);
    json.member("reason", reason);
    json.end_object();
    return out;
}

}  // namespace wireroom::protocol
