#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxLineBytes = 1000;

std::string title_of(const JsonObject& story) {
    const auto title = printable(trim(text_of(story, "title")), kMaxLineBytes);
    return title.empty() ? "(no title)" : title;
}

/// The part of `text` from the character at or behind byte `from` on.
std::string_view from_character(std::string_view text, std::size_t from) {
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) {
        ++from;
    }
    return text.substr(std::min(from, text.size()));
}

}  // namespace

std::string render_monitors(const std::vector<JsonObject>& monitors, const Look& look) {
    std::vector<std::vector<Cell>> rows;
    for (const auto& monitor : monitors) {
        const auto name = printable(text_of(monitor, "name"));
        const auto stories = number_of(monitor, "stories");
        const auto last = text_of(monitor, "last_matched");
        const auto kinds = printable(joined_texts(array_of(monitor, "on"), ","), kMaxLineBytes);
        const auto query = printable(text_of(monitor, "query"), kMaxLineBytes);
        if (!look.terminal) {
            rows.push_back({
                Cell{name},
                Cell{std::to_string(stories)},
                Cell{printable(last, 40)},
                Cell{kinds},
                Cell{query},
            });
            continue;
        }
        // Absent in an older daemon's answer, where there is nothing to be said either.
        const auto* complete = monitor.if_contains("complete");
        const bool looking = complete != nullptr && !flag_of(monitor, "complete");
        rows.push_back({
            Cell{name, Paint::kCyan},
            Cell{group_digits(stories) + (looking ? "…" : "")},
            Cell{describe_time(last, look)},
            Cell{kinds, Paint::kDim},
            Cell{query},
        });
    }
    const std::vector<Column> columns = {
        {"MONITOR", false, false, kNameColumns},
        {"STORIES", true},
        {"LAST MATCH", false, true, 0, true},
        {"ON", false, false, 0, true},
        {"QUERY"}};
    return rows.empty() ? std::string() : render_table(columns, rows, true, look);
}

std::string render_query_test(const JsonObject& answer, const Look& look) {
    std::vector<std::vector<Cell>> rows;
    for (const auto& value : array_of(answer, "matches")) {
        const auto* match = value.if_object();
        if (match == nullptr) {
            continue;
        }
        const auto& story = object_of(*match, "story");
        const auto id = printable(text_of(story, "id"), 40);
        const auto time = text_of(*match, "time");
        const auto revision = number_of(*match, "revision", 1);
        if (look.terminal) {
            rows.push_back({
                Cell{id, Paint::kDim},
                Cell{describe_time(time, look)},
                Cell{std::to_string(revision), revision > 1 ? Paint::kYellow : Paint::kDim},
                Cell{title_of(story) + (flag_of(*match, "initial") ? " · backlog" : "")},
            });
        } else {
            rows.push_back({
                Cell{id},
                Cell{printable(time, 40)},
                Cell{std::to_string(revision)},
                Cell{title_of(story)},
                Cell{printable(text_of(story, "url"), kMaxLineBytes)},
            });
        }
    }
    const std::vector<Column> columns = {
        {"ID", false, true}, {"WHEN", false, true}, {"REV", true}, {"TITLE"}};
    return rows.empty() ? std::string() : render_table(columns, rows, true, look);
}

std::string describe_query_test(const JsonObject& answer, const Look& look) {
    const auto matches = static_cast<std::int64_t>(array_of(answer, "matches").size());
    const auto looked_at = number_of(answer, "looked_at");
    auto out = (matches == 0 ? std::string("no match") : group_digits(matches)) +
               (matches == 0   ? ""
                : matches == 1 ? " match"
                               : " matches") +
               " in " + group_digits(looked_at) + (looked_at == 1 ? " revision" : " revisions");
    if (const auto since = parse_rfc3339(text_of(answer, "since"))) {
        out += " since " + local_time(*since, false, look);
    }
    if (const auto back_to = parse_rfc3339(text_of(answer, "back_to"))) {
        out += "; nothing before " + local_time(*back_to, false, look) +
               " was looked at: ask for more with --limit, or for less time with --last";
    }
    return out;
}

std::string point_at(std::string_view query, std::size_t column, int width) {
    const auto at = std::min(column > 0 ? column - 1 : 0, query.size());
    auto before = printable(query.substr(0, at), query.size() + 4);
    auto rest = printable(query.substr(at), query.size() + 4);
    // Of a long query the part around the place: the caret must stand on the same screen line.
    const int room = std::max(width, 20);
    while (display_width(before) > room / 2) {
        before = std::string(from_character(before, before.size() / 8 + 1));
    }
    return before + fit(rest, room - display_width(before)) + "\n" +
           std::string(static_cast<std::size_t>(display_width(before)), ' ') + "^\n";
}

}  // namespace wireroom::cli
