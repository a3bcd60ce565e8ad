// `wireroom explain`: why some items are one story, in words.
#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace wireroom::cli {
namespace {

constexpr int kMaxWidth = 80;
constexpr std::size_t kMaxLineBytes = 1000;
constexpr std::size_t kMaxTitleBytes = 300;
constexpr std::size_t kMaxIdBytes = 40;
constexpr std::size_t kMaxUrlBytes = 8192;
/// More of a kind are counted, not shown; `--json` has them all.
constexpr std::size_t kMaxShown = 40;

std::string id_in(const JsonObject& object, std::string_view key) {
    return printable(text_of(object, key), kMaxIdBytes);
}

std::string date(std::string_view rfc3339, const Look& look) {
    const auto time = parse_rfc3339(rfc3339);
    return time ? local_time(*time, false, look) : printable(rfc3339, kMaxIdBytes);
}

/// `text` behind `lead`, wrapped, its further lines as far in as its first.
std::string behind(std::string_view lead, std::string_view text, int width) {
    const auto indent = static_cast<std::size_t>(display_width(lead));
    auto out = wrap(text, std::max(width, static_cast<int>(indent) + 20), std::string(indent, ' '));
    out.replace(0, std::min(indent, out.size()), lead);
    return out;
}

std::string heading(std::string_view text, const Look& look) {
    return "\n" + paint(text, Paint::kBold, look) + "\n";
}

std::string and_more(std::size_t count, std::string_view what) {
    return count <= kMaxShown
               ? std::string()
               : "  … " + group_digits(static_cast<std::int64_t>(count - kMaxShown)) + " more " +
                     std::string(what) + "; --json has them all\n";
}

/// The objects of an array that are shown.
std::vector<const JsonObject*> shown_of(const JsonArray& array) {
    std::vector<const JsonObject*> out;
    for (const auto& value : array) {
        if (const auto* object = value.if_object(); object != nullptr && out.size() < kMaxShown) {
            out.push_back(object);
        }
    }
    return out;
}

/// ` “title”`, as far as it is known.
std::string quoted(const StoryTitles& titles, std::string_view id) {
    const auto found = titles.find(id);
    const auto title =
        found == titles.end() ? std::string() : printable(trim(found->second), kMaxTitleBytes);
    return title.empty() ? std::string() : " “" + title + "”";
}

/// What dedup::name_of(Verdict) and name_of(Rung) mean.
std::string describe_verdict(const JsonObject& sighting) {
    constexpr std::pair<std::string_view, std::string_view> kVerdicts[] = {
        {"new-story", "a new story"},
        {"new-revision", "a new text of this story"},
        {"sighting", "this story once more"},
        {"unchanged", "this story, unchanged"},
        {"twin", "the same item twice"},
    };
    constexpr std::pair<std::string_view, std::string_view> kRungs[] = {
        {"guid", "found by its guid"},
        {"alias", "found as the entry that went on under another name"},
        {"url", "found by its address"},
        {"content", "found by its text"},
        {"near", "found by likeness"},
        {"operator", "found by the operator's verdict"},
    };
    std::string out = printable(text_of(sighting, "verdict"), kMaxIdBytes);
    for (const auto& [name, words] : kVerdicts) {
        if (out == name) {
            out = words;
            break;
        }
    }
    for (const auto& [name, words] : kRungs) {
        if (text_of(sighting, "rung") == name) {
            out += ", " + std::string(words);
        }
    }
    return out;
}

/// One step of the way to a verdict: its sentence, the rule's code, and the other story that it is
/// about, unless the step before was about that one.
std::string reason_of(
    const JsonObject& reason,
    std::string_view own,
    const std::string& told,
    const StoryTitles& titles,
    int width,
    const Look& look
) {
    auto text = localise_times(printable(text_of(reason, "text"), kMaxLineBytes), look);
    text +=
        (text.empty() ? "" : " ") + ("[" + printable(text_of(reason, "code"), kMaxIdBytes) + "]");
    auto out = behind("    – ", text, width);
    if (const auto other = id_in(reason, "story");
        !other.empty() && other != own && other != told) {
        out += behind("      ", "that is " + other + quoted(titles, other), width);
    }
    return out;
}

std::string sighting_of(
    const JsonObject& sighting,
    std::string_view own,
    const StoryTitles& titles,
    int width,
    const Look& look
) {
    std::string out = "  " + paint(printable(text_of(sighting, "feed")), Paint::kCyan, look) +
                      "  since " + date(text_of(sighting, "first_seen"), look) +
                      (flag_of(sighting, "gone") ? ", gone" : ", still there") + "\n";
    const auto label = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) {  // whole, however long: it is there to be copied
            out += "    " + paint(pad(name, 6), Paint::kDim, look) + value + "\n";
        }
    };
    label("guid", printable(text_of(sighting, "guid"), kMaxUrlBytes));
    label("url", printable(text_of(sighting, "url"), kMaxUrlBytes));
    if (const auto from = id_in(sighting, "merged_from"); !from.empty()) {
        out += behind("    ", "merged in by the operator, with story " + from, width);
    }
    const auto& reasons = array_of(sighting, "reasons");
    const auto time = text_of(sighting, "time");
    if (!text_of(sighting, "verdict").empty()) {
        out += behind("    ", date(time, look) + ": " + describe_verdict(sighting), width);
    } else if (reasons.empty()) {
        out += "    why is not known: it was placed before reasons were kept\n";
    }
    std::string told;
    std::string_view since;
    for (const auto* reason : shown_of(reasons)) {
        // What came after the verdict and changed nothing about it.
        if (const auto later = text_of(*reason, "since"); !later.empty() && later != since) {
            since = later;
            out += behind(
                "    ", "since " + date(later, look) + ": another text, but no new revision", width
            );
        }
        out += reason_of(*reason, own, told, titles, width, look);
        told = id_in(*reason, "story");
    }
    return out + and_more(reasons.size(), "reasons");
}

