#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class HealthTest : public StoreTest {
protected:
    PollCommit failure(model::FeedId id, int status, const std::string& error, int failures) {
        auto commit = bare(id, status, model::FeedState::kFailing, error);
        commit.schedule = [=, now = now_](int) {
            return model::ScheduleState{
                .next_due = now + std::chrono::hours(2),
                .reason = model::DueReason::kBackoff,
                .failures = failures,
                .failing_since = at("2025-04-12T10:00:00Z"),
            };
        };
        return commit;
    }
};

TEST_F(HealthTest, FailingAndRecoveredAreToldWhenTheStateChangesOnly) {
    const auto id = feed();
    store().commit(failure(id, 503, "HTTP 503", 1));
    store().commit(failure(id, 500, "HTTP 500", 2));
    store().commit(bare(id, 304, model::FeedState::kOk, ""));
    store().commit(bare(id, 304, model::FeedState::kOk, ""));

    const auto told = events();

    EXPECT_THAT(event_types(), ElementsAre("feed.added", "feed.failing", "feed.recovered"));
    EXPECT_EQ(
        told[1].data,
        "{\"error\":{\"kind\":\"server-error\",\"http\":503,\"message\":\"HTTP 503\","
        "\"since\":\"2025-04-12T10:00:00.000Z\",\"failures\":1,"
        "\"next_poll\":\"2025-04-12T12:00:00.000Z\"}}"
    );
    EXPECT_EQ(told[1].feed, "wire");
    EXPECT_THAT(told[2].data, HasSubstr("\"http\":500"));
    EXPECT_THAT(told[2].data, HasSubstr("\"failures\":2"));
}

TEST_F(HealthTest, TheOutcomeNamesTheKindOfAFailureWithoutStatus) {
    const auto id = feed();
    auto lost = failure(id, 0, "no such host", 1);
    lost.outcome = model::Outcome::kDnsError;
    store().commit(lost);

    const auto told = events().back();

    EXPECT_THAT(told.data, HasSubstr("\"kind\":\"dns-error\""));
    EXPECT_THAT(told.data, Not(HasSubstr("\"http\"")));
}

TEST_F(HealthTest, AFailureKeepsTheValidatorsThatItNamesAndTheLastSuccess) {
    const auto id = feed();
    commit(id, {article(1)});
    const auto success = now_;
    now_ += std::chrono::hours(1);

    store().commit(failure(id, 0, "timed out", 1));

    const auto stored = reader().feeds().front();
    EXPECT_EQ(stored.state, model::FeedState::kFailing);
    EXPECT_EQ(stored.last_error, "timed out");
    EXPECT_EQ(stored.last_success, success);
    EXPECT_EQ(stored.last_poll, now_);
    EXPECT_EQ(reader().counts().failing, 1);
}

TEST_F(HealthTest, AGoneFeedIsToldOnceAndMayComeBack) {
    const auto id = feed();
    store().commit(bare(id, 410, model::FeedState::kGone, "HTTP 410"));
    store().commit(bare(id, 410, model::FeedState::kGone, "HTTP 410"));
    commit(id, {article(1)});

    EXPECT_THAT(
        event_types(), ElementsAre("feed.added", "feed.gone", "story.new", "feed.recovered")
    );
}

TEST_F(HealthTest, AMovedFeedIsAskedAtItsNewUrlAlsoAfterARestart) {
    const auto id = feed();
    auto moved = poll(id, {article(1)});
    moved.moved_to = "https://user:secret@news.example.org/new.xml";
    store().commit(moved);
    close();

    const auto stored = configure({{.name = "wire", .url = kUrl, .groups = {"world"}}}).front();

    EXPECT_EQ(stored.spec.url, moved.moved_to);
    EXPECT_EQ(stored.etag, "\"v1\"") << "the validators are those of the new address";
    EXPECT_THAT(event_types(), ElementsAre("feed.added", "story.new", "feed.moved"));
    EXPECT_EQ(
        events().back().data,
        "{\"old\":\"https://news.example.org/feed.xml\","
        "\"new\":\"https://***@news.example.org/new.xml\"}"
    );
}

}  // namespace
}  // namespace wireroom::store
