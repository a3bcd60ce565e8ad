#include "store/backtest.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace wireroom::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Backtest : public StoreTest {
protected:
    QueryTest look(
        const std::string& query,
        const char* since = "2025-01-01T00:00:00Z",
        int limit = 50,
        const BacktestLimits& limits = {}
    ) {
        Connection connection(path_, Connection::Mode::kReader);
        TextCodec codec;
        return backtest(
            connection, codec, monitor::Query::compile(query).value(), at(since), limit, limits
        );
    }
    static std::vector<std::string> titles(const QueryTest& test) {
        std::vector<std::string> found;
        for (const auto& hit : test.hits) {
            found.push_back(hit.story.title);
        }
        return found;
    }
    /// One story an hour from ten o'clock on, the first one backlog.
    model::FeedId hourly(int stories) {
        const auto id = feed();
        for (int i = 1; i <= stories; ++i) {
            commit(id, {article(i)});
            now_ += std::chrono::hours(1);
        }
        return id;
    }
};

TEST_F(Backtest, ShowsWhenAMonitorWouldHaveFired) {
    const auto id = hourly(3);
    const auto fired = now_;
    commit(id, {expanded(article(2), "Dmitry Peskov")});
    now_ += std::chrono::hours(1);
    commit(id, {expanded(expanded(article(2), "Dmitry Peskov"), "A minister")});

    const auto test = look("peskov OR headline1");

    ASSERT_THAT(test.hits, SizeIs(2));
    EXPECT_EQ(test.hits[0].time, fired);
    EXPECT_EQ(test.hits[0].story.title, article(2).title);
    EXPECT_EQ(test.hits[0].story.revision, 2) << "not the third, which matched already";
    EXPECT_THAT(test.hits[0].story.content_text, IsEmpty());
    EXPECT_THAT(test.hits[0].story.sightings, SizeIs(1));
    EXPECT_FALSE(test.hits[0].initial);
    EXPECT_EQ(test.hits[1].story.title, article(1).title);
    EXPECT_EQ(test.hits[1].time, at("2025-04-12T10:00:00Z"));
    EXPECT_TRUE(test.hits[1].initial) << "came with the first document";
    EXPECT_EQ(test.looked_at, 4) << "a story's first match ends the look at it";
    EXPECT_EQ(test.back_to, std::nullopt);
}

TEST_F(Backtest, AStoryThatMatchedBeforeTheWindowDoesNotFireInIt) {
    const auto id = hourly(2);
    commit(id, {expanded(article(1), "A minister"), expanded(article(2), "Dmitry Peskov")});

    const auto matched_before = look("headline1", "2025-04-12T11:30:00Z");
    const auto became = look("peskov", "2025-04-12T11:30:00Z");
    const auto later = look("peskov", "2025-04-12T12:30:00Z");

    EXPECT_THAT(matched_before.hits, IsEmpty());
    EXPECT_EQ(matched_before.looked_at, 4) << "both revisions of both";
    EXPECT_THAT(titles(became), ElementsAre(article(2).title));
    EXPECT_EQ(later.looked_at, 0);
}

TEST_F(Backtest, ALimitKeepsTheNewestAndSaysHowFarItLooked) {
    const auto id = hourly(5);
    commit(id, {expanded(article(1), "A minister")});  // revised last, but it matched long ago

    const auto test = look("headline*", "2025-01-01T00:00:00Z", 2);

    EXPECT_THAT(titles(test), ElementsAre(article(5).title, article(4).title));
    EXPECT_EQ(test.back_to, at("2025-04-12T13:00:00Z"));
    EXPECT_EQ(test.looked_at, 3);
}

TEST_F(Backtest, EndsBehindItsRevisionsAndSaysSo) {
    hourly(5);

    const auto test = look("headline*", "2025-01-01T00:00:00Z", 50, {.revisions = 2});

    EXPECT_THAT(titles(test), ElementsAre(article(5).title, article(4).title));
    EXPECT_EQ(test.looked_at, 2);
    EXPECT_EQ(test.back_to, at("2025-04-12T13:00:00Z"));
}

TEST_F(Backtest, EndsWhenItsTimeIsUp) {
    hourly(3);

    const auto test =
        look("headline*", "2025-01-01T00:00:00Z", 50, {.time = std::chrono::milliseconds(0)});

    EXPECT_THAT(test.hits, IsEmpty());
    EXPECT_EQ(test.looked_at, 0);
    EXPECT_TRUE(test.back_to.has_value());
}

TEST_F(Backtest, AStoryWithMoreRevisionsThanMayBeLookedAtIsNotJudged) {
    const auto id = hourly(1);
    auto written = article(1);
    for (const auto* who : {"One minister", "Another minister", "The third minister"}) {
        written = expanded(written, who);
        commit(id, {written});
    }

    const auto test = look("headline1", "2025-01-01T00:00:00Z", 50, {.revisions = 2});

    EXPECT_THAT(test.hits, IsEmpty()) << "it matched before what could be looked at";
    EXPECT_TRUE(test.back_to.has_value());
}

TEST_F(Backtest, FeedsAndGroupsAreThoseThatCarryTheStory) {
    hourly(2);

    EXPECT_THAT(look("group:world headline1").hits, SizeIs(1));
    EXPECT_THAT(look("feed:other headline1").hits, IsEmpty());
}

TEST_F(Backtest, TheReaderRefusesAQueryThatDoesNotCompileAndNamesTheColumn) {
    feed();

    try {
        reader().test_query("peskov (", at("2025-01-01T00:00:00Z"), 5);
        FAIL();
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), HasSubstr("column 8"));
    }
    EXPECT_THAT(reader().test_query("peskov", at("2025-01-01T00:00:00Z"), 5).hits, IsEmpty());
}

}  // namespace
}  // namespace wireroom::store
