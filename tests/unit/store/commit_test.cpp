#include "store/commit.hpp"

#include "store/connection.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <map>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kNoted =
    "<p>Editor's note: The story was expanded with a comment by a spokesperson.</p>"
    "<p>The spokesperson said on Friday that the two would discuss the settlement at length and "
    "that nobody should expect any breakthrough from the visit this week.</p>";

TEST_F(StoreTest, ANewStoryIsStoredWithEverythingThatIsKnownOfIt) {
    auto written = article(1);
    written.tags = {"Ukraine war", "ukraine WAR", "Диплoматія"};
    written.authors = {{.name = "A. Reporter", .url = "https://news.example.org/a"}};
    written.attachments = {{.url = "https://news.example.org/1.mp3", .mime_type = "audio/mpeg"}};

    const auto report = commit(feed(), {written});

    EXPECT_EQ(report.new_stories, 1);
    const auto page = reader().stories({});
    ASSERT_THAT(page.stories, SizeIs(1));
    const auto& story = page.stories.front();
    EXPECT_THAT(story.id, SizeIs(16));
    EXPECT_EQ(story.title, written.title);
    EXPECT_EQ(story.url, written.url);
    EXPECT_THAT(story.content_html, HasSubstr("word1x59"));
    EXPECT_THAT(story.content_text, HasSubstr("word1x59"));
    EXPECT_EQ(story.tags, written.tags);
    EXPECT_EQ(story.authors, written.authors);
    EXPECT_EQ(story.attachments, written.attachments);
    EXPECT_THAT(story.groups, ElementsAre("world"));
    EXPECT_EQ(story.date_published, written.published);
    EXPECT_EQ(story.first_seen, now_);
    EXPECT_EQ(story.last_seen, now_);
    EXPECT_EQ(story.revision, 1);
    ASSERT_THAT(story.sightings, SizeIs(1));
    EXPECT_EQ(story.sightings[0].feed, "wire");
    EXPECT_EQ(story.sightings[0].guid, written.id);
    EXPECT_FALSE(story.sightings[0].gone);
    EXPECT_EQ(reader().story(story.id)->title, written.title);
    EXPECT_EQ(count("SELECT count(*) FROM reader_item"), 1);
    EXPECT_EQ(count("SELECT json_array_length(reasons) > 0 FROM decision"), 1);
}

TEST_F(StoreTest, AnUnchangedItemIsKnownByItsRawHash) {
    const auto id = feed();
    commit(id, {article(1), article(2)});

    const auto hashes = store().known_raw_hashes(id);
    const auto report = commit(id, {article(1), article(2)});

    EXPECT_THAT(hashes, testing::UnorderedElementsAre(raw_hash(article(1)), raw_hash(article(2))));
    EXPECT_EQ(report.unchanged, 2);
    EXPECT_EQ(report.items, 2);
    EXPECT_EQ(report.new_stories, 0);
}

TEST_F(StoreTest, AnUnchangedPollWritesTheFeedRowAndNothingElse) {
    const auto id = feed();
    commit(id, {article(1), article(2)});
    auto same = poll(id, {article(1), article(2)});
    auto not_modified = bare(id, 304, model::FeedState::kOk, "");
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    TextCodec codec;
    Sketches sketches(connection);

    const auto before = connection.database().getTotalChanges();
    commit_poll(connection, codec, sketches, {}, std::move(not_modified));
    const auto after_304 = connection.database().getTotalChanges();
    commit_poll(connection, codec, sketches, {}, std::move(same));
    const auto after_same = connection.database().getTotalChanges();

    EXPECT_EQ(after_304 - before, 1);
    EXPECT_EQ(after_same - after_304, 1);
}