std::string keys_of(const JsonArray& keys, const Look& look) {
    std::string out;
    for (const auto* key : shown_of(keys)) {
        const auto feed = printable(text_of(*key, "feed"));
        out += "  " +
               paint(pad(printable(text_of(*key, "kind"), kMaxIdBytes), 6), Paint::kDim, look) +
               printable(text_of(*key, "value"), kMaxUrlBytes) +
               (feed.empty() ? "" : "  in " + paint(feed, Paint::kCyan, look)) + "\n";
    }
    return out + and_more(keys.size(), "keys");
}

std::string feed_of(const JsonObject& feed, int width, const Look& look) {
    std::string out = "  " + paint(printable(text_of(feed, "feed")), Paint::kCyan, look) + "\n";
    const auto& pins = object_of(feed, "pins");
    auto worth = describe_switches(pins);
    worth.insert(
        worth.begin(),
        {describe_guids(text_of(feed, "guid"), pins), describe_links(text_of(feed, "link"), pins)}
    );
    for (const auto& words : worth) {
        if (!words.empty()) {
            out += behind("    ", words, width);
        }
    }
    const auto& furniture = array_of(feed, "furniture");
    if (!furniture.empty()) {
        out += "    its furniture, which comes, goes and changes without a meaning:\n";
    }
    for (const auto* mark : shown_of(furniture)) {
        out += behind(
            "    – ",
            printable(text_of(*mark, "kind"), kMaxIdBytes) + " “" +
                printable(trim(text_of(*mark, "sample")), kMaxTitleBytes) + "”, last seen " +
                date(text_of(*mark, "last_seen"), look),
            width
        );
    }
    return out + and_more(furniture.size(), "lines of furniture");
}

std::string cluster_of(
    const JsonObject& explanation, const StoryTitles& titles, int width, const Look& look
) {
    const auto own = text_of(explanation, "id");
    const auto first = text_of(explanation, "cluster");
    const auto& members = array_of(explanation, "members");
    if (first.empty() || members.empty()) {
        return {};
    }
    std::string out = heading("Nearly the same text at other outlets", look);
    if (first == own) {
        out += "  this story came first\n";
    }
    std::size_t shown = 0;
    for (const auto& value : members) {
        const auto* text = value.if_string();
        if (text == nullptr || ++shown > kMaxShown) {
            continue;
        }
        const std::string_view id(text->data(), text->size());
        out += behind(
            "  ",
            printable(id, kMaxIdBytes) + quoted(titles, id) +
                (id == first ? ", which came first" : ""),
            width
        );
    }
    return out + and_more(shown, "stories");
}

std::string verdicts_of(
    const JsonArray& verdicts,
    std::string_view own,
    const StoryTitles& titles,
    int width,
    const Look& look
) {
    std::string out;
    for (const auto* verdict : shown_of(verdicts)) {
        const auto kind = text_of(*verdict, "kind");
        const auto story = id_in(*verdict, "story");
        const auto other = id_in(*verdict, "other");
        const auto name = [&](const std::string& id) {
            return id == own ? std::string("this story") : id + quoted(titles, id);
        };
        out += behind(
            "  ",
            date(text_of(*verdict, "time"), look) + ": " + name(story) +
                (kind == "merge" ? " was merged into " : " was split from ") + name(other),
            width
        );
    }
    return out + and_more(verdicts.size(), "verdicts");
}

}  // namespace

