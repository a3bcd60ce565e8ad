#include "cli/render.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

namespace wireroom::cli {
namespace {

TEST(RenderStory, ShowsTitleFactsAndWrappedText) {
    const auto story =
        object(R"({"id":"a","url":"https://k.example/1","title":"Witkoff to meet Putin",
        "revision":2,"content_text":"Trump's envoy will travel.\n\nKremlin spokesperson Dmitry Peskov said so.",
        "authors":[{"name":"Ann"},{"url":"https://b.example/"}],"tags":["war","talks"],"copy_of":"b",
        "date_published":"2025-04-11T06:00:00.000Z","first_seen":"2025-04-11T06:10:00.000Z",
        "withdrawn":true,"sightings":[{"feed":"kyiv","url":"http://k.example/1?utm_source=rss",
        "first_seen":"2025-04-11T06:10:00.000Z","last_seen":"2025-04-11T07:10:00.000Z","gone":true},
        {"feed":"kyiv-world","url":"https://k.example/one",
        "first_seen":"2025-04-11T06:20:00.000Z","last_seen":"2025-04-11T07:10:00.000Z"}],
        "attachments":[{"url":"https://k.example/a.mp3","mime_type":"audio/mpeg"}]})");

    EXPECT_EQ(
        render_story(story, terminal_look(40)),
        "Witkoff to meet Putin\n"
        "kyiv,kyiv-world · revision 2 · published\n"
        "2025-04-11 08:00 · first seen 2025-04-11\n"
        "08:10 · withdrawn by its feed\n"
        "Ann, https://b.example/ · tags: war,\n"
        "talks · copy of b\n"
        "https://k.example/1\n"
        "\n"
        "Trump's envoy will travel.\n"
        "\n"
        "Kremlin spokesperson Dmitry Peskov said\n"
        "so.\n"
        "\n"
        "attached: https://k.example/a.mp3 (audio/mpeg)\n"
        "\n"
        "Sightings\n"
        "  kyiv        since 2025-04-11 08:10, gone 2025-04-11 09:10\n"
        "  kyiv-world  since 2025-04-11 08:20, still there\n"
        "    at https://k.example/one\n"
    );
}

TEST(RenderStory, ListsTheRevisionsOldestFirst) {
    const auto story = object(R"({"id":"a","url":"u","title":"T","revision":2,
        "first_seen":"2025-04-11T06:10:00.000Z","revisions":[
        {"number":1,"seen":"2025-04-11T06:10:00.000Z","title":"T"},
        {"number":2,"seen":"2025-04-11T09:10:00.000Z","title":"T","change":{"kind":"expanded",
        "material":true,"note":"Editor's note: more than that.","words":{"added":28,"removed":0}}}]})"
    );

    EXPECT_EQ(
        render_story(story, terminal_look()),
        "T\n"
        "revision 2 · first seen 2025-04-11 08:10\n"
        "u\n"
        "\n"
        "Revisions\n"
        "    1  2025-04-11 08:10  T\n"
        "    2  2025-04-11 11:10  expanded (material): +28 words · “Editor's note: more\n"
        "                         than that.”\n"
    );
}

TEST(RenderStory, TextIsHarmlessOnATerminal) {
    const auto story = object(
        R"({"title":"a\u001b[31mb","url":"https://x/\u001b","content_text":"one\u001b]52;c;x\u0007\ttwo\u202e"})"
    );

    const auto text = render_story(story, terminal_look());

    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\u202e"), std::string::npos);
}

constexpr const char* kDiff = R"({"story":"a","from":1,"to":2,
"title":[{"op":"same","text":"Witkoff to meet "},{"op":"removed","text":"someone "},{"op":"added","text":"Putin"}],
"paragraphs":[
{"op":"same","spans":[{"op":"same","text":"First."}]},
{"op":"same","spans":[{"op":"same","text":"Second."}]},
{"op":"same","spans":[{"op":"same","text":"Third."}]},
{"op":"changed","spans":[{"op":"same","text":"They meet on "},{"op":"removed","text":"April 10 "},
{"op":"added","text":"April 11 "},{"op":"same","text":"in Moscow."}]},
{"op":"added","spans":[{"op":"added","text":"Kremlin spokesperson Dmitry Peskov said that the talks would be long."}]},
{"op":"removed","spans":[{"op":"removed","text":"More follows."}]},
{"op":"same","spans":[{"op":"same","text":"Fourth."}]},
{"op":"same","spans":[{"op":"same","text":"Fifth."}]}],
"words":{"added":28,"removed":4},
"change":{"kind":"expanded","material":true,"note":"Editor's note: more.","words":{"added":28,"removed":4}}})";

TEST(RenderDiff, MarksWordsAndParagraphsWithoutColours) {
    EXPECT_EQ(
        render_diff(object(kDiff), terminal_look(44)),
        "revision 1 → 2 · expanded (material): +28 −4 words\n"
        "“Editor's note: more.”\n"
        "\n"
        "~ Witkoff to meet [-someone-] {+Putin+}\n"
        "\n"
        "  … 2 paragraphs unchanged\n"
        "\n"
        "  Third.\n"
        "\n"
        "~ They meet on [-April 10-] {+April 11+} in\n"
        "~ Moscow.\n"
        "\n"
        "+ Kremlin spokesperson Dmitry Peskov said\n"
        "+ that the talks would be long.\n"
        "\n"
        "- More follows.\n"
        "\n"
        "  Fourth.\n"
        "\n"
        "  … 1 paragraph unchanged\n"
    );
}

TEST(RenderDiff, PaintsWordsWhenThereAreColours) {
    auto look = terminal_look();
    look.colour = true;
    const auto diff = object(R"({"from":1,"to":3,"words":{"added":1,"removed":1},"paragraphs":[
        {"op":"changed","spans":[{"op":"removed","text":"ten "},{"op":"added","text":"two "},{"op":"same","text":"dead"}]}]})"
    );

    EXPECT_EQ(
        render_diff(diff, look),
        "\x1b[1mrevision 1 → 3 · +1 −1 words\x1b[0m\n"
        "\n"
        "\x1b[33m~ \x1b[0m\x1b[31mten \x1b[0m\x1b[32mtwo \x1b[0mdead\n"
    );
}

TEST(RenderDiff, LinesOfAFeedCannotForgeMarkers) {
    const auto diff = object(R"({"from":1,"to":2,"paragraphs":[
        {"op":"same","spans":[{"op":"same","text":"a\n+ forged\u001b[2J\tb"}]},
        {"op":"added","spans":[{"op":"added","text":"x"}]}]})");

    EXPECT_EQ(
        render_diff(diff, pipe_look()),
        "revision 1 → 2 · +0 −0 words\n\n  a + forged?[2J b\n\n+ x\n"
    );
}

}  // namespace
}  // namespace wireroom::cli
