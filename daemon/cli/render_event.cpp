#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"
#include "text/url_key.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxTitleBytes = 300;
constexpr std::size_t kMaxNoteBytes = 400;
constexpr std::size_t kMaxUrlBytes = 1000;

std::string quoted_note(const JsonObject& change) {
    const auto note = trim(text_of(change, "note"));
    return note.empty() ? std::string() : " · “" + printable(note, kMaxNoteBytes) + "”";
}

/// How a story turned up once more.
std::string sighting_details(const JsonObject& event, const JsonObject& story) {
    const auto& sighting = object_of(event, "sighting");
    const auto by = text_of(event, "by");
    if (by == "alias") {  // the entry that carried it goes on under another name
        const auto now_at = text::canonical_url(text_of(sighting, "url"));
        const bool moved =
            !now_at.url.empty() && now_at.key != text::canonical_url(text_of(story, "url")).key;
        return moved ? "a known story, now at " + printable(now_at.url, kMaxUrlBytes)
                     : "a known story under another guid";
    }
    const auto in = name_in(sighting, "feed");
    auto out = "also in " + printable(in.empty() ? name_in(event, "feed") : in, kMaxTitleBytes);
    constexpr std::pair<std::string_view, std::string_view> kSame[] = {
        {"guid", "the same guid"},
        {"url", "the same address"},
        {"content", "the same text"},
        {"near", "nearly the same text"},
    };
    for (const auto& [name, words] : kSame) {
        if (name == by) {
            out += " (" + std::string(words) + ")";
        }
    }
    return out;
}

/// What the `reason` of `story.removed` means.
std::string_view why_removed(std::string_view reason) {
    return reason == "purge"       ? "forgotten by the operator"
           : reason == "retention" ? "older than what is kept"
                                   : reason;
}

/// Behind the title: what the event says beyond that it is about this story.
std::string story_details(std::string_view type, const JsonObject& event, const JsonObject& story) {
    std::string out;
    const auto add = [&](std::string_view label, std::string_view value) {
        if (!value.empty()) {
            out += " · ";
            out += label;
            out += printable(value, kMaxTitleBytes);
        }
    };
    if (type == "new") {
        add("copy of ",
            text_of(event, "copy_of").empty() ? text_of(story, "copy_of")
                                              : text_of(event, "copy_of"));
    } else if (type == "revised" || type == "matched" || type == "unmatched") {
        const auto& change = object_of(event, "change");
        add("", describe_change(change));
        out += quoted_note(change);
        if (type == "matched") {
            add("copy of ", text_of(event, "copy_of"));
        }
    } else if (type == "sighted") {
        add("", sighting_details(event, story));
    } else if (type == "merged") {
        add("into ", name_in(event, "into"));
    } else if (type == "split") {
        add("from ", name_in(event, "from"));
    } else if (type == "reverted") {
        add("back to revision ", std::to_string(number_of(event, "to")));
    } else if (type == "removed") {
        add("", why_removed(text_of(event, "reason")));
    }
    if (flag_of(event, "purged") && type != "removed") {
        add("", "its text is gone");
    }
    if (flag_of(event, "initial")) {
        add("", "backlog");
    }
    return out;
}

/// What a feed's event says, behind the feed's name.
std::string feed_details(std::string_view type, const JsonObject& event, const Look& look) {
    const auto& error = object_of(event, "error");
    const auto url = text_of(object_of(event, "feed"), "url");
    auto then = look;  // the line may be read long after, its time stands in front
    then.now = parse_rfc3339(text_of(event, "time")).value_or(look.now);
    const auto failures = number_of(error, "failures");
    if ((type == "failing" || type == "gone") && !error.empty()) {
        auto text = printable(bare_error(text_of(error, "message"), url), kMaxTitleBytes);
        if (failures > 1) {
            text += " · failure " + std::to_string(failures);
        }
        if (const auto next = text_of(error, "next_poll"); type == "failing" && !next.empty()) {
            text += " · next attempt " + describe_due(next, then);
        }
        return text;
    }
    if (type == "recovered" && failures > 0) {
        const auto since = parse_rfc3339(text_of(error, "since"));
        return "after " + group_digits(failures) + (failures == 1 ? " failure" : " failures") +
               (since ? ", the first " + describe_time(text_of(error, "since"), then) : "");
    }
    if (type == "removed") {
        return "no configuration names this feed any more";
    }
    const auto before = text_of(event, "old");
    const auto after = text_of(event, "new");
    if (!before.empty() && !after.empty()) {
        return printable(before, kMaxTitleBytes) + " → " + printable(after, kMaxTitleBytes);
    }
    return printable(url, kMaxUrlBytes);
}

