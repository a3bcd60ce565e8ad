#include "base/text.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::cli {
namespace {

constexpr std::string_view kModel =
    R"({"id":"k7q2mzr4tw5abcde","title":"Witkoff to meet Putin in Russia","revision":2,
"revisions":2,"outlet":"lantern.example","keys":[
{"kind":"guid","feed":"lantern","value":"https://lantern.example/?p=81720"},
{"kind":"url","value":"lantern.example/news/witkoff"}],"sightings":[
{"feed":"lantern","guid":"https://lantern.example/?p=81720","url":"https://lantern.example/news/witkoff/",
"first_seen":"2025-04-11T08:00:00.000Z","time":"2025-04-11T10:00:00.000Z","verdict":"new-revision",
"rung":"guid","reasons":[
{"code":"guid-hit","story":"k7q2mzr4tw5abcde","text":"The feed gave this guid to the story before."},
{"code":"near-refused-outlet","story":"abc2mzr4tw5abcde","text":"Another outlet's text is a copy at most: the texts have 71 % in common; it takes 75 %."}]}],
"feeds":[{"feed":"lantern","guid":"trusted","link":"unique"}]})";

TEST(RenderExplanation, SaysInWordsWhyThisIsOneStory) {
    const StoryTitles titles = {{"abc2mzr4tw5abcde", "Kremlin says envoy to meet Putin"}};

    EXPECT_EQ(
        render_explanation(object(kModel), titles, terminal_look()),
        "Witkoff to meet Putin in Russia\n"
        "k7q2mzr4tw5abcde · lantern.example · revision 2 of 2\n"
        "\n"
        "Why this is one story\n"
        "  lantern  since 2025-04-11 10:00, still there\n"
        "    guid  https://lantern.example/?p=81720\n"
        "    url   https://lantern.example/news/witkoff/\n"
        "    2025-04-11 12:00: a new text of this story, found by its guid\n"
        "    – The feed gave this guid to the story before. [guid-hit]\n"
        "    – Another outlet's text is a copy at most: the texts have 71 % in common; it\n"
        "      takes 75 %. [near-refused-outlet]\n"
        "      that is abc2mzr4tw5abcde “Kremlin says envoy to meet Putin”\n"
        "\n"
        "Found by\n"
        "  guid  https://lantern.example/?p=81720  in lantern\n"
        "  url   lantern.example/news/witkoff\n"
        "\n"
        "What is known of its feeds\n"
        "  lantern\n"
        "    guids: trusted\n"
        "    links: unique\n"
    );
}

TEST(RenderExplanation, TellsClusterVerdictsPinsAndFurniture) {
    const auto explanation = object(
        R"({"id":"aaa","title":"T","cluster":"bbb","copy_of":"bbb","members":["bbb","ccc"],"keys":[],
        "sightings":[{"feed":"f","first_seen":"2025-04-11T08:00:00.000Z","gone":true,
        "merged_from":"ddd","reasons":[]}],
        "feeds":[{"feed":"f","guid":"recycled","link":"shared",
        "pins":{"guid":"ignore","near":"off","cluster":"off"},
        "furniture":[{"kind":"line","sample":"3 min read","last_seen":"2025-04-11T08:00:00.000Z"}]}],
        "verdicts":[{"kind":"merge","time":"2025-04-11T09:00:00.000Z","story":"ddd","other":"aaa"},
        {"kind":"split","time":"2025-04-11T10:00:00.000Z","story":"eee","other":"aaa"}]})"
    );

    EXPECT_EQ(
        render_explanation(explanation, {{"bbb", "First"}, {"ccc", ""}}, pipe_look()),
        "T\n"
        "aaa · revision 1 of 1 · copy of bbb\n"
        "\n"
        "Why this is one story\n"
        "  f  since 2025-04-11 08:00, gone\n"
        "    merged in by the operator, with story ddd\n"
        "    why is not known: it was placed before reasons were kept\n"
        "\n"
        "What is known of its feeds\n"
        "  f\n"
        "    guids: not looked at, because the configuration says so\n"
        "    links: shared; one serves several articles, so none names a story alone\n"
        "    likeness: not looked at, because the configuration says so\n"
        "    copies: not looked for, because the configuration says so\n"
        "    its furniture, which comes, goes and changes without a meaning:\n"
        "    – line “3 min read”, last seen 2025-04-11 08:00\n"
        "\n"
        "Nearly the same text at other outlets\n"
        "  bbb “First”, which came first\n"
        "  ccc\n"
        "\n"
        "The operator's verdicts\n"
        "  2025-04-11 09:00: ddd was merged into this story\n"
        "  2025-04-11 10:00: eee was split from this story\n"
    );
}

