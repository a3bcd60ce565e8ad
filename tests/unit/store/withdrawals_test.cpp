#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class WithdrawalTest : public StoreTest {
protected:
    /// Articles `newest` down to `oldest`, without those that are missing.
    static std::vector<Article> window(
        int newest, int oldest, const std::vector<int>& missing = {}
    ) {
        std::vector<Article> articles;
        for (int i = newest; i >= oldest; --i) {
            if (std::ranges::find(missing, i) == missing.end()) {
                articles.push_back(article(i));
            }
        }
        return articles;
    }

    PollReport poll_again(model::FeedId id, const std::vector<Article>& articles) {
        now_ += 1h;
        return commit(id, articles);
    }
    PollReport not_modified(model::FeedId id) {
        now_ += 1h;
        return store().commit(bare(id, 304, model::FeedState::kOk, ""));
    }

    std::vector<std::string> withdrawn() {
        std::vector<std::string> titles;
        for (const auto& event : events()) {
            if (event.type == "story.withdrawn") {
                titles.push_back(event.story->title);
                EXPECT_EQ(event.revision, event.story->revision);
                EXPECT_TRUE(event.story->withdrawn);
            }
        }
        return titles;
    }
};

TEST_F(WithdrawalTest, WhatVanishesFromTheMidstIsWithdrawnAtTheSecondLook) {
    const auto id = feed();
    commit(id, window(12, 1));

    const auto first = poll_again(id, window(12, 1, {6}));
    const auto told_at_once = withdrawn();
    const auto second = poll_again(id, window(13, 2, {6}));

    EXPECT_EQ(first.withdrawn, 0);
    EXPECT_THAT(told_at_once, IsEmpty());
    EXPECT_EQ(second.withdrawn, 1);
    EXPECT_THAT(withdrawn(), testing::ElementsAre(article(6).title));
    EXPECT_EQ(events().back().feed, "wire");
    poll_again(id, window(13, 2, {6}));
    EXPECT_THAT(withdrawn(), SizeIs(1)) << "told once";
}

TEST_F(WithdrawalTest, TheSameDocumentAgainConfirmsItToo) {
    const auto id = feed();
    commit(id, window(12, 1));
    poll_again(id, window(12, 1, {6}));

    const auto report = not_modified(id);

    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_THAT(withdrawn(), SizeIs(1));
}

TEST_F(WithdrawalTest, AFailureConfirmsNothing) {
    const auto id = feed();
    commit(id, window(12, 1));
    poll_again(id, window(12, 1, {6}));

    store().commit(bare(id, 503, model::FeedState::kFailing, "503"));

    EXPECT_THAT(withdrawn(), IsEmpty());
}

TEST_F(WithdrawalTest, WhatIsBackAtTheSecondLookWasNeverWithdrawn) {
    const auto id = feed();
    commit(id, window(12, 1));
    poll_again(id, window(12, 1, {6}));

    poll_again(id, window(12, 1));
    not_modified(id);

    EXPECT_THAT(event_types(), Not(Contains("story.withdrawn")));
    EXPECT_EQ(count("SELECT count(*) FROM sighting WHERE vanished_ms IS NOT NULL"), 0);
}

TEST_F(WithdrawalTest, WhatComesBackAfterwardsIsCarriedAgainWithoutAnEvent) {
    const auto id = feed();
    commit(id, window(12, 1));
    poll_again(id, window(12, 1, {6}));
    poll_again(id, window(12, 1, {6}));
    ASSERT_THAT(withdrawn(), SizeIs(1));
    const auto head = store().head_seq();

    poll_again(id, window(12, 1));

    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM story WHERE withdrawn_ms IS NOT NULL"), 0);
}

TEST_F(WithdrawalTest, TheOldEndOfAWindowIsNoWithdrawal) {
    const auto id = feed();
    commit(id, window(12, 1));

    poll_again(id, window(14, 3));
    poll_again(id, window(15, 4));
    not_modified(id);

    EXPECT_THAT(event_types(), Not(Contains("story.withdrawn")));
}

TEST_F(WithdrawalTest, ManyThatLeaveTogetherAreAnotherSelection) {
    const auto id = feed();
    commit(id, window(30, 1));

    poll_again(id, window(30, 1, {10, 15, 20}));
    not_modified(id);

    EXPECT_THAT(event_types(), Not(Contains("story.withdrawn")));
}

TEST_F(WithdrawalTest, AFeedOutOfTheOrderOfItsDatesHasNoMidst) {
    const auto id = feed();
    auto shuffled = window(12, 1);
    std::swap(shuffled[1], shuffled[9]);
    commit(id, shuffled);
    std::erase_if(shuffled, [](const Article& a) { return a.id == article(6).id; });

    poll_again(id, shuffled);
    not_modified(id);

    EXPECT_THAT(event_types(), Not(Contains("story.withdrawn")));
}

