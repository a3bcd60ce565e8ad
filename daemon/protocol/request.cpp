#include "protocol/request.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>

namespace wireroom::protocol {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::int64_t kMaxMatches = 1000;
constexpr std::size_t kMaxKeyBytes = 65536;
constexpr auto kMaxLast = seconds(std::chrono::days(36525));

std::string_view view(json::string_view text) {
    return {text.data(), text.size()};
}

RequestError wrong(std::string_view member, std::string_view expected) {
    return {RequestFault::kMember, fmt::format("\"{}\" in the body is {}", member, expected)};
}

/// Errors: a member that is none of these. A misspelt one would be left out of the question.
Result<void, RequestError> expect_only(
    const json::object& object,
    std::string_view where,
    std::initializer_list<std::string_view> known
) {
    for (const auto& member : object) {
        if (std::ranges::find(known, view(member.key())) == known.end()) {
            return RequestError(
                RequestFault::kMember,
                fmt::format(
                    "unknown member \"{}\" in {}; it takes {}",
                    printable(view(member.key()), 60),
                    where,
                    fmt::join(known, ", ")
                )
            );
        }
    }
    return {};
}

/// An object with no other members than these.
Result<json::object, RequestError> parse_object(
    std::string_view body, std::initializer_list<std::string_view> known
) {
    boost::system::error_code error;
    auto value = json::parse({body.data(), body.size()}, error);
    if (error || !value.is_object()) {
        return RequestError(
            RequestFault::kSyntax,
            fmt::format(
                "the body is a JSON object with {}, not {}",
                fmt::join(known, ", "),
                body.empty() ? "empty"
                : error      ? error.message()
                             : "another value"
            )
        );
    }
    const auto expected = expect_only(value.get_object(), "the body", known);
    if (!expected) {
        return expected.error();
    }
    return std::move(value.get_object());
}

std::optional<seconds> unit_of(std::string_view name) {
    using namespace std::chrono;
    return name == "s"                    ? std::optional(seconds(1))
           : name == "m" || name == "min" ? std::optional(seconds(minutes(1)))
           : name == "h"                  ? std::optional(seconds(hours(1)))
           : name == "d"                  ? std::optional(seconds(days(1)))
           : name == "w"                  ? std::optional(seconds(weeks(1)))
                                          : std::nullopt;
}

std::optional<seconds> parse_duration(std::string_view text) {
    std::int64_t count = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    const auto unit = unit_of({stop, static_cast<std::size_t>(end - stop)});
    if (error != std::errc() || !unit || count < 1 || count > kMaxLast / *unit) {
        return std::nullopt;
    }
    return count * *unit;
}

}  // namespace

Result<QueryTestRequest, RequestError> parse_query_test(std::string_view body) {
    const auto object = parse_object(body, {"query", "last", "limit"});
    if (!object) {
        return object.error();
    }
    QueryTestRequest request;
    const auto* query = object->if_contains("query");
    if (query == nullptr || !query->is_string()) {
        return wrong("query", "a string: the topic query");
    }
    request.query = view(query->get_string());
    if (const auto* last = object->if_contains("last")) {
        const auto duration =
            last->is_string() ? parse_duration(view(last->get_string())) : std::nullopt;
        if (!duration) {
            return wrong("last", "a duration such as \"30d\" (s, min, h, d, w)");
        }
        request.last = *duration;
    }
    if (const auto* limit = object->if_contains("limit")) {
        const auto* number = limit->if_int64();
        if (number == nullptr || *number < 1 || *number > kMaxMatches) {
            return wrong("limit", "a whole number from 1 to 1000");
        }
        request.limit = static_cast<int>(*number);
    }
    return request;
}

Result<ReloadRequest, RequestError> parse_reload(std::string_view body) {
    if (trim(body).empty()) {
        return ReloadRequest{};
    }
    const auto object = parse_object(body, {"force"});
    if (!object) {
        return object.error();
    }
    ReloadRequest request;
    if (const auto* force = object->if_contains("force")) {
        if (!force->is_bool()) {
            return wrong("force", "true or false");
        }
        request.force = force->get_bool();
    }
    return request;
}

Result<std::string, RequestError> parse_merge(std::string_view body) {
    const auto object = parse_object(body, {"into"});
    if (!object) {
        return object.error();
    }
    const auto* into = object->if_contains("into");
    if (into == nullptr || !into->is_string() || into->get_string().empty()) {
        return wrong("into", "a string: the id of the story that it is the same as");
    }
    return std::string(view(into->get_string()));
}

Result<model::SightingChoice, RequestError> parse_split(std::string_view body) {
    model::SightingChoice choice;
    if (trim(body).empty()) {
        return choice;
    }
    const auto object = parse_object(body, {"sighting"});
    if (!object) {
        return object.error();
    }
    const auto* sighting = object->if_contains("sighting");
    if (sighting == nullptr) {
        return choice;
    }
    if (!sighting->is_object()) {
        return wrong("sighting", "an object with feed, guid or url, as the story's sightings say");
    }
    const auto& members = sighting->get_object();
    const auto expected = expect_only(members, "\"sighting\"", {"feed", "guid", "url"});
    if (!expected) {
        return expected.error();
    }
    for (const auto& member : members) {
        const auto* text = member.value().if_string();
        if (text == nullptr || text->empty() || text->size() > kMaxKeyBytes) {
            return wrong(view(member.key()), "a string, as the story's sightings say it");
        }
        auto& part = member.key() == "feed"   ? choice.feed
                     : member.key() == "guid" ? choice.guid
                                              : choice.url;
        part = view(*text);
    }
    if (choice.empty()) {
        return wrong("sighting", "an object with at least one of feed, guid and url");
    }
    return choice;
}

}  // namespace wireroom::protocol
