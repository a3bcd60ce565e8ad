#include "store/event_data.hpp"

#include "base/text.hpp"
#include "base/url.hpp"

#include <boost/json.hpp>

namespace wireroom::store {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxMessageBytes = 500;

}  // namespace

std::string sighting_data(
    const std::string& feed, const std::string& url, const std::string& guid, dedup::Rung by
) {
    json::object object;
    object["sighting"] = {{"feed", feed}, {"url", url}, {"guid", guid}};
    object["by"] = dedup::name_of(by);
    return json::serialize(object);
}

std::string previous_data(int previous) {
    return json::serialize(json::object{{"previous", previous}});
}

std::string member_data(const char* name, const std::string& value) {
    return json::serialize(json::object{{name, value}});
}

std::string reverted_data(int revision) {
    return json::serialize(json::object{{"to", revision}});
}

std::string moved_data(const std::string& from, const std::string& to) {
    return json::serialize(json::object{{"old", mask_userinfo(from)}, {"new", mask_userinfo(to)}});
}

std::string monitor_data(
    const std::string& monitor, std::optional<bool> first, int previous, const std::string& copy_of
) {
    json::object object;
    object["monitor"] = monitor;
    if (first) {
        object["first"] = *first;
    }
    if (!copy_of.empty()) {
        object["copy_of"] = copy_of;
    }
    if (previous > 0) {
        object["previous"] = previous;
    }
    return json::serialize(object);
}

std::string error_data(const FailureNote& note) {
    json::object error;
    error["kind"] = note.kind;
    if (note.http != 0) {
        error["http"] = note.http;
    }
    error["message"] = printable(note.message, kMaxMessageBytes);
    if (note.since) {
        error["since"] = format_rfc3339(*note.since);
    }
    error["failures"] = note.failures;
    error["next_poll"] = format_rfc3339(note.next_poll);
    json::object object;
    object["error"] = std::move(error);
    return json::serialize(object);
}

}  // namespace wireroom::store
