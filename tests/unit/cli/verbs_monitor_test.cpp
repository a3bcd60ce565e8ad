#include "unit/cli/scripted_transport.hpp"

#include <string>

namespace wireroom::cli {
namespace {

TEST_F(Verbs, MonitorsAreObjectsAsJson) {
    transport.steps = {{.body = R"({"monitors":[{"name":"a"},{"name":"b"}]})"}};

    ASSERT_TRUE(run(MonitorListVerb{}));

    EXPECT_EQ(printed, "{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    EXPECT_EQ(transport.asked.front(), "/v1/monitors");
}

TEST_F(Verbs, AQueryIsTriedByTheDaemonWithItsAgeAndLimit) {
    transport.steps = {{.body = R"({"matches":[{"time":"t","story":{"id":"a"}}],"looked_at":3})"}};

    ASSERT_TRUE(run(MonitorTestVerb{.query = "peskov OR \"a b\"", .last = "7d", .limit = 3}));

    EXPECT_EQ(transport.asked.front(), "/v1/monitors/test");
    EXPECT_EQ(transport.bodies.front(), R"({"query":"peskov OR \"a b\"","last":"7d","limit":3})");
    EXPECT_EQ(printed, "{\"time\":\"t\",\"story\":{\"id\":\"a\"}}\n");
}

TEST_F(Verbs, AQueryThatDoesNotCompileIsPointedAtAndAsksNothing) {
    session.errors_on_terminal = true;

    const auto code = run(MonitorTestVerb{.query = "peskov AND (kremlin"});

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().kind, ClientFault::kUsage);
    EXPECT_TRUE(code.error().message.starts_with("the query: ")) << code.error().message;
    EXPECT_NE(code.error().message.find("at column 12"), std::string::npos) << code.error().message;
    EXPECT_EQ(shown, "peskov AND (kremlin\n           ^\n");
    EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Verbs, InAPipeNothingIsPointedAt) {
    ASSERT_FALSE(run(MonitorTestVerb{.query = "("}));

    EXPECT_EQ(shown, "");
}

TEST_F(Verbs, AnAgeIsNoDate) {
    for (const auto* last : {"", "2025-04-01", "soon", "3", "-3d"}) {
        const auto code = run(MonitorTestVerb{.query = "a", .last = last});

        ASSERT_FALSE(code) << last;
        EXPECT_EQ(code.error().kind, ClientFault::kUsage);
    }
    EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Verbs, StoriesOfAMonitorAreAFilterOfTheDaemons) {
    transport.steps = {{.body = R"({"name":"peskov"})"}, {.body = R"({"stories":[]})"}};

    ASSERT_TRUE(run(StoriesVerb{.monitor = "peskov"}));

    EXPECT_EQ(transport.asked[0], "/v1/monitors/peskov");
    EXPECT_EQ(transport.asked[1], "/v1/stories?monitor=peskov&include=content,sightings&limit=50");
}

TEST_F(Verbs, ExportIsTheDaemonsDocument) {
    transport.steps = {{.body = "<opml/>"}};

    ASSERT_TRUE(run(ExportVerb{}));

    EXPECT_EQ(printed, "<opml/>\n");
    EXPECT_EQ(transport.asked.front(), "/feeds.opml");
}

}  // namespace
}  // namespace wireroom::cli
