#include "protocol/diff.hpp"
#include "protocol/event.hpp"
#include "protocol/feed.hpp"
#include "protocol/status.hpp"
#include "protocol/story.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace wireroom::protocol {
namespace {

Timestamp at(std::string_view text) {
    return *parse_rfc3339(text);
}

model::Story witkoff() {
    model::Story story;
    story.id = "k7q2mzr4tw5abcde";
    story.url = "https://news.example/witkoff";
    story.title = "Witkoff to meet Putin";
    story.revision = 2;
    story.first_seen = at("2025-04-11T08:00:00Z");
    story.last_seen = at("2025-04-11T12:00:00.250Z");
    return story;
}

model::Change expanded() {
    model::Change change;
    change.kind = model::ChangeKind::kExpanded;
    change.material = true;
    change.why = {"editors-note", "new-paragraph"};
    change.fields = {"content"};
    change.note = "Editor's note: The story was expanded.";
    change.words_added = 41;
    change.words_removed = 2;
    change.paragraphs_added = 1;
    return change;
}

TEST(RenderStory, LeavesOutWhatIsUnknown) {
    EXPECT_EQ(
        render_story(witkoff()),
        R"({"id":"k7q2mzr4tw5abcde","url":"https://news.example/witkoff",)"
        R"("title":"Witkoff to meet Putin","revision":2,"content_html":"","content_text":"",)"
        R"("authors":[],"tags":[],"groups":[],"first_seen":"2025-04-11T08:00:00.000Z",)"
        R"("last_seen":"2025-04-11T12:00:00.250Z","withdrawn":false,"attachments":[],)"
        R"("sightings":[],"monitors":[]})"
    );
}

TEST(RenderStory, SaysEverythingThatIsKnown) {
    auto story = witkoff();
    story.summary = "A \"summary\"";
    story.content_html = "<p>Text</p>";
    story.content_text = "Text";
    story.authors = {{.name = "A", .url = {}, .avatar = {}}};
    story.tags = {"war"};
    story.groups = {"ukraine"};
    story.language = "en";
    story.date_published = at("2025-04-11T07:59:00Z");
    story.date_modified = at("2025-04-11T11:00:00Z");
    story.withdrawn = true;
    story.cluster = "c1";
    story.copy_of = "other";
    story.attachments = {
        {.url = "https://a.example/1.mp3",
         .mime_type = "audio/mpeg",
         .title = "One",
         .size_in_bytes = 12,
         .duration_in_seconds = 61.5}};
    story.sightings = {
        {.feed = "kyiv-independent",
         .guid = "g1",
         .url = "https://news.example/witkoff?rss",
         .first_seen = at("2025-04-11T08:00:00Z"),
         .last_seen = at("2025-04-11T12:00:00Z"),
         .gone = false}};
    story.monitors = {"peskov"};
    const std::vector<model::Revision> revisions = {model::Revision{}};

    EXPECT_EQ(
        render_story(story, {.revisions = &revisions}),
        R"({"id":"k7q2mzr4tw5abcde","url":"https://news.example/witkoff",)"
        R"("title":"Witkoff to meet Putin","revision":2,"summary":"A \"summary\"",)"
        R"("content_html":"<p>Text</p>","content_text":"Text","authors":[{"name":"A"}],)"
        R"("tags":["war"],"groups":["ukraine"],"language":"en",)"
        R"("date_published":"2025-04-11T07:59:00.000Z","date_modified":"2025-04-11T11:00:00.000Z",)"
        R"("first_seen":"2025-04-11T08:00:00.000Z","last_seen":"2025-04-11T12:00:00.250Z",)"
        R"("withdrawn":true,"cluster":"c1","copy_of":"other",)"
        R"("attachments":[{"url":"https://a.example/1.mp3","mime_type":"audio/mpeg",)"
        R"("title":"One","size_in_bytes":12,"duration_in_seconds":61.5}],)"
        R"("sightings":[{"feed":"kyiv-independent","guid":"g1",)"
        R"("url":"https://news.example/witkoff?rss","first_seen":"2025-04-11T08:00:00.000Z",)"
        R"("last_seen":"2025-04-11T12:00:00.000Z"}],"monitors":["peskov"],)"
        R"("revisions":[{"number":1,"seen":"1970-01-01T00:00:00.000Z","title":"","url":"",)"
        R"("content_html":"","content_text":"","content_hash":"","attachments":[]}]})"
    );
}

