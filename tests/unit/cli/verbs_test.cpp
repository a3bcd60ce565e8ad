#include "unit/cli/scripted_transport.hpp"

#include <string>
#include <vector>

namespace wireroom::cli {
namespace {

TEST_F(Verbs, StoriesFollowTheNextLinkUpToTheLimit) {
    transport.steps = {
        {.body =
             R"({"stories":[{"id":"a"},{"id":"b"}],"next":"/v1/stories?tag=x%26y&limit=200&after=t%3D1"})"},
        {.body = R"({"stories":[{"id":"c"}],"next":"/v1/stories?limit=1&after=2"})"},
    };

    const auto code = run(StoriesVerb{.tag = "x&y", .limit = 3, .order = "published"});

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(*code, kExitOk);
    EXPECT_EQ(printed, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
    EXPECT_EQ(
        transport.asked,
        (std::vector<std::string>{
            "/v1/stories?tag=x&y&order=published&include=content,sightings&limit=3",
            "/v1/stories?tag=x&y&limit=1&after=t=1",
        })
    );
}

TEST_F(Verbs, LimitZeroIsAllStories) {
    transport.steps = {
        {.body = R"({"stories":[{"id":"a"}],"next":"/v1/stories?limit=200&after=1"})"},
        {.body = R"({"stories":[{"id":"b"}],"next":"/v1/stories?limit=200&after=2"})"},
        {.body = R"({"stories":[{"id":"c"}]})"},
    };

    ASSERT_TRUE(run(StoriesVerb{.limit = 0}));

    EXPECT_EQ(printed, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
    EXPECT_EQ(transport.asked.back(), "/v1/stories?limit=200&after=2");
}

TEST_F(Verbs, ADaemonThatRepeatsItselfDoesNotHoldUs) {
    const ScriptedTransport::Step same = {
        .body = R"({"stories":[{"id":"a"}],"next":"/v1/stories?limit=200&after=1"})"};
    transport.steps = {same, same, same, same};

    ASSERT_TRUE(run(StoriesVerb{.limit = 0}));

    EXPECT_EQ(transport.asked.size(), 2U);
}

TEST_F(Verbs, SinceIsAnAgeADateOrATime) {
    EXPECT_EQ(parse_since("90min", look), at("2025-04-11T10:30:00Z"));
    EXPECT_EQ(parse_since("3d", look), at("2025-04-08T12:00:00Z"));
    EXPECT_EQ(parse_since("2025-04-01T00:00:00+02:00", look), at("2025-03-31T22:00:00Z"));
    EXPECT_EQ(parse_since("2025-04-01", terminal_look()), at("2025-03-31T22:00:00Z"));
    for (const auto* wrong :
         {"", "3", "d", "-3d", "3 d", "3m", "yesterday", "99999999999999999999d"}) {
        EXPECT_EQ(parse_since(wrong, look), std::nullopt) << wrong;
    }
}

TEST_F(Verbs, ANonsenseSinceIsWrongUsageAndAsksNothing) {
    const auto code = run(StoriesVerb{.since = "yesterday"});

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().kind, ClientFault::kUsage);
    EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Verbs, ShowPrintsTheDaemonsObjectAsItIs) {
    transport.steps = {
        {.body = R"({"id":"a","revisions":[{"number":1}],"future":1.50})"
                 "\n"}};

    ASSERT_TRUE(run(ShowVerb{.id = "a", .revisions = true}));

    EXPECT_EQ(printed, "{\"id\":\"a\",\"revisions\":[{\"number\":1}],\"future\":1.50}\n");
    EXPECT_EQ(transport.asked.front(), "/v1/stories/a?include=content,sightings,revisions");
}

TEST_F(Verbs, AProblemBecomesItsDetail) {
    transport.steps = {
        {.status = 404, .body = R"({"title":"Not Found","detail":"there is no story\u001b x"})"},
        {.status = 400, .body = R"({"title":"Bad Request"})"},
        {.status = 502, .body = "<html>"},
    };

    const auto missing = run(ShowVerb{.id = "x"});
    const auto bad = run(ShowVerb{.id = "x"});
    const auto odd = run(ShowVerb{.id = "x"});

    EXPECT_EQ(missing.error().message, "there is no story? x; wireroom stories lists them");
    EXPECT_EQ(missing.error().kind, ClientFault::kMissing);
    EXPECT_EQ(bad.error().message, "Bad Request");
    EXPECT_EQ(bad.error().kind, ClientFault::kUsage);
    EXPECT_EQ(odd.error().message, "the daemon answered with HTTP status 502");
    EXPECT_EQ(printed, "");
}

TEST_F(Verbs, AFeedIsFoundByItsUrl) {
    transport.steps = {
        {.body = R"({"feeds":[{"name":"a","url":"http://a/"},{"name":"b","url":"http://b/"}]})"}};

    ASSERT_TRUE(run(WhyVerb{.feed = "http://b/"}));

    EXPECT_EQ(printed, "{\"name\":\"b\",\"url\":\"http://b/\"}\n");
    EXPECT_EQ(transport.asked.front(), "/v1/feeds");
}

TEST_F(Verbs, FeedsThatFailAreAFilterOfTheDaemons) {
    transport.steps = {{.body = R"({"feeds":[{"name":"a"},{"name":"b"}]})"}};

    ASSERT_TRUE(run(FeedsVerb{.failing = true}));

    EXPECT_EQ(printed, "{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    EXPECT_EQ(transport.asked.front(), "/v1/feeds?state=failing");
}

TEST_F(Verbs, DiffAsksForTheRevisionsThatWereNamed) {
    transport.steps = {{.body = "{}"}, {.body = "{}"}};

    ASSERT_TRUE(run(DiffVerb{.id = "a"}));
    ASSERT_TRUE(run(DiffVerb{.id = "a", .from = 1, .to = 3}));

    EXPECT_EQ(
        transport.asked,
        (std::vector<std::string>{"/v1/stories/a/diff", "/v1/stories/a/diff?from=1&to=3"})
    );
}

TEST_F(Verbs, EventsPrintRowsOfTheLogOnly) {
    // The second row only speaks of a stream line: it is a row all the same.
    const std::string row =
        R"({"seq":1,"type":"story.new","story":{"title":"say \"stream.gap\""}})";
    const std::string tricky =
        R"({"seq":2,"type":"story.new","story":{"title":"stream.gap","tags":["stream.x"]}})";
    transport.steps = {
        {.lines = {
             R"({"type":"stream.checkpoint","cursor":"e-0"})",
             row,
             tricky,
             R"({"type":"stream.checkpoint","cursor":"e-2"})"}}};

    ASSERT_TRUE(run(EventsVerb{.since = "0"}));

    EXPECT_EQ(printed, row + "\n" + tricky + "\n");
    EXPECT_EQ(transport.asked.front(), "/v1/events?after=begin&follow=0");
}

TEST_F(Verbs, ABareNumberIsACursorOfThisStore) {
    transport.steps = {{.body = R"({"epoch":"abc"})"}, {}};

    ASSERT_TRUE(run(EventsVerb{.since = "12"}));

    EXPECT_EQ(
        transport.asked,
        (std::vector<std::string>{"/v1/status", "/v1/events?after=abc-12&follow=0"})
    );
}

TEST_F(Verbs, AGapSaysHowToGoOn) {
    transport.steps = {{.status = 410, .body = R"({"detail":"cursor x-1 is of another store"})"}};

    const auto code = run(EventsVerb{.since = "x-1"});

    EXPECT_EQ(code.error().message, "cursor x-1 is of another store; start anew with begin or now");
}

TEST_F(Verbs, FollowingNeedsTheDaemon) {
    transport.daemon = false;

    const auto follow = run(FollowVerb{});
    const auto events = run(EventsVerb{.since = "0", .follow = true});

    EXPECT_EQ(follow.error().kind, ClientFault::kUnreachable);
    EXPECT_EQ(events.error().kind, ClientFault::kUnreachable);
    EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Verbs, FollowResumesFromItsLastCursorAndSaysSoOnce) {
    transport.steps = {
        {.body = R"({"name":"f"})"},
        {.status = -1,
         .lines =
             {R"({"type":"stream.checkpoint","cursor":"e-4"})",
              R"({"type":"story.new","cursor":"e-5"})"}},
        {.status = 0},
        {.status = 503},
        {.status = -1, .lines = {R"({"type":"stream.checkpoint","cursor":"e-6"})"}},
    };

    run_to_the_end(FollowVerb{.feed = "f", .type = "story.new"});

    EXPECT_EQ(
        transport.asked,
        (std::vector<std::string>{
            "/v1/feeds/f",
            "/v1/events?after=now&follow=1&feed=f&types=story.new",
            "/v1/events?after=e-5&follow=1&feed=f&types=story.new",
            "/v1/events?after=e-5&follow=1&feed=f&types=story.new",
            "/v1/events?after=e-5&follow=1&feed=f&types=story.new",
            "/v1/events?after=e-6&follow=1&feed=f&types=story.new",
        })
    );
    EXPECT_EQ(told.size(), 3U) << "it went away, is back, and went away";
    EXPECT_EQ(pauses, (std::vector<int>{500, 1000, 2000, 500}));
}

TEST_F(Verbs, FollowGivesUpWhenItNeverConnectedOrTheCursorIsGone) {
    transport.steps = {{.status = 0}};
    EXPECT_EQ(run(FollowVerb{}).error().kind, ClientFault::kUnreachable);

    transport.steps = {
        {.lines = {R"({"type":"stream.closed","cursor":"e-1","reason":"shutdown"})"}},
        {.status = 410, .body = R"({"detail":"gone"})"},
    };
    EXPECT_EQ(run(FollowVerb{}).error().message, "gone; start anew with begin or now");
}

TEST_F(Verbs, AMistypedFeedTypeOrPlaceIsSaidAtOnce) {
    transport.steps = {
        {.status = 404, .body = R"({"detail":"there is no feed named x"})"},
        {.status = 404, .body = R"({"detail":"there is no feed named x"})"},
    };
    EXPECT_EQ(
        run(FollowVerb{.feed = "x"}).error().message,
        "there is no feed named x; wireroom feeds shows those there are"
    );
    EXPECT_EQ(
        run(StoriesVerb{.feed = "x"}).error().message,
        "there is no feed named x; wireroom feeds shows those there are"
    );
    EXPECT_EQ(run(FollowVerb{.type = "story.new,revised"}).error().kind, ClientFault::kUsage);
    EXPECT_EQ(
        run(EventsVerb{.since = "yesterday"}).error().message,
        "--since yesterday is no place in the log: say a number, a cursor, begin or now"
    );
}

TEST_F(Verbs, StatusSaysWhomItAsked) {
    session.json = false;
    transport.steps = {{.body = R"({"running":true})"}, {.body = R"({"running":false})"}};

    ASSERT_TRUE(run(StatusVerb{}));
    EXPECT_TRUE(printed.ends_with("\nsocket       /run/w.sock\n")) << printed;

    printed.clear();
    transport.daemon = false;
    session.store = "/var/w.db";
    ASSERT_TRUE(run(StatusVerb{}));
    EXPECT_TRUE(printed.ends_with("\nstore        /var/w.db\n")) << printed;
}

TEST_F(Verbs, APersonIsToldThatThereIsNothing) {
    session.json = false;
    look.terminal = true;
    transport.steps = {{.body = R"({"stories":[]})"}, {.body = R"({"feeds":[]})"}};

    ASSERT_TRUE(run(StoriesVerb{}));
    ASSERT_TRUE(run(FeedsVerb{.failing = true}));

    EXPECT_EQ(printed, "no stories yet\nno feed is failing\n");
}

TEST_F(Verbs, WhatWasAskedForInVainIsNamed) {
    session.json = false;
    look.terminal = true;
    transport.steps = {{.body = R"({"stories":[]})"}, {.body = R"({"stories":[]})"}};

    ASSERT_TRUE(run(StoriesVerb{.group = "ukrain"}));
    ASSERT_TRUE(run(StoriesVerb{.group = "a", .tag = "b\x1b", .since = "3d"}));

    EXPECT_EQ(printed, "no story of group ukrain\nno story of group a, with tag b?, since 3d\n");
}

TEST_F(Verbs, ADaemonThatRunsElsewhereIsNotSaidToBeDown) {
    session.json = false;
    transport.daemon = false;
    session.elsewhere = "wireroomd (pid 7) runs, but not at /s";
    transport.steps = {
        {.body = R"({"running":false})"},
        {.body = R"({"name":"f"})"},
        {.body = R"({"running":false})"}};

    ASSERT_TRUE(run(StatusVerb{}));
    ASSERT_TRUE(run(WhyVerb{.feed = "f"}));

    EXPECT_TRUE(printed.starts_with("daemon       running, but somewhere else; ")) << printed;
    EXPECT_EQ(printed.find("not running"), std::string::npos) << printed;
}

TEST_F(Verbs, FollowPrintsPeopleOneLineAnEvent) {
    session.json = false;
    transport.steps = {
        {.lines = {
             R"({"type":"stream.checkpoint","cursor":"e-4"})",
             R"({"type":"stream.gap","from":"e-1","cursor":"e-4","reason":"retention"})",
             R"(not JSON)",
             R"({"time":"2025-04-11T11:00:00.000Z","type":"feed.gone","feed":{"name":"f"}})",
         }}};

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(printed, "11:00:00  gone     f\n");
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front(), "a gap: events are missing here (retention)");
}

TEST_F(Verbs, AMergedStoryIsShownWhereItIsNow) {
    transport.steps = {
        {301,
         R"({"detail":"story old was merged into new"})",
         {},
         "/v1/stories/new?include=content%2Csightings"},
        {200, R"({"id":"new"})", {}},
    };

    ASSERT_EQ(run(ShowVerb{.id = "old"}).value(), kExitOk);

    EXPECT_EQ(transport.asked.back(), "/v1/stories/new?include=content,sightings");
    EXPECT_EQ(printed, "{\"id\":\"new\"}\n");
    EXPECT_EQ(
        told, std::vector<std::string>{"story old was merged into new; this is about that one"}
    );
}

TEST_F(Verbs, WhoPointsElsewhereIsNotFollowedThere) {
    for (const auto* location : {"http://evil.example/", "/v1/feeds", "", "//x/v1/stories/a"}) {
        transport.steps = {{301, R"({"detail":"moved"})", {}, location}};

        const auto shown = run(DiffVerb{.id = "old"});

        ASSERT_FALSE(shown) << location;
        EXPECT_EQ(shown.error().message, "moved");
    }
}

TEST_F(Verbs, AStoryThatPointsToItselfIsNotAskedForEver) {
    for (int i = 0; i < 9; ++i) {
        transport.steps.push_back({301, R"({"detail":"moved"})", {}, "/v1/stories/old"});
    }

    EXPECT_FALSE(run(ExplainVerb{.id = "old"}));

    EXPECT_EQ(transport.asked.size(), 5U);
}

TEST_F(Verbs, ExplainNamesTheStoriesThatItWasNot) {
    session.json = false;
    transport.steps = {
        {200,
         R"({"id":"a","title":"T","keys":[],"members":["gone"],"sightings":[{"feed":"f","reasons":[
         {"code":"c","story":"b","text":"No."}]}]})",
         {}},
        {200, R"({"id":"b","title":"Another"})", {}},
        {410, R"({"detail":"removed"})", {}},
    };

    ASSERT_EQ(run(ExplainVerb{.id = "a"}).value(), kExitOk);

    EXPECT_EQ(
        transport.asked,
        (std::vector<std::string>{
            "/v1/stories/a/explain", "/v1/stories/b?include=", "/v1/stories/gone?include="})
    );
    EXPECT_NE(printed.find("that is b “Another”\n"), std::string::npos) << printed;
}

TEST_F(Verbs, ARemovedStorySaysSoAndAnUnknownOneSaysWhereToLook) {
    transport.steps = {
        {410, R"({"detail":"story a was removed on 2025-04-11 by the operator"})", {}},
        {404, R"({"detail":"there is no story a"})", {}},
    };

    EXPECT_EQ(
        run(ExplainVerb{.id = "a"}).error().message,
        "story a was removed on 2025-04-11 by the operator"
    );
    EXPECT_EQ(
        run(ExplainVerb{.id = "a"}).error().message,
        "there is no story a; wireroom stories lists them"
    );
}

}  // namespace
}  // namespace wireroom::cli
