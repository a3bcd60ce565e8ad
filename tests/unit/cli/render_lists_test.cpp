#include "base/text.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

namespace wireroom::cli {
namespace {

std::vector<JsonObject> two_feeds() {
    return {
        object(
            R"({"id":1,"name":"kyiv-independent","url":"https://k.example/rss","groups":["ukraine"],
        "state":"ok","title":"The Kyiv Independent","last_poll":"2025-04-11T11:00:00.000Z",
        "last_success":"2025-04-11T11:00:00.000Z","next_poll":"2025-04-11T14:00:00.000Z",
        "next_poll_reason":"floor","failures":0,"last_status":304,"stories":1234})"
        ),
        object(
            R"({"id":2,"name":"nhk","url":"https://n.example/rss","state":"failing","title":"東京",
        "last_poll":"2025-04-11T11:57:00.000Z","next_poll":"2025-04-11T12:05:00.000Z",
        "next_poll_reason":"back-off","failures":2,"last_status":503,"stories":7,
        "last_error":"fetch https://n.example/rss: HTTP 503\tService\u001b Unavailable"})"
        ),
    };
}

TEST(RenderTable, ANameIsWholeAsLongAsOthersCanBeCut) {
    auto feeds = two_feeds();
    feeds[0]["name"] = "kyiv-independent-english-news-xy";  // 32
    auto monitors = std::vector<JsonObject>{
        object(R"({"name":"a-monitor-with-quite-a-long-name","query":"a OR b OR c OR d OR e OR f",
            "on":["new","expanded","corrected"],"stories":1234,
            "last_matched":"2025-04-11T11:00:00.000Z"})")};
    for (const int width : {62, 80, 100}) {
        const auto table = render_feeds(feeds, terminal_look(width));
        EXPECT_NE(table.find("kyiv-independent-english-news-xy "), std::string::npos) << table;
        EXPECT_NE(table.find("  failing "), std::string::npos) << table;
        const auto list = render_monitors(monitors, terminal_look(width));
        EXPECT_NE(list.find("a-monitor-with-quite-a-long-name "), std::string::npos) << list;
        const auto all = table + list;
        for (const auto line : split(all, '\n')) {
            EXPECT_LE(display_width(line), width) << line;
        }
    }
    // What describes a feed goes before its name is cut.
    const auto narrow = render_feeds(two_feeds(), terminal_look(60));
    EXPECT_EQ(narrow.find("LAST POLL"), std::string::npos) << narrow;
    EXPECT_NE(narrow.find("kyiv-independent "), std::string::npos) << narrow;
    EXPECT_NE(narrow.find("  1,234 "), std::string::npos) << narrow;
}

TEST(RenderFeeds, AnErrorThatIsCutSaysWhereTheWholeIs) {
    const std::string hint = "wireroom why FEED tells it whole\n";
    auto failing = two_feeds();
    std::swap(failing[0], failing[1]);  // whichever row it is

    EXPECT_TRUE(render_feeds(failing, terminal_look(80)).ends_with(hint));
    EXPECT_FALSE(render_feeds(two_feeds(), terminal_look(100)).ends_with(hint));
    EXPECT_FALSE(render_feeds({two_feeds()[0]}, terminal_look(60)).ends_with(hint))
        << "a title is no error";
    EXPECT_FALSE(render_feeds(failing, pipe_look()).ends_with(hint));
}

TEST(RenderFeeds, IsAnAlignedTableOnATerminal) {
    EXPECT_EQ(
        render_feeds(two_feeds(), terminal_look(80)),
        "FEED              STATE    STORIES  LAST POLL  NEXT POLL  TITLE OR ERROR\n"
        "kyiv-independent  ok         1,234  1 h ago    in 2 h     The Kyiv Independent\n"
        "nhk               failing        7  3 min ago  in 5 min   HTTP 503?Service? Una…\n"
        "wireroom why FEED tells it whole\n"
    );
}

