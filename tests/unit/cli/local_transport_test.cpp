#include "cli/local_transport.hpp"

#include "cli/verbs.hpp"
#include "support/memory_archive.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

namespace wireroom::cli {
namespace {

class LocalVerbs : public testing::Test {
protected:
    test::MemoryArchive* archive = nullptr;
    std::unique_ptr<LocalTransport> transport;
    std::string printed;
    Look look = pipe_look();
    Output out{[this](std::string_view text) { printed += text; }};

    void SetUp() override {
        auto made = std::make_unique<test::MemoryArchive>();
        archive = made.get();
        transport = std::make_unique<LocalTransport>(std::move(made), look.now);
    }

    model::Event event(const std::string& title) {
        model::Event event;
        event.type = "story.new";
        event.feed = "kyiv";
        event.story.emplace().title = title;
        return event;
    }

    template <class V>
    Result<int, ClientError> run(const V& verb, bool json = true) {
        Session session{.transport = *transport, .out = out, .look = look, .json = json};
        auto result = run_verb(verb, session);
        out.flush();
        return result;
    }
};

TEST_F(LocalVerbs, EventsComeUpToTheHeadPageByPage) {
    for (int i = 0; i < 2500; ++i) {
        archive->add(event("T" + std::to_string(i)));
    }

    const auto code = run(EventsVerb{.since = "1"});

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(std::ranges::count(printed, '\n'), 2499);
    EXPECT_EQ(printed.find("stream."), std::string::npos);
    EXPECT_NE(printed.find("\"T2499\""), std::string::npos);
}

TEST_F(LocalVerbs, EventsOfAnEmptyLogAreNone) {
    const auto code = run(EventsVerb{.since = "0"});

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(printed, "");
}

TEST_F(LocalVerbs, ANumberBeyondTheLogSaysSo) {
    archive->add(event("T"));

    const auto code = run(EventsVerb{.since = "7"});

    ASSERT_FALSE(code);
    EXPECT_EQ(
        code.error().message,
        "cursor e1-7 is beyond the end of the log; start anew with begin or now"
    );
}

TEST_F(LocalVerbs, AllStoriesAreListedThroughTheRoutersPages) {
    for (int i = 0; i < 450; ++i) {
        archive->all_stories.emplace_back().id = "story" + std::to_string(i);
    }

    ASSERT_TRUE(run(StoriesVerb{.limit = 0}));
    EXPECT_EQ(std::ranges::count(printed, '\n'), 450);

    printed.clear();
    ASSERT_TRUE(run(StoriesVerb{.limit = 250}));
    EXPECT_EQ(std::ranges::count(printed, '\n'), 250);
    EXPECT_NE(printed.find("\"story249\""), std::string::npos);
}

TEST_F(LocalVerbs, AStoryComesWithItsRevisions) {
    archive->all_stories.emplace_back().id = "abc";
    archive->all_revisions["abc"] = {{.number = 1}, {.number = 2, .content_text = "Peskov"}};

    ASSERT_TRUE(run(ShowVerb{.id = "abc", .revisions = true}));

    const auto story = object(printed);
    ASSERT_EQ(array_of(story, "revisions").size(), 2U);
    EXPECT_EQ(text_of(array_of(story, "revisions")[1].as_object(), "content_text"), "Peskov");
}

TEST_F(LocalVerbs, StatusSaysThatNoDaemonRuns) {
    ASSERT_TRUE(run(StatusVerb{}, false));

    EXPECT_TRUE(printed.starts_with("daemon       not running;")) << printed;
}

TEST_F(LocalVerbs, AnUnreadableStoreIsAnErrorAndNoCrash) {
    archive->failure = "open /var/lib/wireroom/wireroom.db: \x1b disk I/O error";

    for (const auto& code :
         {run(StatusVerb{}), run(EventsVerb{.since = "0"}), run(StoriesVerb{})}) {
        ASSERT_FALSE(code);
        EXPECT_EQ(code.error().kind, ClientFault::kUnreachable);
        EXPECT_EQ(code.error().message, "open /var/lib/wireroom/wireroom.db: ? disk I/O error");
    }
}

TEST_F(LocalVerbs, AStreamThatIsToFollowNeedsTheDaemon) {
    const auto reply = transport->stream(
        {.path = "/v1/events", .query = {{"follow", "1"}}},
        [](std::string_view) { return true; },
        {}
    );

    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ClientFault::kUnreachable);
}

TEST_F(LocalVerbs, WhatOnlyADaemonCanDoIsRefused) {
    serve::Request request{.method = "POST", .path = "/v1/reload"};
    request.operator_socket = true;

    const auto reply = transport->ask(request);

    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ClientFault::kUnreachable);
    EXPECT_TRUE(reply.error().message.starts_with("wireroomd is not running"));
}

TEST_F(LocalVerbs, MonitorsAreReadFromTheStore) {
    model::Monitor monitor;
    monitor.spec = {.name = "peskov", .query = "peskov", .on = {"new"}};
    archive->all_monitors = {monitor};

    ASSERT_TRUE(run(MonitorListVerb{}, false));

    EXPECT_EQ(printed, "peskov\t0\t\tnew\tpeskov\n");
}

}  // namespace
}  // namespace wireroom::cli
