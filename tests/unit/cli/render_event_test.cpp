#include "cli/render.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::cli {
namespace {

constexpr const char* kRevised = R"({"cursor":"e-7","seq":7,"time":"2025-04-11T12:02:11.000Z",
"type":"story.revised","initial":false,"feed":{"name":"kyiv-independent","url":"https://k.example/"},
"story":{"id":"abcdefghijklmnop","title":"Trump's envoy Witkoff to meet Putin","revision":2},
"revision":2,"previous":1,"change":{"kind":"expanded","material":true,"why":["editors-note"],
"fields":["content"],"note":"Editor's note: The story was expanded.","words":{"added":28,"removed":0},
"paragraphs":{"added":1,"removed":0}}})";

TEST(RenderEvent, ARevisionSaysWhatChangedAndQuotesTheNote) {
    EXPECT_EQ(
        render_event(object(kRevised), terminal_look()),
        "14:02:11  revised  kyiv-independent  Trump's envoy Witkoff to meet Putin · expanded "
        "(material): +28 words · “Editor's note: The story was expanded.” · abcdefghijklmnop\n"
    );
}

TEST(RenderEvent, ColoursAreForThoseWhoWantThem) {
    auto look = terminal_look();
    look.colour = true;

    EXPECT_EQ(
        render_event(object(kRevised), look),
        "\x1b[2m14:02:11\x1b[0m  \x1b[33mrevised\x1b[0m  \x1b[36mkyiv-independent\x1b[0m  "
        "\x1b[1mTrump's envoy Witkoff to meet Putin\x1b[0m · expanded (material): +28 words · "
        "“Editor's note: The story was expanded.”\x1b[2m · abcdefghijklmnop\x1b[0m\n"
    );
}

TEST(RenderEvent, EveryTypeIsOneLine) {
    const std::pair<std::string, std::string> cases[] = {
        {R"("type":"story.new","feed":{"name":"f"},"story":{"id":"a","title":"T","copy_of":"b"})",
         "new      f  T · copy of b · a"},
        {R"("type":"story.new","initial":true,"feed":{"name":"f"},"story":{"id":"a","title":"T"})",
         "new      f  T · backlog · a"},
        {R"("type":"story.sighted","by":"url","feed":{"name":"f"},"story":{"id":"a","title":"T"},
            "sighting":{"feed":"f","url":"u","guid":"1"})",
         "sighted  f  T · also in f (the same address) · a"},
        {R"("type":"story.sighted","by":"content","feed":{"name":"f"},"story":{"id":"a","title":"T"}
            ,"sighting":{"feed":"f","url":"u","guid":"1"})",
         "sighted  f  T · also in f (the same text) · a"},
        {R"("type":"story.sighted","by":"alias","feed":{"name":"f"},
            "story":{"id":"a","title":"T","url":"https://k.example/1"},
            "sighting":{"feed":"f","url":"https://k.example/one?utm_source=rss","guid":"1"})",
         "sighted  f  T · a known story, now at https://k.example/one · a"},
        {R"("type":"story.sighted","by":"alias","feed":{"name":"f"},
            "story":{"id":"a","title":"T","url":"https://k.example/1"},
            "sighting":{"feed":"f","url":"https://k.example/1?utm_source=rss","guid":"2"})",
         "sighted  f  T · a known story under another guid · a"},
        {R"("type":"story.removed","reason":"retention","purged":true,"story":{"id":"a"})",
         "removed  a story · older than what is kept · a"},
        {R"("type":"story.removed","reason":"purge","purged":true,"story":{"id":"a"})",
         "removed  a story · forgotten by the operator · a"},
        {R"("type":"story.withdrawn","feed":{"name":"f"},"story":{"id":"a","title":"T"})",
         "withdrawn  f  T · a"},
        {R"("type":"story.reverted","feed":{"name":"f"},"to":1,"story":{"id":"a","title":"T"})",
         "reverted  f  T · back to revision 1 · a"},
        {R"("type":"story.merged","into":"b","story":{"id":"a","title":"T"})",
         "merged   T · into b · a"},
        {R"("type":"story.split","from":"b","story":{"id":"a","title":"T"})",
         "split    T · from b · a"},
        {R"("type":"monitor.matched","monitor":"ukraine","feed":{"name":"f"},"first":true,
            "copy_of":"b","story":{"id":"a","title":"T"})",
         "matched  ukraine  T · copy of b · a"},
        {R"("type":"monitor.matched","monitor":"ukraine","feed":{"name":"f"},"first":true,
            "story":{"id":"a","title":"T"})",
         "matched  ukraine  T · a"},
        {R"("type":"monitor.matched","monitor":"ukraine","feed":{"name":"f"},"first":false,
            "story":{"id":"a","title":"T"},"change":{"kind":"expanded","material":true,
            "note":"N","words":{"added":48,"removed":0}})",
         "matched  ukraine  T · expanded (material): +48 words · “N” · a"},
        {R"("type":"monitor.unmatched","monitor":"ukraine","feed":{"name":"f"},
            "story":{"id":"a","title":"T"})",
         "unmatched  ukraine  T · a"},
        {R"("type":"feed.failing","feed":{"name":"f","url":"https://f.example/"},
            "error":{"message":"fetch https://f.example/: HTTP 503","failures":3,
            "next_poll":"2025-04-11T14:00:00.000Z"})",
         "failing  f  HTTP 503 · failure 3 · next attempt in 4 h"},
        {R"("type":"feed.gone","feed":{"name":"f","url":"https://f.example/"},
            "error":{"message":"fetch https://f.example/: HTTP status 410","failures":1,
            "next_poll":"2025-04-18T10:00:00.000Z"})",
         "gone     f  HTTP status 410"},
        {R"("type":"feed.recovered","feed":{"name":"f"},
            "error":{"failures":3,"since":"2025-04-11T07:00:00.000Z"})",
         "recovered  f  after 3 failures, the first 3 h ago"},
        {R"("type":"feed.removed","feed":{"name":"f","url":"https://f.example/"})",
         "removed  f  no configuration names this feed any more"},
        {R"("type":"feed.recovered","feed":{"name":"f","url":"https://f.example/"})",
         "recovered  f  https://f.example/"},
        {R"("type":"feed.moved","feed":{"name":"f"},"old":"http://a/","new":"http://b/")",
         "moved    f  http://a/ → http://b/"},
        {R"("type":"something.unheard","story":{"id":"a","title":"T"})", "unheard  T · a"},
    };
    for (const auto& [members, line] : cases) {
        const auto event = object(R"({"time":"2025-04-11T10:00:00.000Z",)" + members + "}");
        EXPECT_EQ(render_event(event, pipe_look()), "10:00:00  " + line + "\n");
    }
}

