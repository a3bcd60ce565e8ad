#include "store/story_id.hpp"

#include "base/time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace wireroom::store {
namespace {

using testing::MatchesRegex;

TEST(StoryId, HasSixteenCharactersOfTheAlphabet) {
    for (const std::int64_t ms : {0LL, -1LL, 1'744'369'200'000LL, 30'000'000'000'000LL}) {
        EXPECT_THAT(new_story_id(from_ms(ms)), MatchesRegex("[a-z2-7]{16}")) << ms;
    }
}

TEST(StoryId, SortsAsTheStoryWasSeen) {
    std::string last;
    for (std::int64_t ms = 1'000'000'000'000; ms < 3'000'000'000'000; ms += 77'777'777'777) {
        const auto id = new_story_id(from_ms(ms));

        EXPECT_LT(last, id) << ms;

        last = id;
    }
    EXPECT_LT(new_story_id(from_ms(1'744'369'200'000)), new_story_id(from_ms(1'744'369'201'000)));
}

TEST(StoryId, IsAnotherEachTimeOfTheSameSecond) {
    std::set<std::string> ids;
    for (int i = 0; i < 10'000; ++i) {
        ids.insert(new_story_id(from_ms(1'744'369'200'000)));
    }

    EXPECT_EQ(ids.size(), 10'000U);
}

}  // namespace
}  // namespace wireroom::store
