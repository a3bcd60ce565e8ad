#include "unit/cli/scripted_transport.hpp"

#include <string>
#include <vector>

namespace wireroom::cli {
namespace {

const std::string kCheckpoint = R"({"type":"stream.checkpoint","cursor":"e-1"})";
const std::string kOnline = R"({"running":true})";
const std::string kOffline = R"({"running":true,"offline_since":"2025-04-11T11:00:00.000Z"})";
const std::string kIdle;

std::string story(const std::string& id, const std::string& feed, bool initial) {
    return R"({"time":"2025-04-11T12:00:00.000Z","type":"story.new","initial":)" +
           std::string(initial ? "true" : "false") + R"(,"feed":{"name":")" + feed +
           R"("},"story":{"id":")" + id + R"(","title":"T"},"cursor":"e-)" + id + R"("})";
}

std::string match(const std::string& id, bool initial) {
    return R"({"time":"2025-04-11T12:00:00.000Z","type":"monitor.matched","monitor":"peskov",)"
           R"("initial":)" +
           std::string(initial ? "true" : "false") + R"(,"feed":{"name":"f"},"story":{"id":")" +
           id + R"(","title":"T"}})";
}

class Following : public Verbs {
protected:
    void SetUp() override { session.json = false; }
};

TEST_F(Following, AFirstRunIsOneLineAFeedThenOnlyWhatIsNew) {
    transport.steps = {
        {.lines =
             {kCheckpoint,
              R"({"type":"feed.added","initial":false,"feed":{"name":"lantern"}})",
              story("1", "lantern", true),
              story("2", "lantern", true),
              story("3", "world", true),
              kIdle,
              story("4", "lantern", false)}},
        {.body = kOnline},
    };

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(
        printed,
        "lantern: 2 stories\n"
        "world: 1 story\n"
        "12:00:00  new      lantern  T · 4\n"
    );
}

TEST_F(Following, BacklogIsToldBeforeOtherNewsAndAtTheEnd) {
    transport.steps = {
        {.lines = {
             story("1", "lantern", true), story("2", "lantern", false), story("3", "w", true)}}};

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(printed, "lantern: 1 story\n12:00:00  new      lantern  T · 2\nw: 1 story\n");
}

TEST_F(Following, AMonitorsStreamFoldsWhatMatchesAlready) {
    transport.steps = {
        {.body = R"({"name":"peskov"})"},
        {.lines = {match("1", true), match("2", true), kIdle, match("3", false)}},
        {.body = kOnline},
    };

    run_to_the_end(FollowVerb{.monitor = "peskov"});

    EXPECT_EQ(
        printed,
        "peskov: 2 stories match already\n"
        "12:00:00  matched  peskov  T · 3\n"
    );
    EXPECT_EQ(transport.asked[0], "/v1/monitors/peskov");
    EXPECT_EQ(transport.asked[1], "/v1/events?after=now&follow=1&monitor=peskov&heartbeat=5");
}

TEST_F(Following, WhoNamesTypesSeesEachEvent) {
    transport.steps = {{.lines = {story("1", "lantern", true)}}};

    run_to_the_end(FollowVerb{.type = "story.new"});

    EXPECT_EQ(printed, "12:00:00  new      lantern  T · backlog · 1\n");
}

TEST_F(Following, JsonIsUntouchedAndAsksNothingElse) {
    session.json = true;
    const auto line = story("1", "lantern", true);
    transport.steps = {{.lines = {kCheckpoint, line, kIdle}}};

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(printed, kCheckpoint + "\n" + line + "\n");
    EXPECT_EQ(transport.asked.front(), "/v1/events?after=now&follow=1");
    EXPECT_EQ(transport.asked.size(), 2U) << "the stream, and once more when it ended";
}

TEST_F(Following, AnOutageOfTheNetworkIsToldOnceAndItsEndOnce) {
    transport.steps = {
        {.lines = {kCheckpoint, kIdle, kCheckpoint, kIdle, kCheckpoint, kIdle, kCheckpoint, kIdle}},
        {.body = kOffline},
        {.body = kOffline},
        {.body = kOnline},
        {.body = kOnline},
    };

    run_to_the_end(FollowVerb{});

    ASSERT_GE(told.size(), 2U);
    EXPECT_EQ(
        told[0],
        "no network: nothing on the internet can be polled; wireroomd tries again every minute"
    );
    EXPECT_EQ(told[1], "the network is back");
    EXPECT_EQ(printed, "");
}

TEST_F(Following, TheNetworkIsLookedAtWhenNothingHappensOnly) {
    // Idle behind an event, without a sign of life between: nothing is asked a second time.
    transport.steps = {
        {.lines =
             {kCheckpoint, kIdle, story("1", "f", false), kIdle, story("2", "f", false), kIdle}},
        {.body = kOnline},
    };

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(std::ranges::count(transport.asked, "/v1/status"), 1);
}