TEST(RenderFeeds, IsTabSeparatedInAPipe) {
    EXPECT_EQ(
        render_feeds(two_feeds(), pipe_look()),
        "kyiv-independent\tok\t1234\t2025-04-11T11:00:00.000Z\t2025-04-11T11:00:00.000Z\t"
        "2025-04-11T14:00:00.000Z\tfloor\t0\t304\thttps://k.example/rss\t\n"
        "nhk\tfailing\t7\t2025-04-11T11:57:00.000Z\t\t2025-04-11T12:05:00.000Z\tback-off\t2\t503\t"
        "https://n.example/rss\tfetch https://n.example/rss: HTTP 503?Service? Unavailable\n"
    );
}

TEST(RenderFeeds, NoFeedsIsNoTable) {
    EXPECT_EQ(render_feeds({}, terminal_look()), "");
    EXPECT_EQ(render_feeds({}, pipe_look()), "");
}

TEST(RenderWhy, ExplainsTheNextPoll) {
    EXPECT_EQ(
        render_why(two_feeds()[0], JsonObject(), terminal_look()),
        "kyiv-independent  ok\n"
        "title        The Kyiv Independent\n"
        "url          https://k.example/rss\n"
        "groups       ukraine\n"
        "next poll    in 2 h (2025-04-11 16:00:00)\n"
        "because      the polite minimum between two polls\n"
        "last poll    1 h ago (2025-04-11 13:00:00): HTTP 304\n"
        "last success 1 h ago (2025-04-11 13:00:00)\n"
        "stories      1,234\n"
    );
}

TEST(RenderWhy, TheDaemonsOwnSentenceComesFirst) {
    const auto feed = object(
        R"({"name":"f","state":"gone","next_poll_reason":"gone","next_poll_why":"There is no next poll: its server said 410.",
        "failures":3,"failing_since":"2025-04-10T12:00:00.000Z","last_error":"HTTP 410","interval":600})"
    );

    EXPECT_EQ(
        render_why(feed, JsonObject(), pipe_look()),
        "f  gone\n"
        "There is no next poll: its server said 410.\n"
        "Its stories stay. wireroom refresh asks the server once more; if the feed has\n"
        "moved, put its new address into the configuration and run wireroom reload.\n"
        "error        HTTP 410\n"
        "failures     3 in a row, since 1 d ago (2025-04-10 12:00:00)\n"
        "interval     10 min\n"
        "stories      0\n"
    );
}

TEST(RenderWhy, WhatHoldsUpEveryFeedIsASentence) {
    const auto feed = object(R"({"name":"f","state":"failing","next_poll_why":"W."})");
    const std::pair<std::string, std::string> cases[] = {
        {R"({"running":true,"offline_since":"2025-04-11T11:30:00.000Z"})",
         "The machine has been offline for 30 min, since 2025-04-11 11:30:00: nothing on\n"
         "the internet can be polled, and nothing counts against a feed; wireroomd tries\n"
         "again every minute.\n"},
        {R"({"running":true,"trouble":"the disk is full\u001b"})",
         "Nothing is polled at present: the disk is full?.\n"},
        {R"({"running":false})",
         "wireroomd is not running, so nothing is polled until it is started.\n"},
        {R"({"running":true})", ""},
    };
    for (const auto& [status, sentence] : cases) {
        EXPECT_EQ(
            render_why(feed, object(status), pipe_look()),
            "f  failing\nW.\n" + sentence + "stories      0\n"
        );
    }
}

TEST(RenderWhy, ARetiredFeedSaysHowItComesBack) {
    const auto text = render_why(
        object(R"({"name":"f","state":"retired"})"), object(R"({"running":true})"), pipe_look()
    );

    EXPECT_NE(text.find("Name it in the configuration again"), std::string::npos) << text;
}

TEST(RenderStatus, SaysThatTheMachineIsOffline) {
    const auto status = object(R"({"version":"0.1.0","running":true,"monitors":2,
        "feeds":{"total":1},"offline_since":"2025-04-11T11:30:00.000Z"})");

    EXPECT_EQ(
        render_status(status, terminal_look(60)),
        "daemon       wireroomd 0.1.0\n"
        "feeds        1\n"
        "stories      0, with 0 revisions\n"
        "events       0, the last at cursor\n"
        "monitors     2\n"
        "streams      0 open\n"
        "polls        0 under way\n"
        "offline      for 30 min, since 2025-04-11 13:30:00: nothing\n"
        "             on the internet can be polled, and nothing\n"
        "             counts against a feed; wireroomd tries again\n"
        "             every minute\n"
    );
}

