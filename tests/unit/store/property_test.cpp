#include "support/newsrooms.hpp"
#include "unit/store/store_fixture.hpp"

#include <map>
#include <random>
#include <set>

namespace wireroom::store {
namespace {

constexpr unsigned kSeeds = 4;
constexpr int kHours = 8;

/// Publishers of all habits, played to the real store as the poller does it: known raw items are
/// only named.
class Property : public StoreTest {
protected:
    void subscribe(const std::vector<testing::ShownFeed>& feeds) {
        std::vector<model::FeedSpec> specs;
        for (const auto& feed : feeds) {
            specs.push_back({.name = "feed-" + std::to_string(feed.feed), .url = feed.url});
        }
        for (const auto& feed : configure(specs)) {
            ids_[feed.spec.url] = feed.id;
        }
    }

    PollReport show(const testing::ShownFeed& feed, Timestamp now) {
        const auto id = ids_.at(feed.url);
        now_ = now;
        auto commit = poll(id);
        const auto known = store().known_raw_hashes(id);
        for (const auto& shown : feed.items) {
            const Article article{
                .id = shown.guid,
                .url = shown.url,
                .title = shown.title,
                .body = shown.html,
                .published = shown.published};
            if (std::ranges::find(known, raw_hash(article)) != known.end()) {
                commit.document->unchanged_hashes.push_back(raw_hash(article));
            } else {
                commit.document->items.push_back(prepared(article));
            }
        }
        auto report = store().commit(std::move(commit));
        for (const auto& shown : feed.items) {
            const auto stories = stories_with(id, shown.guid);
            EXPECT_FALSE(stories.empty()) << "an item without a story: " << shown.title;
            stories_of_[shown.article].insert(stories.begin(), stories.end());
            for (const auto story : stories) {
                articles_of_[story].insert(shown.article);
            }
        }
        return report;
    }

    /// The rows of the stories that the feed shows under this guid now.
    std::set<std::int64_t> stories_with(model::FeedId feed, const std::string& guid) {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        SQLite::Statement query(
            database,
            "SELECT story_id FROM sighting WHERE feed_id = ? AND guid = ? AND gone_ms IS NULL"
        );
        query.bind(1, static_cast<std::int64_t>(feed));
        query.bind(2, guid);
        std::set<std::int64_t> stories;
        while (query.executeStep()) {
            stories.insert(query.getColumn(0).getInt64());
        }
        return stories;
    }

    void start_anew(unsigned seed) {
        close();
        path_ = folder_.file("seed-" + std::to_string(seed) + ".db");
        ids_.clear();
        stories_of_.clear();
        articles_of_.clear();
    }

    std::map<std::string, model::FeedId> ids_;
    std::map<int, std::set<std::int64_t>> stories_of_;
    std::map<std::int64_t, std::set<int>> articles_of_;
};

TEST_F(Property, EveryArticleIsOneStoryAndAReplayAddsNothing) {
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        start_anew(seed);
        testing::Newsrooms newsrooms(seed);
        std::vector<testing::ShownFeed> history;
        std::vector<testing::ShownFeed> last;
        for (int hour = 0; hour < kHours; ++hour) {
            last = newsrooms.step();
            if (hour == 0) {
                subscribe(last);
            }
            for (const auto& feed : last) {
                show(feed, newsrooms.now());
                history.push_back(feed);
            }
        }
        for (const auto& [article, stories] : stories_of_) {
            EXPECT_EQ(stories.size(), 1U) << "seed " << seed << ": article " << article;
        }
        for (const auto& [story, articles] : articles_of_) {
            EXPECT_EQ(articles.size(), 1U) << "seed " << seed << ": story " << story;
        }
        EXPECT_EQ(count("SELECT count(*) FROM story"), newsrooms.shown_articles());

        const auto written = [&] {
            return count("SELECT count(*) FROM event WHERE type IN ('story.new', 'story.revised')");
        };
        const auto before = written();
        for (const auto& feed : last) {
            const auto report = show(feed, newsrooms.now() + std::chrono::hours(1));
            EXPECT_EQ(report.unchanged, static_cast<int>(feed.items.size())) << "seed " << seed;
        }
        EXPECT_EQ(written(), before) << "seed " << seed << ": the last step again";
        for (const auto& feed : history) {
            show(feed, newsrooms.now() + std::chrono::hours(2));
        }
        EXPECT_EQ(written(), before) << "seed " << seed << ": the whole history again";
        EXPECT_EQ(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }
}

TEST_F(Property, MergeThenSplitLeavesEverythingAsItWas) {
    start_anew(1);
    testing::Newsrooms newsrooms(1);
    const auto feeds = newsrooms.step();
    subscribe(feeds);
    for (const auto& feed : feeds) {
        show(feed, newsrooms.now());
    }
    const auto listed = [&] {
        std::vector<std::string> ids;
        for (const auto& story : reader().stories({.limit = 1000}).stories) {
            ids.push_back(story.id + " " + story.title + " " + std::to_string(story.revision));
        }
        return ids;
    };
    const auto before = listed();
    std::mt19937 random(1);
    const auto id_of = [](const std::string& line) { return line.substr(0, line.find(' ')); };
    ASSERT_GE(before.size(), 4U);

    for (int i = 0; i < 10; ++i) {
        const auto& one = before[random() % before.size()];
        const auto& other = before[random() % before.size()];
        if (&one == &other) {
            continue;
        }
        model::VerdictRequest merge;
        merge.kind = model::VerdictRequest::Kind::kMerge;
        merge.story = id_of(one);
        merge.into = id_of(other);
        store().pass(merge, now_);
        EXPECT_EQ(listed().size() + 1, before.size());
        model::VerdictRequest split;
        split.kind = model::VerdictRequest::Kind::kSplit;
        split.story = id_of(one);
        store().pass(split, now_);

        EXPECT_EQ(listed(), before);
    }
}

}  // namespace
}  // namespace wireroom::store
