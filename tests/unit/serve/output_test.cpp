// Output feeds: which stories, what they are called, and when nothing is sent.
#include "router_fixture.hpp"
#include "serve/validators.hpp"

namespace wireroom::serve {
namespace {

Timestamp at(std::string_view text) {
    return *parse_rfc3339(text);
}

class Output : public RouterTest {
protected:
    Output() {
        status_.now = at("2025-04-11T12:00:00Z");
        for (auto& one : archive_.all_stories) {
            one.first_seen = at("2025-04-11T08:00:00.5Z");
            one.updated = one.first_seen;
        }
    }

    std::string atom(std::string_view target) {
        const auto answered = reply(target);
        EXPECT_EQ(answered.status, 200) << answered.body;
        EXPECT_EQ(answered.content_type, "application/atom+xml; charset=utf-8");
        return answered.body;
    }

    Reply asked_with(const std::string& if_none_match, const std::string& if_modified_since) {
        Request request;
        request.if_none_match = if_none_match;
        request.if_modified_since = if_modified_since;
        return reply("/feeds/all.atom", request);
    }

    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
};

TEST_F(Output, AsksForTheStoriesThatThePathNames) {
    atom("/feeds/all.atom");
    atom("/feeds/feed/1.atom");
    atom("/feeds/group/war%20%2f%20peace.atom?limit=7");
    atom("/feeds/monitor/peskov.atom");

    ASSERT_EQ(archive_.asked_stories.size(), 4U);
    for (const auto& asked : archive_.asked_stories) {
        EXPECT_EQ(asked.order, StoryOrder::kRevised);
        EXPECT_TRUE(asked.with_content);
    }
    EXPECT_EQ(archive_.asked_stories[0].limit, 50);
    EXPECT_EQ(archive_.asked_stories[1].feed, "ki");
    EXPECT_EQ(archive_.asked_stories[2].group, "war / peace");
    EXPECT_EQ(archive_.asked_stories[2].limit, 7);
    EXPECT_EQ(archive_.asked_stories[3].monitor, "peskov");
}

TEST_F(Output, ReadsManyStoriesInPieces) {
    archive_.all_stories.assign(120, story("aaa"));

    atom("/feeds/all.atom?limit=110");

    ASSERT_EQ(archive_.asked_stories.size(), 3U);
    EXPECT_EQ(archive_.asked_stories[1].after, "50");
    EXPECT_EQ(archive_.asked_stories[2].limit, 10);
}

TEST_F(Output, IsNotShorterForPagesThatEndEarly) {
    archive_.all_stories.assign(30, story("aaa"));
    archive_.most_on_a_page = 7;

    const auto text = atom("/feeds/all.atom?limit=20");

    std::size_t entries = 0;
    for (auto at = text.find("<entry>"); at != std::string::npos;
         at = text.find("<entry>", at + 1)) {
        ++entries;
    }
    EXPECT_EQ(entries, 20U);
}

TEST_F(Output, EndsEarlyWhenStoriesAreLarge) {
    auto large = story("aaa");
    large.content_html.assign(200'000, 'x');
    archive_.all_stories.assign(120, large);

    const auto text = atom("/feeds/all.atom?limit=120");

    EXPECT_EQ(archive_.asked_stories.size(), 1U);
    EXPECT_GT(text.size(), 4U << 20U);
    EXPECT_LT(text.size(), 5U << 20U);
}

TEST_F(Output, HasAnIdAndATitleOfItsOwn) {
    archive_.all_feeds[0].title = "The Lantern";

    struct Case {
        const char* target;
        const char* id;
        const char* title;
        const char* self;
    };
    for (const auto& one :
         {Case{"/feeds/all.atom", "urn:wireroom:all", "wireroom", "/feeds/all.atom"},
          {"/feeds/all.atom?limit=5", "urn:wireroom:all", "wireroom", "/feeds/all.atom?limit=5"},
          {"/feeds/feed/1.atom", "urn:wireroom:feed:1", "The Lantern", "/feeds/feed/ki.atom"},
          {"/feeds/feed/bad.atom", "urn:wireroom:feed:2", "bad", "/feeds/feed/bad.atom"},
          {"/feeds/group/war%20/%20peace.atom",
           "urn:wireroom:group:war%20%2F%20peace",
           "war / peace",
           "/feeds/group/war%20%2F%20peace.atom"},
          {"/feeds/monitor/peskov.atom",
           "urn:wireroom:monitor:peskov",
           "peskov",
           "/feeds/monitor/peskov.atom"}}) {
        const auto text = atom(one.target);

        EXPECT_TRUE(has(text, std::string(" <id>") + one.id + "</id>\n <title>" + one.title))
            << text;
        EXPECT_TRUE(has(text, std::string("rel=\"self\" href=\"") + one.self + "\"")) << text;
    }
}

TEST_F(Output, SaysWhichFeedAStoryIsFrom) {
    archive_.all_stories.resize(1);
    archive_.all_stories[0].sightings = {
        {.feed = "bad", .guid = "g", .url = "u"}, {.feed = "ki", .guid = "g", .url = "u"}};
    const std::string from_bad = "<id>urn:wireroom:feed:2</id>\n   <title>bad</title>";
    const std::string from_ki = "<id>urn:wireroom:feed:1</id>\n   <title>ki</title>";

    EXPECT_TRUE(has(atom("/feeds/all.atom"), from_bad));
    EXPECT_TRUE(has(atom("/feeds/feed/ki.atom"), from_ki));
    EXPECT_TRUE(has(atom("/feeds/group/war%20%2F%20peace.atom"), from_ki));
}

TEST_F(Output, HasValidators) {
    const auto first = reply("/feeds/all.atom");
    const auto etag = header(first, "ETag");

    EXPECT_EQ(etag.size(), 34U);
    EXPECT_EQ(header(reply("/feeds/all.atom"), "ETag"), etag);
    EXPECT_EQ(header(first, "Last-Modified"), "Fri, 11 Apr 2025 08:00:00 GMT");
    EXPECT_EQ(header(first, "Cache-Control"), "no-cache");
    archive_.all_stories[0].title += "!";
    EXPECT_NE(header(reply("/feeds/all.atom"), "ETag"), etag);
}

TEST_F(Output, IsNotSentTwice) {
    const auto etag = header(reply("/feeds/all.atom"), "ETag");
    const auto again = asked_with(etag, "");

    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(header(again, "ETag"), etag);
    EXPECT_EQ(header(again, "Last-Modified"), "Fri, 11 Apr 2025 08:00:00 GMT");
    EXPECT_EQ(asked_with("W/" + etag, "").status, 304);
    EXPECT_EQ(asked_with("", "Fri, 11 Apr 2025 08:00:00 GMT").status, 304);
    EXPECT_EQ(asked_with("", "Fri, 11 Apr 2025 09:00:00 GMT").status, 304);
}

TEST_F(Output, IsSentWhenTheClientHasAnother) {
    const auto etag = header(reply("/feeds/all.atom"), "ETag");

    EXPECT_EQ(asked_with("\"another\"", "").status, 200);
    EXPECT_EQ(asked_with("", "Fri, 11 Apr 2025 07:59:59 GMT").status, 200);
    EXPECT_EQ(asked_with("", "yesterday").status, 200);
    // The entity tag decides alone.
    EXPECT_EQ(asked_with("\"another\"", "Fri, 11 Apr 2025 09:00:00 GMT").status, 200);
    EXPECT_EQ(asked_with(etag, "Fri, 11 Apr 2025 07:00:00 GMT").status, 304);
}

TEST_F(Output, ASecondThatIsNotOverMayChangeAgain) {
    status_.now = at("2025-04-11T08:00:00.600Z");
    const auto told = header(reply("/feeds/all.atom"), "Last-Modified");
    archive_.all_stories[0].updated = at("2025-04-11T08:00:00.700Z");
    status_.now = at("2025-04-11T12:00:00Z");

    EXPECT_EQ(told, "Fri, 11 Apr 2025 07:59:59 GMT");
    EXPECT_EQ(asked_with("", told).status, 200);
}

TEST_F(Output, AMonitorsFeedIsAsNewAsItsLastMatch) {
    archive_.all_monitors[0].last_matched = at("2025-04-11T10:00:00Z");

    const auto answered = reply("/feeds/monitor/peskov.atom");

    EXPECT_EQ(header(answered, "Last-Modified"), "Fri, 11 Apr 2025 10:00:00 GMT");
    EXPECT_TRUE(has(answered.body, "\n <updated>2025-04-11T10:00:00.000Z</updated>"));
}

TEST_F(Output, OtherFormatsSayWhatThereIs) {
    EXPECT_EQ(
        detail(reply("/feeds/feed/ki.rss")),
        "there is nothing at /feeds/feed/ki.rss: this version has output feeds as .atom only"
    );
    EXPECT_EQ(
        detail(reply("/feeds/tag/x.atom")),
        "there is nothing at /feeds/tag/x.atom; output feeds are /feeds/all.atom, "
        "/feeds/feed/FEED.atom, /feeds/group/NAME.atom and /feeds/monitor/NAME.atom"
    );
}

TEST_F(Output, ASubscriptionListHasTheFeedsThatArePolled) {
    archive_.all_feeds[1].state = model::FeedState::kGone;
    archive_.all_feeds[0].spec.url = "https://me:secret@ki.example/rss";

    const auto answered = reply("/feeds.opml");

    EXPECT_EQ(answered.content_type, "text/x-opml; charset=utf-8");
    EXPECT_TRUE(has(answered.body, "xmlUrl=\"https://***@ki.example/rss\"")) << answered.body;
    EXPECT_FALSE(has(answered.body, "\"bad\""));
    EXPECT_FALSE(has(answered.body, "\"old\""));
    Request again;
    again.if_none_match = header(answered, "ETag");
    EXPECT_EQ(reply("/feeds.opml", again).status, 304);
    again.operator_socket = true;
    EXPECT_TRUE(has(reply("/feeds.opml", again).body, "https://me:secret@ki.example/rss"));
}

TEST(EntityTags, AreReadAsLists) {
    const std::string etag = "\"abc\"";
    for (const auto* list :
         {"*",
          " * ",
          "\"abc\"",
          "W/\"abc\"",
          "\"x\", \"abc\"",
          "\"x\",W/\"abc\"",
          "\"a,b\",\"abc\"",
          ",\"x\" ,, \"abc\""}) {
        EXPECT_TRUE(lists_etag(list, etag)) << list;
    }
    for (const auto* list :
         {"",
          "abc",
          "\"abc",
          "\"ABC\"",
          "\"x\", abc",
          "\"x\"\"abc\"",
          "W/",
          "\"\"",
          "w/\"abc\"",
          "\"*\"",
          "*, \"x\""}) {
        EXPECT_FALSE(lists_etag(list, etag)) << list;
    }
}

}  // namespace
}  // namespace wireroom::serve
