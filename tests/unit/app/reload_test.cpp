#include "app/reload.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::app {
namespace {

using model::ConfigChange;

std::vector<ConfigChange> retired(int count) {
    std::vector<ConfigChange> changes;
    for (int i = 0; i < count; ++i) {
        ConfigChange change;
        change.subject = ConfigChange::Subject::kFeed;
        change.kind = ConfigChange::Kind::kRemoved;
        change.name = "feed-" + std::to_string(i);
        changes.push_back(change);
    }
    return changes;
}

TEST(TooManyRetired, RefusesMoreThanHalfOfTheFeeds) {
    struct Case {
        int retired;
        std::size_t before;
        bool refused;
    };
    for (const auto& [gone, before, refused] : std::vector<Case>{
             {0, 0, false},
             {0, 12, false},
             {1, 1, false},
             {1, 2, false},
             {2, 2, true},
             {1, 3, false},
             {2, 3, true},
             {6, 12, false},
             {7, 12, true},
             {12, 12, true},
         }) {
        EXPECT_EQ(!too_many_retired(retired(gone), before).empty(), refused)
            << gone << " of " << before;
    }
}

TEST(TooManyRetired, SaysHowManyAndHowToGoOn) {
    const auto why = too_many_retired(retired(7), 12);

    EXPECT_NE(why.find("retires 7 of 12 feeds"), std::string::npos) << why;
    EXPECT_NE(why.find("--force"), std::string::npos) << why;
}

TEST(TooManyRetired, CountsFeedsAloneAndOnlyThoseThatLeave) {
    std::vector<ConfigChange> changes = retired(2);
    for (auto& change : changes) {
        change.subject = ConfigChange::Subject::kMonitor;
    }
    EXPECT_EQ(too_many_retired(changes, 2), "");
    changes = retired(2);
    changes[0].kind = ConfigChange::Kind::kMoved;
    changes[1].kind = ConfigChange::Kind::kRenamed;
    EXPECT_EQ(too_many_retired(changes, 2), "");
}

TEST(InForce, KeepsWhatIsReadAtStartOnly) {
    config::Config running;
    running.store.path = "/var/lib/wireroom/old.db";
    running.socket.path = "/run/wireroom/old.sock";
    running.socket.operator_path = "/run/wireroom/old-operator.sock";
    config::Config wanted;
    wanted.store.path = "/var/lib/wireroom/new.db";
    wanted.socket.path = "/run/wireroom/new.sock";
    wanted.socket.operator_path = "/run/wireroom/new-operator.sock";
    wanted.socket.streams = 7;
    wanted.fetch.contact = "https://example.org/";
    wanted.feeds.push_back({.name = "lantern", .url = "https://lantern.example/rss"});

    const auto now = in_force(running, wanted);

    EXPECT_EQ(now.store, running.store);
    EXPECT_EQ(now.socket.path, running.socket.path);
    EXPECT_EQ(now.socket.operator_path, running.socket.operator_path);
    EXPECT_EQ(now.socket.streams, 7);
    EXPECT_EQ(now.fetch, wanted.fetch);
    EXPECT_EQ(now.feeds.size(), 1U);
}

TEST(ReplyToReload, NamesTheFaultsAndThatNothingChanged) {
    ReloadOutcome outcome;
    outcome.kind = ReloadOutcome::Kind::kFaults;
    outcome.why = "the configuration has 1 fault; the old one stays in force";
    outcome.faults.push_back(
        {.file = "w.yaml", .line = 3, .column = 5, .message = "no", .suggestion = "yes?"}
    );

    const auto reply = reply_to(outcome);

    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.content_type, "application/problem+json");
    EXPECT_NE(reply.body.find(R"("file":"w.yaml","line":3,"column":5)"), std::string::npos)
        << reply.body;
    EXPECT_NE(reply.body.find(outcome.why), std::string::npos);
}

TEST(ReplyToReload, IsTheDifferenceWhenItWasApplied) {
    ReloadOutcome outcome;
    outcome.kind = ReloadOutcome::Kind::kApplied;
    outcome.file = "w.yaml";
    outcome.changes = retired(1);

    const auto reply = reply_to(outcome);

    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find(R"("kind":"removed","name":"feed-0")"), std::string::npos)
        << reply.body;
}

TEST(ReplyToReload, IsUnavailableWhenTheStoreRefuses) {
    ReloadOutcome outcome;
    outcome.why = "the disk is full; the old configuration stays in force";

    const auto reply = reply_to(outcome);

    EXPECT_EQ(reply.status, 503);
    EXPECT_NE(reply.body.find("the disk is full"), std::string::npos);
}

}  // namespace
}  // namespace wireroom::app
