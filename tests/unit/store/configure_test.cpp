#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kA = "https://a.example/feed";
constexpr const char* kB = "https://b.example/feed";

TEST_F(StoreTest, TheSameConfigurationAgainWritesNothing) {
    const std::vector<model::FeedSpec> specs{
        {.name = "a", .url = kA, .groups = {"x", "y"}, .interval = std::chrono::minutes(10)},
        {.name = "b", .url = kB},
    };
    const auto first = configure(specs);
    const auto head = store().head_seq();
    sabotage("CREATE TRIGGER still BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'write'); END");

    const auto second = configure(specs);

    EXPECT_EQ(store().head_seq(), head);
    ASSERT_THAT(second, SizeIs(2));
    EXPECT_EQ(second[0].id, first[0].id);
    EXPECT_EQ(second[0].spec.groups, specs[0].groups);
    EXPECT_EQ(second[0].spec.interval, specs[0].interval);
    EXPECT_EQ(second[1].spec.interval, std::nullopt);
    EXPECT_THAT(event_types(), ElementsAre("feed.added", "feed.added"));
}

TEST_F(StoreTest, GroupsAndIntervalFollowTheConfiguration) {
    configure({{.name = "a", .url = kA, .groups = {"x"}, .interval = std::chrono::hours(1)}});

    const auto feeds = configure({{.name = "a", .url = kA, .groups = {"y"}}});

    EXPECT_THAT(feeds.front().spec.groups, ElementsAre("y"));
    EXPECT_EQ(feeds.front().spec.interval, std::nullopt);
}

TEST_F(StoreTest, AnotherNameForTheSameUrlIsARename) {
    const auto id = feed();
    commit(id, {article(1)});

    const auto renamed = configure({{.name = "newswire", .url = kUrl}}).front();

    EXPECT_EQ(renamed.id, id);
    EXPECT_EQ(renamed.spec.name, "newswire");
    EXPECT_EQ(renamed.etag, "\"v1\"");
    EXPECT_EQ(events().back().feed, "newswire");
}

TEST_F(StoreTest, TwoFeedsMaySwapTheirNames) {
    const auto before = configure({{.name = "a", .url = kA}, {.name = "b", .url = kB}});

    const auto after = configure({{.name = "b", .url = kA}, {.name = "a", .url = kB}});

    EXPECT_EQ(after[0].id, before[0].id);
    EXPECT_EQ(after[0].spec.name, "b");
    EXPECT_EQ(after[1].spec.name, "a");
    EXPECT_EQ(after[1].spec.url, kB);
}

TEST_F(StoreTest, AnotherUrlUnderTheSameNameIsAMoveWithoutTheOldValidators) {
    const auto id = feed();
    commit(id, {article(1)});

    const auto moved = configure({{.name = "wire", .url = kB}}).front();

    EXPECT_EQ(moved.id, id);
    EXPECT_EQ(moved.spec.url, kB);
    EXPECT_THAT(moved.etag, IsEmpty());
    EXPECT_EQ(moved.body_hash, 0U);
    EXPECT_EQ(moved.schedule.next_due, from_ms(0)) << "due at once";
    EXPECT_EQ(moved.stories, 1);
    EXPECT_THAT(event_types(), ElementsAre("feed.added", "story.new", "feed.moved"));
}

TEST_F(StoreTest, ARemovedFeedIsRetiredAndItsStoriesStay) {
    const auto id = feed();
    commit(id, {article(1)});

    const auto left = configure({});

    EXPECT_THAT(left, IsEmpty());
    EXPECT_THAT(reader().feeds(), IsEmpty());
    const auto all = reader().feeds(true);
    ASSERT_THAT(all, SizeIs(1));
    EXPECT_EQ(all.front().id, id);
    EXPECT_EQ(all.front().state, model::FeedState::kRetired);
    EXPECT_THAT(reader().stories({.feed = "wire"}).stories, SizeIs(1));
    EXPECT_THAT(event_types(), ElementsAre("feed.added", "story.new", "feed.removed"));
}

TEST_F(StoreTest, AReturningFeedRevivesByUrlOrByNameWithWhatItHad) {
    struct Return {
        model::FeedSpec spec;
        bool keeps_validators;
    };
    const Return returns[] = {
        {{.name = "other-name", .url = kUrl}, true},
        {{.name = "other-name", .url = kB}, false},
    };
    const auto id = feed();
    commit(id, {article(1)});

    for (const auto& [spec, keeps_validators] : returns) {
        configure({});
        const auto revived = configure({spec});

        ASSERT_THAT(revived, SizeIs(1)) << spec.url;
        EXPECT_EQ(revived.front().id, id) << spec.url;
        EXPECT_EQ(revived.front().state, model::FeedState::kOk) << spec.url;
        EXPECT_EQ(!revived.front().etag.empty(), keeps_validators) << spec.url;
        EXPECT_THAT(store().known_raw_hashes(id), SizeIs(1)) << spec.url;
    }
}

TEST_F(StoreTest, ANewFeedMayTakeTheNameOfARetiredOne) {
    const auto before = configure({{.name = "a", .url = kA}, {.name = "b", .url = kB}});

    const auto after = configure({{.name = "a", .url = kB}});

    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after.front().id, before[1].id) << "the URL says who it is";
    EXPECT_EQ(after.front().spec.name, "a");
}

TEST_F(StoreTest, AFaultySpecChangesNothing) {
    configure({{.name = "a", .url = kA}});

    EXPECT_THROW(configure({{.name = "b", .url = kB}, {.name = "b", .url = kUrl}}), StoreError);

    EXPECT_EQ(reader().feeds().front().spec.name, "a");
    EXPECT_THAT(event_types(), ElementsAre("feed.added"));
}

}  // namespace
}  // namespace wireroom::store