TEST(RenderEvent, WhatHappenedOnAnotherDayHasItsDate) {
    const auto event =
        object(R"({"time":"2025-04-10T23:30:00.000Z","type":"feed.gone","feed":{"name":"f"}})");

    EXPECT_EQ(render_event(event, pipe_look()), "2025-04-10 23:30:00  gone     f\n");
    // Half past one in the morning of the eleventh, where the user is.
    EXPECT_EQ(render_event(event, terminal_look()), "01:30:00  gone     f\n");
}

TEST(RenderEvent, StreamLinesAreSilent) {
    EXPECT_EQ(
        render_event(object(R"({"type":"stream.checkpoint","cursor":"e-1"})"), pipe_look()), ""
    );
}

TEST(RenderEvent, NothingFromAFeedReachesTheTerminalAsAControl) {
    const auto event = object(
        R"({"time":"2025-04-11T10:00:00.000Z\u001b[2J","type":"story.revised\u001b","feed":{"name":"f\u009b"},
        "story":{"id":"a\u0007","title":"\u001b]0;x\u0007\n\u202eT"},
        "change":{"kind":"expanded\u001b","material":false,"note":"n\u001b[1m\r\nn"}})"
    );

    const auto line = render_event(event, terminal_look());

    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    for (const auto* bad : {"\u009b", "\u202e", "\x07", "\r"}) {
        EXPECT_EQ(line.find(bad), std::string::npos);
    }
}

TEST(RenderEvent, SurvivesMembersOfOtherTypes) {
    EXPECT_EQ(
        render_event(
            object(
                R"({"time":7,"type":"story.new","story":[1],"feed":"f","change":null,"initial":"x"})"
            ),
            pipe_look()
        ),
        "  new      f  (no title)\n"
    );
    EXPECT_EQ(render_event(JsonObject(), pipe_look()), "           (no title)\n");
}

TEST(DescribeChange, CountsWordsBothWays) {
    const auto words = [](int added, int removed) {
        return describe_change(object(
            R"({"kind":"corrected","material":true,"words":{"added":)" + std::to_string(added) +
            R"(,"removed":)" + std::to_string(removed) + "}}"
        ));
    };

    EXPECT_EQ(words(1200, 3), "corrected (material): +1,200 −3 words");
    EXPECT_EQ(words(1, 0), "corrected (material): +1 word");
    EXPECT_EQ(words(0, 5), "corrected (material): −5 words");
    EXPECT_EQ(words(0, 0), "corrected (material)");
    EXPECT_EQ(describe_change(object(R"({"kind":"cosmetic"})")), "cosmetic (minor)");
    EXPECT_EQ(describe_change(JsonObject()), "");
}

TEST(DescribeTime, IsRelativeBothWays) {
    const auto look = pipe_look();
    EXPECT_EQ(describe_time("2025-04-11T11:57:00Z", look), "3 min ago");
    EXPECT_EQ(describe_time("2025-04-11T14:00:00Z", look), "in 2 h");
    EXPECT_EQ(describe_time("2025-04-11T12:00:00.400Z", look), "now");
    EXPECT_EQ(describe_time("2025-04-11T11:59:59.600Z", look), "just now");
    EXPECT_EQ(describe_time("2025-04-08T12:00:00Z", look), "3 d ago");
    EXPECT_EQ(describe_time("", look), "–");
    EXPECT_EQ(describe_time("soon\x1b", look), "soon?");
}

TEST(DescribeDue, WhatShouldHaveHappenedIsOverdue) {
    const auto look = pipe_look();
    EXPECT_EQ(describe_due("2025-04-11T12:00:42Z", look), "in 42 s");
    EXPECT_EQ(describe_due("2025-04-11T11:59:30Z", look), "now");
    EXPECT_EQ(describe_due("2025-04-11T11:00:00Z", look), "overdue");
    EXPECT_EQ(describe_due("", look), "–");
}

TEST(LocaliseTimes, TurnsTheTimesOfASentenceIntoTheUsersZone) {
    EXPECT_EQ(
        localise_times("in 2 h, at 2025-04-11T14:00:00.000Z: “x” 2025.", terminal_look()),
        "in 2 h, at 2025-04-11 16:00:00: “x” 2025."
    );
    EXPECT_EQ(localise_times("2025-99-11T14:00:00.000Z", pipe_look()), "2025-99-11T14:00:00.000Z");
}

TEST(GroupDigits, PutsACommaBetweenThousands) {
    EXPECT_EQ(group_digits(0), "0");
    EXPECT_EQ(group_digits(999), "999");
    EXPECT_EQ(group_digits(1000), "1,000");
    EXPECT_EQ(group_digits(-1234567), "-1,234,567");
}

}  // namespace
}  // namespace wireroom::cli
