#include "protocol/request.hpp"

#include "protocol/monitor.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace wireroom::protocol {
namespace {

using std::chrono::seconds;

TEST(ParseQueryTest, TakesAQueryAlone) {
    const auto request = parse_query_test(R"({"query":"peskov"})").value();

    EXPECT_EQ(request.query, "peskov");
    EXPECT_EQ(request.last, std::chrono::days(30));
    EXPECT_EQ(request.limit, 50);
}

TEST(ParseQueryTest, KnowsTheUnits) {
    struct Case {
        const char* last;
        std::int64_t seconds;
    };
    for (const auto& one :
         {Case{"1s", 1},
          {"90m", 5400},
          {"90min", 5400},
          {"2h", 7200},
          {"30d", 2592000},
          {"2w", 1209600},
          {"36525d", 3155760000}}) {
        const auto request =
            parse_query_test(std::string(R"({"query":"x","last":")") + one.last + "\"}");
        EXPECT_EQ(request.value().last, seconds(one.seconds)) << one.last;
    }
}

TEST(ParseQueryTest, SaysWhatIsWrong) {
    struct Case {
        std::string body;
        const char* message;
    };
    const Case cases[] = {
        {"", "the body is a JSON object with query, last, limit, not empty"},
        {"[]", "the body is a JSON object with query, last, limit, not another value"},
        {"{", "the body is a JSON object with query, last, limit, not incomplete JSON"},
        {"{}", "\"query\" in the body is a string: the topic query"},
        {R"({"query":1})", "\"query\" in the body is a string: the topic query"},
        {R"({"query":"x","kwery":1})",
         "unknown member \"kwery\" in the body; it takes query, last, limit"},
        {R"({"query":"x","limit":0})", "\"limit\" in the body is a whole number from 1 to 1000"},
        {R"({"query":"x","limit":1001})", "\"limit\" in the body is a whole number from 1 to 1000"},
        {R"({"query":"x","limit":"5"})", "\"limit\" in the body is a whole number from 1 to 1000"},
    };
    for (const auto& one : cases) {
        const auto request = parse_query_test(one.body);
        ASSERT_FALSE(request) << one.body;
        EXPECT_EQ(request.error().message, one.message);
    }
}

TEST(ParseQueryTest, RefusesWhatIsNoDuration) {
    for (const auto* last :
         {"",
          "30",
          "d",
          "0d",
          "-1d",
          "1.5d",
          "30 d",
          "30days",
          "36526d",
          "9223372036854775807w",
          "99999999999999999999s"}) {
        const auto request =
            parse_query_test(std::string(R"({"query":"x","last":")") + last + "\"}");
        ASSERT_FALSE(request) << last;
        EXPECT_EQ(
            request.error().message,
            "\"last\" in the body is a duration such as \"30d\" (s, min, h, d, w)"
        );
    }
}

TEST(ParseQueryTest, IsNotImpressedByDepth) {
    EXPECT_FALSE(parse_query_test(R"({"query":)" + std::string(500'000, '[')));
}

TEST(ParseReload, TakesNothingOrForce) {
    EXPECT_FALSE(parse_reload("").value().force);
    EXPECT_FALSE(parse_reload(" \n").value().force);
    EXPECT_FALSE(parse_reload("{}").value().force);
    EXPECT_FALSE(parse_reload(R"({"force":false})").value().force);
    EXPECT_TRUE(parse_reload(R"({"force":true})").value().force);
}

TEST(ParseReload, RefusesAnythingElse) {
    for (const auto* body : {"true", "force", R"({"force":1})", R"({"Force":true})"}) {
        EXPECT_FALSE(parse_reload(body)) << body;
    }
}

TEST(RenderMonitor, IsExactly) {
    model::Monitor monitor;
    monitor.spec = {.name = "peskov", .query = "\"peskov\"", .on = {"new", "expanded"}};
    monitor.stories = 3;

    EXPECT_EQ(
        render_monitor(monitor),
        R"({"name":"peskov","query":"\"peskov\"","on":["new","expanded"],)"
        R"("added":"1970-01-01T00:00:00.000Z","stories":3,"complete":true})"
    );
    monitor.last_matched = from_ms(1);
    monitor.complete = false;
    EXPECT_EQ(
        render_monitor(monitor),
        R"({"name":"peskov","query":"\"peskov\"","on":["new","expanded"],)"
        R"("added":"1970-01-01T00:00:00.000Z","stories":3,)"
        R"("last_matched":"1970-01-01T00:00:00.001Z","complete":false})"
    );
}

TEST(RenderQueryMatches, IsExactly) {
    QueryMatches found{
        .query = "x", .since = from_ms(0), .matches = {}, .looked_at = 7, .back_to = {}};
    EXPECT_EQ(
        render_query_matches(found),
        R"({"query":"x","since":"1970-01-01T00:00:00.000Z","matches":[],"looked_at":7})"
    );

    found.back_to = from_ms(5);
    QueryMatch match{.story = {}, .time = from_ms(2), .initial = true};
    match.story.id = "abc";
    match.story.revision = 2;
    match.story.content_text = "not told";
    found.matches = {match};
    EXPECT_EQ(
        render_query_matches(found),
        R"({"query":"x","since":"1970-01-01T00:00:00.000Z","matches":[)"
        R"({"time":"1970-01-01T00:00:00.002Z","revision":2,"initial":true,)"
        R"("story":{"id":"abc","url":"","title":"","revision":2,"authors":[],"tags":[],)"
        R"("groups":[],"first_seen":"1970-01-01T00:00:00.000Z",)"
        R"("last_seen":"1970-01-01T00:00:00.000Z","withdrawn":false,"attachments":[],)"
        R"("monitors":[]}}],"looked_at":7,"back_to":"1970-01-01T00:00:00.005Z"})"
    );
}

TEST(ParseMerge, TakesOneId) {
    EXPECT_EQ(parse_merge(R"({"into":"abc"})").value(), "abc");
}

TEST(ParseMerge, SaysWhatIsWrong) {
    for (const auto* body :
         {"", "[]", "{}", R"({"into":""})", R"({"into":7})", R"({"into":"a","from":"b"})"}) {
        const auto merge = parse_merge(body);
        ASSERT_FALSE(merge) << body;
        EXPECT_NE(merge.error().message.find("into"), std::string::npos) << body;
    }
}

TEST(ParseSplit, TakesAnyPartOfASighting) {
    const auto whole = parse_split(R"({"sighting":{"feed":"ki","guid":"g","url":"u"}})");
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->feed, "ki");
    EXPECT_EQ(whole->guid, "g");
    EXPECT_EQ(whole->url, "u");

    const auto part = parse_split(R"({"sighting":{"guid":"g"}})");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->guid, "g");
    EXPECT_EQ(part->feed, "");
}

TEST(ParseSplit, WithoutASightingItIsTheMergeThatIsUndone) {
    for (const auto* body : {"", " ", "{}"}) {
        const auto split = parse_split(body);
        ASSERT_TRUE(split) << body;
        EXPECT_TRUE(split->empty()) << body;
    }
}

TEST(ParseSplit, SaysWhatIsWrong) {
    const std::pair<const char*, const char*> cases[] = {
        {"null", "sighting"},
        {R"({"sight":{}})", "sight"},
        {R"({"sighting":"ki"})", "an object"},
        {R"({"sighting":{}})", "at least one"},
        {R"({"sighting":{"feed":""}})", "feed"},
        {R"({"sighting":{"guid":7}})", "guid"},
        {R"({"sighting":{"link":"u"}})", "feed, guid, url"},
    };
    for (const auto& [body, words] : cases) {
        const auto split = parse_split(body);
        ASSERT_FALSE(split) << body;
        EXPECT_NE(split.error().message.find(words), std::string::npos)
            << body << ": " << split.error().message;
    }
}

}  // namespace
}  // namespace wireroom::protocol
