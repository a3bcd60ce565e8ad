#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <random>

namespace wireroom::store {
namespace {

using testing::IsEmpty;

using Kind = model::VerdictRequest::Kind;
using Status = model::VerdictResult::Status;

/// Polls and verdicts in any order. Whatever was decided, the store stays whole: every item of a
/// document has a story or was removed, counts are what can be counted, nothing dangles.
class VerdictProperty : public StoreTest {
protected:
    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
    }

    Article any_article(std::size_t of_feed) {
        auto made = article(static_cast<int>(below(9)) + 1);
        if (of_feed == 1 && below(2) == 0) {  // another outlet's, or the same page in both feeds
            made.url = "https://other.example.net/" + made.id;
            made.id += ":other";
        }
        if (below(4) == 0) {
            made.id.clear();
        }
        if (below(3) == 0) {
            made = expanded(made, "Speaker" + std::to_string(below(6)));
        }
        made.noise = std::to_string(below(3));
        return made;
    }

    void poll_some(const std::vector<model::Feed>& feeds) {
        now_ += std::chrono::minutes(30);
        const auto which = below(feeds.size());
        std::vector<Article> document;
        std::set<std::string> urls;
        for (std::size_t i = 0; i < 2 + below(5); ++i) {
            auto one = any_article(which);
            if (urls.insert(one.url).second) {
                document.push_back(std::move(one));
            }
        }
        const auto report = commit(feeds[which].id, document);
        const auto placed = report.new_stories + report.revised + report.sighted + report.unchanged;
        ASSERT_LE(placed, static_cast<int>(document.size()));
        if (count("SELECT count(*) FROM tombstone") == 0) {
            ASSERT_EQ(placed, static_cast<int>(document.size())) << "an item was lost";
        }
    }

    std::vector<std::string> ids() {
        std::vector<std::string> found;
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        SQLite::Statement select(
            database,
            "SELECT public_id FROM story UNION ALL SELECT public_id FROM removed_story ORDER BY 1"
        );
        while (select.executeStep()) {
            found.push_back(select.getColumn(0).getString());
        }
        return found;
    }

    void pass_one() {
        const auto all = ids();
        const auto any = [&] { return all[below(all.size())]; };
        const auto kind = below(10);
        model::VerdictRequest request{.kind = Kind::kMerge, .story = any(), .into = any()};
        if (kind >= 4 && kind < 8) {
            request.kind = Kind::kSplit;
            if (kind >= 6) {
                request.sighting.feed = below(2) == 0 ? "a" : "b";
            }
        } else if (kind >= 8) {
            request.kind = Kind::kForget;
        }
        const auto head = store().head_seq();
        const auto result = store().pass(request, now_);
        ASSERT_FALSE(result.message.empty());
        if (result.status == Status::kDone) {
            ++done_;
            ASSERT_EQ(result.head_seq, store().head_seq());
        } else {
            ASSERT_EQ(store().head_seq(), head);
        }
    }

    void expect_whole() {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
        ASSERT_FALSE(dangling.executeStep()) << dangling.getColumn(0).getString();
        const auto none = [&](const char* what, const char* sql) {
            ASSERT_EQ(database.execAndGet(sql).getInt(), 0) << what;
        };
        none("pointers to pointers", R"(
            SELECT count(*) FROM story JOIN story AS root ON root.id = story.merged_into
            WHERE root.merged_into IS NOT NULL)");
        none("stories without a sighting", R"(
            SELECT count(*) FROM story
            WHERE merged_into IS NULL
              AND NOT EXISTS (SELECT 1 FROM sighting
                              WHERE story_id = story.id
                                 OR story_id IN (SELECT id FROM story AS merged
                                                 WHERE merged.merged_into = story.id)))");
        none("stories without their text", R"(
            SELECT count(*) FROM story
            WHERE NOT EXISTS (SELECT 1 FROM revision
                              WHERE story_id = story.id AND number = story.revision))");
        none("texts of nobody", R"(
            SELECT count(*) FROM content
            WHERE id NOT IN (SELECT content_id FROM revision))");
        none("miscounted feeds", R"(
            SELECT count(*) FROM feed
            WHERE stories <> (SELECT count(DISTINCT ifnull(merged_into, story.id))
                              FROM sighting JOIN story ON story.id = sighting.story_id
                              WHERE feed_id = feed.id))");
    }

    void expect_readable() {
        auto now = reader();
        const auto listed = now.stories({.limit = 1000}).stories;
        ASSERT_EQ(static_cast<std::int64_t>(listed.size()), now.counts().stories);
        ASSERT_FALSE(now.events({.limit = 1000}).events.empty());
        for (const auto& id : ids()) {
            const auto place = now.place(id);
            const bool here = place.kind == model::StoryPlace::Kind::kHere;
            ASSERT_EQ(now.story(id).has_value(), here);
            ASSERT_EQ(now.explain(id).has_value(), here);
            if (place.kind == model::StoryPlace::Kind::kMerged) {
                ASSERT_TRUE(now.story(place.into));
            }
            if (here) {
                ASSERT_EQ(now.explain(id)->sightings.size(), now.story(id)->sightings.size());
            }
        }
    }

    std::mt19937 random_;
    int done_ = 0;
};

TEST_F(VerdictProperty, WhateverIsDecidedTheStoreStaysWhole) {
    constexpr unsigned kRounds = 6;
    constexpr int kSteps = 50;
    for (unsigned round = 0; round < kRounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        random_.seed(round);
        close();
        path_ = folder_.file("round-" + std::to_string(round) + ".db");
        const auto feeds = configure(
            {{.name = "a", .url = "https://news.example.org/a.xml"},
             {.name = "b", .url = "https://news.example.org/b.xml"}},
            {watch_for("some", "headline1 OR headline2 OR speaker3")}
        );
        poll_some(feeds);
        for (int step = 0; step < kSteps; ++step) {
            if (below(2) == 0) {
                poll_some(feeds);
            } else {
                pass_one();
            }
            if (HasFatalFailure()) {
                FAIL() << "step " << step;
            }
            if (step % 10 == 9) {
                expect_whole();
                expect_readable();
            }
        }
    }
    EXPECT_GT(done_, 20) << "most verdicts were refused: this tells little";
}

}  // namespace
}  // namespace wireroom::store
