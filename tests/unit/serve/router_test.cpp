#include "router_fixture.hpp"
#include "serve/page.hpp"

namespace wireroom::serve {
namespace {

using Router = RouterTest;

TEST_F(Router, ANameIsThatOfTheFeedThatIsPolled) {
    archive_.all_feeds.insert(
        archive_.all_feeds.begin(), feed(7, "ki", model::FeedState::kRetired)
    );

    EXPECT_TRUE(reply("/v1/feeds/ki").body.starts_with(R"({"id":1,)"));
    EXPECT_TRUE(reply("/v1/feeds/7").body.starts_with(R"({"id":7,)"));
    EXPECT_TRUE(reply("/v1/feeds/old").body.starts_with(R"({"id":3,)"));
}

TEST_F(Router, AnswersWithTheStatusOfEachRequest) {
    struct Case {
        const char* method;
        const char* target;
        int status;
    };
    const Case cases[] = {
        {"GET", "/v1/status", 200},
        {"HEAD", "/v1/status", 200},
        {"POST", "/v1/status", 405},
        {"GET", "/v1/status?verbose=1", 400},
        {"GET", "/v1/status/", 404},
        {"GET", "/v1/statusx", 404},
        {"GET", "/", 404},
        {"GET", "//v1/status", 404},
        {"GET", "/v1/feeds", 200},
        {"GET", "/v1/feeds?state=failing,ok", 200},
        {"GET", "/v1/feeds?state=broken", 400},
        {"GET", "/v1/feeds?state=ok&state=ok", 400},
        {"POST", "/v1/feeds", 405},
        {"GET", "/v1/feeds/ki", 200},
        {"GET", "/v1/feeds/1", 200},
        {"GET", "/v1/feeds/old", 200},
        {"GET", "/v1/feeds/nobody", 404},
        {"GET", "/v1/feeds/%ff%00", 404},
        {"DELETE", "/v1/feeds/ki", 405},
        {"POST", "/v1/feeds/ki/refresh", 403},
        {"POST", "/v1/feeds/refresh", 403},
        {"GET", "/v1/feeds/refresh", 404},
        {"GET", "/v1/feeds/ki/refresh", 405},
        {"DELETE", "/v1/feeds/refresh", 405},
        {"POST", "/v1/reload", 403},
        {"GET", "/v1/reload", 405},
        {"GET", "/v1/monitors", 200},
        {"GET", "/v1/monitors?state=ok", 400},
        {"PUT", "/v1/monitors/peskov", 405},
        {"GET", "/v1/monitors/peskov", 200},
        {"GET", "/v1/monitors/nobody", 404},
        {"GET", "/v1/monitors/test", 404},
        {"POST", "/v1/monitors/test", 400},
        {"GET", "/v1/stories?monitor=peskov", 200},
        {"GET", "/v1/stories?monitor=nobody", 404},
        {"GET", "/feeds/all.atom", 200},
        {"HEAD", "/feeds/all.atom", 200},
        {"POST", "/feeds/all.atom", 405},
        {"GET", "/feeds/all.atom?limit=1000", 200},
        {"GET", "/feeds/all.atom?limit=1001", 400},
        {"GET", "/feeds/all.atom?min=material", 400},
        {"GET", "/feeds/all.rss", 404},
        {"GET", "/feeds/all", 404},
        {"GET", "/feeds/.atom", 404},
        {"GET", "/feeds/feed.atom", 404},
        {"GET", "/feeds/", 404},
        {"GET", "/feeds", 404},
        {"GET", "/feeds/feed/ki.atom", 200},
        {"GET", "/feeds/feed/1.atom", 200},
        {"GET", "/feeds/feed/old.atom", 200},
        {"GET", "/feeds/feed/nobody.atom", 404},
        {"GET", "/feeds/feed/.atom", 404},
        {"GET", "/feeds/group/war%20%2F%20peace.atom", 200},
        {"GET", "/feeds/group/war.atom", 404},
        {"GET", "/feeds/monitor/peskov.atom", 200},
        {"GET", "/feeds/monitor/nobody.atom", 404},
        {"GET", "/feeds/tag/x.atom", 404},
        {"GET", "/feeds.opml", 200},
        {"GET", "/feeds.opml?limit=1", 400},
        {"GET", "/v1/stories", 200},
        {"GET", "/v1/stories?order=published&limit=1000&since=2025-04-11", 200},
        {"GET", "/v1/stories?order=newest", 400},
        {"GET", "/v1/stories?limit=0", 400},
        {"GET", "/v1/stories?limit=1001", 400},
        {"GET", "/v1/stories?limit=1x", 400},
        {"GET", "/v1/stories?limit=99999999999999999999", 400},
        {"GET", "/v1/stories?limit=", 400},
        {"GET", "/v1/stories?since=yesterday", 400},
        {"GET", "/v1/stories?page=2", 400},
        {"GET", "/v1/stories?after=nonsense", 400},
        {"GET", "/v1/stories?include=body", 400},
        {"GET", "/v1/stories/aaa", 200},
        {"GET", "/v1/stories/aaa?include=", 200},
        {"GET", "/v1/stories/aaa?include=content,sightings,revisions", 200},
        {"GET", "/v1/stories/aaa?include=all", 400},
        {"GET", "/v1/stories/zzz", 404},
        {"DELETE", "/v1/stories/aaa", 403},
        {"PUT", "/v1/stories/aaa", 405},
        {"POST", "/v1/stories/aaa", 405},
        {"POST", "/v1/stories/aaa/merge", 403},
        {"POST", "/v1/stories/aaa/split", 403},
        {"GET", "/v1/stories/aaa/merge", 405},
        {"GET", "/v1/stories/aaa/explain", 200},
        {"GET", "/v1/stories/aaa/explain?x=1", 400},
        {"GET", "/v1/stories/zzz/explain", 404},
        {"DELETE", "/v1/stories", 405},
        {"GET", "/v1/stories/aaa/revisions", 200},
        {"GET", "/v1/stories/zzz/revisions", 404},
        {"GET", "/v1/stories/aaa/revisions/2", 200},
        {"GET", "/v1/stories/aaa/revisions/3", 404},
        {"GET", "/v1/stories/aaa/revisions/0", 404},
        {"GET", "/v1/stories/aaa/revisions/-1", 404},
        {"GET", "/v1/stories/aaa/revisions/x", 404},
        {"GET", "/v1/stories/aaa/revisions/2?x=1", 400},
        {"GET", "/v1/stories/aaa/diff", 200},
        {"GET", "/v1/stories/aaa/diff?from=2&to=1", 200},
        {"GET", "/v1/stories/aaa/diff?from=1&to=9", 404},
        {"GET", "/v1/stories/aaa/diff?from=2", 404},
        {"GET", "/v1/stories/aaa/diff?format=html", 400},
        {"GET", "/v1/stories/bbb/diff", 404},
        {"GET", "/v1/stories/zzz/diff", 404},
        {"GET", "/v1/search?q=x", 404},
        {"GET", "/v1/consumers/a/events", 404},
        {"POST", "/v1/events", 405},
        {"GET", "/v1/events?after=12", 400},
        {"GET", "/v1/events?after=nonsense", 400},
        {"GET", "/v1/events?after=e1--1", 400},
        {"GET", "/v1/events?after=e1-99999999999999999999", 400},
        {"GET", "/v1/events?after=e1-6", 410},
        {"GET", "/v1/events?after=e0-1", 410},
        {"GET", "/v1/events?follow=yes", 400},
        {"GET", "/v1/events?types=,", 400},
        {"GET", "/v1/events?types=story.nwe", 400},
        {"GET", "/v1/events?limit=0", 400},
        {"GET", "/v1/events?wait=301", 400},
        {"GET", "/v1/events?wait=1&follow=1", 400},
        {"GET", "/v1/events?heartbeat=0", 400},
        {"GET", "/v1/events?lang=en,de", 400},
        {"GET", "/healthz", 200},
        {"PUT", "/healthz", 405},
    };
    for (const auto& one : cases) {
        const auto answered = reply(one.target, method(one.method));
        EXPECT_EQ(answered.status, one.status) << one.method << ' ' << one.target;
        if (answered.status >= 400) {
            EXPECT_EQ(answered.content_type, "application/problem+json") << one.target;
            const auto problem = boost::json::parse(answered.body);
            EXPECT_EQ(problem.at("status").as_int64(), one.status) << one.target;
            EXPECT_FALSE(problem.at("detail").as_string().empty()) << one.target;
        }
    }
}

TEST_F(Router, NamesTheMethodsThatAPathTakes) {
    const auto answered = reply("/v1/feeds", method("PATCH"));

    ASSERT_EQ(answered.headers.size(), 1U);
    EXPECT_EQ(answered.headers[0].first, "Allow");
    EXPECT_EQ(answered.headers[0].second, "GET, HEAD");
}

TEST_F(Router, FiltersFeedsByStateAndHidesRetiredOnes) {
    EXPECT_EQ(body("/v1/feeds").at("feeds").as_array().size(), 3U);
    EXPECT_EQ(body("/v1/feeds?state=retired").at("feeds").as_array().size(), 1U);
    EXPECT_EQ(body("/v1/feeds?state=failing").at("feeds").at(0).at("name"), "bad");
}

TEST_F(Router, FindsAFeedByNameBeforeNumber) {
    EXPECT_EQ(body("/v1/feeds/2").at("id"), 9);
    EXPECT_EQ(body("/v1/feeds/1").at("name"), "ki");
    EXPECT_EQ(body("/v1/feeds/ki").at("next_poll_why"), "because of ki");
}

TEST_F(Router, TellsStatusOfTheStoreAndTheDaemon) {
    status_.running = true;
    status_.streams = 4;

    const auto status = body("/v1/status");

    EXPECT_EQ(status.at("head"), "e1-5");
    EXPECT_EQ(status.at("oldest"), "e1-0");
    EXPECT_EQ(status.at("streams"), 4);
    EXPECT_EQ(status.at("feeds").at("failing"), 1);
}

TEST_F(Router, HealthSaysWhatIsWrong) {
    archive_.failure = "the disk is gone";

    const auto answered = reply("/healthz");

    EXPECT_EQ(answered.status, 503);
    EXPECT_NE(answered.body.find("the disk is gone"), std::string::npos);
    EXPECT_THROW(ask("/v1/status"), std::runtime_error);
}

TEST_F(Router, ADaemonThatCannotStoreIsNotHealthyAndItsStatusSaysWhy) {
    status_.trouble = "polling is paused: the disk is full";

    const auto answered = reply("/healthz");

    EXPECT_EQ(answered.status, 503);
    EXPECT_NE(answered.body.find("the disk is full"), std::string::npos);
    EXPECT_EQ(body("/v1/status").at("trouble"), "polling is paused: the disk is full");
}

TEST_F(Router, IncludesWhatIsAskedFor) {
    const auto by_default = body("/v1/stories/aaa").as_object();
    const auto bare = body("/v1/stories/aaa?include=").as_object();
    const auto ledger = body("/v1/stories/aaa?include=revisions").as_object();

    EXPECT_TRUE(by_default.contains("content_text") && by_default.contains("sightings"));
    EXPECT_FALSE(by_default.contains("revisions"));
    EXPECT_FALSE(bare.contains("content_text") || bare.contains("sightings"));
    EXPECT_FALSE(ledger.contains("content_text"));
    EXPECT_EQ(ledger.at("revisions").as_array().size(), 2U);
}

TEST_F(Router, PagesThroughStoriesByTheLinkItGives) {
    archive_.all_stories.clear();
    for (int i = 0; i < 257; ++i) {
        archive_.all_stories.push_back(story("s" + std::to_string(i)));
    }
    std::string target = "/v1/stories?limit=100&tag=a%26b";
    std::vector<std::string> ids;
    int pages = 0;

    while (!target.empty()) {
        const auto page = body(target).as_object();
        for (const auto& one : page.at("stories").as_array()) {
            ids.emplace_back(one.at("id").as_string());
        }
        const auto* next = page.if_contains("next");
        target = next == nullptr ? "" : std::string(next->as_string());
        ++pages;
    }

    EXPECT_EQ(pages, 3);
    ASSERT_EQ(ids.size(), 257U);
    EXPECT_EQ(ids.back(), "s256");
    EXPECT_EQ(archive_.asked_stories.back().tag, "a&b");
}

TEST_F(Router, EndsAStoryPageAtItsSizeWithoutLosingStories) {
    archive_.all_stories.clear();
    for (int i = 0; i < 400; ++i) {
        archive_.all_stories.push_back(story("s"));
        archive_.all_stories.back().content_html = std::string(40'000, 'x');
    }
    std::size_t seen = 0;
    std::string target = "/v1/stories?limit=1000";

    while (!target.empty()) {
        const auto answered = reply(target);
        EXPECT_LT(answered.body.size(), 7U * 1024 * 1024);
        const auto page = boost::json::parse(answered.body).as_object();
        seen += page.at("stories").as_array().size();
        const auto* next = page.if_contains("next");
        target = next == nullptr ? "" : std::string(next->as_string());
    }

    EXPECT_EQ(seen, 400U);
}

TEST_F(Router, ReadsStoryFilters) {
    reply("/v1/stories?feed=ki&group=g+h&order=revised&until=2025-04-11T08:00:00%2B01:00&include=");

    const auto& query = archive_.asked_stories.at(0);
    EXPECT_EQ(query.feed, "ki");
    EXPECT_EQ(query.group, "g h");
    EXPECT_EQ(query.order, StoryOrder::kRevised);
    EXPECT_EQ(query.until, parse_rfc3339("2025-04-11T07:00:00Z"));
    EXPECT_FALSE(query.with_content);
}

TEST_F(Router, ComparesTheLastTwoRevisionsByDefault) {
    const auto diff = body("/v1/stories/aaa/diff");

    EXPECT_EQ(diff.at("story"), "aaa");
    EXPECT_EQ(diff.at("from"), 1);
    EXPECT_EQ(diff.at("to"), 2);
    EXPECT_TRUE(diff.as_object().contains("change"));
    EXPECT_EQ(reply("/v1/stories/aaa/diff?format=text").content_type, "text/plain; charset=utf-8");
}

TEST_F(Router, StartsEventsWhereTheClientSays) {
    EXPECT_EQ(stream("/v1/events").query.after, 0);
    EXPECT_EQ(stream("/v1/events?follow=1").query.after, 5);
    EXPECT_EQ(stream("/v1/events?after=begin&follow=1").query.after, 0);
    EXPECT_EQ(stream("/v1/events?after=now").query.after, 5);
    EXPECT_EQ(stream("/v1/events?after=e1-3").query.after, 3);
    EXPECT_EQ(stream("/v1/events?after=e1-5").query.after, 5);
    Request reconnect;
    reconnect.last_event_id = "e1-2";
    EXPECT_EQ(stream("/v1/events?after=now", reconnect).query.after, 2);
}

TEST_F(Router, ReadsEventParameters) {
    const auto read = stream(
        "/v1/"
        "events?types=story.new,story.revised&feed=ki&monitor=peskov&lang=uk&limit=7&wait=30&"
        "heartbeat=2"
        "&include=content"
    );

    EXPECT_EQ(read.query.types, (std::vector<std::string>{"story.new", "story.revised"}));
    EXPECT_EQ(read.query.feed, "ki");
    EXPECT_EQ(read.query.monitor, "peskov");
    EXPECT_EQ(read.query.lang, "uk");
    EXPECT_TRUE(read.query.content_for_all);
    EXPECT_EQ(read.limit, 7);
    EXPECT_EQ(read.wait, std::chrono::seconds(30));
    EXPECT_EQ(read.heartbeat, std::chrono::seconds(2));
    EXPECT_EQ(read.epoch, "e1");
}

TEST_F(Router, TellsWhereTheLogIsWhenACursorIsNot) {
    archive_.prune(3);

    for (const auto* cursor : {"e1-1", "e1-9", "e7-4"}) {
        const auto answered = reply(std::string("/v1/events?after=") + cursor);
        EXPECT_EQ(answered.status, 410) << cursor;
        const auto problem = boost::json::parse(answered.body);
        EXPECT_EQ(problem.at("oldest"), "e1-3") << cursor;
        EXPECT_EQ(problem.at("head"), "e1-5") << cursor;
        EXPECT_EQ(problem.at("epoch"), "e1") << cursor;
    }
    EXPECT_EQ(stream("/v1/events?after=e1-3").query.after, 3);
}

TEST_F(Router, SkipsAGapOnRequest) {
    archive_.prune(3);

    const auto old = stream("/v1/events?after=e1-1&on_gap=skip");
    const auto foreign = stream("/v1/events?after=e7-1&on_gap=skip");

    EXPECT_EQ(old.query.after, 3);
    EXPECT_EQ(old.gap->from, "e1-1");
    EXPECT_EQ(old.gap->reason, "retention");
    EXPECT_EQ(foreign.gap->reason, "epoch");
}

TEST_F(Router, BeginsAnEmptiedLogAtItsHead) {
    archive_.prune(5);

    EXPECT_EQ(stream("/v1/events").query.after, 5);
    EXPECT_EQ(reply("/v1/events?after=e1-4").status, 410);
}

TEST(ParseTarget, DecodesPathAndQuery) {
    Request request;

    ASSERT_TRUE(parse_target("/v1/a%20b+c?x=1%262&y&=z&&x+y=%D0%9A", request));

    EXPECT_EQ(request.path, "/v1/a b+c");
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"x", "1&2"}, {"y", ""}, {"", "z"}, {"x y", "\xD0\x9A"}};
    EXPECT_EQ(request.query, expected);
}

TEST(ParseTarget, RefusesWhatIsNoPath) {
    for (const auto* target :
         {"", "*", "v1", "http://x/v1", "/%", "/%2", "/%zz", "/a?b=%", "/a?%4"}) {
        Request request;
        EXPECT_FALSE(parse_target(target, request)) << target;
    }
    Request request;
    EXPECT_TRUE(parse_target("/%41", request));
    EXPECT_EQ(request.path, "/A");
}

TEST_F(Router, RendersAPageWithItsBounds) {
    const auto all = render_page(archive_, {.after = 1});
    const auto two = render_page(archive_, {.after = 1, .limit = 2});
    const auto revised = render_page(archive_, {.after = 0, .types = {"story.revised"}});

    EXPECT_EQ(all.lines.size(), 4U);
    EXPECT_TRUE(all.at_head());
    EXPECT_EQ(all.lines.back().end, all.text.size());
    EXPECT_EQ(two.last_seq, 3);
    EXPECT_FALSE(two.at_head());
    EXPECT_EQ(revised.lines.size(), 2U);
    EXPECT_EQ(revised.lines[1].seq, 4);
    EXPECT_EQ(revised.last_seq, 5) << "rows that did not match are behind us";
}

TEST_F(Router, EndsAPageAtItsBytesAndRowsWithoutLosingEvents) {
    auto big = event("story.new");
    big.story->content_html = std::string(20'000, 'x');
    for (int i = 0; i < 700; ++i) {
        archive_.add(big);
    }
    std::int64_t after = 0;
    std::int64_t expected = 1;

    while (true) {
        const auto page = render_page(archive_, {.after = after});
        EXPECT_LE(page.text.size(), kPageBytes + 30'000);
        for (const auto& line : page.lines) {
            EXPECT_EQ(line.seq, expected++);
        }
        after = page.last_seq;
        if (page.at_head()) {
            break;
        }
    }

    EXPECT_EQ(expected, 706);
    const auto none = render_page(archive_, {.after = 0, .types = {"feed.gone"}});
    EXPECT_EQ(none.last_seq, kPageRows);
}

TEST_F(Router, FiltersByLanguagePrefix) {
    for (const auto* tag : {"en", "en-GB", "eng", "EN-us", "uk", ""}) {
        auto one = event("story.new");
        one.story->language = tag;
        archive_.add(one);
    }

    const auto page = render_page(archive_, {.after = 5, .lang = "en"});

    ASSERT_EQ(page.lines.size(), 3U);
    EXPECT_EQ(page.lines[2].seq, 9);
}

TEST_F(Router, ReplayGivesTheWholeStream) {
    archive_.prune(1);
    auto read = stream("/v1/events?after=e1-0&on_gap=skip&limit=3");
    std::vector<std::string> types;
    std::vector<std::int64_t> seqs;

    replay(archive_, read, [&](std::string_view line) {
        const auto json = boost::json::parse(std::string(line));
        types.emplace_back(json.at("type").as_string());
        seqs.push_back(json.at("seq").as_int64());
        return true;
    });

    EXPECT_EQ(
        types,
        (std::vector<std::string>{
            "stream.checkpoint",
            "stream.gap",
            "story.revised",
            "story.new",
            "story.revised",
            "stream.checkpoint"})
    );
    EXPECT_EQ(seqs, (std::vector<std::int64_t>{1, 1, 2, 3, 4, 4}));
}

TEST_F(Router, ReplayEndsWhenTheSinkSaysSo) {
    int lines = 0;

    replay(archive_, stream("/v1/events"), [&](std::string_view) { return ++lines < 3; });

    EXPECT_EQ(lines, 3);
}

}  // namespace
}  // namespace wireroom::serve