TEST(RenderExplanation, KeepsToTheWidthInAnyScriptAndMasksControlCharacters) {
    std::string sentence;
    for (int i = 0; i < 30; ++i) {
        sentence += "克里姆林宫称会谈将继续进行，";
    }
    const auto explanation = object(
        R"({"id":"a","title":")" + sentence +
        R"(\u001b[2J","keys":[],"sightings":[{"feed":"世\u202e界",
        "guid":"\u001b]0;x\u0007","first_seen":"2025-04-11T08:00:00.000Z","verdict":"new-story",
        "time":"2025-04-11T08:00:00.000Z","reasons":[{"code":"c","story":"b","text":")" +
        sentence + R"("}]}],"feeds":[{"feed":"x","furniture":[{"kind":"line","sample":")" +
        sentence + R"("}]}]})"
    );

    const auto text = render_explanation(explanation, {{"b", sentence}}, terminal_look(120));

    for (const auto line : split(text, '\n')) {
        EXPECT_LE(display_width(line), 80) << line;
    }
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\u202e"), std::string::npos);
}

TEST(RenderExplanation, CountsWhatIsTooMuchToShow) {
    std::string keys;
    for (int i = 0; i < 50; ++i) {
        keys += std::string(i == 0 ? "" : ",") + R"({"kind":"url","value":"u"})";
    }
    const auto text =
        render_explanation(object(R"({"id":"a","keys":[)" + keys + "]}"), {}, pipe_look());

    EXPECT_NE(text.find("  … 10 more keys; --json has them all\n"), std::string::npos) << text;
}

TEST(RenderExplanation, SurvivesAnythingThatIsAnObject) {
    for (const auto* json :
         {"{}",
          R"({"sightings":[1,null,{}],"keys":"x","feeds":[[]],"members":[1],"cluster":"c",
                 "verdicts":[{}]})",
          R"({"sightings":[{"reasons":[{},{"story":7}]}],"feeds":[{"pins":[],"furniture":[{}]}]})"}) {
        EXPECT_FALSE(render_explanation(object(json), {}, pipe_look()).empty()) << json;
        EXPECT_TRUE(stories_in(object(json)).size() <= 1) << json;
    }
}

TEST(RenderExplanation, OtherStoriesAreThoseItSpeaksOf) {
    const auto explanation = object(
        R"({"id":"a","members":["b","c"],"sightings":[{"reasons":[{"story":"a"},{"story":"d"},
        {"story":"b"},{}]}]})"
    );

    EXPECT_EQ(stories_in(explanation), (std::vector<std::string>{"d", "b", "c"}));
}

TEST(RenderWhy, SaysWhatIsUnusualAboutTheKeysOfAFeed) {
    const auto why = [](const std::string& dedup) {
        return render_why(
            object(R"({"name":"f","state":"ok","dedup":)" + dedup + "}"), {}, terminal_look()
        );
    };

    EXPECT_EQ(
        why(R"({"guid":"trusted","link":"unique","pins":{}})").find("stories by"), std::string::npos
    );
    EXPECT_NE(
        why(R"({"guid":"volatile","link":"home","pins":{}})")
            .find(
                "stories by   guids: volatile; items get new ones, so a new guid is no new story\n"
                "             links: home; they lead to the home page, so they say nothing\n"
            ),
        std::string::npos
    ) << why(R"({"guid":"volatile","link":"home","pins":{}})");
    EXPECT_NE(
        why(R"({"guid":"trusted","link":"unique","pins":{"link":"ignore","near":"off"}})")
            .find("stories by   links: not looked at, because the configuration says so\n"
                  "             likeness: not looked at, because the configuration says so\n"),
        std::string::npos
    );
}

TEST(RenderExplanation, TellsWhatBecameOfATextThatIsNoRevision) {
    const auto explanation = object(
        R"({"id":"a","title":"T","keys":[],"sightings":[{"feed":"f",
        "first_seen":"2025-04-11T08:00:00.000Z","verdict":"new-story",
        "time":"2025-04-11T08:00:00.000Z","reasons":[{"code":"new","text":"Nothing is like it."},
        {"code":"text-walled","text":"A pay wall went up.","since":"2025-04-11T09:00:00.000Z"},
        {"code":"x","text":"And so on.","since":"2025-04-11T09:00:00.000Z"}]}]})"
    );

    EXPECT_NE(
        render_explanation(explanation, {}, pipe_look())
            .find("    2025-04-11 08:00: a new story\n"
                  "    – Nothing is like it. [new]\n"
                  "    since 2025-04-11 09:00: another text, but no new revision\n"
                  "    – A pay wall went up. [text-walled]\n"
                  "    – And so on. [x]\n"),
        std::string::npos
    ) << render_explanation(explanation, {}, pipe_look());
}

TEST(RenderExplanation, NamesAnotherStoryOnceForReasonsInARow) {
    const auto text = render_explanation(
        object(
            R"({"id":"a","title":"T","keys":[],"sightings":[{"feed":"f",
            "first_seen":"2025-04-11T08:00:00.000Z","reasons":[
            {"code":"x","story":"b","text":"One."},{"code":"y","story":"b","text":"Two."},
            {"code":"z","story":"c","text":"Three."}]}]})"
        ),
        {{"b", "First"}, {"c", "Second"}},
        pipe_look()
    );

    EXPECT_NE(
        text.find("    – One. [x]\n"
                  "      that is b “First”\n"
                  "    – Two. [y]\n"
                  "    – Three. [z]\n"
                  "      that is c “Second”\n"),
        std::string::npos
    ) << text;
}

}  // namespace
}  // namespace wireroom::cli
