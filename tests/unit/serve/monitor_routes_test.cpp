// Monitors, and what operators ask for.
#include "router_fixture.hpp"

namespace wireroom::serve {
namespace {

class Monitors : public RouterTest {
protected:
    Reply test(const std::string& body) { return reply("/v1/monitors/test", command(body)); }
};

TEST_F(Monitors, AreListedByName) {
    archive_.all_monitors.resize(2);
    archive_.all_monitors[1].spec.name = "a-monitor";

    const auto listed = body("/v1/monitors").at("monitors");

    ASSERT_EQ(listed.as_array().size(), 2U);
    EXPECT_EQ(listed.at(0).at("name"), "a-monitor");
    EXPECT_EQ(listed.at(1).at("query"), "peskov");
    EXPECT_EQ(body("/v1/monitors/peskov"), listed.at(1));
}

TEST_F(Monitors, AnUnknownOneNamesWhereTheyAreListed) {
    const auto refused = reply("/v1/stories?monitor=pescov");

    EXPECT_EQ(
        detail(refused), "there is no monitor named pescov; GET /v1/monitors lists those there are"
    );
    EXPECT_TRUE(archive_.asked_stories.empty());
}

TEST_F(Monitors, FilterStoriesAndTheirNextPage) {
    const auto listed = body("/v1/stories?monitor=peskov&limit=1");

    EXPECT_EQ(archive_.asked_stories.back().monitor, "peskov");
    EXPECT_EQ(listed.at("next"), "/v1/stories?monitor=peskov&limit=1&after=1");
}

TEST_F(Monitors, ATestLooksBackFromNow) {
    status_.now = *parse_rfc3339("2025-04-11T08:00:00Z");
    QueryTest::Hit hit;
    hit.story = story("aaa", 2);
    hit.time = *parse_rfc3339("2025-04-10T08:00:00Z");
    archive_.test_result.hits = {hit};
    archive_.test_result.looked_at = 12;

    const auto answered = test(R"({"query":"peskov OR putin","last":"7d","limit":5})");

    ASSERT_EQ(answered.status, 200) << answered.body;
    ASSERT_EQ(archive_.asked_tests.size(), 1U);
    EXPECT_EQ(archive_.asked_tests[0].query, "peskov OR putin");
    EXPECT_EQ(archive_.asked_tests[0].since, *parse_rfc3339("2025-04-04T08:00:00Z"));
    EXPECT_EQ(archive_.asked_tests[0].limit, 5);
    const auto told = boost::json::parse(answered.body);
    EXPECT_EQ(told.at("query"), "peskov OR putin");
    EXPECT_EQ(told.at("since"), "2025-04-04T08:00:00.000Z");
    EXPECT_EQ(told.at("looked_at"), 12);
    EXPECT_EQ(told.at("matches").at(0).at("revision"), 2);
    EXPECT_EQ(told.at("matches").at(0).at("story").at("id"), "aaa");
    EXPECT_FALSE(told.at("matches").at(0).at("story").as_object().contains("content_text"));
}

TEST_F(Monitors, ATestIsForReadersToo) {
    auto request = command(R"({"query":"x"})");
    request.operator_socket = false;

    EXPECT_EQ(reply("/v1/monitors/test", request).status, 200);
}

TEST_F(Monitors, ATestSaysWhyAQueryDoesNotCompile) {
    archive_.query_fault = "column 4: a parenthesis is not closed; close it";

    const auto refused = test(R"({"query":"(a"})");

    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(detail(refused), archive_.query_fault);
}

TEST_F(Monitors, ATestSaysWhatIsWrongWithItsBody) {
    EXPECT_EQ(test("").status, 400);
    EXPECT_EQ(
        detail(test(R"({"query":"x","lats":"7d"})")),
        "unknown member \"lats\" in the body; it takes query, last, limit"
    );
    EXPECT_EQ(reply("/v1/monitors/test?limit=5", command(R"({"query":"x"})")).status, 400);
    EXPECT_TRUE(archive_.asked_tests.empty());
}

class Commands : public RouterTest {
protected:
    RefreshCommand refresh(std::string_view target) {
        const auto answer = ask(target, command());
        const auto* asked = std::get_if<Command>(&answer);
        EXPECT_NE(asked, nullptr) << target;
        return asked == nullptr ? RefreshCommand{} : std::get<RefreshCommand>(*asked);
    }

    bool reload(const std::string& body) {
        const auto answer = ask("/v1/reload", command(body));
        return std::get<ReloadCommand>(std::get<Command>(answer)).force;
    }
};

TEST_F(Commands, RefreshNamesTheFeed) {
    EXPECT_EQ(refresh("/v1/feeds/ki/refresh").feeds, std::vector<std::string>{"ki"});
    EXPECT_EQ(refresh("/v1/feeds/1/refresh").feeds, std::vector<std::string>{"ki"});
    EXPECT_EQ(refresh("/v1/feeds/2/refresh").feeds, std::vector<std::string>{"2"});
    EXPECT_TRUE(refresh("/v1/feeds/refresh").feeds.empty());
}

TEST_F(Commands, RefreshWaitsAsLongAsItIsTold) {
    EXPECT_EQ(refresh("/v1/feeds/refresh").wait.count(), 0);
    EXPECT_EQ(refresh("/v1/feeds/refresh?wait=300").wait.count(), 300);
    EXPECT_EQ(refresh("/v1/feeds/ki/refresh?wait=7").wait.count(), 7);
    EXPECT_EQ(reply("/v1/feeds/ki/refresh?wait=301", command()).status, 400);
    EXPECT_EQ(reply("/v1/feeds/refresh?force=1", command()).status, 400);
}

TEST_F(Commands, RefreshTakesAFeedThatIsGoneAndNoneThatIsRetired) {
    archive_.all_feeds[1].state = model::FeedState::kGone;

    EXPECT_EQ(refresh("/v1/feeds/bad/refresh").feeds, std::vector<std::string>{"bad"});
    const auto refused = reply("/v1/feeds/old/refresh", command());
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(
        detail(refused), "feed old is retired: no configuration names it, so it is not polled"
    );
    EXPECT_EQ(reply("/v1/feeds/nobody/refresh", command()).status, 404);
}

TEST_F(Commands, AFeedMayBeCalledRefresh) {
    archive_.all_feeds[0].spec.name = "refresh";

    EXPECT_EQ(body("/v1/feeds/refresh").at("id"), 1);
    EXPECT_TRUE(refresh("/v1/feeds/refresh").feeds.empty());
    EXPECT_EQ(refresh("/v1/feeds/refresh/refresh").feeds, std::vector<std::string>{"refresh"});
}

TEST_F(Commands, ReloadTakesForce) {
    EXPECT_FALSE(reload(""));
    EXPECT_FALSE(reload("{}"));
    EXPECT_TRUE(reload(R"({"force":true})"));
    EXPECT_EQ(reply("/v1/reload", command("force")).status, 400);
    EXPECT_EQ(reply("/v1/reload?force=1", command()).status, 400);
}

TEST_F(Commands, AreRefusedToReaders) {
    for (const auto* target : {"/v1/reload", "/v1/feeds/refresh", "/v1/feeds/nobody/refresh"}) {
        auto request = command("nonsense");
        request.operator_socket = false;

        const auto refused = reply(target, request);

        EXPECT_EQ(refused.status, 403);
        EXPECT_EQ(
            detail(refused),
            std::string(target) +
                " is for operators: ask on the operators' socket, operator.sock "
                "beside this one or where socket.operator_path puts it"
        );
    }
}

TEST_F(Commands, TheMethodsOfAPathAreNamed) {
    const auto allowed = [&](std::string_view target) {
        return header(reply(target, method("DELETE")), "Allow");
    };

    EXPECT_EQ(allowed("/v1/feeds/refresh"), "GET, HEAD, POST");
    EXPECT_EQ(allowed("/v1/feeds/ki/refresh"), "POST");
    EXPECT_EQ(allowed("/v1/monitors/test"), "GET, HEAD, POST");
    EXPECT_EQ(allowed("/v1/monitors"), "GET, HEAD");
    EXPECT_EQ(allowed("/feeds/x"), "GET, HEAD");
}

}  // namespace
}  // namespace wireroom::serve