TEST_F(StoreTest, ARevisionIsKeptBesideTheOldOneAndTold) {
    const auto id = feed();
    auto written = article(1);
    commit(id, {written, article(2)});
    now_ += std::chrono::hours(3);
    const auto before = written;
    written.body += kNoted;
    written.tags = {"kremlin"};
    written.authors = {{.name = "Second Author"}};

    const auto report = commit(id, {written, article(2)});

    ASSERT_EQ(report.revised, 1);
    EXPECT_EQ(report.new_stories, 0);
    EXPECT_EQ(report.gone, 0);
    const auto told = events().back();
    EXPECT_EQ(told.type, "story.revised");
    EXPECT_EQ(told.revision, 2);
    EXPECT_FALSE(told.initial);
    ASSERT_TRUE(told.change.has_value());
    EXPECT_TRUE(told.change->material);
    EXPECT_THAT(told.change->note, HasSubstr("Editor's note"));
    EXPECT_EQ(told.data, "{\"previous\":1}");
    const auto story = reader().story(told.story->id).value();
    EXPECT_EQ(story.revision, 2);
    EXPECT_EQ(story.revisions, 2);
    EXPECT_THAT(story.tags, ElementsAre("kremlin"));
    EXPECT_EQ(story.authors.front().name, "Second Author");
    EXPECT_THAT(story.sightings, SizeIs(1));
    const auto revisions = reader().revisions(story.id);
    ASSERT_THAT(revisions, SizeIs(2));
    EXPECT_EQ(revisions[0].content_html.find("Editor"), std::string::npos);
    EXPECT_EQ(revisions[0].change, std::nullopt);
    EXPECT_THAT(revisions[1].content_html, HasSubstr("Editor"));
    EXPECT_EQ(revisions[1].change, told.change);
    EXPECT_NE(revisions[0].content_hash, revisions[1].content_hash);
    EXPECT_EQ(reader().revision(story.id, 1)->content_html, revisions[0].content_html);
    EXPECT_EQ(reader().revision(story.id, 3), std::nullopt);
    EXPECT_EQ(reader().revision("nobody", 1), std::nullopt);
}

TEST_F(StoreTest, AnOldTextThatReturnsIsCurrentAgainWithoutARevisionOrAnEvent) {
    const auto id = feed();
    auto longer = article(1);
    longer.body += kNoted;
    commit(id, {article(1)});
    commit(id, {longer});
    ASSERT_EQ(count("SELECT revision FROM story"), 2);
    const auto head = store().head_seq();

    const auto report = commit(id, {article(1)});

    EXPECT_EQ(report.revised, 0);
    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT revisions FROM story"), 2);
}

TEST_F(StoreTest, EqualTextsShareTheirContent) {
    const auto id = feed();
    commit(id, {article(1)});
    auto retitled = article(1);
    retitled.title = "An entirely different headline for the same text of the article";

    const auto report = commit(id, {retitled});

    EXPECT_EQ(report.revised, 1);
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM content"), 1);
}

TEST_F(StoreTest, TextsWithoutAWordShareTheirContentToo) {
    std::vector<Article> pictures = {article(1), article(2)};
    for (auto& picture : pictures) {
        picture.body = "<img src=\"https://news.example.org/logo.png\">";
    }

    commit(feed(), pictures);

    EXPECT_EQ(count("SELECT count(*) FROM revision WHERE tokens = 0"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM content"), 1);
}

TEST_F(StoreTest, OfManyEqualBodiesTheOneWithTheTitleIsFound) {
    std::vector<Article> alike;
    for (int number = 60; number > 0; --number) {
        alike.push_back(article(number));
        alike.back().body = article(1000).body;
    }
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl}, {.name = "world", .url = "https://news.example.org/w.xml"}}
    );
    commit(feeds[0].id, alike);
    commit(feeds[1].id, {article(900)});
    auto again = alike.back();  // the oldest
    again.id = "urn:another:1";
    again.url = "https://news.example.org/another/address";

    const auto report = commit(feeds[1].id, {again, article(900)});

    EXPECT_EQ(report.new_stories, 0);
    EXPECT_EQ(
        count("SELECT count(*) FROM sighting JOIN revision USING (story_id) "
              "WHERE guid = 'urn:another:1' AND title LIKE 'Headline1 %'"),
        1
    );
}

