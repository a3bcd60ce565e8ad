#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxLineBytes = 1000;
constexpr std::size_t kMaxUrlBytes = 8192;
constexpr int kMaxTextWidth = 100;  ///< longer lines are hard to read, however wide the terminal

std::string feeds_of(const JsonObject& story) {
    std::string out;
    for (const auto& sighting : array_of(story, "sightings")) {
        if (const auto* object = sighting.if_object()) {
            const auto feed = printable(text_of(*object, "feed"));
            if (!feed.empty() && ("," + out + ",").find("," + feed + ",") == std::string::npos) {
                out += (out.empty() ? "" : ",") + feed;
            }
        }
    }
    return out;
}

/// `kyiv-independent +2`: the first feed and how many more.
std::string first_feed(const std::string& feeds) {
    const auto parts = split(feeds, ',');
    std::string out(parts.front());
    return parts.size() > 1 ? out + " +" + std::to_string(parts.size() - 1) : out;
}

std::string title_of(const JsonObject& object) {
    const auto title = printable(trim(text_of(object, "title")), kMaxLineBytes);
    return title.empty() ? "(no title)" : title;
}

/// The time that the listing is ordered by; stories without it fall back to when we saw them.
std::string_view ordering_time(const JsonObject& story, std::string_view key) {
    const auto time = text_of(story, key);
    return time.empty() ? text_of(story, "first_seen") : time;
}

std::string date(std::string_view rfc3339, const Look& look) {
    const auto time = parse_rfc3339(rfc3339);
    return time ? local_time(*time, false, look) : printable(rfc3339, 40);
}

void add_part(std::string& line, std::string_view part) {
    if (!part.empty()) {
        line += line.empty() ? "" : " · ";
        line += part;
    }
}

std::string authors_of(const JsonObject& story) {
    std::string out;
    for (const auto& author : array_of(story, "authors")) {
        if (const auto* object = author.if_object()) {
            const auto name = text_of(*object, "name");
            const auto text = printable(name.empty() ? text_of(*object, "url") : name);
            out += (out.empty() || text.empty() ? "" : ", ") + text;
        }
    }
    return out;
}

/// One paragraph a revision, wrapped behind its number and date: a note is there to be read whole.
std::string revisions_of(const JsonArray& revisions, int width, const Look& look) {
    constexpr int kDigits = 3;
    constexpr std::size_t kIndent = 2 + kDigits + 2 + 16 + 2;
    std::string out;
    for (const auto& value : revisions) {
        const auto* revision = value.if_object();
        if (revision == nullptr) {
            continue;
        }
        const auto& change = object_of(*revision, "change");
        std::string what;
        add_part(what, describe_change(change));
        if (const auto note = trim(text_of(change, "note")); !note.empty()) {
            add_part(what, "“" + printable(note, kMaxLineBytes) + "”");
        }
        const auto number = pad_left(std::to_string(number_of(*revision, "number")), kDigits);
        auto line = wrap(
            what.empty() ? title_of(*revision) : what,
            std::max(width, 60),
            std::string(kIndent, ' ')
        );
        line.erase(0, std::min(line.size(), kIndent));
        out += "  " + paint(number, Paint::kBold, look) + "  " +
               pad(date(text_of(*revision, "seen"), look), 16) + "  " + line;
    }
    return out;
}

/// Which feeds carry it and carried it; under which address, when it is not the story's own.
std::string sightings_of(const JsonObject& story, const Look& look) {
    const auto own = text::canonical_url(text_of(story, "url")).key;
    const auto& sightings = array_of(story, "sightings");
    int width = 0;
    for (const auto& value : sightings) {
        if (const auto* sighting = value.if_object()) {
            width = std::max(width, display_width(printable(text_of(*sighting, "feed"))));
        }
    }
    std::string out;
    for (const auto& value : sightings) {
        const auto* sighting = value.if_object();
        if (sighting == nullptr) {
            continue;
        }
        const auto feed = printable(text_of(*sighting, "feed"));
        out += "  " + paint(feed, Paint::kCyan, look) + pad("", width - display_width(feed));
        out += "  since " + date(text_of(*sighting, "first_seen"), look);
        const bool gone = flag_of(*sighting, "gone");
        out += gone ? ", gone " + date(text_of(*sighting, "last_seen"), look) : ", still there";
        out += "\n";
        const auto url = text_of(*sighting, "url");
        if (!url.empty() && text::canonical_url(url).key != own) {
            out += "    at " + paint(printable(url, kMaxUrlBytes), Paint::kCyan, look) + "\n";
        }
    }
    return out;
}

}  // namespace