TEST(RenderRevision, CarriesItsChange) {
    model::Revision revision;
    revision.number = 2;
    revision.seen = at("2025-04-11T12:00:00Z");
    revision.title = "T";
    revision.url = "https://news.example/1";
    revision.content_html = "<p>x</p>";
    revision.content_text = "x";
    revision.content_hash = "00ff";
    revision.change = expanded();

    EXPECT_EQ(
        render_revision(revision),
        R"({"number":2,"seen":"2025-04-11T12:00:00.000Z","title":"T",)"
        R"("url":"https://news.example/1","content_html":"<p>x</p>","content_text":"x",)"
        R"("content_hash":"00ff","attachments":[],"change":{"kind":"expanded","material":true,)"
        R"("why":["editors-note","new-paragraph"],"fields":["content"],)"
        R"("note":"Editor's note: The story was expanded.","words":{"added":41,"removed":2},)"
        R"("paragraphs":{"added":1,"removed":0}}})"
    );
}

model::Event revised() {
    model::Event event;
    event.seq = 42;
    event.time = at("2025-04-11T12:00:00.250Z");
    event.type = "story.revised";
    event.feed = "kyiv-independent";
    event.feed_url = "https://news.example/rss";
    event.story = witkoff();
    event.revision = 2;
    event.change = expanded();
    return event;
}

TEST(RenderEvent, ARevisionNamesTheStoryAndTellsTheChange) {
    EXPECT_EQ(
        render_event(revised(), "e1"),
        R"({"cursor":"e1-42","seq":42,"time":"2025-04-11T12:00:00.250Z","type":"story.revised",)"
        R"("initial":false,"story":{"id":"k7q2mzr4tw5abcde",)"
        R"("url":"https://news.example/witkoff","title":"Witkoff to meet Putin","revision":2,)"
        R"("feed":"kyiv-independent"},"revision":2,"previous":1,"change":{"kind":"expanded",)"
        R"("material":true,"why":["editors-note","new-paragraph"],"fields":["content"],)"
        R"("note":"Editor's note: The story was expanded.","words":{"added":41,"removed":2},)"
        R"("paragraphs":{"added":1,"removed":0}},)"
        R"("feed":{"name":"kyiv-independent","url":"https://news.example/rss"}})"
    );
}

TEST(RenderEvent, ANewStoryCarriesAllOfItAndOthersOnRequest) {
    auto event = revised();
    event.story->content_text = "whole text";

    EXPECT_EQ(render_event(event, "e").find("whole text"), std::string::npos);
    EXPECT_NE(
        render_event(event, "e", EventDetail::kContent).find("whole text"), std::string::npos
    );
    event.type = "story.new";
    EXPECT_NE(render_event(event, "e").find(R"("content_text":"whole text")"), std::string::npos);
}

TEST(RenderEvent, MergesTheRowsOwnMembersWithoutBeingOverruled) {
    model::Event event;
    event.seq = 7;
    event.type = "story.sighted";
    event.initial = true;
    event.purged = true;
    event.data =
        R"({"by":"alias","sighting":{"feed":"b","url":"u","guid":"g"},"seq":1,"type":"x","n":1.5})";

    EXPECT_EQ(
        render_event(event, "e"),
        R"({"cursor":"e-7","seq":7,"time":"1970-01-01T00:00:00.000Z","type":"story.sighted",)"
        R"("initial":true,"purged":true,"by":"alias",)"
        R"("sighting":{"feed":"b","url":"u","guid":"g"},"n":1.5E0})"
    );
}

TEST(RenderEvent, TheRowMaySayWhichRevisionWasCurrentBefore) {
    auto event = revised();
    event.revision = 5;
    event.data = R"({"previous":2})";

    const auto value = boost::json::parse(render_event(event, "e"));

    EXPECT_EQ(value.at("previous").as_int64(), 2);
    EXPECT_EQ(value.at("revision").as_int64(), 5);
}