TEST_F(StoreTest, TheSameStoryInAnotherFeedIsASighting) {
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl, .groups = {"world"}},
         {.name = "ukraine", .url = "https://news.example.org/ua.xml", .groups = {"ua", "world"}}}
    );
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {article(7)});
    now_ += std::chrono::minutes(5);

    const auto report = commit(feeds[1].id, {article(1), article(7)});

    EXPECT_EQ(report.sighted, 1);
    const auto told = events().back();
    EXPECT_EQ(told.type, "story.sighted");
    EXPECT_EQ(told.feed, "ukraine");
    EXPECT_FALSE(told.initial);
    EXPECT_THAT(told.data, HasSubstr("\"by\":\""));
    EXPECT_THAT(told.data, HasSubstr("\"sighting\":{\"feed\":\"ukraine\""));
    const auto story = reader().story(told.story->id).value();
    EXPECT_THAT(story.sightings, SizeIs(2));
    EXPECT_THAT(story.groups, ElementsAre("world", "ua"));
    for (const auto& feed : reader().feeds()) {
        EXPECT_EQ(feed.stories, feed.spec.name == "wire" ? 1 : 2) << feed.spec.name;
    }
}

TEST_F(StoreTest, EventsOfOnePollAreToldOldestFirst) {
    auto undated = article(3);
    undated.published.reset();

    commit(feed(), {undated, article(2), article(1)});

    std::vector<std::string> titles;
    for (const auto& event : events()) {
        if (event.type == "story.new") {
            titles.push_back(event.story->title);
        }
    }
    EXPECT_THAT(titles, ElementsAre(article(1).title, article(2).title, article(3).title));
    EXPECT_EQ(reader().stories({}).stories.front().title, article(3).title);
}

TEST_F(StoreTest, TheFirstDocumentIsBacklogAndLaterStoriesAreNews) {
    const auto id = feed();
    store().commit(bare(id, 500, model::FeedState::kFailing, "HTTP 500"));
    commit(id, {article(1)});
    auto archive = article(3);
    archive.published = now_ - std::chrono::days(8);

    commit(id, {article(2), archive, article(1)});

    std::map<std::string, bool> initial;
    for (const auto& event : events()) {
        if (event.type == "story.new") {
            initial[event.story->title] = event.initial;
        }
    }
    EXPECT_TRUE(initial.at(article(1).title));
    EXPECT_FALSE(initial.at(article(2).title));
    EXPECT_TRUE(initial.at(article(3).title)) << "published eight days before it was first seen";
}

TEST_F(StoreTest, ManyOlderItemsAtOnceArePutBackAndNoNews) {
    const auto id = warm_feed();
    const auto read = [&](int first, int count, std::chrono::minutes age) {
        model::ScheduleState state;
        state.last_new = now_;
        store().save_schedules({{id, state}});
        std::vector<Article> items;
        for (int i = 0; i < count; ++i) {
            items.push_back(article(first + i));
            items.back().published = now_ - age;
        }
        now_ += std::chrono::hours(6);
        commit(id, items);
        std::vector<bool> initial;
        for (const auto& event : events()) {
            if (event.type == "story.new" && event.time == now_) {
                initial.push_back(event.initial);
            }
        }
        return initial;
    };

    EXPECT_EQ(read(100, 30, std::chrono::hours(2)), std::vector(30, true))
        << "older than what it last brought";
    EXPECT_EQ(read(200, 19, std::chrono::hours(2)), std::vector(19, false))
        << "an agency's slow morning";
    EXPECT_EQ(read(300, 30, -std::chrono::hours(2)), std::vector(30, false))
        << "what a stale cache held back";
}