TEST_F(Following, WhyNothingIsPolledIsToldOnce) {
    const std::string full = R"({"running":true,"trouble":"the disk\u001b is full"})";
    transport.steps = {
        {.lines = {kCheckpoint, kIdle, kCheckpoint, kIdle, kCheckpoint, kIdle}},
        {.body = full},
        {.body = full},
        {.body = kOnline},
    };

    run_to_the_end(FollowVerb{});

    ASSERT_GE(told.size(), 2U);
    EXPECT_EQ(told[0], "nothing is polled: the disk? is full");
    EXPECT_EQ(told[1], "feeds are polled again");
}

TEST_F(Following, OnATerminalTheFirstLineSaysWhatIsFollowed) {
    look.terminal = true;
    const std::pair<std::string, std::string> cases[] = {
        {R"({"feeds":{"total":12,"failing":2}})",
         "following 12 feeds, 2 failing (wireroom feeds --failing); Ctrl-C ends"},
        {R"({"feeds":{"total":1,"failing":0}})", "following 1 feed; Ctrl-C ends"},
        {R"({"feeds":{"total":0,"failing":0}})", "no feed is configured yet; Ctrl-C ends"},
    };
    for (const auto& [status, line] : cases) {
        told.clear();
        transport.steps = {{.body = status}};

        run_to_the_end(FollowVerb{});

        EXPECT_EQ(told, std::vector<std::string>{line});
    }
}

TEST_F(Following, OnATerminalAMonitorIsNamed) {
    look.terminal = true;
    transport.steps = {{.body = R"({"name":"peskov"})"}};

    run_to_the_end(FollowVerb{.monitor = "peskov"});

    EXPECT_EQ(told, std::vector<std::string>{"following monitor peskov; Ctrl-C ends"});
}

TEST_F(Following, ALongLineHangsBehindTheTimeOnATerminal) {
    look.terminal = true;
    look.width = 40;
    const std::string event =
        R"({"time":"2025-04-11T12:00:00.000Z","type":"story.new","feed":{"name":"lantern"},)"
        R"("story":{"id":"abcdefghijklmnop","title":"Envoy flies to Moscow for talks"}})";
    transport.steps = {{.body = "{}"}, {.lines = {event}}};

    run_to_the_end(FollowVerb{});

    EXPECT_EQ(
        printed,
        "12:00:00  new      lantern  Envoy flies\n"
        "          to Moscow for talks ·\n"
        "          abcdefghijklmnop\n"
    );
}

TEST_F(Following, TheReturnOfTheDaemonIsTold) {
    transport.steps = {
        {.status = -1, .lines = {kCheckpoint}},
        {.status = 0},
        {.status = -1, .lines = {kCheckpoint, story("1", "f", false)}},
    };

    run_to_the_end(FollowVerb{});

    ASSERT_EQ(told.size(), 3U);
    EXPECT_TRUE(told[0].starts_with("the daemon went away")) << told[0];
    EXPECT_EQ(told[1], "the daemon is back");
    EXPECT_TRUE(told[2].starts_with("the daemon went away")) << told[2];
}

TEST_F(Following, ADaemonThatListensElsewhereIsSaidSo) {
    transport.daemon = false;
    session.elsewhere = "wireroomd (pid 7) runs, but not at /s";

    EXPECT_EQ(run(FollowVerb{}).error().message, session.elsewhere);
    EXPECT_EQ(run(EventsVerb{.since = "0", .follow = true}).error().message, session.elsewhere);
}

TEST_F(Following, AnUnknownTypeIsSaidWithTheOneThatWasMeant) {
    const std::pair<std::string, std::string> cases[] = {
        {"new", "\"new\" is no event type; did you mean story.new?; there are story.new, "},
        {"story.new,feed.faling",
         "\"feed.faling\" is no event type; did you mean feed.failing?; there are "},
        {"stream.gap", "\"stream.gap\" is no event type; there are story.new, story.revised, "},
        {"story.new,", "\"\" is no event type; there are "},
    };
    for (const auto& [type, line] : cases) {
        const auto code = run(FollowVerb{.type = type});

        ASSERT_FALSE(code) << type;
        EXPECT_EQ(code.error().kind, ClientFault::kUsage);
        EXPECT_NE(code.error().message.find(line), std::string::npos) << code.error().message;
    }
    EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Following, CompletionAndHelpKnowEveryType) {
    const std::vector<std::string> help = {"follow", "--help"};
    const auto text = std::get<EarlyExit>(parse_options(help)).text;
    for (const auto type : kEventTypes) {
        EXPECT_NE(text.find(type), std::string::npos) << type;
        for (const auto* shell : {"bash", "zsh", "fish"}) {
            EXPECT_NE(completion_script(shell).find(type), std::string::npos) << shell << type;
        }
    }
}

TEST_F(Following, AnUnknownMonitorIsSaidAtOnce) {
    transport.steps = {{.status = 404, .body = R"({"detail":"there is no monitor x"})"}};

    const auto code = run(FollowVerb{.monitor = "x"});

    ASSERT_FALSE(code);
    EXPECT_EQ(
        code.error().message,
        "there is no monitor named x; wireroom monitor list shows those there are"
    );
}

}  // namespace
}  // namespace wireroom::cli
