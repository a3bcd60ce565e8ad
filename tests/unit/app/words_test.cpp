#include "app/words.hpp"

#include <gtest/gtest.h>

namespace wireroom::app {
namespace {

TEST(CountOf, OneIsTheOnlySingular) {
    EXPECT_EQ(count_of(0, "feed"), "0 feeds");
    EXPECT_EQ(count_of(1, "feed"), "1 feed");
    EXPECT_EQ(count_of(12, "fault"), "12 faults");
}

}  // namespace
}  // namespace wireroom::app