TEST_F(StoreTest, AnItemThatLeavesIsGoneAndAReturningOneIsNot) {
    const auto id = feed();
    commit(id, {article(1), article(2)});
    const auto story_id = [&](int number) {
        for (const auto& story : reader().stories({}).stories) {
            if (story.title == article(number).title) {
                return story.id;
            }
        }
        return std::string();
    };
    const auto seen_last = now_ += std::chrono::hours(1);
    const auto left = commit(id, {article(2)});
    const auto while_gone = reader().story(story_id(1)).value();
    now_ += std::chrono::hours(1);
    store().commit(bare(id, 304, model::FeedState::kOk, ""));
    const auto stays = reader().story(story_id(2)).value();
    const auto still_gone = reader().story(story_id(1)).value();

    const auto back = commit(id, {article(1), article(2)});

    EXPECT_EQ(left.gone, 1);
    EXPECT_TRUE(while_gone.sightings.front().gone);
    EXPECT_EQ(still_gone.last_seen, seen_last);
    EXPECT_EQ(stays.last_seen, now_) << "the feed's last success";
    EXPECT_EQ(back.gone, 0);
    EXPECT_EQ(back.new_stories, 0);
    EXPECT_FALSE(reader().story(story_id(1))->sightings.front().gone);
    EXPECT_EQ(event_types(), (std::vector<std::string>{"feed.added", "story.new", "story.new"}));
}

TEST_F(StoreTest, AnEmptiedFeedLosesNothing) {
    const auto id = feed();
    commit(id, {article(1), article(2)});

    const auto report = commit(id, {});

    EXPECT_EQ(report.gone, 0);
    EXPECT_EQ(count("SELECT count(*) FROM sighting WHERE gone_ms IS NOT NULL"), 0);
    EXPECT_THAT(store().known_raw_hashes(id), SizeIs(2));
}

TEST_F(StoreTest, AnItemListedTwiceIsOneStoryAndBothAreKnownAfterwards) {
    const auto id = feed();
    auto again = article(1);
    again.noise = "listed twice";

    const auto first = commit(id, {article(1), again});
    const auto second = commit(id, {article(1), again});

    EXPECT_EQ(first.new_stories, 1);
    EXPECT_EQ(first.gone, 0);
    EXPECT_EQ(second.unchanged, 2);
    EXPECT_EQ(second.gone, 0);
    EXPECT_THAT(store().known_raw_hashes(id), SizeIs(2));
}

TEST_F(StoreTest, AFailureInTheMiddleOfAPollLeavesNothingBehind) {
    const auto id = feed();
    commit(id, {article(1)});
    const auto before = reader().feeds().front();
    const auto head = store().head_seq();
    sabotage(
        "CREATE TRIGGER boom BEFORE INSERT ON event WHEN new.type = 'story.new' AND "
        "(SELECT count(*) FROM story) > 2 BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"
    );
    now_ += std::chrono::hours(1);
    auto next = poll(id, {article(1), article(2), article(3), article(4)});
    next.etag = "\"v2\"";
    next.body_hash = 43;

    EXPECT_THROW(store().commit(next), StoreError);

    const auto after = reader().feeds().front();
    EXPECT_EQ(after.etag, before.etag);
    EXPECT_EQ(after.body_hash, before.body_hash);
    EXPECT_EQ(after.schedule.next_due, before.schedule.next_due);
    EXPECT_EQ(after.last_poll, before.last_poll);
    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM story"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM content"), 1);
    EXPECT_THAT(store().known_raw_hashes(id), SizeIs(1));
    sabotage("DROP TRIGGER boom");
    EXPECT_EQ(store().commit(next).new_stories, 3) << "and the same poll can be stored afterwards";
}

TEST_F(StoreTest, AnItemClaimedAsKnownThatIsNotIsFetchedAgain) {
    const auto id = feed();
    commit(id, {article(1)});
    auto lying = poll(id, {article(1)});
    lying.document->unchanged_hashes.push_back(4711);

    const auto report = store().commit(lying);

    EXPECT_FALSE(report.acknowledged);
    const auto stored = reader().feeds().front();
    EXPECT_THAT(stored.etag, IsEmpty());
    EXPECT_EQ(stored.body_hash, 0U);
}