std::vector<std::string> stories_in(const JsonObject& explanation) {
    std::vector<std::string> ids;
    const auto add = [&](std::string_view id) {
        if (!id.empty() && id != text_of(explanation, "id") &&
            std::ranges::find(ids, id) == ids.end()) {
            ids.emplace_back(id);
        }
    };
    for (const auto* sighting : shown_of(array_of(explanation, "sightings"))) {
        for (const auto* reason : shown_of(array_of(*sighting, "reasons"))) {
            add(text_of(*reason, "story"));
        }
    }
    for (const auto& member : array_of(explanation, "members")) {
        if (const auto* id = member.if_string()) {
            add({id->data(), id->size()});
        }
    }
    return ids;
}

std::string describe_guids(std::string_view mode, const JsonObject& pins) {
    if (const auto pin = text_of(pins, "guid"); pin == "trust") {
        return "guids: believed, because the configuration says so";
    } else if (pin == "ignore") {
        return "guids: not looked at, because the configuration says so";
    }
    constexpr std::pair<std::string_view, std::string_view> kModes[] = {
        {"trusted", "guids: trusted"},
        {"duplicated", "guids: duplicated; one stands on several links, so none names a story"},
        {"volatile", "guids: volatile; items get new ones, so a new guid is no new story"},
        {"recycled", "guids: recycled; other articles get old ones, so none is believed alone"},
    };
    for (const auto& [name, words] : kModes) {
        if (name == mode) {
            return std::string(words);
        }
    }
    return mode.empty() ? std::string() : "guids: " + printable(mode, kMaxIdBytes);
}

std::string describe_links(std::string_view mode, const JsonObject& pins) {
    if (const auto pin = text_of(pins, "link"); pin == "trust") {
        return "links: believed, because the configuration says so";
    } else if (pin == "ignore") {
        return "links: not looked at, because the configuration says so";
    }
    constexpr std::pair<std::string_view, std::string_view> kModes[] = {
        {"unique", "links: unique"},
        {"shared", "links: shared; one serves several articles, so none names a story alone"},
        {"home", "links: home; they lead to the home page, so they say nothing"},
    };
    for (const auto& [name, words] : kModes) {
        if (name == mode) {
            return std::string(words);
        }
    }
    return mode.empty() ? std::string() : "links: " + printable(mode, kMaxIdBytes);
}

std::vector<std::string> describe_switches(const JsonObject& pins) {
    std::vector<std::string> out;
    if (text_of(pins, "near") == "off") {
        out.emplace_back("likeness: not looked at, because the configuration says so");
    }
    if (text_of(pins, "cluster") == "off") {
        out.emplace_back("copies: not looked for, because the configuration says so");
    }
    return out;
}

std::string render_explanation(
    const JsonObject& explanation, const StoryTitles& titles, const Look& look
) {
    const int width = std::min(look.width, kMaxWidth);
    const auto own = text_of(explanation, "id");
    std::string out;
    auto title = printable(trim(text_of(explanation, "title")), kMaxLineBytes);
    title = title.empty() ? "(no title)" : title;
    for (const auto& range : wrap_ranges(title, width)) {
        out += paint(title.substr(range.begin, range.end - range.begin), Paint::kBold, look) + "\n";
    }
    std::string facts = id_in(explanation, "id");
    if (const auto outlet = printable(text_of(explanation, "outlet")); !outlet.empty()) {
        facts += " · " + outlet;
    }
    facts += " · revision " + std::to_string(number_of(explanation, "revision", 1)) + " of " +
             std::to_string(number_of(explanation, "revisions", 1));
    if (const auto copy_of = id_in(explanation, "copy_of"); !copy_of.empty()) {
        facts += " · copy of " + copy_of;
    }
    const auto wrapped = wrap(facts, width);
    out += paint(std::string_view(wrapped).substr(0, wrapped.size() - 1), Paint::kDim, look) + "\n";

    const auto& sightings = array_of(explanation, "sightings");
    out += heading("Why this is one story", look);
    bool first = true;
    for (const auto* sighting : shown_of(sightings)) {
        out += (first ? "" : "\n") + sighting_of(*sighting, own, titles, width, look);
        first = false;
    }
    out += and_more(sightings.size(), "sightings");
    if (const auto& keys = array_of(explanation, "keys"); !keys.empty()) {
        out += heading("Found by", look) + keys_of(keys, look);
    }
    if (const auto& feeds = array_of(explanation, "feeds"); !feeds.empty()) {
        out += heading("What is known of its feeds", look);
        for (const auto* feed : shown_of(feeds)) {
            out += feed_of(*feed, width, look);
        }
    }
    out += cluster_of(explanation, titles, width, look);
    if (const auto& verdicts = array_of(explanation, "verdicts"); !verdicts.empty()) {
        out += heading("The operator's verdicts", look) +
               verdicts_of(verdicts, own, titles, width, look);
    }
    return out;
}

}  // namespace wireroom::cli
