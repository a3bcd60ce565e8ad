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

constexpr std::size_t kMaxLineBytes = 1000;

Paint paint_of_state(std::string_view state) {
    if (state == "ok") {
        return Paint::kGreen;
    }
    return state == "failing" || state == "gone" ? Paint::kRed : Paint::kDim;
}

/// What model::name_of(DueReason) means, for people.
std::string_view explain_reason(std::string_view reason) {
    constexpr std::pair<std::string_view, std::string_view> kReasons[] = {
        {"never-polled", "it was never polled"},
        {"interval", "the interval that the configuration sets for it"},
        {"floor", "the polite minimum between two polls"},
        {"rhythm", "the feed's own rhythm of new stories"},
        {"freshness", "the server says that its last answer is still fresh"},
        {"ttl", "the feed asks for it (ttl or syndication module)"},
        {"retry-after", "the server asked for it (Retry-After)"},
        {"back-off", "the polls before it failed"},
        {"skip-hours", "the feed asks to be left alone until then (skipHours, skipDays)"},
        {"gone", "the server says that the feed is gone; asked once more a week"},
        {"spread", "it was overdue at the start, and such polls are spread"},
    };
    for (const auto& [name, text] : kReasons) {
        if (name == reason) {
            return text;
        }
    }
    return reason;
}

/// `in 42 min (2025-04-11 15:00:00)`.
std::string with_date(std::string text, std::string_view rfc3339, const Look& look) {
    const auto time = parse_rfc3339(rfc3339);
    return time ? text + " (" + local_time(*time, true, look) + ")" : text;
}

std::string time_and_date(std::string_view rfc3339, const Look& look) {
    return with_date(describe_time(rfc3339, look), rfc3339, look);
}

/// The lines of a page of `label  value`, the labels aligned; empty values are left out. On a
/// terminal a value of several words is wrapped behind its label.
class Facts {
public:
    explicit Facts(const Look& look) : look_(look) {}

    void add(std::string_view label, std::string_view value) {
        if (value.empty()) {
            return;
        }
        auto text = printable(value, kMaxLineBytes) + "\n";
        // An address or a path stays in one piece: it is there to be copied.
        if (look_.terminal && text.find(' ') != std::string::npos) {
            text = wrap(trim(text), std::max(look_.width, 40), std::string(kLabelWidth, ' '));
            text.erase(0, kLabelWidth);
        }
        text_ += paint(pad(label, kLabelWidth), Paint::kDim, look_) + text;
    }
    std::string take() { return std::move(text_); }

private:
    static constexpr int kLabelWidth = 13;

    const Look& look_;
    std::string text_;
};

std::string seconds_text(const JsonObject& object, std::string_view key) {
    const auto seconds = number_of(object, key, -1);
    // More than a century is nobody's interval; it also keeps the milliseconds in range.
    if (seconds < 0 || seconds > 3'200'000'000) {
        return {};
    }
    return seconds == 0 ? "0 s" : describe_duration(std::chrono::seconds(seconds));
}