Paint paint_of(std::string_view type, const JsonObject& event) {
    if (type == "new" || type == "recovered") {
        return Paint::kGreen;
    }
    if (type == "revised") {
        return flag_of(object_of(event, "change"), "material") ? Paint::kYellow : Paint::kDim;
    }
    if (type == "failing" || type == "gone" || type == "withdrawn" || type == "removed") {
        return Paint::kRed;
    }
    return type == "matched" ? Paint::kBold : Paint::kPlain;
}

/// Only the time for what happened today, with the date before it for the rest.
std::string time_column(std::string_view rfc3339, const Look& look) {
    const auto time = parse_rfc3339(rfc3339);
    if (!time) {
        return printable(rfc3339, 40);
    }
    const auto text = local_time(*time, true, look);
    const auto today = local_time(look.now, true, look).substr(0, 10);
    return text.starts_with(today) ? text.substr(11) : text;
}

}  // namespace

std::string_view name_in(const JsonObject& object, std::string_view key) {
    const auto& member = object_of(object, key);
    return member.empty() ? text_of(object, key) : text_of(member, "name");
}

std::string describe_change(const JsonObject& change) {
    if (change.empty()) {
        return {};
    }
    auto text = printable(text_of(change, "kind"), 40);
    text += flag_of(change, "material") ? " (material)" : " (minor)";
    const auto& words = object_of(change, "words");
    const auto added = number_of(words, "added");
    const auto removed = number_of(words, "removed");
    if (added > 0) {
        text += ": +" + group_digits(added);
    }
    if (removed > 0) {
        text += (added > 0 ? " −" : ": −") + group_digits(removed);
    }
    if (added > 0 || removed > 0) {
        text += added + removed == 1 ? " word" : " words";
    }
    return text;
}

std::string render_event(const JsonObject& event, const Look& look) {
    const auto full_type = text_of(event, "type");
    if (full_type.starts_with("stream.")) {
        return {};
    }
    const auto dot = full_type.find('.');
    const auto family = full_type.substr(0, dot);
    const auto type = dot == std::string_view::npos ? full_type : full_type.substr(dot + 1);
    const auto& story = object_of(event, "story");

    std::string out = paint(time_column(text_of(event, "time"), look), Paint::kDim, look) + "  ";
    // As wide as the commonest words, "revised" and "sighted".
    const auto word = printable(type, 40);
    const auto filler = pad("", 7 - display_width(word));
    out += paint(word, paint_of(type, event), look) + filler + "  ";
    // A monitor's event is about its topic, whichever feed brought it.
    const auto from = name_in(event, family == "monitor" ? "monitor" : "feed");
    if (!from.empty()) {
        out += paint(printable(from, kMaxTitleBytes), Paint::kCyan, look) + "  ";
    }
    if (family == "feed") {
        out += feed_details(type, event, look);
    } else {
        const auto title = printable(trim(text_of(story, "title")), kMaxTitleBytes);
        const auto* untitled = type == "removed" ? "a story" : "(no title)";
        out += paint(title.empty() ? untitled : title, Paint::kBold, look);
        out += story_details(type, event, story);
        if (const auto id = printable(text_of(story, "id"), 40); !id.empty()) {
            out += paint(" · " + id, Paint::kDim, look);
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    return out + "\n";
}

}  // namespace wireroom::cli
