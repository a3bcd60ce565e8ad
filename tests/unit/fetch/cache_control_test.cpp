#include "fetch/cache_control.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::fetch {
namespace {

const Timestamp kNow = *parse_rfc3339("2024-03-01T12:00:00Z");

using Given = std::vector<std::pair<const char*, const char*>>;

http::Fields fields_of(const Given& given) {
    http::Fields fields;
    for (const auto& [name, value] : given) {
        fields.add(name, value);
    }
    return fields;
}

struct Freshness {
    const char* name;
    Given fields;
    std::optional<int> seconds;
};

TEST(CacheControl, Freshness) {
    constexpr const char* kDate = "Fri, 01 Mar 2024 11:00:00 GMT";
    const std::vector<Freshness> cases = {
        {"nothing said", {}, std::nullopt},
        {"max-age", {{"Cache-Control", "max-age=600"}}, 600},
        {"case and blanks", {{"cache-control", " Public ,  MAX-AGE = 600"}}, 600},
        {"quoted", {{"Cache-Control", "max-age=\"600\""}}, 600},
        {"less Age", {{"Cache-Control", "max-age=600"}, {"Age", "590"}}, 10},
        {"older than fresh", {{"Cache-Control", "max-age=600"}, {"Age", "700"}}, 0},
        {"garbage Age", {{"Cache-Control", "max-age=600"}, {"Age", "old"}}, 600},
        {"s-maxage is for shared caches", {{"Cache-Control", "s-maxage=9999, max-age=60"}}, 60},
        {"s-maxage alone", {{"Cache-Control", "s-maxage=9999"}}, std::nullopt},
        {"first valid of two",
         {{"Cache-Control", "max-age=-5"}, {"Cache-Control", "max-age=60, max-age=90"}},
         60},
        {"huge", {{"Cache-Control", "max-age=99999999999999999999999"}}, 604800},
        {"invalid is stale", {{"Cache-Control", "max-age=soon"}}, 0},
        {"fraction is invalid", {{"Cache-Control", "max-age=1.5"}}, 0},
        {"without a value", {{"Cache-Control", "max-age"}}, 0},
        {"comma in quotes", {{"Cache-Control", "private=\"a, max-age=5\", max-age=60"}}, 60},
        {"unclosed quote", {{"Cache-Control", "x=\"a, max-age=5"}}, std::nullopt},
        {"no-store", {{"Cache-Control", "no-store, max-age=600"}}, 0},
        {"no-cache", {{"Cache-Control", "max-age=600, no-cache"}}, 0},
        {"no-cache for one field",
         {{"Cache-Control", "max-age=600, no-cache=\"Set-Cookie\""}},
         600},
        {"Expires − Date", {{"Date", kDate}, {"Expires", "Fri, 01 Mar 2024 11:10:00 GMT"}}, 600},
        {"Expires without Date counts from now",
         {{"Expires", "Fri, 01 Mar 2024 12:05:00 GMT"}},
         300},
        {"Expires less Age",
         {{"Date", kDate}, {"Expires", "Fri, 01 Mar 2024 11:10:00 GMT"}, {"Age", "100"}},
         500},
        {"max-age beats Expires",
         {{"Date", kDate},
          {"Expires", "Fri, 01 Mar 2024 11:10:00 GMT"},
          {"Cache-Control", "max-age=5"}},
         5},
        {"Expires in the past", {{"Date", kDate}, {"Expires", "Thu, 01 Jan 1970 00:00:00 GMT"}}, 0},
        {"Expires: 0", {{"Date", kDate}, {"Expires", "0"}}, 0},
        {"Expires far ahead",
         {{"Date", kDate}, {"Expires", "Fri, 01 Mar 2999 11:10:00 GMT"}},
         604800},
    };
    for (const auto& test : cases) {
        const auto hint = hints_of(200, fields_of(test.fields), kNow).fresh_for;
        EXPECT_EQ(
            hint ? std::optional<int>(static_cast<int>(hint->count())) : std::nullopt, test.seconds
        ) << test.name;
    }
}

struct Retry {
    int status;
    const char* value;
    const char* date;
    std::optional<int> seconds;
};

TEST(CacheControl, RetryAfter) {
    const std::vector<Retry> cases = {
        {429, "120", nullptr, 120},
        {503, "120", nullptr, 120},
        {301, "120", nullptr, 120},
        {200, "120", nullptr, std::nullopt},
        {404, "120", nullptr, std::nullopt},
        {500, "120", nullptr, std::nullopt},
        {429, "1000000000", nullptr, 604800},
        {429, "99999999999999999999999999", nullptr, 604800},
        {429, "0", nullptr, std::nullopt},
        {429, "-5", nullptr, std::nullopt},
        {429, "soon", nullptr, std::nullopt},
        {429, "", nullptr, std::nullopt},
        {429, "Fri, 01 Mar 2024 13:00:00 GMT", nullptr, 3600},
        {429, "Fri, 01 Mar 2024 13:00:00 GMT", "Fri, 01 Mar 2024 12:59:00 GMT", 60},
        {429, "Fri, 01 Mar 2024 13:00:00 GMT", "garbage", 3600},
        {429, "Sun, 06 Nov 1994 08:49:37 GMT", nullptr, std::nullopt},
        {429, "Fri, 01 Mar 2999 13:00:00 GMT", nullptr, 604800},
    };
    for (const auto& test : cases) {
        Given given = {{"Retry-After", test.value}};
        if (test.date != nullptr) {
            given.emplace_back("Date", test.date);
        }
        const auto hint = hints_of(test.status, fields_of(given), kNow).retry_after;
        EXPECT_EQ(
            hint ? std::optional<int>(static_cast<int>(hint->count())) : std::nullopt, test.seconds
        ) << test.status
          << " " << test.value << " " << (test.date != nullptr ? test.date : "");
    }
}

}  // namespace
}  // namespace wireroom::fetch
