#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

class RevertTest : public StoreTest {
protected:
    void SetUp() override {
        id_ = feed();
        second_.body +=
            "<p>Editor's note: The story was expanded with a comment by the minister, "
            "who said that nobody should expect a breakthrough this week.</p>";
        third_.body +=
            "<p>Correction: The talks take place in Vienna and not in Geneva, as an "
            "earlier version of this article said about the meeting.</p>";
        show(first_);
        show(second_);
        ASSERT_EQ(count("SELECT revision FROM story"), 2);
    }

    /// A poll after `later`, which counts as one.
    void show(const Article& written, std::chrono::hours later = 1h) {
        now_ += later;
        run(poll(id_, {written}));
    }
    void not_modified(std::chrono::hours later) {
        now_ += later;
        run(bare(id_, 304, model::FeedState::kOk, ""));
    }
    void run(PollCommit commit) {
        commit.schedule = [polls = ++polls_](int) { return model::ScheduleState{.polls = polls}; };
        store().commit(std::move(commit));
    }

    std::vector<model::Event> reverts() {
        auto found = events();
        std::erase_if(found, [](const auto& event) { return event.type != "story.reverted"; });
        return found;
    }

    model::FeedId id_{};
    Article first_ = article(1);
    Article second_ = article(1);
    Article third_ = article(1);
    std::int64_t polls_ = 0;
};

TEST_F(RevertTest, AnOlderTextThatStandsForSixHoursAndThreePollsIsTold) {
    show(first_);
    not_modified(1h);
    not_modified(1h);
    ASSERT_THAT(reverts(), IsEmpty());
    not_modified(3h);
    ASSERT_THAT(reverts(), IsEmpty()) << "three polls, and five hours";

    not_modified(1h);

    ASSERT_THAT(reverts(), SizeIs(1));
    EXPECT_EQ(reverts().front().revision, 1);
    EXPECT_EQ(reverts().front().data, R"({"to":1})");
    EXPECT_EQ(reverts().front().feed, "wire");
    not_modified(9h);
    show(first_);
    EXPECT_THAT(reverts(), SizeIs(1)) << "once";
}

TEST_F(RevertTest, SixHoursAreNotEnoughForTwoPolls) {
    show(first_);
    not_modified(10h);
    not_modified(10h);
    EXPECT_THAT(reverts(), IsEmpty());

    not_modified(1h);

    EXPECT_THAT(reverts(), SizeIs(1));
}

TEST_F(RevertTest, AFailureTellsNothing) {
    show(first_);
    not_modified(6h);
    not_modified(1h);
    now_ += 1h;
    run(bare(id_, 503, model::FeedState::kFailing, "503"));

    EXPECT_THAT(reverts(), IsEmpty());
}

TEST_F(RevertTest, FlappingIsNeverToldOf) {
    for (int i = 0; i < 10; ++i) {
        show(first_, 2h);
        show(second_, 2h);
    }

    EXPECT_THAT(reverts(), IsEmpty());
    EXPECT_EQ(count("SELECT count(*) FROM pending_revert"), 0);
}

TEST_F(RevertTest, SlowFlappingIsToldOfOnce) {
    for (int i = 0; i < 3; ++i) {
        show(first_);
        not_modified(6h);
        not_modified(6h);
        not_modified(6h);
        show(second_);
        not_modified(6h);
        not_modified(6h);
        not_modified(6h);
    }

    EXPECT_THAT(reverts(), SizeIs(1));
}

TEST_F(RevertTest, ANewTextEndsTheWaiting) {
    show(first_);
    show(third_);
    ASSERT_EQ(count("SELECT revision FROM story"), 3);
    not_modified(6h);
    not_modified(6h);
    not_modified(6h);

    EXPECT_THAT(reverts(), IsEmpty());
}

TEST_F(RevertTest, AnotherOlderTextStartsTheWaitingAnew) {
    show(third_);
    show(first_);
    not_modified(6h);
    show(second_);
    not_modified(1h);
    not_modified(1h);
    not_modified(1h);
    EXPECT_THAT(reverts(), IsEmpty());

    not_modified(6h);

    ASSERT_THAT(reverts(), SizeIs(1));
    EXPECT_EQ(reverts().front().revision, 2);
}

}  // namespace
}  // namespace wireroom::store