TEST(RenderStatus, SaysWhatTheDaemonAndTheArchiveAre) {
    const auto status = object(R"({"version":"0.1.0","running":true,"uptime":259200,
        "head":"abc-1300","feeds":{"total":12,"failing":1},"stories":1234,"revisions":1300,"events":1300,
        "streams":2,"polls_in_flight":0,"next_poll":{"time":"2025-04-11T12:00:42.000Z","feed":"nhk"}})"
    );

    EXPECT_EQ(
        render_status(status, pipe_look()),
        "daemon       wireroomd 0.1.0, running for 3 d\n"
        "feeds        12 (1 failing)\n"
        "stories      1,234, with 1,300 revisions\n"
        "events       1,300, the last at cursor abc-1300\n"
        "streams      2 open\n"
        "polls        0 under way\n"
        "next poll    in 42 s (2025-04-11 12:00:42): nhk\n"
    );
}

TEST(RenderStatus, SaysThatTheDaemonIsDown) {
    EXPECT_EQ(
        render_status(
            object(R"({"running":false,"head":"abc-0","feeds":{"total":0}})"), pipe_look()
        ),
        "daemon       not running; this is what its store holds\n"
        "feeds        0\n"
        "stories      0, with 0 revisions\n"
        "events       0, the last at cursor abc-0\n"
    );
}

std::vector<JsonObject> two_stories() {
    return {
        object(
            R"({"id":"aaaaaaaaaaaaaaaa","url":"https://k.example/1","title":"Witkoff to\nmeet Putin",
        "revision":2,"first_seen":"2025-04-11T11:00:00.000Z","date_published":"2025-04-11T10:00:00.000Z",
        "sightings":[{"feed":"kyiv"},{"feed":"kyiv"},{"feed":"wire"}]})"
        ),
        object(
            R"({"id":"bbbbbbbbbbbbbbbb","url":"https://n.example/2","title":"東京都知事選、現職が三選を果たす",
        "revision":1,"first_seen":"2025-04-11T09:00:00.000Z","sightings":[{"feed":"nhk"}]})"
        ),
    };
}

TEST(RenderStories, CutsTitlesToTheTerminal) {
    EXPECT_EQ(
        render_stories(two_stories(), "first_seen", true, terminal_look(60)),
        "ID                WHEN     FEED     REV  TITLE\n"
        "aaaaaaaaaaaaaaaa  1 h ago  kyiv +1    2  Witkoff to?meet Pu…\n"
        "bbbbbbbbbbbbbbbb  3 h ago  nhk        1  東京都知事選、現職…\n"
    );
}

TEST(RenderStories, IsTabSeparatedInAPipeWithTheTimeItIsOrderedBy) {
    EXPECT_EQ(
        render_stories(two_stories(), "date_published", true, pipe_look()),
        "aaaaaaaaaaaaaaaa\t2025-04-11T10:00:00.000Z\tkyiv,wire\t2\tWitkoff to?meet Putin\t"
        "https://k.example/1\n"
        "bbbbbbbbbbbbbbbb\t2025-04-11T09:00:00.000Z\tnhk\t1\t東京都知事選、現職が三選を果たす\t"
        "https://n.example/2\n"
    );
}

TEST(RenderTable, NoLineIsWiderThanTheTerminal) {
    auto feeds = two_feeds();
    feeds[0]["name"] = std::string(64, 'n');
    feeds[1]["last_error"] = "fetch https://n.example/rss: " + std::string(300, 'e');
    for (const int width : {60, 80, 100, 200}) {
        const auto text = render_feeds(feeds, terminal_look(width));
        for (const auto line : split(text, '\n')) {
            EXPECT_LE(display_width(line), width) << line;
        }
    }
    // An id is there to be copied: it stays whole.
    EXPECT_NE(
        render_stories(two_stories(), "first_seen", true, terminal_look(30))
            .find("aaaaaaaaaaaaaaaa "),
        std::string::npos
    );
}

