#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"

#include <string>
#include <string_view>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxValueBytes = 300;

/// The clock's time, with the date when it is another day's.
std::string clock_time(Timestamp time, const Look& look) {
    const auto text = local_time(time, false, look);
    const auto today = local_time(look.now, false, look).substr(0, 10);
    return text.starts_with(today) ? text.substr(11) : text;
}

/// A feed's error without the `fetch URL: ` in front: the line names the feed.
std::string_view without_address(std::string_view error) {
    const auto end = error.find(": ");
    return error.starts_with("fetch ") && end != std::string_view::npos ? error.substr(end + 2)
                                                                        : error;
}

std::string counts_of(const JsonObject& result) {
    std::string out;
    const auto add = [&](std::string_view key, std::string_view words) {
        if (const auto count = number_of(result, key); count > 0) {
            out += (out.empty() ? "" : ", ") + group_digits(count) + " " + std::string(words);
        }
    };
    add("new", "new");
    add("revised", "revised");
    add("sighted", "known from elsewhere");
    return out.empty() ? "unchanged" : out;
}

std::string pending_text(const JsonObject& result, bool waited, const Look& look) {
    if (const auto error = text_of(result, "error"); !error.empty()) {
        return "not yet: " + printable(error, kMaxValueBytes);
    }
    const auto next = parse_rfc3339(text_of(result, "next_poll"));
    if (next && *next > look.now) {
        return "not yet: its host is asked at " + clock_time(*next, look);
    }
    return waited ? "not yet: its poll has not ended; wireroom why says how it is"
                  : "its poll begins now";
}

std::string value(std::string_view text) {
    return text.empty() ? "nothing" : printable(text, kMaxValueBytes);
}

std::string render_change(const JsonObject& change, const Look& look) {
    const auto subject = text_of(change, "subject");
    const auto kind = text_of(change, "kind");
    const auto name = printable(text_of(change, "name"));
    const auto from = text_of(change, "from");
    const auto to = text_of(change, "to");
    const auto thing = subject == "setting" ? name : printable(subject, 40) + " " + name;
    const auto step = value(from) + " → " + value(to);

    if (flag_of(change, "needs_restart")) {
        return paint("! ", Paint::kBold, look) + thing + " " + step + " needs a restart";
    }
    if (kind == "added") {
        return paint("+ ", Paint::kGreen, look) + thing +
               (to.empty() ? "" : "  " + printable(to, kMaxValueBytes));
    }
    if (kind == "removed") {
        return paint("- ", Paint::kRed, look) + thing +
               (subject == "feed" ? " (retired; its stories stay)" : "");
    }
    const auto mark = paint("~ ", Paint::kYellow, look);
    if (kind == "renamed") {
        const auto old = from.empty() ? name : value(from);
        const auto now = to.empty() ? name : value(to);
        return mark + printable(subject, 40) + " " + now + " renamed from " + old;
    }
    if (kind == "moved") {
        return mark + thing + " moved: " + step;
    }
    const auto member = printable(text_of(change, "member"), 40);
    return mark + thing + (member.empty() ? "" : " " + member) + " " + step;
}

}  // namespace

bool refreshed_well(const JsonObject& result) {
    return flag_of(result, "done") && text_of(result, "error").empty();
}

std::string render_refreshed(const JsonObject& result, bool waited, const Look& look) {
    auto out = paint(printable(text_of(result, "feed")), Paint::kCyan, look) + ": ";
    const auto next = text_of(result, "next_poll");
    if (!flag_of(result, "done")) {
        return out + pending_text(result, waited, look) + "\n";
    }
    if (const auto error = text_of(result, "error"); !error.empty()) {
        out += paint("failed", Paint::kRed, look) + ": " +
               printable(without_address(error), kMaxValueBytes);
        return out + (next.empty() ? "" : "; next attempt " + describe_due(next, look)) + "\n";
    }
    out += counts_of(result);
    return out + (next.empty() ? "" : "; next poll " + describe_due(next, look)) + "\n";
}

std::string render_changes(const std::vector<JsonObject>& changes, const Look& look) {
    std::string out;
    for (const auto& change : changes) {
        out += render_change(change, look) + "\n";
    }
    return out.empty() ? "nothing changed\n" : out;
}

std::string render_fault(const JsonObject& fault) {
    auto out = printable(text_of(fault, "file"), kMaxValueBytes);
    for (const auto* key : {"line", "column"}) {
        if (const auto number = number_of(fault, key); number > 0) {
            out += ":" + std::to_string(number);
        }
    }
    out += ": " + printable(text_of(fault, "message"), 500);
    if (const auto advice = text_of(fault, "suggestion"); !advice.empty()) {
        out += "; " + printable(advice, 500);
    }
    return out + "\n";
}

}  // namespace wireroom::cli