std::string counted(std::int64_t number, std::string_view noun) {
    return group_digits(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

/// For how long the machine has been offline, and what that means; empty when it is not.
std::string describe_outage(const JsonObject& status, const Look& look) {
    const auto since = parse_rfc3339(text_of(status, "offline_since"));
    if (!since) {
        return {};
    }
    const auto age = std::max(look.now - *since, std::chrono::milliseconds(0));
    return "for " + describe_duration(std::chrono::round<std::chrono::seconds>(age)) + ", since " +
           local_time(*since, true, look) +
           ": nothing on the internet can be polled, and nothing counts against a feed; wireroomd "
           "tries again "
           "every minute";
}

/// What holds the feed up besides its schedule, or what is to be done about it, in sentences.
std::string what_helps(const JsonObject& feed, const JsonObject& status, const Look& look) {
    const auto state = text_of(feed, "state");
    if (state == "retired") {
        return "Its stories stay. Name it in the configuration again and run wireroom reload, and "
               "it is taken up where it was left.";
    }
    if (state == "gone") {
        return "Its stories stay. wireroom refresh asks the server once more; if the feed has "
               "moved, "
               "put its new address into the configuration and run wireroom reload.";
    }
    if (const auto outage = describe_outage(status, look); !outage.empty()) {
        return "The machine has been offline " + outage + ".";
    }
    if (const auto trouble = text_of(status, "trouble"); !trouble.empty()) {
        return "Nothing is polled at present: " + printable(trouble, kMaxLineBytes) + ".";
    }
    if (flag_of(status, "running") || status.empty()) {
        return {};
    }
    return "wireroomd is not running, so nothing is polled until it is started.";
}

/// Whether a row's last cell is an error that its line of the table, below the titles, does not
/// hold.
bool cuts_an_error(std::string_view table, const std::vector<std::vector<Cell>>& rows) {
    const auto lines = split(table, '\n');
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& last = rows[i].back();
        if (last.paint == Paint::kRed && lines[i + 1].find(last.text) == std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string_view bare_error(std::string_view error, std::string_view url) {
    const auto prefix = "fetch " + std::string(url) + ": ";
    return error.starts_with(prefix) ? error.substr(prefix.size()) : error;
}

std::string describe_following(const JsonObject& status) {
    const auto& feeds = object_of(status, "feeds");
    const auto total = number_of(feeds, "total");
    const auto failing = number_of(feeds, "failing");
    return (total == 0 ? std::string("no feed is configured yet")
                       : "following " + counted(total, "feed")) +
           (failing > 0 ? ", " + group_digits(failing) + " failing (wireroom feeds --failing)" : ""
           ) +
           "; Ctrl-C ends";
}

std::string render_status(const JsonObject& status, const Look& look, bool elsewhere) {
    const auto& feeds = object_of(status, "feeds");
    const auto& next = object_of(status, "next_poll");
    const bool running = flag_of(status, "running");
    const auto failing = number_of(feeds, "failing");

    std::string daemon = elsewhere ? "running, but somewhere else; this is what its store holds"
                                   : "not running; this is what its store holds";
    if (running) {
        daemon = "wireroomd " + std::string(text_of(status, "version"));
        if (const auto uptime = seconds_text(status, "uptime"); !uptime.empty()) {
            daemon += ", running for " + uptime;
        }
    }
    Facts facts(look);
    facts.add("daemon", daemon);
    facts.add(
        "feeds",
        group_digits(number_of(feeds, "total")) +
            (failing > 0 ? " (" + group_digits(failing) + " failing)" : "")
    );
    facts.add(
        "stories",
        group_digits(number_of(status, "stories")) + ", with " +
            counted(number_of(status, "revisions"), "revision")
    );
    facts.add(
        "events",
        group_digits(number_of(status, "events")) + ", the last at cursor " +
            std::string(text_of(status, "head"))
    );
    if (status.contains("monitors")) {
        facts.add("monitors", group_digits(number_of(status, "monitors")));
    }
    if (running) {
        facts.add("streams", group_digits(number_of(status, "streams")) + " open");
        facts.add("polls", group_digits(number_of(status, "polls_in_flight")) + " under way");
    }
    if (const auto time = text_of(next, "time"); !time.empty()) {
        facts.add(
            "next poll",
            with_date(describe_due(time, look), time, look) + ": " +
                std::string(text_of(next, "feed"))
        );
    }
    facts.add("offline", describe_outage(status, look));
    facts.add("trouble", text_of(status, "trouble"));
    return facts.take();
}

std::string render_place(std::string_view label, std::string_view path, const Look& look) {
    Facts facts(look);
    facts.add(label, path);
    return facts.take();
}

std::string render_feeds(const std::vector<JsonObject>& feeds, const Look& look) {
    const auto text = [](const JsonObject& feed, std::string_view key) {
        return Cell{printable(text_of(feed, key), kMaxLineBytes)};
    };
    std::vector<std::vector<Cell>> rows;
    if (!look.terminal) {
        for (const auto& feed : feeds) {
            rows.push_back({
                text(feed, "name"),
                text(feed, "state"),
                Cell{std::to_string(number_of(feed, "stories"))},
                text(feed, "last_poll"),
                text(feed, "last_success"),
                text(feed, "next_poll"),
                text(feed, "next_poll_reason"),
                Cell{std::to_string(number_of(feed, "failures"))},
                Cell{std::to_string(number_of(feed, "last_status"))},
                text(feed, "url"),
                text(feed, "last_error"),
            });
        }
        return render_table({}, rows, false, look);
    }
    for (const auto& feed : feeds) {
        auto state = text(feed, "state");
        state.paint = paint_of_state(state.text);
        const auto error = bare_error(text_of(feed, "last_error"), text_of(feed, "url"));
        auto last = error.empty() ? text(feed, "title") : Cell{printable(error, kMaxLineBytes)};
        last.paint = error.empty() ? Paint::kDim : Paint::kRed;
        rows.push_back({
            text(feed, "name"),
            std::move(state),
            Cell{group_digits(number_of(feed, "stories"))},
            Cell{describe_time(text_of(feed, "last_poll"), look)},
            Cell{describe_due(text_of(feed, "next_poll"), look)},
            std::move(last),
        });
    }
    const std::vector<Column> columns = {
        {"FEED", false, false, kNameColumns},
        {"STATE", false, true},
        {"STORIES", true, false, 0, true},
        {"LAST POLL", false, true, 0, true},
        {"NEXT POLL", false, true},
        {"TITLE OR ERROR"}};
    if (rows.empty()) {
        return {};
    }
    const auto table = render_table(columns, rows, true, look);
    return table + (cuts_an_error(table, rows) ? "wireroom why FEED tells it whole\n" : "");
}

std::string render_why(const JsonObject& feed, const JsonObject& status, const Look& look) {
    const auto state = printable(text_of(feed, "state"));
    const auto next = text_of(feed, "next_poll");
    const auto why = text_of(feed, "next_poll_why");
    const auto reason = explain_reason(text_of(feed, "next_poll_reason"));

    std::string out = paint(printable(text_of(feed, "name")), Paint::kBold, look) + "  " +
                      paint(state, paint_of_state(state), look) + "\n";
    if (!why.empty()) {
        // The daemon knows more than the reason's name: how long the server asked for, and such.
        out += wrap(localise_times(printable(why, kMaxLineBytes), look), look.width);
    }
    if (const auto advice = what_helps(feed, status, look); !advice.empty()) {
        out += wrap(advice, look.width);
    }
    Facts facts(look);
    facts.add("title", text_of(feed, "title"));
    facts.add("url", text_of(feed, "url"));
    facts.add("groups", joined_texts(array_of(feed, "groups")));
    if (why.empty()) {
        facts.add("next poll", next.empty() ? "none" : time_and_date(next, look));
        facts.add("because", reason);
    }
    if (const auto last = text_of(feed, "last_poll"); !last.empty()) {
        const auto http = number_of(feed, "last_status");
        facts.add(
            "last poll",
            time_and_date(last, look) +
                (http > 0 ? ": HTTP " + std::to_string(http) : ": no answer")
        );
    }
    if (const auto success = text_of(feed, "last_success"); !success.empty()) {
        facts.add("last success", time_and_date(success, look));
    }
    facts.add("error", bare_error(text_of(feed, "last_error"), text_of(feed, "url")));
    if (const auto failures = number_of(feed, "failures"); failures > 0) {
        const auto since = text_of(feed, "failing_since");
        facts.add(
            "failures",
            group_digits(failures) + (failures > 1 ? " in a row" : "") +
                (since.empty() ? "" : ", since " + time_and_date(since, look))
        );
    }
    facts.add("interval", seconds_text(feed, "interval"));
    if (number_of(feed, "mean_gap") > 0) {
        facts.add("rhythm", "a new story every " + seconds_text(feed, "mean_gap"));
    }
    const auto& dedup = object_of(feed, "dedup");
    const auto& pins = object_of(dedup, "pins");
    // What is as it should be goes without saying.
    auto unusual = describe_switches(pins);
    if (pins.contains("link") || text_of(dedup, "link") != "unique") {
        unusual.insert(unusual.begin(), describe_links(text_of(dedup, "link"), pins));
    }
    if (pins.contains("guid") || text_of(dedup, "guid") != "trusted") {
        unusual.insert(unusual.begin(), describe_guids(text_of(dedup, "guid"), pins));
    }
    std::string_view label = "stories by";
    for (const auto& words : unusual) {
        facts.add(std::exchange(label, ""), words);
    }
    facts.add("etag", text_of(feed, "etag"));
    facts.add("modified", text_of(feed, "last_modified"));
    facts.add("stories", group_digits(number_of(feed, "stories")));
    return out + facts.take();
}

}  // namespace wireroom::cli
