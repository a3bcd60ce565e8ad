#include "store/snapshot.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Two stories, the first of which an operator merged into the second.
class MergedTest : public StoreTest {
protected:
    void SetUp() override {
        id_ = feed();
        commit(id_, {article(1)});
        commit(id_, {article(2), article(1)});
        close();
        sabotage("UPDATE story SET merged_into = 2 WHERE id = 1");
    }

    model::FeedId id_{};
};

TEST_F(MergedTest, KeysOfAMergedStoryLeadToTheOneItIsPartOf) {
    Connection connection(path_, Connection::Mode::kWriter);
    TextCodec codec;
    const Sketches sketches(connection);
    auto edited = article(1);
    edited.body += "<p>And one sentence more.</p>";
    const auto present = load_present(connection, id_);

    const StoredSurroundings surroundings(
        connection,
        codec,
        sketches,
        load_feed_row(connection, id_).value(),
        now_,
        {prepared(edited)},
        present,
        {}
    );

    const auto& snapshot = surroundings.snapshot();
    ASSERT_THAT(snapshot.stories, SizeIs(1));
    const auto& story = snapshot.stories.front();
    EXPECT_EQ(story.key, dedup::StoryKey{2});
    EXPECT_THAT(snapshot.candidates.front().by_guid, ElementsAre(0));
    EXPECT_THAT(snapshot.candidates.front().by_url, ElementsAre(0));
    EXPECT_THAT(snapshot.candidates.front().by_operator, ElementsAre(0));
    EXPECT_THAT(story.guids, SizeIs(2));
    EXPECT_THAT(story.url_keys, SizeIs(2));
    EXPECT_THAT(story.sightings, SizeIs(2));
    EXPECT_THAT(story.revisions, SizeIs(1));
    ASSERT_THAT(story.merged_texts, SizeIs(1));
    EXPECT_EQ(story.merged_texts.front().title, article(1).title);
    EXPECT_EQ(story.merged_texts.front().content_html, prepared(article(1)).content_html);
    EXPECT_EQ(story.merged_texts.front().raw_hash, raw_hash(article(1)));
    for (const auto& item : snapshot.unchanged) {
        EXPECT_EQ(item.story, dedup::StoryKey{2});
    }
}

TEST_F(MergedTest, AnUnmergedStoryIsReachedByItsKeysAlone) {
    Connection connection(path_, Connection::Mode::kWriter);
    TextCodec codec;
    const Sketches sketches(connection);
    auto edited = article(2);
    edited.noise = "x";

    const StoredSurroundings surroundings(
        connection,
        codec,
        sketches,
        load_feed_row(connection, id_).value(),
        now_,
        {prepared(edited)},
        {},
        {}
    );

    EXPECT_THAT(surroundings.snapshot().candidates.front().by_guid, ElementsAre(0));
    EXPECT_THAT(surroundings.snapshot().candidates.front().by_operator, IsEmpty());
}

TEST_F(MergedTest, WhatComesByAMergedStorysKeysIsTheRootsAndStaysWithThePart) {
    auto edited = article(1);
    edited.url += "-renamed";
    edited.body +=
        "<p>One paragraph more, in which the minister says that the bridge over the river "
        "will be closed to all traffic until the end of the month.</p>";
    now_ += 1h;

    const auto report = commit(id_, {article(2), edited});

    EXPECT_EQ(report.new_stories, 0);
    EXPECT_EQ(report.gone, 0);
    EXPECT_EQ(count("SELECT count(*) FROM story"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM revision WHERE story_id = 1"), 1);
    EXPECT_EQ(count("SELECT story_id FROM url_key WHERE key LIKE '%renamed'"), 1);
    EXPECT_EQ(count("SELECT story_id FROM sighting WHERE url LIKE '%renamed'"), 1);
    EXPECT_EQ(count("SELECT stories FROM feed"), 2);
    for (const auto& event : events_after(2)) {
        if (event.type == "story.revised") {
            EXPECT_EQ(event.story->title, article(1).title);
        }
    }
}

TEST_F(MergedTest, APollOfUnchangedItemsTellsNothing) {
    const auto head = store().head_seq();

    const auto report = commit(id_, {article(2), article(1)});

    EXPECT_EQ(report.unchanged, 2);
    EXPECT_EQ(store().head_seq(), head);
}

}  // namespace
}  // namespace wireroom::store
