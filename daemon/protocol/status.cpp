#include "protocol/status.hpp"

#include "protocol/json_writer.hpp"

#include <algorithm>
#include <chrono>

namespace wireroom::protocol {

std::string render_status(const Status& status) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("version", WIREROOM_VERSION);
    json.key("running").boolean(status.running);
    if (status.started) {
        const auto uptime =
            std::chrono::duration_cast<std::chrono::seconds>(status.now - *status.started);
        json.key("started").time(*status.started);
        // The system's clock may have been set back since.
        json.key("uptime").integer(std::max<std::int64_t>(uptime.count(), 0));
    }
    json.key("time").time(status.now);
    json.member("epoch", status.head.epoch);
    json.member("head", model::format_cursor(status.head));
    json.member("oldest", model::format_cursor(status.oldest));
    json.key("feeds").begin_object();
    json.key("total").integer(status.feeds).key("failing").integer(status.failing);
    json.end_object();
    json.key("stories").integer(status.stories);
    json.key("revisions").integer(status.revisions);
    json.key("events").integer(status.events);
    json.key("monitors").integer(status.monitors);
    json.key("streams").integer(status.streams);
    json.key("polls_in_flight").integer(status.polls_in_flight);
    json.optional_member("trouble", status.trouble);
    if (status.offline_since) {
        json.key("offline_since").time(*status.offline_since);
    }
    if (status.next_poll) {
        json.key("next_poll").begin_object();
        json.key("time").time(*status.next_poll);
        json.optional_member("feed", status.next_poll_feed);
        json.end_object();
    }
    json.end_object();
    return out;
}

std::string render_problem(
    int status,
    std::string_view detail,
    const std::vector<std::pair<std::string, std::string>>& extra
) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("type", "about:blank");
    json.member("title", reason_phrase(status));
    json.key("status").integer(status);
    json.member("detail", detail);
    for (const auto& [name, value] : extra) {
        json.member(name, value);
    }
    json.end_object();
    return out;
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 202:
            return "Accepted";
        case 301:
            return "Moved Permanently";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Unknown";
    }
}

}  // namespace wireroom::protocol