TEST(RenderMonitors, AreATableOnATerminalAndTabsInAPipe) {
    const std::vector<JsonObject> monitors = {
        object(
            R"({"name":"peskov","query":"peskov OR \"dmitry peskov\"","on":["new","expanded"],
        "added":"2025-04-01T00:00:00.000Z","stories":1234,"last_matched":"2025-04-11T11:00:00.000Z",
        "complete":true})"
        ),
        object(R"({"name":"kyiv","query":"київ","on":["new"],"stories":2,"complete":false})"),
    };

    EXPECT_EQ(
        render_monitors(monitors, terminal_look(80)),
        "MONITOR  STORIES  LAST MATCH  ON            QUERY\n"
        "peskov     1,234  1 h ago     new,expanded  peskov OR \"dmitry peskov\"\n"
        "kyiv          2…  –           new           київ\n"
    );
    EXPECT_EQ(
        render_monitors(monitors, pipe_look()),
        "peskov\t1234\t2025-04-11T11:00:00.000Z\tnew,expanded\tpeskov OR \"dmitry peskov\"\n"
        "kyiv\t2\t\tnew\tкиїв\n"
    );
    EXPECT_EQ(render_monitors({}, terminal_look()), "");
}

TEST(RenderQueryTest, TellsTheMatchesAndHowFarItLooked) {
    const auto answer = object(
        R"({"query":"peskov","since":"2025-03-12T12:00:00.000Z","looked_at":5000,
        "back_to":"2025-04-01T00:00:00.000Z","matches":[{"time":"2025-04-11T11:00:00.000Z",
        "revision":2,"initial":true,"story":{"id":"aaaaaaaaaaaaaaaa","url":"https://k/1","title":"T"}}]})"
    );

    EXPECT_EQ(
        render_query_test(answer, terminal_look()),
        "ID                WHEN     REV  TITLE\n"
        "aaaaaaaaaaaaaaaa  1 h ago    2  T · backlog\n"
    );
    EXPECT_EQ(
        render_query_test(answer, pipe_look()),
        "aaaaaaaaaaaaaaaa\t2025-04-11T11:00:00.000Z\t2\tT\thttps://k/1\n"
    );
    EXPECT_EQ(
        describe_query_test(answer, pipe_look()),
        "1 match in 5,000 revisions since 2025-03-12 12:00; nothing before 2025-04-01 00:00 was "
        "looked at: ask for more with --limit, or for less time with --last"
    );
    EXPECT_EQ(
        describe_query_test(object(R"({"matches":[],"looked_at":1})"), pipe_look()),
        "no match in 1 revision"
    );
}

TEST(PointAt, TheCaretStandsUnderThePlace) {
    EXPECT_EQ(point_at("a AND (b", 7, 80), "a AND (b\n      ^\n");
    EXPECT_EQ(point_at("東京 (", 8, 80), "東京 (\n     ^\n");
    EXPECT_EQ(point_at("\x1b[2J(", 5, 80), "?[2J(\n    ^\n");
    EXPECT_EQ(point_at("", 1, 80), "\n^\n");
    EXPECT_EQ(point_at("ab", 99, 80), "ab\n  ^\n");
}

TEST(PointAt, OfALongQueryThePartAroundThePlaceIsShown) {
    const auto query = std::string(300, 'a') + "(" + std::string(300, 'b');

    const auto text = point_at(query, 301, 60);
    const auto lines = split(text, '\n');

    ASSERT_EQ(lines.size(), 3U);
    EXPECT_LE(display_width(lines[0]), 60);
    EXPECT_EQ(lines[0][lines[1].size() - 1], '(');
}

TEST(RenderStories, OnlyTheFirstPageHasTitles) {
    const auto page = render_stories(two_stories(), "first_seen", false, terminal_look());

    EXPECT_TRUE(page.starts_with("aaaaaaaaaaaaaaaa  ")) << page;
}

}  // namespace
}  // namespace wireroom::cli
