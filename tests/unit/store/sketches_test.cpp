#include "store/sketches.hpp"

#include "dedup/sketch.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

namespace wireroom::store {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(SketchKeys, AreTheStoriesThatHaveOneTheNewestFirst) {
    SketchKeys keys;
    EXPECT_THAT(keys.stories_with(7), IsEmpty());
    keys.remove(7, 1);

    keys.add(7, 2);
    keys.add(7, 9);
    keys.add(7, 1);
    keys.add(7, 9);
    keys.add(8, 3);

    EXPECT_THAT(keys.stories_with(7), ElementsAre(9, 2, 1));
    EXPECT_THAT(keys.stories_with(8), ElementsAre(3));
    keys.remove(7, 9);
    keys.remove(7, 9);
    EXPECT_THAT(keys.stories_with(7), ElementsAre(2, 1));
    EXPECT_EQ(keys.size(), 3U);
}

TEST(SketchKeys, OneThatMoreThanSixtyFourStoriesHaveSaysNothing) {
    SketchKeys keys;
    for (std::int64_t story = 1; story <= 64; ++story) {
        keys.add(7, story);
    }
    ASSERT_THAT(keys.stories_with(7), SizeIs(64));

    for (std::int64_t story = 65; story <= 10'000; ++story) {
        keys.add(7, story);
    }

    EXPECT_THAT(keys.stories_with(7), IsEmpty());
    EXPECT_EQ(keys.size(), 65U) << "it takes no more memory";
}

TEST(SketchKeys, AreWhatAPlainMapHolds) {
    std::mt19937 random(1);
    SketchKeys keys;
    std::map<std::uint32_t, std::set<std::int64_t>> plain;
    for (int i = 0; i < 60'000; ++i) {
        const auto key = static_cast<std::uint32_t>(random() % 3'000) << 12U;
        const auto story = static_cast<std::int64_t>(random() % 40);
        if (random() % 3 == 0) {
            keys.remove(key, story);
            plain[key].erase(story);
        } else {
            keys.add(key, story);
            plain[key].insert(story);
        }
    }

    std::size_t size = 0;
    for (const auto& [key, stories] : plain) {
        const std::vector<std::int64_t> newest_first(stories.rbegin(), stories.rend());
        ASSERT_EQ(keys.stories_with(key), newest_first) << key;
        size += stories.size();
    }
    EXPECT_EQ(keys.size(), size);
    EXPECT_GT(size, 30'000U) << "more than the first buckets hold";
}

class SketchesTest : public StoreTest {
protected:
    void SetUp() override {
        const auto id = feed();
        commit(id, {article(3), article(2), article(1)});
        close();
    }

    static dedup::Sketch sketch(int number) { return prepared(article(number)).sketch; }
    static std::uint32_t key(int number) { return dedup::sketch_keys(sketch(number)).front(); }
};

TEST_F(SketchesTest, AreReadWithTheirKeys) {
    Connection connection(path_, Connection::Mode::kWriter);

    const Sketches sketches(connection);

    for (int number = 1; number <= 3; ++number) {
        const auto stored = sketch(number);
        for (const auto one : dedup::sketch_keys(stored)) {
            EXPECT_THAT(sketches.stories_with_key(one), Contains(number));
        }
    }
}

TEST_F(SketchesTest, WhatIsUndoneWasNeverThere) {
    Connection connection(path_, Connection::Mode::kWriter);
    Sketches sketches(connection);
    {
        const SQLite::Transaction transaction(connection.database());
        sketches.remove(1);
        sketches.replace(2, sketch(7));
    }

    sketches.undo();

    EXPECT_THAT(sketches.stories_with_key(key(1)), ElementsAre(1));
    EXPECT_THAT(sketches.stories_with_key(key(2)), ElementsAre(2));
    EXPECT_THAT(sketches.stories_with_key(key(7)), IsEmpty());
    EXPECT_EQ(sketches.load(2), sketch(2));
}

TEST_F(SketchesTest, OldOnesGoFromTheFrontWithTheirKeys) {
    now_ += kSketchLife - std::chrono::hours(1);
    commit(feed(), {article(4)});
    close();
    Connection connection(path_, Connection::Mode::kWriter);
    Sketches sketches(connection);
    const auto later = now_ + std::chrono::hours(2);

    const int first = sketches.drop_old(later, 2);
    const int second = sketches.drop_old(later, 64);
    const int third = sketches.drop_old(later, 64);
    sketches.keep();

    EXPECT_EQ(first, 2);
    EXPECT_EQ(second, 1);
    EXPECT_EQ(third, 0);
    for (const int number : {1, 2, 3}) {
        EXPECT_THAT(sketches.load(number).hashes, IsEmpty()) << number;
        EXPECT_THAT(sketches.stories_with_key(key(number)), IsEmpty()) << number;
    }
    EXPECT_EQ(sketches.load(4), sketch(4));
    EXPECT_THAT(sketches.stories_with_key(key(4)), ElementsAre(4));
}

TEST_F(SketchesTest, WhatIsKeptIsFoundFromThenOn) {
    Connection connection(path_, Connection::Mode::kWriter);
    Sketches sketches(connection);
    {
        SQLite::Transaction transaction(connection.database());
        sketches.remove(1);
        sketches.replace(2, sketch(7));
        sketches.replace(2, sketch(8));
        sketches.add(3, {});
        transaction.commit();
    }
    EXPECT_THAT(sketches.stories_with_key(key(8)), IsEmpty()) << "not yet";

    sketches.keep();

    EXPECT_THAT(sketches.stories_with_key(key(1)), IsEmpty());
    EXPECT_THAT(sketches.stories_with_key(key(2)), IsEmpty());
    EXPECT_THAT(sketches.stories_with_key(key(7)), IsEmpty());
    EXPECT_THAT(sketches.stories_with_key(key(8)), ElementsAre(2));
    const Sketches again(connection);
    for (const int number : {1, 2, 3, 7, 8}) {
        EXPECT_EQ(again.stories_with_key(key(number)), sketches.stories_with_key(key(number)));
    }
}

}  // namespace
}  // namespace wireroom::store