std::string render_stories(
    const std::vector<JsonObject>& stories, std::string_view time_key, bool first, const Look& look
) {
    std::vector<std::vector<Cell>> rows;
    for (const auto& story : stories) {
        const auto id = printable(text_of(story, "id"), 40);
        const auto revision = number_of(story, "revision", 1);
        const auto time = ordering_time(story, time_key);
        const auto feeds = feeds_of(story);
        if (look.terminal) {
            rows.push_back({
                Cell{id, Paint::kDim},
                Cell{describe_time(time, look)},
                Cell{first_feed(feeds), Paint::kCyan},
                Cell{std::to_string(revision), revision > 1 ? Paint::kYellow : Paint::kDim},
                Cell{title_of(story), Paint::kPlain},
            });
        } else {
            rows.push_back({
                Cell{id},
                Cell{printable(time, 40)},
                Cell{feeds},
                Cell{std::to_string(revision)},
                Cell{title_of(story)},
                Cell{printable(text_of(story, "url"), kMaxLineBytes)},
            });
        }
    }
    const std::vector<Column> columns = {
        {"ID", false, true}, {"WHEN", false, true}, {"FEED"}, {"REV", true}, {"TITLE"}};
    return rows.empty() ? std::string() : render_table(columns, rows, first, look);
}

std::string render_story(const JsonObject& story, const Look& look) {
    const int width = std::min(look.width, kMaxTextWidth);
    std::string out;
    for (const auto& range : wrap_ranges(title_of(story), width)) {
        const auto title = title_of(story);
        out += paint(title.substr(range.begin, range.end - range.begin), Paint::kBold, look) + "\n";
    }

    std::string facts;
    add_part(facts, feeds_of(story));
    add_part(facts, "revision " + std::to_string(number_of(story, "revision", 1)));
    if (const auto published = text_of(story, "date_published"); !published.empty()) {
        add_part(facts, "published " + date(published, look));
    }
    add_part(facts, "first seen " + date(text_of(story, "first_seen"), look));
    if (flag_of(story, "withdrawn")) {
        add_part(facts, "withdrawn by its feed");
    }
    std::string origin;
    add_part(origin, authors_of(story));
    const auto tags = joined_texts(array_of(story, "tags"));
    add_part(origin, tags.empty() ? "" : "tags: " + printable(tags, kMaxLineBytes));
    const auto copy_of = printable(text_of(story, "copy_of"), 40);
    add_part(origin, copy_of.empty() ? "" : "copy of " + copy_of);
    if (copy_of.empty() && !text_of(story, "cluster").empty()) {
        add_part(origin, "copied by other outlets");
    }
    for (const auto& line : {facts, origin}) {
        if (!line.empty()) {
            const auto wrapped = wrap(line, width);
            out +=
                paint(std::string_view(wrapped).substr(0, wrapped.size() - 1), Paint::kDim, look) +
                "\n";
        }
    }
    out += paint(printable(text_of(story, "url"), kMaxUrlBytes), Paint::kCyan, look) + "\n";

    const auto content = trim(text_of(story, "content_text"));
    const auto body = terminal_safe(content.empty() ? trim(text_of(story, "summary")) : content);
    if (!body.empty()) {
        out += "\n" + wrap(body, width);
    }
    const auto& attachments = array_of(story, "attachments");
    if (!attachments.empty()) {
        out += "\n";
    }
    for (const auto& attachment : attachments) {
        if (const auto* object = attachment.if_object()) {
            const auto type = printable(text_of(*object, "mime_type"));
            out += "attached: " + printable(text_of(*object, "url"), kMaxUrlBytes) +
                   (type.empty() ? "" : " (" + type + ")") + "\n";
        }
    }
    if (const auto sightings = sightings_of(story, look); !sightings.empty()) {
        out += "\n" + paint("Sightings", Paint::kBold, look) + "\n" + sightings;
    }
    const auto& revisions = array_of(story, "revisions");
    if (!revisions.empty()) {
        out += "\n" + paint("Revisions", Paint::kBold, look) + "\n" +
               revisions_of(revisions, width, look);
    }
    return out;
}

}  // namespace wireroom::cli
