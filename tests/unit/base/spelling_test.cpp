#include "base/spelling.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom {
namespace {

TEST(Closest, FindsTheLikelyWord) {
    const std::vector<std::string_view> keys{"name", "url", "groups", "interval"};
    EXPECT_EQ(closest("nmae", keys), "name");
    EXPECT_EQ(closest("URL", keys), "url");
    EXPECT_EQ(closest("group", keys), "groups");
    EXPECT_EQ(closest("intreval", keys), "interval");
    EXPECT_EQ(closest("INTREVAL", keys), "interval");
    EXPECT_FALSE(closest("", {"abc"}));
    EXPECT_FALSE(closest("something", keys));
    EXPECT_FALSE(closest(std::string(100000, 'x'), keys));
}

}  // namespace
}  // namespace wireroom