TEST_F(WithdrawalTest, AFeedWithAnUndatedItemHasNoMidst) {
    const auto id = feed();
    auto articles = window(12, 1);
    articles[3].published.reset();
    commit(id, articles);
    std::erase_if(articles, [](const Article& a) { return a.id == article(6).id; });

    poll_again(id, articles);
    not_modified(id);

    EXPECT_THAT(event_types(), Not(Contains("story.withdrawn")));
}

TEST_F(WithdrawalTest, AStoryThatAnotherFeedCarriesIsNotWithdrawn) {
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl}, {.name = "world", .url = "https://news.example.org/world"}}
    );
    commit(feeds[0].id, window(12, 1));
    commit(feeds[1].id, {article(6)});

    poll_again(feeds[0].id, window(12, 1, {6}));
    not_modified(feeds[0].id);

    EXPECT_THAT(withdrawn(), IsEmpty());
}

TEST_F(WithdrawalTest, ARetiredFeedCarriesNothing) {
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl}, {.name = "world", .url = "https://news.example.org/world"}}
    );
    commit(feeds[0].id, window(12, 1));
    commit(feeds[1].id, {article(6)});
    configure({{.name = "wire", .url = kUrl}});

    poll_again(feeds[0].id, window(12, 1, {6}));
    not_modified(feeds[0].id);

    EXPECT_THAT(withdrawn(), SizeIs(1));
}

TEST_F(WithdrawalTest, ADeletedEntryIsWithdrawnAtOnce) {
    const auto id = feed();
    commit(id, window(3, 1));
    now_ += 1h;
    auto tombstone = poll(id, window(3, 1, {2}));
    tombstone.document->deleted_guids = {article(2).id, "urn:nobody"};

    const auto report = store().commit(std::move(tombstone));

    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_THAT(withdrawn(), testing::ElementsAre(article(2).title));
}

TEST_F(WithdrawalTest, ADeletedEntryOfLongAgoIsWithdrawnToo) {
    const auto id = feed();
    commit(id, window(3, 1));
    poll_again(id, window(6, 4));
    auto tombstone = poll(id, window(6, 4));
    tombstone.document->deleted_guids = {article(1).id};

    store().commit(std::move(tombstone));

    EXPECT_THAT(withdrawn(), testing::ElementsAre(article(1).title));
}

TEST_F(WithdrawalTest, AnEntryThatIsDeletedAndThereIsThere) {
    const auto id = feed();
    commit(id, window(3, 1));
    auto tombstone = poll(id, window(3, 1));
    tombstone.document->deleted_guids = {article(2).id};

    const auto report = store().commit(std::move(tombstone));

    EXPECT_EQ(report.withdrawn, 0);
    EXPECT_THAT(withdrawn(), IsEmpty());
}

TEST_F(WithdrawalTest, ADocumentOfDeletedEntriesAloneWithdrawsThem) {
    const auto id = feed();
    commit(id, window(3, 1));
    now_ += 1h;
    auto tombstones = poll(id, {});
    tombstones.document->deleted_guids = {article(2).id};

    const auto report = store().commit(std::move(tombstones));

    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_THAT(withdrawn(), testing::ElementsAre(article(2).title));
}

TEST_F(WithdrawalTest, WhatSuchADocumentDeletedComesBackWithTheNextThatHasIt) {
    const auto id = feed();
    commit(id, window(3, 1));
    now_ += 1h;
    auto tombstones = poll(id, {});
    tombstones.document->deleted_guids = {article(2).id};
    store().commit(std::move(tombstones));
    const auto head = store().head_seq();

    poll_again(id, window(3, 1));

    EXPECT_EQ(store().head_seq(), head);
    EXPECT_EQ(count("SELECT count(*) FROM story WHERE withdrawn_ms IS NOT NULL"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM sighting WHERE gone_ms IS NOT NULL"), 0);
}

TEST_F(WithdrawalTest, WhatACompleteFeedListsNoLongerIsWithdrawnAtOnce) {
    const auto id = feed();
    commit(id, window(3, 1));
    auto complete = poll(id, window(3, 2));
    complete.document->complete = true;

    const auto report = store().commit(std::move(complete));

    EXPECT_EQ(report.withdrawn, 1);
    EXPECT_EQ(report.gone, 1);
    EXPECT_THAT(withdrawn(), testing::ElementsAre(article(1).title));
}

TEST_F(WithdrawalTest, AnEmptiedFeedConfirmsNothing) {
    const auto id = feed();
    commit(id, window(12, 1));
    poll_again(id, window(12, 1, {6}));

    poll_again(id, {});
    const auto at_once = withdrawn();
    poll_again(id, window(12, 1));

    EXPECT_THAT(at_once, IsEmpty());
    EXPECT_THAT(withdrawn(), IsEmpty()) << "it was there again";
}

TEST_F(WithdrawalTest, AnEmptiedFeedWithdrawsNothing) {
    const auto id = feed();
    commit(id, window(3, 1));
    auto empty = poll(id, {});
    empty.document->complete = true;

    store().commit(std::move(empty));
    not_modified(id);

    EXPECT_THAT(withdrawn(), IsEmpty());
}

}  // namespace
}  // namespace wireroom::store