TEST(RenderEvent, BrokenDataIsNoReasonToLoseTheEvent) {
    for (const std::string data : {"{", "[1]", "null", "\xFF", "{\"a\":\"\xFF\"}", "{}{}"}) {
        auto event = revised();
        event.data = data;

        const auto value = boost::json::parse(render_event(event, "e"));

        EXPECT_EQ(value.at("seq").as_int64(), 42) << data;
    }
}

TEST(RenderEvent, IsValidJsonForForeignBytesEverywhere) {
    const std::string dirt = "\xFF\"\n\xED\xA0\x80\\";
    auto event = revised();
    event.type = event.feed = event.feed_url = dirt;
    event.story->id = event.story->url = event.story->title = dirt;
    event.change->note = dirt;
    event.change->why = {dirt};
    event.data = R"({"\u2028k":"v","nested":{"k":["\ud83d\ude00"]}})";

    const auto line = render_event(event, dirt, EventDetail::kContent);

    boost::system::error_code error;
    boost::json::parse(line, error);
    EXPECT_FALSE(error) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(RenderStreamLines, AreExactly) {
    const model::Cursor place{.epoch = "e1", .seq = 9};

    EXPECT_EQ(render_checkpoint(place), R"({"cursor":"e1-9","seq":9,"type":"stream.checkpoint"})");
    EXPECT_EQ(
        render_gap("e0-3", place, "epoch"),
        R"({"cursor":"e1-9","seq":9,"type":"stream.gap","from":"e0-3","to":"e1-9","reason":"epoch"})"
    );
    EXPECT_EQ(
        render_closed(place, "shutting down"),
        R"({"cursor":"e1-9","seq":9,"type":"stream.closed","reason":"shutting down"})"
    );
}

TEST(RenderFeed, TellsHealthAndHidesPasswords) {
    model::Feed feed;
    feed.id = model::FeedId{3};
    feed.spec = {
        .name = "ki",
        .url = "https://user:secret@news.example/rss",
        .groups = {"ukraine"},
        .interval = std::chrono::minutes(10)};
    feed.state = model::FeedState::kFailing;
    feed.title = "News";
    feed.etag = "\"a\xFF\"";
    feed.last_modified = "Fri, 11 Apr 2025 08:00:00 GMT";
    feed.last_poll = at("2025-04-11T09:00:00Z");
    feed.last_success = at("2025-04-11T08:00:00Z");
    feed.last_status = 503;
    feed.last_error = "fetch: 503";
    feed.schedule.next_due = at("2025-04-11T11:00:00Z");
    feed.schedule.reason = model::DueReason::kBackoff;
    feed.schedule.failures = 1;
    feed.schedule.failing_since = at("2025-04-11T09:00:00Z");
    feed.schedule.polls = 4;
    feed.stories = 30;
    feed.guid_mode = "recycled";
    feed.link_mode = "unique";
    feed.spec.dedup = {.guid = model::DedupPins::Key::kIgnore, .cluster = false};

    EXPECT_EQ(
        render_feed(feed, "in 2 h"),
        R"({"id":3,"name":"ki","url":"https://***@news.example/rss","groups":["ukraine"],)"
        R"("interval":600,"state":"failing","title":"News","home_page_url":"","polls":4,)"
        R"("stories":30,"last_poll":"2025-04-11T09:00:00.000Z",)"
        R"("last_success":"2025-04-11T08:00:00.000Z","next_poll":"2025-04-11T11:00:00.000Z",)"
        R"("next_poll_reason":"back-off","next_poll_why":"in 2 h","last_status":503,)"
        R"("last_error":"fetch: 503","failures":1,"failing_since":"2025-04-11T09:00:00.000Z",)"
        "\"etag\":\"\\\"a\xEF\xBF\xBD\\\"\",\"last_modified\":\"Fri, 11 Apr 2025 08:00:00 GMT\","
        R"("dedup":{"guid":"recycled","link":"unique","pins":{"guid":"ignore","cluster":"off"}}})"
    );
}

TEST(RenderFeed, ANewFeedHasNoTimes) {
    model::Feed feed;
    feed.spec.name = "x";

    EXPECT_EQ(
        render_feed(feed),
        R"({"id":0,"name":"x","url":"","groups":[],"state":"new","title":"","home_page_url":"",)"
        R"("polls":0,"stories":0,"next_poll_reason":"never-polled","failures":0,"dedup":{"pins":{}}})"
    );
}

TEST(RenderStatus, IsExactly) {
    Status status;
    status.running = true;
    status.started = at("2025-04-11T08:00:00Z");
    status.now = at("2025-04-11T08:01:30.5Z");
    status.head = {.epoch = "e", .seq = 9};
    status.oldest = {.epoch = "e", .seq = 2};
    status.feeds = 3;
    status.failing = 1;
    status.stories = 20;
    status.revisions = 22;
    status.events = 7;
    status.monitors = 3;
    status.streams = 2;
    status.offline_since = at("2025-04-11T07:00:00Z");
    status.next_poll = at("2025-04-11T09:00:00Z");
    status.next_poll_feed = "ki";

    EXPECT_EQ(
        render_status(status),
        R"({"version":")" WIREROOM_VERSION R"(","running":true,)"
        R"("started":"2025-04-11T08:00:00.000Z","uptime":90,"time":"2025-04-11T08:01:30.500Z",)"
        R"("epoch":"e","head":"e-9","oldest":"e-2","feeds":{"total":3,"failing":1},"stories":20,)"
        R"("revisions":22,"events":7,"monitors":3,"streams":2,"polls_in_flight":0,"offline_since":"2025-04-11T07:00:00.000Z",)"
        R"("next_poll":{"time":"2025-04-11T09:00:00.000Z","feed":"ki"}})"
    );
}

TEST(RenderProblem, FollowsRfc9457) {
    EXPECT_EQ(
        render_problem(410, "too old", {{"epoch", "e"}}),
        R"({"type":"about:blank","title":"Gone","status":410,"detail":"too old","epoch":"e"})"
    );
}

StoryDiff sample_diff() {
    StoryDiff diff;
    diff.story = "k7";
    diff.from = 1;
    diff.to = 2;
    diff.title = {{DiffSpan::Kind::kSame, "Title"}};
    diff.paragraphs = {
        {DiffParagraph::Kind::kSame, {{DiffSpan::Kind::kSame, "Same."}}},
        {DiffParagraph::Kind::kChanged,
         {{DiffSpan::Kind::kSame, "On "},
          {DiffSpan::Kind::kRemoved, "Monday"},
          {DiffSpan::Kind::kAdded,
           "Fri\x1b"
           "day"}}},
        {DiffParagraph::Kind::kAdded, {{DiffSpan::Kind::kAdded, "Peskov said."}}},
        {DiffParagraph::Kind::kRemoved, {{DiffSpan::Kind::kRemoved, "Gone."}}},
    };
    diff.words_added = 3;
    diff.words_removed = 2;
    return diff;
}

TEST(RenderDiff, IsExactly) {
    EXPECT_EQ(
        render_diff(sample_diff()),
        R"({"story":"k7","from":1,"to":2,"title":[{"op":"same","text":"Title"}],"paragraphs":[)"
        R"({"op":"same","spans":[{"op":"same","text":"Same."}]},)"
        R"({"op":"changed","spans":[{"op":"same","text":"On "},{"op":"removed","text":"Monday"},)"
        R"({"op":"added","text":"Fri\u001bday"}]},)"
        R"({"op":"added","spans":[{"op":"added","text":"Peskov said."}]},)"
        R"({"op":"removed","spans":[{"op":"removed","text":"Gone."}]}],)"
        R"("words":{"added":3,"removed":2}})"
    );
}

TEST(RenderDiff, AsTextIsSafeForATerminal) {
    EXPECT_EQ(
        render_diff_text(sample_diff()),
        "--- k7 revision 1\n+++ k7 revision 2\n  Title\n\n  Same.\n\n"
        "~ On [-Monday-]{+Fri?day+}\n\n+ Peskov said.\n\n- Gone.\n"
    );
}

}  // namespace
}  // namespace wireroom::protocol
