#include "protocol/explanation.hpp"

#include <gtest/gtest.h>

namespace wireroom::protocol {
namespace {

TEST(RenderExplanation, LeavesOutWhatIsEmpty) {
    model::Explanation explanation;
    explanation.id = "k7q2mzr4tw5abcde";
    explanation.sightings.resize(1);
    explanation.sightings[0].feed = "ki";

    EXPECT_EQ(
        render_explanation(explanation),
        R"({"id":"k7q2mzr4tw5abcde","title":"","revision":1,"revisions":1,"keys":[],)"
        R"("sightings":[{"feed":"ki","first_seen":"1970-01-01T00:00:00.000Z","reasons":[]}]})"
    );
}

TEST(RenderExplanation, SaysEverythingThatIsKnown) {
    model::Explanation explanation;
    explanation.id = "aaa";
    explanation.title = "Title \xFF\n";
    explanation.revision = 2;
    explanation.revisions = 3;
    explanation.outlet = "news.example";
    explanation.cluster = "bbb";
    explanation.copy_of = "bbb";
    explanation.members = {"bbb", "ccc"};
    explanation.keys = {
        {.kind = "guid", .feed = "ki", .value = "n-17"},
        {.kind = "url", .feed = {}, .value = "news.example/a"}};
    explanation.sightings.push_back(
        {.feed = "ki",
         .guid = "n-17",
         .url = "https://news.example/a",
         .first_seen = from_ms(1),
         .gone = true,
         .merged_from = "ddd",
         .time = from_ms(2),
         .verdict = "sighting",
         .rung = "near",
         .reasons =
             {{.code = "near-hit", .story = "aaa", .text = "Much in common."},
              {.code = "text-teaser", .story = {}, .text = "A beginning.", .since = from_ms(5)}}}
    );
    explanation.feeds = {
        {.name = "ki",
         .guid_mode = "trusted",
         .link_mode = "shared",
         .pins = {.guid = model::DedupPins::Key::kTrust, .near = false},
         .furniture = {{.kind = "line", .sample = "3 min read", .last_seen = from_ms(3)}}}};
    explanation.verdicts = {{.kind = "merge", .time = from_ms(4), .story = "ddd", .other = "aaa"}};

    EXPECT_EQ(
        render_explanation(explanation),
        R"({"id":"aaa","title":"Title )"
        "\xEF\xBF\xBD"
        R"(\n","revision":2,"revisions":3,"outlet":"news.example","cluster":"bbb",)"
        R"("copy_of":"bbb","members":["bbb","ccc"],)"
        R"("keys":[{"kind":"guid","feed":"ki","value":"n-17"},)"
        R"({"kind":"url","value":"news.example/a"}],)"
        R"("sightings":[{"feed":"ki","guid":"n-17","url":"https://news.example/a",)"
        R"("first_seen":"1970-01-01T00:00:00.001Z","gone":true,"merged_from":"ddd",)"
        R"("time":"1970-01-01T00:00:00.002Z","verdict":"sighting","rung":"near",)"
        R"("reasons":[{"code":"near-hit","story":"aaa","text":"Much in common."},)"
        R"({"code":"text-teaser","text":"A beginning.",)"
        R"("since":"1970-01-01T00:00:00.005Z"}]}],)"
        R"("feeds":[{"feed":"ki","guid":"trusted","link":"shared",)"
        R"("pins":{"guid":"trust","near":"off"},"furniture":[{"kind":"line",)"
        R"("sample":"3 min read","last_seen":"1970-01-01T00:00:00.003Z"}]}],)"
        R"("verdicts":[{"kind":"merge","time":"1970-01-01T00:00:00.004Z","story":"ddd",)"
        R"("other":"aaa"}]})"
    );
}

TEST(RenderVerdict, NamesNoStoryWhereThereIsNone) {
    EXPECT_EQ(
        render_verdict({.status = {}, .message = "merged", .story = "aaa", .head_seq = 7}),
        R"({"message":"merged","story":"aaa","seq":7})"
    );
    EXPECT_EQ(
        render_verdict({.status = {}, .message = "gone", .story = {}, .head_seq = 8}),
        R"({"message":"gone","seq":8})"
    );
}

}  // namespace
}  // namespace wireroom::protocol