TEST_F(StoreTest, ValidatorsAreBytesAndSurviveARestart) {
    const auto id = feed();
    auto next = poll(id, {article(1)});
    next.etag = std::string("W/\"\0\xff\xc3(\"", 8);
    next.last_modified = "п'ятниця";
    next.body_hash = 0xFFFF'FFFF'FFFF'FFFEULL;
    store().commit(next);
    close();

    const auto stored = configure({{.name = "wire", .url = kUrl, .groups = {"world"}}}).front();

    EXPECT_EQ(stored.etag, next.etag);
    EXPECT_EQ(stored.last_modified, next.last_modified);
    EXPECT_EQ(stored.body_hash, next.body_hash);
    EXPECT_EQ(stored.schedule.next_due, now_ + std::chrono::hours(1));
    EXPECT_EQ(stored.last_success, now_);
}

TEST_F(StoreTest, TheScheduleIsAskedWithTheNumberOfNewStories) {
    const auto id = feed();
    auto next = poll(id, {article(1), article(2)});
    next.schedule = [](int new_stories) {
        return model::ScheduleState{
            .next_due = from_ms(new_stories),
            .reason = model::DueReason::kSpread,
            .failures = 3,
            .failing_since = from_ms(5),
            .polls = 9,
            .mean_gap = std::chrono::seconds(77),
            .last_new = from_ms(6),
            .hints = {.ttl = std::chrono::minutes(30), .skip_hours = {1, 2}},
        };
    };

    const auto report = store().commit(next);

    const auto stored = reader().feeds().front().schedule;
    EXPECT_EQ(report.schedule.next_due, from_ms(2));
    EXPECT_EQ(stored.next_due, from_ms(2));
    EXPECT_EQ(stored.reason, model::DueReason::kSpread);
    EXPECT_EQ(stored.failures, 3);
    EXPECT_EQ(stored.failing_since, from_ms(5));
    EXPECT_EQ(stored.polls, 9);
    EXPECT_EQ(stored.mean_gap, std::chrono::seconds(77));
    EXPECT_EQ(stored.last_new, from_ms(6));
    EXPECT_EQ(stored.hints.ttl, std::chrono::minutes(30));
    EXPECT_EQ(stored.hints.skip_hours, (std::vector<int>{1, 2}));
}

TEST_F(StoreTest, SchedulesCanBeStoredAlone) {
    const auto id = feed();
    commit(id, {article(1)});

    store().save_schedules(
        {{id, {.next_due = from_ms(99), .reason = model::DueReason::kSpread, .polls = 4}}}
    );

    const auto stored = reader().feeds().front();
    EXPECT_EQ(stored.schedule.next_due, from_ms(99));
    EXPECT_EQ(stored.etag, "\"v1\"");
}

TEST_F(StoreTest, TheScheduleOfARetiredFeedStaysAsItWas) {
    const auto id = feed();
    commit(id, {article(1)});
    configure({});

    store().save_schedules({{id, {.next_due = from_ms(99), .failures = 7}}});

    EXPECT_EQ(reader().feeds(true).at(0).schedule.failures, 0);
}

TEST_F(StoreTest, APollOfAnUnknownFeedIsRefused) {
    store();

    EXPECT_THROW(commit(static_cast<model::FeedId>(99), {article(1)}), StoreError);
}

TEST_F(StoreTest, APollThatEndsAfterItsFeedWasRetiredIsDropped) {
    const auto id = feed();
    auto late = poll(id, {article(1)});
    configure({});

    const auto report = store().commit(late);

    EXPECT_TRUE(report.retired);
    EXPECT_EQ(report.new_stories, 0);
    EXPECT_EQ(count("SELECT count(*) FROM story"), 0);
    EXPECT_THAT(event_types(), ElementsAre("feed.added", "feed.removed"));
    const auto kept = reader().feeds(true).at(0);
    EXPECT_EQ(kept.last_poll, std::nullopt);
    EXPECT_EQ(kept.etag, "");
}

TEST_F(StoreTest, ADamagedTextDoesNotKeepAFeedFromBeingPolled) {
    const auto id = feed();
    commit(id, {article(1)});
    sabotage("UPDATE content SET body = x'00'");
    auto changed = article(1);
    changed.body += kNoted;

    EXPECT_NO_THROW(commit(id, {changed, article(2)}));

    const auto page = reader().stories({.with_content = false});
    EXPECT_THAT(page.stories, SizeIs(2));
}

}  // namespace
}  // namespace wireroom::store
